"""How an event is worded for a reader, the same in every format."""

from __future__ import annotations

from openai_turnover.output.safety import printable
from openai_turnover.records import Event

CHANGES = {
    "resignation": "resigns",
    "dismissal": "dismissed",
    "retirement": "retires",
    "departure": "leaves",
    "leave": "on leave",
    "death": "dies",
    "appointment": "appointed",
    "interim_appointment": "interim",
    "return": "returns",
}


def when(event: Event) -> str:
    """The date, and until when."""
    until = f" until {event.until}" if event.until else ""
    return f"{event.date or '?'}{until}" if event.date or until else ""


def around(event: Event) -> str:
    """Where the person goes or comes from, and who stands before or after."""
    parts = (
        ("to", event.destination),
        ("from", event.origin),
        ("succeeded by", event.successor),
        ("succeeds", event.predecessor),
    )
    return ", ".join(f"{word} {printable(name)}" for word, name in parts if name)
