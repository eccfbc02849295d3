"""Options that mean the same in every command."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from openai_turnover.output.names import FORMATS
from openai_turnover.records import KINDS

Command = TypeVar("Command", bound=Callable[..., Any])


def reading_options(command: Command) -> Command:
    """``--date``, ``--lang``, ``--aliases``, ``--model`` and ``--min-confidence``: how articles are read."""
    options = (
        click.option("--date", metavar="YYYY-MM-DD", help="Publication date, in place of the one the article states."),
        click.option(
            "--lang", metavar="CODE", help="Language, in place of the one detected (see `turnover languages`)."
        ),
        click.option(
            "--aliases",
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            multiple=True,
            help="Further alias table in TOML; its rows win over ours.",
        ),
        click.option("--model", metavar="NAME_OR_PATH", help="Installed spaCy pipeline to use in place of ours."),
        click.option(
            "--min-confidence",
            type=click.FloatRange(0, 1),
            default=0.0,
            show_default=True,
            help="Leave out events that the tool is less sure of.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def output_options(default: str) -> Callable[[Command], Command]:
    """``--format`` and ``--output``: what is written, and where to."""

    def add(command: Command) -> Command:
        command = click.option(
            "-o",
            "--output",
            metavar="FILE",
            default="-",
            show_default=True,
            help="Where to write; - is standard output.",
        )(command)
        return click.option(
            "-f",
            "--format",
            "format_",
            type=click.Choice(FORMATS),
            default=default,
            show_default=True,
            help="Output format.",
        )(command)

    return add


def digest_options(command: Command) -> Command:
    """``--since``, ``--person``, ``--organization``, ``--kind`` and ``--aliases``: what is wanted of many reports."""
    options = (
        click.option("--since", metavar="DATE", help="Only changes from a day, month or year on, such as 2024-09."),
        click.option(
            "--person", "people", metavar="NAME", multiple=True, help="Only changes of this person, in any spelling."
        ),
        click.option(
            "--organization", "organizations", metavar="NAME", multiple=True, help="Only changes at, to or from it."
        ),
        click.option(
            "--kind", "kinds", type=click.Choice(KINDS), multiple=True, metavar="KIND", help="Only this kind of change."
        ),
        click.option(
            "--aliases",
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            multiple=True,
            help="Further alias table in TOML; its rows win over ours.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command
