"""``turnover languages``: what is supported, and with which model."""

from __future__ import annotations

import json

import click


@click.command("languages")
@click.option("--json", "as_json", is_flag=True, help="JSON in place of a table.")
def command(as_json: bool) -> None:
    """List the supported languages and the bundled model that reads each."""
    from openai_turnover.lexicon import read_lexicon, supported_languages
    from openai_turnover.models import bundled_models

    models = bundled_models()
    rows = [{"code": c, "name": read_lexicon(c).name, "model": models[c]} for c in supported_languages()]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        click.echo(f"{row['code']}  {row['name']:<12}  {row['model']}")
