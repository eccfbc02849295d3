"""The command line: one command a file, imported when it is called."""

from openai_turnover.cli.main import main

__all__ = ["main"]
