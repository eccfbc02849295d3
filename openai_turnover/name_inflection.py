"""Endings that names take in a sentence, and the bare name behind them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from openai_turnover.name_similarity_distance import read_rules
from openai_turnover.transliteration import script_of

RULES_BY_SCRIPT = {
    "cyrillic": ("cyrillic",),
    "greek": ("greek",),
    "devanagari": ("devanagari",),
    "latin": ("finnish", "latin"),
}
SHORTEST_STEM = {"latin": 4}
STEM = 2
LATIN_VOWELS = "aeiouyäöå"


@lru_cache(maxsize=1 << 14)
def bare_forms(word: str, rules: tuple[str, ...] = ()) -> frozenset[str]:
    """What a folded word may be without its ending, itself included.

    ``rules`` name tables of endings; without them those of the word's script are taken.
    """
    script = script_of(word)
    names = rules or RULES_BY_SCRIPT.get(script, ())
    shortest = SHORTEST_STEM.get(script, STEM)
    return frozenset([word, *(bare for name in names for bare in _without_ending(word, name, shortest))])


def _without_ending(word: str, rules: str, shortest: int) -> Iterator[str]:
    for bare, endings, *after in read_rules()["inflection"][rules]:
        for ending in endings:
            stem = word.removesuffix(ending)
            if stem != word and len(stem) >= max(shortest - len(bare), STEM) and _fits(stem, after):
                yield stem + bare


def _fits(stem: str, after: list[str]) -> bool:
    return not after or (stem[-1] in LATIN_VOWELS) == (after[0] == "vowel")


@lru_cache(maxsize=1 << 14)
def is_inflected(a: str, b: str, rules: tuple[str, ...] = ()) -> bool:
    """Whether one of two folded words is the other with an ending, or both are one word with two."""
    if a == b:
        return True
    forms_a, forms_b = bare_forms(a, rules), bare_forms(b, rules)
    if a in forms_b or b in forms_a:
        return True
    return script_of(a) != "latin" and not forms_a.isdisjoint(forms_b)


@lru_cache(maxsize=1 << 14)
def is_feminine_surname(a: str, b: str) -> bool:
    """Whether two folded surnames are a family's masculine and feminine forms ("Petrov", "Petrova")."""
    if a[:1] != b[:1]:
        return False
    return any(
        x.endswith(man) and y.endswith(woman) and x.removesuffix(man) == y.removesuffix(woman)
        for man, woman in read_rules()["surnames"]["feminine"]
        for x, y in ((a, b), (b, a))
    )
