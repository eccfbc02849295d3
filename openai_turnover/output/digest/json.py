"""JSON: the whole dossier, or one change or chain a line."""

from __future__ import annotations

from dataclasses import asdict
from typing import TextIO

from openai_turnover.digest.records import Dossier
from openai_turnover.output.json import encode


def write(dossier: Dossier, stream: TextIO) -> None:
    """One indented object."""
    stream.write(encode(dossier.to_dict(), indent=2) + "\n")


def write_lines(dossier: Dossier, stream: TextIO) -> None:
    """One compact object a change, then one a chain and one a failure; ``record`` says which it is."""
    for change in dossier.changes:
        stream.write(encode({"record": "change", **asdict(change)}) + "\n")
    for chain in dossier.chains:
        stream.write(encode({"record": "chain", **asdict(chain)}) + "\n")
    for failure in dossier.failures:
        stream.write(encode({"record": "failure", **failure.to_dict()}) + "\n")
