"""From an annotated document to a scene."""

from __future__ import annotations

from spacy.tokens import Doc, Span

from openai_turnover.components.dates import UNTIL
from openai_turnover.components.extensions import DATES, ORGANIZATIONS, PEOPLE, ROLES, lexicon_of, norms_of
from openai_turnover.components.spans import matching_spans
from openai_turnover.linking.scene import DATE, END_OF_SPAN, ORG, PERSON, ROLE, Mention, Scene
from openai_turnover.word_classes import word_class

GROUPS = ((PEOPLE, PERSON), (ORGANIZATIONS, ORG), (ROLES, ROLE), (DATES, DATE))


def sentence_numbers(doc: Doc) -> list[int]:
    """For each token the number of its sentence."""
    number, numbers = -1, []
    for token in doc:
        number += bool(token.is_sent_start)
        numbers.append(max(number, 0))
    return numbers


def find_cues(doc: Doc) -> dict[str, list[tuple[int, int]]]:
    """Token spans of the status cues and the pronouns of the document's language.

    A name is none: "mira" is no French future, "Will" no English one.
    """
    lexicon = lexicon_of(doc)
    patterns = {**lexicon.status_cues, "pronoun": lexicon.pronouns}
    named = {i for group in (PEOPLE, ORGANIZATIONS) for s in doc.spans[group] for i in range(s.start, s.end)}
    return {
        name: [(s.start, s.end) for s in matching_spans(doc, pattern) if not named.issuperset(range(s.start, s.end))]
        for name, pattern in patterns.items()
    }


def _name(span: Span) -> str:
    return END_OF_SPAN if span.label_ == UNTIL else span.kb_id_


def _word_classes(doc: Doc) -> list[str]:
    """The tokenizer's marks where it knows East Asian words, else the class of the word."""
    return [t.tag_ or word_class(norm) for t, norm in zip(doc, norms_of(doc), strict=True)]


def describe(doc: Doc) -> Scene:
    """The scene of a document that has passed the components before."""
    mentions = [Mention(s.start, s.end, kind, _name(s)) for group, kind in GROUPS for s in doc.spans[group]]
    return Scene(
        language=doc._.language,
        norms=norms_of(doc),
        sentence_of=sentence_numbers(doc),
        mentions=sorted(mentions, key=lambda m: m.start),
        triggers=doc.user_data["triggers"],
        conjunctions=lexicon_of(doc).conjunctions,
        cues=find_cues(doc),
        classes=_word_classes(doc),
    )
