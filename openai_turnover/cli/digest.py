"""``turnover digest``: the reports of many articles as one dossier."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from openai_turnover.cli.options import digest_options, output_options

if TYPE_CHECKING:
    from openai_turnover.records import Failure, Report


@click.command("digest")
@click.argument("reports", nargs=-1, required=True, metavar="REPORTS...")
@output_options("table")
@digest_options
def command(
    reports: tuple[str, ...],
    format_: str,
    output: str,
    since: str | None,
    people: tuple[str, ...],
    organizations: tuple[str, ...],
    kinds: tuple[str, ...],
    aliases: tuple[Path, ...],
) -> int:
    """Merge REPORTS (files that batch wrote, or - for standard input): each change once, with all its sources.

    Shows where sources disagree and who followed whom.
    """
    from openai_turnover.aliases import read_aliases
    from openai_turnover.digest.dossier import Selection, make_dossier
    from openai_turnover.digest.reading import check_date
    from openai_turnover.output import open_output
    from openai_turnover.output.digest import write_dossier
    from openai_turnover.settings import user_alias_tables

    wanted = Selection(check_date(since), people, organizations, kinds)
    records = list(read_telling_failures(reports))
    dossier = make_dossier(records, read_aliases(*user_alias_tables(), *aliases), wanted)
    with open_output(output) as stream:
        write_dossier(dossier, format_, stream)
    return exit_code(records)


def read_telling_failures(paths: Iterable[str]) -> Iterator[Report | Failure]:
    """The records of files of reports; what is none is said on standard error."""
    from openai_turnover.digest.reading import Unreadable, read_records

    for record in read_records(paths):
        if isinstance(record, Unreadable):
            click.echo(f"turnover: {record.source}: {record.message}", err=True)
        yield record


def exit_code(records: Iterable[Report | Failure]) -> int:
    """1 where something could not be read; an article whose failure a report tells has failed before."""
    from openai_turnover.digest.reading import Unreadable

    return int(any(isinstance(record, Unreadable) for record in records))
