"""Why a report says what it says, as plain records: what ``turnover explain`` writes."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from openai_turnover.records import Event, Evidence, Report

REFUSALS = (
    "distractor",
    "page furniture",
    "nobody named",
    "nobody sure",
    "denied",
    "desired",
    "below threshold",
    "doubtful death",
)
"""Why words that look like a change made no event."""


@dataclass(frozen=True)
class Clue:
    """A feature that the linking model weighed, in log odds; above 0 it speaks for the link."""

    feature: str
    weight: float


@dataclass(frozen=True)
class TriggerWords:
    """Words that may state a change, and the rule that found them."""

    words: Evidence
    kind: str
    rule: str | None
    """Language, kind and number of the trigger in the language file."""
    pattern: str | None
    """The pattern of that trigger which matched, as the file writes it."""
    recognized: str | None
    """The kind that the recognizer gave to these words."""


@dataclass(frozen=True)
class Link:
    """How surely a mention belongs to the words of a change."""

    name: str
    words: Evidence
    probability: float
    clues: tuple[Clue, ...] = ()


@dataclass(frozen=True)
class Slot:
    """One field of an event and where its value comes from."""

    name: str
    value: str
    words: Evidence | None
    probability: float | None
    how: str


@dataclass(frozen=True)
class DateSteps:
    """The way from the words of a date to its value."""

    slot: str
    words: Evidence
    meaning: str
    against: str | None
    value: str | None
    basis: str
    because: str


@dataclass(frozen=True)
class Telling:
    """One place of the article that states a change."""

    trigger: TriggerWords
    probability: float
    """That these words state a change of this person."""
    person: Link
    kind: str
    status: str
    status_words: tuple[Evidence, ...]
    slots: tuple[Slot, ...]
    dates: tuple[DateSteps, ...]
    implied: bool
    """Whether it is the other side of a succession and not stated in words of its own."""


@dataclass(frozen=True)
class EventExplanation:
    """An event with every telling that it was read from, the fullest first."""

    event: Event
    tellings: tuple[Telling, ...]
    slots: tuple[Slot, ...]
    """Fields that no telling states: taken from the article or from the other side of a succession."""


@dataclass(frozen=True)
class NameDecision:
    """Why a spelling was taken for a person's."""

    spelling: str
    match: str
    method: str
    score: float
    reason: str


@dataclass(frozen=True)
class Refusal:
    """Words that look like a change and made no event."""

    trigger: TriggerWords
    reason: str
    """One of ``REFUSALS``."""
    detail: str
    person: Link | None
    """The person whom the words most likely mean."""


@dataclass(frozen=True)
class Chance:
    """Words of a change near a person who has no event, and how surely they mean that person."""

    trigger: TriggerWords
    link: Link
    verdict: str


@dataclass(frozen=True)
class PersonExplanation:
    """A person of the article: how the spellings were tied together, and why there is no event, where there is none."""

    name: str
    events: int
    decisions: tuple[NameDecision, ...]
    why_not: str | None = None
    chances: tuple[Chance, ...] = ()


@dataclass(frozen=True)
class Explanation:
    """Everything that led to a report, and what was turned down on the way."""

    report: Report
    threshold: float
    """Least probability of a change to be told."""
    events: tuple[EventExplanation, ...]
    people: tuple[PersonExplanation, ...]
    refusals: tuple[Refusal, ...]

    def to_dict(self) -> dict[str, Any]:
        """A JSON-ready dictionary; the events stand in full, the rest of the report does not."""
        report = self.report.to_dict()
        return {
            **{key: report[key] for key in ("schema_version", "source", "language", "published", "receipt")},
            "threshold": self.threshold,
            "events": [asdict(e) for e in self.events],
            "people": [asdict(p) for p in self.people],
            "refusals": [asdict(r) for r in self.refusals],
        }
