"""The same batch on a Ray cluster: each actor loads its models once, and reads the articles where it runs.

Answers, or parts of the output, are asked for in the order of the inputs. An article whose actor died is given to
another, alone; Ray starts that one anew and tries once more before the article is answered by a failure.
"""

from __future__ import annotations

import logging
import os
import socket
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any, TypeVar

from openai_turnover.batch import ReadingOptions, Record, analyze_input, with_failures_told
from openai_turnover.errors import MissingExtraError, TurnoverError
from openai_turnover.output.files import check_format, skip_finished, write_whole
from openai_turnover.output.names import ending_of
from openai_turnover.reading import Input
from openai_turnover.records import Failure

try:
    import ray
except ImportError:
    ray = None  # type: ignore[assignment]

QUEUED_PER_ACTOR = 16
"""Articles on the way to an actor: enough that none waits for the next one, few enough to be held in memory."""
PARTS_PER_ACTOR = 2
ARTICLES_PER_PART = 500
SECONDS_TO_CONNECT = 10
DIED = "the Ray actor that read this article died twice over it; it may need too much memory"
Task = TypeVar("Task")
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Part:
    """A stretch of the inputs and the file for its reports."""

    path: Path
    inputs: Sequence[Input]


class ArticleReader:
    """What runs in an actor: an analyzer in the folder that the paths of the inputs start from."""

    def __init__(self, options: ReadingOptions, folder: str) -> None:
        os.chdir(folder)
        self._options = options
        self._analyzer = options.analyzer()

    def read(self, unread: Input) -> Record:
        """The report of one article, or its failure."""
        return analyze_input(self._analyzer, unread, self._options.timeout)

    def write(self, part: Part, format_: str) -> list[Failure]:
        """Write the reports of a part to its file, which appears whole; returns the failures among them."""
        records = [self.read(unread) for unread in part.inputs]
        write_whole(records, part.path, format_)
        return [record for record in records if isinstance(record, Failure)]


class RayPool:
    """Actors on a cluster, or on a small one of its own where no address is given."""

    def __init__(self, options: ReadingOptions, jobs: int | None, address: str | None) -> None:
        """Connect, and start ``jobs`` actors, or one for each processor of the cluster.

        Raises MissingExtraError where Ray is not installed, and TurnoverError where there is no such cluster.
        """
        if ray is None:
            raise MissingExtraError("--engine ray needs Ray: pip install 'openai-turnover[ray]'")
        self._arguments = options, os.getcwd()
        self._jobs = _connect(jobs, address)
        self._actor = ray.remote(ArticleReader)
        self._actors = [self._actor.options(max_restarts=-1).remote(*self._arguments) for _ in range(self._jobs)]

    def analyze(self, inputs: Iterable[Input]) -> Iterator[Record]:
        """One record for every input, in their order."""

        def again(unread: Input) -> Record:
            return self._alone("read", Failure(unread.source, "WorkerDied", DIED), unread)

        return self._answers(inputs, lambda actor, unread: actor.read.remote(unread), QUEUED_PER_ACTOR, again)

    def write_parts(self, parts: Iterable[Part], format_: str) -> Iterator[list[Failure]]:
        """The failures of each part, when its file has been written."""

        def again(part: Part) -> list[Failure]:
            records = list(self.analyze(part.inputs))  # article by article, to find the one that kills
            write_whole(records, part.path, format_)
            return [record for record in records if isinstance(record, Failure)]

        return self._answers(parts, lambda actor, part: actor.write.remote(part, format_), PARTS_PER_ACTOR, again)

    def stop(self) -> None:
        """Leave the cluster; one that was started here ends."""
        ray.shutdown()

    def _answers(
        self, tasks: Iterable[Task], ask: Callable[[Any, Task], Any], most: int, again: Callable[[Task], Answer]
    ) -> Iterator[Answer]:
        """Give the tasks to the actors in turn and answer them in order; ``again`` answers for an actor that died."""
        waiting: deque[tuple[Any, Task]] = deque()

        def answer() -> Answer:
            promise, task = waiting.popleft()
            try:
                result: Answer = ray.get(promise)
            except ray.exceptions.RayActorError:
                return again(task)
            return result

        for actor, task in zip(cycle(self._actors), tasks, strict=False):
            waiting.append((ask(actor, task), task))
            if len(waiting) >= most * self._jobs:
                yield answer()
        while waiting:
            yield answer()

    def _alone(self, method: str, failure: Record, task: Input) -> Record:
        """Give a task to an actor of its own, which Ray starts a second time if it dies again."""
        actor: Any = self._actor.options(max_restarts=1, max_task_retries=1).remote(*self._arguments)
        try:
            result: Record = ray.get(getattr(actor, method).remote(task))
        except ray.exceptions.RayActorError:
            return failure
        finally:
            ray.kill(actor)
        return result


