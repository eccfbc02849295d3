"""How each event of a report came about."""

from __future__ import annotations

from collections.abc import Iterator

from openai_turnover.components.events import ORGANIZATION_SLOTS, PERSON_SLOTS
from openai_turnover.events.candidates import Candidate
from openai_turnover.events.merging import Telling as Told
from openai_turnover.explaining.dates import date_steps
from openai_turnover.explaining.links import DIGITS, person_link, slot_probability
from openai_turnover.explaining.trace import Trace
from openai_turnover.explanation import EventExplanation, Slot, Telling
from openai_turnover.records import Event

SLOTS = ("role", *ORGANIZATION_SLOTS, *PERSON_SLOTS, "reason")
"""The fields that are told without arithmetic; dates have steps of their own."""


def explain_events(trace: Trace) -> Iterator[EventExplanation]:
    """Each event of the report with the tellings that it was read from."""
    told = dict(zip(map(_key, trace.doc._.events), trace.doc._.tellings, strict=True))
    for event in trace.events:
        tellings: tuple[Told, ...] = told[_key(event)]
        parts = tuple(_telling(trace, t, t.candidate) for t in tellings if t.candidate is not None)
        stated = {slot.name for part in parts for slot in part.slots}
        yield EventExplanation(event, parts, tuple(_unstated(event, stated)))


def _key(event: Event) -> tuple[object, ...]:
    """An event without its evidence, which the report gives in the offsets of the input."""
    return (event.person, event.kind, event.organization, event.role, event.date, event.rule, event.confidence)


def _telling(trace: Trace, told: Told, candidate: Candidate) -> Telling:
    trigger = candidate.trigger
    reading = next(r for r in trace.readings if (r.trigger.start, r.trigger.end) == (trigger.start, trigger.end))
    return Telling(
        trigger=trace.trigger_words(reading.trigger),
        probability=round(reading.probability, DIGITS),
        person=person_link(trace, reading, candidate.person),
        kind=candidate.kind,
        status=candidate.status,
        status_words=trace.cues(candidate.status, trigger),
        slots=tuple(_slots(trace, told, candidate)),
        dates=tuple(date_steps(trace, candidate)),
        implied=candidate.implied,
    )


def _slots(trace: Trace, told: Told, candidate: Candidate) -> Iterator[Slot]:
    for name in SLOTS:
        value, mention = told.slots.get(name), candidate.slots.get(name)
        if not value:
            continue
        if mention is None:
            yield Slot(name, value, None, None, HOW.get(name, "heads the paragraph"))
        else:
            probability = slot_probability(trace, candidate.trigger, candidate.person, mention, name)
            yield Slot(name, value, trace.words(mention), probability, "linked to the words of the change")


HOW = {
    "reason": "the nearest words that the recognizer calls a reason",
    "destination": "the sentence speaks of founding a business of one's own",
    "successor": "the other side of the same words",
    "predecessor": "the other side of the same words",
}


def _unstated(event: Event, stated: set[str]) -> Iterator[Slot]:
    """Fields that the event has and no telling states."""
    for name in SLOTS:
        value = getattr(event, name)
        if value and name not in stated:
            how = "named most in the article" if name == "organization" else "the other event of the succession or move"
            yield Slot(name, value, None, None, how)
