"""What many articles say together, as plain records."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from openai_turnover.records import SCHEMA_VERSION, Evidence, Failure, Report

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
class Spelling:
    """One way in which articles write a person, and why it was taken for this one."""

    text: str
    count: int
    match: str
    """How the surest article matched it: exact, alias or fuzzy."""
    languages: tuple[str, ...]
    method: str | None = None
    """How it was matched with the names of other articles; None where it is only a spelling within one."""
    score: float | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Profile:
    """A person of all articles."""

    name: str
    spellings: tuple[Spelling, ...]
    """The most frequent first."""
    roles: tuple[str, ...]
    wikidata: str | None
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Dossier:
    """Everything that a number of articles say."""

    reports: int
    changes: tuple[Change, ...] = ()
    chains: tuple[Chain, ...] = ()
    people: tuple[Profile, ...] = ()
    """Those who have a part in a change, by name."""
    failures: tuple[Failure, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """A JSON-ready dictionary; the conflicts stand with their changes and once more in a list of their own."""
        return {
            "schema_version": SCHEMA_VERSION,
            "reports": self.reports,
            "changes": [asdict(change) for change in self.changes],
            "conflicts": [conflict for change in self.changes for conflict in conflict_rows(change)],
            "chains": [asdict(chain) for chain in self.chains],
            "people": [asdict(profile) for profile in self.people],
            "failures": [failure.to_dict() for failure in self.failures],
        }


@dataclass(frozen=True)
class Part:
    """A piece of text that is a person, a role or a date, or nothing of these (``""``)."""

    text: str
    kind: str = ""


@dataclass(frozen=True)
class Stretch:
    """Pieces of text that are evidence of a change together, or that are none."""

    parts: tuple[Part, ...]
    is_evidence: bool


@dataclass(frozen=True)
class ShownArticle:
    """A report with its article's text in marked stretches, or the reason why the text is not there."""

    report: Report
    stretches: tuple[Stretch, ...] = ()
    why_no_text: str | None = None


def conflict_rows(change: Change) -> list[dict[str, Any]]:
    """The conflicts of a change, each with the change that it is about."""
    about = {"person": change.person, "direction": change.direction, "organization": change.organization}
    return [{**about, **asdict(conflict)} for conflict in change.conflicts]
