"""Reports of many articles become changes that stand once, with what sources disagree about."""

from __future__ import annotations

import csv
import io
import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from story import gold_reports

from openai_turnover.aliases import read_aliases
from openai_turnover.cli.main import run
from openai_turnover.digest.dossier import Selection, make_dossier
from openai_turnover.digest.organizations import OrganizationNames
from openai_turnover.digest.positions import positions_may_be_one
from openai_turnover.digest.reading import Unreadable, read_records
from openai_turnover.digest.records import Dossier
from openai_turnover.output.json import encode
from openai_turnover.output.names import FORMATS
from openai_turnover.records import Event, Evidence, Failure, Person, Report, Variant, direction_of

HOSTILE = '=HYPERLINK("x")<script>alert(1)</script>\x1b[31m\u202e|\ud800'

GIVEN = ["Anna", "Boris", "Chiara", "Dmitri", "Elena", "Farid", "Greta", "Hiro", "Ines", "Jonas"]
BEGINNINGS = ["Bal", "Cor", "Dan", "El", "Far", "Gor", "Hal", "Jor", "Kal", "Mor"]
ENDINGS = ["berg", "dal", "etti", "gaard", "holm", "kov", "mann", "quist", "strom", "wald"]


def event(person: str = "Ann Reed", kind: str = "resignation", **values: Any) -> Event:
    values = {"organization": "Merrow Bank", "confidence": 0.9, **values}
    return Event(person, kind, direction_of(kind), evidence=(Evidence(0, 4, "Reed"),), **values)


def report(number: int, *events: Event, published: str | None = "2024-03-05", **values: Any) -> Report:
    people = tuple(Person(name, (Variant(name, 1, "exact"),)) for name in dict.fromkeys(e.person for e in events))
    return Report(f"{number}.txt", "en", 1.0, published=published, people=people, events=events, **values)


def digest(*reports: Report | Failure, wanted: Selection | None = None) -> Dossier:
    return make_dossier(reports, read_aliases(), wanted)


def fields(dossier: Dossier) -> list[str]:
    return [conflict.field for change in dossier.changes for conflict in change.conflicts]


def test_two_tellings_of_one_change_are_one() -> None:
    dossier = digest(report(1, event(date="2024-03-04")), report(2, event(date="2024-03")))
    (change,) = dossier.changes
    assert change.source_names == ("1.txt", "2.txt")
    assert change.date == "2024-03-04"
    assert not change.conflicts


def test_a_report_that_is_given_twice_counts_once() -> None:
    dossier = digest(report(1, event()), report(1, event()))
    assert dossier.reports == 1 and len(dossier.changes[0].sources) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (event(), event("Ann Reeves")),
        (event(), event(kind="appointment")),
        (event(), event(organization="Calder & Finch")),
        (event(date="2022-03-04"), event(date="2024-03-04")),
        (event(kind="interim_appointment", date="2024-01-10"), event(kind="appointment", date="2024-05-01")),
        (event(role="Chief Financial Officer", date="2024-01"), event(role="Chair", date="2024-05")),
        (event(kind="leave", date="2024-01"), event(kind="departure", date="2024-05")),
    ],
)
def test_two_changes_stay_two(first: Event, second: Event) -> None:
    assert len(digest(report(1, first), report(2, second)).changes) == 2


