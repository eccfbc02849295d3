"""Events: the changes that the triggers state, their slots filled in the words of the output, each change once."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping

from spacy.language import Language
from spacy.tokens import Doc, Span

from openai_turnover.components.extensions import ORGANIZATIONS, ROLES, lexicon_of, text_of
from openai_turnover.components.spans import matching_spans
from openai_turnover.events.candidates import Candidate, CandidateFinder, Rejection
from openai_turnover.events.dating import DateReader
from openai_turnover.events.merging import (
    Telling,
    calibrated,
    merge_tellings,
    merged_confidence,
    merged_kind,
    merged_slot,
    merged_status,
    without_doubtful_deaths,
    without_weak_groups,
)
from openai_turnover.events.succession import complete_successions
from openai_turnover.linking.describe import describe
from openai_turnover.linking.features import is_heading
from openai_turnover.linking.model import LinearModel, read_models
from openai_turnover.linking.scene import ORG, Mention, Scene, Trigger
from openai_turnover.records import Event, Evidence, direction_of

DEFAULT_THRESHOLD = 0.5
ORGANIZATION_SLOTS = ("organization", "destination", "origin")
PERSON_SLOTS = ("successor", "predecessor")
TITLE_WEIGHT = 3
OWN_COMPANY = "own company"
REASON = "REASON"


class EventsComponent:
    """Leaves ``doc._.events`` and, for ``explain``, ``doc._.rejections``."""

    def __init__(self, models: Mapping[str, LinearModel], threshold: float = DEFAULT_THRESHOLD) -> None:
        self.finder = CandidateFinder(models, threshold)

    def __call__(self, doc: Doc) -> Doc:
        """Read the events of an annotated document."""
        scene = describe(doc)
        readings = self.finder.read(scene)
        found = list(self.finder.find(scene, readings))
        doc._.rejections = tuple(r for r in found if isinstance(r, Rejection))
        writer = _TellingWriter(doc, scene)
        tellings = [writer.write(c) for c in found if isinstance(c, Candidate)]
        main = main_organization(doc)
        text = text_of(doc)
        groups = without_weak_groups(without_doubtful_deaths(merge_tellings(tellings)), self.finder.threshold)
        events = complete_successions([_as_event(text, group, main) for group in groups])
        told = sorted(
            zip(events, groups, strict=True), key=lambda row: row[0].evidence[0].start if row[0].evidence else 0
        )
        doc._.events = tuple(event for event, _ in told)
        doc._.readings, doc._.date_steps = tuple(readings), tuple(writer.dates.steps)
        doc._.tellings = tuple(tuple(group) for _, group in told)
        return doc


def main_organization(doc: Doc) -> str | None:
    """The organisation that is named most, names in the first lines counting more."""
    counts: Counter[str] = Counter()
    for span in doc.spans[ORGANIZATIONS]:
        counts[span.kb_id_] += TITLE_WEIGHT if span.start_char < 250 else 1
    return max(counts, key=lambda name: counts[name]) if counts else None


class _TellingWriter:
    """Turns candidates into tellings: mentions become names, dates are resolved, joint positions are joined."""

    def __init__(self, doc: Doc, scene: Scene) -> None:
        self.doc = doc
        self.scene = scene
        self.dates = DateReader(doc, scene)
        self.sentences = list(doc.sents)
        sentence_of = scene.sentence_of
        self.founding = {sentence_of[s.start] for s in matching_spans(doc, lexicon_of(doc).own_company)}
        self.reasons = defaultdict[int, list[Span]](list)
        for entity in doc.ents:
            if entity.label_ == REASON:
                self.reasons[sentence_of[entity.start]].append(entity)
        self.headings = [m for m in scene.by_type[ORG] if is_heading(scene, m)]
        self.roles = list(doc.spans[ROLES])
        self.role_at = {span.start: i for i, span in enumerate(self.roles)}

    def write(self, candidate: Candidate) -> Telling:
        trigger = candidate.trigger
        slots: dict[str, str | None] = {}
        texts: dict[str, str | None] = {}
        for slot, mention in candidate.slots.items():
            if slot in ORGANIZATION_SLOTS or slot in PERSON_SLOTS:
                slots[slot] = mention.name
            elif slot == "role":
                slots["role"], texts["role"] = self._role(mention)
        self._read_dates(candidate, slots, texts)
        slots.setdefault("organization", self._heading(trigger))
        slots["reason"] = self._reason(trigger)
        if self.scene.sentence_of[trigger.start] in self.founding:
            slots.setdefault("destination", OWN_COMPANY)
        if direction_of(candidate.kind) == "out":
            slots.pop("origin", None), slots.pop("predecessor", None)
        else:
            slots.pop("destination", None), slots.pop("successor", None)
        date = candidate.slots.get("date")
        sentence = self.sentences[self.scene.sentence_of[trigger.start]]
        return Telling(
            person=candidate.person.name,
            kind=candidate.kind,
            status=candidate.status,
            confidence=candidate.confidence,
            alone=candidate.alone,
            start=trigger.start,
            slots=slots,
            texts=texts,
            evidence=[_stripped(sentence)],
            rule=trigger.rule.name if trigger.rule else f"recognizer.{trigger.recognized}",
            implied=candidate.implied,
            dated=bool(date and self._same_sentence(date.start, trigger.start)),
            candidate=candidate,
        )

    def _reason(self, trigger: Trigger) -> str | None:
        """The nearest words that give a reason, in the trigger's sentence or the next."""
        here = self.scene.sentence_of[trigger.start]
        near = self.reasons.get(here, []) + self.reasons.get(here + 1, [])
        best = min(near, key=lambda s: abs(s.start - trigger.start), default=None)
        return best.text if best is not None else None

    def _heading(self, trigger: Trigger) -> str | None:
        """The organisation that heads the paragraph of a trigger, in lists of appointments."""
        before = bisect_right(self.headings, trigger.start, key=lambda m: m.end)
        if not before:
            return None
        heading = self.headings[before - 1]
        between = self.doc[heading.end : trigger.start]
        return None if any(t.text.count("\n") > 1 for t in between) else heading.name

    def _same_sentence(self, a: int, b: int) -> bool:
        return self.scene.sentence_of[a] == self.scene.sentence_of[b]

    def _read_dates(self, candidate: Candidate, slots: dict[str, str | None], texts: dict[str, str | None]) -> None:
        """Fill in the date and the end; of an announcement and a day to come in one sentence, the day to come.

        What is denied has no date.
        """
        trigger = candidate.trigger
        for slot in ("date", "until"):
            mention = candidate.slots.get(slot)
            if mention is not None and candidate.status != "denied":
                slots[slot] = self.dates.resolve(mention, trigger)
                texts[slot] = self.doc[mention.start : mention.end].text
                announced = self.dates.is_announcement(mention, trigger)
                texts[f"{slot} basis"] = "announced" if announced else "effective"
        first, other = slots.get("date"), candidate.slots.get("other_date")
        value = self.dates.prefer_effective(first, other, trigger) if first and other else None
        if value and other:
            slots["date"], texts["date basis"] = value, "effective"
            texts["date"] = self.doc[other.start : other.end].text

    def _role(self, mention: Mention) -> tuple[str, str]:
        """The canonical titles of a position and of those told with it, and their words."""
        roles = self.roles
        first = last = self.role_at[mention.start]
        while first > 0 and self._joined(roles[first - 1], roles[first]):
            first -= 1
        while last + 1 < len(roles) and self._joined(roles[last], roles[last + 1]):
            last += 1
        titles = dict.fromkeys(s.kb_id_ for s in roles[first : last + 1])
        return "; ".join(titles), self.doc[roles[first].start : roles[last].end].text

    def _joined(self, a: Span, b: Span) -> bool:
        """Whether only an "and" stands between two positions; behind a comma, the second is often another's."""
        between = [t.norm_ for t in self.doc[a.end : b.start]]
        conjunctions = lexicon_of(self.doc).conjunctions
        return 0 < len(between) <= 2 and all(w in conjunctions for w in between)


