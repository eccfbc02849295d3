"""From characters to tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from openai_turnover.anchors import find_matches
from openai_turnover.patterns import PatternSet


def covering_span(doc: Doc, start: int, end: int, label: str = "") -> Span | None:
    """The tokens that hold the characters ``start`` to ``end``; None where there are none."""
    span = doc.char_span(start, end, label=label, alignment_mode="expand")
    return span if span is not None and len(span) else None


def matching_spans(doc: Doc, pattern: re.Pattern[str] | PatternSet | None) -> Iterator[Span]:
    """The tokens under each match of a pattern over the folded text."""
    folded = doc._.folded
    if pattern is None:
        return
    found = pattern.finditer(folded.text) if isinstance(pattern, PatternSet) else find_matches(pattern, folded.text)
    for match in found:
        start, end = folded.original_span(match.start(), match.end())
        span = covering_span(doc, start, end)
        if span is not None:
            yield span
