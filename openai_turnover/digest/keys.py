"""What is known about names, and keys under which names that may mean the same are filed together."""

from __future__ import annotations

import tomllib
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

from openai_turnover.name_similarity_parts import name_parts
from openai_turnover.transliteration import to_latin

FILE = Path(__file__).parent.parent / "data" / "digest.toml"
CONSONANTS = {c: str(n) for n, group in enumerate(("bpvfw", "dt", "gkcqxj", "sz", "lr", "mn")) for c in group}
"""Letters that take each other's place between spellings and scripts; h and vowels come and go."""
PART_KEY, NAME_KEY = 2, 3
"""How many consonants make a key of a part of a person's name, and of an organisation's."""


@cache
def read_words() -> dict[str, dict[str, Any]]:
    """The lists of the data file."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def skeleton(word: str, length: int) -> str:
    """The classes of a folded word's first consonants in its Latin reading; empty where it has none."""
    classes = [CONSONANTS[c] for c in to_latin(word) or "" if c in CONSONANTS]
    plain = [c for i, c in enumerate(classes) if i == 0 or c != classes[i - 1]]
    return "".join(plain[:length])


def person_keys(name: str) -> tuple[str, ...]:
    """Under what a person is filed, so that spellings of one share a key: the surname, and how two parts begin."""
    parts = name_parts(name)
    starts = sorted({skeleton(part, PART_KEY) for part in parts if len(part) > 1} - {""})
    pairs = (f"{a}/{b}" for a, b in combinations(starts, 2))
    return tuple(dict.fromkeys((*parts[-1:], "".join(sorted(parts)), *pairs)))


def organization_key(core: str) -> str:
    """Under what an organisation is filed: how its name begins in any script, or the name where that has no reading."""
    return skeleton(core, NAME_KEY) or core
