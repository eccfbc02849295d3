"""Whether two spellings of a name may be one person's, with a score, a method and the reason in words.

Meant for news, where a wrong merge is worse than a missed one: given name and surname must both agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from openai_turnover.folding import fold
from openai_turnover.name_inflection import is_feminine_surname, is_inflected
from openai_turnover.name_similarity_distance import read_rules
from openai_turnover.name_similarity_east_asian import compare_han, compare_korean, is_native_korean
from openai_turnover.name_similarity_outcome import LONE_SURNAME, SAME_FROM, Similarity, different
from openai_turnover.name_similarity_parts import INFLECTED, PART, PartMatch, compare_given, compare_surnames
from openai_turnover.transliteration import script_of

TOGETHER, TOGETHER_FOREIGN = 1.855, 1.6
"""What the likeness of given name and surname must add up to, in one script and across scripts."""
LOWEST, LOWEST_LETTERS, LOWEST_FOREIGN = 0.8, 0.76, 0.65
"""What each of the two must reach."""
LONE_GIVEN = 0.8
SHORTEST_LONE = 5
NEAR_LONE = 0.9
SEPARATORS = re.compile(r"[-‐‑]")
APOSTROPHES = re.compile(r"(?<=\w)['’](?=\w)")


@lru_cache(maxsize=1 << 15)
def compare_names(a: str, b: str) -> Similarity:
    """How likely two spellings are one person's; the order of the two does not matter."""
    first, second = sorted((a, b))
    readings = [_compare(x, y) for x, y in zip(_readings(first), _readings(second), strict=True)]
    if _has_half_a_given_name(first, second):
        return readings[1]
    return max(readings, key=lambda s: s.score)


def _has_half_a_given_name(a: str, b: str) -> bool:
    """Whether one of two names has a double given name and the other fewer parts: often father and son."""
    shorter, longer = sorted((a, b), key=lambda name: len(_readings(name)[0]))
    uneven = len(_readings(shorter)[0]) < len(_readings(longer)[0])
    return uneven and bool(SEPARATORS.search(longer.split()[0]))


def compare_parts(a: Sequence[str], b: Sequence[str]) -> Similarity:
    """The same for names that are already split into folded parts."""
    return _compare(tuple(a), tuple(b))


def _readings(name: str) -> list[tuple[str, ...]]:
    """The parts of a name with hyphens taken as spaces, and with hyphens left out."""
    plain = APOSTROPHES.sub("", fold(name))
    return [_without_titles(PART.findall(SEPARATORS.sub(sign, plain))) for sign in (" ", "")]


def _without_titles(parts: list[str]) -> tuple[str, ...]:
    rest = [p for p in parts if p not in read_rules()["ignored"]]
    return tuple(rest or parts)


def _core(parts: tuple[str, ...]) -> tuple[str, ...]:
    """A name without the small words inside it; the first and the last part always stay."""
    particles = read_rules()["particles"]
    return tuple(p for i, p in enumerate(parts) if i in (0, len(parts) - 1) or p not in particles)


@lru_cache(maxsize=1 << 15)
def _compare(a: tuple[str, ...], b: tuple[str, ...]) -> Similarity:
    if not a or not b:
        return Similarity(0.0, "different", "no name")
    if "".join(a) == "".join(b):
        return Similarity(1.0, "exact", "the same letters")
    if sorted(a) == sorted(b):
        return Similarity(0.99, "order", "the same parts in another order")
    if is_native_korean(a) or is_native_korean(b):
        return compare_korean(a, b)
    if any(script_of(p) in ("han", "") for p in (*a, *b)):
        return compare_han(a, b)
    a, b = _core(a), _core(b)
    if len(a) == 1 or len(b) == 1:
        return _compare_lone(a, b)
    return max(_alignments(a, b), key=lambda s: s.score)


def _compare_lone(a: tuple[str, ...], b: tuple[str, ...]) -> Similarity:
    lone, full = (a, b) if len(a) == 1 else (b, a)
    part = lone[0]
    surname = compare_surnames(part, full[-1])
    long_enough = min(len(part), len(full[-1])) >= SHORTEST_LONE
    if surname.score == 1 or (surname.score >= NEAR_LONE and long_enough and surname.method != "initial"):
        if len(full) == 1:
            return Similarity(surname.score, surname.method, f"{part} / {full[0]} {surname.method}")
        return Similarity(LONE_SURNAME - (1 - surname.score) / 2, "part", f"surname {full[-1]} {surname.method}")
    if len(full) > 1 and part in full[:-1]:
        return Similarity(LONE_GIVEN, "part", f"{part} is a part of it")
    return different(a, b)


