"""A linear model over feature strings: weights in, probabilities out."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

WEIGHTS = Path(__file__).parent.parent / "data" / "links.json"
TASKS = ("trigger", "kind", "status", "PERSON", "ORG", "ROLE", "DATE")


@dataclass(frozen=True)
class LinearModel:
    """Multinomial logistic regression; a feature that was never seen weighs nothing."""

    labels: tuple[str, ...]
    weights: Mapping[str, tuple[float, ...]]
    """By feature, one weight a label."""

    def probabilities(self, features: Iterable[str]) -> dict[str, float]:
        """The probability of each label; they sum to 1."""
        totals = [0.0] * len(self.labels)
        for feature in features:
            row = self.weights.get(feature)
            if row:
                for i, weight in enumerate(row):
                    totals[i] += weight
        top = max(totals)
        powers = [math.exp(t - top) for t in totals]
        whole = sum(powers)
        return {label: power / whole for label, power in zip(self.labels, powers, strict=True)}


@lru_cache(maxsize=2)
def read_models(path: Path = WEIGHTS) -> dict[str, LinearModel]:
    """The models by task."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return {
        task: LinearModel(tuple(entry["labels"]), {k: tuple(v) for k, v in entry["weights"].items()})
        for task, entry in data.items()
    }
