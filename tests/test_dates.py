from datetime import date

import pytest

from openai_turnover.dates import date_grammar, resolve_date
from openai_turnover.folding import fold

THURSDAY = date(2024, 6, 6)


def resolve(text: str, published: date | None = THURSDAY, language: str = "en", **context: object) -> str | None:
    mentions = date_grammar(language).find(fold(text))
    assert len(mentions) == 1, mentions
    return resolve_date(mentions[0], published, **context)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on December 31, 2021", "2021-12-31"),
        ("3 January 2024", "2024-01-03"),
        ("on Tuesday", "2024-06-04"),
        ("last Friday", "2024-05-31"),
        ("next Monday", "2024-06-10"),
        ("yesterday", "2024-06-05"),
        ("last month", "2024-05"),
        ("last year", "2023"),
        ("at the end of the year", "2024-12"),
        ("last July", "2023-07"),
        ("in 2019", "2019"),
        ("2024-02-30", None),
        ("with immediate effect", "2024-06-06"),
        ("three years ago", "2021"),
    ],
)
def test_dates_have_the_precision_of_their_words(text: str, expected: str | None) -> None:
    assert resolve(text) == expected


def test_a_weekday_looks_back_unless_the_sentence_looks_ahead() -> None:
    assert resolve("on Monday") == "2024-06-03"
    assert resolve("on Monday", future=True) == "2024-06-10"


def test_a_month_takes_the_year_on_the_side_that_is_told() -> None:
    assert resolve("in September") == "2023-09"
    assert resolve("in September", future=True) == "2024-09"


def test_nothing_is_guessed_without_a_publication_date() -> None:
    assert resolve("on Tuesday", None) is None
    assert resolve("in September", None) is None
    assert resolve("September 2023", None) == "2023-09"


def test_the_next_day_follows_the_date_before() -> None:
    assert resolve("a day later", anchor="2021-12-31") == "2022-01-01"


def test_durations_and_ages_are_no_dates() -> None:
    assert date_grammar("en").find("for six years") == []
