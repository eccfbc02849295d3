"""An explanation for reading on a terminal, or as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO

from rich.console import Console
from rich.text import Text

from openai_turnover.explanation import (
    Chance,
    Clue,
    DateSteps,
    EventExplanation,
    Explanation,
    Link,
    PersonExplanation,
    Refusal,
    Slot,
    Telling,
    TriggerWords,
)
from openai_turnover.output.json import encode
from openai_turnover.output.safety import printable, shortened
from openai_turnover.output.table import WIDTH
from openai_turnover.output.wording import CHANGES, when
from openai_turnover.records import Failure

Line = tuple[int, Text]
"""Columns of indentation, and what stands there."""
LONGEST_QUOTE = 60
LEGEND = (
    "Clues are features of the linking model with their weight in log odds. In them b, a and i stand for before, after "
    "and inside the words of the change; s for the same sentence, -1 for the one before."
)


def write_explanations(records: Iterable[Explanation | Failure], stream: TextIO, format_: str, *, single: bool) -> int:
    """Write all explanations as ``table`` or ``json``; returns the number of failures among them."""
    done = list(records)
    if format_ == "json":
        data = [record.to_dict() for record in done]
        stream.write(encode(data[0] if single and len(data) == 1 else data, indent=2) + "\n")
    else:
        console = Console(file=stream, width=None if stream.isatty() else WIDTH, highlight=False, emoji=False)
        for record in done:
            for indent, text in lines_of(record):
                for line in text.wrap(console, console.width - indent):
                    line.rstrip()
                    console.print(Text(" " * indent) + line, soft_wrap=True)
    stream.flush()
    return sum(isinstance(record, Failure) for record in done)


def lines_of(record: Explanation | Failure) -> Iterator[Line]:
    """An explanation line by line."""
    if isinstance(record, Failure):
        yield 0, Text(f"{printable(record.source)}: {printable(record.message)}", style="red")
        return
    report = record.report
    facts = (printable(report.source), report.language, report.published or "undated")
    yield 0, Text(" · ".join(facts), style="dim")
    for event in record.events:
        yield from _event(event)
    yield from _section("Names, and who has no event", map(_person, record.people))
    yield from _section("Words that look like a change and were turned down", map(_refusal, record.refusals))
    yield 0, Text(f"\n{LEGEND}\n", style="dim")


def _section(title: str, parts: Iterable[Iterator[Line]]) -> Iterator[Line]:
    lines = [line for part in parts for line in part]
    if lines:
        yield 0, Text(f"\n{title}", style="bold cyan")
        yield from lines


def _event(explained: EventExplanation) -> Iterator[Line]:
    event = explained.event
    arrow = "→" if event.direction == "in" else "←"
    head = Text(f"\n{arrow} {printable(event.person)} {CHANGES[event.kind]}", style="bold")
    facts = (event.organization, event.role, when(event), event.status, f"{event.confidence:.2f}")
    yield 0, head + Text("  " + " · ".join(printable(f) for f in facts if f), style="not bold")
    for telling in explained.tellings:
        yield from _telling(telling)
    for slot in explained.slots:
        yield 2, _slot(slot)


def _telling(telling: Telling) -> Iterator[Line]:
    yield 2, _quote(telling.trigger) + Text("  the other side of it" if telling.implied else "", style="dim")
    yield 4, _rule(telling.trigger)
    yield 4, Text(f"states a change: {telling.probability:.2f}; kind {telling.kind}, {_status(telling)}")
    yield from _link(telling.person, 4)
    for slot in telling.slots:
        yield 4, _slot(slot)
    for date in telling.dates:
        yield 4, _date(date)


def _status(telling: Telling) -> str:
    words = ", ".join(f"“{printable(w.text)}”" for w in telling.status_words)
    return f"{telling.status} ({words})" if words else telling.status


def _quote(trigger: TriggerWords) -> Text:
    words = shortened(printable(trigger.words.text), LONGEST_QUOTE)
    place = Text(f"  {trigger.words.start}-{trigger.words.end}", style="dim not italic")
    return Text(f"“{words}”", style="italic") + place


def _rule(trigger: TriggerWords) -> Text:
    if trigger.rule is None:
        return Text(f"rule: none; the recognizer calls it {trigger.recognized}")
    pattern = f", pattern “{shortened(printable(trigger.pattern), LONGEST_QUOTE)}”" if trigger.pattern else ""
    recognized = f"; the recognizer: {trigger.recognized}" if trigger.recognized else ""
    return Text(f"rule: {trigger.rule}{pattern}{recognized}")


def _link(link: Link, indent: int) -> Iterator[Line]:
    yield indent, Text(f"person: {printable(link.name)} (“{printable(link.words.text)}”) {link.probability:.2f}")
    if link.clues:
        yield indent + 2, Text(", ".join(map(_clue, link.clues)), style="dim")


def _clue(clue: Clue) -> str:
    return f"{clue.weight:+.2f} {printable(clue.feature)}"


def _slot(slot: Slot) -> Text:
    words = f" (“{shortened(printable(slot.words.text), LONGEST_QUOTE)}”)" if slot.words else ""
    sure = f" {slot.probability:.2f}" if slot.probability is not None else f"; {slot.how}"
    return Text(f"{slot.name}: {printable(slot.value)}{words}{sure}")


def _date(date: DateSteps) -> Text:
    against = f", against {date.against}" if date.against else ""
    steps = f"{date.slot}: “{printable(date.words.text)}” → {printable(date.meaning)}{against} → {date.value or 'open'}"
    return Text(f"{steps}, {date.basis}: {printable(date.because)}")


def _person(person: PersonExplanation) -> Iterator[Line]:
    state = f"{person.events} event{'s' if person.events != 1 else ''}" if person.events else "no event"
    yield 2, Text(printable(person.name), style="bold") + Text(f"  {state}", style="dim not bold")
    for decision in person.decisions:
        how = f"{decision.match} by {decision.method}, {decision.score:.2f}: {decision.reason}"
        yield 4, Text(f"“{printable(decision.spelling)}” {printable(how)}")
    if person.why_not:
        yield 4, Text(printable(person.why_not), style="yellow")
    for chance in person.chances:
        yield from _chance(chance)


def _chance(chance: Chance) -> Iterator[Line]:
    yield 6, _quote(chance.trigger)
    yield 8, _rule(chance.trigger)
    yield 8, Text(printable(chance.verdict))
    yield from _link(chance.link, 8)


def _refusal(refusal: Refusal) -> Iterator[Line]:
    yield 2, _quote(refusal.trigger) + Text(f"  {refusal.reason}", style="yellow not italic")
    yield 4, _rule(refusal.trigger)
    yield 4, Text(printable(refusal.detail))
    if refusal.person is not None:
        yield from _link(refusal.person, 4)
