"""Articles in tables: JSON Lines and CSV, one article a line or row, also compressed with gzip."""

from __future__ import annotations

import csv
import gzip
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Any

from openai_turnover.reading.decode import LARGEST
from openai_turnover.reading.inputs import Input

TEXT_FIELDS = ("text", "maintext", "article", "article_text", "content", "body")
TITLE_FIELDS = ("title", "headline")
DATE_FIELDS = ("date", "published", "date_publish", "publication_date", "published_at", "date_published", "pubdate")
URL_FIELDS = ("url", "link", "uri")
LONGEST_LINE = 2 * LARGEST
"""Bytes; a record needs room for its other fields and for escapes."""
TOO_LONG = f"the record has more than {LONGEST_LINE:,} bytes, the most that is read"


def read_table(path: str, text_field: str | None = None) -> Iterator[Input]:
    """The records of a file in its order; a damaged one, or what of the file cannot be read, with ``error``."""
    try:
        with _open(path) as stream:
            yield from _csv_rows(path, stream, text_field) if _is_csv(path) else _json_lines(path, stream, text_field)
    except FileNotFoundError:
        yield Input(path, error="no such file")
    except (OSError, EOFError, zlib.error) as error:
        yield Input(path, error=f"the file cannot be read to its end: {getattr(error, 'strerror', None) or error}")


def _is_csv(path: str) -> bool:
    return path.lower().removesuffix(".gz").endswith(".csv")


def _open(path: str) -> IO[bytes]:
    return gzip.open(path, "rb") if path.lower().endswith(".gz") else open(path, "rb")  # type: ignore[return-value]


def _lines(stream: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines; None for one that is too long to hold in memory."""
    number = 0
    while line := stream.readline(LONGEST_LINE):
        number += 1
        if len(line) < LONGEST_LINE or line.endswith(b"\n"):
            yield number, line
            continue
        while rest := stream.readline(LONGEST_LINE):
            if rest.endswith(b"\n"):
                break
        yield number, None


def _json_lines(path: str, stream: IO[bytes], text_field: str | None) -> Iterator[Input]:
    for number, line in _lines(stream):
        if line is None:
            yield Input(f"{path}#{number}", error=TOO_LONG)
        elif line.strip(b"\xef\xbb\xbf \t\r\n"):
            yield _json_record(path, number, line, text_field)


def _json_record(path: str, number: int, line: bytes, text_field: str | None) -> Input:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return Input(f"{path}#{number}", error=f"the line is no JSON: {error}")
    if not isinstance(record, dict):
        return Input(f"{path}#{number}", error="the line is no JSON object")
    return _input_of_record(path, number, record, text_field)


def _csv_rows(path: str, stream: IO[bytes], text_field: str | None) -> Iterator[Input]:
    """Rows below the header, numbered as a spreadsheet shows them: the header is row 1."""
    csv.field_size_limit(LARGEST)
    lines = (line.decode("utf-8-sig", errors="replace").replace("\0", "\ufffd") for _, line in _lines(stream) if line)
    header_line = next(lines, "")
    rows = csv.reader(_chained(header_line, lines), delimiter=_delimiter(header_line))
    number = 0
    header: Sequence[str] = ()
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            number += 1
            yield Input(f"{path}#{number}", error=f"the row cannot be read: {error}")
            continue
        if row is None:
            return
        number += 1
        if number == 1:
            header = row
        elif any(row):
            yield _input_of_record(path, number, dict(zip(header, row, strict=False)), text_field)


def _chained(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _delimiter(header: str) -> str:
    """The sign that parts the names of the columns: a comma, unless there are more of another."""
    return max(",;\t|", key=header.count)


def _input_of_record(path: str, number: int, record: Mapping[str, Any], text_field: str | None) -> Input:
    fields = {str(key).strip().lower(): value for key, value in record.items()}
    url = _first(fields, URL_FIELDS)
    source = f"{path}#{url or number}"
    text = _first(fields, (text_field.lower(),) if text_field else TEXT_FIELDS)
    if text is None:
        wanted = text_field or ", ".join(TEXT_FIELDS)
        return Input(source, error=f"the record has no text under {wanted}; name its field with --text-field")
    return Input(source, text, _first(fields, TITLE_FIELDS), _first(fields, DATE_FIELDS))


def _first(fields: Mapping[str, Any], names: Sequence[str]) -> str | None:
    """The first of some fields that holds a text."""
    return next((v for name in names if isinstance(v := fields.get(name), str) and v.strip()), None)
