"""Train the linking model on the corpus: ``python -m openai_turnover.training.links``."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import click
import numpy as np
import spacy
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from openai_turnover.components.dates import UNTIL, follows_until
from openai_turnover.components.extensions import DATES, ORGANIZATIONS, PEOPLE, ROLES
from openai_turnover.components.sentences import segment_sentences
from openai_turnover.components.spans import covering_span
from openai_turnover.components.triggers import find_triggers
from openai_turnover.lexicon import supported_languages
from openai_turnover.linking.describe import describe
from openai_turnover.linking.features import kind_features, mention_features, status_features, trigger_features
from openai_turnover.linking.model import TASKS, WEIGHTS, LinearModel
from openai_turnover.linking.scene import MENTION_TYPES, PERSON, Mention, Scene, Trigger
from openai_turnover.records import direction_of
from openai_turnover.tokens import MixedScript
from openai_turnover.training.__main__ import GROUPS
from openai_turnover.training.passages import Mark, Passage, read_corpus_file
from openai_turnover.training.recipe import CORPUS, half_of

GROUP_OF = {"PERSON": PEOPLE, "ORG": ORGANIZATIONS, "ROLE": ROLES, "DATE": DATES}
LEAST_WEIGHT = 0.04
LEAST_COUNT = 2
ROW = 3
"""Passages in a small article, so that each is seen among people and changes of other stories."""
GLUES = (" ", "\n\n")
EVENT_NUMBERS = 100
"""More than there are events in a passage."""
WINDOW = (3, 2)
"""Sentences before and after a trigger from which mentions are taken."""
Example = tuple[list[str], str]


def as_document(passage: Passage, nlp: Language, recognized: Iterable[tuple[int, int, str]] = ()) -> Doc:
    """The passage with its gold mentions, the triggers of the language file, and those that a recognizer found."""
    doc = nlp.make_doc(passage.text)
    doc._.language = passage.language
    segment_sentences(doc)
    doc.set_ents(filter_spans([_span(doc, a, b, c) for a, b, c in recognized]))
    for label, group in GROUP_OF.items():
        doc.spans[group] = [_as_span(doc, m) for m in passage.marks if m.label == label]
    found: Doc = find_triggers(doc)
    return found


def _span(doc: Doc, start: int, end: int, label: str = "") -> Span:
    span = covering_span(doc, start, end, label)
    assert span is not None
    return span


def _as_span(doc: Doc, mark: Mark) -> Span:
    span = _span(doc, mark.start, mark.end)
    is_end = mark.label == "DATE" and follows_until(doc, span)
    return Span(doc, span.start, span.end, label=UNTIL if is_end else mark.label, kb_id=span.text)


def gold_triggers(doc: Doc, passage: Passage) -> list[tuple[Trigger, Mark]]:
    """The words marked EVENT, each with the rule or recognizer that also found them, where one did."""
    pairs = []
    for mark in passage.marks:
        if mark.label != "EVENT" or mark.kind is None:
            continue
        span = _span(doc, mark.start, mark.end)
        overlapping = [t for t in doc.user_data["triggers"] if t.start < span.end and span.start < t.end]
        same = [t for t in overlapping if direction_of(t.kind) == direction_of(mark.kind)]
        found = same or overlapping
        pairs.append((found[0] if found else Trigger(span.start, span.end, mark.kind), mark))
    return pairs


def examples_of(passage: Passage, doc: Doc) -> Iterator[tuple[str, Example]]:
    """Training examples of one passage for every task but ``trigger``."""
    scene = describe(doc)
    slots = _slots_by_token(doc, passage)
    for trigger, mark in gold_triggers(doc, passage):
        assert mark.kind is not None and mark.status is not None
        yield "status", (list(status_features(scene, trigger)), mark.status)
        yield "kind", (list(kind_features(scene, trigger)), mark.kind)
        numbers = {number for number, _ in mark.references}
        person = _person_of(scene, trigger, slots, numbers)
        for mention_type in MENTION_TYPES:
            anchor = None if mention_type == PERSON else person
            for mention in scene.near(trigger, mention_type, *WINDOW):
                label = next((slot for n, slot in slots.get(mention.start, ()) if n in numbers), "none")
                yield mention_type, (list(mention_features(scene, trigger, mention, anchor)), label)


def trigger_examples(passage: Passage, doc: Doc, people: LinearModel) -> Iterator[Example]:
    """For each trigger found whether it states a change, seen with the best person that the model gives it."""
    scene = describe(doc)
    gold = {(t.start, t.end) for t, _ in gold_triggers(doc, passage)}
    for trigger in scene.triggers:
        candidates = scene.near(trigger, PERSON, *WINDOW)
        scores = [people.probabilities(mention_features(scene, trigger, m, None))["person"] for m in candidates]
        label = "yes" if (trigger.start, trigger.end) in gold else "no"
        yield list(trigger_features(scene, trigger, max(scores, default=0.0))), label


def join_passages(passages: list[Passage], glue: str) -> Passage:
    """One passage of several, with the numbers of their events kept apart."""
    text, marks = "", []
    for number, passage in enumerate(passages):
        shift = len(text) + (len(glue) if text else 0)
        text = f"{text}{glue if text else ''}{passage.text}"
        for mark in passage.marks:
            references = tuple((n + number * EVENT_NUMBERS, slot) for n, slot in mark.references)
            marks.append(replace(mark, start=mark.start + shift, end=mark.end + shift, references=references))
    return Passage(passages[0].language, text, tuple(marks), passages[0].where)


def _slots_by_token(doc: Doc, passage: Passage) -> dict[int, tuple[tuple[int, str], ...]]:
    starts = {}
    for mark in passage.marks:
        if mark.label in GROUP_OF and mark.references:
            span = _span(doc, mark.start, mark.end)
            starts[span.start] = mark.references
    return starts


def _person_of(
    scene: Scene, trigger: Trigger, slots: dict[int, tuple[tuple[int, str], ...]], numbers: set[int]
) -> Mention | None:
    people = [
        m for m in scene.by_type[PERSON] if any(n in numbers and s == "person" for n, s in slots.get(m.start, ()))
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
@click.option("--strength", default=0.3, show_default=True, help="Inverse of the regularization.")
def main(halves: Path | None, output: Path, strength: float) -> None:
    """Learn the weights of the linking model."""
    documents = list(read_documents(halves))
    examples: dict[str, list[Example]] = {task: [] for task in TASKS}
    for passage, doc in documents:
        for task, example in examples_of(passage, doc):
            examples[task].append(example)
    fitted = {task: fit_and_tell(task, rows, strength) for task, rows in examples.items() if task != "trigger"}
    people = as_model(fitted[PERSON])
    triggers = [example for passage, doc in documents for example in trigger_examples(passage, doc, people)]
    fitted["trigger"] = fit_and_tell("trigger", triggers, strength)
    output.write_text(json.dumps(fitted, ensure_ascii=False, sort_keys=True, indent=0), encoding="utf-8")


def read_documents(halves: Path | None) -> Iterator[tuple[Passage, Doc]]:
    """The corpus as small articles, with the triggers that rules and unseeing recognizers find."""
    blank = MixedScript()
    for language in supported_languages():
        passages = [p for path in sorted((CORPUS / language).glob("*.txt")) for p in read_corpus_file(path)]
        random.Random(0).shuffle(passages)
        for i in range(0, len(passages), ROW):
            row = passages[i : i + ROW]
            glue = GLUES[i // ROW % len(GLUES)]
            found = _shifted_entities(row, glue, halves) if halves else []
            joined = join_passages(row, glue)
            yield joined, as_document(joined, blank, found)


def _shifted_entities(row: list[Passage], glue: str, halves: Path) -> list[tuple[int, int, str]]:
    """The entities of the passages in a row, at their places in it."""
    shifted, start = [], 0
    for passage in row:
        shifted += [(a + start, b + start, label) for a, b, label in recognize_unseen(passage, halves)]
        start += len(passage.text) + len(glue)
    return shifted


def fit_and_tell(task: str, examples: list[Example], strength: float) -> dict[str, Any]:
    """Fit on all examples; print how a fit on nine tenths does on the last tenth."""
    random.Random(0).shuffle(examples)
    cut = len(examples) * 9 // 10
    held = fit(examples[:cut], strength)
    click.echo(f"{task}: {len(examples)} examples, {_accuracy(held, examples[cut:])}", err=True)
    return fit(examples, strength)


def as_model(fitted: dict[str, Any]) -> LinearModel:
    """The weights as a model."""
    return LinearModel(tuple(fitted["labels"]), fitted["weights"])


def recognize_unseen(passage: Passage, halves: Path) -> list[tuple[int, int, str]]:
    """The entities that a pipeline finds which has not seen the passage in training."""
    group = next(name for name, languages in GROUPS.items() if passage.language in languages)
    nlp = _load(halves / f"{group}-{half_of(passage.text)}" / "model-best")
    return [(e.start_char, e.end_char, e.label_) for e in nlp(passage.text).ents]


@cache
def _load(path: Path) -> Language:
    return spacy.load(path)


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
