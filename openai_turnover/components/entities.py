"""One label for one name: what the recognizer calls a person here and a place there is settled by the majority."""

from __future__ import annotations

from collections import Counter, defaultdict

from spacy.language import Language
from spacy.tokens import Doc, Span

from openai_turnover.components.employers import find_employers

ORG = "ORG"
NAMES = frozenset({"PERSON", "ORG", "PLACE"})


@Language.component("turnover_entities")
def settle_entities(doc: Doc) -> Doc:
    """Give every name the label that most of its mentions have, and mark employers that were passed over."""
    votes: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for entity in doc.ents:
        if entity.label_ in NAMES:
            votes[_key(entity)][entity.label_] += 1
    labels = {key: counts.most_common(1)[0][0] for key, counts in votes.items()}
    settled = [
        Span(doc, e.start, e.end, label=labels.get(_key(e), e.label_) if e.label_ in NAMES else e.label_)
        for e in doc.ents
    ]
    employers = find_employers(doc)
    told = {span.start for span in employers}
    kept = [e for e in settled if told.isdisjoint(range(e.start, e.end)) or (e.label_ == ORG and len(e) > 1)]
    covered = {i for e in kept for i in range(e.start, e.end)}
    added = [Span(doc, s.start, s.end, label=ORG) for s in employers if s.start not in covered]
    doc.set_ents([*kept, *added])
    return doc


def _key(entity: Span) -> tuple[str, ...]:
    return tuple(token.norm_ for token in entity)
