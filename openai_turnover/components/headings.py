"""Headings of lists of appointments: the organisation that opens each entry ("Acme. …", "▲ Acme = …")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from openai_turnover.components.extensions import text_of
from openai_turnover.components.spans import covering_span

ENTRY = re.compile(
    r"^[^\w\n]{0,4}(?P<name>[^\n.:=|—–,;!?()]{2,48}?)\s*(?P<sign>[:=|—–]|\.(?=\s)|\n(?=\S))\s*\S", re.MULTILINE
)
BLOCK = re.compile(r"\n\s*\n|\n(?=[^\w\s\"'«“(])")
LEAST_ENTRIES = 3
MOST_WORDS = 6
LONGEST_SMALL_WORD = 3
LEAST_SHARE = 0.4
"""Of the blocks of an article, how many must open with a heading for it to be a list."""


def list_headings(doc: Doc) -> Iterator[Span]:
    """The names that open the entries of a list; none where the article is no list."""
    text = text_of(doc)
    starts = [0, *(m.end() for m in BLOCK.finditer(text))]
    found = [m for start in starts if (m := ENTRY.match(text, start))]
    found = [m for m in found if _is_name_like(m["name"], bool(doc._.caseless)) and not _may_be_sentence(doc, m)]
    if len(found) > LEAST_ENTRIES and found[0].start() == 0:
        found = found[1:]  # the title of the article
    if len(found) < LEAST_ENTRIES or len(found) < LEAST_SHARE * len(starts):
        return
    for match in found:
        span = covering_span(doc, match.start("name"), match.end("name"))
        if span is not None:
            yield span


def _may_be_sentence(doc: Doc, entry: re.Match[str]) -> bool:
    """Whether a full stop alone ends the heading in a text without capitals, where any short sentence looks so."""
    return bool(doc._.caseless) and entry["sign"] == "."


def _is_name_like(heading: str, caseless: bool) -> bool:
    """Whether a heading reads like a name: few words, the long ones with capitals where the text has them."""
    words = heading.split()
    if len(words) > MOST_WORDS or not any(c.isalpha() for c in heading):
        return False
    return caseless or all(w[0] == w[0].upper() for w in words if len(w) > LONGEST_SMALL_WORD)