@pytest.mark.parametrize(
    ("first", "second", "field"),
    [
        ({"date": "2024-03-04"}, {"date": "2024-04-30"}, ["date"]),
        ({"kind": "resignation"}, {"kind": "dismissal"}, ["kind"]),
        ({"kind": "departure"}, {"kind": "dismissal"}, []),
        ({"kind": "interim_appointment"}, {"kind": "appointment"}, ["kind"]),
        ({"successor": "Bo Lind"}, {"successor": "Cy Marsh"}, ["successor"]),
        ({"destination": "Harrow"}, {"destination": "Tidewell"}, ["destination"]),
        ({"status": "denied"}, {"status": "confirmed"}, ["status"]),
        ({"status": "rumored"}, {"status": "confirmed"}, []),
        ({"date": "2024-03-04", "date_basis": "announced"}, {"date": "2024-03-31", "date_basis": "effective"}, []),
        ({"date": "2024"}, {"date": "2024-04-30"}, []),
    ],
)
def test_where_sources_disagree(first: dict[str, Any], second: dict[str, Any], field: list[str]) -> None:
    dossier = digest(report(1, event(**first)), report(2, event(**second)))
    assert len(dossier.changes) == 1
    assert fields(dossier) == field


def test_a_coarse_date_backs_the_precise_one_that_it_holds() -> None:
    dates = ("2024-03-31", "2024-04-30", "2024-03", "2024-03")
    dossier = digest(*(report(n, event(date=date)) for n, date in enumerate(dates)))
    (conflict,) = dossier.changes[0].conflicts
    assert [(c.value, len(c.sources)) for c in conflict.claims] == [("2024-03-31", 3), ("2024-04-30", 1)]
    assert dossier.changes[0].date == "2024-03-31"


def test_a_rumour_that_is_denied_counts_as_denied_and_one_that_comes_true_as_true() -> None:
    rumour, denial, fact = (event(status=status) for status in ("rumored", "denied", "confirmed"))
    assert digest(report(1, rumour), report(2, denial)).changes[0].status == "denied"
    assert digest(report(1, rumour), report(2, denial), report(3, fact)).changes[0].status == "confirmed"


def test_the_people_of_one_article_are_never_merged() -> None:
    both = report(1, event("Ann Reed"), event("Anne Reed"))
    dossier = digest(both, report(2, event("Anne Reed")))
    assert {c.person: len(c.sources) for c in dossier.changes} == {"Ann Reed": 1, "Anne Reed": 2}


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Nordhafen", "Nordhafen AG", True),
        ("Kestrane", "ケストラネ社", True),
        ("Navelis", "Навелис", True),
        ("General Motors", "General Mills", False),
        ("Air", "Air France", False),
        ("Calder", "Harrow", False),
    ],
)
def test_names_of_organisations(a: str, b: str, same: bool) -> None:
    names = OrganizationNames(read_aliases(), (a, b))
    assert (names.canonical(a) == names.canonical(b)) is same


def test_a_table_of_names_unites_what_no_likeness_can(tmp_path: Path) -> None:
    table = tmp_path / "aliases.toml"
    table.write_text('[[person]]\nname = "Nadia Kessler"\nspellings = ["凯斯勒"]\n', encoding="utf-8")
    reports = (report(1, event("Nadia Kessler")), report(2, event("凯斯勒")))
    assert len(make_dossier(reports, read_aliases()).changes) == 2
    assert len(make_dossier(reports, read_aliases(table)).changes) == 1


def test_the_order_of_the_reports_does_not_matter() -> None:
    there, back = (make_dossier(reports, read_aliases()) for reports in (gold_reports(), gold_reports()[::-1]))
    assert there.changes == back.changes


def test_titles_of_one_position_in_several_languages() -> None:
    assert positions_may_be_one("Managing Director", "Chief Executive Officer")
    assert positions_may_be_one("Chair", None)
    assert not positions_may_be_one("Chief Financial Officer", "Chief Executive Officer")


def test_a_chain_leads_from_hand_to_hand() -> None:
    dossier = digest(
        report(1, event("Ann Reed", successor="Bo Lind", date="2024-01")),
        report(2, event("Bo Lind", successor="Cy Marsh", date="2024-06")),
    )
    assert [chain.people for chain in dossier.chains] == [("Ann Reed", "Bo Lind", "Cy Marsh")]


