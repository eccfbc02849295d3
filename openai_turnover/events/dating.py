"""When a change took effect or was announced: the dates told around a trigger, resolved against the publication."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from spacy.tokens import Doc

from openai_turnover.components.extensions import published_of
from openai_turnover.dates import DateMention, resolve_date
from openai_turnover.linking.scene import DATE, Mention, Scene, Trigger

FUTURE_REACH = 4
"""Tokens before a trigger in which a sign of the future counts for it."""
ANNOUNCED_WITHIN = timedelta(days=4)
"""Time before the publication in which a day told is taken for that of the announcement."""
SENTENCES_BACK = 2
SAME_DAY, IMMEDIATE = "anchor+0", "immediate"


@dataclass(frozen=True)
class DateStep:
    """How the words of a date became its value, for ``explain``."""

    mention: Mention
    trigger: Trigger
    said: DateMention
    against: str | None
    """The publication date, or the date told before that the words refer to."""
    future: bool
    """Whether the sentence speaks of what is to come."""
    value: str | None


class DateReader:
    """Resolves the dates of one document in the order of its triggers, so that "the next day" finds its day."""

    def __init__(self, doc: Doc, scene: Scene) -> None:
        self.scene = scene
        self.published = published_of(doc)
        self.said: dict[int, DateMention] = doc.user_data["dates"]
        self.last: str | None = None
        self.last_day: str | None = None
        self.steps: list[DateStep] = []

    def resolve(self, mention: Mention, trigger: Trigger) -> str | None:
        """The date as ISO 8601 at the precision of its words; None where it cannot be known."""
        said = self.said.get(mention.start)
        if said is None:
            return None
        if said.value == IMMEDIATE:
            day = self._day_of_announcement(trigger)
            self.steps.append(DateStep(mention, trigger, said, day, False, day or resolve_date(said, self.published)))
            return self.steps[-1].value
        future = self._looks_ahead(trigger, mention, bare_weekday=said.value == "weekday")
        anchor = self.last_day or self.last if said.value == SAME_DAY else self.last
        resolved = resolve_date(said, self.published, future=future, anchor=anchor)
        against = anchor if said.value.startswith("anchor") else self.published.isoformat() if self.published else None
        self.steps.append(DateStep(mention, trigger, said, against, future, resolved))
        self.last = resolved or self.last
        if resolved and len(resolved) == len("2024-09-26"):
            self.last_day = resolved
        return resolved

    def is_announcement(self, mention: Mention, trigger: Trigger) -> bool:
        """Whether a date tells when a change to come was announced ("on Monday X said she would go")."""
        return mention.end <= trigger.start and any(self.future_signs(trigger))

    def prefer_effective(self, first: str, other: Mention, trigger: Trigger) -> str | None:
        """The other date of an announcement's sentence, where it lies ahead and the first does not."""
        if self.published is None:
            return None
        value, today = self.resolve(other, trigger), self.published.isoformat()
        return value if value and value > today[: len(value)] and first <= today[: len(first)] else None

    def _day_of_announcement(self, trigger: Trigger) -> str | None:
        """The day nearest before the words, or behind them in their sentence, that lies shortly before publication."""
        if self.published is None:
            return None
        here = self.scene.sentence_of[trigger.start]
        days = []
        for mention in self.scene.by_type[DATE]:
            said = self.said.get(mention.start)
            if said is None or said.value == IMMEDIATE:
                continue
            if 0 <= here - self.scene.sentence_of[mention.start] <= SENTENCES_BACK:
                day = resolve_date(said, self.published)
                if day and len(day) == 10 and self._just_before_publication(day):
                    days.append((abs(mention.start - trigger.start), day))
        return min(days)[1] if days else None

    def _just_before_publication(self, day: str) -> bool:
        assert self.published is not None
        return timedelta(0) <= self.published - date.fromisoformat(day) <= ANNOUNCED_WITHIN

    def _looks_ahead(self, trigger: Trigger, mention: Mention, *, bare_weekday: bool) -> bool:
        """Whether a sign of the future stands at the trigger or right before the date.

        A weekday told before the words of the change is the day of the announcement ("on Monday X said she would go").
        """
        if not (bare_weekday and mention.end <= trigger.start) and any(self.future_signs(trigger)):
            return True
        here = self.scene.sentence_of[trigger.start]
        return any(abs(end - mention.start) <= 1 for _, end in self.scene.cues_in("future", here))

    def future_signs(self, trigger: Trigger) -> Iterator[tuple[int, int]]:
        """Signs of the future at a trigger, in its sentence."""
        here = self.scene.sentence_of[trigger.start]
        for start, end in self.scene.cues_in("future", here):
            if start <= trigger.end and end >= trigger.start - FUTURE_REACH:
                yield start, end
