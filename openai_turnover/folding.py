"""A case-free, accent-free reading of a text that keeps the way back to the original characters."""

from __future__ import annotations

import re
import unicodedata
from array import array

MARKS = "\u0300-\u036f\u0900-\u0963\u0970-\u097f\u200c\u200d"
"""Combining signs, as the inside of a character class; ``\\w`` leaves the Devanagari vowel signs out."""
SINGLE = (
    "\u1100-\u11ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Scripts without spaces between words, and Hangul, whose words carry their particles: one character a token."""
TOKEN = re.compile(
    rf"[{SINGLE}][{MARKS}]*|[^\W\d_{SINGLE}{MARKS}](?:[^\W\d_{SINGLE}]|[{MARKS}])*|\d+|[{MARKS}]+| +|[^\S ]+"
    r"|([^\w\s]|_)(?:\1{15,})?"
)
"""A word, a number, a sign; the same sign sixteen times and more is a ruled line, and one token."""
SAME_SIGN = dict.fromkeys("’‘ʼ`´", "'") | dict.fromkeys("“”„«»‹›", '"') | dict.fromkeys("–—‐‑−", "-")


def split_tokens(text: str) -> list[str]:
    """The tokens of a text, white space among them; together they are the text."""
    return [match[0] for match in TOKEN.finditer(text)]


def _fold_character(character: str) -> str:
    if character in SAME_SIGN:
        return SAME_SIGN[character]
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    letters = (c for c in unicodedata.normalize("NFKD", character.lower()) if not _is_accent(c))
    composed = unicodedata.normalize("NFKC", "".join(letters))
    return "".join(SAME_SIGN.get(c, c) for c in composed.lower())  # "𝐀" is a capital only once it is taken apart


def _is_accent(character: str) -> bool:
    return "\u0300" <= character <= "\u036f" or "\u064b" <= character <= "\u065f"


class _FoldTable(dict[int, str]):
    """Folded form of every code point, filled as they are met."""

    def __init__(self) -> None:
        super().__init__()
        self.irregular: set[str] = set()
        """Characters whose folded form is not one character long."""

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        if len(folded) != 1:
            self.irregular.add(chr(code))
        self[code] = folded
        return folded


_TABLE = _FoldTable()


def fold(text: str) -> str:
    """Lower case, without accents, straight quotes, half width, figures as 0 to 9.

    Devanagari signs and Japanese voicing marks are letters and stay.
    """
    return text.translate(_TABLE)


class FoldedText:
    """A folded text and the place of each of its characters in the original."""

    def __init__(self, original: str) -> None:
        self.text = fold(original)
        self._places: array[int] | None = None
        if not _TABLE.irregular.isdisjoint(original):
            self._places = array("l", (i for i, c in enumerate(original) for _ in fold(c)))
            self._places.append(len(original))

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original of the stretch ``start`` to ``end`` of the folded text."""
        if self._places is None:
            return start, end
        if start == end:
            return self._places[start], self._places[start]
        return self._places[start], self._places[end - 1] + 1