def test_a_step_that_both_sides_tell_with_other_titles_is_one() -> None:
    left = event("Ann Reed", successor="Bo Lind", role="Chief Executive Officer", date="2024-01")
    came = event("Bo Lind", "appointment", predecessor="Ann Reed", role="Chief Technology Officer")
    assert len(digest(report(1, left, came)).chains) == 1


def test_a_chain_that_comes_back_to_its_beginning_ends() -> None:
    dossier = digest(
        report(1, event("Ann Reed", successor="Bo Lind")), report(2, event("Bo Lind", successor="Ann Reed"))
    )
    assert [chain.people for chain in dossier.chains] == [("Ann Reed", "Bo Lind", "Ann Reed")]


@pytest.mark.parametrize(
    ("wanted", "people"),
    [
        (Selection(people=("reed",)), {"Ann Reed"}),
        (Selection(people=("Бо Линд",)), {"Bo Lind"}),
        (Selection(organizations=("merrow bank plc",)), {"Ann Reed"}),
        (Selection(organizations=("Tidewell",)), {"Bo Lind"}),
        (Selection(kinds=("dismissal",)), {"Bo Lind"}),
        (Selection(since="2024-06"), {"Bo Lind"}),
        (Selection(since="2024-01-15"), {"Ann Reed", "Bo Lind"}),
        (Selection(since="2024", kinds=("death",)), set()),
    ],
)
def test_a_reader_chooses_changes(wanted: Selection, people: set[str]) -> None:
    left = event("Ann Reed", date="2024-01")
    ousted = event("Bo Lind", "dismissal", organization="Harrow", destination="Tidewell", date="2024-06-30")
    assert {c.person for c in digest(report(1, left), report(2, ousted), wanted=wanted).changes} == people


def write_lines(path: Path, *records: Report | Failure) -> str:
    path.write_text("".join(f"{encode(r.to_dict())}\n" for r in records), encoding="utf-8")
    return str(path)


def test_reports_come_back_as_they_were(tmp_path: Path) -> None:
    reports = gold_reports()
    assert list(read_records([write_lines(tmp_path / "r.jsonl", *reports)])) == reports
    indented = tmp_path / "r.json"
    indented.write_text(json.dumps([r.to_dict() for r in reports], indent=2), encoding="utf-8")
    assert list(read_records([str(indented)])) == reports


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"{oh", "is no JSON"),
        (b"\xff\xfe{}", "UTF-8"),
        (b"[" * 100_000, "is no JSON"),
        (b'{"start": ' + b"9" * 5000 + b"}", "is no JSON"),
        (b"17", "where an object is expected"),
        (b'{"source": "a.txt"}', "'language' is missing"),
        (b'{"schema_version": "9.0", "source": "a.txt"}', "schema version '9.0'"),
        (b'{"source": "a", "language": "en", "people": [], "events": [{"person": "A", "kind": "x"}]}', "'kind' is 'x'"),
        (b'{"source": "a", "language": "en", "published": "May", "people": [], "events": []}', "which is no date"),
        (b'{"source": "a", "language": "en", "language_confidence": NaN, "people": [], "events": []}', "0 and 1"),
    ],
)
def test_a_bad_line_is_named_and_costs_itself_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: bytes, told: str
) -> None:
    path = tmp_path / "reports.jsonl"
    good = encode(report(1, event()).to_dict()).encode()
    path.write_bytes(good + b"\n" + line + b"\n" + encode(report(2, event("Bo Lind")).to_dict()).encode())
    assert run(["digest", str(path), "--format", "json"]) == 1
    captured = capsys.readouterr()
    assert captured.err.startswith(f"turnover: {path}:2: ") and told in captured.err
    assert captured.err.count("\n") == 1
    dossier = json.loads(captured.out)
    assert [c["person"] for c in dossier["changes"]] == ["Ann Reed", "Bo Lind"]
    assert dossier["failures"][0]["source"] == f"{path}:2"


