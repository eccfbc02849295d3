"""Where in an article's text its people, positions, dates and evidence stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from openai_turnover.digest.records import Part, Stretch
from openai_turnover.records import Report

MARKED = ("person", "role", "date")
LETTER = re.compile(r"\w")
JOINED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0900-\u097f]")
"""Letters of scripts in which a name may stand right beside another letter."""


def mark_text(text: str, report: Report, evidence: Sequence[tuple[int, int]]) -> tuple[Stretch, ...]:
    """The whole text in stretches; joining all of them gives the text again."""
    entities = _without_overlaps(_find_all(text, report))
    borders = sorted({0, len(text), *(i for span in evidence for i in span), *(i for e in entities for i in e[:2])})
    within = _covering(evidence)
    kinds = {start: (end, kind) for start, end, kind in entities}
    stretches: list[tuple[bool, list[Part]]] = []
    current = (0, "")
    for start, end in pairwise(borders):
        current = kinds.get(start, current)
        is_evidence = any(a <= start and end <= b for a, b in within)
        if not stretches or stretches[-1][0] != is_evidence:
            stretches.append((is_evidence, []))
        stretches[-1][1].append(Part(text[start:end], current[1] if start < current[0] else ""))
    return tuple(Stretch(tuple(parts), is_evidence) for is_evidence, parts in stretches)


def _find_all(text: str, report: Report) -> Iterator[tuple[int, int, str]]:
    """Every place of the words that the report names, by kind."""
    words: dict[str, set[str | None]] = {
        "person": {v.text for person in report.people for v in person.variants},
        "role": {event.role_text for event in report.events},
        "date": {event.date_text for event in report.events},
    }
    for kind in MARKED:
        for word in sorted(w for w in words[kind] if w and w.strip()):
            for match in re.finditer(re.escape(word), text):
                if _stands_alone(text, *match.span()):
                    yield (*match.span(), kind)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a stretch is no part of a longer word, and cuts no sign from the letter that it belongs to."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if after and unicodedata.category(after).startswith("M"):
        return False
    return not any(LETTER.match(c) and not JOINED.match(c) for c in (before, after))


def _without_overlaps(spans: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The earliest and longest ones; a person goes before a role and that before a date."""
    kept: list[tuple[int, int, str]] = []
    for span in sorted(spans, key=lambda s: (s[0], -s[1], MARKED.index(s[2]))):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _covering(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans with those that touch joined."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
