"""A group of tellings written as one change with its sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from openai_turnover.digest.conflicts import find_conflicts
from openai_turnover.digest.merging import Telling
from openai_turnover.digest.organizations import OrganizationNames
from openai_turnover.digest.records import Change, Source

CERTAINTY = ("confirmed", "reported", "denied", "rumored")
"""Most certain first: to deny a rumour is to know more than the rumour."""
BARE_KINDS = ("departure", "appointment")
Read = Callable[[Telling], str | None]


def as_change(group: Sequence[Telling], organizations: OrganizationNames) -> Change:
    """One change with the values that most sources give, surer and earlier sources going first among equals."""
    told = [t for t in group if t.event.status != "denied"] or list(group)
    kind = _kind(told)
    in_order = sorted(group, key=_order)
    dates = [t for t in told if t.event.date]
    dated = _dated_by(dates)
    sources = tuple(as_source(t) for t in in_order)
    return Change(
        person=group[0].person.name,
        names=group[0].person.names,
        kind=kind,
        direction=group[0].event.direction,
        organization=_vote(told, lambda t: organizations.canonical(t.event.organization)),
        role=_vote(told, lambda t: t.event.role),
        date=dated.event.date if dated else None,
        date_basis=dated.event.date_basis if dated else None,
        until=_vote(told, lambda t: t.event.until),
        destination=_vote(told, lambda t: organizations.canonical(t.event.destination)),
        origin=_vote(told, lambda t: organizations.canonical(t.event.origin)),
        successor=_vote(told, lambda t: t.successor.name if t.successor else None),
        predecessor=_vote(told, lambda t: t.predecessor.name if t.predecessor else None),
        reason=_vote(told, lambda t: t.event.reason),
        status=min((t.event.status for t in group), key=CERTAINTY.index),
        confidence=max(t.event.confidence for t in told),
        first_published=next((s.published for s in sources if s.published), None),
        sources=sources,
        conflicts=find_conflicts(in_order, organizations),
    )


def as_source(telling: Telling) -> Source:
    """What one report says about a change."""
    report, event = telling.report, telling.event
    return Source(
        source=report.source,
        language=report.language,
        published=report.published,
        title=report.title,
        person=event.person,
        organization=event.organization,
        kind=event.kind,
        role=event.role,
        date=event.date,
        date_basis=event.date_basis,
        successor=event.successor,
        predecessor=event.predecessor,
        destination=event.destination,
        origin=event.origin,
        status=event.status,
        confidence=event.confidence,
        evidence=event.evidence,
    )


def _order(telling: Telling) -> tuple[bool, str, str, int]:
    report = telling.report
    return report.published is None, report.published or "", report.source, telling.number


def _kind(group: Sequence[Telling]) -> str:
    """The kind of most sources; a bare departure or appointment only where no source says more."""
    counts = Counter(t.event.kind for t in group)
    stated = [k for k in counts if k not in BARE_KINDS] or list(counts)
    if "appointment" in counts and "interim_appointment" in counts:
        stated = list(counts)  # these two disagree, neither says less
    best = {k: max(t.event.confidence for t in group if t.event.kind == k) for k in stated}
    return max(sorted(stated), key=lambda k: (counts[k], best[k]))


def _dated_by(group: Sequence[Telling]) -> Telling | None:
    """The telling whose date stands for the change: effective, told by most, precise, sure, early."""
    if not group:
        return None
    dates = [t.event.date or "" for t in group]
    backing = {date: sum(date.startswith(other) for other in dates) for date in dates}  # coarse ones back precise ones

    def merit(telling: Telling) -> tuple[bool, int, int, float]:
        event, date = telling.event, telling.event.date or ""
        return event.date_basis != "announced", backing[date], len(date), event.confidence

    return max(sorted(group, key=_order), key=merit)


def _vote(group: Sequence[Telling], read: Read) -> str | None:
    """The value that most sources give; among equals that of the surest telling, then of the earliest."""
    values = [(value, t) for t in sorted(group, key=_order) if (value := read(t))]
    if not values:
        return None
    counts = Counter(value for value, _ in values)
    return max(values, key=lambda row: (counts[row[0]], row[1].event.confidence))[0]
