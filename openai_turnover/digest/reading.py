"""Files of reports back to records, each line checked."""

from __future__ import annotations

import json
import sys
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from openai_turnover.errors import UsageError
from openai_turnover.record_reading import DATE, NoRecordError, as_record
from openai_turnover.records import Failure, Report

STDIN = "-"
JSON_STARTS = (b"{", b"[", b"[{")
"""What stands alone in the first line of JSON that is spread over lines."""
MOST_BAD_AT_START = 3
"""After so many lines that are no report, an article was given in the place of reports."""


@dataclass(frozen=True)
class Unreadable(Failure):
    """A file of reports, or a line of one, that cannot be used; ``source`` is the path with the line."""


def read_records(paths: Iterable[str]) -> Iterator[Report | Failure]:
    """The records of files in JSON Lines or JSON, ``-`` for standard input, in their order.

    What is no report comes out as ``Unreadable`` and costs itself alone.
    """
    for path in paths:
        name = "standard input" if path == STDIN else path
        try:
            with _open(path) as stream:
                yield from _read_stream(name, stream)
        except IsADirectoryError:
            yield _unreadable(name, "this is a folder; `turnover batch` makes a file of reports from it")
        except (OSError, ValueError) as error:
            yield _unreadable(name, getattr(error, "strerror", None) or str(error))


def _unreadable(source: str, message: str) -> Unreadable:
    return Unreadable(source, "InputError", message)


def _open(path: str) -> AbstractContextManager[BinaryIO]:
    return nullcontext(sys.stdin.buffer) if path == STDIN else Path(path).open("rb")


def _read_stream(path: str, stream: BinaryIO) -> Iterator[Report | Failure]:
    bad, good = 0, False
    for number, line in enumerate(stream, 1):
        line = line.removeprefix(BOM_UTF8).strip()
        if not (bad or good) and line in JSON_STARTS:
            yield from _records_of(path, line + stream.read())
            return
        for record in _records_of(f"{path}:{number}", line) if line else ():
            yield record
            bad, good = bad + isinstance(record, Unreadable), good or not isinstance(record, Unreadable)
        if bad >= MOST_BAD_AT_START and not good:
            yield _unreadable(
                path, f"begins with {bad} bad lines, so is no file of reports; `turnover batch` makes one"
            )
            return
    if not (bad or good):
        yield _unreadable(path, "is empty; `turnover batch` and `turnover analyze --format jsonl` write reports")


def _records_of(where: str, line: bytes) -> Iterator[Report | Failure]:
    try:
        data = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        yield _unreadable(where, "is no text in UTF-8")
        return
    except (ValueError, RecursionError) as error:
        yield _unreadable(where, f"is no JSON ({error}); a file of reports has one report a line")
        return
    for number, record in enumerate(data if isinstance(data, list) else [data], 1):
        try:
            yield as_record(record)
        except NoRecordError as error:
            place = f"{where}, record {number}" if isinstance(data, list) else where
            yield _unreadable(place, f"is no report of turnover: {error}")


def check_date(text: str | None) -> str | None:
    """A date of any precision as it is; None for None.

    Raises UsageError for anything else.
    """
    if text is not None and not DATE.fullmatch(text):
        raise UsageError(f"{text!r} is no date; write it as 2024-09-26, 2024-09 or 2024")
    return text
