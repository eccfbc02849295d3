"""Which organisation, position and dates belong to a trigger and its person."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping

from openai_turnover.linking.features import gap, mention_features
from openai_turnover.linking.model import LinearModel
from openai_turnover.linking.movers import Described
from openai_turnover.linking.scene import DATE, END_OF_SPAN, ORG, ROLE, Mention, Scene, Trigger

SLOT_WINDOW = (2, 1)
"""Sentences before and after the trigger in which its slots are looked for."""
SLOTS = {ORG: ("organization", "destination", "origin"), ROLE: ("role",), DATE: ("date", "until")}
LEAST_SLOTS = {ORG: 0.5, ROLE: 0.5, DATE: 0.33}
LEAST_DATE_ELSEWHERE = 0.5
"""For a date in another sentence than the words of the change."""
LEAST_OTHER_DATE = 0.15
LEAST_NEAR_ORGANIZATION = 0.12
OPENING = 3
"""Tokens at the beginning of a sentence in which a date stands for all of it."""
Scored = tuple[Mention, dict[str, float]]
"""A mention with the probability of each slot."""


def describe_mentions(
    scene: Scene, trigger: Trigger, mentions: Iterable[Mention], person: Mention | None
) -> list[Described]:
    """The features of each mention that does not cross the trigger's edges."""
    return [(m, [*mention_features(scene, trigger, m, person)]) for m in mentions if not _crosses(m, trigger)]


def score_mentions(model: LinearModel, described: Iterable[Described]) -> list[Scored]:
    """What the linking model says of each mention."""
    return [(mention, model.probabilities(features)) for mention, features in described]


class SlotFiller:
    """Chooses the mentions for the slots of one trigger and person."""

    def __init__(self, models: Mapping[str, LinearModel]) -> None:
        self.models = models

    def fill(self, scene: Scene, trigger: Trigger, person: Mention) -> dict[str, Mention]:
        """By slot, the mention that fits best and well enough."""
        found: dict[str, Mention] = {}
        for mention_type, names in SLOTS.items():
            near = scene.near(trigger, mention_type, *SLOT_WINDOW)
            rows = score_mentions(self.models[mention_type], describe_mentions(scene, trigger, near, person))
            for slot in names:
                found |= _best(scene, trigger, rows, mention_type, slot)
            if mention_type == ORG and "organization" not in found:
                found |= _likeliest_of_paragraph(scene, trigger, rows, set(found.values()))
            if mention_type == DATE:
                found |= _other_date(scene, rows, found["date"]) if "date" in found else _opening_date(scene, trigger)
        return found


def _best(scene: Scene, trigger: Trigger, rows: list[Scored], mention_type: str, slot: str) -> dict[str, Mention]:
    fitting = [row for row in rows if slot != "date" or row[0].name != END_OF_SPAN]
    best = max(fitting, key=lambda row: row[1].get(slot, 0.0), default=None)
    if best is None:
        return {}
    elsewhere = scene.sentence_of[best[0].start] != scene.sentence_of[trigger.start]
    least = LEAST_DATE_ELSEWHERE if slot == "date" and elsewhere else LEAST_SLOTS[mention_type]
    return {slot: best[0]} if best[1].get(slot, 0.0) >= least else {}


def _crosses(mention: Mention, trigger: Trigger) -> bool:
    """Whether a mention shares words with the trigger and goes beyond it: one of the two is misread."""
    return mention.start < trigger.start < mention.end or mention.start < trigger.end < mention.end


def _likeliest_of_paragraph(
    scene: Scene, trigger: Trigger, rows: list[Scored], taken: set[Mention]
) -> dict[str, Mention]:
    """The organisation of the trigger's own paragraph that fits best, where none fits well."""
    near = [r for r in rows if r[0] not in taken and _in_one_paragraph(scene, r[0], trigger)]
    best = max(near, key=lambda row: row[1]["organization"], default=None)
    return {"organization": best[0]} if best and best[1]["organization"] >= LEAST_NEAR_ORGANIZATION else {}


def _in_one_paragraph(scene: Scene, mention: Mention, trigger: Trigger) -> bool:
    start, end = gap(mention.start, mention.end, trigger.start, trigger.end)
    return not any("\n" in scene.norms[i] for i in range(start, end))


def _other_date(scene: Scene, rows: list[Scored], first: Mention) -> dict[str, Mention]:
    """A second date of the same sentence: an announcement and the day it takes effect often stand together."""
    here = scene.sentence_of[first.start]
    others = [
        r for r in rows if r[0] is not first and r[0].name != END_OF_SPAN and scene.sentence_of[r[0].start] == here
    ]
    best = max(others, key=lambda row: row[1].get("date", 0.0), default=None)
    return {"other_date": best[0]} if best and best[1]["date"] >= LEAST_OTHER_DATE else {}


def _opening_date(scene: Scene, trigger: Trigger) -> dict[str, Mention]:
    """The date that opens the trigger's sentence ("In November, when the board fired X, Y took over")."""
    here = scene.sentence_of[trigger.start]
    start = bisect_left(scene.sentence_of, here)
    opening = [
        m for m in scene.by_type[DATE] if start <= m.start <= start + OPENING and scene.sentence_of[m.start] == here
    ]
    fitting = [m for m in opening if m.name != END_OF_SPAN and m.end <= trigger.start]
    return {"date": fitting[0]} if fitting else {}
