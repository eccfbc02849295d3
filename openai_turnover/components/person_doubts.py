"""Recognized people who are none: dates, things, lone words that only look like a name."""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Doc, Span

from openai_turnover.components.extensions import norms_of
from openai_turnover.dates import date_grammar
from openai_turnover.folding import fold
from openai_turnover.name_similarity_parts import groups_of
from openai_turnover.names import KnownPerson

PERSON = "PERSON"
OFTEN_ALONE = 2
"""Mentions of a word outside people from which it is no given name, unless it is known as one."""
LONGEST_NAME = 40
"""Tokens of a name beyond which it is none; in Japanese each sign is one."""


def is_date_word(span: Span) -> bool:
    """Whether a lone word is nothing but a date ("Ιουλίου") and no part of a longer name of the text."""
    folded = fold(span.text)
    found = date_grammar(span.doc._.language).find(folded)
    if not any((m.start, m.end) == (0, len(folded)) and not (m.unsure and folded.isascii()) for m in found):
        return False
    longer = (e for e in span.doc.ents if e.label_ == PERSON and len(e) > 1)
    return all(token.norm_ != span[0].norm_ for e in longer for token in e)


def is_bare_word(person: KnownPerson) -> bool:
    """Whether an unknown person is named by one word alone: without capitals, that is more often no name."""
    has_case = any(c.lower() != c.upper() for spelling in person.spellings for c in spelling)
    return has_case and person.entry is None and all(len(spelling.split()) == 1 for spelling in person.spellings)


def without_first_words(doc: Doc, found: list[tuple[Span, KnownPerson]]) -> list[tuple[Span, KnownPerson]]:
    """Leave out who is named by one unknown word that only ever opens a sentence, where every word has a capital."""
    firsts = _first_words(doc)
    elsewhere = {id(person) for span, person in found if span.start not in firsts}
    return [
        (span, person)
        for span, person in found
        if id(person) in elsewhere or not is_bare_word(person) or groups_of(span[0].norm_)
    ]


def _first_words(doc: Doc) -> set[int]:
    """The first word of each sentence and of each line."""
    firsts, opening = set[int](), True
    for token in doc:
        opening |= bool(token.is_sent_start) or "\n" in token.text
        if opening and token.is_alpha:
            firsts.add(token.i)
            opening = False
    return firsts


def words_outside_people(doc: Doc) -> Counter[str]:
    """In text without capitals, the folded words outside the names of several words."""
    if not doc._.caseless:
        return Counter()
    inside = {i for e in doc.ents if e.label_ == PERSON and len(e) > 1 for i in range(e.start, e.end)}
    return Counter(norm for i, norm in enumerate(norms_of(doc)) if i not in inside)


def is_thing(span: Span, told_elsewhere: Counter[str]) -> bool:
    """Whether a name begins with a word that is no given name and often stands alone ("chatgpt plus")."""
    first = span[0]
    has_case = first.lower_ != first.text.upper()
    return len(span) > 1 and has_case and told_elsewhere[first.norm_] >= OFTEN_ALONE and not groups_of(first.norm_)


def is_name_like(span: Span) -> bool:
    """Whether a recognized name can be one: no sentence end or figure in it, capitals where the text has them."""
    text = span.text
    if (
        len(span) > LONGEST_NAME
        or len(text) < 2
        or not any(c.isalpha() for c in text)
        or any(c.isdigit() or c in "\n!?;:" for c in text)
    ):
        return False
    if any(token.text == "." and token.whitespace_ and len(token.nbor(-1)) > 2 for token in span[1:]):
        return False
    has_case = any(c.lower() != c.upper() for c in text)
    return not has_case or bool(span.doc._.caseless) or any(c.isupper() for c in text)
