"""Whom a trigger moves: one of the people around it, or nobody.

A conditional logit (McFadden 1974): the people compete with each other and with "nobody", which is what words that only
look like a change, and changes of people who are not named, are about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from openai_turnover.linking.model import LinearModel, softmax
from openai_turnover.linking.scene import Mention, Scene, Trigger
from openai_turnover.linking.trigger_features import nobody_features

Described = tuple[Mention, Sequence[str]]
"""A mention with its features, as ``features.py`` gives them."""


@dataclass(frozen=True)
class Movers:
    """The people around a trigger, each with the probability that the trigger states that person's change."""

    by_mention: tuple[tuple[Mention, float], ...]

    @cached_property
    def by_name(self) -> Mapping[str, float]:
        """The probability of each person, over all mentions."""
        shares: dict[str, float] = defaultdict(float)
        for mention, probability in self.by_mention:
            shares[mention.name] += probability
        return shares

    @property
    def best(self) -> tuple[Mention, float] | None:
        """The likeliest person, at the mention that says so most, with that person's probability."""
        if not self.by_mention:
            return None
        shares = self.by_name
        name = max(shares, key=lambda n: shares[n])
        return self.likeliest_mention(name), shares[name]

    def likeliest_mention(self, name: str) -> Mention:
        """The mention of a person that says most; ValueError where there is none."""
        return max((row for row in self.by_mention if row[0].name == name), key=lambda row: row[1])[0]


def weigh_movers(model: LinearModel, scene: Scene, trigger: Trigger, people: Iterable[Described]) -> Movers:
    """The probability of each mention of a person; what is missing to 1 is that of nobody."""
    listed = list(people)
    odds = [model.totals(features)[0] for _, features in listed]
    nobody = model.totals(nobody_rows(scene, trigger))[0]
    return Movers(tuple(zip((mention for mention, _ in listed), softmax([*odds, nobody]), strict=False)))


def nobody_rows(scene: Scene, trigger: Trigger) -> Iterator[str]:
    """The features of "nobody", told apart from those of people."""
    return (f"nobody {feature}" for feature in nobody_features(scene, trigger))
