"""What many articles say together, as plain records."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from openai_turnover.records import SCHEMA_VERSION, Evidence, Failure

CONFLICT_FIELDS = ("status", "date", "kind", "successor", "predecessor", "destination", "origin")
"""What sources may disagree about."""


@dataclass(frozen=True)
class Source:
    """What one article says about a change."""

    source: str
    language: str
    published: str | None
    title: str | None
    person: str
    """The name as this article's report gives it."""
    organization: str | None
    kind: str
    role: str | None
    date: str | None
    date_basis: str | None
    successor: str | None
    predecessor: str | None
    destination: str | None
    origin: str | None
    status: str
    confidence: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Claim:
    """One of several values that sources give, and the sources that give it."""

    value: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Conflict:
    """A field about which the sources of a change disagree, the value with most sources first."""

    field: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class Change:
    """A change in who holds a position, with everybody who tells it."""

    person: str
    names: tuple[str, ...]
    """Every spelling of the person, the most frequent first."""
    kind: str
    direction: str
    organization: str | None = None
    role: str | None = None
    date: str | None = None
    date_basis: str | None = None
    until: str | None = None
    destination: str | None = None
    origin: str | None = None
    successor: str | None = None
    predecessor: str | None = None
    reason: str | None = None
    status: str = "confirmed"
    """The most certain of the sources' statuses; a denial counts for more than a rumour."""
    confidence: float = 0.0
    first_published: str | None = None
    """Publication date of the earliest dated source."""
    sources: tuple[Source, ...] = ()
    """Earliest first, undated ones last."""
    conflicts: tuple[Conflict, ...] = ()

    @property
    def source_names(self) -> tuple[str, ...]:
        """Each source once."""
        return tuple(dict.fromkeys(s.source for s in self.sources))


@dataclass(frozen=True)
class Link:
    """One step of a succession: ``after`` takes over from ``before``."""

    before: str
    after: str
    date: str | None
    disputed: bool
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Chain:
    """A position handed on, once or several times."""

    organization: str | None
    role: str | None
    people: tuple[str, ...]
    """In order, each the predecessor of the next."""
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Dossier:
    """Everything that a number of articles say."""

    reports: int
    changes: tuple[Change, ...] = ()
    chains: tuple[Chain, ...] = ()
    failures: tuple[Failure, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """A JSON-ready dictionary; the conflicts stand with their changes and once more in a list of their own."""
        return {
            "schema_version": SCHEMA_VERSION,
            "reports": self.reports,
            "changes": [asdict(change) for change in self.changes],
            "conflicts": [conflict for change in self.changes for conflict in conflict_rows(change)],
            "chains": [asdict(chain) for chain in self.chains],
            "failures": [failure.to_dict() for failure in self.failures],
        }


def conflict_rows(change: Change) -> list[dict[str, Any]]:
    """The conflicts of a change, each with the change that it is about."""
    about = {"person": change.person, "direction": change.direction, "organization": change.organization}
    return [{**about, **asdict(conflict)} for conflict in change.conflicts]
