"""The cost of a text of one kind grows with its length, not with the square of it."""

import time

import pytest

from openai_turnover import Analyzer
from openai_turnover.reading.article import Article

LENGTHS = 8_000, 32_000
MOST = 10.0
"""Times the cost for four times the length; a quadratic step would make it 16."""


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    analyzer = Analyzer(language="en", published="2024-05-03")
    analyzer.analyze(Article("x", "Ann Reed resigned as chair of Acme on Monday. " * 20))
    return analyzer


@pytest.mark.parametrize(
    "words", ["\n", "left ", "CEO of ", "Ann Reed, ", "1 May 2024 ", "Ann Reed left Acme as CEO on 1 May 2024. "]
)
def test_a_longer_flood_costs_in_proportion(analyzer: Analyzer, words: str) -> None:
    short, long = (_seconds(analyzer, words * (length // len(words))) for length in LENGTHS)
    assert long < MOST * max(short, 0.02)


def _seconds(analyzer: Analyzer, text: str) -> float:
    start = time.process_time()
    analyzer.analyze(Article("x", f"{text} Bo Lind resigned as chair of Acme on Monday."))
    return time.process_time() - start
