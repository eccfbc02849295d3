"""Records to text: one format a file, one registry."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TextIO

from openai_turnover.output import csv, json, markdown, table
from openai_turnover.records import Failure, Report

Record = Report | Failure
Writer = Callable[[Iterable[Record], TextIO, bool], None]
WRITERS: dict[str, Writer] = {
    "table": table.write,
    "json": json.write,
    "jsonl": json.write_lines,
    "csv": csv.write,
    "markdown": markdown.write,
}


def write_records(records: Iterable[Record], format_: str, stream: TextIO, *, single: bool = False) -> int:
    """Write all records in a format; returns the number of failures among them.

    ``single`` says that there is one record, which JSON then writes without a list around it.
    """
    failures = 0

    def counted() -> Iterator[Record]:
        nonlocal failures
        for record in records:
            failures += isinstance(record, Failure)
            yield record

    WRITERS[format_](counted(), stream, single)
    stream.flush()
    return failures


@contextmanager
def open_output(path: str, *, append: bool = False) -> Iterator[TextIO]:
    """A stream for a path in UTF-8, written line by line; standard output for ``-``."""
    if path == "-":
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")
        yield sys.stdout
    else:
        try:
            with open(path, "a" if append else "w", encoding="utf-8", newline="\n", buffering=1) as stream:
                yield stream
        except OSError as error:
            error.filename = error.filename or path  # a full disk is told of without the name of the file
            raise
