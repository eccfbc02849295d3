"""A stretch of text as the linking model sees it: tokens, sentences, mentions and triggers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from openai_turnover.lexicon import TriggerRule

PERSON, ORG, ROLE, DATE = "PERSON", "ORG", "ROLE", "DATE"
END_OF_SPAN = "until"
"""Name of a date that ends a leave or an interim post."""
BESIDE = 1
"""Tokens that may stand between a position and its holder's name."""
MENTION_TYPES = (PERSON, ORG, ROLE, DATE)
PAUSES = frozenset(',;:()-—–、，；：（）「」"«»')
MOST_WITHIN = 50
"""Mentions or triggers looked at between two places: no feature counts as far."""
UNKNOWN_WORD, NUMBER, LINE_END = "?", "0", "¶"


@dataclass(frozen=True)
class Mention:
    """A person, organisation, position or date, in tokens."""

    start: int
    end: int
    type: str
    name: str = ""
    """Canonical name; the same for all mentions of one person or organisation."""


@dataclass(frozen=True)
class Trigger:
    """Words that may state a change, in tokens: found by a rule, by the recognizer, or by both."""

    start: int
    end: int
    kind: str
    rule: TriggerRule | None = None
    recognized: str | None = None
    """The kind that the recognizer gave to these words."""

    @property
    def frame(self) -> str:
        """Where the rule expects its people."""
        return f"{self.rule.person}+{self.rule.other}" if self.rule else "none"


