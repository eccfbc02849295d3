"""Words that may state a change: what the language file lists and what the recognizer finds."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

from openai_turnover.components.extensions import TRIGGERS, lexicon_of
from openai_turnover.components.junk import junk_tokens
from openai_turnover.components.spans import matching_spans
from openai_turnover.linking.scene import Trigger
from openai_turnover.records import KINDS


@Language.component("turnover_triggers")
def find_triggers(doc: Doc) -> Doc:
    """Add the span group ``triggers`` and keep the triggers themselves in ``doc.user_data["triggers"]``."""
    blocked = set(junk_tokens(doc)) | _distractor_tokens(doc)
    recognized = [e for e in doc.ents if e.label_ in KINDS]
    kind_at = {i: e.label_ for e in recognized for i in range(e.start, e.end)}
    found = []
    for trigger in _without_overlaps(list(_listed(doc))):
        agreeing = next((kind_at[i] for i in range(trigger.start, trigger.end) if i in kind_at), None)
        found.append(Trigger(trigger.start, trigger.end, trigger.kind, trigger.rule, agreeing))
    covered = {i for t in found for i in range(t.start, t.end)}
    for entity in recognized:
        if covered.isdisjoint(range(entity.start, entity.end)):
            found.append(Trigger(entity.start, entity.end, entity.label_, None, entity.label_))
    kept = [t for t in found if blocked.isdisjoint(range(t.start, t.end))]
    kept.sort(key=lambda t: (t.start, t.end))
    doc._.blocked_triggers = tuple(t for t in found if not blocked.isdisjoint(range(t.start, t.end)))
    doc.spans[TRIGGERS] = [Span(doc, t.start, t.end, label=t.kind) for t in kept]
    doc.user_data["triggers"] = kept
    return doc


def _listed(doc: Doc) -> Iterator[Trigger]:
    conjunctions = lexicon_of(doc).conjunctions
    for rule in lexicon_of(doc).triggers:
        for span in matching_spans(doc, rule.pattern):
            # "e il capo" is no "è il capo", though both fold to the same
            short = len(span) > 1 and len(span[0]) == 1
            if not (short and span[0].norm_ in conjunctions and span[0].lower_ == span[0].norm_):
                yield Trigger(span.start, span.end, rule.kind, rule)


def _without_overlaps(triggers: list[Trigger]) -> list[Trigger]:
    """Of triggers that overlap, the longest; of equal ones, the first in the language file."""
    kept, taken = list[Trigger](), set[int]()
    for trigger in sorted(triggers, key=lambda t: t.start - t.end):
        tokens = range(trigger.start, trigger.end)
        if taken.isdisjoint(tokens):
            kept.append(trigger)
            taken.update(tokens)
    return kept


def _distractor_tokens(doc: Doc) -> set[int]:
    spans = matching_spans(doc, lexicon_of(doc).distractors)
    return {i for span in spans for i in range(span.start, span.end)}
