"""Rows for the alias table that reports of many articles suggest, to be accepted by editing."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openai_turnover.aliases import AliasTable
from openai_turnover.errors import InputError
from openai_turnover.name_similarity import SAME_FROM, compare_names
from openai_turnover.name_similarity_parts import name_parts

LONGEST_EXAMPLE = 160


@dataclass(frozen=True)
class Suggestion:
    """A spelling that is not in the table, and the name that it may belong to."""

    spelling: str
    count: int
    canonical: str
    score: float
    method: str
    example: str | None


def read_reports(paths: Iterable[Path]) -> Iterator[Mapping[str, Any]]:
    """The reports in files of JSON or JSON Lines, and in folders of them; failures among them are left out.

    Raises InputError for a file that holds anything else.
    """
    for path in paths:
        files = sorted(f for f in path.rglob("*") if f.suffix in (".json", ".jsonl")) if path.is_dir() else [path]
        for file in files:
            yield from _reports_of(file)


def _reports_of(file: Path) -> Iterator[Mapping[str, Any]]:
    try:
        text = file.read_text(encoding="utf-8")
        records = _parse(text)
    except (OSError, ValueError) as error:
        raise InputError(f"{file}: no reports in JSON or JSON Lines ({error})") from None
    for record in records:
        if not isinstance(record, dict) or not ("people" in record or "error" in record):
            raise InputError(f"{file}: holds something that is no report")
        if "people" in record:
            yield record


def _parse(text: str) -> list[Any]:
    try:
        whole = json.loads(text)
    except json.JSONDecodeError:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    return whole if isinstance(whole, list) else [whole]


def suggest_aliases(reports: Iterable[Mapping[str, Any]], table: AliasTable) -> list[Suggestion]:
    """Spellings met in the reports that the table lacks and that may be a known or a more frequent person's.

    Most frequent first; the same reports and table give the same list.
    """
    counts: Counter[str] = Counter()
    owners: dict[str, Counter[str]] = defaultdict(Counter)
    examples: dict[str, str] = {}
    for report in reports:
        for person in report["people"]:
            for variant in person.get("variants", ()):
                counts[variant["text"]] += variant["count"]
                owners[variant["text"]][person["name"]] += variant["count"]
        _collect_examples(report, examples)
    totals = Counter({name: sum(c[name] for c in owners.values()) for c in owners.values() for name in c})
    found = (_suggestion(text, n, owners[text], totals, table, examples) for text, n in counts.items())
    return sorted((s for s in found if s), key=lambda s: (-s.count, s.canonical, s.spelling))


def _collect_examples(report: Mapping[str, Any], examples: dict[str, str]) -> None:
    passages = [e["text"] for event in report.get("events", ()) for e in event.get("evidence", ())]
    for person in report["people"]:
        for variant in person.get("variants", ()):
            sentence = next((p for p in passages if variant["text"] in p), None)
            if sentence:
                examples.setdefault(variant["text"], " ".join(sentence.split())[:LONGEST_EXAMPLE])


def _suggestion(
    text: str, count: int, owners: Counter[str], totals: Counter[str], table: AliasTable, examples: Mapping[str, str]
) -> Suggestion | None:
    if len(name_parts(text)) < 2 or table.look_up("person", text):
        return None
    merged = owners.most_common(1)[0][0]
    candidates = [merged] if name_parts(merged) != name_parts(text) else _nearest(text, totals, table)
    scored = [(compare_names(text, name), name) for name in candidates if len(name_parts(name)) > 1]
    similar = [(s, name) for s, name in scored if s.score >= SAME_FROM and name_parts(name) != name_parts(text)]
    if not similar:
        return None
    best, name = max(similar, key=lambda pair: (pair[0].score, totals[pair[1]], pair[1]))
    return Suggestion(text, count, name, round(best.score, 3), best.method, examples.get(text))


def _nearest(text: str, totals: Counter[str], table: AliasTable) -> list[str]:
    """Known people, and people met more often than this one."""
    known = {entry.name for entry, match in table.spellings["person"].values() if match == "exact"}
    more = {name for name, n in totals.items() if n > totals[text]}
    return sorted(known | more)


def as_toml(suggestions: Iterable[Suggestion]) -> Iterator[str]:
    """Lines of a table to edit: a row for each name, with a comment above each spelling."""
    by_name: dict[str, list[Suggestion]] = defaultdict(list)
    for suggestion in suggestions:
        by_name[suggestion.canonical].append(suggestion)
    yield "# Suggested rows: take out what is wrong, then add the rest to your table."
    for name, rows in by_name.items():
        yield ""
        yield "[[person]]"
        yield f"name = {json.dumps(name, ensure_ascii=False)}"
        yield "spellings = ["
        for row in rows:
            example = f": {row.example}" if row.example else ""
            spelling = json.dumps(row.spelling, ensure_ascii=False)
            yield f"  {spelling},  # {row.count}x, {row.score:.2f} {row.method}{example}"
        yield "]"