@dataclass(frozen=True)
class Scene:
    """Everything that the features look at."""

    language: str
    norms: Sequence[str]
    sentence_of: Sequence[int]
    """For each token the number of its sentence."""
    mentions: Sequence[Mention]
    triggers: Sequence[Trigger]
    conjunctions: frozenset[str] = frozenset()
    cues: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    """Token spans of the status cues by name."""
    classes: Sequence[str] = ()
    """For each token the class of its word, empty where unknown; see ``word_classes.py``."""

    @cached_property
    def by_type(self) -> dict[str, list[Mention]]:
        """Mentions of each type, in order."""
        return {t: [m for m in self.mentions if m.type == t] for t in MENTION_TYPES}

    @cached_property
    def main_organization(self) -> str:
        """Name of the organisation that is mentioned most, the first of equals; empty where there is none."""
        return self._most_named(ORG)

    @cached_property
    def main_person(self) -> str:
        """Name of the person who is mentioned most, the first of equals; empty where there is none."""
        return self._most_named(PERSON)

    def _most_named(self, mention_type: str) -> str:
        counts = Counter(m.name for m in self.by_type[mention_type])
        return counts.most_common(1)[0][0] if counts else ""

    @cached_property
    def lone_titles(self) -> dict[int, list[Mention]]:
        """By sentence, the positions without a name beside them, which may stand for a person told before."""
        beside = {i for m in self.by_type[PERSON] for i in range(m.start - BESIDE - 1, m.end + BESIDE + 1)}
        lone: dict[int, list[Mention]] = {}
        for title in self.by_type[ROLE]:
            if beside.isdisjoint(range(title.start, title.end)):
                lone.setdefault(self.sentence_of[title.start], []).append(title)
        return lone

    def cues_in(self, name: str, sentence: int) -> list[tuple[int, int]]:
        """Token spans of a cue that begin in a sentence."""
        return self._cues_by_sentence.get(name, {}).get(sentence, [])

    def cue_starts(self, name: str) -> frozenset[int]:
        """Tokens with which a cue begins."""
        return self._cue_starts.get(name, frozenset())

    @cached_property
    def _cue_starts(self) -> dict[str, frozenset[int]]:
        return {name: frozenset(start for start, _ in spans) for name, spans in self.cues.items()}

    @cached_property
    def _cues_by_sentence(self) -> dict[str, dict[int, list[tuple[int, int]]]]:
        found: dict[str, dict[int, list[tuple[int, int]]]] = {}
        for name, spans in self.cues.items():
            for span in spans:
                found.setdefault(name, {}).setdefault(self.sentence_of[span[0]], []).append(span)
        return found

    @cached_property
    def sentences_with_people(self) -> frozenset[int]:
        """Numbers of the sentences that name a person."""
        return frozenset(self.sentence_of[m.start] for m in self.by_type[PERSON])

    def near(self, trigger: Trigger, mention_type: str, before: int, after: int) -> list[Mention]:
        """Mentions from ``before`` sentences ahead of the trigger to ``after`` sentences behind it."""
        here = self.sentence_of[trigger.start]
        sentences = self._sentences_of[mention_type]
        first, last = bisect_left(sentences, here - before), bisect_right(sentences, here + after)
        return self.by_type[mention_type][first:last]

    @cached_property
    def _sentences_of(self) -> dict[str, list[int]]:
        return {t: [self.sentence_of[m.start] for m in found] for t, found in self.by_type.items()}

    def pauses_within(self, start: int, end: int) -> int:
        """How many signs of a pause stand between two tokens."""
        return self._pauses[end] - self._pauses[start]

    def breaks_within(self, start: int, end: int) -> int:
        """How many line breaks stand between two tokens."""
        return self._breaks[end] - self._breaks[start]

    @cached_property
    def _pauses(self) -> list[int]:
        return [0, *accumulate(norm in PAUSES for norm in self.norms)]

    @cached_property
    def _breaks(self) -> list[int]:
        return [0, *accumulate("\n" in norm for norm in self.norms)]

    def within(self, mention_type: str, start: int, end: int) -> list[Mention]:
        """Mentions that lie between two tokens, the first of very many."""
        starts = self._starts[mention_type]
        first = bisect_left(starts, start)
        last = bisect_right(starts, end, first, min(len(starts), first + MOST_WITHIN))
        return [m for m in self.by_type[mention_type][first:last] if m.end <= end]

    @cached_property
    def _starts(self) -> dict[str, list[int]]:
        return {t: [m.start for m in found] for t, found in self.by_type.items()}

    def triggers_within(self, start: int, end: int) -> list[Trigger]:
        """Triggers that lie between two tokens, the first of very many."""
        starts = self._trigger_starts
        first = bisect_left(starts, start)
        last = bisect_right(starts, end, first, min(len(starts), first + MOST_WITHIN))
        return [t for t in self.triggers[first:last] if t.end <= end]

    @cached_property
    def _trigger_starts(self) -> list[int]:
        return [t.start for t in self.triggers]

    def title_before(self, mention: Mention) -> Mention | None:
        """The position that stands right before a mention."""
        found = [self._titles_by_end.get(mention.start - gap) for gap in (0, 1)]
        return min((m for m in found if m is not None), key=lambda m: m.start, default=None)

    @cached_property
    def _titles_by_end(self) -> dict[int, Mention]:
        return {m.end: m for m in reversed(self.by_type[ROLE])}

    @cached_property
    def first_by_name(self) -> dict[str, Mention]:
        """The first mention of each person."""
        return {m.name: m for m in reversed(self.by_type[PERSON])}

    @cached_property
    def types_by_sentence(self) -> dict[int, set[str]]:
        """Which types of mention each sentence holds."""
        types: dict[int, set[str]] = {}
        for mention in self.mentions:
            types.setdefault(self.sentence_of[mention.start], set()).add(mention.type)
        return types

    @cached_property
    def signs(self) -> list[str]:
        """For each token one sign: the type of the mention around it, the class of its word, or itself if no word."""
        signs = [name or _sign_of(norm) for name, norm in zip(self.classes, self.norms, strict=True)]
        for mention in self.mentions:
            signs[mention.start : mention.end] = [mention.type] * (mention.end - mention.start)
        return signs

    @cached_property
    def told(self) -> frozenset[int]:
        """The tokens of all mentions."""
        return frozenset(i for m in self.mentions for i in range(m.start, m.end))


def _sign_of(norm: str) -> str:
    """The sign of a token without a class."""
    return UNKNOWN_WORD if norm.isalpha() else NUMBER if norm.isdigit() else LINE_END if "\n" in norm else norm[:1]
