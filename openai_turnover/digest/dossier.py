"""The way from reports to a dossier, and the choice of what a reader wants of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from openai_turnover.aliases import AliasTable
from openai_turnover.digest.chains import find_chains
from openai_turnover.digest.changes import as_change
from openai_turnover.digest.merging import Telling, merge_tellings
from openai_turnover.digest.organizations import OrganizationNames
from openai_turnover.digest.people import PeopleIndex
from openai_turnover.digest.periods import first_day, last_day
from openai_turnover.digest.profiles import find_profiles
from openai_turnover.digest.records import Change, Dossier
from openai_turnover.folding import fold
from openai_turnover.name_similarity import compare_names
from openai_turnover.records import Failure, Report

OPEN_DATE = "9999"


@dataclass(frozen=True)
class Selection:
    """Which changes are wanted; what is empty chooses nothing out."""

    since: str | None = None
    """The earliest date; a change without one counts by its latest source."""
    people: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


def make_dossier(records: Iterable[Report | Failure], aliases: AliasTable, wanted: Selection | None = None) -> Dossier:
    """The dossier of reports; the same records in the same order give the same dossier."""
    listed = list(dict.fromkeys(records))  # a report that is given twice tells nothing new
    reports = [r for r in listed if isinstance(r, Report)]
    organizations = OrganizationNames(aliases, _organizations_of(reports))
    people = PeopleIndex(reports, aliases, organizations)
    tellings = list(_tellings(reports, people))
    changes = [as_change(group, organizations) for group in merge_tellings(tellings, organizations)]
    changes.sort(key=_order)
    chains = find_chains(changes)
    failures = tuple(r for r in listed if isinstance(r, Failure))
    profiles = find_profiles(reports, people)
    dossier = Dossier(len(reports), tuple(changes), chains, profiles, failures)
    return select(dossier, wanted, organizations) if wanted else dossier


def _organizations_of(reports: Sequence[Report]) -> Iterator[str]:
    for report in reports:
        for event in report.events:
            yield from (name for name in (event.organization, event.destination, event.origin) if name)


def _tellings(reports: Sequence[Report], people: PeopleIndex) -> Iterator[Telling]:
    for number, report in enumerate(reports):
        for event in report.events:
            others = (people.find(number, n) if n else None for n in (event.successor, event.predecessor))
            yield Telling(number, report, event, people.find(number, event.person), *others)


def _order(change: Change) -> tuple[str, str, str, str, str]:
    when = change.date or change.first_published or OPEN_DATE
    return when, change.organization or "", change.direction, change.person, change.kind


def select(dossier: Dossier, wanted: Selection, organizations: OrganizationNames) -> Dossier:
    """The dossier with the wanted changes alone, and with the chains in which one of them has a part."""
    changes = tuple(c for c in dossier.changes if _is_wanted(c, wanted, organizations))
    people = {(c.person, c.organization) for c in changes}
    chains = tuple(c for c in dossier.chains if any((p, c.organization) in people for p in c.people))
    named = {name for c in changes for name in (c.person, c.successor, c.predecessor)}
    profiles = tuple(p for p in dossier.people if p.name in named)
    return replace(dossier, changes=changes, chains=chains, people=profiles)


def reports_behind(dossier: Dossier, records: Iterable[Report | Failure], wanted: Selection) -> list[Report]:
    """The reports that tell a change of the dossier; all of them where nothing was chosen out."""
    reports = [r for r in dict.fromkeys(records) if isinstance(r, Report)]
    telling = {name for change in dossier.changes for name in change.source_names}
    return reports if wanted == Selection() else [r for r in reports if r.source in telling]


def _is_wanted(change: Change, wanted: Selection, organizations: OrganizationNames) -> bool:
    if wanted.kinds and change.kind not in wanted.kinds:
        return False
    if wanted.since and not _since(change, wanted.since):
        return False
    if wanted.people and not any(_is_named(change, name, organizations.aliases) for name in wanted.people):
        return False
    places = [p for p in (change.organization, change.destination, change.origin) if p]
    return not wanted.organizations or any(
        organizations.is_same(place, name) for place in places for name in wanted.organizations
    )


def _since(change: Change, since: str) -> bool:
    told = [s.published for s in change.sources if s.published]
    when = change.date or max(told, default=None)
    return when is None or last_day(when) >= first_day(since)


def _is_named(change: Change, name: str, aliases: AliasTable) -> bool:
    hit = aliases.look_up("person", name)
    if hit:
        return change.person == hit[0].name
    spellings = (change.person, *change.names)
    return any(fold(name) in fold(s) or compare_names(name, s).same for s in spellings)