def _alignments(a: tuple[str, ...], b: tuple[str, ...]) -> Iterator[Similarity]:
    yield _aligned(a, b)
    if len(a) != len(b):
        yield _contained(*sorted((a, b), key=len))
    if len(a) == 2 and len(b) == 2:
        turned = _aligned(a, (b[1], b[0]))
        strong = turned.score >= (0.9 if turned.method == "script" else 0.93)
        yield Similarity(turned.score - 0.02, "order", turned.reason) if strong else different(a, b)


def _aligned(a: tuple[str, ...], b: tuple[str, ...]) -> Similarity:
    """First part against first, last against last; middle names must not contradict."""
    given = compare_given(a[0], b[0])
    if given.score < LOWEST_FOREIGN and script_of(a[0]) != "cyrillic":
        return Similarity(given.score / 2, "different", f"{a[0]} and {b[0]} differ")
    surname = compare_surnames(a[-1], b[-1])
    if surname.method == "inflection" and _is_case_of_a_man(a, b):
        given = PartMatch(INFLECTED, "inflection")
    foreign = "script" in (given.method, surname.method)
    lowest, together = (_lowest_across(a, b), TOGETHER_FOREIGN) if foreign else (LOWEST, TOGETHER)
    total = given.score + surname.score
    if min(given.score, surname.score) < lowest or total < together or _is_unsure(given, surname):
        return Similarity(min(total / 2, SAME_FROM - 0.05), "different", _reason(a, b, given, surname))
    if _middles_differ(a[1:-1], b[1:-1]):
        return Similarity(SAME_FROM - 0.1, "different", "other middle names")
    score = SAME_FROM + (1 - SAME_FROM) * (total - together) / (2 - together)
    return Similarity(score, _method(given, surname), _reason(a, b, given, surname))


def _lowest_across(a: Sequence[str], b: Sequence[str]) -> float:
    """Syllables blur names more than letters do."""
    syllables = {script_of(p) for p in (a[-1], b[-1])} & {"katakana", "hangul"}
    return LOWEST_FOREIGN if syllables else LOWEST_LETTERS


def _is_case_of_a_man(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether a given name that looks like a woman's is a man's in another case, as the surname's ending tells."""
    return script_of(a[0]) == "cyrillic" and is_inflected(a[0], b[0]) and not is_feminine_surname(a[-1], b[-1])


def _is_unsure(given: PartMatch, surname: PartMatch) -> bool:
    """An initial is no evidence beside a surname that is only near; nor is a short form beside one."""
    return given.method == "initial" and surname.score < 0.9


def _method(given: PartMatch, surname: PartMatch) -> str:
    methods = [m.method for m in (given, surname) if m.method != "exact"]
    return "script" if "script" in methods else "near" if "near" in methods else methods[0] if methods else "part"


def _reason(a: Sequence[str], b: Sequence[str], given: PartMatch, surname: PartMatch) -> str:
    return f"{a[0]} / {b[0]} {given.method} {given.score:.2f}, {a[-1]} / {b[-1]} {surname.method} {surname.score:.2f}"


def _middles_differ(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether both have middle names and no two of them can be one."""
    return bool(a and b) and not any(compare_given(x, y).score >= 0.8 for x in a for y in b)


def _contained(shorter: tuple[str, ...], longer: tuple[str, ...]) -> Similarity:
    """Whether all parts of the shorter name stand in the longer one in their order."""
    at = 0
    scores = []
    for part in shorter:
        found = next((i for i in range(at, len(longer)) if _is_same_part(part, longer[i])), None)
        if found is None:
            return different(shorter, longer)
        scores.append(max(compare_given(part, longer[found]).score, compare_surnames(part, longer[found]).score))
        at = found + 1
    return Similarity(0.9 * min(scores), "part", f"{' '.join(shorter)} within {' '.join(longer)}")


def _is_same_part(a: str, b: str) -> bool:
    if len(a) == 1 or len(b) == 1:
        return False
    match = compare_surnames(a, b)
    if match.method == "script":
        return match.score >= 0.9
    return match.score >= 0.95 or compare_given(a, b).method in ("exact", "given name")


__all__ = ["SAME_FROM", "Similarity", "compare_names", "compare_parts"]
