"""A table for reading on a terminal: one row a person and change, by organisation, with the words that say so."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TextIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from openai_turnover.output.safety import printable, shortened
from openai_turnover.output.wording import CHANGES, around, when
from openai_turnover.records import Event, Failure, Report

WIDTH = 80
EVIDENCE_LENGTH = 150
COLUMN_WIDTHS = (1, 20, 9, 24, 10, 9)
"""Arrow, person, change, position, date, status: 78 columns with the spaces between."""
STATUS_STYLES = {"confirmed": "green", "reported": "yellow", "rumored": "magenta", "denied": "red"}


def write(records: Iterable[Report | Failure], stream: TextIO, single: bool) -> None:
    """One block an article."""
    console = Console(file=stream, width=None if stream.isatty() else WIDTH, highlight=False, emoji=False)
    for record in records:
        if isinstance(record, Failure):
            console.print(Text(f"{printable(record.source)}: {printable(record.message)}", style="red"))
        else:
            console.print(format_report(record))


def format_report(report: Report) -> Group:
    """The heading, the changes of each organisation, and the warnings of a report."""
    parts: list[RenderableType] = [_heading(report)]
    events = sorted(report.events, key=lambda e: (e.organization != report.organization, e.organization or "~"))
    for organization, group in groupby(events, key=lambda e: e.organization):
        parts.append(Text(f"\n{printable(organization or 'Organization unknown')}", style="bold cyan"))
        for event in group:
            parts += [_row(event), Padding(_evidence(event), (0, 0, 0, 2))]
    if not events:
        parts.append(Text("\nNo change of position found.", style="italic"))
    parts += [Text(f"! {printable(warning)}", style="yellow") for warning in report.warnings]
    return Group(*parts, Text())


def _heading(report: Report) -> Text:
    heading = Text(printable(report.title or report.source), style="bold")
    facts = (printable(report.source), report.language, report.published or "undated")
    return heading + Text("\n" + " · ".join(facts), style="dim not bold")


def _row(event: Event) -> Table:
    arrow = Text("→" if event.direction == "in" else "←", style="green" if event.direction == "in" else "red")
    position, note = printable(event.role or ""), around(event)
    cell = Text(position) + Text(f"\n{note}" if note and position else note, style="dim")
    row = Table.grid(padding=(0, 1, 0, 0))
    for width in COLUMN_WIDTHS:
        row.add_column(width=width, overflow="fold")
    person = Text(printable(event.person), style="bold")
    status = Text(event.status, style=STATUS_STYLES[event.status])
    row.add_row(arrow, person, Text(CHANGES[event.kind]), cell, Text(when(event)), status)
    return row


def _evidence(event: Event) -> Text:
    quoted = shortened(printable(event.evidence[0].text), EVIDENCE_LENGTH) if event.evidence else ""
    return Text(f"“{quoted}”", style="dim italic")
