"""Positions: the titles of the language file, and what the recognizer finds beyond them."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from openai_turnover.components.extensions import ORGANIZATIONS, PEOPLE, ROLES
from openai_turnover.components.junk import junk_tokens
from openai_turnover.components.positions import position_spans
from openai_turnover.titles import english_title

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
    return [span for code in dict.fromkeys((doc._.language, "en")) for span in position_spans(doc, code)]
