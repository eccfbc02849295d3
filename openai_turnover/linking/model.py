"""A linear model over feature strings: weights in, probabilities out."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

WEIGHTS = Path(__file__).parent.parent / "data" / "links.json"
TASKS = ("mover", "kind", "status", "PERSON", "ORG", "ROLE", "DATE")
MOVER = "mover"
"""The task of choosing whom a trigger moves, one of the people around it or nobody (``movers.py``)."""


@dataclass(frozen=True)
class LinearModel:
    """Multinomial logistic regression; a feature that was never seen weighs nothing."""

    labels: tuple[str, ...]
    weights: Mapping[str, tuple[float, ...]]
    """By feature, one weight a label."""

    def totals(self, features: Iterable[str]) -> list[float]:
        """The sum of the weights for each label, in log odds."""
        totals = [0.0] * len(self.labels)
        for feature in features:
            row = self.weights.get(feature)
            if row:
                for i, weight in enumerate(row):
                    totals[i] += weight
        return totals

    def probabilities(self, features: Iterable[str]) -> dict[str, float]:
        """The probability of each label; they sum to 1."""
        return dict(zip(self.labels, softmax(self.totals(features)), strict=True))


def softmax(totals: Sequence[float]) -> list[float]:
    """Log odds to probabilities that sum to 1."""
    top = max(totals)
    powers = [math.exp(t - top) for t in totals]
    whole = sum(powers)
    return [power / whole for power in powers]


@lru_cache(maxsize=2)
def read_models(path: Path = WEIGHTS) -> dict[str, LinearModel]:
    """The models by task."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return {
        task: LinearModel(tuple(entry["labels"]), {k: tuple(v) for k, v in entry["weights"].items()})
        for task, entry in data.items()
    }
