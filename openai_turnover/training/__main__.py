"""Train the bundled pipelines: ``python -m openai_turnover.training --corpora DIR --output DIR``."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
import spacy
from spacy.language import Language
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config

from openai_turnover.precision import HALF, set_precision
from openai_turnover.tokens import MixedScript
from openai_turnover.training.labelled import LabelledText
from openai_turnover.training.noise import make_rougher
from openai_turnover.training.recipe import (
    collect_names,
    half_of,
    is_held_out,
    read_own_corpus,
    read_silver,
    roughen,
    write_examples,
)

GROUPS = {
    "latin": ("fr", "en", "de", "es", "it", "pt", "fi", "id", "la"),
    "cyrillic-greek-devanagari": ("ru", "el", "sa"),
    "cjk": ("ja", "ko", "zh"),
}
"""One pipeline for each group of scripts."""
TEACHERS = {"fr": "fr_core_news_md"}
CONFIG = Path(__file__).parent / "ner.cfg"
CASELESS = frozenset({"cjk"})
"""Groups whose scripts have no case to lose: of them no rougher copies of the free corpora are needed."""
SETTINGS: dict[str, dict[str, Any]] = {
    "cjk": {
        "encode.depth": 8,
        "embed.attrs": ["NORM", "PREFIX", "SHAPE", "SPACY", "TAG"],
        "embed.rows": [12000, 4000, 2000, 10, 50],
    }
}
"""What differs from ``ner.cfg``: where characters are tokens, the encoder sees farther, and words are in the tags."""
GENTLE_RATE = 0.0005
"""Where learning starts when a pipeline goes on from an earlier state: a third of the rate from nothing."""
SEED = 20240926
OWN_EPOCHS = 5
BATCH_WORDS, WARM_UP = 1850, 250
"""Words in a batch on average, and steps until batches have that size; they set the pace at which learning slows."""
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.option("--corpora", type=FOLDER, help="Folder of free corpora, as named in free_corpora.py.")
@click.option("--output", required=True, type=click.Path(path_type=Path), help="Folder for the trained pipelines.")
@click.option("--group", type=click.Choice(list(GROUPS)), multiple=True, help="Train only these (default: all).")
@click.option("--epochs", default=8, show_default=True, help="Passes over the data in the final training.")
@click.option("--teacher", type=FOLDER, help="Folder of pipelines trained before, to label what free corpora lack.")
@click.option("--continue", "start", type=FOLDER, help="Folder of pipelines trained before, to go on from, gently.")
@click.option("--halves", is_flag=True, help="Train a pair of pipelines on half of our corpus each, for `links`.")
def main(
    corpora: Path | None,
    output: Path,
    group: tuple[str, ...],
    epochs: int,
    teacher: Path | None,
    start: Path | None,
    halves: bool,
) -> None:
    """Train the named entity recognizers from our corpus, and from free corpora where a folder of them is given."""
    for name in group or GROUPS:
        if halves:
            for half in (0, 1):
                own = [text for text in read_own_corpus(GROUPS[name]) if half_of(text.text) != half]
                train_group(name, own, None, None, output / f"{name}-{half}", epochs)
        else:
            own = list(read_own_corpus(GROUPS[name]))
            train_group(name, own, corpora, teacher or start, output / name, epochs, start)
            store_slim(output / name / "model-best", output / "bundled" / name)


def train_group(
    name: str,
    own: list[LabelledText],
    corpora: Path | None,
    teacher: Path | None,
    output: Path,
    epochs: int,
    start: Path | None = None,
) -> None:
    """Train on our corpus; with free corpora, let that pipeline fill their missing labels and train again on all."""
    rng = random.Random(SEED)
    kept = [text for text in own if not is_held_out(text)]
    rough = list(roughen(kept, collect_names(kept, corpora, rng), rng))
    blank = MixedScript()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        held_out = [text for text in own if is_held_out(text)]
        write_examples(roughen(held_out, {}, rng), blank, work / "dev.spacy", rng)
        words = write_examples(rough, blank, work / "own.spacy", rng)
        if corpora is None:
            train_pipeline(work / "own.spacy", work / "dev.spacy", output, epochs, words, SETTINGS.get(name, {}))
            return
        if teacher is None:
            own_teacher = train_pipeline(
                work / "own.spacy", work / "dev.spacy", work / "own", OWN_EPOCHS, words, SETTINGS.get(name, {})
            )
        else:
            own_teacher = spacy.load(teacher / name / "model-best")
        teachers = {lang: _load_teacher(model) for lang, model in TEACHERS.items() if lang in GROUPS[name]}
        silver = list(read_silver(corpora, GROUPS[name], teachers, own_teacher))
        if name not in CASELESS:
            silver += [make_rougher(text, rng) for text in silver]
        click.echo(f"{name}: {len(rough)} of our own, {len(silver)} free", err=True)
        words = write_examples(rough + silver, blank, work / "all.spacy", rng)
        first = start / name / "model-best" if start else None
        train_pipeline(work / "all.spacy", work / "dev.spacy", output, epochs, words, SETTINGS.get(name, {}), first)


def _load_teacher(model: str) -> Language:
    return spacy.load(model, exclude=["parser", "morphologizer", "lemmatizer", "attribute_ruler", "senter"])


def train_pipeline(
    examples: Path,
    dev: Path,
    output: Path,
    epochs: int,
    words: int,
    settings: Mapping[str, Any],
    start: Path | None = None,
) -> Language:
    """Train one recognizer with the settings of ``ner.cfg``, or go on from another; store and return its best state."""
    overrides: dict[str, Any] = {
        "paths.train": str(examples),
        "paths.dev": str(dev),
        "training.max_epochs": epochs,
        "training.optimizer.learn_rate.total_steps": words * epochs // BATCH_WORDS + WARM_UP,
    }
    if not start:
        overrides |= {f"components.tok2vec.model.{name}": value for name, value in settings.items()}
    if start:
        overrides["training.optimizer.learn_rate.initial_rate"] = GENTLE_RATE
    config = load_config(CONFIG, overrides=overrides)
    if start:
        config["components"] = {name: {"source": str(start)} for name in config["components"]}
    nlp = init_nlp(config)
    output.mkdir(parents=True, exist_ok=True)
    train(nlp, output)
    return spacy.load(output / "model-best")


def store_slim(trained: Path, path: Path) -> None:
    """Store a trained pipeline in half precision, without the words of its training texts, which it does not need."""
    nlp = spacy.load(trained)
    set_precision(nlp, HALF)
    path.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(path, exclude=["vocab"])


if __name__ == "__main__":
    main()
