"""A dossier to text, in the same formats as reports."""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO

from openai_turnover.digest.records import Dossier
from openai_turnover.output.digest import csv, json, markdown, table

WRITERS: dict[str, Callable[[Dossier, TextIO], None]] = {
    "table": table.write,
    "json": json.write,
    "jsonl": json.write_lines,
    "csv": csv.write,
    "markdown": markdown.write,
}


def write_dossier(dossier: Dossier, format_: str, stream: TextIO) -> None:
    """Write a dossier in a format."""
    WRITERS[format_](dossier, stream)
    stream.flush()
