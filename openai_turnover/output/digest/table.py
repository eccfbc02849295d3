"""A timeline for reading on a terminal: by organisation and date, with conflicts and successions, in 80 columns."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from itertools import groupby
from typing import Any, TextIO

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from openai_turnover.digest.records import Change, Dossier
from openai_turnover.output.digest.wording import (
    around,
    chain_line,
    chain_place,
    conflict_line,
    counted,
    rank_organizations,
    told_by,
    with_short_sources,
)
from openai_turnover.output.safety import printable, shortened
from openai_turnover.output.table import STATUS_STYLES, WIDTH
from openai_turnover.output.wording import CHANGES

COLUMN_WIDTHS = (10, 2, 18, 9, 24, 10)
"""Date, line, person, change, position, status: 79 columns with the spaces between."""
INDENT = 13
MOST_SOURCES = 3
PLAIN: dict[str, Any] = {"highlight": False, "emoji": False}
EVIDENCE_LENGTH = 120
NODES = {"out": ("◀", "red"), "in": ("▶", "green")}


def write(dossier: Dossier, stream: TextIO) -> None:
    """The summary, a timeline for each organisation, the successions, and what could not be read."""
    on_terminal = stream.isatty()
    console = Console(file=stream if on_terminal else StringIO(), width=None if on_terminal else WIDTH, **PLAIN)
    for part in _parts(dossier):
        console.print(part)
    if isinstance(console.file, StringIO):
        stream.writelines(f"{line.rstrip()}\n" for line in console.file.getvalue().splitlines())


def _parts(dossier: Dossier) -> Iterator[RenderableType]:
    dossier, folder = with_short_sources(dossier)
    disputed = sum(bool(c.conflicts) for c in dossier.changes)
    summary = counted(len(dossier.changes), "change") + " in " + counted(dossier.reports, "article")
    yield Text(summary, style="bold") + Text(f", {disputed:,} disputed" if disputed else "", style="bold red")
    if folder and disputed:
        yield Text(f"all in {printable(folder)}", style="dim")
    ranks = rank_organizations(dossier.changes)
    in_order = sorted(dossier.changes, key=lambda c: ranks[c.organization])
    for organization, group in groupby(in_order, key=lambda c: c.organization):
        yield Text(f"\n{printable(organization or 'Organization unknown')}", style="bold cyan")
        for change in group:
            yield _row(change)
            yield Padding(_details(change), (0, 0, 0, INDENT))
    if dossier.chains:
        yield Text("\nSuccessions", style="bold cyan")
    for chain in dossier.chains:
        yield Text(f"{chain_place(chain)}\n", style="dim") + Text(f"  {chain_line(chain)}", style="not dim")
    for failure in dossier.failures:
        yield Text(f"! {printable(failure.source)}: {printable(failure.message)}", style="yellow")


def _row(change: Change) -> Table:
    row = Table.grid(padding=(0, 1, 0, 0))
    for width in COLUMN_WIDTHS:
        row.add_column(width=width, overflow="fold")
    sign, style = NODES[change.direction]
    note = around(change)
    position = printable(change.role or "")
    cell = Text(position) + Text(f"\n{note}" if note and position else note, style="dim")
    row.add_row(
        Text(change.date or "?"),
        Text(f"│{sign}", style=style),
        Text(printable(change.person), style="bold"),
        Text(CHANGES[change.kind]),
        cell,
        Text(change.status, style=STATUS_STYLES[change.status]),
    )
    return row


def _details(change: Change) -> Text:
    """How many tell it, the words of the earliest source, and what is disputed."""
    lines = Text(told_by(change), style="dim")
    quote = next((e.text for s in change.sources for e in s.evidence), None)
    if quote:
        lines += Text(f"\n“{shortened(printable(quote), EVIDENCE_LENGTH)}”", style="dim italic")
    for conflict in change.conflicts:
        lines += Text(f"\n! {conflict_line(conflict, MOST_SOURCES)}", style="bold red")
    return lines
