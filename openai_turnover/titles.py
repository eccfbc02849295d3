"""Positions in any supported language to canonical English titles."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

from openai_turnover.anchors import find_matches
from openai_turnover.folding import fold
from openai_turnover.lexicon import Lexicon, RoleGrammar, read_lexicon
from openai_turnover.patterns import UNSPACED, translate, whole_words
from openai_turnover.prefilter import PrefilteredPattern

GENERAL, GENERAL_MANAGER = "General", "General Manager"
COMPOSITIONS = Path(__file__).parent / "data" / "roles.toml"


@dataclass(frozen=True)
class Title:
    """A position found in folded text."""

    start: int
    end: int
    english: str


@lru_cache(maxsize=1)
def _compositions() -> tuple[dict[str, str], dict[str, str]]:
    data = tomllib.loads(COMPOSITIONS.read_text(encoding="utf-8"))
    return data["compositions"], data["templates"]


def compose_title(head: str, areas: list[str]) -> str:
    """The English title of a head noun and its fields ("Director", ["Finance"] -> "Chief Financial Officer")."""
    compositions, templates = _compositions()
    if not areas:
        return head
    if len(areas) == 1 and f"{head} {areas[0]}" in compositions:
        return compositions[f"{head} {areas[0]}"]
    named = [area for area in dict.fromkeys(areas) if area != GENERAL]
    if len(named) < len(areas) and named:
        head = GENERAL_MANAGER
    area = " and ".join(named or areas)
    return templates.get(head, "{area} {head}").format(area=area, head=head)


class TitleFinder:
    """Finds the positions of one language and names them in English."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._grammar: RoleGrammar = lexicon.roles
        self._lexicon = lexicon
        self._code = lexicon.code
        self._english: dict[str, str] = {}

    def _translate(self, pattern: str) -> str:
        return translate(pattern, self._lexicon.words, self._code)

    def _any(self, rows: list[tuple[str, str]]) -> str:
        return "|".join(self._translate(pattern) for pattern, _ in rows) or r"(?!)"

    @cached_property
    def _named(self) -> dict[str, list[tuple[PrefilteredPattern, str]]]:
        grammar = self._grammar
        inner = (lambda x: x) if grammar.compounds else (lambda x: whole_words(x, self._code))
        edges = {"titles": inner, "heads": inner, "areas": inner, "modifiers": lambda x: whole_words(x, self._code)}
        return {
            name: [
                (PrefilteredPattern(edge(self._translate(pattern))), english)
                for pattern, english in getattr(grammar, name)
            ]
            for name, edge in edges.items()
        }

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        """Whole titles, field before head, head before field, and heads alone; each with its modifiers."""
        titles, heads = self._any(self._grammar.titles), self._any(self._grammar.heads)
        areas, modifiers = self._any(self._grammar.areas), self._any(self._grammar.modifiers)
        unspaced = self._code in UNSPACED
        joint = "" if unspaced else r"(?:\s+|-)?"
        space = "" if unspaced else r"(?:\s+|-)"
        joiners = self._translate(self._grammar.joiners) if self._grammar.joiners else "(?!)"
        link = rf"(?:{space or joint}(?:(?:{joiners}){'' if unspaced else chr(92) + 's*'})*)"
        glue = joint if unspaced or self._grammar.compounds else space
        more = rf"(?:(?:\s*(?:,|&|/)\s*|{space}(?:{joiners})\s+)(?:(?:{joiners})\s*)*(?:{areas}))"
        cores = (titles, rf"(?:{areas}){glue}(?:{heads})", rf"(?:{heads}){link}(?:{areas}){more}?", heads)
        before, after = rf"(?:(?:{modifiers}){space})*", rf"(?:{space}(?:{modifiers}))*"
        return tuple(re.compile(whole_words(f"{before}(?:{core}){after}", self._code)) for core in cores)

    def find(self, folded: str) -> list[Title]:
        """All positions in a folded text, left to right, the longer reading of two."""
        return [Title(start, end, self.english(folded[start:end])) for start, end in self.find_spans(folded)]

    def find_spans(self, folded: str) -> list[tuple[int, int]]:
        """Where positions stand in a folded text."""
        matches = [match for pattern in self._patterns for match in find_matches(pattern, folded)]
        kept: list[tuple[int, int]] = []
        taken = bytearray(len(folded))
        for match in sorted(matches, key=lambda m: (m.start() - m.end(), m.start())):
            if not any(taken[match.start() : match.end()]):
                taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
                kept.append(match.span())
        return sorted(kept)

    def english(self, text: str) -> str:
        """The canonical English title of the words of a position; the words themselves where they are unknown."""
        if text not in self._english:
            self._english[text] = self._name(text)
        return self._english[text]

    def _name(self, text: str) -> str:
        folded = fold(text).strip()
        for row, title in self._named["titles"]:
            if row.may_match(folded) and row.pattern.fullmatch(folded):
                return title
        head = self._first("heads", folded)
        areas = self._all("areas", folded)
        title_inside = self._longest_title(folded)
        prefix = " ".join(m for m in self._all("modifiers", folded) if m)
        if title_inside and (len(title_inside[0]) >= len(head[0]) + 3 or not areas):
            core = title_inside[1]
        elif head[1]:
            core = compose_title(head[1], areas)
        else:
            return text[:1].upper() + text[1:]
        return f"{prefix} {core}".strip().replace("- ", "-") if prefix not in core else core

    def _search(self, name: str, folded: str) -> list[tuple[re.Match[str], str]]:
        """The first match of each pattern of a group, with its English words."""
        rows = ((row, english) for row, english in self._named[name] if row.may_match(folded))
        return [(match, english) for row, english in rows if (match := row.pattern.search(folded))]

    def _first(self, name: str, folded: str) -> tuple[str, str]:
        hits = [(m[0], english) for m, english in self._search(name, folded)]
        return max(hits, key=lambda hit: len(hit[0]), default=("", ""))

    def _longest_title(self, folded: str) -> tuple[str, str] | None:
        hits = [(m[0], english) for m, english in self._search("titles", folded)]
        return max(hits, key=lambda hit: len(hit[0]), default=None)

    def _all(self, name: str, folded: str) -> list[str]:
        hits = [(m.start(), m.end(), english) for m, english in self._search(name, folded)]
        kept: list[tuple[int, int, str]] = []
        for hit in sorted(hits, key=lambda h: h[0] - h[1]):
            if all(hit[1] <= k[0] or hit[0] >= k[1] for k in kept):
                kept.append(hit)
        return [english for _, _, english in sorted(kept)]


@cache
def title_finder(language: str) -> TitleFinder:
    """The title finder of a language; positions are also often written in English, see ``english_title``."""
    return TitleFinder(read_lexicon(language))


def english_title(text: str, language: str) -> str:
    """The canonical English title of a position's words in the given language or in English."""
    title = title_finder(language).english(text)
    if title.casefold() == text.casefold() and language != "en":
        return title_finder("en").english(text)
    return title
