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

KEY_LENGTHS = (4, 3, 2, 1)
MOST_KEYS = 150
"""Above these, shorter keys are taken."""
DEEPEST = 40
"""Nested parts looked into for the beginnings of matches."""
USES_BEFORE_STUDY = 3
"""A pattern is studied when it comes back: for a single article that would take longer than it saves."""
LETTER = rf"[\w{MARKS}]"
EDGE = repr(next(iter(parser.parse(rf"(?<!{LETTER})"))))
EDGES = re.compile(rf"(?<!{LETTER})(?=([^\s].{{0,3}}))", re.DOTALL)
PLACES = re.compile(r"(?=([^\s].{0,3}))", re.DOTALL)
REPEATS = (constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT)
Keys = frozenset[str]


@dataclass(frozen=True)
class Anchor:
    """What every match begins with."""

    keys: Keys
    """The first characters, up to four; all figures as ``0``."""
    at_edge: bool
    """Whether no letter stands before a match."""

    @cached_property
    def keys_by_length(self) -> list[tuple[int, Keys]]:
        """The keys in groups of one length."""
        lengths = sorted({len(key) for key in self.keys})
        return [(n, frozenset(key for key in self.keys if len(key) == n)) for n in lengths]


class Places:
    """The places of a text where something other than white space stands, by what they begin with."""

    def __init__(self, text: str, expression: re.Pattern[str]) -> None:
        self._starts = [(_key(m[1]), m.start()) for m in expression.finditer(text)]
        self._by_length: dict[int, dict[str, list[int]]] = {}

    def _by_key(self, length: int) -> dict[str, list[int]]:
        found = self._by_length.get(length)
        if found is None:
            found = self._by_length[length] = defaultdict(list)
            for key, place in self._starts:
                found[key[:length]].append(place)
        return found

    def of(self, anchor: Anchor) -> list[int]:
        """The places where one of an anchor's keys stands, left to right."""
        found: list[int] = []
        lists = 0
        for length, keys in anchor.keys_by_length:
            by_key = self._by_key(length)
            for key in keys if len(keys) < len(by_key) else keys.intersection(by_key):
                if key in by_key:
                    found += by_key[key]
                    lists += 1
        if lists > 1:
            return sorted(set(found))
        return found


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
        if self.anchor is None:
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


@lru_cache(maxsize=4)
def places_of(text: str, at_edge: bool) -> Places:
    """The places of a text; of the last few texts they are kept."""
    return Places(text, EDGES if at_edge else PLACES)


def find_anchor(expression: str) -> Anchor | None:
    """What the matches of an expression without flags begin with; None where that is not known or nothing."""
    parsed = parser.parse(expression)
    if parsed.getwidth()[0] == 0:
        return None
    for length in KEY_LENGTHS:
        keys = _beginnings(list(parsed), length, DEEPEST)
        if "" in keys or any(key[0].isspace() for key in keys):
            return None
        if len(keys) <= MOST_KEYS or length == KEY_LENGTHS[-1]:
            return Anchor(keys, _begins_at_edge(list(parsed)))
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


def _key(characters: str) -> str:
    return characters if not any(map(str.isdecimal, characters)) else "".join(map(_plain_figure, characters))


def _plain_figure(character: str) -> str:
    return "0" if character.isdecimal() else character


def _beginnings(items: Sequence[Any], length: int, depth: int) -> Keys:
    """The characters that a sequence may begin with, up to a length; the empty string where anything may follow."""
    if not items or not length or not depth:
        return frozenset([""])
    (operation, argument), rest = items[0], items[1:]
    if operation is constants.LITERAL:
        return _followed(frozenset([_plain_figure(chr(argument))]), rest, length, depth)
    if operation is constants.IN:
        return _followed(_characters(argument), rest, length, depth)
    if operation in (constants.AT, constants.ASSERT, constants.ASSERT_NOT):
        return _beginnings(rest, length, depth)
    if operation is constants.SUBPATTERN:
        return _beginnings([*argument[-1], *rest], length, depth - 1)
    if operation is constants.BRANCH:
        return frozenset().union(*(_beginnings([*b, *rest], length, depth - 1) for b in argument[1]))
    if operation in REPEATS:
        return _repeated(operation, argument, rest, length, depth)
    return frozenset([""])


def _followed(first: Keys, rest: Sequence[Any], length: int, depth: int) -> Keys:
    if "" in first:
        return first
    after = _beginnings(rest, length - 1, depth - 1)
    return first if "" in after else frozenset(a + b for a in first for b in after)


def _repeated(operation: Any, argument: Any, rest: Sequence[Any], length: int, depth: int) -> Keys:
    least, most, part = argument
    again = [(operation, (max(0, least - 1), most, part))] if most > 1 else []
    inside = _beginnings([*part, *again, *rest], length, depth - 1)
    return inside if least else inside | _beginnings(rest, length, depth - 1)


def _characters(items: Sequence[Any]) -> Keys:
    """The characters of a class; the empty string where they cannot be listed."""
    found: set[str] = set()
    for operation, argument in items:
        if operation is constants.LITERAL:
            found.add(_plain_figure(chr(argument)))
        elif operation is constants.RANGE and argument[1] - argument[0] < 64:
            found.update(_plain_figure(chr(code)) for code in range(argument[0], argument[1] + 1))
        elif operation is constants.CATEGORY and argument is constants.CATEGORY_DIGIT:
            found.add("0")
        else:
            return frozenset([""])
    return frozenset(found)
