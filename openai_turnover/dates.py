"""Words for dates, and the days, months and years that they mean.

A date is resolved against the publication date at the precision that its words support, and never guessed: where the
publication date is not known, a relative date stays unresolved.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from openai_turnover.anchors import find_matches
from openai_turnover.lexicon import Lexicon, read_lexicon
from openai_turnover.patterns import translate, whole_words

YEAR = r"(?:1[89]|20)\d\d"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
MONTH_NUMBER = r"(?:1[0-2]|0?[1-9])"
NUMERIC_FORMATS = (
    r"{year}-{monthnumber}-{day}(?!\d)",
    r"(?<!\d){year}[./]\s?{monthnumber}[./]\s?{day}(?!\d)",
    r"(?<![\d.]){day}\s?[./-]\s?{monthnumber}\s?[./-]\s?{year}(?!\d)",
    r"{year}年{monthnumber}月{day}日",
)
"""Calendar dates in figures, the same in every language."""
THIS_CENTURY = 2000
"""Added to years of two figures ("24年4月")."""
LONGEST_ANCHORED = 60
"""Days after another date beyond which only a month can be told."""
LONGEST_YEARS = 60
"""A number of years beyond which no change of today is told ("in 387 years")."""
VALUE = re.compile(r"(?P<unit>day|week|month|year|weekday|anchor|season)(?P<offset>[+-](?:\d+|n))?$")

FOUR_FIGURES = re.compile(r"(?!0000)\d{4}(-|$)")
"""How a date of a year that ISO 8601 can name begins."""


@dataclass(frozen=True)
class DateMention:
    """Words that name a date, in characters of the folded text, and what they say."""

    start: int
    end: int
    value: str
    """``date`` for a calendar date, else the value of the language file."""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    number: int | None = None
    unsure: bool = False

    @property
    def is_full(self) -> bool:
        """Whether year, month and day are all told."""
        return None not in (self.year, self.month, self.day)


class DateGrammar:
    """Finds dates in the folded text of one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._months = self._matchers(lexicon.months)
        self._weekdays = self._matchers(lexicon.weekdays)
        self._numbers = [(self._fullmatcher(p), n) for p, n in lexicon.numbers.items()]
        self._eras = {self._plain(name): year for name, year in lexicon.eras.items()}
        self._patterns = self._compile()

    def _plain(self, pattern: str) -> str:
        return translate(pattern, self._lexicon.words, self._lexicon.code)

    def _fullmatcher(self, pattern: str) -> re.Pattern[str]:
        return re.compile(self._plain(pattern))

    def _matchers(self, patterns: list[str]) -> list[re.Pattern[str]]:
        return [self._fullmatcher(p) for p in patterns]

    def _compile(self) -> list[tuple[re.Pattern[str], str, bool]]:
        lexicon = self._lexicon
        rows = [(f, "date", False) for f in lexicon.date_formats]
        rows += [(r.words, r.value, r.unsure) for r in lexicon.relative_dates]
        compiled = [(self._fill(translate(w, self._fields(), lexicon.code)), v, u) for w, v, u in rows]
        numeric = [(re.compile(self._name_fields(f)), "date", False) for f in NUMERIC_FORMATS]
        return numeric + [(re.compile(whole_words(w, lexicon.code)), v, u) for w, v, u in compiled]

    def _fields(self) -> dict[str, str]:
        """Stand-ins for the fields, which survive the translation of the pattern around them."""
        fields = ("day", "month", "year", "monthnumber", "weekday", "number", "era")
        return {**self._lexicon.words, **{name: f"\x01{name}\x02" for name in fields}}

    def _fill(self, expression: str) -> str:
        return self._name_fields(re.sub("\x01([a-z]+)\x02", r"{\1}", expression))

    def _name_fields(self, expression: str) -> str:
        numbers = "|".join([r"\d{1,3}", *(self._plain(p) for p in self._lexicon.numbers)])
        values = {
            "day": DAY,
            "month": "|".join(map(self._plain, self._lexicon.months)),
            "year": rf"{YEAR}|(?<=[^\d]){DAY}(?=年)" if self._eras else YEAR,
            "monthnumber": MONTH_NUMBER,
            "weekday": "|".join(map(self._plain, self._lexicon.weekdays)),
            "number": numbers,
            "era": "|".join(self._eras) or r"(?!)",
        }
        for name, value in values.items():
            expression = expression.replace(f"{{{name}}}", f"(?P<{name}>{value})", 1)
        return expression

    def find(self, folded: str) -> list[DateMention]:
        """All dates, left to right; of two readings of the same words the longer, then the more specific one."""
        matches = [
            (m.start() - m.end(), order, m, value, unsure)
            for order, (pattern, value, unsure) in enumerate(self._patterns)
            for m in find_matches(pattern, folded)
            if m.end() > m.start()
        ]
        kept: list[DateMention] = []
        taken = bytearray(len(folded))
        durations = self._lexicon.durations
        for match in find_matches(durations, folded) if durations else ():
            taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
        for _, _, match, value, unsure in sorted(matches, key=lambda row: row[:2]):
            if not any(taken[match.start() : match.end()]):
                taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
                kept.append(self._mention(match, value, unsure))
        return sorted(kept, key=lambda mention: mention.start)

    def _mention(self, match: re.Match[str], value: str, unsure: bool) -> DateMention:
        fields = {k: v for k, v in match.groupdict().items() if v is not None}
        year = int(fields["year"]) if "year" in fields else None
        if "era" in fields:
            year = (year or 1) + next(first for name, first in self._eras.items() if re.fullmatch(name, fields["era"]))
        elif year is not None and year < 100:
            year += THIS_CENTURY
        month = self._index(self._months, fields.get("month"))
        if "monthnumber" in fields:
            month = int(fields["monthnumber"])
        weekday = self._index(self._weekdays, fields.get("weekday"))
        number = self._number(fields.get("number"))
        return DateMention(
            start=match.start(),
            end=match.end(),
            value=value,
            year=year,
            month=month,
            day=int(fields["day"]) if "day" in fields else number if value == "date" else None,
            weekday=None if weekday is None else weekday - 1,
            number=number,
            unsure=unsure,
        )

    @staticmethod
    def _index(patterns: list[re.Pattern[str]], text: str | None) -> int | None:
        """One-based place of the pattern that matches all of the text."""
        return next((i for i, p in enumerate(patterns, 1) if text and p.fullmatch(text)), None)

    def _number(self, text: str | None) -> int | None:
        if text is None or text.isdigit():
            return int(text) if text else None
        return next((n for pattern, n in self._numbers if pattern.fullmatch(text)), None)


