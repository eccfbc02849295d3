"""``turnover batch``: folders of articles, in parallel, resumable."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from openai_turnover.cli.options import output_options, reading_options
from openai_turnover.cli.progress import with_progress
from openai_turnover.errors import UsageError


@click.command("batch")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@output_options("jsonl")
@click.option(
    "-j", "--jobs", type=click.IntRange(1), default=os.cpu_count() or 1, help="Processes (default: all processors)."
)
@click.option("--resume", is_flag=True, help="Take up where an interrupted run with the same --output stopped.")
@click.option(
    "--timeout", type=click.IntRange(0), default=0, metavar="SECONDS", help="Give up on an article after this time."
)
@reading_options
def command(
    paths: tuple[str, ...], format_: str, output: str, jobs: int, resume: bool, timeout: int, **reading: Any
) -> int:
    """Analyze every article in each PATH: files, and folders with all that lies below them."""
    from openai_turnover.batch import ReadingOptions, analyze_each, count_finished, expand_sources
    from openai_turnover.output import open_output, write_records

    sources = list(expand_sources(paths))
    done = 0
    if resume:
        if output == "-" or format_ != "jsonl":
            raise UsageError("--resume needs --output FILE and --format jsonl")
        done = count_finished(Path(output), sources)
    options = ReadingOptions(timeout=timeout, **reading)
    left = sources[done:]
    records = analyze_each(options, left, min(jobs, max(1, len(left))))
    with open_output(output, append=resume) as stream:
        failed = write_records(with_progress(records, len(left)), format_, stream)
    return 1 if failed else 0
