"""Where a pattern can match at all, told by the first characters of its matches.

A regular expression is tried at every place of a text. Most of ours begin at the edge of a word and with one of a few
letters, so a list of the places by their first letters, made once for a text that hundreds of patterns are looked for
in, leaves a handful of places to try. The matches are the same, in the same order.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from openai_turnover.folding import MARKS

KEY_LENGTHS = (6, 4, 3, 2, 1)
MOST_KEYS = 150
MOST_STEPS = 3000
"""Above either, shorter keys are taken."""
DEEPEST = 40
"""Nested parts looked into for the beginnings of matches."""
USES_BEFORE_STUDY = 3
"""A pattern is studied when it comes back: for a single article that would take longer than it saves."""
LETTER = rf"[\w{MARKS}]"
EDGE = repr(next(iter(parser.parse(rf"(?<!{LETTER})"))))
EDGES, PLACES = re.compile(rf"{LETTER}+|\S"), re.compile(r"\S")
"""What begins where no letter stands before it, and some signs besides; everything."""
REACH = 12
"""Characters looked at from each place: more than the longest key has."""
SORTED_BY = 2
MOST_SPACES = 0.05
"""Share of spaces above which words are parted; there looking everywhere is quicker than listing every place."""
SPACE, SPACES, FIGURE = re.compile(r"\s"), re.compile(" +"), re.compile(r"\d")
SIGNS = {constants.CATEGORY_DIGIT: "0", constants.CATEGORY_SPACE: " "}
A_SPACE = (constants.IN, [(constants.CATEGORY, constants.CATEGORY_SPACE)])
SHORTEST_TEXT = 40
"""In a shorter one, such as a line, looking everywhere is quicker."""
REPEATS = (constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT)
Keys = frozenset[str]
ANYTHING: Keys = frozenset([""])


@dataclass(frozen=True)
class Anchor:
    """What every match begins with."""

    keys: Keys
    """The first characters, up to six; all figures as ``0``, white space as one space."""
    at_edge: bool
    """Whether no letter stands before a match."""

    @cached_property
    def groups(self) -> list[tuple[str, tuple[str, ...]]]:
        """The keys by what the places are sorted by."""
        starts = sorted({key[:SORTED_BY] for key in self.keys})
        return [(start, tuple(sorted(key for key in self.keys if key[:SORTED_BY] == start))) for start in starts]


class Places:
    """The places of a text where something other than white space stands, by what they begin with."""

    def __init__(self, text: str, expression: re.Pattern[str]) -> None:
        plain = FIGURE.sub("0", SPACE.sub(" ", text))  # sign for sign, so that the places stay
        self._by_start: dict[str, list[tuple[str, int]]] = defaultdict(list)
        self._by_short_start: dict[str, list[int]] = {}
        for match in expression.finditer(plain):
            place = match.start()
            key = plain[place : place + REACH]
            if "  " in key:
                key = _with_single_spaces(plain, place)
            self._by_start[key[:SORTED_BY]].append((key, place))

    def of(self, anchor: Anchor) -> list[int]:
        """The places where one of an anchor's keys stands, left to right."""
        found: list[int] = []
        for start, keys in anchor.groups:
            if len(start) == SORTED_BY:
                found += [place for key, place in self._by_start.get(start, ()) if key.startswith(keys)]
            else:
                found += self._places_behind(start)
        if len(anchor.groups) > 1:
            return sorted(set(found))
        return found

    def _places_behind(self, start: str) -> list[int]:
        """The places of all keys with a beginning that is shorter than what they are sorted by."""
        if start not in self._by_short_start:
            keys = (s for s in self._by_start if s.startswith(start))
            self._by_short_start[start] = [place for s in keys for _, place in self._by_start[s]]
        return self._by_short_start[start]


def _with_single_spaces(plain: str, place: int) -> str:
    """What stands at a place with one space for each row of them, long enough for any key."""
    reach = REACH
    while True:
        reach *= 4
        key = SPACES.sub(" ", plain[place : place + reach])
        if len(key) >= REACH or place + reach >= len(plain):
            return key