def test_a_missing_file_an_empty_one_and_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.touch()
    found = list(read_records([str(tmp_path / "none.jsonl"), str(empty), str(tmp_path)]))
    assert all(isinstance(record, Unreadable) for record in found) and len(found) == 3
    assert run(["digest", str(tmp_path / "none.jsonl")]) == 1
    assert "No such file" in capsys.readouterr().err


def test_an_article_in_the_place_of_reports_is_told_once(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text("A line of news.\n" * 1000, encoding="utf-8")
    found = list(read_records([str(path)]))
    assert len(found) == 4 and "no file of reports" in str(found[-1])


@pytest.mark.parametrize("arguments", [["--since", "May"], ["--kind", "quit"], ["--format", "yaml"], []])
def test_wrong_usage_exits_with_2(tmp_path: Path, arguments: list[str]) -> None:
    path = write_lines(tmp_path / "r.jsonl", report(1, event()))
    assert run(["digest", *arguments, *([path] if arguments else [])]) == 2


def test_an_article_that_failed_is_told_but_is_no_new_failure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_lines(tmp_path / "r.jsonl", report(1, event()), Failure("2.txt", "InputError", "the file is empty"))
    assert run(["digest", path]) == 0
    assert "! 2.txt: the file is empty" in capsys.readouterr().out


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_is_written_and_always_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], format_: str
) -> None:
    path = write_lines(tmp_path / "r.jsonl", *gold_reports())
    outputs = []
    for _ in range(2):
        assert run(["digest", path, "--format", format_]) == 0
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1]
    assert "Annika Torvald" in outputs[0] and "03-de-hafenblatt.txt" in outputs[0]


def test_the_timeline_fits_80_columns_and_shows_what_is_disputed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["digest", write_lines(tmp_path / "r.jsonl", *gold_reports())]) == 0
    out = capsys.readouterr().out
    assert all(len(line) <= 80 and line == line.rstrip() for line in out.splitlines())
    assert "2025-03-31 │◀ Annika Torvald" in out and "! successor: Étienne Marchetaux" in out
    assert "Annika Torvald → Étienne Marchetaux? → Priya Raghunandan" in out


def test_csv_has_a_row_a_change(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["digest", write_lines(tmp_path / "r.jsonl", *gold_reports()), "-f", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == 6 and rows[-1]["number_of_sources"] == "3"


@pytest.mark.parametrize("format_", FORMATS)
def test_hostile_text_stays_text(tmp_path: Path, capsys: pytest.CaptureFixture[str], format_: str) -> None:
    told = event(HOSTILE, role=HOSTILE, organization=HOSTILE, successor=HOSTILE + " Lind", date="2024-01-01")
    other = replace(told, date="2024-02-01", evidence=(Evidence(0, len(HOSTILE), HOSTILE),))
    path = write_lines(tmp_path / "r.jsonl", report(1, told, title=HOSTILE), report(2, other))
    assert run(["digest", path, "--format", format_]) == 0
    out = capsys.readouterr().out
    assert not {"\x1b", "\ud800"} & set(out)
    if format_ in ("table", "markdown", "csv"):
        assert "\u202e" not in out
    if format_ == "csv":
        cells = [cell for row in csv.reader(io.StringIO(out)) for cell in row]
        assert not any(cell.startswith("=") for cell in cells)


def test_two_thousand_reports_of_one_busy_person_take_seconds() -> None:
    dates = [f"20{year}-{month:02}-{day:02}" for year in range(20, 25) for month in range(1, 13) for day in (3, 17)]
    names = [f"{given} {a}{b}" for given in GIVEN for a in BEGINNINGS for b in ENDINGS]
    reports = [report(n, event(date=dates[n % len(dates)]), event(names[n % len(names)])) for n in range(2000)]
    start = time.perf_counter()
    dossier = digest(*reports)
    assert time.perf_counter() - start < 20  # about one second on a free machine
    assert sum(len(change.sources) for change in dossier.changes) == 4000
