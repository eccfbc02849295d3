"""Words that look like a change and made no event, with the reason."""

from __future__ import annotations

from collections.abc import Iterator

from openai_turnover.components.junk import junk_tokens
from openai_turnover.events.candidates import LEAST_PERSON, LEAST_TELLING, Reading
from openai_turnover.explaining.links import person_link
from openai_turnover.explaining.trace import Trace
from openai_turnover.explanation import Refusal
from openai_turnover.linking.scene import Trigger
from openai_turnover.records import Evidence

NOBODY = "no named person"
SIGNS = {"denied": "a denial", "desired": "a wish, demand or plan"}
"""Cues that speak against a change, by reason."""


def explain_refusals(trace: Trace) -> Iterator[Refusal]:
    """Each trigger that made no event, in the order of the text."""
    found = [*_blocked(trace), *_turned_down(trace), *_dropped(trace)]
    yield from sorted(found, key=lambda r: r.trigger.words.start)


def _blocked(trace: Trace) -> Iterator[Refusal]:
    """Triggers that were not even weighed."""
    junk = junk_tokens(trace.doc)
    for trigger in trace.doc._.blocked_triggers:
        if junk.isdisjoint(range(trigger.start, trigger.end)):
            words = _quoted(trace.distractors(trigger))
            yield Refusal(trace.trigger_words(trigger), "distractor", f"listed as no change: {words}", None)
        else:
            yield Refusal(trace.trigger_words(trigger), "page furniture", "the line is no part of the article", None)


def _turned_down(trace: Trace) -> Iterator[Refusal]:
    for reading in trace.readings:
        if (reading.trigger.start, reading.trigger.end) in trace.rejections:
            yield refusal_of(trace, reading)


def refusal_of(trace: Trace, reading: Reading) -> Refusal:
    """Why a trigger that was weighed is no event."""
    trigger = reading.trigger
    reason, detail = _verdict(trace, reading)
    link = person_link(trace, reading, reading.person) if reading.person is not None else None
    return Refusal(trace.trigger_words(trigger), reason, detail, link)


def _verdict(trace: Trace, reading: Reading) -> tuple[str, str]:
    """The reason and its details."""
    if reading.person is None:
        return "nobody named", "no person is named in the two sentences before, the sentence itself or the next"
    if trace.rejections[reading.trigger.start, reading.trigger.end].reason == NOBODY:
        return "nobody sure", f"no person near is surely the one meant (the likeliest below {LEAST_PERSON:g})"
    reason, sign = _sign_against(trace, reading.trigger)
    return reason, f"{_shortfall(trace, reading)}{sign}"


def _shortfall(trace: Trace, reading: Reading) -> str:
    if reading.probability < LEAST_TELLING:
        return f"a change with probability {reading.probability:.2f}, below {LEAST_TELLING:g}"
    story = trace.stories[reading.story]
    return f"a change with probability {story:.2f} over all its tellings, below {trace.finder.threshold:g}"


def _sign_against(trace: Trace, trigger: Trigger) -> tuple[str, str]:
    """The reason that the words of the sentence suggest for a low probability."""
    for cue, name in SIGNS.items():
        words = trace.cues(cue, trigger)
        if words:
            return cue, f"; the sentence holds {name}: {_quoted(words)}"
    return "below threshold", ""


def _dropped(trace: Trace) -> Iterator[Refusal]:
    """Triggers that made a candidate, which was left out afterwards."""
    kept = {t.start for group in trace.doc._.tellings for t in group}
    for reading in trace.readings:
        place = (reading.trigger.start, reading.trigger.end)
        if reading.trigger.start not in kept and place not in trace.rejections and reading.person is not None:
            detail = f"told once, of {reading.person.name}, who leaves in another way in the same article"
            link = person_link(trace, reading, reading.person)
            yield Refusal(trace.trigger_words(reading.trigger), "doubtful death", detail, link)


def _quoted(words: tuple[Evidence, ...]) -> str:
    return ", ".join(f"“{w.text}”" for w in words)
