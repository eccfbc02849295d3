"""Many articles to many reports: every input answered once and in order, by its report or by its failure."""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from openai_turnover.analysis import Analyzer
from openai_turnover.errors import InputError, TurnoverError
from openai_turnover.reading import read_article, walk_articles
from openai_turnover.records import Failure, Report
from openai_turnover.settings import user_alias_tables

Record = Report | Failure
QUEUED_PER_JOB = 8


class TimeLimitPassed(TurnoverError):
    """An article took longer than allowed."""


@dataclass(frozen=True)
class ReadingOptions:
    """How articles are read, as the command line says; plain values that cross process borders."""

    date: str | None = None
    lang: str | None = None
    aliases: tuple[Path, ...] = ()
    model: str | None = None
    min_confidence: float = 0.0
    timeout: int = 0
    """Seconds allowed for an article; 0 for no limit."""

    def analyzer(self) -> Analyzer:
        """An analyzer with these options and the user's alias table."""
        tables = (*user_alias_tables(), *self.aliases)
        return Analyzer(
            language=self.lang,
            published=self.date,
            aliases=tables,
            model=self.model,
            min_confidence=self.min_confidence,
        )


def expand_sources(paths: Iterable[str]) -> Iterator[str]:
    """Files as they are, folders as the articles below them.

    Raises InputError for a folder that cannot be read.
    """
    for path in paths:
        if os.path.isdir(path):
            yield from map(str, walk_articles(Path(path)))
        else:
            yield path


def analyze_source(analyzer: Analyzer, source: str, timeout: int = 0) -> Record:
    """The report of one input; a failure where it cannot be read or analyzed, whatever goes wrong."""
    try:
        with time_limit(timeout):
            return analyzer.analyze(read_article(source))
    except TurnoverError as error:
        return Failure(source, type(error).__name__, str(error))
    except Exception as error:  # one article's fault must not end the others
        return Failure(source, "InternalError", f"{type(error).__name__}: {error}; please report this article")


@contextmanager
def time_limit(seconds: int) -> Iterator[None]:
    """Raise TimeLimitPassed in the block after a number of seconds; no limit for 0 or where there are no alarms."""
    if not seconds or not hasattr(signal, "SIGALRM"):
        yield
        return

    def stop(*_: object) -> None:
        raise TimeLimitPassed(f"not done after {seconds} s; raise --timeout to wait longer")

    previous = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, previous)


def analyze_each(options: ReadingOptions, sources: Iterable[str], jobs: int = 1) -> Iterator[Record]:
    """Answers in the order of the sources; each failure is also a line on standard error.

    Raises TurnoverError for options that make no sense, before any source is read.
    """
    options.analyzer()
    records = _in_this_process(options, sources) if jobs == 1 else _in_processes(options, sources, jobs)
    for record in records:
        if isinstance(record, Failure):
            print(f"turnover: {record.source}: {record.message}", file=sys.stderr)
        yield record


def _in_this_process(options: ReadingOptions, sources: Iterable[str]) -> Iterator[Record]:
    analyzer = options.analyzer()
    for source in sources:
        yield analyze_source(analyzer, source, options.timeout)


_analyzer: Analyzer | None = None


def _start_worker(options: ReadingOptions) -> None:
    global _analyzer
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _analyzer = options.analyzer()


def _work(source: str, timeout: int) -> Record:
    assert _analyzer is not None
    return analyze_source(_analyzer, source, timeout)


def _in_processes(options: ReadingOptions, sources: Iterable[str], jobs: int) -> Iterator[Record]:
    options.analyzer()  # wrong options are said once, before the workers start
    remaining = iter(sources)
    waiting: deque[tuple[str, Future[Record]]] = deque()
    pool = _new_pool(options, jobs)
    try:
        while True:
            _fill(waiting, remaining, pool, options, jobs * QUEUED_PER_JOB)
            if not waiting:
                return
            source, future = waiting.popleft()
            try:
                yield future.result()
            except BrokenProcessPool:
                yield _alone(options, source)
                pool.shutdown(wait=False, cancel_futures=True)
                pool = _new_pool(options, jobs)
                waiting = deque((s, f if _is_done(f) else pool.submit(_work, s, options.timeout)) for s, f in waiting)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _new_pool(options: ReadingOptions, jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, initializer=_start_worker, initargs=(options,))


def _fill(
    waiting: deque[tuple[str, Future[Record]]],
    remaining: Iterator[str],
    pool: ProcessPoolExecutor,
    options: ReadingOptions,
    length: int,
) -> None:
    for source in remaining:
        waiting.append((source, pool.submit(_work, source, options.timeout)))
        if len(waiting) >= length:
            return


def _is_done(future: Future[Record]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


def _alone(options: ReadingOptions, source: str) -> Record:
    """A source that stood in the queue when a worker died, tried once more by itself."""
    with _new_pool(options, 1) as pool:
        try:
            return pool.submit(_work, source, options.timeout).result()
        except BrokenProcessPool:
            return Failure(source, "WorkerDied", "the process that read this article died; it may need too much memory")


def count_finished(path: Path, sources: list[str]) -> int:
    """How many of the sources a JSON Lines file already answers; cuts off a half-written last line.

    Raises InputError where the file answers other sources than these.
    """
    import json

    if not path.exists():
        return 0
    data = path.read_bytes()
    whole = data[: data.rfind(b"\n") + 1]
    finished = [json.loads(line)["source"] for line in whole.splitlines()]
    if finished != sources[: len(finished)]:
        raise InputError(f"{path} holds the reports of other inputs; name another --output or leave --resume out")
    if len(whole) < len(data):
        os.truncate(path, len(whole))
    return len(finished)
