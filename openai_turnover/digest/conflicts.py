"""Where the sources of one change disagree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from openai_turnover.digest.merging import Telling
from openai_turnover.digest.organizations import OrganizationNames
from openai_turnover.digest.people import Someone
from openai_turnover.digest.periods import overlap
from openai_turnover.digest.records import Claim, Conflict

KIND_FAMILIES = {
    "resignation": "own decision",
    "retirement": "own decision",
    "dismissal": "dismissed",
    "leave": "on leave",
    "death": "dead",
    "appointment": "for good",
    "interim_appointment": "for a time",
}
"""Kinds that cannot both be so; a bare departure and a return go with any."""
Same = Callable[[str, str], bool]


def find_conflicts(group: Sequence[Telling], organizations: OrganizationNames) -> tuple[Conflict, ...]:
    """Every disagreement among the tellings of one change; of a source that denies it, only that it does."""
    telling = [t for t in group if t.event.status != "denied"] or list(group)
    found = (
        _status(group),
        _dates(telling),
        _compare("kind", ((t.event.kind, t) for t in telling), _one_family),
        *(_people(slot, telling) for slot in ("successor", "predecessor")),
        *(_places(slot, telling, organizations) for slot in ("destination", "origin")),
    )
    return tuple(conflict for conflict in found if conflict)


def _status(group: Sequence[Telling]) -> Conflict | None:
    """Denied here, and told as fact, report or rumour there."""
    return _compare("status", ((t.event.status, t) for t in group), lambda a, b: (a == "denied") == (b == "denied"))


def _dates(group: Sequence[Telling]) -> Conflict | None:
    """Days told of one thing: an announcement and the day it takes effect are two."""
    for basis in ("effective", "announced"):
        rows = [(t.event.date, t) for t in group if t.event.date and (t.event.date_basis or "effective") == basis]
        dates = {date for date, _ in rows}
        conflict = _compare("date", ((_as_precise_as_others(date, dates), t) for date, t in rows), overlap)
        if conflict:
            return conflict
    return None


def _as_precise_as_others(date: str, dates: Iterable[str]) -> str:
    """The one more precise date that a coarse one holds, which it supports; else the date as it is."""
    within = [other for other in dates if other.startswith(f"{date}-")]
    precise = [d for d in within if not any(other.startswith(f"{d}-") for other in within)]
    return precise[0] if len(precise) == 1 else date


def _one_family(a: str, b: str) -> bool:
    if a == b or "departure" in (a, b):
        return a == b or not {"leave", "death"} & {a, b}
    families = KIND_FAMILIES.get(a), KIND_FAMILIES.get(b)
    return None in families or families[0] == families[1]


def _people(slot: str, group: Sequence[Telling]) -> Conflict | None:
    named: list[tuple[str, Telling]] = []
    for telling in group:
        someone: Someone | None = getattr(telling, slot)
        if someone is not None:
            named.append((someone.name, telling))
    return _compare(slot, named, str.__eq__)


def _places(slot: str, group: Sequence[Telling], organizations: OrganizationNames) -> Conflict | None:
    rows = ((organizations.canonical(getattr(t.event, slot)), t) for t in group)
    return _compare(slot, ((value, t) for value, t in rows if value), organizations.may_be_same)


def _compare(field: str, rows: Iterable[tuple[str, Telling]], same: Same) -> Conflict | None:
    """A conflict of those values that cannot be one with some other; None where all agree."""
    listed = list(rows)
    sources: dict[str, dict[str, None]] = {}
    for value, telling in listed:
        sources.setdefault(value, {})[telling.report.source] = None
    claims = [Claim(a, tuple(by)) for a, by in sources.items() if not all(same(a, b) for b in sources)]
    if not claims:
        return None
    return Conflict(field, tuple(sorted(claims, key=lambda c: (-len(c.sources), c.value))))
