"""``turnover aliases``: the table of names, ours and the user's."""

from __future__ import annotations

import json
from pathlib import Path

import click

from openai_turnover.errors import UsageError

SECTIONS = click.Choice(["person", "organization"])
TABLES = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("aliases")
def command() -> None:
    """List, check and extend the table of names.

    Rows of your own table, aliases.toml in your configuration folder or any given with --aliases, win over ours.
    """


@command.command("list")
@click.argument("text", required=False)
@click.option("--section", type=SECTIONS, help="Only people or only organisations.")
@click.option("--aliases", type=TABLES, multiple=True, help="Further alias table in TOML.")
@click.option("--json", "as_json", is_flag=True, help="JSON in place of lines.")
def list_rows(text: str | None, section: str | None, aliases: tuple[Path, ...], as_json: bool) -> None:
    """List the names of the table, or those with a spelling that holds TEXT."""
    from openai_turnover.alias_list import list_names
    from openai_turnover.settings import user_alias_tables

    for name in list_names((*user_alias_tables(), *aliases), text, section):
        click.echo(json.dumps(name, ensure_ascii=False) if as_json else _line_of(name))


def _line_of(name: dict[str, object]) -> str:
    spellings = name["spellings"]
    assert isinstance(spellings, list)
    rest = f"  ({'; '.join(spellings)})" if spellings else ""
    return f"{name['name']}{rest}"


@command.command("check")
@click.argument("tables", nargs=-1, type=TABLES)
def check(tables: tuple[Path, ...]) -> int:
    """Say what is wrong in TABLES, by line; without any, in your own table. Exits with 1 where rows do not work."""
    from openai_turnover.alias_check import check_alias_file
    from openai_turnover.aliases import read_aliases
    from openai_turnover.settings import config_folder, user_alias_tables

    chosen = tables or user_alias_tables()
    if not chosen:
        raise UsageError(f"there is no table at {config_folder() / 'aliases.toml'}; name the one to check")
    serious = 0
    for path in chosen:
        for problem in check_alias_file(path, read_aliases()):
            serious += problem.serious
            click.echo(f"{path}:{problem.line}: {'' if problem.serious else 'note: '}{problem.text}")
    return 1 if serious else 0


@command.command("suggest")
@click.argument("reports", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--aliases", type=TABLES, multiple=True, help="Further alias table, whose spellings are known already.")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines in place of a table to edit.")
def suggest(reports: tuple[Path, ...], aliases: tuple[Path, ...], as_json: bool) -> None:
    """Propose rows for spellings in REPORTS (files and folders of JSON or JSON Lines) that the table lacks."""
    from dataclasses import asdict

    from openai_turnover.alias_suggest import as_toml, read_reports, suggest_aliases
    from openai_turnover.aliases import read_aliases
    from openai_turnover.settings import user_alias_tables

    found = suggest_aliases(read_reports(reports), read_aliases(*user_alias_tables(), *aliases))
    for line in (json.dumps(asdict(s), ensure_ascii=False) for s in found) if as_json else as_toml(found):
        click.echo(line)


@command.command("add")
@click.argument("name")
@click.argument("spellings", nargs=-1)
@click.option("--section", type=SECTIONS, default="person", show_default=True)
@click.option("--wikidata", metavar="ID", help="Wikidata id, such as Q7407093.")
@click.option("--to", "table", type=click.Path(dir_okay=False, path_type=Path), help="Table, in place of your own.")
def add(name: str, spellings: tuple[str, ...], section: str, wikidata: str | None, table: Path | None) -> None:
    """Add a row for NAME with its SPELLINGS to your own table."""
    from openai_turnover.alias_list import add_row
    from openai_turnover.settings import config_folder

    path = table or config_folder() / "aliases.toml"
    line = add_row(path, section, name, spellings, wikidata)
    click.echo(f"{path}:{line}: {name}")
