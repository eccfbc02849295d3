"""One candidate for every person that a trigger moves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from openai_turnover.events.slots import Scored, SlotFiller, describe_mentions, score_mentions
from openai_turnover.linking.features import gap
from openai_turnover.linking.model import MOVER, LinearModel
from openai_turnover.linking.movers import Movers, weigh_movers
from openai_turnover.linking.scene import PERSON, Mention, Scene, Trigger
from openai_turnover.linking.trigger_features import kind_features, status_features
from openai_turnover.records import direction_of

PERSON_WINDOW = (2, 1)
"""Sentences before and after the trigger in which its person may stand."""
LEAST_PERSON = 0.1
"""Of the likeliest person of a trigger: below it nobody named is meant."""
LEAST_JOINT_PERSON = 0.7
LEAST_COORDINATED, LEAST_SHARE, COORDINATED = 0.1, 0.03, 0.95
"""Where an "and" joins the two: what one of the models must say at least, and how sure that makes it."""
LEAST_TELLING = 0.4
"""Of a change told several times, tellings less sure than this are left out."""
LEAST_OTHER_PERSON = 0.35
LEAST_IMPLIED = 0.6
"""Of the other person of a succession, from which that person's own change is told too."""
LONGEST_ROW, MOST_WORDS_IN_ROW = 30, 6
"""Between two people told side by side: tokens in all, and words that are no mention."""
COMMAS = frozenset(",、，،")
CLAUSE_REACH = 2
"""Tokens behind the comma after a person in which a clause about that person begins."""
OTHER_SIDES = {"in": ("predecessor", "departure", "successor"), "out": ("successor", "appointment", "predecessor")}
"""By direction: the slot of the other person of a succession, the kind of that person's change, and the slot back."""


@dataclass(frozen=True)
class Candidate:
    """A change read from one trigger, before it is merged with other tellings."""

    trigger: Trigger
    kind: str
    status: str
    confidence: float
    """Probability of the story, to which all its tellings add."""
    alone: float
    """Probability of this telling by itself."""
    person: Mention
    slots: Mapping[str, Mention] = field(default_factory=dict)
    """By slot: organization, role, date, until, destination, origin, successor, predecessor."""
    implied: bool = False
    """Whether it is the other side of a succession and not stated in words of its own."""

    @property
    def direction(self) -> str:
        """``out`` or ``in``."""
        return direction_of(self.kind)


@dataclass(frozen=True)
class Rejection:
    """A trigger that was turned down, and why."""

    trigger: Trigger
    reason: str
    probability: float


ATTRIBUTIONS = ("reported", "rumored")
Story = tuple[str, str]
"""A person's name and a direction."""


@dataclass(frozen=True)
class Reading:
    """A trigger with the people around it and the one it most likely moves."""

    trigger: Trigger
    people: list[Scored]
    person: Mention | None
    probability: float
    """Probability that the trigger states a change of that person."""
    movers: Movers
    """Everybody near, weighed one by one."""

    @property
    def story(self) -> Story:
        """Which change it would tell."""
        return (self.person.name if self.person else "", direction_of(self.trigger.kind))


def told_together(readings: Iterable[Reading]) -> dict[Story, float]:
    """The probability of each story, to which every telling adds: one of them at least is right (noisy or)."""
    doubts: dict[Story, float] = defaultdict(lambda: 1.0)
    for reading in readings:
        doubts[reading.story] *= 1.0 - reading.probability
    return {story: 1.0 - doubt for story, doubt in doubts.items()}


