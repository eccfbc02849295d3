"""Markdown: the changes as a table, then conflicts, successions and the words of every source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from openai_turnover.digest.records import Change, Dossier
from openai_turnover.output.digest.wording import around, chain_line, chain_place, conflict_line, counted, told_by
from openai_turnover.output.safety import markdown_cell
from openai_turnover.output.wording import CHANGES

COLUMNS = ("Date", "Person", "Change", "Organization", "Position", "Around it", "Status", "Told by")
HEADER = f"| {' | '.join(COLUMNS)} |\n{'|---' * len(COLUMNS)}|\n"


def write(dossier: Dossier, stream: TextIO) -> None:
    """The parts of the dossier that there are."""
    stream.writelines(_lines(dossier))


def _lines(dossier: Dossier) -> Iterator[str]:
    yield f"# {counted(len(dossier.changes), 'change')} in {counted(dossier.reports, 'article')}\n\n"
    if dossier.changes:
        yield HEADER
        yield from map(_row, dossier.changes)
    if any(change.conflicts for change in dossier.changes):
        yield "\n## Where sources disagree\n\n"
        for change in dossier.changes:
            for conflict in change.conflicts:
                yield f"- **{markdown_cell(change.person)}**, {markdown_cell(conflict_line(conflict))}\n"
    if dossier.chains:
        yield "\n## Successions\n\n"
        yield from (f"- {markdown_cell(chain_place(c))}: {markdown_cell(chain_line(c))}\n" for c in dossier.chains)
    yield "\n## Sources\n"
    yield from (line for change in dossier.changes for line in _sources(change))
    if dossier.failures:
        yield "\n## Failed\n\n"
        yield from (f"- {markdown_cell(f.source)}: {markdown_cell(f.message)}\n" for f in dossier.failures)


def _row(change: Change) -> str:
    cells = (
        change.date, change.person, CHANGES[change.kind], change.organization, change.role, around(change),
        change.status + (" (disputed)" if change.conflicts else ""), told_by(change),
    )  # fmt: skip
    return "| " + " | ".join(map(markdown_cell, cells)) + " |\n"


def _sources(change: Change) -> Iterator[str]:
    place = markdown_cell(change.organization or "?")
    yield f"\n**{markdown_cell(change.person)}** {CHANGES[change.kind]}, {place}\n\n"
    for source in change.sources:
        facts = ", ".join(x for x in (source.source, source.language, source.published, source.status) if x)
        quotes = " ".join(f"“{markdown_cell(e.text)}”" for e in source.evidence[:1])
        yield f"- {markdown_cell(facts)}: {quotes}\n"
