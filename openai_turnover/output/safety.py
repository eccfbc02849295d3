"""Text from articles made harmless for the place it is shown in."""

from __future__ import annotations

import unicodedata

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def printable(text: str) -> str:
    """The text on one line without control codes, direction overrides and lone surrogates."""
    line = " ".join(text.split())
    return "".join(c for c in line if c not in DIRECTIONS and unicodedata.category(c) not in ("Cc", "Cs", "Co"))


def spreadsheet_cell(value: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = "" if value is None else printable(str(value))
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def markdown_cell(value: object) -> str:
    """A cell of a Markdown table in which nothing acts as markup."""
    text = "" if value is None else printable(str(value))
    for sign in "\\`*_{}[]<>|#!":
        text = text.replace(sign, f"\\{sign}")
    return text


def shortened(text: str, length: int) -> str:
    """At most ``length`` characters, cut at a word, with an ellipsis where something is left out."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[length // 2 :] else cut) + "…"
