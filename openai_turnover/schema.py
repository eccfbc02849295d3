"""The JSON Schema of a report, built from the same lists of values as the records."""

from __future__ import annotations

from typing import Any

from openai_turnover.records import KINDS, MATCHES, SCHEMA_VERSION, STATUSES

DATE = {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
TEXT = {"type": "string"}
NAME = {"type": "string", "minLength": 1}


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


SHARE = {"type": "number", "minimum": 0, "maximum": 1}
COUNT = {"type": "integer", "minimum": 0}
EVIDENCE = _object({"start": COUNT, "end": COUNT, "text": TEXT})
EVENT = _object(
    {
        "person": NAME,
        "kind": {"enum": list(KINDS)},
        "direction": {"enum": ["out", "in"]},
        "organization": _or_null(NAME),
        "role": _or_null(NAME),
        "role_text": _or_null(NAME),
        "date": _or_null(DATE),
        "date_text": _or_null(NAME),
        "date_basis": _or_null({"enum": ["effective", "announced"]}),
        "until": _or_null(DATE),
        "destination": _or_null(NAME),
        "origin": _or_null(NAME),
        "successor": _or_null(NAME),
        "predecessor": _or_null(NAME),
        "reason": _or_null(NAME),
        "status": {"enum": list(STATUSES)},
        "evidence": {**_list(EVIDENCE), "minItems": 1},
        "confidence": SHARE,
        "rule": _or_null(NAME),
    }
)
VARIANT = _object({"text": NAME, "count": {"type": "integer", "minimum": 1}, "match": {"enum": list(MATCHES)}})
PERSON = _object({"name": NAME, "variants": _list(VARIANT), "roles": _list(NAME), "wikidata": _or_null(NAME)})
HASH = {"type": "string", "pattern": "^[0-9a-f]{16}$"}
RECEIPT = _object({"version": NAME, "model": NAME, "model_hash": HASH, "data_hash": HASH})
REPORT = _object(
    {
        "schema_version": {"const": SCHEMA_VERSION},
        "source": TEXT,
        "language": NAME,
        "language_confidence": SHARE,
        "published": _or_null(DATE),
        "title": _or_null(TEXT),
        "organization": _or_null(NAME),
        "people": _list(PERSON),
        "events": _list(EVENT),
        "warnings": _list(TEXT),
        "receipt": _or_null(RECEIPT),
    }
)
FAILURE = _object(
    {"schema_version": {"const": SCHEMA_VERSION}, "source": TEXT, "error": _object({"type": NAME, "message": TEXT})}
)
SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "turnover report",
    "description": "What one article says about people who come and go, or why it could not be read.",
    "anyOf": [REPORT, FAILURE],
}
