"""Sentence ends by line breaks and punctuation, aware of abbreviations, initials and ordinals."""

from __future__ import annotations

import re

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc, Token

from openai_turnover.components.extensions import lexicon_of

ENDS = frozenset("。！？!?…।॥")
CLOSERS = frozenset("\"'»”’)]」』》）")
ROMAN_OR_INITIAL = re.compile(r"[^\W\d_]$|[ivx]+$", re.IGNORECASE)


@Language.component("turnover_sentences")
def segment_sentences(doc: Doc) -> Doc:
    """Set ``is_sent_start`` of every token."""
    abbreviations = lexicon_of(doc).abbreviations
    ends = [_ends_sentence(token, abbreviations) for token in doc]
    starts = [1 if start else -1 for start in [True, *ends[:-1]]]
    # all at once: asked for one token, spaCy looks through the whole document
    values = np.array(starts[: len(doc)], dtype=np.int64).astype(np.uint64)
    doc.from_array([SENT_START], values)  # type: ignore[arg-type]  # one column need not be two-dimensional
    return doc


def _ends_sentence(token: Token, abbreviations: frozenset[str]) -> bool:
    if "\n" in token.text:
        return True
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    if following is None or following.text[0] in CLOSERS or following.text in ENDS:
        return False
    if token.text in CLOSERS:
        return token.i > 0 and _closes_after_end(token) and _starts_anew(following)
    if token.text in ENDS:
        return True
    return token.text == "." and bool(token.whitespace_) and _is_full_stop(token, following, abbreviations)


def _closes_after_end(token: Token) -> bool:
    before = token.nbor(-1)
    return before.text in ENDS or before.text == "."


def _starts_anew(token: Token) -> bool:
    return not token.is_punct and (token.is_title or token.is_upper or not token.text[0].isalpha())


def _is_full_stop(token: Token, following: Token, abbreviations: frozenset[str]) -> bool:
    if token.i == 0 or token.nbor(-1).whitespace_:
        return True
    before = token.nbor(-1)
    if before.lower_ in abbreviations or before.norm_ in abbreviations:
        return False
    if ROMAN_OR_INITIAL.match(before.text) and before.text not in ("I",):
        return False
    return not (before.is_digit and len(before.text) <= 2 and following.is_alpha)
