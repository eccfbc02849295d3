"""CSV: one row a change, its sources and conflicts each in one cell."""

from __future__ import annotations

import csv
from typing import TextIO

from openai_turnover.digest.records import Change, Dossier
from openai_turnover.output.digest.wording import conflict_line
from openai_turnover.output.safety import spreadsheet_cell

CHANGE_COLUMNS = (
    "person", "kind", "direction", "organization", "role", "date", "date_basis", "until", "destination", "origin",
    "successor", "predecessor", "reason", "status", "confidence", "first_published",
)  # fmt: skip
COLUMNS = (*CHANGE_COLUMNS, "names", "number_of_sources", "sources", "languages", "conflicts", "evidence", "error")


def write(dossier: Dossier, stream: TextIO) -> None:
    """A header, the changes, and a row for each article that failed."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    rows: list[dict[str, object]] = [_cells(change) for change in dossier.changes]
    rows += [{"sources": failure.source, "error": failure.message} for failure in dossier.failures]
    for row in rows:
        writer.writerow([spreadsheet_cell(row.get(column)) for column in COLUMNS])


def _cells(change: Change) -> dict[str, object]:
    cells: dict[str, object] = {column: getattr(change, column) for column in CHANGE_COLUMNS}
    cells["names"] = " | ".join(change.names)
    cells["number_of_sources"] = len(change.source_names)
    cells["sources"] = " | ".join(change.source_names)
    cells["languages"] = " | ".join(sorted({s.language for s in change.sources}))
    cells["conflicts"] = " | ".join(map(conflict_line, change.conflicts))
    cells["evidence"] = " | ".join(e.text for s in change.sources for e in s.evidence[:1])
    return cells
