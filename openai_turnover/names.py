"""Which spellings in one article mean the same person.

Two people are never merged because their names are near: given name and surname must both agree, and where two people
fit, the spelling stays as it is written.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from openai_turnover.aliases import AliasEntry, AliasTable
from openai_turnover.folding import MARKS, fold

MATCHING = tomllib.loads((Path(__file__).parent / "data" / "name_matching.toml").read_text(encoding="utf-8"))
PART = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{MARKS}])*")


@dataclass
class KnownPerson:
    """One person of the article with every spelling met."""

    name: str
    entry: AliasEntry | None = None
    spellings: Counter[str] = field(default_factory=Counter)
    matches: dict[str, str] = field(default_factory=dict)

    @property
    def parts(self) -> list[str]:
        """Folded name parts, given name first."""
        return name_parts(self.name)


@dataclass(frozen=True)
class NameMention:
    """A person's name as it stands in the article, without honorifics."""

    text: str
    start: int


def name_parts(name: str) -> list[str]:
    """The folded words of a name without its signs ("Jean-Luc O'Neill" -> jean luc o neill)."""
    return PART.findall(fold(name))


def sound_of(part: str) -> str:
    """A rough skeleton of how a name part sounds, the same for many respellings."""
    for written, spoken in MATCHING["sounds"]:
        part = part.replace(written, spoken)
    return "".join(c for i, c in enumerate(part) if i == 0 or c != part[i - 1])


def near(a: str, b: str) -> bool:
    """Whether two name parts are likely spellings of one: a slip, a respelling, an inflected ending."""
    if a == b:
        return True
    if min(len(a), len(b)) < 3 or (a[0] != b[0] and sound_of(a)[:1] != sound_of(b)[:1]):
        return False
    longest = max(len(a), len(b))
    slips = DamerauLevenshtein.distance(a, b)
    if (slips <= 1 and longest >= 4) or (slips <= 2 and longest >= 7):
        return True
    spoken = DamerauLevenshtein.distance(sound_of(a), sound_of(b))
    return (spoken <= (1 if longest < 8 else 2) and longest >= 4) or inflected(a, b)


def inflected(a: str, b: str) -> bool:
    """Whether two words share all but a short ending."""
    shared = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return shared >= 4 and max(len(a), len(b)) - shared <= 3


def same_person(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two full names, as parts, are spellings of one: both the given name and the surname agree."""
    if sorted(a) == sorted(b):
        return True
    if "".join(a) == "".join(b):
        return True
    if len(a) < 2 or len(b) < 2:
        return False
    given_equal, surname_equal = a[0] == b[0], a[-1] == b[-1]
    if given_equal and surname_equal:
        return True
    if surname_equal:
        return _initial(a[0], b[0]) or (len(a[0]) > 3 and near(a[0], b[0]) and not _two_genders(a[0], b[0]))
    if given_equal:
        return near(a[-1], b[-1]) or _loosely_near(a[-1], b[-1])
    return near(a[0], b[0]) and near(a[-1], b[-1])


def _two_genders(a: str, b: str) -> bool:
    """Whether two given names are likely a man's and a woman's ("Jean", "Jeanne"; "Mario", "Maria")."""
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) == len(longer):
        return shorter[:-1] == longer[:-1] and {shorter[-1], longer[-1]} in map(set, MATCHING["gendered_letters"])
    return longer.startswith(shorter) and longer[len(shorter) :] in MATCHING["feminine_endings"]


def _initial(a: str, b: str) -> bool:
    return (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b))


def _loosely_near(a: str, b: str) -> bool:
    return min(len(a), len(b)) >= 4 and JaroWinkler.similarity(sound_of(a), sound_of(b)) >= 0.86


class NameResolver:
    """Gathers the spellings of one article into people."""

    def __init__(self, aliases: AliasTable) -> None:
        self.aliases = aliases
        self.people: list[KnownPerson] = []

    def resolve(self, mentions: Sequence[NameMention]) -> list[KnownPerson | None]:
        """The person of each mention, full names first; None where a lone name fits two people."""
        counts = Counter(m.text for m in mentions)
        decided: dict[str, KnownPerson | None] = {}
        order = sorted(counts, key=lambda t: (not self._is_known(t), len(name_parts(t)) < 2, -counts[t]))
        for text in order:
            decided[text] = self._decide(text)
            person = decided[text]
            if person is not None:
                person.spellings[text] += counts[text]
        return [decided[m.text] for m in mentions]

    def _is_known(self, text: str) -> bool:
        return self.aliases.look_up("person", text) is not None

    def _decide(self, text: str) -> KnownPerson | None:
        hit = self.aliases.look_up("person", text)
        if hit:
            person = self._of_entry(hit[0])
            person.matches[text] = hit[1]
            return person
        parts = name_parts(text)
        if not parts:
            return None
        candidates = self._candidates(parts)
        if len(candidates) == 1:
            candidates[0].matches[text] = "exact" if _is_part_of(parts, candidates[0]) else "fuzzy"
            return candidates[0]
        if candidates:
            return max(candidates, key=lambda p: sum(p.spellings.values())) if len(parts) > 1 else None
        person = KnownPerson(text, matches={text: "exact"})
        self.people.append(person)
        return person

    def _of_entry(self, entry: AliasEntry) -> KnownPerson:
        person = next((p for p in self.people if p.entry is entry), None)
        if person is None:
            person = KnownPerson(entry.name, entry)
            self.people.append(person)
        return person

    def _candidates(self, parts: list[str]) -> list[KnownPerson]:
        if len(parts) > 1:
            fuller = [p for p in self.people if any(_is_stretch_of(other, parts) for other in _full_names(p))]
            return fuller or [p for p in self.people if any(same_person(parts, o) for o in _full_names(p))]
        exact = [p for p in self.people if any(parts[0] in (o[-1], o[0]) for o in _full_names(p))]
        if exact:
            by_surname = [p for p in exact if any(o[-1] == parts[0] for o in _full_names(p))]
            return by_surname or exact
        prefix = [p for p in self.people if any(_is_cjk_surname(parts[0], o) for o in _full_names(p))]
        return prefix or [p for p in self.people if any(_near_surname(parts[0], o) for o in _full_names(p))]


def _full_names(person: KnownPerson) -> list[list[str]]:
    names = [person.parts, *(name_parts(s) for s in person.spellings)]
    return [n for n in names if n]


def _is_stretch_of(name: list[str], parts: list[str]) -> bool:
    """Whether the parts stand in a row in a fuller name ("de Meo", "Clarke-Ross", "Ni Luh")."""
    starts = range(len(name) - len(parts) + 1)
    return len(parts) < len(name) and any(name[i : i + len(parts)] == parts for i in starts)


def _near_surname(part: str, name: list[str]) -> bool:
    return len(part) >= 5 and len(name[-1]) >= 4 and near(part, name[-1])


def _is_cjk_surname(part: str, name: list[str]) -> bool:
    whole = "".join(name)
    return not part.isascii() and part[0] >= "\u3040" and len(part) >= 2 and whole != part and whole.startswith(part)


def _is_part_of(parts: list[str], person: KnownPerson) -> bool:
    return any(set(parts) <= set(name) for name in _full_names(person))
