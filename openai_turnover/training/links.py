"""Train the linking model on the corpus: ``python -m openai_turnover.training.links``."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from spacy.tokens import Doc

from openai_turnover.components.spans import covering_span
from openai_turnover.linking.describe import describe
from openai_turnover.linking.features import mention_features
from openai_turnover.linking.model import MOVER, TASKS, WEIGHTS, LinearModel
from openai_turnover.linking.movers import nobody_rows
from openai_turnover.linking.scene import MENTION_TYPES, PERSON, Mention, Scene, Trigger
from openai_turnover.linking.trigger_features import kind_features, status_features
from openai_turnover.records import direction_of
from openai_turnover.training.choices import Choice, fit_choices, right_choices
from openai_turnover.training.link_documents import read_documents, slots_by_token
from openai_turnover.training.passages import Mark, Passage

LEAST_WEIGHT = 0.06
LEAST_COUNT = 3
WINDOW = (3, 2)
"""Sentences before and after a trigger from which mentions are taken."""
Example = tuple[list[str], str]


def gold_triggers(doc: Doc, passage: Passage) -> list[tuple[Trigger, Mark]]:
    """The words marked EVENT, each with the rule or recognizer that also found them, where one did."""
    pairs = []
    for mark in passage.marks:
        if mark.label != "EVENT" or mark.kind is None:
            continue
        span = covering_span(doc, mark.start, mark.end)
        assert span is not None
        overlapping = [t for t in doc.user_data["triggers"] if t.start < span.end and span.start < t.end]
        same = [t for t in overlapping if direction_of(t.kind) == direction_of(mark.kind)]
        found = same or overlapping
        pairs.append((found[0] if found else Trigger(span.start, span.end, mark.kind), mark))
    return pairs


def examples_of(passage: Passage, doc: Doc) -> Iterator[tuple[str, Example]]:
    """Training examples of one passage for every task but ``trigger``."""
    scene = describe(doc)
    slots = slots_by_token(doc, passage)
    for trigger, mark in gold_triggers(doc, passage):
        assert mark.kind is not None and mark.status is not None
        yield "status", (list(status_features(scene, trigger)), mark.status)
        yield "kind", (list(kind_features(scene, trigger)), mark.kind)
        numbers = {number for number, _ in mark.references}
        person = _person_of(scene, trigger, slots, numbers)
        for mention_type in MENTION_TYPES:
            anchor = None if mention_type == PERSON else person
            for mention in scene.near(trigger, mention_type, *WINDOW):
                references = slots.get((mention_type, mention.start), ())
                label = next((slot for n, slot in references if n in numbers), "none")
                yield mention_type, (list(mention_features(scene, trigger, mention, anchor)), label)


def choices_of(passage: Passage, doc: Doc) -> Iterator[Choice]:
    """For each trigger, found or only marked, the people around it and whether it states their change."""
    scene, slots = describe(doc), slots_by_token(doc, passage)
    marked = gold_triggers(doc, passage)
    edges = {(t.start, t.end) for t, _ in marked}
    for trigger, mark in [*marked, *((t, None) for t in scene.triggers if (t.start, t.end) not in edges)]:
        numbers = {number for number, _ in mark.references} if mark else set()
        near = scene.near(trigger, PERSON, *WINDOW)
        moved = [any(n in numbers and s == "person" for n, s in slots.get((PERSON, m.start), ())) for m in near]
        people = [list(mention_features(scene, trigger, m, None)) for m in near]
        yield Choice(people, moved, list(nobody_rows(scene, trigger)))


def _person_of(
    scene: Scene, trigger: Trigger, slots: dict[tuple[str, int], tuple[tuple[int, str], ...]], numbers: set[int]
) -> Mention | None:
    people = [
        m
        for m in scene.by_type[PERSON]
        if any(n in numbers and slot == "person" for n, slot in slots.get((PERSON, m.start), ()))
    ]
    return min(people, key=lambda m: abs(m.start - trigger.start), default=None)


def fit(examples: list[Example], strength: float) -> dict[str, Any]:
    """Fit a logistic regression; returns labels and the weights that matter."""
    counts = Counter(f for features, _ in examples for f in features)
    names = sorted(f for f, n in counts.items() if n >= LEAST_COUNT)
    columns = {name: i for i, name in enumerate(names)}
    rows, cols = [], []
    for row, (features, _) in enumerate(examples):
        for feature in features:
            if feature in columns:
                rows.append(row)
                cols.append(columns[feature])
    matrix = csr_matrix((np.ones(len(rows), dtype=np.float32), (rows, cols)), shape=(len(examples), len(names)))
    model = LogisticRegression(C=strength, max_iter=300, tol=1e-3)
    model.fit(matrix, [label for _, label in examples])
    labels = [str(label) for label in model.classes_]
    weights = np.vstack([-model.coef_[0] / 2, model.coef_[0] / 2]) if len(labels) == 2 else model.coef_
    bias = np.array([-model.intercept_[0] / 2, model.intercept_[0] / 2]) if len(labels) == 2 else model.intercept_
    kept = {
        n: [round(float(w), 2) for w in weights[:, i]]
        for n, i in columns.items()
        if abs(weights[:, i]).max() >= LEAST_WEIGHT
    }
    kept["bias"] = [round(float(w + b), 2) for w, b in zip(weights[:, columns["bias"]], bias, strict=True)]
    return {"labels": labels, "weights": kept}


@click.command()
@click.option("--halves", type=click.Path(exists=True, path_type=Path), help="Pipelines trained with --halves.")
@click.option("--output", type=click.Path(path_type=Path), default=WEIGHTS, help="Where the weights go.")
@click.option("--strength", default=0.5, show_default=True, help="Inverse of the regularization.")
def main(halves: Path | None, output: Path, strength: float) -> None:
    """Learn the weights of the linking model."""
    documents = list(read_documents(halves))
    examples: dict[str, list[Example]] = {task: [] for task in TASKS if task != MOVER}
    for passage, doc in documents:
        for task, example in examples_of(passage, doc):
            examples[task].append(example)
    fitted = {task: fit_and_tell(task, rows, strength) for task, rows in examples.items()}
    fitted[MOVER] = fit_movers_and_tell([choice for passage, doc in documents for choice in choices_of(passage, doc)])
    output.write_text(json.dumps(fitted, ensure_ascii=False, sort_keys=True, indent=0), encoding="utf-8")


def fit_and_tell(task: str, examples: list[Example], strength: float) -> dict[str, Any]:
    """Fit on all examples; print how a fit on nine tenths does on the last tenth."""
    random.Random(0).shuffle(examples)
    cut = len(examples) * 9 // 10
    held = fit(examples[:cut], strength)
    click.echo(f"{task}: {len(examples)} examples, {_accuracy(held, examples[cut:])}", err=True)
    return fit(examples, strength)


def fit_movers_and_tell(choices: list[Choice]) -> dict[str, Any]:
    """Fit on all choices; print how a fit on nine tenths does on the last tenth."""
    cut = len(choices) * 9 // 10
    held = fit_choices(choices[:cut], LEAST_COUNT, LEAST_WEIGHT)
    right = right_choices(as_model(held), choices[cut:])
    click.echo(f"{MOVER}: {len(choices)} choices, {right:.3f} right", err=True)
    return fit_choices(choices, LEAST_COUNT, LEAST_WEIGHT)


def as_model(fitted: dict[str, Any]) -> LinearModel:
    """The weights as a model."""
    return LinearModel(tuple(fitted["labels"]), fitted["weights"])


def _accuracy(fitted: dict[str, Any], examples: list[Example]) -> str:
    model = as_model(fitted)
    hits: Counter[str] = Counter()
    for features, label in examples:
        probabilities = model.probabilities(features)
        guess = max(probabilities, key=lambda k: probabilities[k])
        hits[f"{label}"] += 1
        hits[f"{label} found"] += guess == label
        hits[f"{guess} said"] += 1
    return ", ".join(_scores(hits, label) for label in fitted["labels"])


def _scores(hits: Counter[str], label: str) -> str:
    found = hits[f"{label} found"]
    return f"{label} R {found / max(1, hits[label]):.2f} P {found / max(1, hits[f'{label} said']):.2f}"


if __name__ == "__main__":
    main()
