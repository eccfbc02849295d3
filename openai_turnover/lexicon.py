"""One language's words as an object, read from ``languages/<code>.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

from openai_turnover.errors import DataFileError, UnknownLanguageError
from openai_turnover.folding import fold
from openai_turnover.patterns import PatternSet, compile_patterns, expand, pattern_set
from openai_turnover.records import KINDS, STATUSES

FOLDER = Path(__file__).parent / "languages"
SIDES = ("before", "after", "either")
STATUS_CUES = ("denied", "rumored", "reported", "desired", "future", "interim")
TRIGGER_KEYS = {"kind", "person", "other", "status", "weak", "patterns", "examples"}


@dataclass(frozen=True)
class TriggerRule:
    """Words that state a change, and where the people of that change stand."""

    name: str
    """Language, kind and number, such as ``fr.resignation.2``."""
    kind: str
    person: str
    """Side of the words on which the person stands: ``before``, ``after`` or ``either``."""
    other: str | None
    """In a succession, the side of the other person; else None."""
    status: str | None
    weak: bool
    pattern: PatternSet
    examples: tuple[str, ...]
    sources: tuple[str, ...] = ()
    """The patterns as the file writes them, in the order of ``pattern.patterns``."""


@dataclass(frozen=True)
class RelativeDate:
    """Words for a date told relative to another, and how it is computed."""

    words: str
    value: str
    unsure: bool
    """Whether the words are often no date, so that the recognizer must agree."""


class Lexicon:
    """The language file of one language, its patterns compiled when they are first asked for."""

    def __init__(self, data: Mapping[str, Any], where: str) -> None:
        """Take a parsed language file; ``where`` names it in errors.

        Raises DataFileError for missing keys and malformed entries.
        """
        self._data = data
        self._where = where
        self.code: str = self._get("code")
        self.name: str = self._get("name")
        self.words: dict[str, str] = dict(data.get("words", {}))

    def _get(self, path: str, default: Any = None) -> Any:
        node: Any = self._data
        for key in path.split("."):
            node = node.get(key) if isinstance(node, Mapping) else None
        if node is None and default is None:
            raise DataFileError(f"{self._where}: {path} is missing")
        return default if node is None else node

    def _compile(self, patterns: list[str]) -> re.Pattern[str] | None:
        try:
            return compile_patterns(patterns, self.words, self.code)
        except DataFileError as error:
            raise DataFileError(f"{self._where}: {error}") from None

    def _compile_set(self, patterns: list[str]) -> PatternSet:
        try:
            return pattern_set(patterns, self.words, self.code)
        except DataFileError as error:
            raise DataFileError(f"{self._where}: {error}") from None

    @cached_property
    def triggers(self) -> tuple[TriggerRule, ...]:
        """Every trigger rule, in the order of the file."""
        counts: dict[str, int] = {}
        rules = []
        for row in self._get("trigger"):
            kind = row.get("kind")
            counts[kind] = counts.get(kind, 0) + 1
            rules.append(self._trigger(row, f"{self.code}.{kind}.{counts[kind]}"))
        return tuple(rules)

    def _trigger(self, row: Mapping[str, Any], name: str) -> TriggerRule:
        allowed = {"kind": KINDS, "person": SIDES, "other": (None, *SIDES), "status": (None, *STATUSES)}
        for key, values in allowed.items():
            if row.get(key) not in values:
                raise DataFileError(f"{self._where}: trigger {name}: {key} = {row.get(key)!r}")
        if set(row) - TRIGGER_KEYS:
            raise DataFileError(f"{self._where}: trigger {name}: unknown keys {sorted(set(row) - TRIGGER_KEYS)}")
        if not row.get("patterns"):
            raise DataFileError(f"{self._where}: trigger {name} has no patterns")
        return TriggerRule(
            name=name,
            kind=row["kind"],
            person=row["person"],
            other=row.get("other"),
            status=row.get("status"),
            weak=row.get("weak", False),
            pattern=self._compile_set(row["patterns"]),
            examples=tuple(row.get("examples", ())),
            sources=tuple(row["patterns"]),
        )

    @cached_property
    def distractors(self) -> re.Pattern[str] | None:
        """Words that look like a trigger and are none."""
        return self._compile([p for row in self._get("distractor", []) for p in row["patterns"]])

    @property
    def distractor_examples(self) -> list[str]:
        """Sentences without an event."""
        return [e for row in self._get("distractor", []) for e in row.get("examples", ())]

    @cached_property
    def status_cues(self) -> dict[str, re.Pattern[str] | None]:
        """Patterns of denial, rumour, attribution, wish and future by name."""
        return {cue: self._compile(self._get(f"status.{cue}", [])) for cue in STATUS_CUES}

    @cached_property
    def roles(self) -> RoleGrammar:
        """Titles, heads, areas and modifiers of positions."""
        return RoleGrammar(self)

    @cached_property
    def generic_organizations(self) -> re.Pattern[str] | None:
        """Words that stand for the organisation being talked about."""
        return self._compile(self._get("organizations.generic", []))

    @cached_property
    def determiners(self) -> re.Pattern[str] | None:
        """Articles and the like, which stand before common words and seldom before a company's name."""
        return self._compile(self._get("organizations.determiners", []))

    @cached_property
    def own_company(self) -> re.Pattern[str] | None:
        """Phrases for founding a business of one's own."""
        return self._compile(self._get("people.own_company", []))

    @cached_property
    def pronouns(self) -> re.Pattern[str] | None:
        """Pronouns that take up the last person."""
        return self._compile(self._get("people.pronouns", []))

    @property
    def honorifics(self) -> list[str]:
        """Forms of address before or after a name, not part of it."""
        return list(self._get("people.honorifics", []))

    @property
    def particles(self) -> list[str]:
        """Small words inside names."""
        return list(self._get("people.particles", []))

    @property
    def nouns_have_capitals(self) -> bool:
        """Whether a capital says no more of a noun than that it is one."""
        return bool(self._get("people.nouns_have_capitals", False))

    @property
    def organization_suffixes(self) -> list[str]:
        """Legal forms after a company's name."""
        return list(self._get("organizations.suffixes", []))

    @property
    def abbreviations(self) -> frozenset[str]:
        """Words whose full stop does not end a sentence."""
        return frozenset(self._get("sentences.abbreviations", []))

    @cached_property
    def conjunctions(self) -> frozenset[str]:
        """Words and signs that join two of a kind ("and", "&")."""
        return frozenset(map(fold, self._get("sentences.conjunctions")))

    @cached_property
    def junk_lines(self) -> re.Pattern[str] | None:
        """Whole lines that are not the article."""
        return self._compile(self._get("junk.lines", []))

    @cached_property
    def bylines(self) -> re.Pattern[str] | None:
        """Words that introduce the author."""
        return self._compile(self._get("junk.bylines", []))

    @property
    def months(self) -> list[str]:
        """Twelve patterns."""
        return self._expanded("dates.months", 12)

    @property
    def weekdays(self) -> list[str]:
        """Seven patterns, Monday first."""
        return self._expanded("dates.weekdays", 7)

    def _expanded(self, path: str, length: int) -> list[str]:
        patterns = [expand(p, self.words) for p in self._get(path)]
        if len(patterns) != length:
            raise DataFileError(f"{self._where}: {path} needs {length} entries, has {len(patterns)}")
        return patterns

    @property
    def numbers(self) -> dict[str, int]:
        """Patterns of number words and their values."""
        return dict(self._get("dates.numbers", {}))

    @property
    def eras(self) -> dict[str, int]:
        """Names of eras and the year before their first."""
        return dict(self._get("dates.eras", {}))

    @property
    def date_formats(self) -> list[str]:
        """Patterns of calendar dates, most specific first."""
        return list(self._get("dates.formats"))

    @property
    def relative_dates(self) -> list[RelativeDate]:
        """Patterns of relative dates with their values, most specific first."""
        return [RelativeDate(row["words"], row["is"], row.get("unsure", False)) for row in self._get("dates.relative")]

    @cached_property
    def durations(self) -> re.Pattern[str] | None:
        """Durations and ages, which are no dates."""
        number = "|".join([r"\d+", *self.numbers])
        words = {**self.words, "number": number}
        return compile_patterns(self._get("dates.duration", []), words, self.code)

    @cached_property
    def until(self) -> re.Pattern[str] | None:
        """Words before a date that make it an end."""
        return self._compile(self._get("dates.until", []))


class RoleGrammar:
    """Recognizes positions in folded text and gives their canonical English titles."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.titles = self._rows("titles")
        self.heads = self._rows("heads")
        self.areas = self._rows("areas")
        self.modifiers = self._rows("modifiers")
        self.joiners = str(lexicon._get("roles.joiners", ""))
        self.compounds = bool(lexicon._get("roles.compounds", False))

    def _rows(self, name: str) -> list[tuple[str, str]]:
        return [(expand(k, self._lexicon.words), v) for k, v in self._lexicon._get(f"roles.{name}", {}).items()]


@cache
def read_lexicon(code: str) -> Lexicon:
    """The lexicon of a language by its code.

    Raises UnknownLanguageError where there is no file for it.
    """
    path = FOLDER / f"{code}.toml"
    if code not in supported_languages():
        known = ", ".join(supported_languages())
        raise UnknownLanguageError(f"language {code!r} is not supported; supported are {known}")
    return Lexicon(tomllib.loads(path.read_text(encoding="utf-8")), path.name)


@lru_cache(maxsize=1)
def supported_languages() -> tuple[str, ...]:
    """Codes of the languages that have a file."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))
