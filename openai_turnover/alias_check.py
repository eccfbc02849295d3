"""What is wrong in a user's alias table, by line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openai_turnover.alias_rows import AliasRow, read_alias_rows
from openai_turnover.aliases import KEYS, LIST_KEYS, SPELLING_KEYS, AliasTable, name_tokens

WIKIDATA = re.compile(r"Q[1-9]\d*")
SHORTEST = 2


@dataclass(frozen=True)
class Problem:
    """Something wrong in one row; ``line`` counts from 1 and is where the row begins.

    ``serious`` ones keep a row from working as meant; the others are worth a look.
    """

    line: int
    text: str
    serious: bool = True


def check_alias_file(path: Path, ours: AliasTable) -> list[Problem]:
    """Every problem of a table, in the order of its lines.

    Raises DataFileError where the file cannot be read or is no TOML.
    """
    rows = read_alias_rows(path)
    problems = [problem for row in rows for problem in _problems_of_row(row)]
    sound = [row for row in rows if isinstance(row.values.get("name"), str)]
    problems += _repeated_names(sound)
    problems += _shared_spellings(sound)
    problems += _overridden(sound, ours)
    return sorted(problems, key=lambda p: (p.line, not p.serious, p.text))


def _problems_of_row(row: AliasRow) -> Iterator[Problem]:
    name = row.values.get("name")
    if not isinstance(name, str) or not name_tokens(name):
        yield Problem(row.line, f"a {row.section} needs a name in quotes")
    for key in sorted(set(row.values) - KEYS):
        yield Problem(row.line, f"unknown key {key!r}; known are {', '.join(sorted(KEYS))}")
    wikidata = row.values.get("wikidata")
    if wikidata is not None and not (isinstance(wikidata, str) and WIKIDATA.fullmatch(wikidata)):
        yield Problem(row.line, f"wikidata must be an id such as Q7407093, not {wikidata!r}")
    for key in LIST_KEYS:
        yield from _problems_of_list(row, key)


def _problems_of_list(row: AliasRow, key: str) -> Iterator[Problem]:
    values = row.values.get(key, [])
    if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
        yield Problem(row.line, f'{key} must be a list of strings, such as ["Anna Berg"]')
        return
    own = name_tokens(row.values["name"]) if isinstance(row.values.get("name"), str) else None
    for value in values:
        if not name_tokens(value):
            yield Problem(row.line, f"{key} has an empty spelling")
        elif key in SPELLING_KEYS and name_tokens(value) == own:
            yield Problem(row.line, f"{value!r} is the name itself, case and accents aside", serious=False)
        elif key in SPELLING_KEYS and len(value) < SHORTEST:
            yield Problem(row.line, f"{value!r} is too short to be told from other words")


def _repeated_names(rows: list[AliasRow]) -> Iterator[Problem]:
    first: dict[tuple[str, str], int] = {}
    for row in rows:
        key = (row.section, " ".join(name_tokens(row.values["name"])))
        if key in first:
            yield Problem(row.line, f"{row.values['name']!r} has a row already, in line {first[key]}")
        first.setdefault(key, row.line)


def _shared_spellings(rows: list[AliasRow]) -> Iterator[Problem]:
    """Spellings that lead to two rows and are not marked as ambiguous in both."""
    owners: dict[tuple[str, str], AliasRow] = {}
    for row in rows:
        for spelling in _spellings(row.values):
            key = (row.section, " ".join(name_tokens(spelling)))
            other = owners.setdefault(key, row)
            if other is not row and other.values["name"] != row.values["name"]:
                meant = f"{other.values['name']!r} in line {other.line}"
                yield Problem(row.line, f"{spelling!r} leads to {meant} too; move it to ambiguous in both rows")


def _overridden(rows: list[AliasRow], ours: AliasTable) -> Iterator[Problem]:
    for row in rows:
        for spelling in _spellings(row.values):
            hit = ours.look_up(row.section, spelling)
            if hit and name_tokens(hit[0].name) != name_tokens(row.values["name"]):
                text = f"{spelling!r} is {hit[0].name!r} in our table; yours wins"
                yield Problem(row.line, text, serious=False)


def _spellings(values: dict[str, Any]) -> list[str]:
    """Name and spellings of a row, as far as they are well formed."""
    lists = (values.get(key, []) for key in SPELLING_KEYS)
    found = [values["name"], *(v for each in lists if isinstance(each, list) for v in each if isinstance(v, str))]
    return [v for v in dict.fromkeys(found) if name_tokens(v)]
