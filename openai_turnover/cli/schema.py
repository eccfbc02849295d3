"""``turnover schema``: the JSON Schema of a report."""

from __future__ import annotations

import json

import click


@click.command("schema")
def command() -> None:
    """Print the JSON Schema that every report and every failure record validates against."""
    from openai_turnover.schema import SCHEMA

    click.echo(json.dumps(SCHEMA, indent=2))
