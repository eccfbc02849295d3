"""Changes to an article that must change nothing, or one known thing, in its events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from openai_turnover import Analyzer, Event, Report, read_article
from openai_turnover.reading.article import Article

UNRELATED = (
    "The harbour bridge was painted green last autumn. Gulls sat on it all winter, and the ferry to the islands ran on "
    "time for once. Tea in the waiting room costs two coins."
)
WEEK = timedelta(days=7)
Facts = list[tuple[str | None, ...]]


def facts(events: Sequence[Event], *, organization: bool = True) -> Facts:
    """What events say, without offsets and confidence, in a fixed order."""
    rows = [
        (e.person, e.kind, e.organization if organization else None, e.role, e.date, e.until, e.status, e.successor)
        for e in events
    ]
    return sorted(rows, key=str)


def appended(text: str) -> str:
    """The article with an unrelated paragraph behind it."""
    return f"{text}\n\n{UNRELATED}\n"


def other_line_ends(text: str) -> str:
    """The article with the line ends of another system."""
    return text.replace("\n", "\r\n")


def with_navigation(text: str) -> str:
    """The article under a bar of navigation."""
    return f"Home > News > Business > Contact\n\n{text}"


CHANGES: dict[str, Callable[[str], str]] = {
    "an unrelated paragraph behind": appended,
    "other line ends": other_line_ends,
    "a navigation line in front": with_navigation,
}


def print_metamorphic(folders: Sequence[Path]) -> None:
    """A table of the kinds of change: checks, and how many held."""
    checks: Counter[str] = Counter()
    held: Counter[str] = Counter()
    analyzer = Analyzer()
    for path in sorted(p for folder in folders for p in folder.glob("*.txt")):
        article = read_article(str(path))
        before = analyzer.analyze(article)
        fixed = Analyzer(language=before.language, published=before.published)
        for name, change in CHANGES.items():
            after = fixed.analyze(Article(article.source, change(article.text)))
            checks[name] += 1
            held[name] += facts(before.events) == facts(after.events)
        if before.published:
            checks["a week later"] += 1
            held["a week later"] += _moved_by_a_week(article, before)
    print("| change | checks | held |\n|---|---|---|")
    for name, number in checks.items():
        print(f"| {name} | {number} | {held[name] / number:.3f} |")
    print(f"| all | {checks.total()} | {held.total() / max(1, checks.total()):.3f} |")


def _moved_by_a_week(article: Article, before: Report) -> bool:
    """Whether another publication date leaves everything but dates as it was."""
    assert before.published
    later = date.fromisoformat(before.published) + WEEK
    after = Analyzer(language=before.language, published=later.isoformat()).analyze(article)
    return facts(_without_dates(before)) == facts(_without_dates(after))


def _without_dates(report: Report) -> list[Event]:
    return [replace(e, date=None, until=None) for e in report.events]
