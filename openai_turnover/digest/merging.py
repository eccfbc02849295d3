"""Tellings of many articles gathered into changes: each change once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from openai_turnover.digest.organizations import OrganizationNames
from openai_turnover.digest.people import Someone
from openai_turnover.digest.periods import days_between, first_day, overlap
from openai_turnover.digest.positions import positions_may_be_one
from openai_turnover.records import Event, Report

FARTHEST_DAYS = 183
"""Between dates that may be two tellings of one change; articles disagree by months, seldom by more."""
BEFORE_DAYS = 400
"""How long before a change an article without a date may have told it."""
MONTH = len("2024-09")
LONE_KINDS = ("death", "leave")
"""Kinds that go with no other, unless the dates say that the same is meant."""
FOR_A_TIME = {"interim_appointment", "appointment"}
SOON_DAYS = 31
"""Within which a stand-in and a lasting appointment are told of one change; later, the stand-in has become lasting."""


@dataclass(frozen=True, eq=False)
class Telling:
    """One event of one report, with the people it names as persons of all reports."""

    number: int
    """Of the report."""
    report: Report
    event: Event
    person: Someone
    successor: Someone | None
    predecessor: Someone | None


def merge_tellings(tellings: Sequence[Telling], organizations: OrganizationNames) -> list[list[Telling]]:
    """Groups of tellings of one change each, the dated and sure ones of a group first."""
    by_story: dict[tuple[int, str], list[Telling]] = defaultdict(list)
    for telling in tellings:
        by_story[id(telling.person), telling.event.direction].append(telling)
    return [group for story in by_story.values() for group in _merge_story(story, organizations)]


def _merge_story(story: Sequence[Telling], organizations: OrganizationNames) -> list[list[Telling]]:
    """The changes of one person in one direction: each telling joins the group that fits best."""
    groups: list[_Group] = []
    for telling in sorted(story, key=_order):
        fits = [(group.distance(telling), n) for n, group in enumerate(groups) if group.takes(telling, organizations)]
        if fits:
            groups[min(fits)[1]].add(telling)
        else:
            groups.append(_Group())
            groups[-1].add(telling)
    return [group.tellings for group in groups]


class _Group:
    """The tellings of one change; of those that say the same, one stands for all, as famous changes are told often."""

    def __init__(self) -> None:
        self.tellings: list[Telling] = []
        self._different: dict[tuple[str | None, ...], Telling] = {}
        self._by_report: dict[int, list[Telling]] = defaultdict(list)

    def add(self, telling: Telling) -> None:
        """Take a telling in."""
        self.tellings.append(telling)
        self._different.setdefault(_claims(telling), telling)
        self._by_report[telling.number].append(telling)

    def takes(self, telling: Telling, organizations: OrganizationNames) -> bool:
        """Whether a telling may tell the same as each one here."""
        return all(
            may_be_one(telling, other, organizations)
            for other in (*self._by_report.get(telling.number, ()), *self._different.values())
        )

    def distance(self, telling: Telling) -> tuple[int, bool, bool]:
        """How far a telling is from here: days, then whether the kind and the position differ."""
        event, events = telling.event, [other.event for other in self._different.values()]
        when = event.date or telling.report.published
        days = min((days_between(when, e.date) for e in events if e.date), default=0) if when else 0
        return days, event.kind not in {e.kind for e in events}, event.role not in {e.role for e in events}


def _claims(telling: Telling) -> tuple[str | None, ...]:
    """All that decides whether a telling goes with those of other articles."""
    event = telling.event
    published = None if event.date else telling.report.published
    return event.organization, event.role, event.kind, event.date, published


def _order(telling: Telling) -> tuple[bool, int, bool, float, int]:
    """Dated ones first, precise before coarse, sure before unsure, so that a group grows around its best telling."""
    event = telling.event
    return (
        event.date is None, -len(event.date or ""), event.organization is None, -event.confidence, telling.number,
    )  # fmt: skip


def may_be_one(a: Telling, b: Telling, organizations: OrganizationNames) -> bool:
    """Whether two tellings of one person and direction may tell one change.

    Within one article, which has told its changes apart already, only what agrees in all is one.
    """
    if not organizations.may_be_same(a.event.organization, b.event.organization):
        return False
    if a.number == b.number:
        return _agree(a.event, b.event)
    if not _share_time(a, b):
        return False
    if _apart(a.event, b.event):
        return False
    return positions_may_be_one(a.event.role, b.event.role) or _same_month(a.event, b.event)


def _agree(a: Event, b: Event) -> bool:
    same_kind = a.kind == b.kind or not {a.kind, b.kind}.isdisjoint({"departure", "appointment"})
    dates = not (a.date and b.date) or overlap(a.date, b.date)
    return (
        same_kind
        and not _apart(a, b)
        and dates
        and positions_may_be_one(a.role, b.role)
        and (a.status == "denied") == (b.status == "denied")
    )


def _share_time(a: Telling, b: Telling) -> bool:
    first, second = a.event.date, b.event.date
    if first and second:
        return days_between(first, second) <= FARTHEST_DAYS
    known, other = (first, b) if first else (second, a)
    if not known or not other.report.published:
        return True
    return (first_day(known) - first_day(other.report.published)).days <= BEFORE_DAYS


def _apart(a: Event, b: Event) -> bool:
    """Whether two kinds are two changes: a death or leave and something else later, a stand-in made lasting."""
    kinds = {a.kind, b.kind}
    if kinds == FOR_A_TIME:
        return bool(a.date and b.date) and days_between(str(a.date), str(b.date)) > SOON_DAYS
    return len(kinds) == 2 and not kinds.isdisjoint(LONE_KINDS) and not _same_month(a, b)


def _same_month(a: Event, b: Event) -> bool:
    months = [event.date[:MONTH] for event in (a, b) if event.date and len(event.date) >= MONTH]
    return len(months) == 2 and months[0] == months[1]
