"""Organisations: what the recognizer and the alias table find, under one name each."""

from __future__ import annotations

import re
from collections import Counter

from spacy.language import Language
from spacy.tokens import Doc, Span

from openai_turnover.aliases import AliasEntry, AliasTable, name_tokens, read_aliases
from openai_turnover.components.extensions import ORGANIZATIONS, PEOPLE, lexicon_of, norms_of
from openai_turnover.components.headings import list_headings
from openai_turnover.components.junk import junk_tokens
from openai_turnover.components.spans import matching_spans
from openai_turnover.folding import fold
from openai_turnover.organization_cases import look_up_organization
from openai_turnover.spelling import capitalise_name
from openai_turnover.titles import title_finder

ORG, PLACE = "ORG", "PLACE"
SHORTEST_UNKNOWN = 3
SHORTEST_FIRST_WORD, SHORTEST_LONE_NAME = 4, 5
"""Letters from which a known name is hardly another word: of the first of several words, and of a single one."""
DAY = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
"""A date in figures, which no name holds ("Published 9.2.2023")."""


class OrganizationsComponent:
    """Adds the span group ``organizations``; ``span.kb_id_`` is the canonical name."""

    def __init__(self, aliases: AliasTable) -> None:
        self.aliases = aliases

    def __call__(self, doc: Doc) -> Doc:
        """Find the mentions outside people and junk, and name them."""
        taken = set(junk_tokens(doc)) | {i for s in doc.spans[PEOPLE] for i in range(s.start, s.end)}
        known = [doc[a:b] for a, b, _ in self.aliases.find("organization", norms_of(doc)) if _stands(doc, a, b)]
        generic = {i for s in matching_spans(doc, lexicon_of(doc).generic_organizations) for i in range(s.start, s.end)}
        named = (_from_first_capital(e) for e in doc.ents if e.label_ == ORG and _is_name(e, generic))
        entities = [_without_signs(e) for e in named]
        other = {i for e in doc.ents if e.label_ not in (ORG, PLACE) for i in range(e.start, e.end)}
        headings = [s for s in list_headings(doc) if other.isdisjoint(range(s.start, s.end))]
        chosen = []
        for span in [*_without_loose_ends(doc, known, entities), *headings]:
            if taken.isdisjoint(range(span.start, span.end)):
                chosen.append(span)
                taken.update(range(span.start, span.end))
        chosen += _repeated(doc, chosen, taken)
        chosen.sort(key=lambda s: s.start)
        names = self._names(doc, chosen)
        doc.spans[ORGANIZATIONS] = [
            Span(doc, s.start, s.end, label=ORG, kb_id=n) for s, n in zip(chosen, names, strict=True)
        ]
        return doc

    def _names(self, doc: Doc, spans: list[Span]) -> list[str]:
        counts = Counter(s.text for s in spans)
        suffixes = {fold(s) for s in lexicon_of(doc).organization_suffixes}
        best: dict[str, str] = {}
        for text in sorted(counts, key=lambda t: (t.islower(), -counts[t], t)):
            best.setdefault(_core(text, suffixes), text)
        hits = [look_up_organization(self.aliases, span.text, doc._.language) for span in spans]
        by_present_name = {hit[0] for hit in hits if hit and hit[1] != "former"}
        return [
            _name_of(hit[0], hit[0] in by_present_name) if hit else capitalise_name(best[_core(span.text, suffixes)])
            for span, hit in zip(spans, hits, strict=True)
        ]


def _name_of(entry: AliasEntry, by_present_name: bool) -> str:
    """The name of a known organisation; the former one where the article knows it by no other."""
    return entry.former if entry.former and not by_present_name else entry.name


def _from_first_capital(entity: Span) -> Span:
    """A name without the common words before it ("le quotidien De Morgen"), where the text has case."""
    if entity.doc._.caseless:
        return entity
    first = next((t.i for t in entity if any(c.isupper() or c.isdigit() for c in t.text)), entity.start)
    return entity.doc[first : entity.end]


def _without_signs(entity: Span) -> Span:
    """A name without the brackets and stops that the recognizer took along."""
    words = [t.i for t in entity if any(c.isalnum() for c in t.text)]
    return entity.doc[words[0] : words[-1] + 1] if words else entity


def _without_loose_ends(doc: Doc, known: list[Span], entities: list[Span]) -> list[Span]:
    """Longest names first; where the text has no case, known and often found names go before longer ones."""
    if not doc._.caseless:
        return sorted(known + entities, key=lambda s: -len(s))
    counts = Counter(e.text for e in entities)
    return sorted(known, key=lambda s: -len(s)) + sorted(entities, key=lambda e: (-counts[e.text], -len(e)))


def _is_name(entity: Span, generic: set[int]) -> bool:
    """Whether an entity is more than a word for any organisation; a name has capitals where the text has them."""
    if generic.issuperset(range(entity.start, entity.end)) or not any(c.isalpha() for c in entity.text):
        return False
    if _is_position(entity) or DAY.search(entity.text):
        return False
    has_case = any(c.lower() != c.upper() for c in entity.text)
    return not has_case or entity.doc._.caseless or any(c.isupper() for c in entity.text)


def _is_position(entity: Span) -> bool:
    """Whether an entity is nothing but a position ("CFO")."""
    folded = fold(entity.text)
    return any(title_finder(code).find_spans(folded) == [(0, len(folded))] for code in {entity.doc._.language, "en"})


def _stands(doc: Doc, start: int, end: int) -> bool:
    """Whether a known name stands here.

    What may be other words ("le monde", "meta") needs capitals or the recognizer's word: short names, those that begin
    with a short word, and in text with capitals all that are written without.
    """
    span = doc[start:end]
    has_case = any(c.lower() != c.upper() for c in span.text)
    if not has_case or any(c.isupper() for c in span.text) or doc[start].ent_type_ == ORG:
        return True
    shortest = SHORTEST_FIRST_WORD if len(span) > 1 else SHORTEST_LONE_NAME
    return bool(doc._.caseless) and (len(span[0]) >= shortest or not span.text.isascii())


def _core(name: str, suffixes: set[str]) -> str:
    tokens = name_tokens(name)
    while len(tokens) > 1 and (tokens[-1] in suffixes or not tokens[-1][0].isalnum()):
        tokens.pop()
    return " ".join(tokens)


def _repeated(doc: Doc, chosen: list[Span], taken: set[int]) -> list[Span]:
    """Other places of the names found, where they are long enough to be no other word."""
    sequences = {tuple(t.norm_ for t in s) for s in chosen if len(s.text) >= SHORTEST_UNKNOWN}
    first = {key[0] for key in sequences}
    found = []
    for token in doc:
        if token.norm_ not in first or token.i in taken:
            continue
        for key in sorted((k for k in sequences if k[0] == token.norm_), key=len, reverse=True):
            end = token.i + len(key)
            if tuple(t.norm_ for t in doc[token.i : end]) == key and taken.isdisjoint(range(token.i, end)):
                if any(c.isupper() for c in doc[token.i : end].text) or len(key) > 1 or doc[token.i].is_lower:
                    found.append(doc[token.i : end])
                    taken.update(range(token.i, end))
                break
    return found


@Language.factory("turnover_organizations")
def create_organizations_component(nlp: Language, name: str) -> OrganizationsComponent:
    """The component with our alias table; ``analysis`` gives it the user's tables too."""
    return OrganizationsComponent(read_aliases())