class _Studied:
    """A pattern with its anchor, once it has been used a few times."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern = pattern
        self.uses = 0
        self.anchor: Anchor | None = None

    def find(self, text: str) -> Iterator[re.Match[str]]:
        self.uses += 1
        if self.uses == USES_BEFORE_STUDY:
            self.anchor = find_anchor(self.pattern.pattern)
        if self.anchor is None or len(text) < SHORTEST_TEXT or not (self.anchor.at_edge or _is_unspaced(text)):
            yield from self.pattern.finditer(text)
            return
        end = 0
        match_at = self.pattern.match
        for place in places_of(text, self.anchor.at_edge).of(self.anchor):
            if place >= end and (match := match_at(text, place)):
                end = match.end()
                yield match


@cache
def _studied(pattern: re.Pattern[str]) -> _Studied:
    return _Studied(pattern)


def find_matches(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """What ``pattern.finditer(text)`` gives, sooner where many patterns are looked for in one text."""
    return _studied(pattern).find(text)


@lru_cache(maxsize=32)
def places_of(text: str, at_edge: bool) -> Places:
    """The places of a text; of the last few texts they are kept."""
    return Places(text, EDGES if at_edge else PLACES)


def _is_unspaced(text: str) -> bool:
    return text.count(" ") < MOST_SPACES * len(text)


def find_anchor(expression: str) -> Anchor | None:
    """What the matches of an expression without flags begin with; None where that is not known or nothing."""
    parsed = parser.parse(expression)
    if parsed.getwidth()[0] == 0:
        return None
    for length in KEY_LENGTHS:
        try:
            keys = _Beginnings().of(list(parsed), length)
        except _TooManyError:
            continue
        known = "" not in keys and not any(key[0].isspace() for key in keys)
        return Anchor(keys, _begins_at_edge(list(parsed))) if known else None
    return None


def _begins_at_edge(items: Sequence[Any]) -> bool:
    if not items:
        return False
    operation, argument = items[0]
    if operation is constants.BRANCH:
        return all(_begins_at_edge(list(branch)) for branch in argument[1])
    if operation is constants.SUBPATTERN:
        return _begins_at_edge(list(argument[-1]))
    return repr((operation, argument)) == EDGE


def _plain_sign(character: str) -> str:
    return "0" if character.isdecimal() else " " if character.isspace() else character


class _TooManyError(Exception):
    """An expression has more beginnings of this length than are worth listing."""


class _Beginnings:
    """Lists the characters that the matches of an expression may begin with, up to a length."""

    def __init__(self) -> None:
        self._steps = 0

    def of(self, items: Sequence[Any], length: int, depth: int = DEEPEST) -> Keys:
        """The beginnings of a sequence; the empty string among them where anything may stand."""
        self._steps += 1
        if self._steps > MOST_STEPS:
            raise _TooManyError
        if not items or not length or not depth:
            return ANYTHING
        (operation, argument), rest = items[0], items[1:]
        if operation is constants.LITERAL:
            return self._followed(frozenset([_plain_sign(chr(argument))]), rest, length, depth)
        if operation is constants.IN:
            return self._followed(_characters(argument), rest, length, depth)
        if operation in (constants.AT, constants.ASSERT, constants.ASSERT_NOT):
            return self.of(rest, length, depth)
        if operation is constants.SUBPATTERN:
            return self.of([*argument[-1], *rest], length, depth - 1)
        if operation is constants.BRANCH:
            return self._any([[*branch, *rest] for branch in argument[1]], length, depth)
        if operation in REPEATS:
            return self._repeated(operation, argument, rest, length, depth)
        return ANYTHING

    def _any(self, sequences: Sequence[Sequence[Any]], length: int, depth: int) -> Keys:
        found: set[str] = set()
        for sequence in sequences:
            found |= self.of(sequence, length, depth - 1)
            if len(found) > MOST_KEYS:
                raise _TooManyError
        return frozenset(found)

    def _followed(self, first: Keys, rest: Sequence[Any], length: int, depth: int) -> Keys:
        if "" in first:
            return ANYTHING
        after = self.of(rest, length - 1, depth - 1)
        return first if "" in after else frozenset(SPACES.sub(" ", a + b) for a in first for b in after)

    def _repeated(self, operation: Any, argument: Any, rest: Sequence[Any], length: int, depth: int) -> Keys:
        least, most, part = argument
        if len(part) == 1 and part[0] == A_SPACE:
            most = 1  # several spaces are one in the keys
        again = [(operation, (max(0, least - 1), most if most is constants.MAXREPEAT else most - 1, part))]
        inside = [*part, *(again if most > 1 else []), *rest]
        return self._any([inside] if least else [inside, rest], length, depth)


def _characters(items: Sequence[Any]) -> Keys:
    """The characters of a class; the empty string where they cannot be listed."""
    found: set[str] = set()
    for operation, argument in items:
        if operation is constants.LITERAL:
            found.add(_plain_sign(chr(argument)))
        elif operation is constants.RANGE and argument[1] - argument[0] < 64:
            found.update(_plain_sign(chr(code)) for code in range(argument[0], argument[1] + 1))
        elif operation is constants.CATEGORY and argument in SIGNS:
            found.add(SIGNS[argument])
        else:
            return ANYTHING
    return frozenset(found)