@cache
def date_grammar(language: str) -> DateGrammar:
    """The date grammar of a language."""
    return DateGrammar(read_lexicon(language))


def resolve_date(
    mention: DateMention, published: date | None, *, future: bool = False, anchor: str | None = None
) -> str | None:
    """The date as ISO 8601 at the precision of its words; None where it cannot be known.

    ``future`` says that the sentence speaks of what is to come; ``anchor`` is the date told before, for "the next day".
    """
    try:
        value = _resolve(mention, published, future, anchor)
    except (OverflowError, ValueError):  # a day before the first year or after the last
        return None
    return value if value and FOUR_FIGURES.match(value) else None


def _resolve(mention: DateMention, published: date | None, future: bool, anchor: str | None) -> str | None:
    if mention.value == "date":
        return _calendar_date(mention, published, future)
    if mention.value == "year":
        return str(mention.year)
    if mention.value.startswith("month") and mention.month:
        return _with_day(_named_month(mention, published, future), mention.day)
    if published is None:
        return None
    fixed = {
        "immediate": published.isoformat(),
        "year-end": f"{published.year}-12",
        "year-end-1": f"{published.year - 1}-12",
        "year-end+1": f"{published.year + 1}-12",
        "year-start": f"{published.year + (1 if future else 0)}-01",
        "month-end": f"{published:%Y-%m}",
    }
    return fixed.get(mention.value) or _offset_date(mention, published, future, anchor)


