"""Positions handed on: from who follows whom to chains X → Y → Z."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from openai_turnover.digest.merging import FARTHEST_DAYS
from openai_turnover.digest.periods import days_between, first_day, last_day
from openai_turnover.digest.positions import positions_may_be_one
from openai_turnover.digest.records import Chain, Change, Link

MOST_CHAINS = 1000
"""A net of contradicting successions has more ways through it than anybody reads."""


@dataclass(frozen=True)
class _Step:
    link: Link
    organization: str | None
    role: str | None


def find_chains(changes: Sequence[Change]) -> tuple[Chain, ...]:
    """Every longest way from predecessor to successor at one organisation in one position."""
    steps = list(_merged_steps(changes))
    following = {n: [m for m, b in enumerate(steps) if _follows(a, b)] for n, a in enumerate(steps)}
    followers = {m for ways in following.values() for m in ways}
    starts = sorted(following, key=lambda n: n in followers)
    ways = islice(_ways_from(starts, following), MOST_CHAINS)
    return tuple(_as_chain([steps[n] for n in way]) for way in ways)


def _ways_from(starts: Sequence[int], following: dict[int, list[int]]) -> Iterator[list[int]]:
    """The ways from each start that no way has passed yet: those in the middle come last, for the sake of circles."""
    passed: set[int] = set()
    for start in starts:
        if start not in passed:
            for way in _ways(start, following):
                passed.update(way)
                yield way


def _merged_steps(changes: Sequence[Change]) -> Iterator[_Step]:
    """Each handing-on once, though the one who goes and the one who comes both tell it."""
    merged: dict[tuple[str, str], list[_Step]] = defaultdict(list)
    for step in _steps(changes):
        same = merged[step.link.before, step.link.after]
        at = next((n for n, other in enumerate(same) if _is_one_step(step, other)), None)
        if at is None:
            same.append(step)
        else:
            same[at] = _joined(same[at], step)
    for steps in merged.values():
        yield from steps


def _is_one_step(a: _Step, b: _Step) -> bool:
    """Whether two steps between the same two people are one, whatever position each article names."""
    if a.organization and b.organization and a.organization != b.organization:
        return False
    return not (a.link.date and b.link.date) or days_between(a.link.date, b.link.date) <= FARTHEST_DAYS


def _joined(a: _Step, b: _Step) -> _Step:
    sources = tuple(dict.fromkeys((*a.link.sources, *b.link.sources)))
    link = replace(
        a.link, date=a.link.date or b.link.date, sources=sources, disputed=a.link.disputed or b.link.disputed
    )
    return _Step(link, a.organization or b.organization, a.role or b.role)


def _steps(changes: Sequence[Change]) -> Iterator[_Step]:
    for change in changes:
        if change.status == "denied":
            continue
        slot = "successor" if change.direction == "out" else "predecessor"
        for name, sources in _others(change, slot):
            before, after = (change.person, name) if slot == "successor" else (name, change.person)
            disputed = any(c.field in (slot, "status") for c in change.conflicts)
            link = Link(before, after, change.date, disputed, sources)
            yield _Step(link, change.organization, change.role)


def _others(change: Change, slot: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each person named on the other side, with the sources; several only where sources disagree."""
    conflict = next((c for c in change.conflicts if c.field == slot), None)
    if conflict:
        yield from ((claim.value, claim.sources) for claim in conflict.claims)
        return
    name: str | None = getattr(change, slot)
    if name:
        yield name, tuple(dict.fromkeys(s.source for s in change.sources if getattr(s, slot)))


def _follows(a: _Step, b: _Step) -> bool:
    if a.link.after != b.link.before or a.organization != b.organization or not positions_may_be_one(a.role, b.role):
        return False
    return not (a.link.date and b.link.date) or first_day(a.link.date) <= last_day(b.link.date)


def _ways(start: int, following: dict[int, list[int]]) -> Iterator[list[int]]:
    """Ways that end where nobody follows, or where they would go round."""
    waiting = [[start]]
    while waiting:
        way = waiting.pop()
        ahead = [n for n in following[way[-1]] if n not in way]
        if ahead:
            waiting += [[*way, n] for n in reversed(ahead)]
        else:
            yield way


def _as_chain(steps: Sequence[_Step]) -> Chain:
    people = (steps[0].link.before, *(s.link.after for s in steps))
    role = next((s.role for s in steps if s.role), None)
    return Chain(steps[0].organization, role, people, tuple(s.link for s in steps))
