"""Words that are no names are known as such, in every script, and reach the recognizers."""

from collections import Counter

import pytest

from openai_turnover.tokens import MixedScript
from openai_turnover.training.word_classes import words_by_class
from openai_turnover.word_classes import EAST_ASIAN, LATIN, OTHERS, mark_east_asian_words, read_classes, word_class

LETTERS = set("nvarfmxb")


@pytest.mark.parametrize("scripts", [LATIN, OTHERS, EAST_ASIAN])
def test_every_listed_word_has_a_class(scripts: str) -> None:
    classes = read_classes(scripts)
    assert len(classes) > 10_000
    assert set(classes.values()) <= LETTERS
    assert all(len(word) > 1 and word.isalpha() for word in classes)


@pytest.mark.parametrize(
    ("word", "name"), [("reflexion", "n"), ("with", "f"), ("president", "n"), ("сказал", "v"), ("και", "f")]
)
def test_a_common_word_has_the_class_of_its_language(word: str, name: str) -> None:
    assert word_class(word) == name


@pytest.mark.parametrize("word", ["murati", "sutskever", "мурати", "村", ""])
def test_names_and_strange_words_have_none(word: str) -> None:
    assert word_class(word) == ""


def test_a_token_shows_its_class_in_its_shape() -> None:
    doc = MixedScript()("mira dans Murati")
    assert [t.shape_ for t in doc][1:] == ["xxxxf", "Xxxxx"]


def test_words_of_unspaced_text_are_marked_and_names_are_not() -> None:
    doc = MixedScript()("微软宣布萨蒂亚辞职")
    assert [t.tag_ for t in doc if t.text in "宣布"] == ["v1", "v2"]
    assert not any(t.tag_ for t in doc if t.text in "萨蒂亚")


def test_a_word_in_hangul_begins_where_a_space_ends() -> None:
    marks = mark_east_asian_words(list("이회장"), [False] * 3)
    assert marks is not None and not any(marks)
    marks = mark_east_asian_words(list("이회장"), [True, False, False])
    assert marks == ["", "n1", "n2"]


def test_text_without_east_asian_scripts_has_no_marks() -> None:
    assert mark_east_asian_words(["mira", "left"], [True, False]) is None


def test_a_word_that_is_mostly_a_name_is_left_out() -> None:
    counts = {"grace": Counter(n=2, P=10), "may": Counter(v=20, P=12), "quit": Counter(v=9, n=2), "once": Counter(r=1)}
    assert words_by_class(counts, set()) == {"b": ["may"], "v": ["quit"]}
    assert words_by_class(counts, {"quit"}) == {"b": ["may", "quit"]}