def _calendar_date(mention: DateMention, published: date | None, future: bool) -> str | None:
    if mention.month is None:
        return str(mention.year) if mention.year else _day_of_month(mention, published, future)
    year = mention.year or _fitting_year(mention.month, mention.day, published, future)
    if year is None:
        return None
    if mention.day is None:
        return f"{year:04}-{mention.month:02}"
    if mention.day > calendar.monthrange(year, mention.month)[1]:
        return None
    return f"{year:04}-{mention.month:02}-{mention.day:02}"


def _day_of_month(mention: DateMention, published: date | None, future: bool) -> str | None:
    """A bare day ("the 26th"): of this month, or of the neighbouring one on the side that the sentence speaks of."""
    if published is None or mention.day is None:
        return None
    step = 1 if future and mention.day < published.day else -1 if not future and mention.day > published.day + 7 else 0
    first = _shift_month(published, step)
    if mention.day > calendar.monthrange(first.year, first.month)[1]:
        return None
    return first.replace(day=mention.day).isoformat()


def _with_day(month: str | None, day: int | None) -> str | None:
    """The day of a month ("the 1st of next month"); the month alone where no day of it is told."""
    if month is None or day is None or day > calendar.monthrange(*map(int, month.split("-")))[1]:
        return month
    return f"{month}-{day:02}"


def _named_month(mention: DateMention, published: date | None, future: bool) -> str | None:
    assert mention.month is not None
    if mention.year:
        return f"{mention.year:04}-{mention.month:02}"
    if published is None:
        return None
    shift = re.search(r"year([+-]\d)", mention.value)
    if shift:
        return f"{published.year + int(shift[1]):04}-{mention.month:02}"
    if mention.value == "month-past":
        year = published.year - (mention.month >= published.month)
    elif mention.value == "month-future":
        year = published.year + (mention.month <= published.month)
    else:
        found = _fitting_year(mention.month, None, published, future)
        assert found is not None
        year = found
    return f"{year:04}-{mention.month:02}"


def _fitting_year(month: int, day: int | None, published: date | None, future: bool) -> int | None:
    """The year that puts a month before the publication, or after it where the sentence speaks of the future."""
    if published is None:
        return None
    distance = (month - published.month) * 31 + ((day - published.day) if day else 0)
    if future:
        return published.year + (1 if distance < -45 else 0)
    return published.year - (1 if distance > (45 if day else 31) else 0)


def _offset_date(mention: DateMention, published: date, future: bool, anchor: str | None) -> str | None:
    found = VALUE.match(mention.value)
    if not found:
        return None
    offset = found["offset"] or ""
    steps = 0 if not offset else int(offset) if offset[1:] != "n" else int(f"{offset[0]}{mention.number or 0}")
    match found["unit"]:
        case "day":
            return (published + timedelta(days=steps)).isoformat()
        case "week":
            return f"{published + timedelta(weeks=steps):%Y-%m}"
        case "month":
            return _with_day(f"{_shift_month(published, steps):%Y-%m}", mention.day)
        case "weekday":
            return _weekday(mention.weekday, published, offset, future)
        case "anchor":
            return _after_anchor(anchor, steps)
        case _:
            return str(mention.year or published.year + steps) if abs(steps) <= LONGEST_YEARS else None


def _shift_month(day: date, steps: int) -> date:
    index = day.year * 12 + day.month - 1 + steps
    return date(index // 12, index % 12 + 1, 1)


def _weekday(weekday: int | None, published: date, offset: str, future: bool) -> str | None:
    """The weekday before or on the publication, or the one after it."""
    if weekday is None:
        return None
    back = (published.weekday() - weekday) % 7
    if offset == "-1":
        return (published - timedelta(days=back or 7)).isoformat()
    if offset == "+1" or (future and back):
        return (published + timedelta(days=(7 - back) or 7)).isoformat()
    return (published - timedelta(days=back)).isoformat()


def _after_anchor(anchor: str | None, days: int) -> str | None:
    """A number of days after a date told before; only its month where that date has no day, and nothing before it."""
    if anchor is None or len(anchor) < 10:
        return anchor if days >= 0 else None
    if days > LONGEST_ANCHORED:
        return anchor[:7]
    return (date.fromisoformat(anchor) + timedelta(days=days)).isoformat()
