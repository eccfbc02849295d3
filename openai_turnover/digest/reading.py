"""Files of reports back to records, each line checked."""

from __future__ import annotations

import json
import re
import sys
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from openai_turnover.errors import UsageError
from openai_turnover.records import (
    KINDS,
    MATCHES,
    SCHEMA_VERSION,
    STATUSES,
    Event,
    Evidence,
    Failure,
    Person,
    Report,
    Variant,
    direction_of,
)

STDIN = "-"
JSON_STARTS = (b"{", b"[", b"[{")
"""What stands alone in the first line of JSON that is spread over lines."""
MAJOR = SCHEMA_VERSION.split(".")[0]
MOST_BAD_AT_START = 3
"""After so many lines that are no report, an article was given in the place of reports."""
DATE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
EVENT_DATES = ("date", "until")
EVENT_TEXTS = (
    "organization", "role", "role_text", "date_text", "date_basis", "destination", "origin", "successor",
    "predecessor", "reason", "rule",
)  # fmt: skip
JSON_NAMES = {str: "a text", int: "a whole number", float: "a number", list: "a list", dict: "an object"}


class _Unfit(ValueError):
    """A record that is no report; says in which way."""


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
        except _Unfit as error:
            place = f"{where}, record {number}" if isinstance(data, list) else where
            yield _unreadable(place, f"is no report of turnover: {error}")


def as_record(data: Any) -> Report | Failure:
    """The record of a decoded JSON value; keys that are not known are left out.

    Raises ValueError, saying in which way, for what is no report.
    """
    if not isinstance(data, dict):
        raise _Unfit(f"it is {JSON_NAMES.get(type(data), 'a single value')} where an object is expected")
    version = data.get("schema_version")
    if version is not None and str(version).split(".")[0] != MAJOR:
        raise _Unfit(f"schema version {version!r} is not known, this is {SCHEMA_VERSION}")
    source = _get(data, "source", str)
    if "error" in data:
        error = _get(data, "error", dict)
        return Failure(source, _get(error, "type", str), _get(error, "message", str))
    return Report(
        source=source,
        language=_get(data, "language", str),
        language_confidence=_share(data, "language_confidence"),
        published=_date(data, "published"),
        title=_get(data, "title", str, None),
        organization=_get(data, "organization", str, None),
        people=tuple(map(_person, _items(data, "people"))),
        events=tuple(map(_event, _items(data, "events"))),
        warnings=tuple(w for w in _get(data, "warnings", list, []) if isinstance(w, str)),
    )


_REQUIRED = object()


def _get(data: dict[str, Any], key: str, type_: type, default: Any = _REQUIRED) -> Any:
    value = data.get(key)
    if value is None and default is not _REQUIRED:
        return default
    if value is None:
        raise _Unfit(f"{key!r} is missing")
    if not isinstance(value, (int, float) if type_ is float else type_) or isinstance(value, bool):
        raise _Unfit(f"{key!r} is not {JSON_NAMES[type_]}")
    return value


def _items(data: dict[str, Any], key: str) -> list[dict[str, Any]]:
    items = _get(data, key, list)
    if not all(isinstance(item, dict) for item in items):
        raise _Unfit(f"{key!r} holds something that is no object")
    return list(items)


def _share(data: dict[str, Any], key: str) -> float:
    value = _get(data, key, float, 0.0)
    if not 0 <= value <= 1:
        raise _Unfit(f"{key!r} is not between 0 and 1")
    return float(value)


def _date(data: dict[str, Any], key: str) -> str | None:
    value = _get(data, key, str, None)
    if value is not None and not DATE.fullmatch(value):
        raise _Unfit(f"{key!r} is {value!r}, which is no date such as 2024-09-25, 2024-09 or 2024")
    return None if value is None else str(value)


def _one_of(data: dict[str, Any], key: str, known: tuple[str, ...]) -> str:
    value = str(_get(data, key, str))
    if value not in known:
        raise _Unfit(f"{key!r} is {value!r}; known are {', '.join(known)}")
    return value


def _event(data: dict[str, Any]) -> Event:
    kind = _one_of(data, "kind", KINDS)
    return Event(
        person=_name(data, "person"),
        kind=kind,
        direction=direction_of(kind),
        status=_one_of(data, "status", STATUSES),
        confidence=_share(data, "confidence"),
        evidence=tuple(map(_evidence, _items(data, "evidence"))),
        **{key: _date(data, key) for key in EVENT_DATES},
        **{key: _get(data, key, str, None) or None for key in EVENT_TEXTS},
    )


def check_date(text: str | None) -> str | None:
    """A date of any precision as it is; None for None.

    Raises UsageError for anything else.
    """
    if text is not None and not DATE.fullmatch(text):
        raise UsageError(f"{text!r} is no date; write it as 2024-09-26, 2024-09 or 2024")
    return text


def _name(data: dict[str, Any], key: str) -> str:
    name = str(_get(data, key, str))
    if not name.strip():
        raise _Unfit(f"{key!r} is empty")
    return name


def _evidence(data: dict[str, Any]) -> Evidence:
    return Evidence(_get(data, "start", int), _get(data, "end", int), _get(data, "text", str))


def _person(data: dict[str, Any]) -> Person:
    variants = (
        Variant(_get(v, "text", str), _get(v, "count", int), _one_of(v, "match", MATCHES))
        for v in _items(data, "variants")
    )
    roles = tuple(r for r in _get(data, "roles", list, []) if isinstance(r, str))
    return Person(_name(data, "name"), tuple(variants), roles, _get(data, "wikidata", str, None))
