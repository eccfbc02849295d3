"""Changes to an article that must change nothing, or one known thing, in its events."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from measure_exchange import Exchange, exchanged_companies, exchanged_people

from openai_turnover import Analyzer, Event, Report, read_article
from openai_turnover.folding import fold
from openai_turnover.reading.article import Article
from openai_turnover.reading.html import read_html
from openai_turnover.spelling import is_caseless

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


EXCHANGES: dict[str, Callable[[str, Report], Iterator[Exchange]]] = {
    "another person's name": exchanged_people,
    "another company's name": exchanged_companies,
}


def print_metamorphic(folders: Sequence[Path], *, failures: bool = False) -> None:
    """A table of the kinds of change: checks, and how many held; with ``failures`` also what did not hold."""
    checks: Counter[str] = Counter()
    held: Counter[str] = Counter()
    analyzer = Analyzer()
    for path in sorted(p for folder in folders for p in folder.glob("*.txt")):
        article = read_article(str(path))
        for name, expected, found in checks_of(article, analyzer.analyze(article)):
            checks[name] += 1
            held[name] += expected == found
            if failures and expected != found:
                _print_difference(path.name, name, expected, found)
    print("| change | checks | held |\n|---|---|---|")
    for name, number in checks.items():
        print(f"| {name} | {number} | {held[name] / number:.3f} |")
    print(f"| all | {checks.total()} | {held.total() / max(1, checks.total()):.3f} |")


def _print_difference(article: str, change: str, expected: Facts, found: Facts) -> None:
    print(f"{article}: {change}")
    for sign, rows, others in (("-", expected, found), ("+", found, expected)):
        for row in rows:
            if row not in others:
                print(f"  {sign} {row}")


def checks_of(article: Article, before: Report) -> Iterator[tuple[str, Facts, Facts]]:
    """Each change with the facts that should be found after it and those that are."""
    fixed = Analyzer(language=before.language, published=before.published)
    for name, change in CHANGES.items():
        yield name, facts(before.events), facts(fixed.analyze(Article("x", change(article.text))).events)
    yield "wrapped in HTML", facts(before.events), facts(fixed.analyze(read_html("x", as_page(article.text))).events)
    for name, exchange in EXCHANGES.items():
        for old, new, text in exchange(article.text, before):
            expected = facts([_renamed(e, old, new) for e in before.events])
            case = " in lower case" if is_caseless(article.text) else ""
            yield f"{name}{case}", _folded(expected), _folded(facts(fixed.analyze(Article("x", text)).events))
    if before.published:
        yield "a week later", *_a_week_later(article, before)


def as_page(text: str) -> str:
    """The article as the main part of a web page, with its paragraphs and lines."""
    first, *rest = [html.escape(p).replace("\n", "<br>\n") for p in re.split(r"\n\s*\n", text.strip())]
    body = f"<h1>{first}</h1>\n" + "\n".join(f"<p>{paragraph}</p>" for paragraph in rest)
    return f"<!DOCTYPE html>\n<html><body><main><article>\n{body}\n</article></main></body></html>\n"


def _renamed(event: Event, old: str, new: str) -> Event:
    """What an event says once a person or a company has another name."""
    fields = ("person", "organization", "successor")
    return replace(event, **{f: new for f in fields if getattr(event, f) == old})


def _folded(rows: Facts) -> Facts:
    """Facts without case: the report writes names in normal capitalisation."""
    return sorted([tuple(fold(v) if v else v for v in row) for row in rows], key=str)


def _a_week_later(article: Article, before: Report) -> tuple[Facts, Facts]:
    """What another publication date must leave as it was: everything but dates."""
    assert before.published
    later = date.fromisoformat(before.published) + WEEK
    after = Analyzer(language=before.language, published=later.isoformat()).analyze(article)
    return facts(_without_dates(before)), facts(_without_dates(after))


def _without_dates(report: Report) -> list[Event]:
    return [replace(e, date=None, until=None) for e in report.events]
