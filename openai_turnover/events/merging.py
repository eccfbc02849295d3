"""The same change told several times becomes one event with several pieces of evidence."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from openai_turnover.events.candidates import Candidate
from openai_turnover.records import direction_of

GENERIC_KINDS = {"departure": 0.35, "appointment": 0.35}
"""Weights of the kinds that say the least."""
CALIBRATION = (0.95, -0.43)
"""Slope and intercept in log odds: a logistic regression (Platt) on the events read in ``tests/cases/open``."""
SMALLEST = 1e-4
"""Nothing is surer than this leaves room for."""
APART = {"leave", "death"}
_Facts = tuple[str | bool | None, ...]
SLOTS = ("organization", "role", "date", "until", "destination", "origin", "successor", "predecessor", "reason")


@dataclass
class Telling:
    """One telling of a change with its slots in words of the output."""

    person: str
    kind: str
    status: str
    confidence: float
    alone: float
    """Probability of this telling by itself, without the others of its story."""
    start: int
    """Where the words stand, in tokens."""
    slots: dict[str, str | None]
    texts: dict[str, str | None] = field(default_factory=dict)
    """The words of role, date and reason; the basis of the date."""
    evidence: list[tuple[int, int]] = field(default_factory=list)
    """Character spans."""
    rule: str = ""
    implied: bool = False
    dated: bool = False
    """Whether the date stands in the sentence of the words themselves."""
    candidate: Candidate | None = None
    """What it was read from, for ``explain``."""

    @property
    def direction(self) -> str:
        """``out`` or ``in``."""
        return direction_of(self.kind)


def merge_tellings(tellings: Sequence[Telling]) -> list[list[Telling]]:
    """Groups of tellings of one change, each with its most telling one first, in the order of the text."""
    groups: list[list[Telling]] = []
    of_person, homes = defaultdict[tuple[str, str], list[list[Telling]]](list), dict[_Facts, list[Telling]]()
    for telling in sorted(tellings, key=lambda t: (t.implied, -_fullness(t), t.start)):
        others = of_person[telling.person, telling.direction]
        home = homes.get(_facts(telling)) or next((g for g in others if _fits(telling, g)), None)
        if home is None:
            home = []
            groups.append(home)
            others.append(home)
        home.append(telling)
        homes[_facts(telling)] = home
    return sorted(groups, key=lambda g: min(t.start for t in g))


def _facts(telling: Telling) -> _Facts:
    """All that decides whether a telling may be of the same change as another."""
    place = (telling.slots.get(slot) for slot in ("date", "organization", "role"))
    denied = telling.status == "denied"
    return telling.person, telling.direction, telling.kind, telling.implied, denied, telling.dated, *place


def _fits(telling: Telling, group: Sequence[Telling]) -> bool:
    return all(_may_be_same(telling, other) for other in group)


def _fullness(telling: Telling) -> float:
    filled = sum(bool(telling.slots.get(s)) for s in ("organization", "role", "date"))
    return filled + (0.5 if telling.dated else 0.0) + telling.confidence


def _may_be_same(a: Telling, b: Telling) -> bool:
    if a.kind != b.kind and (a.kind in APART or b.kind in APART) and not (a.implied or b.implied):
        return False
    if (a.status == "denied") != (b.status == "denied") and a.dated and b.dated:
        return False
    dates = a.slots.get("date"), b.slots.get("date")
    unsure = not (a.dated and b.dated) and _within_a_year(*dates)
    return (unsure or compatible_dates(*dates)) and _same_place(a, b)


def compatible_dates(a: str | None, b: str | None) -> bool:
    """Whether two dates may be one: one is not known, or one begins with the other, or they lie in adjoining months."""
    if not a or not b or a.startswith(b) or b.startswith(a):
        return True
    return abs(_months(a) - _months(b)) <= 1 if len(a) >= 7 and len(b) >= 7 else False


def _within_a_year(a: str | None, b: str | None) -> bool:
    return bool(a and b) and abs(int(str(a)[:4]) - int(str(b)[:4])) <= 1


def _months(day: str) -> int:
    return int(day[:4]) * 12 + int(day[5:7])


def _same_place(a: Telling, b: Telling) -> bool:
    first, second = a.slots.get("organization"), b.slots.get("organization")
    same_organization = not first or not second or first == second or first in second or second in first
    if a.direction == "out":
        return same_organization
    roles = a.slots.get("role"), b.slots.get("role")
    words = [set(str(role).split()) - {"of", "Chief", "Officer"} for role in roles]
    same_role = not all(roles) or roles[0] == roles[1] or bool(words[0] & words[1])
    return same_organization and (same_role or _at_one_time(a, b))


def _at_one_time(a: Telling, b: Telling) -> bool:
    """Whether two posts at one organisation were taken on the same day, or only one of them has a day."""
    dates = a.slots.get("date"), b.slots.get("date")
    return bool(a.slots.get("organization") and b.slots.get("organization")) and (
        dates[0] == dates[1] or not all(dates)
    )


def merged_confidence(group: Sequence[Telling]) -> float:
    """The probability that one telling of a group at least is right (noisy or)."""
    return round(1.0 - math.prod(1.0 - t.alone for t in group), 4)


def calibrated(confidence: float) -> float:
    """The confidence as it turns out to be right on articles that the models have not learned from."""
    odds = math.log(max(confidence, SMALLEST) / max(1.0 - confidence, SMALLEST))
    return round(1.0 / (1.0 + math.exp(-(CALIBRATION[0] * odds + CALIBRATION[1]))), 4)


def without_weak_groups(groups: list[list[Telling]], least: float) -> list[list[Telling]]:
    """Leave out changes whose own tellings do not carry them, though their story is told surely elsewhere."""
    return [g for g in groups if merged_confidence(g) >= least]


def without_doubtful_deaths(groups: list[list[Telling]]) -> list[list[Telling]]:
    """Leave out a death told once, or denied, of somebody who resigns or is dismissed in the same article."""
    leaving = {g[0].person for g in groups if g[0].direction == "out" and merged_kind(g) not in ("death", "departure")}
    return [g for g in groups if g[0].kind != "death" or g[0].person not in leaving or _is_sure_death(g)]


def _is_sure_death(group: Sequence[Telling]) -> bool:
    return len(group) > 1 and merged_status(group) != "denied"


def merged_kind(group: Sequence[Telling]) -> str:
    """The most telling kind: a stated manner goes before a bare departure or appointment."""
    scores: dict[str, float] = {}
    for telling in group:
        weight = telling.confidence * GENERIC_KINDS.get(telling.kind, 1.0) * (0.3 if telling.implied else 1.0)
        scores[telling.kind] = scores.get(telling.kind, 0.0) + weight
    return max(scores, key=lambda kind: (scores[kind], kind))


def merged_status(group: Sequence[Telling]) -> str:
    """A denial or the most certain telling, weighed by confidence."""
    order = ("confirmed", "reported", "rumored", "denied")
    scores: dict[str, float] = {}
    for telling in group:
        scores[telling.status] = scores.get(telling.status, 0.0) + telling.confidence * (
            0.5 if telling.implied else 1.0
        )
    return max(scores, key=lambda status: (round(scores[status], 6), -order.index(status)))


def merged_slot(group: Sequence[Telling], slot: str) -> tuple[str | None, Telling]:
    """The value of a slot from the fullest telling that has one, the most precise where it is a date."""
    tellings = [t for t in group if t.slots.get(slot)]
    if not tellings:
        return None, group[0]
    if slot == "date":
        best = max(tellings, key=lambda t: (not t.implied, t.dated, len(t.slots[slot] or ""), t.confidence))
    else:
        best = max(tellings, key=lambda t: (not t.implied, t.confidence))
    return best.slots[slot], best
