"""Which spellings in one article mean the same person.

Two people are never merged because their names are near: given name and surname must both agree, and where two people
fit, the spelling stays as it is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from openai_turnover.aliases import AliasEntry, AliasTable
from openai_turnover.name_inflection import is_inflected
from openai_turnover.name_similarity import Similarity, compare_parts
from openai_turnover.name_similarity_east_asian import compare_native_in_article
from openai_turnover.name_similarity_parts import compare_surnames, name_parts

NEAR = 0.8
"""How alike two lone name parts must be at least."""
FIRST_CJK = "\u3040"
CLEARLY = 0.03
"""By how much one person must fit better than the next."""


@dataclass
class KnownPerson:
    """One person of the article with every spelling met."""

    name: str
    entry: AliasEntry | None = None
    spellings: Counter[str] = field(default_factory=Counter)
    matches: dict[str, str] = field(default_factory=dict)
    """By spelling how it was matched, as a report says it: exact, alias or fuzzy."""
    decisions: dict[str, Similarity] = field(default_factory=dict)
    """By spelling the method, score and reason of the match."""

    @property
    def parts(self) -> list[str]:
        """Folded name parts, given name first."""
        return name_parts(self.name)


@dataclass(frozen=True)
class NameMention:
    """A person's name as it stands in the article, without honorifics."""

    text: str
    start: int


def near(a: str, b: str) -> bool:
    """Whether two name parts are likely spellings of one: a slip, a respelling, an inflected ending."""
    return compare_surnames(a, b).score >= NEAR or is_inflected(a, b)


def same_person(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two full names, as parts, are spellings of one: both the given name and the surname agree."""
    if sorted(a) == sorted(b) or "".join(a) == "".join(b):
        return True
    return len(a) > 1 and len(b) > 1 and compare_parts(a, b).same


class NameResolver:
    """Gathers the spellings of one article into people."""

    def __init__(self, aliases: AliasTable) -> None:
        self.aliases = aliases
        self.people: list[KnownPerson] = []
        self.left_as_written: dict[str, list[str]] = {}
        """Spellings that several people fit, with their names."""

    def resolve(self, mentions: Sequence[NameMention]) -> list[KnownPerson | None]:
        """The person of each mention, full names first; None where a lone name fits two people."""
        counts = Counter(m.text for m in mentions)
        decided: dict[str, KnownPerson | None] = {}
        order = sorted(
            counts, key=lambda t: (not self._is_known(t), len(name_parts(t)) < 2, -_han_length(t), -counts[t])
        )
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
            return _record(person, text, hit[1], Similarity(1.0, hit[1], f"{hit[0].name} in the alias table"))
        parts = name_parts(text)
        if not parts:
            return None
        candidates = self._candidates(parts)
        if not candidates and len(shared := self.aliases.may_mean("person", text)) > 1:
            self.left_as_written[text] = list(dict.fromkeys(entry.name for entry in shared))
        best = candidates[0] if len(candidates) == 1 else _best_of(parts, candidates)
        if best is not None:
            return _record(best, text, "exact" if _is_part_of(parts, best) else "fuzzy", _likeness(parts, best))
        if candidates:
            self.left_as_written[text] = [p.name for p in candidates]
            if len(parts) == 1:
                return None
        return self._new_person(text)

    def _new_person(self, text: str) -> KnownPerson:
        person = KnownPerson(text)
        self.people.append(person)
        return _record(person, text, "exact", Similarity(1.0, "exact", "no other spelling before it"))

    def _of_entry(self, entry: AliasEntry) -> KnownPerson:
        person = next((p for p in self.people if p.entry is entry), None)
        if person is None:
            person = KnownPerson(entry.name, entry)
            self.people.append(person)
        return person

    def _candidates(self, parts: list[str]) -> list[KnownPerson]:
        people = [(person, _full_names(person)) for person in self.people]

        def those(fits: Callable[[list[str]], bool]) -> list[KnownPerson]:
            return [person for person, names in people if any(fits(name) for name in names)]

        if len(parts) > 1:
            return those(lambda name: _is_stretch_of(name, parts)) or those(lambda name: same_person(parts, name))
        word = parts[0]
        exact = those(lambda name: word in (name[-1], name[0])) or those(lambda name: _is_native_respelling(word, name))
        if exact:
            by_surname = [p for p in exact if any(name[-1] == word for name in _full_names(p))]
            return by_surname or exact
        return (
            those(lambda name: _is_case_of(word, name))
            or those(lambda name: _is_cjk_surname(word, name))
            or those(lambda name: _near_surname(word, name))
        )


def _han_length(text: str) -> int:
    """Characters of a name without spaces, whose full form goes before its surname alone; 0 for other names."""
    return len(text) if text[0] >= FIRST_CJK and " " not in text else 0


def _record(person: KnownPerson, text: str, match: str, decision: Similarity) -> KnownPerson:
    person.matches[text] = match
    person.decisions[text] = decision
    return person


def _likeness(parts: Sequence[str], person: KnownPerson) -> Similarity:
    """How alike a name is to the nearest spelling of a person."""
    names = _full_names(person)
    likenesses = [compare_parts(parts, name) for name in names]
    if len(parts) == 1:
        likenesses += [compare_native_in_article(parts[0], name[0]) for name in names if len(name) == 1]
    return max(likenesses, key=lambda s: s.score)


def _best_of(parts: list[str], candidates: Sequence[KnownPerson]) -> KnownPerson | None:
    """The one person whose full name fits clearly best; None where two fit alike, or where a lone name fits several."""
    if len(parts) < 2 or not candidates:
        return None
    scores = [_likeness(parts, person).score for person in candidates]
    near_best = [p for p, score in zip(candidates, scores, strict=True) if score > max(scores) - CLEARLY]
    return near_best[0] if len(near_best) == 1 else None


def _full_names(person: KnownPerson) -> list[list[str]]:
    names = [person.parts, *(name_parts(s) for s in person.spellings)]
    return [n for n in names if n]


def _is_stretch_of(name: list[str], parts: list[str]) -> bool:
    """Whether the parts stand in a row in a fuller name ("de Meo", "Clarke-Ross", "Ni Luh")."""
    starts = range(len(name) - len(parts) + 1)
    return len(parts) < len(name) and any(name[i : i + len(parts)] == parts for i in starts)


def _is_case_of(part: str, name: list[str]) -> bool:
    """Whether a lone word is the given name or the surname in another case; Latin letters tell that too badly."""
    return not part.isascii() and any(is_inflected(part, own) for own in (name[-1], name[0]))


def _near_surname(part: str, name: list[str]) -> bool:
    return len(part) >= 5 and len(name[-1]) >= 4 and near(part, name[-1])


def _is_cjk_surname(part: str, name: list[str]) -> bool:
    whole = "".join(name)
    return not part.isascii() and part[0] >= FIRST_CJK and len(part) >= 2 and whole != part and whole.startswith(part)


def _is_native_respelling(part: str, name: list[str]) -> bool:
    """Whether two whole names in Han or Hangul are written alike but for one sign that sounds alike."""
    return part[0] >= FIRST_CJK and len(name) == 1 and compare_native_in_article(part, name[0]).same


def _is_part_of(parts: list[str], person: KnownPerson) -> bool:
    return any(set(parts) <= set(name) for name in _full_names(person))


__all__ = ["KnownPerson", "NameMention", "NameResolver", "name_parts", "near", "same_person"]
