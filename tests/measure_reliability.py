"""How often events said with a confidence are right: found in the gold annotation by person and direction."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from openai_turnover import Analyzer, read_article
from openai_turnover.folding import fold

BINS = 10


def print_reliability(folders: Sequence[Path]) -> None:
    """A table of bins of confidence: events, mean confidence, share that is right."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for folder in folders:
        for confidence, right in judged_events(folder):
            bins[min(BINS - 1, int(confidence * BINS))].append((confidence, right))
    print("| confidence | events | said | right |\n|---|---|---|---|")
    for number, rows in sorted(bins.items()):
        said = sum(c for c, _ in rows) / len(rows)
        right = sum(r for _, r in rows) / len(rows)
        print(f"| {number / BINS:.1f}-{(number + 1) / BINS:.1f} | {len(rows)} | {said:.2f} | {right:.2f} |")


def judged_events(folder: Path) -> Iterator[tuple[float, bool]]:
    """Each event's confidence, and whether a gold event agrees; optional ones count as right."""
    analyzer = Analyzer()
    for gold_path in sorted(folder.glob("*.gold.json")):
        left = [(_names(e["person"]), e["direction"]) for e in json.loads(gold_path.read_text("utf-8"))["events"]]
        article = read_article(str(gold_path.with_name(gold_path.name.replace(".gold.json", ".txt"))))
        for event in analyzer.analyze(article).events:
            hit = next((g for g in left if fold(event.person) in g[0] and event.direction == g[1]), None)
            if hit:
                left.remove(hit)
            yield event.confidence, hit is not None


def _names(value: Any) -> set[str]:
    return {fold(str(name)) for name in (value if isinstance(value, list) else [value])}
