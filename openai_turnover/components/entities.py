"""One label for one name: what the recognizer calls a person here and a place there is settled by the majority."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from openai_turnover.components.datelines import dateline_tokens
from openai_turnover.components.employers import find_employers
from openai_turnover.components.headings import list_headings

ORG, PERSON, PLACE = "ORG", "PERSON", "PLACE"
NAMES = frozenset({"PERSON", "ORG", "PLACE"})


@Language.component("turnover_entities")
def settle_entities(doc: Doc) -> Doc:
    """Settle the labels of names, and mark employers that were passed over and the headings of lists."""
    headings = list(list_headings(doc))
    datelines = dateline_tokens(doc)
    _part_from_headings(doc, headings)
    settled = list(_by_majority(doc))
    told = [*find_employers(doc), *_organizations_that_head(headings, settled)]
    starts = {span.start for span in told}
    kept = [e for e in settled if starts.isdisjoint(range(e.start, e.end)) or (e.label_ == ORG and len(e) > 1)]
    covered = {i for e in kept for i in range(e.start, e.end)}
    added = [Span(doc, s.start, s.end, label=ORG) for s in told if covered.isdisjoint(range(s.start, s.end))]
    doc.set_ents(filter_spans([_as_place(e) if e.start in datelines else e for e in [*kept, *added]]))
    return doc


def _as_place(entity: Span) -> Span:
    return Span(entity.doc, entity.start, entity.end, label=PLACE) if entity.label_ in NAMES else entity


def _by_majority(doc: Doc) -> Iterator[Span]:
    """Every name with the label that most of its mentions have."""
    votes: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for entity in doc.ents:
        if entity.label_ in NAMES:
            votes[_key(entity)][entity.label_] += 1
    for entity in doc.ents:
        counts = votes.get(_key(entity))
        label = counts.most_common(1)[0][0] if counts and entity.label_ in NAMES else entity.label_
        yield Span(doc, entity.start, entity.end, label=label)


def _part_from_headings(doc: Doc, headings: list[Span]) -> None:
    """Cut a name that runs over the end of a heading: "Port de Kerlan. Yann Le Goascoz" is two."""
    ends = {h.start: h.end for h in headings}
    parted = []
    for entity in doc.ents:
        end = ends.get(entity.start, entity.end)
        rest = doc[end + 1 : entity.end] if end < entity.end else doc[:0]
        parted.append(Span(doc, entity.start, min(end, entity.end), label=entity.label_))
        if len(rest) > 1 and rest[0].is_title:
            parted.append(Span(doc, rest.start, rest.end, label=PERSON))
    doc.set_ents(parted)


def _organizations_that_head(headings: list[Span], entities: list[Span]) -> list[Span]:
    """The headings of a list of appointments, where more of them were recognized as organisations than as people."""
    labels = {(e.start, e.end): e.label_ for e in entities}
    counts = Counter(labels.get((h.start, h.end)) for h in headings)
    return [h for h in headings if labels.get((h.start, h.end)) == PERSON] if counts[ORG] > counts[PERSON] else []


def _key(entity: Span) -> tuple[str, ...]:
    return tuple(token.norm_ for token in entity)
