"""Unknown companies in text without capitals: a word that is told as an employer and comes back in the article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from openai_turnover.components.extensions import lexicon_of, norms_of
from openai_turnover.components.positions import position_spans
from openai_turnover.components.spans import matching_spans

ORG, PERSON = "ORG", "PERSON"
SHORTEST_NAME = 4
LEAST_MENTIONS = 2
LONGEST_JOINER = 3
"""Letters of the word between a position and the employer ("d'", "of", "bei")."""
APOSTROPHES = frozenset("'’")


def find_employers(doc: Doc) -> list[Span]:
    """Words right after a position that stand twice in the article and never behind an article or the like.

    Empty where the text has capitals or the language names no determiners.
    """
    determined = lexicon_of(doc).determiners
    if not doc._.caseless or determined is None:
        return []
    common = {doc[s.end].norm_ for s in matching_spans(doc, determined) if s.end < len(doc)}
    counts = Counter(norms_of(doc))
    in_names = Counter(t.norm_ for e in doc.ents if e.label_ == PERSON and len(e) > 1 for t in e)
    parts_of_names = {part for part, number in in_names.items() if number > 1}
    names = {
        token.norm_
        for token in _told_as_employers(doc)
        if counts[token.norm_] >= LEAST_MENTIONS
        and token.norm_ not in common | parts_of_names
        and token.ent_type_ in ("", PERSON, ORG)
    }
    return [doc[t.i : t.i + 1] for t in doc if t.norm_ in names]


def _told_as_employers(doc: Doc) -> Iterator[Token]:
    """The word after each position, with a short word between the two."""
    for title in position_spans(doc):
        words = [t for t in doc[title.end : title.end + 3] if t.text not in APOSTROPHES]
        if len(words) > 1 and words[0].is_alpha and len(words[0]) <= LONGEST_JOINER and _is_name_like(words[1]):
            yield words[1]


def _is_name_like(token: Token) -> bool:
    return token.is_alpha and len(token) >= SHORTEST_NAME
