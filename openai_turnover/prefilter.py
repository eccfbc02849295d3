"""Letters that a pattern cannot match without, so that most patterns need not be tried on most texts.

A pattern such as ``(hand|hands) in ~ notice`` needs "hand" and "notice"; a text without "notice" cannot match it.
Looking for a few letters is far faster than trying the expression at every place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from openai_turnover.anchors import find_matches

MOST_ALTERNATIVES = 60
Literals = frozenset[str]


class PrefilteredPattern:
    """An expression that is only tried where one of its needed literals stands in the text."""

    def __init__(self, expression: str) -> None:
        """Raises re.error for what is no regular expression."""
        self._expression = expression
        self.literals = needed_literals(expression)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled expression; most are never needed."""
        return re.compile(self._expression)

    def may_match(self, text: str) -> bool:
        """Whether a needed literal stands in the text; where not, the expression cannot match."""
        if self.literals is None:
            return True
        for literal in self.literals:  # noqa: SIM110, asked hundreds of times for every article
            if literal in text:
                return True
        return False

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The matches of the expression, left to right."""
        return find_matches(self.pattern, text) if self.may_match(text) else iter(())


def needed_literals(expression: str) -> Literals | None:
    """Stretches of letters of which every match holds at least one; None where that cannot be told."""
    return _of_sequence(parser.parse(expression))


def _of_sequence(items: Any) -> Literals | None:
    """The best set among the parts of a sequence: the one whose shortest stretch is longest."""
    choices: list[Literals] = []
    run = ""
    for operation, argument in items:
        if operation is constants.LITERAL:
            run += chr(argument)
            continue
        choices += [frozenset([run])] if run else []
        run = ""
        found = _of_item(operation, argument)
        choices += [found] if found else []
    choices += [frozenset([run])] if run else []
    return max(choices, key=_worth, default=None)


def _of_item(operation: Any, argument: Any) -> Literals | None:
    if operation is constants.SUBPATTERN:
        return _of_sequence(argument[-1])
    if operation is constants.BRANCH:
        return _of_branches(argument[1])
    if operation in (constants.MAX_REPEAT, constants.MIN_REPEAT) and argument[0] > 0:
        return _of_sequence(argument[2])
    return None


def _of_branches(branches: Any) -> Literals | None:
    found: set[str] = set()
    for branch in branches:
        literals = _of_sequence(branch)
        if literals is None:
            return None
        found |= literals
    return frozenset(found) if len(found) <= MOST_ALTERNATIVES else None


def _worth(literals: Literals) -> tuple[int, int]:
    return min(map(len, literals)), -len(literals)
