"""Where the titles of a language file stand in a document; several components ask, the text is searched once."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span

from openai_turnover.components.spans import covering_span
from openai_turnover.titles import title_finder


def position_spans(doc: Doc, language: str | None = None) -> Iterator[Span]:
    """The tokens of each position that the titles of a language (default: the document's) name."""
    code = language or doc._.language
    found = doc.user_data.setdefault("positions", {})
    if code not in found:
        folded = doc._.folded
        found[code] = [folded.original_span(*place) for place in title_finder(code).find_spans(folded.text)]
    for place in found[code]:
        span = covering_span(doc, *place)
        if span is not None:
            yield span
