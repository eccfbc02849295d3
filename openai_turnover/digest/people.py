"""Which names in many reports mean the same person, across spellings, languages and scripts.

Two people whom one article tells apart are never merged, and where two people fit alike, neither is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from openai_turnover.aliases import AliasTable
from openai_turnover.digest.keys import person_keys
from openai_turnover.digest.organizations import OrganizationNames
from openai_turnover.folding import fold
from openai_turnover.name_similarity import Similarity, compare_names
from openai_turnover.name_similarity_parts import name_parts
from openai_turnover.names import CLEARLY
from openai_turnover.records import Report
from openai_turnover.transliteration import script_of

LONGEST_LIST = 400
"""Names beyond which a key says too little to compare them all."""
MOST_FORMS = 24


@dataclass(eq=False)
class Someone:
    """One person of all reports."""

    name: str
    known: bool = False
    """Whether the alias table has the name."""
    spellings: Counter[str] = field(default_factory=Counter)
    reports: set[int] = field(default_factory=set)
    organizations: set[str] = field(default_factory=set)
    decisions: dict[str, Similarity] = field(default_factory=dict)
    """By the name that a report gives: why it is this person's."""
    forms: dict[tuple[str, ...], str] = field(default_factory=dict)
    """A spelling for each way of writing the full name, which are what other names are compared with."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every spelling, the most frequent first."""
        return tuple(sorted(self.spellings, key=lambda s: (-self.spellings[s], s)))

    def remember(self, spelling: str) -> None:
        """Compare further names with this spelling too, unless it is a surname alone."""
        if len(self.forms) < MOST_FORMS and not is_lone(spelling):
            self.forms.setdefault(tuple(name_parts(spelling)), spelling)


def is_lone(name: str) -> bool:
    """Whether a name is a single word of a script with spaces, so a surname or a given name alone."""
    parts = name_parts(name)
    return len(parts) < 2 and script_of(parts[0] if parts else "") not in ("han", "hangul")


class PeopleIndex:
    """The people of many reports; ``find`` answers with whom a report means by a name."""

    def __init__(self, reports: Iterable[Report], aliases: AliasTable, organizations: OrganizationNames) -> None:
        self.aliases = aliases
        self.people: list[Someone] = []
        self._by_name: dict[tuple[int, str], Someone] = {}
        self._known: dict[str, Someone] = {}
        self._by_key: dict[str, list[Someone]] = defaultdict(list)
        self._by_spelling: dict[str, list[Someone]] = defaultdict(list)
        mentions = [m for n, report in enumerate(reports) for m in _mentions(n, report, organizations)]
        counts = Counter(m.name for m in mentions)
        for mention in sorted(mentions, key=lambda m: (is_lone(m.name), -counts[m.name], m.name, m.report)):
            self._settle(mention)
        for someone in self.people:
            if not someone.known:
                someone.name = _display_name(someone)

    def find(self, report: int, name: str) -> Someone:
        """The person whom the report of a number means by a name."""
        return self._by_name[report, name]

    def _settle(self, mention: _Mention) -> None:
        found = self._of_table(mention) or self._of_index(mention)
        if found is None:
            found = Someone(mention.name), Similarity(1.0, "exact", "no other spelling before it")
            self.people.append(found[0])
        someone, decision = found
        someone.decisions.setdefault(mention.name, decision)
        someone.spellings.update(mention.spellings)
        someone.reports.add(mention.report)
        someone.organizations |= mention.organizations
        self._by_name[mention.report, mention.name] = someone
        for spelling in mention.spellings:
            self._remember(someone, spelling)

    def _of_table(self, mention: _Mention) -> tuple[Someone, Similarity] | None:
        hit = self.aliases.look_up("person", mention.name)
        if hit is None:
            return None
        someone = self._known.get(hit[0].name)
        if someone is None:
            someone = self._known[hit[0].name] = Someone(hit[0].name, known=True)
            self.people.append(someone)
            self._remember(someone, someone.name)
        return someone, Similarity(1.0, hit[1], f"{someone.name} in the alias table")

    def _of_index(self, mention: _Mention) -> tuple[Someone, Similarity] | None:
        """Whoever is written just so, else who is clearly most alike."""
        exact = self._free(self._by_spelling[fold(mention.name)], mention)
        if len(exact) == 1:
            return exact[0], Similarity(1.0, "exact", "the same spelling in another article")
        near = dict.fromkeys(s for key in person_keys(mention.name) for s in self._by_key[key][:LONGEST_LIST])
        compared = ((s, _likeness(mention.name, s)) for s in self._free(near, mention))
        alike = sorted((row for row in compared if row[1].same), key=lambda row: -row[1].score)
        clear = len(alike) == 1 or (len(alike) > 1 and alike[0][1].score - alike[1][1].score >= CLEARLY)
        return alike[0] if clear else None

    def _free(self, people: Iterable[Someone], mention: _Mention) -> list[Someone]:
        """Those whom the mention's article does not tell apart from it; for a lone name, of the same organisations."""
        lone = is_lone(mention.name)
        return [
            s
            for s in people
            if mention.report not in s.reports and (not lone or s.organizations & mention.organizations)
        ]

    def _remember(self, someone: Someone, spelling: str) -> None:
        """File someone under a spelling."""
        someone.remember(spelling)
        alike = self._by_spelling[fold(spelling)]
        if someone not in alike:
            alike.append(someone)
        for key in person_keys(spelling):
            if someone not in self._by_key[key]:
                self._by_key[key].append(someone)


@dataclass(frozen=True)
class _Mention:
    report: int
    name: str
    spellings: Counter[str]
    organizations: frozenset[str]


def _mentions(number: int, report: Report, names: OrganizationNames) -> Iterator[_Mention]:
    """Every name of a report: its people, and those who are named in events alone."""
    named = {person.name: Counter({v.text: v.count for v in person.variants}) for person in report.people}
    organizations = {e.organization for e in report.events} | {report.organization}
    around = frozenset(name for o in organizations if (name := names.canonical(o)))
    for event in report.events:
        for name in (event.person, event.successor, event.predecessor):
            if name:
                named.setdefault(name, Counter())
    for name, spellings in named.items():
        yield _Mention(number, name, spellings or Counter([name]), around)


def _likeness(name: str, someone: Someone) -> Similarity:
    forms = someone.forms.values() or [someone.name]
    return max((compare_names(name, other) for other in forms), key=lambda likeness: likeness.score)


def _display_name(someone: Someone) -> str:
    """The fullest well-attested spelling, written with capitals and in Latin letters where there is a choice."""

    def merit(spelling: str) -> tuple[bool, bool, bool, int, str]:
        latin = script_of(name_parts(spelling)[0] if name_parts(spelling) else "") == "latin"
        caseless = spelling == spelling.lower() and spelling != spelling.upper()
        return not is_lone(spelling), latin, not caseless, someone.spellings[spelling], spelling

    return max([someone.name, *someone.spellings], key=merit)
