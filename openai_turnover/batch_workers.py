"""Worker processes that analyze one article at a time, each known by the articles it holds.

An executor of the standard library breaks as a whole when a worker dies and cannot say over which article. Here the
article at the head of a dead worker's queue is the one that it died of: tried once more, then answered by a failure.
"""

from __future__ import annotations

import multiprocessing
import os
import queue
import signal
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess

from openai_turnover.batch import ReadingOptions, Record, analyze_input, time_limit_message
from openai_turnover.errors import TurnoverError
from openai_turnover.reading import Input
from openai_turnover.records import Failure

QUEUED_PER_WORKER = 3
"""One at work, the others at hand, so that no worker waits for the next."""
HELD_PER_WORKER = 64
"""Answers that may wait for an earlier one: more would let memory grow behind one slow article."""
ARTICLES_PER_WORKER = 20_000
"""After these a worker makes room for a new one, so that what libraries keep cannot grow without end."""
SECONDS_BEYOND_LIMIT = 20
"""A worker that is stuck where no alarm reaches it is killed after twice the limit and these."""
DIED = "the process that read this article died twice over it; it may need too much memory"

Task = tuple[int, Input]


@dataclass
class Worker:
    """A process, the way to it, and the tasks that it has not answered."""

    process: BaseProcess
    connection: Connection
    tasks: deque[Task] = field(default_factory=deque)
    given: int = 0
    answered_at: float = 0.0

    def give(self, task: Task) -> None:
        """Hand over a task; a worker that has just died is found out when its answers are collected."""
        if not self.tasks:
            self.answered_at = time.monotonic()
        self.tasks.append(task)
        self.given += 1
        try:
            self.connection.send(task[1])
        except OSError:
            self.process.join(1)

    def stop(self) -> None:
        """End the process at once."""
        self.process.kill()
        self.process.join()
        self.connection.close()


class WorkerPool:
    """Analyzes inputs in several processes; answers come in the order of the inputs."""

    def __init__(self, options: ReadingOptions, jobs: int) -> None:
        self._options = options
        self._jobs = jobs
        self._context = _context()
        self._workers: list[Worker] = []
        self._again: deque[Task] = deque()
        self._taken_back: set[int] = set()
        self._tried: set[int] = set()
        self._answers: dict[int, Record] = {}

    def start(self) -> None:
        """Start the workers, which get ready while the caller goes on."""
        while len(self._workers) < self._jobs:
            self._workers.append(self._start())

    def stop(self) -> None:
        """End all workers."""
        while self._workers:
            self._workers.pop().stop()

    def analyze(self, inputs: Iterable[Input]) -> Iterator[Record]:
        """One record for every input."""
        tasks = enumerate(inputs)
        due = 0
        try:
            while self._hand_out(tasks, due + self._jobs * HELD_PER_WORKER) or due in self._answers:
                if due not in self._answers:
                    self._collect()
                while due in self._answers:
                    yield self._answers.pop(due)
                    due += 1
        finally:
            self.stop()

    def _hand_out(self, tasks: Iterator[Task], until: int) -> bool:
        """Fill the workers' queues with tasks numbered below ``until``; returns whether any task is unanswered."""
        for worker in self._ready_workers():
            while len(worker.tasks) < self._room(worker):
                task = self._next_task(tasks, until)
                if task is None:
                    return any(w.tasks for w in self._workers) or bool(self._again)
                worker.give(task)
        return True

    def _room(self, worker: Worker) -> int:
        """How many tasks a worker may hold: one that is taken back from a dead worker goes alone."""
        alone = self._again or (worker.tasks and worker.tasks[0][0] in self._taken_back)
        return 1 if alone else QUEUED_PER_WORKER

    def _next_task(self, tasks: Iterator[Task], until: int) -> Task | None:
        if not self._again:
            task = next(tasks, None)
            if task is None:
                return None
            self._again.append(task)  # put back there where it must wait for room
        return self._again.popleft() if self._again[0][0] < until else None

    def _ready_workers(self) -> list[Worker]:
        """As many workers as wanted, those with the fewest tasks first; one that has done its share is replaced."""
        for worker in [w for w in self._workers if w.given >= ARTICLES_PER_WORKER and not w.tasks]:
            self._remove(worker)
        self.start()
        fresh = [w for w in self._workers if w.given < ARTICLES_PER_WORKER]
        return sorted(fresh, key=lambda w: len(w.tasks))

    def _start(self) -> Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self._options), daemon=True)  # type: ignore[attr-defined]
        process.start()
        theirs.close()
        return Worker(process, ours)

    def _remove(self, worker: Worker) -> None:
        worker.stop()
        self._workers.remove(worker)

    def _collect(self) -> None:
        """Wait for answers and take them in; take back the tasks of workers that died or are stuck."""
        busy = {w.connection: w for w in self._workers if w.tasks}
        for connection in wait(list(busy), timeout=1.0 if self._options.timeout else None):
            worker = busy.pop(connection)  # type: ignore[call-overload]
            try:
                answer = worker.connection.recv()
            except (EOFError, OSError):
                self._take_back(worker, "WorkerDied", DIED)
                continue
            number, _ = worker.tasks.popleft()
            worker.answered_at = time.monotonic()
            self._answers[number] = answer
        for worker in busy.values():
            if self._is_stuck(worker):
                self._tried.add(worker.tasks[0][0])
                self._take_back(worker, "TimeLimitPassed", time_limit_message(self._options.timeout))

    def _is_stuck(self, worker: Worker) -> bool:
        limit = self._options.timeout
        return bool(limit) and time.monotonic() - worker.answered_at > 2 * limit + SECONDS_BEYOND_LIMIT

    def _take_back(self, worker: Worker, error: str, message: str) -> None:
        """Give up on the task that a worker fell over for the second time; the others are handed out anew."""
        number, unread = worker.tasks[0]
        if number in self._tried:
            worker.tasks.popleft()
            self._answers[number] = Failure(unread.source, error, message)
        self._tried.add(number)
        self._taken_back.update(task[0] for task in worker.tasks)
        self._again.extendleft(reversed(worker.tasks))
        self._remove(worker)


def _context() -> BaseContext:
    """New processes come from a server that has everything imported and no threads, where the system has such."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["openai_turnover.batch_workers"])
    return context


def _serve(connection: Connection, options: ReadingOptions) -> None:
    """Answer inputs until the process that asked is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    waiting: queue.SimpleQueue[Input] = queue.SimpleQueue()
    # taken in beside the work: two ends that both write a large message would wait for each other for ever
    threading.Thread(target=_take_in, args=(connection, waiting), daemon=True).start()
    try:
        analyzer = options.analyzer()
    except TurnoverError:
        return  # said by the process that started this one
    while True:
        answer = analyze_input(analyzer, waiting.get(), options.timeout)
        try:
            connection.send(answer)
        except OSError:
            return


def _take_in(connection: Connection, waiting: queue.SimpleQueue[Input]) -> None:
    try:
        while True:
            waiting.put(connection.recv())
    except (EOFError, OSError):
        os._exit(0)  # nobody waits for an answer
