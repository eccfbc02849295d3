"""Dates of different precision as stretches of days."""

from __future__ import annotations

import calendar
from datetime import date
from functools import lru_cache

DAY_LENGTH = len("2024-09-25")


@lru_cache(maxsize=1 << 14)
def first_day(value: str) -> date:
    """The first day that a date of any precision may mean; a day past its month's end means the last of it."""
    year, month, day = _numbers(value)
    return date(max(1, year), month or 1, day or 1)


@lru_cache(maxsize=1 << 14)
def last_day(value: str) -> date:
    """The last day that a date of any precision may mean."""
    year, month, day = _numbers(value)
    month = month or 12
    return date(max(1, year), month, day or calendar.monthrange(max(1, year), month)[1])


def _numbers(value: str) -> tuple[int, int | None, int | None]:
    year, *rest = map(int, value.split("-"))
    month = rest[0] if rest else None
    day = rest[1] if len(rest) > 1 else None
    if month and day:
        day = min(day, calendar.monthrange(max(1, year), month)[1])
    return year, month, day


def overlap(a: str, b: str) -> bool:
    """Whether two dates may mean the same day."""
    return first_day(a) <= last_day(b) and first_day(b) <= last_day(a)


def days_between(a: str, b: str) -> int:
    """The least number of days between two dates; 0 where they may be the same."""
    return max(0, (first_day(b) - last_day(a)).days, (first_day(a) - last_day(b)).days)
