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
from openai_turnover.name_similarity_distance import VOWELS, closeness, read_rules, sound_of
from openai_turnover.transliteration import script_of, to_latin

GIVEN_NAMES = Path(__file__).parent / "data" / "name_matching_given.toml"
PART = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{MARKS}])*")
SAME, GROUPED, INITIAL, INFLECTED = 1.0, 0.95, 0.9, 0.93
SHORT_SURNAME, SHORT_GIVEN, SHORT_ACROSS = 4, 4, 3
"""Sounds up to which a name must sound the same, as there are too many others near it."""
NEARLY, EQUAL_SOUND, KNOWN_ACROSS, LISTED_ACROSS = 0.97, 0.955, 0.75, 0.9
LONGEST_SHORT_FORM = 5


@dataclass(frozen=True)
class PartMatch:
    """How alike two parts are, 0 to 1, and by which method."""

    score: float
    method: str


DIFFERENT = PartMatch(0.0, "different")


def name_parts(name: str) -> list[str]:
    """The folded words of a name without its signs ("Jean-Luc O'Neill" -> jean luc o neill)."""
    return [*_parts_of(name)]


@lru_cache(maxsize=1 << 14)
def _parts_of(name: str) -> tuple[str, ...]:
    return tuple(PART.findall(fold(name)))


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
def groups_of(given: str, *, by_sound: bool = False) -> frozenset[int]:
    """The lines of a folded given name; ``by_sound`` also finds one in a script in which it is not listed."""
    numbers = given_name_groups().get(given)
    if numbers is not None or not by_sound or script_of(given) == "latin":
        return numbers or frozenset()
    latin = to_latin(given)
    return _groups_by_sound().get(sound_of(latin), frozenset()) if latin else frozenset()


@cache
def common_surnames() -> frozenset[str]:
    """Folded surnames so common that two of them are two."""
    return frozenset(read_rules()["surnames"]["common"].split())


@cache
def chinese_syllables() -> frozenset[str]:
    """Syllables of Chinese names, each a name of its own."""
    return frozenset(read_rules()["surnames"]["syllables"].split())


def is_two_genders(a: str, b: str) -> bool:
    """Whether two given names are likely a man's and a woman's ("Jean", "Jeanne"; "Mario", "Maria")."""
    rules = read_rules()
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) == len(longer):
        return shorter[:-1] == longer[:-1] and {shorter[-1], longer[-1]} in map(set, rules["gendered_letters"])
    return longer.startswith(shorter) and longer[len(shorter) :] in rules["feminine_endings"]


def _is_woman_and_man(x: str, y: str) -> bool:
    """Whether one given name in Latin letters ends in "a" and the other in a consonant ("Richard", "Ricarda")."""
    return (x[-1] == "a") != (y[-1] == "a") and (x[-1] not in VOWELS or y[-1] not in VOWELS)


@lru_cache(maxsize=1 << 15)
def compare_given(a: str, b: str) -> PartMatch:
    """How alike two folded given names are."""
    if a == b:
        return PartMatch(SAME, "exact")
    x, y = to_latin(a), to_latin(b)
    if not x or not y:
        return DIFFERENT
    if min(len(x), len(y)) == 1:
        return PartMatch(INITIAL, "initial") if x[0] == y[0] else DIFFERENT
    if script_of(a) != script_of(b):
        return _compare_given_across(a, b, x, y)
    known_a, known_b = groups_of(a), groups_of(b)
    if known_a & known_b and not _are_two_short_forms(x, y):
        return PartMatch(GROUPED, "given name")
    if known_a and known_b:
        alike = closeness(x, y) >= EQUAL_SOUND and not is_two_genders(a, b)
        return PartMatch(GROUPED, "near") if alike else DIFFERENT
    if is_inflected(a, b, ("latin",) if script_of(a) == "latin" else ()):
        return PartMatch(INFLECTED, "inflection")
    return _near_given(a, b, x, y)


def _are_two_short_forms(x: str, y: str) -> bool:
    """Whether two names of a line are both short and begin unlike ("Bob" and "Rob" are rarely one man)."""
    return max(len(x), len(y)) <= LONGEST_SHORT_FORM and sound_of(x)[0] != sound_of(y)[0]


def _compare_given_across(a: str, b: str, x: str, y: str) -> PartMatch:
    """Given names in two scripts."""
    known_a, known_b = groups_of(a, by_sound=True), groups_of(b, by_sound=True)
    if known_a & known_b:
        return PartMatch(GROUPED, "script")
    alike = closeness(x, y, True)
    listed = a in given_name_groups() and b in given_name_groups()
    if (known_a and known_b and alike < (LISTED_ACROSS if listed else KNOWN_ACROSS)) or (
        _is_woman_and_man(x, y) and "katakana" not in (script_of(a), script_of(b))
    ):
        return DIFFERENT
    return PartMatch(min(alike, NEARLY), "script")


def _near_given(a: str, b: str, x: str, y: str) -> PartMatch:
    if is_two_genders(a, b) or _is_woman_and_man(x, y):
        return DIFFERENT
    alike = closeness(x, y)
    if min(len(sound_of(x)), len(sound_of(y))) <= SHORT_GIVEN and alike < EQUAL_SOUND:
        return DIFFERENT
    return PartMatch(min(alike, NEARLY), "near")


@lru_cache(maxsize=1 << 15)
def compare_surnames(a: str, b: str) -> PartMatch:
    """How alike two folded surnames are."""
    if a == b:
        return PartMatch(SAME, "exact")
    x, y = to_latin(a), to_latin(b)
    if not x or not y:
        return DIFFERENT
    if script_of(a) != script_of(b):
        return _compare_surnames_across(x, y)
    if is_feminine_surname(a, b):
        return PartMatch(INFLECTED, "inflection")
    if {a, b} <= common_surnames() or {a, b} <= chinese_syllables():
        return DIFFERENT
    if min(len(x), len(y)) == 1:
        return PartMatch(0.8, "initial") if x[0] == y[0] else DIFFERENT
    if is_inflected(a, b):
        return PartMatch(INFLECTED, "inflection")
    alike = closeness(x, y)
    if min(len(sound_of(x)), len(sound_of(y))) <= SHORT_SURNAME and alike < 0.93:
        return DIFFERENT
    return PartMatch(min(alike, NEARLY), "near")


def _compare_surnames_across(x: str, y: str) -> PartMatch:
    alike = closeness(x, y, True)
    if min(len(sound_of(x)), len(sound_of(y))) <= SHORT_ACROSS and alike < KNOWN_ACROSS:
        return DIFFERENT
    return PartMatch(min(alike, NEARLY), "script")
