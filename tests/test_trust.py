"""No input breaks the analysis, nothing in it acts, and the same input gives the same bytes."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openai_turnover import Analyzer, TurnoverError
from openai_turnover.reading.article import Article
from openai_turnover.reading.html import read_html

SAMPLES = Path(__file__).parent.parent / "samples"
PIECES = [
    "Nadia Kessler",
    "resigned as chief executive of Acme",
    "a quitté",
    "le 3 mai 2024",
    "wurde entlassen",
    "退任",
    "\n\n",
    "\u202e",
    "\u200b",
    "e\u0301" * 20,
    "\x00",
    "\ud800",
    "<b>",
    "=1+1",
    "\x1b[31m",
    "Ⅷ",
    "ﬁ",
    "İ",
]


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer()


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=20)), min_size=1, max_size=12))
def test_no_text_breaks_the_analysis_or_moves_an_offset(analyzer: Analyzer, pieces: list[str]) -> None:
    text = " ".join(pieces)
    try:
        report = analyzer.analyze(Article("fuzz", text))
    except TurnoverError:
        return
    for event in report.events:
        for evidence in event.evidence:
            assert text[evidence.start : evidence.end] == evidence.text


def test_a_lone_surrogate_stays_in_the_evidence_and_can_be_written(analyzer: Analyzer) -> None:
    text = "Nadia Kessler resigned as chief executive of Acme \ud800 on Monday."
    (event,) = analyzer.analyze(Article("x", text)).events
    assert "\ud800" in event.evidence[0].text


def test_the_analysis_opens_no_connection(analyzer: Analyzer, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    text = (SAMPLES / "en-press-release.txt").read_text(encoding="utf-8")
    assert Analyzer().analyze(Article("x", text)).events


def analyze_in_a_process(seed: str) -> bytes:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-m", "openai_turnover", "analyze", "--json", str(SAMPLES / "fr-messy.txt")]
    return subprocess.run(command, env=environment, check=True, capture_output=True).stdout


def test_the_bytes_do_not_depend_on_the_hash_seed() -> None:
    assert analyze_in_a_process("1") == analyze_in_a_process("2")


def test_names_with_control_codes_never_reach_a_terminal(tmp_path: Path) -> None:
    article = tmp_path / "hostile.txt"
    article.write_text("Nadia \x1b[31mKessler\x07 resigned as chief executive of =Acme on Monday.\n", encoding="utf-8")
    for form in ("table", "csv", "markdown"):
        command = [sys.executable, "-m", "openai_turnover", "analyze", "-f", form, "--lang", "en", str(article)]
        shown = subprocess.run(command, check=True, capture_output=True).stdout.decode()
        assert "\x1b" not in shown and "\x07" not in shown


def test_json_lines_hold_one_report_a_line_whatever_the_text_holds(tmp_path: Path) -> None:
    article = tmp_path / "separators.txt"
    article.write_text("Nadia Kessler resigned\u2028as chief executive of Acme\x85 on Monday.", encoding="utf-8")
    command = [sys.executable, "-m", "openai_turnover", "analyze", "-f", "jsonl", "--lang", "en", str(article)]
    shown = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    assert len(shown.splitlines()) == 1
    assert json.loads(shown)["language"] == "en"


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_change_no_event_and_keep_evidence_exact(analyzer: Analyzer, line_end: str) -> None:
    text = (SAMPLES / "fr-messy.txt").read_text(encoding="utf-8")
    other = text.replace("\n", line_end)
    plain, changed = analyzer.analyze(Article("x", text)), analyzer.analyze(Article("x", other))
    assert [(e.person, e.kind, e.date) for e in plain.events] == [(e.person, e.kind, e.date) for e in changed.events]
    for event in changed.events:
        for evidence in event.evidence:
            assert other[evidence.start : evidence.end] == evidence.text


def test_a_line_break_in_a_page_is_no_end_of_a_paragraph() -> None:
    page = (
        "<html><body><article><h1>Moves</h1><p>Merrow Bank<br>\nAnn Reed quits.<br><br>Tom Farley joins.</p></article>"
    )
    article = read_html("x.html", page)
    assert "Merrow Bank\nAnn Reed quits.\n\nTom Farley joins." in article.text
    assert article.offsets is not None
    start = article.text.index("Ann Reed quits.")
    assert page[slice(*article.offsets.original_span(start, start + 15))] == "Ann Reed quits."
