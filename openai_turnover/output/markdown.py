"""Markdown: a section an article, a table of its changes, the evidence as quotations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from openai_turnover.output.safety import markdown_cell
from openai_turnover.output.wording import CHANGES, around, when
from openai_turnover.records import Event, Failure, Report

HEADER = "| Person | Change | Organization | Position | Date | Around it | Status |\n|---|---|---|---|---|---|---|\n"


def write(records: Iterable[Report | Failure], stream: TextIO, single: bool) -> None:
    """One section a record."""
    for record in records:
        stream.write(_failure(record) if isinstance(record, Failure) else _section(record))


def _failure(failure: Failure) -> str:
    return f"## {markdown_cell(failure.source)}\n\n**Failed:** {markdown_cell(failure.message)}\n\n"


def _section(report: Report) -> str:
    facts = (report.source, report.language, report.published or "undated")
    heading = f"## {markdown_cell(report.title or report.source)}\n\n{' · '.join(map(markdown_cell, facts))}\n\n"
    if not report.events:
        return heading + "No change of position found.\n\n"
    rows = "".join(_row(event) for event in report.events)
    quotes = "".join(
        f"> **{markdown_cell(e.person)}**: {markdown_cell(x.text)}\n>\n" for e in report.events for x in e.evidence[:1]
    )
    return f"{heading}{HEADER}{rows}\n{quotes}\n"


def _row(event: Event) -> str:
    cells = (
        event.person,
        CHANGES[event.kind],
        event.organization,
        event.role,
        when(event),
        around(event),
        event.status,
    )
    return "| " + " | ".join(map(markdown_cell, cells)) + " |\n"
