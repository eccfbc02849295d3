"""``turnover languages``: what is supported, with which model, and how well."""

from __future__ import annotations

import json

import click


@click.command("languages")
@click.option("--json", "as_json", is_flag=True, help="JSON in place of a table.")
def command(as_json: bool) -> None:
    """List the supported languages, the bundled model that reads each, and how well it finds people.

    The figures are F1 of people on passages kept out of training, as written and lower-cased.
    """
    from openai_turnover.lexicon import read_lexicon, supported_languages
    from openai_turnover.models import bundled_models
    from openai_turnover.quality import read_quality

    models, quality = bundled_models(), read_quality()
    rows = [
        {
            "code": code,
            "name": read_lexicon(code).name,
            "model": models[code],
            "persons": quality[code].persons,
            "persons_lower": quality[code].persons_lower,
            "organizations": quality[code].organizations,
            "organizations_lower": quality[code].organizations_lower,
        }
        for code in supported_languages()
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        found = f"people {row['persons']:.2f}, lower-cased {row['persons_lower']:.2f}"
        click.echo(f"{row['code']}  {row['name']:<12}  {row['model']:<26}  {found}")
