"""How the spellings of each person were tied together, and why a person has no event."""

from __future__ import annotations

from collections.abc import Iterator

from openai_turnover.events.candidates import Reading
from openai_turnover.explaining.links import person_link
from openai_turnover.explaining.refusals import refusal_of
from openai_turnover.explaining.trace import Trace
from openai_turnover.explanation import Chance, NameDecision, PersonExplanation
from openai_turnover.records import Person

MOST_CHANCES = 3


def explain_people(trace: Trace) -> Iterator[PersonExplanation]:
    """Every person of the report."""
    for person in trace.doc._.people:
        number = sum(e.person == person.name for e in trace.events)
        decisions = tuple(_decisions(trace, person))
        if number:
            yield PersonExplanation(person.name, number, decisions)
        else:
            chances = tuple(_chances(trace, person.name))
            yield PersonExplanation(person.name, 0, decisions, _why_not(trace, person.name, chances), chances)


def _decisions(trace: Trace, person: Person) -> Iterator[NameDecision]:
    by_name = dict(trace.doc._.name_decisions)
    for variant in person.variants:
        decision = by_name.get(person.name, {}).get(variant.text)
        if decision is None:  # a further place of a surname, found by its letters
            yield NameDecision(variant.text, variant.match, "part", 1.0, "part of a name found elsewhere")
        else:
            yield NameDecision(variant.text, variant.match, decision.method, round(decision.score, 4), decision.reason)


def _chances(trace: Trace, name: str) -> Iterator[Chance]:
    """The words of a change near a person, those that most likely mean the person first."""
    near = [
        (reading.movers.by_name[name], reading.movers.likeliest_mention(name), reading)
        for reading in trace.readings
        if name in reading.movers.by_name
    ]
    near.sort(key=lambda row: (-row[0], row[2].trigger.start))
    for _, mention, reading in near[:MOST_CHANCES]:
        yield Chance(
            trace.trigger_words(reading.trigger), person_link(trace, reading, mention), _verdict(trace, reading, name)
        )


def _verdict(trace: Trace, reading: Reading, name: str) -> str:
    """What became of words near a person."""
    person = reading.person.name if reading.person is not None else "nobody"
    if (reading.trigger.start, reading.trigger.end) in trace.rejections:
        refusal = refusal_of(trace, reading)
        who = "" if person == name else f"more likely about {person}, and "
        return f"{who}turned down: {refusal.detail}"
    if person == name:
        return "told, but left out afterwards"
    return f"about {person}"


def _why_not(trace: Trace, name: str, chances: tuple[Chance, ...]) -> str:
    """The first reason that applies."""
    hidden = [e for e in trace.doc._.events if e.person == name]
    if hidden:
        return f"below --min-confidence: {hidden[0].kind} with {hidden[0].confidence:.2f}"
    if not chances:
        return "no words of a change stand near a mention (two sentences before to one behind)"
    words, sure = chances[0].trigger.words.text, chances[0].link.probability
    return f"no words of a change are tied to this name; likeliest “{words}” with {sure:.2f}"
