"""Dates: the words of the language file, checked by the recognizer where they are unsure."""

from __future__ import annotations

from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Span

from openai_turnover.components.extensions import DATES, lexicon_of, published_of
from openai_turnover.components.junk import junk_tokens
from openai_turnover.components.spans import covering_span, matching_spans
from openai_turnover.dates import DateMention, date_grammar, resolve_date
from openai_turnover.publication import date_line_merit

DATE, UNTIL = "DATE", "UNTIL"
REACH_OF_UNTIL = 3
FIRST_CHARACTERS = 1000
"""Beyond these a date line is part of the story."""


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
        if _dates_the_article(doc, mention):
            continue
        if mention.unsure and recognized.isdisjoint(range(span.start, span.end)):
            continue
        if follows_until(doc, span):
            span = Span(doc, span.start, span.end, label=UNTIL)
        spans.append(span)
        said[span.start] = mention
    doc.spans[DATES] = spans
    doc.user_data["dates"] = said
    return doc


def _dates_the_article(doc: Doc, mention: DateMention) -> bool:
    """Whether a date is the article's own, on a line for itself or in a dateline, and no part of the story."""
    published = published_of(doc)
    if published is None or mention.start > FIRST_CHARACTERS or resolve_date(mention, None) != published.isoformat():
        return False
    text = doc._.folded.text
    start = text.rfind("\n", 0, mention.start) + 1
    end = text.find("\n", mention.end)
    line = text[start : end if end >= 0 else len(text)]
    moved = replace(mention, start=mention.start - start, end=mention.end - start)
    return date_line_merit(line, moved) > 0


def follows_until(doc: Doc, date: Span) -> bool:
    """Whether a date is an end: "until" stands in it or right beside it."""
    words = doc.user_data.get("until")
    if words is None:
        words = doc.user_data["until"] = [(s.start, s.end) for s in matching_spans(doc, lexicon_of(doc).until)]
    first, last = date.start - REACH_OF_UNTIL, date.end + REACH_OF_UNTIL
    return any(first <= start and end <= last for start, end in words)
