"""What stands on the page, in order, each thing with the anchor that the others lead to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from openai_turnover.digest.records import Change, Dossier, Profile, ShownArticle
from openai_turnover.output.digest.wording import rank_organizations, with_short_sources


@dataclass(frozen=True)
class Row:
    """A change, its anchor, and that of its person."""

    anchor: str
    change: Change
    person_anchor: str | None

    @property
    def languages(self) -> tuple[str, ...]:
        """Those of its sources."""
        return tuple(sorted({source.language for source in self.change.sources}))


@dataclass(frozen=True)
class PersonPart:
    """A person and the changes that are about them."""

    anchor: str
    profile: Profile
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class ArticlePart:
    """An article, its anchor and what it tells."""

    anchor: str
    source: str
    shown: ShownArticle
    rows: tuple[Row, ...]
    """The changes that it tells."""


@dataclass(frozen=True)
class Contents:
    """All parts of the page."""

    dossier: Dossier
    folder: str
    rows: tuple[Row, ...]
    people: tuple[PersonPart, ...]
    articles: tuple[ArticlePart, ...]
    anchors: dict[str, str] = field(default_factory=dict)
    """By source: the anchor of its article."""

    @property
    def disputed(self) -> int:
        """How many changes sources disagree about."""
        return sum(bool(row.change.conflicts) for row in self.rows)

    @property
    def languages(self) -> tuple[str, ...]:
        """Those of all articles."""
        return tuple(sorted({article.shown.report.language for article in self.articles}))

    @property
    def organizations(self) -> list[tuple[str | None, list[Row]]]:
        """The changes by organisation, much told of ones first."""
        ranks = rank_organizations(row.change for row in self.rows)
        in_order = sorted(self.rows, key=lambda row: ranks[row.change.organization])
        return [(name, list(rows)) for name, rows in groupby(in_order, key=lambda r: r.change.organization)]


def arrange(dossier: Dossier, articles: Sequence[ShownArticle]) -> Contents:
    """Give everything its place and anchor."""
    dossier, folder = with_short_sources(dossier)
    anchors = {profile.name: f"person-{number}" for number, profile in enumerate(dossier.people, 1)}
    rows = tuple(Row(f"change-{n}", c, anchors.get(c.person)) for n, c in enumerate(dossier.changes, 1))
    by_person: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_person[row.change.person].append(row)
    people = tuple(PersonPart(anchors[p.name], p, tuple(by_person[p.name])) for p in dossier.people)
    parts = _article_parts(rows, articles, folder)
    return Contents(dossier, folder, rows, people, parts, {part.source: part.anchor for part in parts})


def _article_parts(rows: Sequence[Row], articles: Sequence[ShownArticle], folder: str) -> tuple[ArticlePart, ...]:
    told: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for name in row.change.source_names:
            told[name].append(row)
    names = [article.report.source.removeprefix(folder) for article in articles]
    return tuple(
        ArticlePart(f"article-{number}", name, article, tuple(told[name]))
        for number, (name, article) in enumerate(zip(names, articles, strict=True), 1)
    )
