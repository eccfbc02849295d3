"""``turnover batch``: folders and archives of articles, in parallel, resumable."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from openai_turnover.cli.options import output_options, reading_options
from openai_turnover.cli.progress import with_progress
from openai_turnover.errors import UsageError
from openai_turnover.output.names import FILE_FORMATS, format_of_file

if TYPE_CHECKING:
    from openai_turnover.batch import Record
    from openai_turnover.reading import Input

STDOUT = "-"


@click.command("batch")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@output_options("jsonl")
@click.option(
    "-j", "--jobs", type=click.IntRange(1), default=os.cpu_count() or 1, help="Processes (default: all processors)."
)
@click.option("--resume", is_flag=True, help="Take up where an interrupted run with the same --output stopped.")
@click.option("--engine", type=click.Choice(["local", "ray"]), default="local", help="Where the processes run.")
@click.option("--ray-address", metavar="ADDRESS", help="Ray cluster to join (default: a small one on this machine).")
@click.option(
    "--timeout", type=click.IntRange(0), default=0, metavar="SECONDS", help="Give up on an article after this time."
)
@click.option("--glob", metavar="PATTERN", help="Files of folders by name, in place of .txt .md .html .htm .warc[.gz].")
@click.option("--text-field", metavar="NAME", help="Field or column of tables that holds the text.")
@reading_options
def command(
    paths: tuple[str, ...],
    format_: str,
    output: str,
    jobs: int,
    resume: bool,
    timeout: int,
    glob: str | None,
    text_field: str | None,
    engine: str,
    ray_address: str | None,
    **reading: Any,
) -> int:
    """Analyze every article in each PATH.

    A PATH is a file, a folder with all that lies below it, a web archive (.warc, .warc.gz), a table with an article a
    line or row (.jsonl, .ndjson, .csv, also with .gz), or - for a list of paths on standard input. The ending of the
    output file chooses its format: .jsonl, .csv, .json, .md, .parquet, or .db for SQLite.

    With --engine ray the articles are read on a Ray cluster, whose machines share the folders. There an output that
    ends in / is a folder (reports/ or reports.parquet/), in which the workers write parts.
    """
    from openai_turnover.batch import ReadingOptions, analyze_each
    from openai_turnover.reading import count_inputs, find_inputs

    if ray_address and engine != "ray":
        raise UsageError("--ray-address needs --engine ray")
    if output.endswith("/") and engine != "ray":
        raise UsageError(f"{output} is a folder, which only --engine ray fills; name a file")
    format_ = _chosen_format(format_, output.rstrip("/"))
    total = count_inputs(paths, glob) if sys.stderr.isatty() else None
    inputs = find_inputs(paths, glob=glob, text_field=text_field)
    options = ReadingOptions(timeout=timeout, **reading)
    actors = None if ray_address and not _is_given("jobs") else jobs
    if engine == "local":
        records = analyze_each(options, inputs, jobs)
    elif output.endswith("/"):
        from openai_turnover.batch_ray import write_parts_on_ray

        place = _folder_for_parts(output, resume), format_
        return 1 if sum(write_parts_on_ray(options, inputs, actors, ray_address, *place)) else 0
    else:
        from openai_turnover.batch_ray import analyze_on_ray

        records = analyze_on_ray(options, inputs, actors, ray_address)
    if _grows_as_a_file(output):
        failed = _to_file(records, Path(output), format_, inputs if resume else None, total)
    elif resume:
        raise UsageError("--resume needs --output FILE")
    else:
        failed = _to_stream(records, output, format_, total)
    return 1 if failed else 0


def _chosen_format(format_: str, output: str) -> str:
    """The format of the option where it is given, else that of the file's ending."""
    by_ending = format_of_file(output) if output != STDOUT else None
    given = _is_given("format_")
    if given and by_ending in FILE_FORMATS:
        raise UsageError(f"{output} is {by_ending} by its ending; leave --format out or name another file")
    return format_ if given or by_ending is None else by_ending


def _is_given(option: str) -> bool:
    return click.get_current_context().get_parameter_source(option) is ParameterSource.COMMANDLINE


def _folder_for_parts(output: str, resume: bool) -> Path:
    """The folder named as output; one that holds something is taken up only on request."""
    folder = Path(output)
    if not resume and folder.is_dir() and any(folder.iterdir()):
        raise UsageError(f"{output} is not empty; take it up with --resume, or name another folder")
    return folder


def _grows_as_a_file(output: str) -> bool:
    """Whether the output is a file that can be taken up again, and no stream or device."""
    if output == STDOUT:
        return False
    try:
        return stat.S_ISREG(os.stat(output).st_mode)
    except OSError:
        return True


def _to_stream(records: Iterator[Record], output: str, format_: str, total: int | None) -> int:
    from openai_turnover.output import open_output, write_records

    if format_ in FILE_FORMATS:
        raise UsageError(f"{format_} cannot be written to {output}, which is no regular file")
    with open_output(output) as stream:
        return write_records(with_progress(records, total), format_, stream)


def _to_file(
    records: Iterator[Record], path: Path, format_: str, to_resume: Iterator[Input] | None, total: int | None
) -> int:
    """Write a file that can be taken up again; ``to_resume`` are the inputs, of which those answered are passed over.

    Returns the number of failures in the whole file.
    """
    from openai_turnover.output import open_output, write_records
    from openai_turnover.output.files import check_format, finish, journal_of, skip_finished

    check_format(format_)
    journal = journal_of(path, format_)
    if to_resume is not None and path.exists() and not journal.exists():
        print(f"turnover: {path} is finished; leave --resume out to make it anew", file=sys.stderr)
        return 0
    done, failed = (0, 0) if to_resume is None else skip_finished(journal, (i.source for i in to_resume))
    with open_output(str(journal), append=to_resume is not None) as stream:
        left = None if total is None else total - done
        failed += write_records(with_progress(records, left), "jsonl", stream)
    finish(journal, path, format_)
    return failed
