"""One label for one name: what the recognizer calls a person here and a place there is settled by the majority."""

from __future__ import annotations

from collections import Counter, defaultdict

from spacy.language import Language
from spacy.tokens import Doc, Span

NAMES = frozenset({"PERSON", "ORG", "PLACE"})


@Language.component("turnover_entities")
def settle_entities(doc: Doc) -> Doc:
    """Give every name of the document the label that most of its mentions have."""
    votes: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for entity in doc.ents:
        if entity.label_ in NAMES:
            votes[_key(entity)][entity.label_] += 1
    labels = {key: counts.most_common(1)[0][0] for key, counts in votes.items()}
    doc.set_ents(
        [
            Span(doc, e.start, e.end, label=labels.get(_key(e), e.label_) if e.label_ in NAMES else e.label_)
            for e in doc.ents
        ]
    )
    return doc


def _key(entity: Span) -> tuple[str, ...]:
    return tuple(token.norm_ for token in entity)
