"""A small share of the fuzzing on every run, and what it found, each named for what broke.

The whole of it: ``python tests/benchmark.py fuzz --count 100000``, and ``... fuzz --floods 100000``.
"""

import random
import time
from datetime import date

import pytest
from measure_exchange import NAMES
from measure_fuzz import PARTS, check_places

from openai_turnover import Analyzer
from openai_turnover.aliases import read_aliases
from openai_turnover.dates import DateMention, resolve_date
from openai_turnover.folding import fold
from openai_turnover.reading.article import Article
from openai_turnover.reading.files import article_from_bytes

COUNTS = {"reading": 150, "cleaning": 150, "dates": 300, "aliases": 150, "extraction": 25}
CHANGE = " Ann Reed resigned as chair of Acme on Monday."
SECONDS_FOR_A_FLOOD = 10
"""Linear, these take well under two; before they were mended they took minutes."""


@pytest.mark.parametrize("part", PARTS)
def test_hostile_inputs_neither_break_nor_move_anything(part: str) -> None:
    for seed in range(COUNTS[part]):
        PARTS[part](random.Random(seed))


def test_an_unfinished_marked_section_ended_the_reading_of_a_page() -> None:
    article = article_from_bytes("x.html", b"<p>one<![<b>two</b> <![x three</p>")
    assert "one" in article.text
    check_places(article)


@pytest.mark.parametrize(
    "page", ["<svg><r/><e><main>Ann Reed resigned.", "<html>&#2<script></script>Ann Reed resigned."]
)
def test_a_page_over_which_the_search_for_its_date_stumbled(page: str) -> None:
    assert "Ann Reed" in article_from_bytes("x.html", page.encode()).text


@pytest.mark.parametrize(
    ("published", "value", "number"),
    [(date.max, "day+1", None), (date.max, "year+1", None), (date.min, "day-1", None), (date.min, "year-1", None)],
)
def test_a_date_beyond_the_calendar_is_none(published: date, value: str, number: int | None) -> None:
    assert resolve_date(DateMention(0, 1, value, number=number), published) is None


def test_a_publication_at_the_edge_of_the_calendar_ended_the_analysis() -> None:
    for day in ("0001-01-01", "9999-12-31"):
        text = f"Ann Reed resigned with immediate effect. On Monday {CHANGE}"
        Analyzer(language="en", published=day).analyze(Article("x", text))


def test_styled_capitals_were_not_folded() -> None:
    assert fold("𝐎𝐩𝐞𝐧𝐀𝐈") == "openai"
    assert fold("ŉ") == "'n"


@pytest.mark.parametrize("piece", ["-", "A. ", "\u200b", "字"])
def test_a_flood_of_one_sign_took_the_square_of_its_length(piece: str) -> None:
    text = piece * (9000 // len(piece)) + CHANGE
    start = time.perf_counter()
    Analyzer(language="en", published="2024-02-29").analyze(Article("x", text))
    assert time.perf_counter() - start < SECONDS_FOR_A_FLOOD


def test_no_name_to_exchange_is_in_the_alias_table() -> None:
    table = read_aliases()
    for pool in NAMES.values():
        assert not any(table.look_up("organization", c) for c in pool["companies"])
        assert not any(table.look_up("person", f"{g} {s}") for g in pool["given"] for s in pool["surnames"])
