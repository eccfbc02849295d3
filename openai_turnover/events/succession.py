"""Who follows whom: the two sides of one succession know each other, and share what only one of them states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from openai_turnover.records import Event

FARTHEST_MONTHS = 9
"""A post that stays empty longer is not taken for handed on, unless the text says so."""


def complete_successions(events: Sequence[Event]) -> list[Event]:
    """Fill in successors, predecessors, and the position and organisation that the other side states."""
    completed = _with_matching_posts(events)
    for leaving, coming in _stated_pairs(completed):
        _join(completed, leaving, coming)
    for leaving, coming in _evident_pairs(completed):
        _join(completed, leaving, coming)
    for leaving, coming in _moves(completed):
        _join_move(completed, leaving, coming)
    return completed


def _with_matching_posts(events: Sequence[Event]) -> list[Event]:
    """Of two who leave, the one who held the post is the predecessor of the one who takes it."""
    matched = list(events)
    for i, new in enumerate(events):
        named = [j for j, out in enumerate(events) if out.direction == "out" and out.person == new.predecessor]
        if new.direction != "in" or not named or not all(_other_post(events[j], new) for j in named):
            continue
        unnamed = replace(new, predecessor=None)
        fitting = [out for out in events if out.direction == "out" and _takes_over(out, unnamed)]
        if len({out.person for out in fitting}) == 1 and fitting[0].successor in (None, new.person):
            matched[i] = replace(new, predecessor=fitting[0].person)
            for j in named:
                if matched[j].successor == new.person:
                    matched[j] = replace(matched[j], successor=None)
    return matched


def _other_post(out: Event, new: Event) -> bool:
    return bool(out.role and new.role) and _first_role(out) != _first_role(new)


def _moves(events: list[Event]) -> Iterator[tuple[int, int]]:
    """Pairs in which one person leaves an organisation and comes to another within a few months."""
    for i, out in enumerate(events):
        for j, new in enumerate(events):
            same_person = out.person == new.person and out.direction == "out" and new.direction == "in"
            told = out.status != "denied" != new.status and out.kind not in ("leave", "death")
            elsewhere = out.organization and new.organization and out.organization != new.organization
            tied = (out.date and new.date) or not set(out.evidence).isdisjoint(new.evidence)
            if same_person and told and elsewhere and tied and _near_in_time(out.date, new.date):
                yield i, j


def _join_move(events: list[Event], leaving: int, coming: int) -> None:
    out, new = events[leaving], events[coming]
    events[leaving] = replace(out, destination=out.destination or new.organization)
    events[coming] = replace(new, origin=new.origin or out.organization)


def _stated_pairs(events: list[Event]) -> Iterator[tuple[int, int]]:
    """Pairs in which one side names the other."""
    for i, out in enumerate(events):
        for j, new in enumerate(events):
            if out.direction == "out" and new.direction == "in" and out.status != "denied" != new.status:
                named = out.successor == new.person or new.predecessor == out.person
                if named and _compatible(out.organization, new.organization):
                    yield i, j


def _evident_pairs(events: list[Event]) -> Iterator[tuple[int, int]]:
    """Pairs of one position at one organisation within a few months, where no other person fits."""
    for i, out in enumerate(events):
        if out.direction != "out" or out.successor or not out.role or out.status == "denied":
            continue
        fitting = [j for j, new in enumerate(events) if _takes_over(out, new)]
        if len({events[j].person for j in fitting}) == 1:
            yield i, fitting[0]


def _takes_over(out: Event, new: Event) -> bool:
    if new.direction != "in" or new.status == "denied" or new.person == out.person or new.predecessor:
        return False
    same_post = bool(new.role) and _first_role(new) == _first_role(out)
    return same_post and out.organization == new.organization and _near_in_time(out.date, new.date)


def _first_role(event: Event) -> str:
    return (event.role or "").split("; ")[-1].removeprefix("Interim ").casefold()


def _compatible(a: str | None, b: str | None) -> bool:
    return a is None or b is None or a == b


def _near_in_time(a: str | None, b: str | None) -> bool:
    if not a or not b:
        return True
    if min(len(a), len(b)) < 7:
        return a[:4] == b[:4]
    months = [int(x[:4]) * 12 + int(x[5:7]) for x in (a, b)]
    return -1 <= months[1] - months[0] <= FARTHEST_MONTHS


def _join(events: list[Event], leaving: int, coming: int) -> None:
    out, new = events[leaving], events[coming]
    organization = out.organization or new.organization
    events[leaving] = replace(
        out,
        successor=out.successor or new.person,
        role=out.role or new.role,
        role_text=out.role_text if out.role else new.role_text,
        organization=organization,
    )
    events[coming] = replace(
        new,
        predecessor=new.predecessor or out.person,
        role=new.role or out.role,
        role_text=new.role_text if new.role else out.role_text,
        organization=new.organization or organization,
    )
