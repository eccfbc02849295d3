"""``turnover report``: the reports of many articles as a web page."""

from __future__ import annotations

from pathlib import Path

import click

from openai_turnover.cli.digest import exit_code, read_telling_failures
from openai_turnover.cli.options import digest_options


@click.command("report")
@click.argument("reports", nargs=-1, required=True, metavar="REPORTS...")
@click.option("-o", "--output", metavar="FILE", default="report.html", show_default=True, help="The page to write.")
@click.option(
    "--articles",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder in which the paths of the reports begin; without it, the current one.",
)
@click.option("--no-text", is_flag=True, help="Show the evidence alone, not the articles.")
@digest_options
def command(
    reports: tuple[str, ...],
    output: str,
    articles: Path | None,
    no_text: bool,
    since: str | None,
    people: tuple[str, ...],
    organizations: tuple[str, ...],
    kinds: tuple[str, ...],
    aliases: tuple[Path, ...],
) -> int:
    """Make one web page of REPORTS (files that batch wrote, or -): timeline, table, people, articles.

    The page is a single file that needs no network. Where an article is still at its place, its text is shown with the
    evidence marked.
    """
    from openai_turnover.aliases import read_aliases
    from openai_turnover.digest.articles import room_for_texts, show_articles
    from openai_turnover.digest.dossier import Selection, make_dossier, reports_behind
    from openai_turnover.digest.reading import check_date
    from openai_turnover.output import open_output
    from openai_turnover.output.report import format_page
    from openai_turnover.settings import user_alias_tables

    wanted = Selection(check_date(since), people, organizations, kinds)
    records = list(read_telling_failures(reports))
    dossier = make_dossier(records, read_aliases(*user_alias_tables(), *aliases), wanted)
    behind = reports_behind(dossier, records, wanted)
    shown = show_articles(behind, articles, room=room_for_texts(dossier), with_texts=not no_text)
    page = format_page(dossier, list(shown))
    with open_output(output) as stream:
        stream.write(page)
    return exit_code(records)
