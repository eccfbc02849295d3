"""The nominative of a name that an article has in other cases, from its other spellings and from known given names."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from openai_turnover.folding import fold
from openai_turnover.name_inflection import bare_forms
from openai_turnover.name_similarity_distance import read_rules
from openai_turnover.name_similarity_parts import given_name_groups

SHORTEST_WORD = 4
"""Letters that a word of the text must share with a surname to show its bare form."""


def nominative(name: str, spellings: Collection[str], language: str, text_words: Collection[str] = ()) -> str:
    """The name in its bare form, as far as its other spellings, its given name or a word of the text show it.

    Else the name as it is.
    """
    data = read_rules()["nominative"]
    table = data["rules"].get(language)
    words = name.split()
    if table is None or not words:
        return name
    attested = _attested(words, [s.split() for s in spellings], (table,))
    if attested is not None:
        return attested
    if len(words) < 2:
        return name
    own: dict[str, Any] = data.get(language, {})
    near = [
        w for w in text_words if len(w) >= SHORTEST_WORD and fold(w)[:SHORTEST_WORD] == fold(words[-1])[:SHORTEST_WORD]
    ]
    surname = _attested([words[-1]], [[s] for s in (*spellings, *near) if " " not in s], (table,))
    given = _bare_given(words[0], (table,), own.get("given", ()))
    if surname is None:
        surname = _bare_surname(words[-1], given if given != words[0] else None, own)
    return " ".join([given, *words[1:-1], surname])


def _attested(words: Sequence[str], others: Sequence[Sequence[str]], rules: tuple[str, ...]) -> str | None:
    """Another spelling of which this one is a case."""
    for other in others:
        pairs = [(fold(x), fold(y)) for x, y in zip(words, other, strict=False)]
        differ = len(other) == len(words) and any(x != y for x, y in pairs)
        if differ and all(y in bare_forms(x, rules) for x, y in pairs):
            return " ".join(other)
    return None


def _bare_given(word: str, rules: tuple[str, ...], sure: Sequence[Sequence[str]]) -> str:
    """A given name as the list of given names has it, where only its bare form stands there; or by a sure ending."""
    folded, known = fold(word), given_name_groups()
    if folded in known:
        return word
    bares = sorted((b for b in bare_forms(folded, rules) if b in known), key=lambda b: (-_shared(b, folded), b))
    if not bares:
        bares = [folded.removesuffix(ending) + bare for ending, bare in sure if folded.endswith(ending)]
    return _with_ending(word, bares[0]) if bares else word


def _bare_surname(word: str, given: str | None, own: dict[str, Any]) -> str:
    """A surname beside a given name that was found to stand in another case; or with an ending that is sure alone."""
    if given is None:
        endings = own.get("alone", [])
    else:
        endings = own.get("feminine" if fold(given).endswith(tuple(own.get("feminine_given", ()))) else "masculine", [])
    folded = fold(word)
    for ending, bare in endings:
        if folded.endswith(ending) and len(folded) - len(ending) >= 2:
            return _with_ending(word, folded.removesuffix(ending) + bare)
    return word


def _shared(a: str, b: str) -> int:
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _with_ending(word: str, bare: str) -> str:
    """The folded bare form with the letters and accents of the word where they agree."""
    if len(fold(word)) != len(word):
        return word
    kept = _shared(fold(word), bare)
    ending = bare[kept:]
    folded: str
    written: str
    for folded, written in read_rules()["nominative"]["letters"]:
        if bare.endswith(folded) and kept > len(bare) - len(folded):
            return word[: len(bare) - len(folded)] + written
        ending = ending.removesuffix(folded) + written if ending.endswith(folded) else ending
    return word[:kept] + (ending.upper() if word.isupper() else ending)
