"""Bad input is told in one line with the right exit code, and the good inputs beside it are delivered."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from openai_turnover.cli.main import run

SAMPLES = Path(__file__).parent.parent / "samples"
GOOD = str(SAMPLES / "en-press-release.txt")
COMMAND = [sys.executable, "-m", "openai_turnover"]


def analyze(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, list[str]]:
    code = run(["analyze", "--format", "jsonl", *arguments])
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    return code, captured.out, captured.err.splitlines()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("empty.txt", b"", "empty"),
        ("binary.txt", bytes(range(256)) * 40, "binary"),
        ("figures.txt", b"1 2 3 4 5 6 7 8 9", "letters"),
    ],
)
def test_an_input_that_cannot_be_read_costs_itself_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, told: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    code, out, messages = analyze(capsys, str(path), GOOD)
    failed, good = (json.loads(line) for line in out.splitlines())
    assert code == 1
    assert told in failed["error"]["message"]
    assert good["events"]
    assert len(messages) == 1 and name in messages[0]


def test_a_missing_file_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, messages = analyze(capsys, "no-such-article.txt", GOOD)
    assert code == 1
    assert "no-such-article.txt" in messages[0]
    assert len(out.splitlines()) == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["--lang", "tlh", GOOD],
        ["--date", "yesterday", GOOD],
        ["--format", "yaml", GOOD],
        ["--model", "no_such_pipeline", GOOD],
        ["--no-such-option", GOOD],
        ["--min-confidence", "2", GOOD],
        [],
    ],
)
def test_wrong_usage_ends_with_two_and_no_report(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    code = run(["analyze", *arguments])
    captured = capsys.readouterr()
    assert code == 2
    assert captured.out == ""
    assert captured.err.strip() and "Traceback" not in captured.err


@pytest.mark.parametrize("command", ["analyze", "batch"])
def test_events_below_the_confidence_asked_for_are_left_out(capsys: pytest.CaptureFixture[str], command: str) -> None:
    options = [command, "--format", "jsonl", *(["--jobs", "1"] if command == "batch" else []), GOOD]
    assert run(options) == 0
    events = json.loads(capsys.readouterr().out)["events"]
    least = max(e["confidence"] for e in events)
    assert run([*options, "--min-confidence", str(least)]) == 0
    assert json.loads(capsys.readouterr().out)["events"] == [e for e in events if e["confidence"] >= least]


def test_a_closed_pipe_ends_quietly() -> None:
    process = subprocess.Popen(
        [*COMMAND, "analyze", "--json", GOOD], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout and process.stderr
    process.stdout.close()
    assert process.stderr.read() == ""
    assert process.wait() == 0


def test_an_interrupt_keeps_what_was_finished(tmp_path: Path) -> None:
    folder, output = tmp_path / "articles", tmp_path / "reports.jsonl"
    folder.mkdir()
    text = Path(GOOD).read_text(encoding="utf-8")
    for number in range(400):
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    command = [*COMMAND, "batch", str(folder), "--output", str(output), "--jobs", "1"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    end = time.monotonic() + 60
    while time.monotonic() < end and not (output.exists() and output.read_bytes().count(b"\n") > 1):
        time.sleep(0.05)
    os.kill(process.pid, signal.SIGINT)
    assert process.stderr
    told = process.stderr.read()
    assert process.wait() == 130
    assert "Traceback" not in told
    reports = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
    assert 1 < len(reports) < 400


def test_standard_input_is_an_article(monkeypatch: pytest.MonkeyPatch) -> None:
    text = Path(GOOD).read_bytes()
    done = subprocess.run([*COMMAND, "analyze", "--json", "-"], input=text, capture_output=True, check=True)
    assert json.loads(done.stdout)["events"]


def test_help_needs_no_spacy() -> None:
    script = "import sys; from openai_turnover.cli.main import run; run(['--help']); sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True).returncode == 0
