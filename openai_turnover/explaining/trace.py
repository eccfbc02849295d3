"""What the analysis of one article left behind, in one place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc

from openai_turnover.components.extensions import lexicon_of
from openai_turnover.events.candidates import CandidateFinder, Reading, Rejection, Story, told_together
from openai_turnover.explanation import TriggerWords
from openai_turnover.linking.describe import describe
from openai_turnover.linking.scene import Mention, Scene, Trigger
from openai_turnover.records import Event, Evidence

Place = tuple[int, int]
"""First token and the token after the last."""


@dataclass(frozen=True)
class Trace:
    """An annotated document with its decisions."""

    doc: Doc
    finder: CandidateFinder
    cite: Callable[[int, int], Evidence]
    """Characters of the document to evidence in the article's input."""
    events: tuple[Event, ...]
    """The events of the report, in its order."""

    @cached_property
    def scene(self) -> Scene:
        """What the linking model saw."""
        return describe(self.doc)

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """Each trigger with the people around it."""
        return tuple(self.doc._.readings)

    @cached_property
    def stories(self) -> dict[Story, float]:
        """The probability of each change over all its tellings."""
        return told_together(self.readings)

    @cached_property
    def rejections(self) -> dict[Place, Rejection]:
        """The triggers that were turned down, by their place."""
        return {(r.trigger.start, r.trigger.end): r for r in self.doc._.rejections}

    def words(self, part: Mention | Trigger) -> Evidence:
        """The words of a mention or trigger as they stand in the input."""
        return self.words_of(part.start, part.end)

    def words_of(self, start: int, end: int) -> Evidence:
        """The words of some tokens as they stand in the input."""
        span = self.doc[start:end]
        return self.cite(span.start_char, span.end_char)

    def cues(self, name: str, trigger: Trigger) -> tuple[Evidence, ...]:
        """The words of a status ("denied", "rumored" …) in a trigger's sentence."""
        here = self.scene.sentence_of[trigger.start]
        return tuple(self.words_of(*span) for span in self.scene.cues_in(name, here))

    def trigger_words(self, trigger: Trigger) -> TriggerWords:
        """A trigger with its rule and the pattern that matched."""
        rule = trigger.rule
        return TriggerWords(
            words=self.words(trigger),
            kind=trigger.kind,
            rule=rule.name if rule else None,
            pattern=self._pattern(trigger),
            recognized=trigger.recognized,
        )

    def _pattern(self, trigger: Trigger) -> str | None:
        """The first pattern of the rule that matches the words where they stand."""
        if trigger.rule is None:
            return None
        span, folded = self.doc[trigger.start : trigger.end], self.doc._.folded
        for source, pattern in zip(trigger.rule.sources, trigger.rule.pattern.patterns, strict=False):
            for match in pattern.finditer(folded.text):
                start, end = folded.original_span(match.start(), match.end())
                if span.start_char <= start and end <= span.end_char and end > span[-1].idx:
                    return source
        return None

    def distractors(self, trigger: Trigger) -> tuple[Evidence, ...]:
        """The words that the language file lists as no change, where they cover a trigger."""
        pattern, folded, found = lexicon_of(self.doc).distractors, self.doc._.folded, []
        span = self.doc[trigger.start : trigger.end]
        for match in pattern.finditer(folded.text) if pattern else ():
            start, end = folded.original_span(match.start(), match.end())
            if start < span.end_char and span.start_char < end:
                found.append(self.cite(start, end))
        return tuple(found)