def _connect(jobs: int | None, address: str | None) -> int:
    """Join or start a cluster, quietly and without its reports over the network; returns the number of actors."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
    try:
        if address:
            _check_that_it_listens(address)
            ray.init(address=address, **quiet)
        else:
            ray.init(num_cpus=jobs, include_dashboard=False, **quiet)
    except (OSError, ValueError, RuntimeError) as error:
        raise TurnoverError(f"no Ray cluster at {address or 'this machine'}: {error}") from None
    cluster: Any = ray
    return jobs or max(1, int(cluster.cluster_resources().get("CPU", 1)))


def _check_that_it_listens(address: str) -> None:
    """Raises OSError where nothing answers at ``host:port``; Ray itself would try for minutes."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if host and port.isdecimal():
        socket.create_connection((host, int(port)), timeout=SECONDS_TO_CONNECT).close()


def analyze_on_ray(
    options: ReadingOptions, inputs: Iterable[Input], jobs: int | None, address: str | None
) -> Iterator[Record]:
    """Answers in the order of the inputs, as ``analyze_each`` gives them.

    Raises TurnoverError for options that make no sense and for a cluster that is not there.
    """
    options.analyzer()  # wrong options are said here, once
    pool = RayPool(options, jobs, address)
    try:
        yield from with_failures_told(pool.analyze(inputs))
    finally:
        pool.stop()


def write_parts_on_ray(
    options: ReadingOptions,
    inputs: Iterable[Input],
    jobs: int | None,
    address: str | None,
    folder: Path,
    format_: str,
) -> Iterator[int]:
    """Let the actors write a folder of files, each with the reports of a stretch of the inputs.

    Parts that are there are left as they are. Yields the number of failures of each part, those of JSON Lines parts
    that were there too. Raises what ``analyze_on_ray`` raises, and InputError where a part answers other inputs.
    """
    check_format(format_)
    options.analyzer()
    folder.mkdir(parents=True, exist_ok=True)
    pool = RayPool(options, jobs, address)
    parts = cut_into_parts(inputs, folder.absolute(), ending_of(format_))
    there = list[int]()
    try:
        missing = (part for part in parts if not _is_there(part, format_, there))
        for failures in pool.write_parts(missing, format_):
            yield sum(1 for _ in with_failures_told(failures))
        yield sum(there)
    finally:
        pool.stop()


def _is_there(part: Part, format_: str, failures: list[int]) -> bool:
    if not part.path.exists():
        return False
    if format_ == "jsonl":
        failures.append(skip_finished(part.path, (unread.source for unread in part.inputs))[1])
    return True


def cut_into_parts(inputs: Iterable[Input], folder: Path, ending: str) -> Iterator[Part]:
    """The inputs in stretches of equal length, each with the path of its part."""
    left, number = iter(inputs), 0
    while stretch := list(islice(left, ARTICLES_PER_PART)):
        yield Part(folder / f"part-{number:05d}{ending}", stretch)
        number += 1
