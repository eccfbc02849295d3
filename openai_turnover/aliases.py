"""The alias table: spellings of known people and organisations, and their canonical names."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from openai_turnover.errors import DataFileError
from openai_turnover.folding import fold
from openai_turnover.tokens import TOKEN

TABLE = Path(__file__).parent / "data" / "aliases.toml"
SECTIONS = ("person", "organization")
SPELLING_KEYS = ("spellings", "misspellings", "former", "tickers")
KEYS = {"name", "wikidata", "context", "ambiguous", *SPELLING_KEYS}


@dataclass(frozen=True)
class AliasEntry:
    """One known person or organisation."""

    name: str
    section: str
    wikidata: str | None = None
    context: tuple[str, ...] = ()


@dataclass
class AliasTable:
    """Folded spellings of known names; later rows win over earlier ones, so that a user's rows win over ours."""

    spellings: dict[str, dict[str, tuple[AliasEntry, str]]] = field(default_factory=lambda: {s: {} for s in SECTIONS})
    """By section: folded spelling to entry and how it is known (``exact`` for the name itself, else ``alias``)."""
    lengths: dict[str, dict[str, int]] = field(default_factory=lambda: {s: {} for s in SECTIONS})
    """By section: first token of a spelling to the length in tokens of the longest spelling that begins with it."""

    def add(self, section: str, row: Mapping[str, Any], where: str) -> None:
        """Add one row.

        Raises DataFileError where the row has no name or a key of the wrong kind.
        """
        name = row.get("name")
        if not isinstance(name, str) or not name.strip():
            raise DataFileError(f"{where}: a {section} needs a name")
        unknown = set(row) - KEYS
        if unknown:
            raise DataFileError(f"{where}: {name}: unknown key {sorted(unknown)[0]!r}")
        entry = AliasEntry(name, section, row.get("wikidata"), tuple(row.get("context", ())))
        self._put(section, name, entry, "exact")
        for key in SPELLING_KEYS:
            values = row.get(key, [])
            if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
                raise DataFileError(f"{where}: {name}: {key} must be a list of strings")
            for spelling in values:
                self._put(section, spelling, entry, "alias")

    def _put(self, section: str, spelling: str, entry: AliasEntry, match: str) -> None:
        tokens = name_tokens(spelling)
        if tokens:
            self.spellings[section][" ".join(tokens)] = (entry, match)
            lengths = self.lengths[section]
            lengths[tokens[0]] = max(lengths.get(tokens[0], 0), len(tokens))

    def look_up(self, section: str, spelling: str) -> tuple[AliasEntry, str] | None:
        """The entry of a spelling and how it is known; None where it is not in the table."""
        return self.spellings[section].get(" ".join(name_tokens(spelling)))

    def find(self, section: str, norms: Sequence[str]) -> Iterator[tuple[int, int, AliasEntry]]:
        """Longest spellings in a row of folded tokens, as ``(first token, token after the last, entry)``."""
        spellings, lengths = self.spellings[section], self.lengths[section]
        at = 0
        while at < len(norms):
            longest = lengths.get(norms[at], 0)
            for length in range(min(longest, len(norms) - at), 0, -1):
                hit = spellings.get(" ".join(norms[at : at + length]))
                if hit:
                    yield at, at + length, hit[0]
                    at += length - 1
                    break
            at += 1


def name_tokens(name: str) -> list[str]:
    """The folded tokens of a name, as the tokenizer would make them."""
    return [token for token in TOKEN.findall(fold(name)) if not token.isspace()]


def read_alias_file(path: Path, table: AliasTable) -> None:
    """Add the rows of a table in TOML.

    Raises DataFileError where it cannot be read or does not follow the format.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataFileError(f"{path}: {error}") from None
    unknown = set(data) - set(SECTIONS)
    if unknown:
        raise DataFileError(f"{path}: unknown section {sorted(unknown)[0]!r}; use [[person]] and [[organization]]")
    for section in SECTIONS:
        for number, row in enumerate(data.get(section, []), 1):
            table.add(section, row, f"{path}: {section} {number}")


@lru_cache(maxsize=8)
def read_aliases(*user_tables: Path) -> AliasTable:
    """Our table with the users' tables over it."""
    table = AliasTable()
    for path in (TABLE, *user_tables):
        read_alias_file(path, table)
    return table
