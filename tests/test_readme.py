"""What the README prints is what the program prints."""

import re
from pathlib import Path

from click.testing import CliRunner

from openai_turnover.cli.main import turnover

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
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
