"""Precision and recall of the name comparison on the pairs of ``name_pairs/``, beside general-purpose comparisons.

Half of the pairs, told by a checksum, were read while the rules were tuned; the other half were not.
"""

from __future__ import annotations

import csv
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, utils

from openai_turnover.name_similarity import SAME_FROM, compare_names

FOLDER = Path(__file__).parent / "name_pairs"


@dataclass(frozen=True)
class Pair:
    same: bool
    kind: str
    a: str
    b: str
    tuned: bool


def read_pairs() -> Iterator[Pair]:
    """Every pair once, with case as it is written."""
    met: set[frozenset[str]] = set()
    for path in sorted(FOLDER.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                a, b = row["a"], row["b"]
                if frozenset((a, b)) in met:
                    continue
                met.add(frozenset((a, b)))
                yield Pair(row["same"] == "1", row["kind"], a, b, zlib.crc32(f"{a}\t{b}".encode()) % 2 == 0)


def precision_recall(pairs: list[Pair], answers: list[bool]) -> tuple[float, float]:
    right = sum(p.same and yes for p, yes in zip(pairs, answers, strict=True))
    return right / max(1, sum(answers)), right / max(1, sum(p.same for p in pairs))


def f1(measured: tuple[float, float]) -> float:
    p, r = measured
    return 2 * p * r / (p + r) if p + r else 0.0


def best_threshold(pairs: list[Pair], scores: list[float]) -> float:
    """The threshold of the best F1, which favours the comparison that is measured."""
    return max(sorted(set(scores)), key=lambda t: f1(precision_recall(pairs, [s >= t for s in scores])))


def other_comparisons() -> dict[str, Callable[[str, str], float]]:
    found: dict[str, Callable[[str, str], float]] = {
        "rapidfuzz WRatio": lambda a, b: fuzz.WRatio(a, b, processor=utils.default_process) / 100
    }
    try:
        from measure_rigour import compare

        found["rigour"] = compare
    except ImportError:
        print("(rigour is not installed: its comparison is left out)")
    return found


def row(name: str, pairs: list[Pair], answers: list[bool]) -> str:
    p, r = precision_recall(pairs, answers)
    return f"| {name} | {len(pairs)} | {p:.3f} | {r:.3f} | {f1((p, r)):.3f} |"


def print_names(*, mistakes: bool = False) -> None:
    everything = list(read_pairs())
    compare_names("Anna", "Анна")
    print("| comparison | pairs | precision | recall | F1 |\n|---|---|---|---|---|")
    for title, pairs in (
        ("all", everything),
        ("tuned half", [p for p in everything if p.tuned]),
        ("unread half", [p for p in everything if not p.tuned]),
        ("Latin letters only", [p for p in everything if (p.a + p.b).isascii()]),
    ):
        print(row(f"ours, {title}", pairs, [compare_names(p.a, p.b).score >= SAME_FROM for p in pairs]))
        for name, compare in other_comparisons().items():
            scores = [compare(p.a, p.b) for p in pairs]
            threshold = best_threshold(pairs, scores)
            print(row(f"{name} at {threshold:.2f}, {title}", pairs, [s >= threshold for s in scores]))
    print_kinds(everything)
    print_speed(everything)
    if mistakes:
        print_mistakes([p for p in everything if p.tuned])


def print_kinds(pairs: list[Pair]) -> None:
    print("\n| kind | same | pairs | right |\n|---|---|---|---|")
    for same, kind in sorted({(p.same, p.kind) for p in pairs}, reverse=True):
        chosen = [p for p in pairs if (p.same, p.kind) == (same, kind)]
        right = sum(compare_names(p.a, p.b).same == same for p in chosen)
        print(f"| {kind} | {'yes' if same else 'no'} | {len(chosen)} | {right / len(chosen):.3f} |")


def print_speed(pairs: list[Pair]) -> None:
    compare_names.cache_clear()
    start = time.perf_counter()
    for p in pairs:
        compare_names(p.a, p.b)
    print(f"\n{(time.perf_counter() - start) / len(pairs) * 1e6:.0f} µs a pair that was not met before")


def print_mistakes(pairs: list[Pair]) -> None:
    for p in pairs:
        answer = compare_names(p.a, p.b)
        if answer.same != p.same:
            print("missed" if p.same else "MERGED", p.kind, p.a, p.b, f"{answer.score:.2f}", answer.reason, sep="\t")
