"""Many articles to many reports: every input answered once and in order, by its report or by its failure."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from openai_turnover.analysis import Analyzer
from openai_turnover.errors import TimeLimitPassed, TurnoverError
from openai_turnover.reading import Input, read_input
from openai_turnover.records import Failure, Report
from openai_turnover.settings import user_alias_tables

Record = Report | Failure


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


def analyze_input(analyzer: Analyzer, unread: Input, timeout: int = 0) -> Record:
    """The report of one input; a failure where it cannot be read or analyzed, whatever goes wrong.

    What takes longer than ``timeout`` seconds (0 for no limit) is tried once more, as the first article of a language
    also waits for its model.
    """
    for _ in range(2):
        try:
            with time_limit(timeout):
                return analyzer.analyze(read_input(unread))
        except TimeLimitPassed as error:
            late = failure_of(unread, error)
        except Exception as error:  # one article's fault must not end the others
            return failure_of(unread, error)
    return late


def failure_of(unread: Input, error: Exception) -> Failure:
    """The record of what went wrong with an input."""
    if isinstance(error, TurnoverError):
        return Failure(unread.source, type(error).__name__, str(error))
    message = f"{type(error).__name__}: {error}; please report this article"
    return Failure(unread.source, "InternalError", message)


def time_limit_message(seconds: int) -> str:
    """What is said of an article that took too long."""
    return f"not done after {seconds} s; raise --timeout to wait longer"


@contextmanager
def time_limit(seconds: int) -> Iterator[None]:
    """Raise TimeLimitPassed in the block after a number of seconds; no limit for 0 or where there are no alarms."""
    if not seconds or not hasattr(signal, "SIGALRM"):
        yield
        return

    def stop(*_: object) -> None:
        raise TimeLimitPassed(time_limit_message(seconds))

    previous = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, previous)


def analyze_each(options: ReadingOptions, inputs: Iterable[Input], jobs: int = 0) -> Iterator[Record]:
    """Answers in the order of the inputs; each failure is also a line on standard error.

    With ``jobs`` the articles are analyzed in so many worker processes, so that one that kills its process costs
    itself alone; with 0 in this one. Nothing is read before the first answer is asked for. Raises TurnoverError for
    options that make no sense.
    """
    if jobs:
        return with_failures_told(_in_workers(options, inputs, jobs))
    analyzer = options.analyzer()
    return with_failures_told(analyze_input(analyzer, unread, options.timeout) for unread in inputs)


def _in_workers(options: ReadingOptions, inputs: Iterable[Input], jobs: int) -> Iterator[Record]:
    from openai_turnover.batch_workers import WorkerPool

    pool = WorkerPool(options, jobs)
    pool.start()
    try:
        options.analyzer()  # wrong options are said here, once
    except BaseException:
        pool.stop()
        raise
    return pool.analyze(inputs)


def with_failures_told(records: Iterable[Record]) -> Iterator[Record]:
    """The records as they come, each failure said on standard error."""
    for record in records:
        if isinstance(record, Failure):
            print(f"turnover: {record.source}: {record.message}", file=sys.stderr)
        yield record
