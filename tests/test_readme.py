"""What the README prints is what the program prints."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from openai_turnover.cli.main import run, turnover

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONSOLE = re.compile(r"```console\n\$ turnover (?P<arguments>[a-z]* ?--help)\n(?P<printed>.*?)```", re.DOTALL)


def test_the_printed_help_is_current() -> None:
    blocks = list(CONSOLE.finditer(README))
    assert blocks
    for block in blocks:
        result = CliRunner().invoke(turnover, block["arguments"].split(), prog_name="turnover", terminal_width=80)
        assert block["printed"].strip() == result.output.strip(), block["arguments"]


def test_the_two_commands_are_one_line_each() -> None:
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    assert len(blocks) >= 2
    assert all(block.strip().count("\n") == 0 for block in blocks[:2])


def test_the_printed_digest_is_current(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    reports = str(tmp_path / "story.jsonl")
    assert run(["batch", "samples/story", "--jobs", "1", "-o", reports]) == 0
    result = CliRunner().invoke(turnover, ["digest", reports], prog_name="turnover")
    assert f"$ turnover digest story.jsonl\n{result.output}```" in README


def test_the_pictures_are_there_and_small() -> None:
    pictures = re.findall(r"!\[[^]]+\]\(([^)]+)\)", README)
    assert pictures and all((ROOT / path).stat().st_size < 150_000 for path in pictures)
