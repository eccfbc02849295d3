"""The way from the words of a date to its value, in words."""

from __future__ import annotations

import calendar
from collections.abc import Iterator

from openai_turnover.dates import DateMention
from openai_turnover.events.candidates import Candidate
from openai_turnover.events.dating import DateReader, DateStep
from openai_turnover.explaining.trace import Trace
from openai_turnover.explanation import DateSteps
from openai_turnover.linking.scene import Mention

SLOTS = {"date": "date", "until": "until", "other_date": "date"}


def date_steps(trace: Trace, candidate: Candidate) -> Iterator[DateSteps]:
    """The dates of one telling, those that were read."""
    for name, slot in SLOTS.items():
        mention = candidate.slots.get(name)
        step = _step_of(trace, candidate, mention) if mention is not None else None
        if step is not None:
            yield _in_words(trace, slot, step)


def _step_of(trace: Trace, candidate: Candidate, mention: Mention) -> DateStep | None:
    place = (mention.start, candidate.trigger.start)
    return next((s for s in trace.doc._.date_steps if (s.mention.start, s.trigger.start) == place), None)


def _in_words(trace: Trace, slot: str, step: DateStep) -> DateSteps:
    basis, because = _basis(trace, step)
    return DateSteps(slot, trace.words(step.mention), meaning(step.said), _against(step), step.value, basis, because)


def _against(step: DateStep) -> str | None:
    if step.said.is_full or step.against is None:
        return None
    return f"{step.against}, {'looking ahead' if step.future else 'looking back'}"


def _basis(trace: Trace, step: DateStep) -> tuple[str, str]:
    """Announced or effective, and why."""
    reader = DateReader(trace.doc, trace.scene)
    signs = [trace.words_of(*s).text for s in reader.future_signs(step.trigger)]
    if reader.is_announcement(step.mention, step.trigger):
        return "announced", f"it stands before the words of the change, which look ahead (“{signs[0]}”)"
    if signs:
        return "effective", f"it stands behind the words of the change, which look ahead (“{signs[0]}”)"
    return "effective", "no sign of the future stands at the words of the change"


def meaning(said: DateMention) -> str:
    """What the words of a date say, before they are resolved."""
    weekday = calendar.day_name[said.weekday] if said.weekday is not None else None
    month = calendar.month_name[said.month] if said.month else None
    parts = (weekday, str(said.day) if said.day else None, month, str(said.year) if said.year else None)
    told = " ".join(p for p in parts if p)
    if said.value == "date":
        return f"calendar date: {told}"
    number = f", n = {said.number}" if said.number is not None else ""
    return f"{said.value}{number}{f': {told}' if told else ''}"
