"""A batch answers every article once and in order, whatever dies, and can be taken up again after any end."""

import io
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from openai_turnover.batch import ReadingOptions, analyze_each
from openai_turnover.batch_workers import Worker
from openai_turnover.cli.main import run
from openai_turnover.output import parquet
from openai_turnover.reading import Input
from openai_turnover.record_reading import as_record
from openai_turnover.records import Report

COMMAND = [sys.executable, "-m", "openai_turnover", "batch"]
STORY = (
    "Nadia Kessler resigned as chief executive of Acme{} on Monday. Samuel Okoro was named chief executive of Acme{}."
)
ENGLISH = ReadingOptions(lang="en")


def folder_of(path: Path, number: int) -> Path:
    path.mkdir()
    for n in range(number):
        (path / f"{n:03}.txt").write_text(STORY.format(n, n), encoding="utf-8")
    (path / f"{number // 2:03}.txt").write_bytes(b"")
    return path


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder_of(tmp_path_factory.mktemp("batch") / "articles", 40)


@pytest.fixture(scope="module")
def whole(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of an undisturbed run."""
    output = tmp_path_factory.mktemp("whole") / "reports.jsonl"
    assert run(["batch", str(articles), "-o", str(output), "--lang", "en", "--jobs", "2"]) == 1
    return output.read_bytes()


def test_every_article_is_answered_once_in_order(articles: Path, whole: bytes) -> None:
    answered = [json.loads(line)["source"] for line in whole.splitlines()]
    assert answered == sorted(str(p) for p in articles.iterdir())


def test_the_bytes_do_not_depend_on_the_number_of_jobs(
    articles: Path, whole: bytes, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    run(["batch", str(articles), "--lang", "en", "--jobs", "1"])
    assert capfdbinary.readouterr().out == whole


def test_kills_and_resumes_give_the_file_of_an_undisturbed_run(articles: Path, whole: bytes, tmp_path: Path) -> None:
    output = tmp_path / "reports.jsonl"
    command = [*COMMAND, str(articles), "-o", str(output), "--lang", "en", "--jobs", "2", "--resume"]
    moments = random.Random(20240926)
    for _ in range(2):
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        reached = (output.read_bytes().count(b"\n") if output.exists() else 0) + moments.randrange(1, 12)
        while process.poll() is None and (not output.exists() or output.read_bytes().count(b"\n") < reached):
            time.sleep(0.005)
        process.kill()
        process.wait()
        assert whole.startswith(output.read_bytes())
    assert subprocess.run(command, stderr=subprocess.DEVNULL).returncode == 1
    assert output.read_bytes() == whole


@pytest.mark.parametrize("cut", [0, 1, 2000, -1])
def test_half_lines_are_written_anew(articles: Path, whole: bytes, tmp_path: Path, cut: int) -> None:
    output = tmp_path / "reports.jsonl"
    output.write_bytes(whole[:cut])
    run(["batch", str(articles), "-o", str(output), "--lang", "en", "--jobs", "1", "--resume"])
    assert output.read_bytes() == whole


def test_a_file_about_other_inputs_is_not_taken_up(
    articles: Path, whole: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "reports.jsonl"
    output.write_bytes(whole.replace(b"000.txt", b"999.txt"))
    before = output.read_bytes()
    assert run(["batch", str(articles), "-o", str(output), "--resume"]) == 2
    assert "other inputs" in capsys.readouterr().err
    assert output.read_bytes() == before


def test_an_article_that_kills_its_worker_costs_itself_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    give = Worker.give

    def give_and_die(worker: Worker, task: tuple[int, Input]) -> None:
        give(worker, task)
        if task[1].source == "poison":
            worker.process.kill()

    monkeypatch.setattr(Worker, "give", give_and_die)
    inputs = [Input("poison" if n == 4 else f"a{n}", STORY.format(n, n)) for n in range(9)]
    records = list(analyze_each(ENGLISH, inputs, jobs=2))
    assert [r.source for r in records] == [i.source for i in inputs]
    failed = [r for r in records if not isinstance(r, Report)]
    assert [(r.source, r.type) for r in failed] == [("poison", "WorkerDied")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_an_article_that_never_ends_costs_itself_alone(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    inputs = [Input("a", error="unreadable"), Input(str(pipe)), Input("b", error="unreadable")]
    records = list(analyze_each(ReadingOptions(lang="en", timeout=1), inputs, jobs=1))
    errors = [record.to_dict()["error"]["type"] for record in records]
    assert errors == ["InputError", "TimeLimitPassed", "InputError"]  # of the others none costs time


def test_large_records_pass_both_ways() -> None:
    inputs = [Input(str(n), "1 2 3 " * 60_000) for n in range(8)]
    records = list(analyze_each(ReadingOptions(), inputs, jobs=2))
    assert [r.source for r in records] == [i.source for i in inputs]


def test_inputs_are_asked_for_as_they_are_needed() -> None:
    asked = 0

    def endless() -> Iterator[Input]:
        nonlocal asked
        while True:
            asked += 1
            yield Input(str(asked), "1 2 3")

    records = analyze_each(ReadingOptions(), endless(), jobs=1)
    assert next(records).source == "1"
    assert asked < 100
    records.close()


def test_paths_can_be_listed_on_standard_input(
    articles: Path, whole: bytes, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    listed = "\n".join(str(p) for p in sorted(articles.iterdir())[:2])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(listed.encode())))
    run(["batch", "-", "--lang", "en", "--jobs", "1"])
    assert capfdbinary.readouterr().out == b"".join(whole.splitlines(keepends=True)[:2])


def test_records_survive_the_way_through_json(whole: bytes) -> None:
    for line in whole.splitlines():
        assert json.loads(json.dumps(as_record(json.loads(line)).to_dict())) == json.loads(line)


@pytest.mark.parametrize("ending", ["csv", "db", "parquet", "md", "json"])
def test_every_file_can_be_taken_up_again(articles: Path, whole: bytes, tmp_path: Path, ending: str) -> None:
    if ending == "parquet":
        pytest.importorskip("pyarrow")
    whole_file, resumed = tmp_path / f"whole.{ending}", tmp_path / f"resumed.{ending}"
    lines = whole.splitlines(keepends=True)
    for output, finished in ((whole_file, lines), (resumed, lines[:-2])):
        journal = output.with_name(output.name + ".unfinished.jsonl")
        journal.write_bytes(b"".join(finished) + b'{"schema')
        assert run(["batch", str(articles), "-o", str(output), "--lang", "en", "--jobs", "1", "--resume"]) == 1
        assert not journal.exists()
    assert resumed.read_bytes() == whole_file.read_bytes()


def converted(articles: Path, whole: bytes, output: Path) -> Path:
    output.with_name(output.name + ".unfinished.jsonl").write_bytes(whole)
    run(["batch", str(articles), "-o", str(output), "--lang", "en", "--jobs", "1", "--resume"])
    return output


def test_a_database_holds_articles_people_and_events(articles: Path, whole: bytes, tmp_path: Path) -> None:
    database = sqlite3.connect(converted(articles, whole, tmp_path / "reports.db"))
    reports = [json.loads(line) for line in whole.splitlines()]
    events = sum(len(r.get("events", ())) for r in reports)
    people = sum(len(r.get("people", ())) for r in reports)
    counts = [database.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("articles", "people", "events")]
    assert counts == [len(reports), people, events] and events
    query = "SELECT source, person FROM events JOIN articles ON articles.id = article_id ORDER BY events.id LIMIT 1"
    assert database.execute(query).fetchone() == (reports[0]["source"], reports[0]["events"][0]["person"])


def test_parquet_holds_the_reports(articles: Path, whole: bytes, tmp_path: Path) -> None:
    reader = pytest.importorskip("pyarrow.parquet")
    rows = reader.read_table(converted(articles, whole, tmp_path / "reports.parquet")).to_pylist()
    reports = [json.loads(line) for line in whole.splitlines()]
    assert [{k: v for k, v in row.items() if k in report} for row, report in zip(rows, reports, strict=True)] == reports


def test_a_missing_library_is_told_with_its_extra(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(Exception, match=r"openai-turnover\[parquet\]"):
        parquet.require()
    assert run(["batch", str(articles), "-o", str(tmp_path / "reports.parquet")]) == 2
    assert "[parquet]" in capsys.readouterr().err


def test_a_finished_file_is_left_as_it_is(articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "reports.csv"
    output.write_text("finished\n")
    assert run(["batch", str(articles), "-o", str(output), "--resume"]) == 0
    assert "finished" in capsys.readouterr().err and output.read_text() == "finished\n"


@pytest.mark.parametrize("arguments", [["--resume"], ["-f", "csv", "-o", "x.db"], ["-o", os.devnull, "--resume"]])
def test_what_cannot_be_taken_up_or_written_is_wrong_usage(articles: Path, arguments: list[str]) -> None:
    assert run(["batch", str(articles), *arguments]) == 2


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="the system has no /dev/full")
def test_a_full_disk_is_told(articles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["batch", str(articles), "--lang", "en", "--jobs", "1", "-o", "/dev/full"]) == 1
    told = capsys.readouterr().err
    assert "/dev/full" in told and "space" in told


def test_workers_end_with_the_process_that_started_them(articles: Path, tmp_path: Path) -> None:
    if not os.path.isdir("/proc"):
        pytest.skip("processes are looked up in /proc")
    output = tmp_path / "reports.jsonl"
    process = subprocess.Popen([*COMMAND, str(articles), "-o", str(output), "--lang", "en"], stderr=subprocess.DEVNULL)
    while not (output.exists() and output.read_bytes()):
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    end = time.monotonic() + 10
    while time.monotonic() < end and (left := _processes_about(str(tmp_path))):
        time.sleep(0.05)
    assert not left


def _processes_about(name: str) -> list[str]:
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found += [entry.parent.name] if name.encode() in entry.read_bytes() else []
        except OSError:
            continue
    return found
