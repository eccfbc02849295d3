"""Dates: the words of the language file, checked by the recognizer where they are unsure."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from openai_turnover.components.extensions import DATES, lexicon_of
from openai_turnover.components.junk import junk_tokens
from openai_turnover.components.spans import covering_span
from openai_turnover.dates import DateMention, date_grammar

DATE = "DATE"


@Language.component("turnover_dates")
def find_dates(doc: Doc) -> Doc:
    """Add the span group ``dates`` and keep what each of them says in ``doc.user_data["dates"]`` by first token."""
    folded = doc._.folded
    junk = junk_tokens(doc)
    recognized = {i for e in doc.ents if e.label_ == DATE for i in range(e.start, e.end)}
    spans: list[Span] = []
    said: dict[int, DateMention] = {}
    for mention in date_grammar(doc._.language).find(folded.text):
        start, end = folded.original_span(mention.start, mention.end)
        span = covering_span(doc, start, end, DATE)
        if span is None or span.start in junk or (spans and spans[-1].end > span.start):
            continue
        if mention.unsure and recognized.isdisjoint(range(span.start, span.end)):
            continue
        if _follows_until(doc, folded.text, mention):
            span = Span(doc, span.start, span.end, label="UNTIL")
        spans.append(span)
        said[span.start] = mention
    doc.spans[DATES] = spans
    doc.user_data["dates"] = said
    return doc


def _follows_until(doc: Doc, folded: str, mention: DateMention) -> bool:
    """Whether the date is an end: "until" stands in or right before it."""
    until = lexicon_of(doc).until
    window = folded[max(0, mention.start - 16) : mention.end + 6]
    return bool(until and any(abs(m.end() - min(16, mention.start)) <= 16 for m in until.finditer(window)))
