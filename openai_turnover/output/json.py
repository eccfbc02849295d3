"""JSON: one object, a list of objects, or one object a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import TextIO

from openai_turnover.records import Failure, Report

UNSAFE = re.compile("[\ud800-\udfff\u2028\u2029\x85]")
"""Lone surrogates cannot be written as UTF-8; line separators break readers of JSON Lines."""


def write(records: Iterable[Report | Failure], stream: TextIO, single: bool) -> None:
    """Indented JSON: the record itself where there is one, else a list."""
    data = [record.to_dict() for record in records]
    stream.write(encode(data[0] if single and len(data) == 1 else data, indent=2) + "\n")


def write_lines(records: Iterable[Report | Failure], stream: TextIO, single: bool) -> None:
    """One compact object a line."""
    for record in records:
        stream.write(encode(record.to_dict()) + "\n")


def encode(data: object, indent: int | None = None) -> str:
    """JSON that UTF-8 can hold and that readers of JSON Lines do not take apart."""
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    return UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
