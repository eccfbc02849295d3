"""Places in datelines ("ROMA, 7 SET. 2024 -"), which are neither people nor organisations."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from openai_turnover.components.extensions import text_of
from openai_turnover.dates import date_grammar
from openai_turnover.folding import FoldedText

REACH = 70
"""Characters from the beginning of a paragraph within which a dateline's date begins."""
PLACE = re.compile(r"[^\d.!?:;,(]{2,40}(?:,|\s\(|\s-)\s*$")
"""What may stand before the date: one name, then a comma, a bracket or a dash."""
END = re.compile(r"\s*(?:/[^/]{2,30}/\s*)?(?:\([^)]{1,40}\)\s*)?(?:\d{1,2}[:.]\d{2}\s*)?(?:,\s*)?(?:\.-|--|[-:.)|·]|$)")
"""What ends a dateline: a dash, a full stop, the end of the line, with an agency or a time before it."""
PARAGRAPH = re.compile(r"(?:^|\n)[^\S\n]*(?=\S)")


def dateline_tokens(doc: Doc) -> set[int]:
    """The tokens of the places that open a dateline."""
    text, found = text_of(doc), set[int]()
    for opening in PARAGRAPH.finditer(text):
        length = _place_length(text[opening.end() : opening.end() + 2 * REACH].split("\n", 1)[0], doc._.language)
        if length:
            span = doc.char_span(opening.end(), opening.end() + length, alignment_mode="expand")
            found |= set(range(span.start, span.end)) if span is not None else set()
    return found


def _place_length(line: str, language: str) -> int:
    """How many characters of a line stand before the date of its dateline; 0 where it has none."""
    if not any(c.isdigit() for c in line[:REACH]):
        return 0
    folded = FoldedText(line)
    for mention in date_grammar(language).find(folded.text):
        tells_month = mention.month is not None and mention.day is not None
        ended = folded.text[mention.end - 1] == "." or END.match(folded.text, mention.end)
        if tells_month and mention.start <= REACH and ended:
            before = folded.text[: mention.start]
            return folded.original_span(0, mention.start)[1] if PLACE.fullmatch(before) else 0
    return 0
