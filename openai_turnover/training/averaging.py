"""The mean of two fits of the linking model, which errs less than either."""

from __future__ import annotations

from typing import Any

Fitted = dict[str, Any]
"""By task: ``labels`` and ``weights``, as in ``data/links.json``."""


def mean_of(first: Fitted, second: Fitted, least: float = 0.0) -> Fitted:
    """Weights halfway between two fits; a feature that one of them lacks weighs nothing there.

    Features whose mean weights are all under ``least`` are left out. Raises ValueError where the labels differ.
    """
    return {task: _mean_of_task(task, first[task], second[task], least) for task in second}


def _mean_of_task(task: str, first: Fitted, second: Fitted, least: float) -> Fitted:
    if first["labels"] != second["labels"]:
        raise ValueError(f"{task}: the labels {first['labels']} and {second['labels']} differ")
    zeros = [0.0] * len(second["weights"]["bias"])
    weights = {}
    for feature in sorted({*first["weights"], *second["weights"]}):
        pair = zip(first["weights"].get(feature, zeros), second["weights"].get(feature, zeros), strict=True)
        mean = [round((a + b) / 2, 2) for a, b in pair]
        if feature == "bias" or max(map(abs, mean)) >= least:
            weights[feature] = mean
    return {"labels": second["labels"], "weights": weights}
