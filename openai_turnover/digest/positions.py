"""Whether two titles may mean one position."""

from __future__ import annotations

from functools import cache, lru_cache

from openai_turnover.digest.keys import read_words


@lru_cache(maxsize=1 << 14)
def positions_may_be_one(a: str | None, b: str | None) -> bool:
    """Whether two titles share a telling word or are titles of one position; one that is not known may mean any."""
    if not a or not b or a.casefold() == b.casefold():
        return True
    return not _telling_words(a).isdisjoint(_telling_words(b)) or not _groups_of(a).isdisjoint(_groups_of(b))


def _telling_words(title: str) -> set[str]:
    words = set(title.casefold().replace(";", " ").replace("-", " ").split())
    return (words - set(read_words()["positions"]["common_words"])) or words


def _groups_of(titles: str) -> set[int]:
    return {number for title in titles.split(";") for number in _numbers().get(title.strip().casefold(), ())}


@cache
def _numbers() -> dict[str, set[int]]:
    numbers: dict[str, set[int]] = {}
    for number, titles in enumerate(read_words()["positions"]["groups"]):
        for title in titles:
            numbers.setdefault(title.casefold(), set()).add(number)
    return numbers
