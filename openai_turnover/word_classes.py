"""Which words of a language are no names: for the commonest forms, the class that treebanks give them most often.

Text without capitals hides what is a name; a form that is known as a noun or a verb is rarely one. The recognizers
see the class as a part of a token's shape. ``training/word_classes.py`` counts the forms.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "data" / "word_classes"
LATIN, OTHERS, EAST_ASIAN = "latin", "cyrillic-greek-devanagari", "cjk"
LAST_LATIN = "\u024f"
FIRST_EAST_ASIAN = "\u1100"
LONGEST = 5
"""Characters of an East Asian word that is looked for."""
HANGUL = re.compile("[\uac00-\ud7a3]")
UNKNOWN = ""


def word_class(folded: str) -> str:
    """One letter for the class of a folded word, as ``training/word_classes.py`` names them; empty for unknown ones."""
    if folded[:1] >= FIRST_EAST_ASIAN:
        return UNKNOWN
    return read_classes(LATIN if folded[:1] <= LAST_LATIN else OTHERS).get(folded, UNKNOWN)


def mark_east_asian_words(characters: Sequence[str], spaces: Sequence[bool]) -> list[str] | None:
    """For each token the class of the known word that it begins or goes on with; None in text without such scripts.

    Words are taken from left to right, the longest first; in Hangul they begin only where a space or a sign ends.
    """
    if not any(c[0] >= FIRST_EAST_ASIAN for c in characters):
        return None
    classes = read_classes(EAST_ASIAN)
    marks = [UNKNOWN] * len(characters)
    at = 0
    while at < len(characters):
        if characters[at][0] < FIRST_EAST_ASIAN:
            at += 1
            continue
        length = 1 if _is_inside_hangul(characters, spaces, at) else _longest_word(characters, spaces, at, classes)
        if length > 1:
            name = classes["".join(characters[at : at + length])]
            marks[at : at + length] = [f"{name}1", *[f"{name}2"] * (length - 1)]
        at += length
    return marks


def _is_inside_hangul(characters: Sequence[str], spaces: Sequence[bool], at: int) -> bool:
    return at > 0 and not spaces[at - 1] and all(HANGUL.match(c) for c in characters[at - 1 : at + 1])


def _longest_word(characters: Sequence[str], spaces: Sequence[bool], at: int, classes: Mapping[str, str]) -> int:
    reach = at
    while reach < len(characters) and reach - at < LONGEST and characters[reach][0] >= FIRST_EAST_ASIAN:
        reach += 1
        if spaces[reach - 1]:
            break
    return next((n for n in range(reach - at, 1, -1) if "".join(characters[at : at + n]) in classes), 1)


@cache
def read_classes(scripts: str) -> Mapping[str, str]:
    """The class of every listed word of a group of scripts."""
    lines = gzip.decompress((FOLDER / f"{scripts}.txt.gz").read_bytes()).decode("utf-8").splitlines()
    return {word: name for name, *words in (line.split(" ") for line in lines) for word in words}
