"""People: what the recognizer and the alias table find, tied together over the article."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

from openai_turnover.aliases import AliasTable, read_aliases
from openai_turnover.components.extensions import PEOPLE, lexicon_of, norms_of
from openai_turnover.components.junk import junk_tokens
from openai_turnover.components.person_doubts import (
    is_bare_word,
    is_date_word,
    is_name_like,
    is_thing,
    without_first_words,
    words_outside_people,
)
from openai_turnover.components.person_edges import before_title, stretch_name, trim_name, without_loose_words
from openai_turnover.components.positions import position_spans
from openai_turnover.names import KnownPerson, NameMention, NameResolver
from openai_turnover.organization_cases import look_up_organization
from openai_turnover.records import Person, Variant
from openai_turnover.spelling import best_spelling

PERSON = "PERSON"
SHORTEST_SURNAME = 4
SHORTEST_CASELESS_SURNAME = 6
"""In text without capitals a shorter one is more often another word."""
HYPHENS = frozenset("-‐‑")
SHORTEST_PRODUCT = 6
"""Letters of an organisation's name from which a longer name that begins with it is its product, not a person."""


class PeopleComponent:
    """Adds the span group ``people``; ``span.kb_id_`` is the canonical name. Leaves ``doc._.people``."""

    def __init__(self, aliases: AliasTable) -> None:
        self.aliases = aliases

    def __call__(self, doc: Doc) -> Doc:
        """Find the mentions, decide whom they mean, and add those that the recognizer missed."""
        resolver = NameResolver(self.aliases)
        titles = sorted((s.start, s.end) for s in position_spans(doc))
        trimmed = (trim_name(before_title(stretch_name(span), titles)) for span in self._mentions(doc))
        spans = without_loose_words([span for span in trimmed if span is not None])
        owners = resolver.resolve([NameMention(s.text, s.start_char) for s in spans])
        doc.user_data["ambiguous_names"] = resolver.left_as_written
        found = [
            (span, owner)
            for span, owner in zip(spans, owners, strict=True)
            if owner is not None and not (doc._.caseless and is_bare_word(owner))
        ]
        found = without_first_words(doc, found)
        found += list(_missed_mentions(doc, found))
        particles, language = lexicon_of(doc).particles, doc._.language
        words = sorted({t.text for t in doc if t.is_alpha})
        names = {
            id(p): p.entry.name if p.entry else best_spelling(p.spellings, particles, language, words) for _, p in found
        }
        found.sort(key=lambda pair: pair[0].start)
        doc.spans[PEOPLE] = [Span(doc, s.start, s.end, label=PERSON, kb_id=names[id(p)]) for s, p in found]
        doc._.people = tuple(_records(found, names))
        doc._.name_decisions = tuple({id(p): (names[id(p)], p.decisions) for _, p in found}.values())
        return doc

    def _mentions(self, doc: Doc) -> list[Span]:
        """Entities of the recognizer and known names, without overlaps and outside junk."""
        junk = junk_tokens(doc)
        known = [doc[a:b] for a, b, _ in self.aliases.find("person", norms_of(doc))]
        told_elsewhere = words_outside_people(doc)
        entities = [
            e
            for e in doc.ents
            if e.label_ == PERSON
            and not self._names_organization(e)
            and not is_thing(e, told_elsewhere)
            and not (len(e) == 1 and is_date_word(e))
        ]
        taken: set[int] = set(junk)
        chosen = []
        for span in sorted(known, key=lambda s: -len(s)) + entities:
            if taken.isdisjoint(range(span.start, span.end)) and is_name_like(span):
                chosen.append(span)
                taken.update(range(span.start, span.end))
        return sorted(chosen, key=lambda s: s.start)

    def _names_organization(self, span: Span) -> bool:
        """Whether a recognized person is a known organisation, or something of one ("chatgpt plus")."""
        if self.aliases.look_up("person", span.text):
            return False
        first = span[0].text
        language = span.doc._.language
        known = [text for text in {span.text, first} if look_up_organization(self.aliases, text, language)]
        return span.text in known or (first in known and len(first) >= SHORTEST_PRODUCT)


def _missed_mentions(doc: Doc, found: list[tuple[Span, KnownPerson]]) -> Iterator[tuple[Span, KnownPerson]]:
    """Other places of the same spellings and surnames that the recognizer passed over."""
    taken = junk_tokens(doc) | {i for span, _ in found for i in range(span.start, span.end)} | _inside_longer_names(doc)
    sequences = _spellings_to_look_for(doc, found)
    longest = max(map(len, sequences), default=0)
    norms = norms_of(doc)
    at = 0
    while at < len(norms):
        for length in range(min(longest, len(norms) - at), 0, -1):
            owner = sequences.get(tuple(norms[at : at + length]))
            if (
                owner is not None
                and taken.isdisjoint(range(at, at + length))
                and not _is_hyphened(doc, at, at + length)
            ):
                yield doc[at : at + length], owner
                at += length - 1
                break
        at += 1


def _is_hyphened(doc: Doc, start: int, end: int) -> bool:
    """Whether a hyphen ties the words to others ("the first non-Strand")."""
    before = start > 1 and doc[start - 1].text in HYPHENS and not doc[start - 1].whitespace_
    after = end + 1 < len(doc) and doc[end].text in HYPHENS and not doc[end - 1].whitespace_
    return bool((before and not doc[start - 2].whitespace_) or (after and not doc[end].whitespace_))


def _inside_longer_names(doc: Doc) -> set[int]:
    """Tokens of organisations and places of several words, which may hold a surname ("Strand Ferries")."""
    longer = [e for e in doc.ents if e.label_ in ("ORG", "PLACE") and len(e) > 1]
    return {i for e in longer for i in range(e.start, e.end)}


def _spellings_to_look_for(doc: Doc, found: list[tuple[Span, KnownPerson]]) -> dict[tuple[str, ...], KnownPerson]:
    owners: dict[tuple[str, ...], list[KnownPerson]] = defaultdict(list)
    caseless = doc._.caseless
    for span, person in found:
        tokens = [t.norm_ for t in span]
        keys = [tuple(tokens)] if len(tokens) > 1 else []
        least = SHORTEST_CASELESS_SURNAME if caseless else SHORTEST_SURNAME
        if len(tokens) > 1 and len(tokens[-1]) >= least and (caseless or span[-1].is_title):
            keys.append((tokens[-1],))
        for key in keys:
            if all(other is not person for other in owners[key]):
                owners[key].append(person)
    return {key: people[0] for key, people in owners.items() if len(people) == 1}


def _records(found: list[tuple[Span, KnownPerson]], names: dict[int, str]) -> Iterator[Person]:
    spellings: dict[int, Counter[str]] = defaultdict(Counter)
    people: dict[int, KnownPerson] = {}
    for span, person in found:
        spellings[id(person)][span.text] += 1
        people[id(person)] = person
    for key, counts in spellings.items():
        person = people[key]
        variants = tuple(Variant(text, n, person.matches.get(text, "exact")) for text, n in counts.most_common())
        yield Person(names[key], variants, (), person.entry.wikidata if person.entry else None)


@Language.factory("turnover_people")
def create_people_component(nlp: Language, name: str) -> PeopleComponent:
    """The component with our alias table; ``analysis`` gives it the user's tables too."""
    return PeopleComponent(read_aliases())