class CandidateFinder:
    """Applies the linking models to the triggers of a scene."""

    def __init__(self, models: Mapping[str, LinearModel], threshold: float) -> None:
        self.models = models
        self.slots = SlotFiller(models)
        self.threshold = threshold
        """Least probability of a story to be told."""

    def read(self, scene: Scene) -> list[Reading]:
        """Each trigger with the person it most likely moves."""
        return [self._read(scene, trigger) for trigger in scene.triggers]

    def find(self, scene: Scene, readings: Sequence[Reading]) -> Iterator[Candidate | Rejection]:
        """Candidates and rejections in the order of the triggers."""
        stories = told_together(readings)
        for reading in readings:
            reason = self._reason_against(reading, stories)
            if reason:
                yield Rejection(reading.trigger, reason, round(reading.probability, 4))
            else:
                yield from self._candidates(scene, reading, stories[reading.story])

    def _read(self, scene: Scene, trigger: Trigger) -> Reading:
        near = scene.near(trigger, PERSON, *PERSON_WINDOW)
        described = describe_mentions(scene, trigger, near, None)
        people = score_mentions(self.models[PERSON], described)
        movers = weigh_movers(self.models[MOVER], scene, trigger, described)
        if movers.best is None:
            return Reading(trigger, people, None, 0.0, movers)
        person, probability = movers.best
        probability += _shared_with(scene, trigger, person, movers)
        return Reading(trigger, people, person, probability, movers)

    def _reason_against(self, reading: Reading, stories: Mapping[Story, float]) -> str | None:
        if reading.person is None or reading.probability < LEAST_PERSON:
            return "no named person"
        told = reading.probability >= LEAST_TELLING and stories[reading.story] >= self.threshold
        return None if told else "no change stated"

    def _candidates(self, scene: Scene, reading: Reading, story: float) -> Iterator[Candidate]:
        assert reading.person is not None
        kind = self._best("kind", kind_features(scene, reading.trigger))
        trigger = replace(reading.trigger, kind=kind)
        status = attributed(scene, trigger, self._best("status", status_features(scene, trigger)))
        others = {slot: self._other_person(reading.people, slot) for slot in ("successor", "predecessor")}
        row = self._row(scene, trigger, reading)
        for person, share in row:
            slots = self.slots.fill(scene, trigger, person)
            slots |= {s: m for s, m in others.items() if m is not None and m.name not in {p.name for p, _ in row}}
            alone = reading.probability * share
            confidence = story if person is reading.person else alone
            candidate = Candidate(trigger, kind, status, round(confidence, 4), round(alone, 4), person, slots)
            yield candidate
            yield from _other_side(candidate, reading.people)

    def _best(self, task: str, features: Iterator[str]) -> str:
        probabilities = self.models[task].probabilities(features)
        return max(probabilities, key=lambda label: probabilities[label])

    @staticmethod
    def _other_person(people: list[Scored], slot: str) -> Mention | None:
        best = max(people, key=lambda row: row[1].get(slot, 0.0), default=None)
        return best[0] if best and best[1].get(slot, 0.0) >= LEAST_OTHER_PERSON else None

    @staticmethod
    def _row(scene: Scene, trigger: Trigger, reading: Reading) -> list[tuple[Mention, float]]:
        """The best person and those told in one row with that one, each once, and how sure they are beside the best."""
        first = reading.person
        assert first is not None
        row = {first.name: (first, 1.0)}
        if has_own_clause(scene, trigger, first):
            return list(row.values())
        for mention, probabilities in sorted(reading.people, key=lambda scored: -scored[1]["person"]):
            probability = probabilities["person"]
            joint = in_one_row(scene, trigger, first, mention)
            likely = probability >= LEAST_COORDINATED or reading.movers.by_name.get(mention.name, 0.0) >= LEAST_SHARE
            if joint and likely and coordinated(scene, first, mention):
                probability = max(probability, COORDINATED)
            if joint and probability >= LEAST_JOINT_PERSON:
                row.setdefault(mention.name, (mention, probability))
        return list(row.values())


def _shared_with(scene: Scene, trigger: Trigger, person: Mention, movers: Movers) -> float:
    """The probability of those whom an "and" ties to a person: of two who go together, each is as likely as both."""
    if has_own_clause(scene, trigger, person):
        return 0.0
    others = {
        m.name
        for m, _ in movers.by_mention
        if m.name != person.name and in_one_row(scene, trigger, person, m) and coordinated(scene, person, m)
    }
    return sum(movers.by_name[name] for name in others)


def attributed(scene: Scene, trigger: Trigger, status: str) -> str:
    """Of rumour and report, the one whose words alone stand in the trigger's sentence; any other status as it is."""
    if status not in ATTRIBUTIONS:
        return status
    here = scene.sentence_of[trigger.start]
    said = [s for s in ATTRIBUTIONS if scene.cues_in(s, here)]
    return said[0] if len(said) == 1 else status


def in_one_row(scene: Scene, trigger: Trigger, a: Mention, b: Mention) -> bool:
    """Whether two people are told side by side: little but positions, organisations and commas between them."""
    start, end = gap(a.start, a.end, b.start, b.end)
    if end - start > LONGEST_ROW or scene.triggers_within(start, end):
        return False
    rest = [i for i in range(start, end) if i not in scene.told and scene.norms[i].isalnum()]
    return len(rest) <= MOST_WORDS_IN_ROW


def has_own_clause(scene: Scene, trigger: Trigger, person: Mention) -> bool:
    """Whether a comma and "who", or a comma and the trigger, follow a person; such a clause is about that one alone."""
    after = person.end
    if after >= len(scene.norms) or scene.norms[after] not in COMMAS or after >= trigger.start:
        return False
    if trigger.start - after <= CLAUSE_REACH:
        return True
    heads = scene.cue_starts("pronoun")
    return any(i in heads for i in range(after + 1, after + CLAUSE_REACH + 1))


def coordinated(scene: Scene, a: Mention, b: Mention) -> bool:
    """Whether an "and" outside any mention stands between two people of a row."""
    start, end = gap(a.start, a.end, b.start, b.end)
    return any(scene.norms[i] in scene.conjunctions for i in range(start, end) if i not in scene.told)


def _other_side(candidate: Candidate, people: list[Scored]) -> Iterator[Candidate]:
    """The predecessor of one who comes leaves; the successor of one who leaves comes, where that is sure enough."""
    rule = candidate.trigger.rule
    if rule is None or rule.other is None or candidate.status == "denied":
        return
    slot, kind, back = OTHER_SIDES[candidate.direction]
    other = candidate.slots.get(slot)
    if other is None or max(p.get(slot, 0.0) for m, p in people if m is other) < LEAST_IMPLIED:
        return
    kept = {s: m for s, m in candidate.slots.items() if s in ("organization", "role", "date")}
    yield replace(
        candidate, kind=kind, person=other, slots={**kept, back: candidate.person}, implied=True,
        confidence=round(candidate.confidence * 0.9, 4), alone=round(candidate.confidence * 0.9, 4),
    )  # fmt: skip
