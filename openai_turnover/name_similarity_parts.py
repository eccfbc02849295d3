"""Whether two parts of a name, two given names or two surnames, may be one."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from openai_turnover.folding import MARKS, fold
from openai_turnover.name_inflection import is_feminine_surname, is_inflected
from openai_turnover.name_similarity_distance import closeness, read_rules, sound_of
from openai_turnover.transliteration import script_of, to_latin

GIVEN_NAMES = Path(__file__).parent / "data" / "name_matching_given.toml"
PART = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{MARKS}])*")
SAME, GROUPED, INITIAL, INFLECTED = 1.0, 0.95, 0.9, 0.92
SHORT_SURNAME, SHORT_GIVEN = 3, 3


@dataclass(frozen=True)
class PartMatch:
    """How alike two parts are, 0 to 1, and by which method."""

    score: float
    method: str


DIFFERENT = PartMatch(0.0, "different")


def name_parts(name: str) -> list[str]:
    """The folded words of a name without its signs ("Jean-Luc O'Neill" -> jean luc o neill)."""
    return PART.findall(fold(name))


@cache
def given_name_groups() -> dict[str, frozenset[int]]:
    """Folded given names, and what they sound like, to the numbers of the lines that they stand on."""
    groups: dict[str, set[int]] = defaultdict(set)
    number = 0
    for section, lines in tomllib.loads(GIVEN_NAMES.read_text(encoding="utf-8")).items():
        for line in lines.splitlines():
            names = [fold(name) for name in line.split()]
            pairs = [[names[0], n] for n in names[1:]] if section in ("either", "latin") and names else [names]
            for number, names in enumerate(pairs, number + 1):  # noqa: B020
                for name in names:
                    groups[name].add(number)
    return {name: frozenset(numbers) for name, numbers in groups.items()}


@cache
def _groups_by_sound() -> dict[str, frozenset[int]]:
    sounds: dict[str, frozenset[int]] = {}
    for name, numbers in given_name_groups().items():
        latin = to_latin(name)
        if latin and script_of(name) == "latin":
            sounds[sound_of(latin)] = sounds.get(sound_of(latin), frozenset()) | numbers
    return sounds


@lru_cache(maxsize=1 << 13)
def groups_of(given: str) -> frozenset[int]:
    """The lines of a folded given name; by its sound where it is written in a script in which it is not listed."""
    numbers = given_name_groups().get(given)
    if numbers is not None or script_of(given) == "latin":
        return numbers or frozenset()
    latin = to_latin(given)
    return _groups_by_sound().get(sound_of(latin), frozenset()) if latin else frozenset()


@cache
def common_surnames() -> frozenset[str]:
    """Folded surnames so common that two of them are two."""
    return frozenset(read_rules()["surnames"]["common"].split())


def is_two_genders(a: str, b: str) -> bool:
    """Whether two given names are likely a man's and a woman's ("Jean", "Jeanne"; "Mario", "Maria")."""
    rules = read_rules()
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) == len(longer):
        return shorter[:-1] == longer[:-1] and {shorter[-1], longer[-1]} in map(set, rules["gendered_letters"])
    return longer.startswith(shorter) and longer[len(shorter) :] in rules["feminine_endings"]


@lru_cache(maxsize=1 << 15)
def compare_given(a: str, b: str) -> PartMatch:
    """How alike two folded given names are."""
    if a == b:
        return PartMatch(SAME, "exact")
    foreign = script_of(a) != script_of(b)
    x, y = to_latin(a), to_latin(b)
    if x is None or y is None or not x or not y:
        return DIFFERENT
    if min(len(x), len(y)) == 1:
        return PartMatch(INITIAL, "initial") if x[0] == y[0] else DIFFERENT
    known_a, known_b = groups_of(a), groups_of(b)
    if known_a & known_b:
        return PartMatch(GROUPED, "script" if foreign else "given name")
    if is_two_genders(a, b) and not (foreign or (is_inflected(a, b) and not (known_a and known_b))):
        return DIFFERENT
    if not foreign and script_of(a) != "latin" and is_inflected(a, b) and not (known_a and known_b):
        return PartMatch(INFLECTED, "inflection")
    return _near_given(x, y, foreign, bool(known_a and known_b))


def _near_given(x: str, y: str, foreign: bool, both_known: bool) -> PartMatch:
    if both_known and not (foreign and closeness(x, y, True) >= 0.85):
        return DIFFERENT
    if not foreign and min(len(x), len(y)) <= SHORT_GIVEN and sound_of(x) != sound_of(y):
        return DIFFERENT
    return PartMatch(min(closeness(x, y, foreign), 0.97), "script" if foreign else "near")


@lru_cache(maxsize=1 << 15)
def compare_surnames(a: str, b: str) -> PartMatch:
    """How alike two folded surnames are."""
    if a == b:
        return PartMatch(SAME, "exact")
    foreign = script_of(a) != script_of(b)
    x, y = to_latin(a), to_latin(b)
    if x is None or y is None or not x or not y:
        return DIFFERENT
    if not foreign and is_feminine_surname(a, b):
        return PartMatch(INFLECTED, "inflection")
    if not foreign and {a, b} <= common_surnames():
        return DIFFERENT
    if min(len(x), len(y)) == 1:
        return PartMatch(0.8, "initial") if x[0] == y[0] else DIFFERENT
    if not foreign and is_inflected(a, b):
        return PartMatch(INFLECTED, "inflection")
    if min(len(x), len(y)) <= SHORT_SURNAME and not foreign and sound_of(x) != sound_of(y):
        return DIFFERENT
    return PartMatch(min(closeness(x, y, foreign), 0.97), "script" if foreign else "near")
