"""The rows of an alias table in TOML, each with its line, read fast where the file is plain."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openai_turnover.errors import DataFileError

SECTIONS = ("person", "organization")
HEADER = re.compile(r"^\s*\[\[\s*(\w+)\s*\]\]", re.MULTILINE)
PLAIN_HEADER = {f"[[{section}]]": section for section in SECTIONS}
PLAIN_VALUE = re.compile(r'([a-z]+) = ("[^"\\\t]*"|\[(?:"[^"\\\t]*"(?:, )?)*\])')
"""A key with a string or a list of strings, as most lines of a table are; such a value is JSON too."""


@dataclass(frozen=True)
class AliasRow:
    """One row as it stands in the file; ``line`` counts from 1."""

    section: str
    values: dict[str, Any]
    line: int


def read_alias_rows(path: Path) -> list[AliasRow]:
    """The rows of a table in their order, not yet checked.

    Raises DataFileError where the file cannot be read, is no TOML or has another section.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataFileError(f"{path}: {error}") from None
    plain = _plain_rows(text)
    return list(_toml_rows(path, text)) if plain is None else plain


def _plain_rows(text: str) -> list[AliasRow] | None:
    """Rows of a file of plain lines only; None where any line needs the whole of TOML."""
    rows: list[AliasRow] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line or line[0] == "#":
            continue
        section = PLAIN_HEADER.get(line)
        if section:
            rows.append(AliasRow(section, {}, number))
            continue
        value = PLAIN_VALUE.fullmatch(line)
        if value is None or not rows or value[1] in rows[-1].values:
            return None
        try:
            rows[-1].values[value[1]] = json.loads(value[2])
        except ValueError:
            return None
    return rows


def _toml_rows(path: Path, text: str) -> Iterator[AliasRow]:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataFileError(f"{path}: {error}") from None
    unknown = set(data) - set(SECTIONS)
    if unknown:
        raise DataFileError(f"{path}: unknown section {sorted(unknown)[0]!r}; use [[person]] and [[organization]]")
    lines: dict[str, list[int]] = {section: [] for section in SECTIONS}
    for header in HEADER.finditer(text):
        lines.setdefault(header[1], []).append(text.count("\n", 0, header.start(1)) + 1)
    for section in SECTIONS:
        rows = data.get(section, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise DataFileError(f"{path}: {section} must be rows that begin with [[{section}]]")
        for place, row in enumerate(rows):
            yield AliasRow(section, row, lines[section][place] if place < len(lines[section]) else 1)
