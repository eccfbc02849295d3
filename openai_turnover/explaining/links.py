"""How surely mentions belong to the words of a change, and which features say so."""

from __future__ import annotations

from collections.abc import Iterable

from openai_turnover.events.candidates import Reading
from openai_turnover.events.slots import describe_mentions, score_mentions
from openai_turnover.explaining.trace import Trace
from openai_turnover.explanation import Clue, Link
from openai_turnover.linking.features import mention_features
from openai_turnover.linking.model import MOVER, LinearModel
from openai_turnover.linking.scene import PERSON, Mention, Trigger

MOST_CLUES = 6
DIGITS = 4


def person_link(trace: Trace, reading: Reading, mention: Mention) -> Link:
    """How surely a person is the one whom a trigger moves."""
    features = mention_features(trace.scene, reading.trigger, mention, None)
    return Link(
        name=mention.name,
        words=trace.words(mention),
        probability=round(reading.movers.by_name.get(mention.name, 0.0), DIGITS),
        clues=strongest_clues(trace.finder.models[MOVER], features, MOVER),
    )


def slot_probability(trace: Trace, trigger: Trigger, person: Mention, mention: Mention, slot: str) -> float:
    """What the linking model says of a mention in a slot."""
    subject = None if mention.type == PERSON else person
    rows = score_mentions(
        trace.finder.models[mention.type], describe_mentions(trace.scene, trigger, [mention], subject)
    )
    return round(rows[0][1].get(slot, 0.0), DIGITS) if rows else 0.0


def strongest_clues(model: LinearModel, features: Iterable[str], label: str) -> tuple[Clue, ...]:
    """The features that move the odds of a label most, the strongest first."""
    clues = [Clue(f, round(margin(model, f, label), DIGITS)) for f in dict.fromkeys(features)]
    clues = [c for c in clues if c.weight]
    return tuple(sorted(clues, key=lambda c: (-abs(c.weight), c.feature))[:MOST_CLUES])


def margin(model: LinearModel, feature: str, label: str) -> float:
    """How much a feature adds to a label over the mean of the others."""
    row = dict(zip(model.labels, model.weights.get(feature, ()), strict=False))
    own = row.pop(label, 0.0)
    return own - sum(row.values()) / len(row) if row else own