def _stripped(sentence: Span) -> tuple[int, int]:
    text = sentence.text
    start = sentence.start_char + len(text) - len(text.lstrip())
    return start, start + len(text.strip())


def _as_event(text: str, group: list[Telling], main: str | None) -> Event:
    best = group[0]
    kind = merged_kind([t for t in group if not t.implied] or group)
    values = {slot: merged_slot(group, slot) for slot in (*ORGANIZATION_SLOTS, *PERSON_SLOTS, "role", "date", "until")}
    date, dated_by = values["date"]
    role, role_by = values["role"]
    organization = values["organization"][0] or main
    spans = sorted({span for telling in group for span in telling.evidence})
    return Event(
        person=best.person,
        kind=kind,
        direction=direction_of(kind),
        organization=organization,
        role=role,
        role_text=role_by.texts.get("role") if role else None,
        date=date,
        date_text=dated_by.texts.get("date") if date else None,
        date_basis=dated_by.texts.get("date basis") if date else None,
        until=values["until"][0],
        reason=merged_slot(group, "reason")[0],
        destination=values["destination"][0],
        origin=values["origin"][0],
        successor=values["successor"][0],
        predecessor=values["predecessor"][0],
        status=merged_status(group),
        evidence=tuple(Evidence(a, b, text[a:b]) for a, b in spans),
        confidence=calibrated(merged_confidence(group)),
        rule=best.rule,
    )


@Language.factory("turnover_events", default_config={"threshold": DEFAULT_THRESHOLD})
def create_events_component(nlp: Language, name: str, threshold: float) -> EventsComponent:
    """The component with the bundled weights."""
    return EventsComponent(read_models(), threshold)
