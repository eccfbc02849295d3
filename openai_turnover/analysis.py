"""From an article to its report."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from openai_turnover.aliases import read_aliases
from openai_turnover.components.events import main_organization
from openai_turnover.components.extensions import PEOPLE, ROLES
from openai_turnover.components.junk import junk_tokens
from openai_turnover.errors import UsageError
from openai_turnover.language import detect_language
from openai_turnover.lexicon import read_lexicon
from openai_turnover.models import bundled_model
from openai_turnover.pipeline import Recognizer, load_recognizer, make_pipeline
from openai_turnover.publication import find_publication_date, find_title
from openai_turnover.reading.article import Article, with_plain_line_ends
from openai_turnover.receipt import make_receipt
from openai_turnover.records import Event, Evidence, Person, Report

NEIGHBOURS = 4
"""Positions looked at on each side of a person: no more can begin or end within two tokens."""
LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class Analyzer:
    """Analyzes articles with fixed settings; keeps its pipelines loaded."""

    def __init__(
        self,
        *,
        language: str | None = None,
        published: str | None = None,
        aliases: Sequence[Path] = (),
        model: str | None = None,
        min_confidence: float = 0.0,
    ) -> None:
        """``language`` and ``published`` override what the article says; ``aliases`` are further alias tables.

        ``model`` is the name or path of a spaCy pipeline to use in place of the bundled one.

        Raises UsageError for a malformed date, UnknownLanguageError for a language without a file, ModelError for a
        pipeline that cannot be used.
        """
        if language is not None:
            read_lexicon(language)
        if model is not None:
            load_recognizer(model)
        self.language = language
        self.published = parse_day(published) if published else None
        self.aliases = read_aliases(*aliases)
        self.alias_files = tuple(aliases)
        self.model = model
        self.min_confidence = min_confidence

    @cached_property
    def steps(self) -> Language:
        """Our components, which work on documents that the recognizer has read."""
        return make_pipeline(self.aliases)

    def analyze(self, article: Article) -> Report:
        """The report of one article.

        Raises UnknownLanguageError where its language cannot be told or is not supported.
        """
        article = with_plain_line_ends(article)
        language, confidence = (self.language, 1.0) if self.language else detect_language(article.text)
        recognizer = self._recognizer(language)
        with recognizer.nlp.memory_zone(), self.steps.memory_zone():
            return self.report(article, self.annotate(article, recognizer, language, confidence))

    def annotate(self, article: Article, recognizer: Recognizer, language: str, confidence: float) -> Doc:
        """The article as a document with every span that the components find."""
        doc = recognizer.recognize(without_surrogates(article.text))
        doc._.language = language
        doc.user_data["language_confidence"] = confidence
        doc._.published = self.published or _stated_day(article, language)
        for _, component in self.steps.components:
            doc = component(doc)
        return doc

    def report(self, article: Article, doc: Doc) -> Report:
        """The report of an annotated article."""
        published = doc._.published
        events = [e for e in doc._.events if e.confidence >= self.min_confidence]
        return Report(
            source=article.source,
            language=doc._.language,
            language_confidence=doc.user_data["language_confidence"],
            published=published.isoformat() if published else None,
            title=find_title(article.text, doc._.language) or article.title,
            organization=_organization(doc, events),
            people=tuple(_people_with_roles(doc)),
            events=tuple(_in_the_input(e, article) for e in events),
            warnings=tuple(_warnings(article, doc)),
            receipt=make_receipt(doc._.language, self._recognizer(doc._.language).path, self.alias_files),
        )

    def _recognizer(self, language: str) -> Recognizer:
        return load_recognizer(self.model or str(bundled_model(language)))


def analyze(text: str, *, language: str | None = None, published: str | None = None) -> Report:
    """Analyze one text with the default settings.

    Raises UnknownLanguageError where its language cannot be told; UsageError for a malformed date.
    """
    return Analyzer(language=language, published=published).analyze(Article("-", text))


def without_surrogates(text: str) -> str:
    """The text with lone surrogates, which no encoding can hold, replaced one for one."""
    return LONE_SURROGATE.sub("\ufffd", text)


def parse_day(text: str) -> date:
    """A day in ISO 8601.

    Raises UsageError for anything else.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text!r} is no date; write it as 2024-09-26") from None


def _stated_day(article: Article, language: str) -> date | None:
    stated = find_publication_date(article.text, language) or article.published
    return date.fromisoformat(stated) if stated else None


def _organization(doc: Doc, events: Sequence[Event]) -> str | None:
    """The organisation of most events, else the one named most."""
    counts = Counter(e.organization for e in events if e.organization)
    main = main_organization(doc)
    if not counts:
        return main
    return max(counts, key=lambda name: (counts[name], name == main))


def _people_with_roles(doc: Doc) -> Iterator[Person]:
    """The people outside junk, each with the positions that stand right beside the name."""
    roles: dict[str, dict[str, None]] = defaultdict(dict)
    positions = list(doc.spans[ROLES])  # side by side in the order of the text
    starts = [role.start for role in positions]
    for person in doc.spans[PEOPLE]:
        first = bisect_left(starts, person.start) - NEIGHBOURS
        last = bisect_right(starts, person.end) + NEIGHBOURS
        for role in positions[max(0, first) : last]:
            between = doc[min(person.end, role.end) : max(person.start, role.start)]
            if len(between) <= 2 and not any(t.text in ".;" or "\n" in t.text for t in between):
                roles[person.kb_id_][role.kb_id_] = None
    for record in doc._.people:
        yield replace(record, roles=tuple(roles[record.name]))


def _in_the_input(event: Event, article: Article) -> Event:
    """Evidence in the words of the decoded input, and in its offsets where the text was taken out of a page."""
    offsets = article.offsets
    original = offsets.original if offsets else article.text
    spans = [offsets.original_span(e.start, e.end) if offsets else (e.start, e.end) for e in event.evidence]
    return replace(event, evidence=tuple(Evidence(a, b, original[a:b]) for a, b in spans))


def _warnings(article: Article, doc: Doc) -> Iterator[str]:
    yield from article.warnings
    if doc._.published is None:
        yield "the publication date is not known, so relative dates stay open; give it with --date"
    junk = len(junk_tokens(doc))
    if junk > 0.5 * len(doc):
        yield "more than half of the text looks like page furniture and was skipped"
    for spelling, names in doc.user_data.get("ambiguous_names", {}).items():
        yield f"{spelling!r} may be {' or '.join(names)}: ambiguous, left as written"


__all__ = ["Analyzer", "Article", "analyze", "parse_day"]
