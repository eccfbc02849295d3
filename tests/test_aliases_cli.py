import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from openai_turnover.cli.main import turnover


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TURNOVER_CONFIG", str(tmp_path / "config"))
    return tmp_path


def call(*arguments: str) -> Result:
    return CliRunner().invoke(turnover, ["aliases", *arguments], standalone_mode=False)


def report(name: str, *variants: tuple[str, int], evidence: str = "") -> dict:
    people = [{"name": name, "variants": [{"text": t, "count": n, "match": "exact"} for t, n in variants]}]
    return {"people": people, "events": [{"evidence": [{"text": evidence}]}]}


def test_list_finds_a_name_by_any_of_its_spellings(home: Path) -> None:
    assert call("list", "mulati").output.startswith("Mira Murati")
    assert "OpenAI" not in call("list", "openai", "--section", "person").output


def test_list_in_json_says_whose_row_it_is(home: Path) -> None:
    call("add", "Anna Zwickel", "A. Zwickel")
    row = json.loads(call("list", "zwickel", "--json").output)
    assert row["spellings"] == ["A. Zwickel"]
    assert row["table"].endswith("aliases.toml")


def test_add_writes_a_row_that_check_passes(home: Path) -> None:
    assert (
        call("add", "Anna Berg", "anna bergh", "--wikidata", "Q12").output.strip().endswith("aliases.toml:1: Anna Berg")
    )
    assert call("add", "Bo Lund", "--section", "organization").exit_code == 0
    checked = call("check")
    assert (checked.return_value, checked.output) == (0, "")


def test_add_refuses_a_name_that_has_a_row_and_leaves_the_table(home: Path) -> None:
    call("add", "Anna Berg")
    before = (home / "config" / "aliases.toml").read_bytes()
    assert "has a row already, in line 1" in str(call("add", "anna berg").exception)
    assert (home / "config" / "aliases.toml").read_bytes() == before
    assert [p.name for p in (home / "config").iterdir()] == ["aliases.toml"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[person]]\nspellings = ["x y"]', ":1: a person needs a name"),
        ('\n[[person]]\nname = "Anna Berg"\nnick = "x"', ":2: unknown key 'nick'"),
        ('[[person]]\nname = "Anna Berg"\nwikidata = "12"', ":1: wikidata must be an id"),
        ('[[person]]\nname = "Anna Berg"\nspellings = "x"', ":1: spellings must be a list"),
        ('[[person]]\nname = "Anna Berg"\nspellings = [""]', ":1: spellings has an empty spelling"),
        ('[[person]]\nname = "Anna Berg"\n\n[[person]]\nname = "anna berg"', ":4: 'anna berg' has a row already"),
        (
            '[[person]]\nname = "Anna Berg"\nspellings = ["Berg"]\n[[person]]\nname = "Bo Berg"\nspellings = ["berg"]',
            ":4: 'berg' leads to 'Anna Berg' in line 1 too",
        ),
    ],
)
def test_check_says_what_is_wrong_by_line(home: Path, text: str, said: str) -> None:
    table = home / "t.toml"
    table.write_text(text, encoding="utf-8")
    result = call("check", str(table))
    assert f"{table}{said}" in result.output
    assert result.return_value == 1


def test_check_notes_rows_that_win_over_ours_without_failing(home: Path) -> None:
    table = home / "t.toml"
    table.write_text('[[person]]\nname = "Ann Mulati"\nmisspellings = ["mulati"]', encoding="utf-8")
    result = call("check", str(table))
    assert "note: 'mulati' is 'Mira Murati' in our table; yours wins" in result.output
    assert result.return_value == 0


def test_check_without_a_table_says_where_it_looked(home: Path) -> None:
    assert str(home / "config" / "aliases.toml") in str(call("check").exception)


def test_suggest_proposes_spellings_of_known_and_of_frequent_people(home: Path) -> None:
    reports = [
        report("Ilja Sutskevver", ("Ilja Sutskevver", 2), evidence="Ilja Sutskevver geht."),
        report("Nadia Kessler", ("Nadia Kessler", 5)),
        report("nadia kesler", ("nadia kesler", 1)),
        report("Tom Unrelated", ("Tom Unrelated", 1)),
        {"source": "x", "error": {"type": "InputError", "message": "m"}},
    ]
    path = home / "r.jsonl"
    path.write_text("\n".join(map(json.dumps, reports)), encoding="utf-8")
    rows = [json.loads(line) for line in call("suggest", str(path), "--json").output.splitlines()]
    assert [(r["spelling"], r["canonical"], r["count"]) for r in rows] == [
        ("Ilja Sutskevver", "Ilya Sutskever", 2),
        ("nadia kesler", "Nadia Kessler", 1),
    ]
    assert rows[0]["example"] == "Ilja Sutskevver geht."
    assert all(0.8 <= r["score"] <= 1 for r in rows)


def test_suggested_rows_are_a_table_that_check_passes(home: Path) -> None:
    (home / "r.jsonl").write_text(json.dumps(report("Nadia Kessler", ("Nadia Kessler", 3), ("nadia kesler", 1))))
    table = home / "t.toml"
    table.write_text(call("suggest", str(home)).output, encoding="utf-8")
    assert "nadia kesler" in table.read_text(encoding="utf-8")
    assert call("check", str(table)).return_value == 0


def test_suggest_refuses_files_that_are_no_reports(home: Path) -> None:
    (home / "x.json").write_text("[1]")
    assert "no report" in str(call("suggest", str(home / "x.json")).exception)
