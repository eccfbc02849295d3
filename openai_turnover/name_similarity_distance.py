"""How far two name parts are from each other in sound: an edit distance in which likely respellings are cheap."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Levenshtein

FILE = Path(__file__).parent / "data" / "name_matching.toml"
VOWELS = frozenset("aeiou")
WORTH_MEASURING = 0.4
"""Below this plain likeness no cheap changes could make two words near, and the slow measure is spared."""


@cache
def read_rules() -> dict[str, Any]:
    """The rules of the data file."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Costs:
    """What single changes cost; ``other`` is for one that is not listed."""

    other: float
    vowel_for_vowel: float
    vowel_lost: float
    consonant_lost: float
    swapped: float
    first: float
    pairs: dict[tuple[str, str], float] = field(hash=False)
    lost: dict[str, float] = field(hash=False)

    def substitution(self, a: str, b: str) -> float:
        """The cost of one sound in place of another."""
        if a == b:
            return 0.0
        if a in VOWELS and b in VOWELS:
            return self.vowel_for_vowel
        return self.pairs.get((a, b), self.other)

    def loss(self, a: str) -> float:
        """The cost of a sound that only one of the two has."""
        return self.lost.get(a, self.vowel_lost if a in VOWELS else self.consonant_lost)


@cache
def costs(foreign: bool) -> Costs:
    """The costs for two names in one script, or across scripts (``foreign``)."""
    rules = read_rules()
    tables = [rules["distance"], rules["foreign"]] if foreign else [rules["distance"]]
    merged = {key: value for table in tables for key, value in table.items()}
    pairs = {pair: cost for t in tables for a, b, cost in t["cheap"] for pair in ((a, b), (b, a))}
    lost = {sound: cost for t in tables for sound, cost in t["lost_cheaply"]}
    single = ("other", "vowel_for_vowel", "vowel_lost", "consonant_lost", "swapped", "first")
    return Costs(**{name: merged[name] for name in single}, pairs=pairs, lost=lost)


@lru_cache(maxsize=1 << 14)
def sound_of(latin: str) -> str:
    """How a name in Latin letters roughly sounds: one sign a sound, none twice in a row."""
    for written, spoken in read_rules()["sounds"]:
        latin = latin.replace(written, spoken)
    return "".join(c for i, c in enumerate(latin) if i == 0 or c != latin[i - 1])


@lru_cache(maxsize=1 << 15)
def distance(a: str, b: str, foreign: bool = False) -> float:
    """The cheapest way from one sound to the other, 0 for equal ones; ``a`` and ``b`` come from ``sound_of``."""
    cost = costs(foreign)
    before_last: list[float] = []
    last = _first_row(b, cost)
    for i, x in enumerate(a):
        factor = cost.first if i == 0 else 1.0
        row = [last[0] + cost.loss(x) * factor]
        for j, y in enumerate(b):
            lead = cost.first if i == 0 and j == 0 else 1.0
            best = min(
                last[j] + cost.substitution(x, y) * lead,
                last[j + 1] + cost.loss(x) * (factor if j == 0 else 1.0),
                row[j] + cost.loss(y) * (cost.first if j == 0 and i == 0 else 1.0),
            )
            if i and j and x == b[j - 1] and a[i - 1] == y and x != y:
                best = min(best, before_last[j - 1] + cost.swapped)
            row.append(best)
        before_last, last = last, row
    return last[-1]


def _first_row(b: str, cost: Costs) -> list[float]:
    row = [0.0]
    for j, y in enumerate(b):
        row.append(row[-1] + cost.loss(y) * (cost.first if j == 0 else 1.0))
    return row


def closeness(a: str, b: str, foreign: bool = False) -> float:
    """1 for words in Latin letters that sound the same, towards 0 for unlike ones."""
    x, y = sound_of(a), sound_of(b)
    if not foreign and Levenshtein.normalized_similarity(x, y) < WORTH_MEASURING:
        return 0.0
    return max(0.0, 1 - distance(x, y, foreign) / max(len(x), len(y), 1))
