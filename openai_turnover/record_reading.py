"""JSON back to records, every field checked."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import Any

from openai_turnover.records import (
    KINDS,
    MATCHES,
    SCHEMA_VERSION,
    STATUSES,
    Event,
    Evidence,
    Failure,
    Person,
    Receipt,
    Report,
    Variant,
    direction_of,
)

MAJOR = SCHEMA_VERSION.split(".")[0]
DATE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
EVENT_DATES = ("date", "until")
EVENT_TEXTS = (
    "organization", "role", "role_text", "date_text", "date_basis", "destination", "origin", "successor",
    "predecessor", "reason", "rule",
)  # fmt: skip
JSON_NAMES = {str: "a text", int: "a whole number", float: "a number", list: "a list", dict: "an object"}


class NoRecordError(ValueError):
    """A record that is no report; says in which way."""


def as_record(data: Any) -> Report | Failure:
    """The record of a decoded JSON value; keys that are not known are left out.

    Raises NoRecordError, saying in which way, for what is no report.
    """
    if not isinstance(data, dict):
        raise NoRecordError(f"it is {JSON_NAMES.get(type(data), 'a single value')} where an object is expected")
    version = data.get("schema_version")
    if version is not None and str(version).split(".")[0] != MAJOR:
        raise NoRecordError(f"schema version {version!r} is not known, this is {SCHEMA_VERSION}")
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
        receipt=_receipt(_get(data, "receipt", dict, None)),
    )


_REQUIRED = object()


def _get(data: dict[str, Any], key: str, type_: type, default: Any = _REQUIRED) -> Any:
    value = data.get(key)
    if value is None and default is not _REQUIRED:
        return default
    if value is None:
        raise NoRecordError(f"{key!r} is missing")
    if not isinstance(value, (int, float) if type_ is float else type_) or isinstance(value, bool):
        raise NoRecordError(f"{key!r} is not {JSON_NAMES[type_]}")
    return value


def _items(data: dict[str, Any], key: str) -> list[dict[str, Any]]:
    items = _get(data, key, list)
    if not all(isinstance(item, dict) for item in items):
        raise NoRecordError(f"{key!r} holds something that is no object")
    return list(items)


def _share(data: dict[str, Any], key: str) -> float:
    value = _get(data, key, float, 0.0)
    if not 0 <= value <= 1:
        raise NoRecordError(f"{key!r} is not between 0 and 1")
    return float(value)


def _date(data: dict[str, Any], key: str) -> str | None:
    value = _get(data, key, str, None)
    if value is not None and not DATE.fullmatch(value):
        raise NoRecordError(f"{key!r} is {value!r}, which is no date such as 2024-09-25, 2024-09 or 2024")
    return None if value is None else str(value)


def _one_of(data: dict[str, Any], key: str, known: tuple[str, ...]) -> str:
    value = str(_get(data, key, str))
    if value not in known:
        raise NoRecordError(f"{key!r} is {value!r}; known are {', '.join(known)}")
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


def _receipt(data: dict[str, Any] | None) -> Receipt | None:
    return None if data is None else Receipt(*(_get(data, f.name, str) for f in fields(Receipt)))


def _name(data: dict[str, Any], key: str) -> str:
    name = str(_get(data, key, str))
    if not name.strip():
        raise NoRecordError(f"{key!r} is empty")
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
