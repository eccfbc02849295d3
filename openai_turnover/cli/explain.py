"""``turnover explain``: why the report of an article is as it is."""

from __future__ import annotations

from typing import Any

import click

from openai_turnover.cli.options import reading_options


@click.command("explain")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option("--person", metavar="NAME", help="Only what concerns this person, named by any spelling or part of one.")
@click.option("--json", "as_json", is_flag=True, help="Short for --format json.")
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="Output format.",
)
@click.option(
    "-o", "--output", metavar="FILE", default="-", show_default=True, help="Where to write; - is standard output."
)
@reading_options
def command(
    articles: tuple[str, ...], person: str | None, as_json: bool, format_: str, output: str, **reading: Any
) -> int:
    """Show why each ARTICLE gives the events it gives: which words, which rule, how sure, by which steps.

    Also why a person who is named has no event, and why words that look like a change were turned down.
    """
    from openai_turnover.batch import ReadingOptions
    from openai_turnover.explaining import explain_each
    from openai_turnover.output import open_output
    from openai_turnover.output.explanation import write_explanations

    records = explain_each(ReadingOptions(**reading).analyzer(), articles, person)
    with open_output(output) as stream:
        failed = write_explanations(records, stream, "json" if as_json else format_, single=len(articles) == 1)
    return 1 if failed else 0
