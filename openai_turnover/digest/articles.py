"""The articles behind reports: their texts read again where they still are, with what was found marked in place.

A file of reports may come from anybody. So that it cannot draw other files into a page, a file is read only where its
name is an article's, and shown only where every piece of evidence stands in it, word for word, where the report says.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from pathlib import Path

from openai_turnover.digest.marking import mark_text
from openai_turnover.digest.records import Dossier, ShownArticle
from openai_turnover.errors import InputError
from openai_turnover.reading.article import Article, with_plain_line_ends
from openai_turnover.reading.files import article_from_bytes, is_article_file
from openai_turnover.records import Report

LONGEST_TEXT = 60_000
"""Characters beyond which an article's text is left out."""
MOST_BYTES = 6_000_000
"""Of all texts together in UTF-8; what comes later is left out, so that the page opens fast."""
LARGEST_PAGE = 14_000_000
BYTES_OF_CHANGE, BYTES_OF_TELLING, BYTES_OF_ARTICLE, BYTES_OF_MARKS = 1100, 600, 700, 1.25
"""About what each takes on the page; marks are a factor on the text."""


def show_articles(
    reports: Iterable[Report], folder: Path | None = None, *, room: int = MOST_BYTES, with_texts: bool = True
) -> Iterator[ShownArticle]:
    """Each report's article; ``folder`` is where the paths of the reports begin, ``room`` the bytes for all texts."""
    left = room if with_texts else 0
    reason = "left out, as the page has many articles" if with_texts else "left out, as you asked"
    for report in reports:
        shown = _show(report, folder) if left > 0 else ShownArticle(report, (), reason)
        left -= sum(len(part.text.encode("utf-8", "replace")) for s in shown.stretches for part in s.parts)
        yield shown


def room_for_texts(dossier: Dossier) -> int:
    """How many bytes of texts a page has room for beside all that a dossier says."""
    tellings = sum(len(change.sources) for change in dossier.changes)
    rest = BYTES_OF_CHANGE * len(dossier.changes) + BYTES_OF_TELLING * tellings + BYTES_OF_ARTICLE * dossier.reports
    return max(0, min(MOST_BYTES, int((LARGEST_PAGE - rest) / BYTES_OF_MARKS)))


def _show(report: Report, folder: Path | None) -> ShownArticle:
    path = find_article(report.source, folder)
    if path is None:
        return ShownArticle(report, (), "the article is not at its place")
    try:
        article = article_from_bytes(report.source, path.read_bytes())
    except (OSError, InputError):
        return ShownArticle(report, (), "the article cannot be read")
    article = with_plain_line_ends(article)
    if len(article.text) > LONGEST_TEXT:
        return ShownArticle(report, (), f"left out, as it has more than {LONGEST_TEXT:,} characters")
    spans = _spans_in_text(article, report)
    if spans is None:
        return ShownArticle(report, (), "the article has changed since it was analyzed")
    return ShownArticle(report, mark_text(article.text, report, spans))


def find_article(source: str, folder: Path | None) -> Path | None:
    """The file of a report's source; below ``folder`` where one is named, and nowhere else."""
    named = Path(source)
    candidates = [folder / named, folder / named.name] if folder else [named]
    return next((path for path in candidates if _may_be_read(path, folder)), None)


def _may_be_read(path: Path, folder: Path | None) -> bool:
    try:
        inside = folder is None or path.resolve().is_relative_to(folder.resolve())
        return inside and is_article_file(path) and path.is_file()
    except (OSError, ValueError):
        return False


def _spans_in_text(article: Article, report: Report) -> list[tuple[int, int]] | None:
    """The evidence as places in the article's text; None where it does not stand there, or where nothing does."""
    original = article.offsets.original if article.offsets else article.text
    evidence = [e for event in report.events for e in event.evidence]
    if any(original[e.start : e.end] != e.text for e in evidence):
        return None
    if not evidence and not _names_stand_in(article.text, report):
        return None
    return [_place_in_text(article, e.start, e.end) for e in evidence]


def _names_stand_in(text: str, report: Report) -> bool:
    spellings = [variant.text for person in report.people for variant in person.variants]
    return bool(spellings) and all(spelling in text for spelling in spellings)


def _place_in_text(article: Article, start: int, end: int) -> tuple[int, int]:
    """Offsets of the input as offsets of the text that was taken from it."""
    if article.offsets is None:
        return start, end
    first = bisect_left(article.offsets.starts, start)
    return first, max(first, min(bisect_left(article.offsets.ends, end) + 1, len(article.text)))
