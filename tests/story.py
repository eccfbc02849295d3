"""The articles of samples/story, what an editor reads in them, and what they must say together."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from openai_turnover.records import Event, Evidence, Person, Report, Variant, direction_of

FOLDER = Path(__file__).parent.parent / "samples" / "story"
GOLD = Path(__file__).parent / "cases" / "story.toml"


@cache
def read_gold() -> dict[str, Any]:
    """The hand-written reading."""
    return tomllib.loads(GOLD.read_text(encoding="utf-8"))


def gold_reports() -> list[Report]:
    """A report for each article, as an editor would write it."""
    return [_report(name, article) for name, article in read_gold()["articles"].items()]


def _report(name: str, article: dict[str, Any]) -> Report:
    text = (FOLDER / name).read_text(encoding="utf-8")
    people = (
        Person(person, tuple(Variant(spelling, text.count(spelling), "exact") for spelling in spellings))
        for person, spellings in article["people"].items()
    )
    return Report(
        source=str(FOLDER / name),
        language=article["language"],
        language_confidence=1.0,
        published=article["published"],
        title=text.split("\n", 1)[0],
        organization="Kestrane",
        people=tuple(people),
        events=tuple(_event(text, dict(event)) for event in article["events"]),
    )


def _event(text: str, values: dict[str, Any]) -> Event:
    words = values.pop("words")
    start = text.index(words)
    evidence = (Evidence(start, start + len(words), words),)
    return Event(direction=direction_of(values["kind"]), evidence=evidence, confidence=0.9, **values)


def number_of(source: str) -> str:
    """The number that an article's file name begins with."""
    return Path(source).name[:2]
