"""Where a recognized name begins and ends: what the recognizer took along is left off."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections import Counter
from functools import lru_cache

from spacy.tokens import Span, Token

from openai_turnover.components.extensions import lexicon_of
from openai_turnover.folding import FoldedText, fold
from openai_turnover.lexicon import read_lexicon
from openai_turnover.name_similarity_distance import read_rules
from openai_turnover.titles import title_finder
from openai_turnover.word_classes import word_class

SHORTEST_PRONOUN = 3
LONGEST_STRETCHED = 4
"""Tokens of a name beyond which none is added to it."""
NAME_LIKE = frozenset({"", "b"})
"""Classes of words that may be names: unknown, and met both in names and outside."""


def trim_name(span: Span) -> Span | None:
    """The name without forms of address, positions, signs and words written small around it; None if none is left."""
    loose = {fold(h).strip(".") for h in lexicon_of(span.doc).honorifics} | _pronouns(span)
    start, end = span.start + _leading_title(span), span.end
    while start < end and (span.doc[start].norm_ in loose or not _is_word(span.doc[start])):
        start += 1
    while end > start and (span.doc[end - 1].norm_ in loose or not _is_word(span.doc[end - 1])):
        end -= 1
    return _without_small_words(span.doc[start:end]) if end > start else None


def stretch_name(span: Span) -> Span:
    """In text with capitals, the name with the unknown words written with a capital that follow or precede it.

    The recognizer sometimes stops before a surname that is new to it ("Hugo" of "Hugo Prévotat").
    """
    doc = span.doc
    if doc._.caseless or not _is_cased(span[0]):
        return span
    start, end = span.start, span.end
    while end < len(doc) and end - start < LONGEST_STRETCHED and _are_joined(doc[end - 1 : end + 1]):
        if not _may_be_name(doc[end]):
            break
        end += 1
    if start > 0 and end - start < LONGEST_STRETCHED and _are_joined(doc[start - 1 : start + 1]):
        begins_sentence = doc[start - 1].is_sent_start or not doc[start - 2 : start - 1].text.strip()
        if _may_be_name(doc[start - 1]) and not begins_sentence and not lexicon_of(doc).nouns_have_capitals:
            start -= 1
    return doc[start:end]


def _are_joined(pair: Span) -> bool:
    """Whether two words stand in one sentence with a space between them."""
    return pair[0].whitespace_ == " " and pair[0].is_alpha and pair[1].is_alpha and not pair[1].is_sent_start


def _may_be_name(token: Token) -> bool:
    """Whether a word in no entity is written with a capital and not known as a word."""
    return not token.ent_type_ and token.text.istitle() and len(token) > 1 and word_class(token.norm_) in NAME_LIKE


def _is_cased(token: Token) -> bool:
    return token.text.upper() != token.text.lower()


def _without_small_words(span: Span) -> Span | None:
    """In text with capitals, the name up to a word written small, and without such words before it.

    A single word behind such a word is no name: "mit stabilen Erlösen".
    """
    if span.doc._.caseless:
        return span
    start, end = span.start, span.end
    while start < end and _is_small(span.doc[start]):
        start += 1
    end = next((i for i in range(start, end) if _is_small(span.doc[i])), end)
    while end > start and not _is_large(span.doc[end - 1]):
        end -= 1
    alone = start > span.start and sum(_is_word(t) for t in span.doc[start:end]) == 1
    return span.doc[start:end] if end > start and not alone else None


def _is_small(token: Token) -> bool:
    """Whether a word is written small and no particle of names."""
    return token.text.islower() and len(token) > 1 and token.norm_ not in _particles(token.doc._.language)


def _is_large(token: Token) -> bool:
    """Whether a word can end a name: written with a capital, or in a script without capitals."""
    return _is_word(token) and not token.text.islower()


@lru_cache(maxsize=32)
def _particles(language: str) -> frozenset[str]:
    return frozenset(read_rules()["particles"]).union(read_lexicon(language).particles)


def before_title(span: Span, titles: list[tuple[int, int]]) -> Span:
    """The name without the beginning of a position that the recognizer took along ("마르코 페레티 공동|대표").

    ``titles`` are the tokens of the positions, in order.
    """
    first = bisect_right(titles, (span.start, len(span.doc)))
    inside = itertools.takewhile(lambda title: title[0] < span.end, itertools.islice(titles, first, None))
    crossing = next((start for start, end in inside if end > span.end), None)
    return span.doc[span.start : crossing] if crossing is not None else span


def without_loose_words(spans: list[Span]) -> list[Span]:
    """In text without capitals, a surname without the words behind it: "giuli era", where "anna giuli" is named."""
    if not spans or not spans[0].doc._.caseless:
        return spans
    names = Counter(tuple(t.norm_ for t in span) for span in spans)
    parts = Counter(part for name in names if len(name) > 1 for part in name)
    surnames = {name[-1] for name in names if len(name) > 1}
    first = {name[0] for name in names if len(name) > 1 and name[0] not in surnames}

    def cut(span: Span) -> Span:
        name = tuple(t.norm_ for t in span)
        loose = len(name) > 1 and name[0] in surnames - first and all(parts[part] == 1 for part in name[1:])
        return span[:1] if loose and names[name] == 1 else span

    return [cut(span) for span in spans]


def _pronouns(span: Span) -> set[str]:
    """Folded pronouns in a recognized name, which the recognizer took along ("rong mei elle-même")."""
    pattern = lexicon_of(span.doc).pronouns
    if pattern is None or len(span) == 1:
        return set()
    written_small = {t.norm_ for t in span if t.text.islower() and len(t) >= SHORTEST_PRONOUN}
    return written_small.intersection(m[0] for m in pattern.finditer(fold(span.text)))


def _leading_title(span: Span) -> int:
    """How many tokens of a recognized name are a position before it ("CEO Anna Berg")."""
    text = FoldedText(span.text)
    titles = title_finder(span.doc._.language).find_spans(text.text)
    if not titles or titles[0][0] > 0:
        return 0
    end = span.start_char + text.original_span(*titles[0])[1]
    return sum(token.idx + len(token) <= end for token in span)


def _is_word(token: Token) -> bool:
    return any(c.isalpha() for c in token.text)
