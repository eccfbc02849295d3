import re

import pytest

from openai_turnover.errors import DataFileError
from openai_turnover.patterns import compile_patterns


def search(pattern: str, text: str, language: str = "fr", **words: str) -> str | None:
    compiled = compile_patterns([pattern], words, language)
    assert compiled is not None
    found = compiled.search(text)
    return found[0] if found else None


def test_a_star_takes_the_rest_of_the_word() -> None:
    assert search("démission*", "il demissionnera") == "demissionnera"


def test_a_star_after_an_escape_is_a_quantifier() -> None:
    assert search(r"page \d*", "page 12") == "page 12"


def test_a_pattern_matches_whole_words_only() -> None:
    assert search("part", "il partage") is None


def test_a_gap_stays_within_the_clause() -> None:
    assert search("a ~ quitté", "elle a hier soir quitte le groupe") == "a hier soir quitte"
    assert search("a ~ quitté", "elle a parle, puis quitte") is None


def test_named_words_are_put_in() -> None:
    assert search("{aux} quitté", "ont quitte", aux="a|ont") == "ont quitte"


def test_an_unknown_name_is_said() -> None:
    with pytest.raises(DataFileError, match="nothere"):
        compile_patterns(["{nothere} x"], {}, "fr")


def test_a_broken_expression_is_said() -> None:
    with pytest.raises(DataFileError, match=r"unterminated|missing"):
        compile_patterns(["(a"], {}, "fr")


def test_unspaced_languages_match_inside_words() -> None:
    assert search("退任", "社長を退任した", "ja") == "退任"


def test_quote_at_the_start_needs_no_word_edge() -> None:
    assert search("'s exit", "anna's exit", "en") == "'s exit"


def test_compiled_patterns_are_regular_expressions() -> None:
    assert isinstance(compile_patterns(["a"], {}, "en"), re.Pattern)
    assert compile_patterns([], {}, "en") is None
