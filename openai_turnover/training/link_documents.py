"""The corpus as documents that the linking model learns from.

Each stands there twice: with the mentions that the annotators marked, and as the recognizer and our components read it,
every other row in lower case. So the model learns from clean names and from the errors that it will meet.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from openai_turnover.aliases import read_aliases
from openai_turnover.components.dates import UNTIL, follows_until
from openai_turnover.components.extensions import DATES, ORGANIZATIONS, PEOPLE, ROLES
from openai_turnover.components.sentences import segment_sentences
from openai_turnover.components.spans import covering_span
from openai_turnover.components.triggers import find_triggers
from openai_turnover.lexicon import supported_languages
from openai_turnover.pipeline import make_pipeline
from openai_turnover.tokens import MixedScript
from openai_turnover.training.__main__ import GROUPS
from openai_turnover.training.passages import Mark, Passage, read_corpus_file
from openai_turnover.training.recipe import CORPUS, half_of

GROUP_OF = {"PERSON": PEOPLE, "ORG": ORGANIZATIONS, "ROLE": ROLES, "DATE": DATES}
ROW = 3
"""Passages in a small article, so that each is seen among people and changes of other stories."""
GLUES = (" ", "\n\n")
EVENT_NUMBERS = 100
"""More than there are events in a passage or article."""
EVENTS_STEP = "turnover_events"


def read_documents(halves: Path | None) -> Iterator[tuple[Passage, Doc]]:
    """Rows of passages and whole articles; only with marked mentions where no pipelines of ``--halves`` are given."""
    blank, steps = MixedScript(), make_pipeline(read_aliases())
    for number, row in enumerate(_rows()):
        glue = GLUES[number // 2 % len(GLUES)]
        read = [_lowered(passage) for passage in row] if number % 2 else row
        joined = join_passages(read, glue)
        unseeing = [half_of(passage.text) for passage in row]
        found = _shifted_entities(read, unseeing, glue, halves) if halves else []
        yield joined, as_marked(joined, blank, found)
        if halves:
            yield joined, as_read(joined, blank, steps, found)


def _rows() -> Iterator[list[Passage]]:
    for language in supported_languages():
        files = sorted((CORPUS / language).glob("*.txt"))
        passages = [p for path in files for p in read_corpus_file(path)]
        random.Random(0).shuffle(passages)
        short = [p for p in passages if "\n" not in p.text]
        yield from (short[i : i + ROW] for i in range(0, len(short), ROW))
        yield from ([p] for p in passages if "\n" in p.text)


def _lowered(passage: Passage) -> Passage:
    lowered = passage.text.lower()
    return replace(passage, text=lowered) if len(lowered) == len(passage.text) else passage


def as_marked(passage: Passage, nlp: Language, recognized: Iterable[tuple[int, int, str]] = ()) -> Doc:
    """The passage with its marked mentions, the triggers of the language file, and those that a recognizer found."""
    doc = nlp.make_doc(passage.text)
    doc._.language = passage.language
    segment_sentences(doc)
    doc.set_ents(filter_spans([_span(doc, a, b, c) for a, b, c in recognized]))
    names = _names_by_reference(passage)
    for label, group in GROUP_OF.items():
        doc.spans[group] = [_as_span(doc, m, names) for m in passage.marks if m.label == label]
    found: Doc = find_triggers(doc)
    return found


def as_read(passage: Passage, nlp: Language, steps: Language, recognized: Iterable[tuple[int, int, str]]) -> Doc:
    """The passage as our components read it after a recognizer."""
    doc = nlp.make_doc(passage.text)
    doc._.language = passage.language
    doc.set_ents(filter_spans([_span(doc, a, b, c) for a, b, c in recognized]))
    for name, component in steps.pipeline:
        if name != EVENTS_STEP:
            doc = component(doc)
    return doc


def _names_by_reference(passage: Passage) -> dict[tuple[str, tuple[int, str]], str]:
    """The first spelling of each person and organisation that a reference ties together."""
    names: dict[tuple[str, tuple[int, str]], str] = {}
    for mark in passage.marks:
        for reference in mark.references:
            names.setdefault((mark.label, reference), passage.text[mark.start : mark.end])
    return names


def _span(doc: Doc, start: int, end: int, label: str = "") -> Span:
    span = covering_span(doc, start, end, label)
    assert span is not None
    return span


def _as_span(doc: Doc, mark: Mark, names: dict[tuple[str, tuple[int, str]], str]) -> Span:
    span = _span(doc, mark.start, mark.end)
    is_end = mark.label == "DATE" and follows_until(doc, span)
    name = next((names[mark.label, r] for r in mark.references), span.text)
    return Span(doc, span.start, span.end, label=UNTIL if is_end else mark.label, kb_id=name)


def slots_by_token(doc: Doc, passage: Passage) -> dict[tuple[str, int], tuple[tuple[int, str], ...]]:
    """For each mention, by its type and first token, the events and slots of the marks that it overlaps."""
    slots: dict[tuple[str, int], tuple[tuple[int, str], ...]] = {}
    for label, group in GROUP_OF.items():
        marks = [m for m in passage.marks if m.label == label and m.references]
        for span in doc.spans[group]:
            overlapping = [m for m in marks if m.start < span.end_char and span.start_char < m.end]
            slots[label, span.start] = tuple(r for m in overlapping for r in m.references)
    return slots


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


def _shifted_entities(row: list[Passage], unseeing: list[int], glue: str, halves: Path) -> list[tuple[int, int, str]]:
    """The entities of the passages in a row at their places in it, each from the half that has not seen it."""
    shifted, start = [], 0
    for passage, half in zip(row, unseeing, strict=True):
        group = next(name for name, languages in GROUPS.items() if passage.language in languages)
        doc = _load(halves / f"{group}-{half}" / "model-best")(passage.text)
        shifted += [(e.start_char + start, e.end_char + start, e.label_) for e in doc.ents]
        start += len(passage.text) + len(glue)
    return shifted


@cache
def _load(path: Path) -> Language:
    return spacy.load(path)
