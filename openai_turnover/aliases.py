"""The alias table: spellings of known people and organisations, and their canonical names."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from openai_turnover.alias_cache import read_cached, write_cached
from openai_turnover.alias_rows import SECTIONS, read_alias_rows
from openai_turnover.errors import DataFileError
from openai_turnover.folding import fold, split_tokens

TABLE = Path(__file__).parent / "data" / "aliases.toml"
SPELLING_KEYS = ("spellings", "misspellings", "former", "tickers")
LIST_KEYS = ("context", "ambiguous", *SPELLING_KEYS)
KEYS = {"name", "wikidata", *LIST_KEYS}


@dataclass(frozen=True)
class AliasEntry:
    """One known person or organisation."""

    name: str
    section: str
    wikidata: str | None = None
    context: tuple[str, ...] = ()
    former: str | None = None
    """The name before, by which an article of that time is answered."""


@dataclass
class AliasTable:
    """Folded spellings of known names; later rows win over earlier ones, so that a user's rows win over ours."""

    spellings: dict[str, dict[str, tuple[AliasEntry, str]]] = field(default_factory=lambda: {s: {} for s in SECTIONS})
    """By section: folded spelling to entry and how it is known: ``exact`` (its name), ``former`` or ``alias``."""
    lengths: dict[str, dict[str, int]] = field(default_factory=lambda: {s: {} for s in SECTIONS})
    """By section: first token of a spelling to the length in tokens of the longest spelling that begins with it."""
    ambiguous: dict[str, dict[str, list[AliasEntry]]] = field(default_factory=lambda: {s: {} for s in SECTIONS})
    """By section: folded spelling that several share, such as a surname, to those whom it may mean."""

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
        for key in LIST_KEYS:
            values = row.get(key, ())
            if not isinstance(values, list | tuple) or not all(isinstance(v, str) for v in values):
                raise DataFileError(f"{where}: {name}: {key} must be a list of strings")
        entry = AliasEntry(name, section, row.get("wikidata"), tuple(row.get("context", ())), _former_of(row))
        self.put(entry, _keys_of(row))

    def put(self, entry: AliasEntry, keys: Sequence[tuple[str, str]]) -> None:
        """Add an entry under folded spellings, each with how it is known, ``ambiguous`` for one that several share."""
        spellings, lengths = self.spellings[entry.section], self.lengths[entry.section]
        for key, match in keys:
            if match == "ambiguous":
                self.ambiguous[entry.section].setdefault(key, []).append(entry)
                if spellings.get(key, (entry, "exact"))[1] != "exact":
                    del spellings[key]
                continue
            spellings[key] = (entry, match)
            first, _, rest = key.partition(" ")
            length = rest.count(" ") + 2 if rest else 1
            if lengths.get(first, 0) < length:
                lengths[first] = length

    def may_mean(self, section: str, spelling: str) -> list[AliasEntry]:
        """Those who share a spelling that the table calls ambiguous."""
        return self.ambiguous[section].get(" ".join(name_tokens(spelling)), [])

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
    if name.isascii() and name.replace(" ", "").isalpha():  # the plain case, several times faster
        return name.lower().split()
    return [token for token in split_tokens(fold(name)) if not token.isspace()]


def _former_of(row: Mapping[str, Any]) -> str | None:
    return next(iter(row.get("former", ())), None)


def _keys_of(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Folded spellings of a row; a spelling that is its name is exact."""
    found = {" ".join(name_tokens(text)): "ambiguous" for text in row.get("ambiguous", ())}
    for key in SPELLING_KEYS:
        for text in row.get(key, ()):
            found[" ".join(name_tokens(text))] = "former" if key == "former" else "alias"
    found[" ".join(name_tokens(row["name"]))] = "exact"
    return [(key, match) for key, match in found.items() if key]


def read_alias_file(path: Path, table: AliasTable) -> None:
    """Add the rows of a table in TOML.

    Raises DataFileError where it cannot be read or does not follow the format.
    """
    with _without_collection():
        for row in read_alias_rows(path):
            table.add(row.section, row.values, f"{path}:{row.line}")


@contextmanager
def _without_collection() -> Iterator[None]:
    """Many small objects that all stay: looking for garbage among them doubles the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@lru_cache(maxsize=8)
def read_aliases(*user_tables: Path) -> AliasTable:
    """Our table with the users' tables over it."""
    table = _our_table()
    for path in user_tables:
        read_alias_file(path, table)
    return table


def _our_table() -> AliasTable:
    content = TABLE.read_bytes()
    table = AliasTable()
    rows = read_cached(content)
    if rows is None:
        rows = [
            [
                r.section,
                r.values["name"],
                r.values.get("wikidata"),
                r.values.get("context", ()),
                _former_of(r.values),
                _keys_of(r.values),
            ]
            for r in read_alias_rows(TABLE)
        ]
        write_cached(content, rows)
    with _without_collection():
        for section, name, wikidata, context, former, keys in rows:
            table.put(AliasEntry(name, section, wikidata, tuple(context), former), keys)
    return table
