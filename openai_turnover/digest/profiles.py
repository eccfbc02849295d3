"""What is known of each person: the spellings that articles use, and why they are one person's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from openai_turnover.digest.people import PeopleIndex, Someone
from openai_turnover.digest.records import Profile, Spelling
from openai_turnover.records import MATCHES, Person, Report

Appearance = tuple[Report, Person]


def find_profiles(reports: Sequence[Report], people: PeopleIndex) -> tuple[Profile, ...]:
    """The people who have a part in some change, by name."""
    taking_part = {
        people.find(number, name)
        for number, report in enumerate(reports)
        for event in report.events
        for name in (event.person, event.successor, event.predecessor)
        if name
    }
    appearances: dict[Someone, list[Appearance]] = defaultdict(list)
    for number, report in enumerate(reports):
        for person in report.people:
            appearances[people.find(number, person.name)].append((report, person))
    in_order = sorted(taking_part, key=lambda s: (s.name, min(s.reports)))
    return tuple(_profile(someone, appearances[someone], reports) for someone in in_order)


def _profile(someone: Someone, appearances: Sequence[Appearance], reports: Sequence[Report]) -> Profile:
    return Profile(
        name=someone.name,
        spellings=_spellings(someone, appearances),
        roles=_each_once(role for _, person in appearances for role in person.roles),
        wikidata=next((person.wikidata for _, person in appearances if person.wikidata), None),
        sources=_each_once(reports[number].source for number in sorted(someone.reports)),
    )


def _each_once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _spellings(someone: Someone, appearances: Sequence[Appearance]) -> tuple[Spelling, ...]:
    languages: dict[str, set[str]] = defaultdict(set)
    matches: dict[str, set[str]] = defaultdict(set)
    for report, person in appearances:
        for variant in person.variants:
            languages[variant.text].add(report.language)
            matches[variant.text].add(variant.match)
    return tuple(_spelling(someone, text, matches[text], languages[text]) for text in someone.names)


def _spelling(someone: Someone, text: str, matches: set[str], languages: set[str]) -> Spelling:
    match = min(matches or {"exact"}, key=MATCHES.index)
    decision = someone.decisions.get(text)
    known = (decision.method, round(decision.score, 3), decision.reason) if decision else (None, None, None)
    return Spelling(text, someone.spellings[text], match, tuple(sorted(languages)), *known)
