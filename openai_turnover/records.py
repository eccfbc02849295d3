"""What an article says, as plain records; ``schema.py`` fixes their JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

SCHEMA_VERSION = "1.0"

OUT_KINDS = ("resignation", "dismissal", "retirement", "departure", "leave", "death")
IN_KINDS = ("appointment", "interim_appointment", "return")
KINDS = OUT_KINDS + IN_KINDS
STATUSES = ("confirmed", "reported", "rumored", "denied")
MATCHES = ("exact", "alias", "fuzzy")


def direction_of(kind: str) -> str:
    """``out`` or ``in``."""
    return "out" if kind in OUT_KINDS else "in"


@dataclass(frozen=True)
class Evidence:
    """A stretch of the original text, in characters."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Event:
    """A change in who holds a position, stated about a named person."""

    person: str
    kind: str
    direction: str
    organization: str | None = None
    role: str | None = None
    role_text: str | None = None
    date: str | None = None
    date_text: str | None = None
    date_basis: str | None = None
    until: str | None = None
    destination: str | None = None
    origin: str | None = None
    successor: str | None = None
    predecessor: str | None = None
    reason: str | None = None
    status: str = "confirmed"
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 0.0
    rule: str | None = None
    """The rule that made the event, as ``explain`` names it."""


@dataclass(frozen=True)
class Variant:
    """One spelling of a person, how often it stands in the article and how it was matched."""

    text: str
    count: int
    match: str


@dataclass(frozen=True)
class Person:
    """A named person of the article."""

    name: str
    variants: tuple[Variant, ...] = ()
    roles: tuple[str, ...] = ()
    wikidata: str | None = None


@dataclass(frozen=True)
class Receipt:
    """What a report was made with."""

    version: str
    """Of the tool."""
    model: str
    """Name of the recognizer."""
    model_hash: str
    data_hash: str
    """Of the language file, the alias tables (the user's too), the linking weights and the other tables."""


@dataclass(frozen=True)
class Report:
    """Everything that was found in one article."""

    source: str
    language: str
    language_confidence: float
    published: str | None = None
    title: str | None = None
    organization: str | None = None
    people: tuple[Person, ...] = ()
    events: tuple[Event, ...] = ()
    warnings: tuple[str, ...] = ()
    receipt: Receipt | None = None
    schema_version: str = field(default=SCHEMA_VERSION, kw_only=True)

    def to_dict(self) -> dict[str, Any]:
        """A JSON-ready dictionary in the order of the schema."""
        record = asdict(self)
        return {"schema_version": record.pop("schema_version"), **record}


@dataclass(frozen=True)
class Failure:
    """An input that could not be analyzed."""

    source: str
    type: str
    message: str

    def to_dict(self) -> dict[str, Any]:
        """The record that stands in the output in the report's place."""
        error = {"type": self.type, "message": self.message}
        return {"schema_version": SCHEMA_VERSION, "source": self.source, "error": error}
