"""``turnover analyze``: one or a few articles."""

from __future__ import annotations

from typing import Any

import click

from openai_turnover.cli.options import output_options, reading_options


@click.command("analyze")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option("--json", "as_json", is_flag=True, help="Short for --format json.")
@output_options("table")
@reading_options
def command(articles: tuple[str, ...], as_json: bool, format_: str, output: str, **reading: Any) -> int:
    """Say who left, joined or took over which position in each ARTICLE (a file, or - for standard input)."""
    from openai_turnover.batch import ReadingOptions, analyze_each
    from openai_turnover.output import open_output, write_records
    from openai_turnover.reading import Input

    records = analyze_each(ReadingOptions(**reading), map(Input, articles))
    with open_output(output) as stream:
        failed = write_records(records, "json" if as_json else format_, stream, single=len(articles) == 1)
    return 1 if failed else 0
