"""The alias table as a list, and rows added to a user's table."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from openai_turnover.alias_check import check_alias_file
from openai_turnover.alias_rows import read_alias_rows
from openai_turnover.aliases import SPELLING_KEYS, TABLE, AliasTable, name_tokens
from openai_turnover.errors import UsageError


def list_names(tables: Sequence[Path], text: str | None, section: str | None) -> Iterator[dict[str, Any]]:
    """Names in alphabetical order with section, spellings, Wikidata id and table; a user's row in place of ours."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for path in (TABLE, *tables):
        for row in read_alias_rows(path):
            name = str(row.values.get("name", ""))
            spellings = [s for key in SPELLING_KEYS for s in row.values.get(key, [])]
            earlier = rows.get((row.section, name), {"spellings": []})
            rows[row.section, name] = {
                "name": name,
                "section": row.section,
                "wikidata": row.values.get("wikidata", earlier.get("wikidata")),
                "spellings": list(dict.fromkeys([*earlier["spellings"], *spellings])),
                "ambiguous": row.values.get("ambiguous", []),
                "table": "ours" if path == TABLE else str(path),
            }
    wanted = " ".join(name_tokens(text)) if text else ""
    for (own_section, _), entry in sorted(rows.items(), key=lambda item: (item[0][1].casefold(), item[0])):
        if section in (None, own_section) and _holds(entry, wanted):
            yield entry


def _holds(entry: dict[str, Any], wanted: str) -> bool:
    return not wanted or any(wanted in " ".join(name_tokens(s)) for s in [entry["name"], *entry["spellings"]])


def add_row(path: Path, section: str, name: str, spellings: Sequence[str], wikidata: str | None) -> int:
    """Write a row at the end of a table, which is made where there is none; returns the line of the row.

    Raises UsageError where the table with the row would not pass the check; it then stays as it was.
    """
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    gap = "" if not before else "\n" if before.endswith("\n") else "\n\n"
    values = {"name": name, "wikidata": wikidata, "spellings": list(spellings)}
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items() if value]
    after = before + gap + "\n".join([f"[[{section}]]", *lines, ""])
    line = (before + gap).count("\n") + 1
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, suffix=".toml", delete=False, encoding="utf-8") as stream:
        stream.write(after)
    written = Path(stream.name)
    try:
        wrong = [p for p in check_alias_file(written, AliasTable()) if p.serious and p.line == line]
        if wrong:
            raise UsageError(f"{path}: not added: {wrong[0].text}")
        os.replace(written, path)
    finally:
        written.unlink(missing_ok=True)
    return line
