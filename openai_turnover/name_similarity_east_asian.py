"""Names in Han, and native names in Hangul, which have no spaces between their parts.

Foreign names in Han are compared part by part. A native name is near another only inside one article, where one
syllable of it is written with another sign of the same or nearly the same sound, as typing by sound does.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache

from openai_turnover.name_similarity_distance import closeness, read_rules
from openai_turnover.name_similarity_outcome import LONE_SURNAME, Similarity, different
from openai_turnover.transliteration import korean_surname, script_of, syllable_of_han, to_latin

KOREAN_GIVEN = 0.92
NEAR_SIGN = 0.86
"""The score of two names of which signs differ and sound alike."""
NATIVE_LENGTHS = range(2, 5)
"""Characters of a Chinese, Japanese or Korean name."""
LONGEST_UNLIKE = 2
"""Signs of a part of a transcribed foreign name up to which one more at the end makes another name."""
INITIAL, VOWEL = range(2)


def is_native_korean(parts: Sequence[str]) -> bool:
    """Whether a name is one word of Hangul that begins with a Korean surname."""
    return (
        len(parts) == 1 and script_of(parts[0]) == "hangul" and 2 < len(parts[0]) < 5 and bool(korean_surname(parts[0]))
    )


def compare_korean(a: tuple[str, ...], b: tuple[str, ...]) -> Similarity:
    """A native Korean name beside any other."""
    name, other = (a, b) if is_native_korean(a) else (b, a)
    if script_of(other[0]) == "hangul":
        return _compare_native(name[0], "".join(other))
    if script_of(other[0]) != "latin" or len(other) < 2:
        return different(a, b)
    surname, spellings = korean_surname(name[0]) or ("", ())
    given = to_latin(name[0][len(surname) :]) or ""
    for surname_at, rest in ((0, other[1:]), (-1, other[:-1])):
        likeness = closeness(given, "".join(rest), True)
        if other[surname_at] in spellings and likeness >= KOREAN_GIVEN:
            return Similarity(min(0.95, likeness), "script", f"{surname} is {other[surname_at]}, {given} sounds alike")
    return different(a, b)


def compare_han(a: tuple[str, ...], b: tuple[str, ...]) -> Similarity:
    """Two names of which one at least is in Han."""
    if len(a) == len(b) > 1 and all(script_of(p) == "han" for p in (*a, *b)):
        return _compare_transcribed(a, b)
    return _compare_native("".join(a), "".join(b))


def _compare_native(a: str, b: str) -> Similarity:
    """Names without spaces, of which only a surname that begins the other can be told."""
    shorter, longer = sorted((a, b), key=len)
    if 2 <= len(shorter) <= len(longer) - 2 and longer.startswith(shorter):
        return Similarity(LONE_SURNAME, "part", f"{shorter} begins {longer}")
    return Similarity(0.0, "different", "other characters")


def compare_native_in_article(a: str, b: str) -> Similarity:
    """Names of one article in which a single sign differs and sounds alike; across articles two people may be meant."""
    unlike = [(x, y) for x, y in zip(a, b, strict=False) if x != y]
    if len(a) == len(b) and len(a) in NATIVE_LENGTHS and len(unlike) == 1 and _sounds_alike(*unlike[0]):
        return Similarity(NEAR_SIGN, "near", f"{unlike[0][0]} and {unlike[0][1]} sound alike")
    return Similarity(0.0, "different", "other characters")


def _sounds_alike(a: str, b: str) -> bool:
    """Whether two signs are Han of one syllable, or Hangul with one sound in place of a near one."""
    syllable = syllable_of_han(a)
    if syllable is not None:
        return syllable == syllable_of_han(b)
    sounds, others = unicodedata.normalize("NFD", a), unicodedata.normalize("NFD", b)
    unlike = [(place, x, y) for place, (x, y) in enumerate(zip(sounds, others, strict=False)) if x != y]
    if len(sounds) != len(others) or len(unlike) != 1:
        return False
    place, x, y = unlike[0]
    return place in (INITIAL, VOWEL) and any(x in near and y in near for near in _near_sounds())


@cache
def _near_sounds() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(unicodedata.normalize("NFKD", row)) for row in read_rules()["korean_near_sounds"])


def _compare_transcribed(a: tuple[str, ...], b: tuple[str, ...]) -> Similarity:
    """Foreign names in Han, part by part and sign by sign ("苏莱曼", "苏里曼")."""
    unlike = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    if not all(_is_respelt(x, y) for x, y in unlike):
        return different(a, b)
    reason = ", ".join(f"{x} and {y} sound alike" for x, y in unlike)
    return Similarity(NEAR_SIGN, "near", reason)


def _is_respelt(a: str, b: str) -> bool:
    """Whether at most half of the signs differ, and each of these only in its vowel or in a near first sound."""
    shorter, longer = sorted((a, b), key=len)
    if len(longer) == len(shorter) + 1 > LONGEST_UNLIKE and longer.startswith(shorter):
        return True
    unlike = [(x, y) for x, y in zip(a, b, strict=False) if x != y]
    return len(a) == len(b) > 1 and len(unlike) <= len(a) / 2 and all(_begin_alike(x, y) for x, y in unlike)


def _begin_alike(a: str, b: str) -> bool:
    x, y = (syllable_of_han(a) or a)[0], (syllable_of_han(b) or b)[0]
    return x == y or any(x in near and y in near for near in read_rules()["chinese_near_beginnings"])
