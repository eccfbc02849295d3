"""Output files that survive an end at any moment: finished lines first, the file in its format when all is there."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from openai_turnover.errors import InputError
from openai_turnover.output import WRITERS, open_output, parquet, sqlite
from openai_turnover.record_reading import as_record
from openai_turnover.records import Failure, Report

UNFINISHED = ".unfinished.jsonl"
FILE_WRITERS: dict[str, Callable[[Iterable[Report | Failure], Path], None]] = {
    "parquet": parquet.write_file,
    "sqlite": sqlite.write_file,
}


def journal_of(path: Path, format_: str) -> Path:
    """The file of JSON Lines that grows article by article: the output itself, or one beside it."""
    return path if format_ == "jsonl" else path.with_name(path.name + UNFINISHED)


def check_format(format_: str) -> None:
    """Raises MissingExtraError for a format that needs a library that is not installed."""
    if format_ == "parquet":
        parquet.require()


def skip_finished(journal: Path, sources: Iterator[str]) -> tuple[int, int]:
    """Take from the sources those that a journal answers, and cut off its half-written last line.

    Returns how many are answered, and how many of them by a failure. Raises InputError where the journal answers other
    sources than these.
    """
    if not journal.exists():
        return 0, 0
    finished = failures = size = 0
    with open(journal, "rb") as stream:
        for record, end in _whole_lines(stream, journal):
            if record.get("source") != next(sources, None):
                raise InputError(f"{journal} holds the reports of other inputs; name another --output")
            finished, failures, size = finished + 1, failures + ("error" in record), end
    if size < journal.stat().st_size:
        os.truncate(journal, size)
    return finished, failures


def _whole_lines(stream: BinaryIO, journal: Path) -> Iterator[tuple[dict[str, object], int]]:
    """The records of whole lines, each with the place where its line ends."""
    size = 0
    for line in stream:
        if not line.endswith(b"\n"):
            return
        size += len(line)
        try:
            record = json.loads(line)
        except ValueError:
            record = None
        if not isinstance(record, dict):
            raise InputError(f"{journal} is no file of reports; name another --output")
        yield record, size


def finish(journal: Path, path: Path, format_: str) -> None:
    """Turn a complete journal into the output file; the file appears whole, or not at all."""
    if journal != path:
        write_whole(_read(journal), path, format_)
        journal.unlink()


def write_whole(records: Iterable[Report | Failure], path: Path, format_: str) -> None:
    """Write a file that appears when all of it is there."""
    growing = path.with_name(path.name + ".new")
    if format_ in FILE_WRITERS:
        FILE_WRITERS[format_](records, growing)
    else:
        with open_output(str(growing)) as stream:
            WRITERS[format_](records, stream, False)
    os.replace(growing, path)


def _read(journal: Path) -> Iterator[Report | Failure]:
    with open(journal, encoding="utf-8") as stream:
        for line in stream:
            yield as_record(json.loads(line))
