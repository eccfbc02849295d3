"""The ``turnover`` command: finds its commands, turns errors into one line and an exit code."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from openai_turnover import __version__
from openai_turnover.errors import TurnoverError
from openai_turnover.settings import read_settings

COMMANDS = {
    "analyze": "Say who left, joined or took over in one or a few articles.",
    "batch": "Analyze folders and archives of articles, in parallel, resumable.",
    "explain": "Show which words and which rule made each event, and what was turned down.",
    "digest": "Merge the reports of many articles into one dossier.",
    "report": "Make a web page to look at from reports.",
    "aliases": "List, check and extend the table of names.",
    "schema": "Print the JSON Schema of a report.",
    "languages": "List the supported languages.",
}
DONE, FAILED_INPUTS, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130


class ClosedPipe(Exception):
    """The reader of the output has gone."""


class CommandGroup(click.Group):
    """Lists the commands without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of use."""
        return [name for name in COMMANDS if _exists(name)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's module when the command is called."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = importlib.import_module(f"openai_turnover.cli.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a reader who has closed the pipe is no error, for which click would take it."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise ClosedPipe from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands from their one-line descriptions."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name]) for name in self.list_commands(ctx)])


def _exists(name: str) -> bool:
    return os.path.exists(os.path.join(os.path.dirname(__file__), f"{name}.py"))


@click.group(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="turnover")
@click.pass_context
def turnover(ctx: click.Context) -> None:
    """Read news articles in fifteen languages and say who left, joined or took over which position.

    When, where to, how sure that is, and which words say so. Offline, on a CPU, the same answer every time.
    """
    ctx.default_map = {**read_settings(), **(ctx.default_map or {})}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 some inputs failed, 2 wrong usage, 130 interrupted."""
    sys.exit(run(arguments))


def _use_one_thread() -> None:
    """Articles are spread over processes; threads of the matrix library below them would only get in each other's way.

    It counts only before that library is loaded, and what the user has set stands.
    """
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(variable, "1")


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    _use_one_thread()
    try:
        code = turnover.main(arguments, prog_name="turnover", standalone_mode=False, auto_envvar_prefix="TURNOVER")
        sys.stdout.flush()
        return code if isinstance(code, int) else DONE
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (click.Abort, KeyboardInterrupt):
        print("interrupted", file=sys.stderr)
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return WRONG_USAGE
    except TurnoverError as error:
        print(f"turnover: {error}", file=sys.stderr)
        return WRONG_USAGE
    except (ClosedPipe, BrokenPipeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return DONE
    except OSError as error:
        print(f"turnover: {error.filename or 'output'}: {error.strerror}", file=sys.stderr)
        return FAILED_INPUTS
