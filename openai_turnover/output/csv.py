"""CSV: one row an event; an article without events has one row without person."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TextIO

from openai_turnover.output.safety import spreadsheet_cell
from openai_turnover.records import Event, Failure, Report

ARTICLE_COLUMNS = ("source", "language", "published", "title")
EVENT_COLUMNS = (
    "person", "kind", "direction", "organization", "role", "role_text", "date", "date_text", "date_basis", "until",
    "destination", "origin", "successor", "predecessor", "reason", "status", "confidence",
)  # fmt: skip
COLUMNS = (*ARTICLE_COLUMNS, *EVENT_COLUMNS, "evidence", "error")


def write(records: Iterable[Report | Failure], stream: TextIO, single: bool) -> None:
    """A header and the rows."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for record in records:
        for row in _rows(record):
            writer.writerow([spreadsheet_cell(row.get(column)) for column in COLUMNS])


def _rows(record: Report | Failure) -> list[dict[str, object]]:
    if isinstance(record, Failure):
        return [{"source": record.source, "error": record.message}]
    article = {column: getattr(record, column) for column in ARTICLE_COLUMNS}
    return [{**article, **_event_cells(event)} for event in record.events] or [article]


def _event_cells(event: Event) -> dict[str, object]:
    cells: dict[str, object] = {column: getattr(event, column) for column in EVENT_COLUMNS}
    cells["evidence"] = " | ".join(e.text for e in event.evidence)
    return cells
