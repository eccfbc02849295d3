"""Fit the conditional logit of ``linking/movers.py``: of the people around a trigger, whom it moves, or nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from openai_turnover.linking.model import LinearModel, softmax

STRENGTH = 0.04
"""Inverse of the regularization."""
MOST_ROUNDS = 150
TINY = 1e-12
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Choice:
    """One trigger: features of each person around it, whether it states that person's change, features of nobody."""

    people: Sequence[list[str]]
    moved: Sequence[bool]
    nobody: list[str]


def fit_choices(choices: Sequence[Choice], least_count: int, least_weight: float) -> dict[str, Any]:
    """Labels and weights as ``links.json`` holds them; rare features and light weights are left out."""
    rows = [features for choice in choices for features in (*choice.people, choice.nobody)]
    counts = Counter(feature for features in rows for feature in set(features))
    columns = {name: i for i, name in enumerate(sorted(f for f, n in counts.items() if n >= least_count))}
    objective = _Objective(_as_matrix(rows, columns), choices)
    found = minimize(objective, np.zeros(len(columns)), jac=True, method="L-BFGS-B", options={"maxiter": MOST_ROUNDS})
    weights = {name: [round(float(found.x[i]), 2)] for name, i in columns.items() if abs(found.x[i]) >= least_weight}
    return {"labels": ["mover"], "weights": weights}


def right_choices(model: LinearModel, choices: Sequence[Choice]) -> float:
    """The share of triggers for which the likeliest person, or nobody, is right."""
    right = 0
    for choice in choices:
        shares = softmax([model.totals(features)[0] for features in (*choice.people, choice.nobody)])
        best = shares.index(max(shares))
        right += choice.moved[best] if best < len(choice.people) else not any(choice.moved)
    return right / max(1, len(choices))


def _as_matrix(rows: Iterable[list[str]], columns: dict[str, int]) -> csr_matrix:
    at, features, number = [], [], 0
    for number, row in enumerate(rows, 1):
        known = [columns[f] for f in set(row) if f in columns]
        at += [number - 1] * len(known)
        features += known
    return csr_matrix((np.ones(len(at)), (at, features)), shape=(number, len(columns)))


class _Objective:
    """Negative log likelihood with its gradient; where several people are moved, any of them is right."""

    def __init__(self, matrix: csr_matrix, choices: Sequence[Choice]) -> None:
        self.matrix = matrix
        self.transposed = matrix.T.tocsr()
        sizes = [len(choice.people) + 1 for choice in choices]
        self.choice_of = np.repeat(np.arange(len(choices)), sizes)
        self.starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        self.right = np.array([r for c in choices for r in (*c.moved, not any(c.moved))], dtype=np.float64)

    def __call__(self, weights: Floats) -> tuple[float, Floats]:
        odds = self.matrix @ weights
        top = np.maximum.reduceat(odds, self.starts)
        powers = np.exp(odds - top[self.choice_of])
        shares = powers / np.add.reduceat(powers, self.starts)[self.choice_of]
        right = np.add.reduceat(shares * self.right, self.starts)
        pull = shares - shares * self.right / np.maximum(right, TINY)[self.choice_of]
        loss = -float(np.log(right + TINY).sum()) + float(weights @ weights) / (2 * STRENGTH)
        return loss, self.transposed @ pull + weights / STRENGTH
