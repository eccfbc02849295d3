"""Positions: the titles of the language file, and what the recognizer finds beyond them."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from openai_turnover.components.extensions import ORGANIZATIONS, PEOPLE, ROLES
from openai_turnover.components.junk import junk_tokens
from openai_turnover.components.spans import covering_span
from openai_turnover.titles import english_title, title_finder

ROLE = "ROLE"


@Language.component("turnover_roles")
def find_roles(doc: Doc) -> Doc:
    """Add the span group ``roles``; ``span.kb_id_`` is the canonical English title."""
    names = {i for group in (PEOPLE, ORGANIZATIONS) for s in doc.spans[group] for i in range(s.start, s.end)}
    taken = set(junk_tokens(doc)) | names
    listed = _listed_titles(doc)
    entities = [e for e in doc.ents if e.label_ == ROLE and _is_known(e)]
    chosen = []
    for span in sorted(listed + entities, key=lambda s: (-len(s), s.start)):
        if taken.isdisjoint(range(span.start, span.end)):
            chosen.append(span)
            taken.update(range(span.start, span.end))
    chosen.sort(key=lambda s: s.start)
    doc.spans[ROLES] = [
        Span(doc, s.start, s.end, label=ROLE, kb_id=english_title(s.text, doc._.language)) for s in chosen
    ]
    return doc


def _is_known(entity: Span) -> bool:
    """Whether a recognized position can be named in English."""
    language = entity.doc._.language
    return bool(language == "en" or english_title(entity.text, language).casefold() != entity.text.casefold())


def _listed_titles(doc: Doc) -> list[Span]:
    folded = doc._.folded
    codes = dict.fromkeys((doc._.language, "en"))
    spans = []
    for code in codes:
        for place in title_finder(code).find_spans(folded.text):
            span = covering_span(doc, *folded.original_span(*place))
            spans += [span] if span is not None else []
    return spans
