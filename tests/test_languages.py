"""Every language file has the same keys, compiles, and behaves as its examples say."""

import tomllib

import pytest

from openai_turnover.dates import date_grammar
from openai_turnover.lexicon import FOLDER, read_lexicon, supported_languages
from openai_turnover.records import KINDS
from openai_turnover.titles import title_finder
from openai_turnover.training.examples import failed_examples

LANGUAGES = supported_languages()
SECTIONS = {
    "code",
    "name",
    "words",
    "trigger",
    "distractor",
    "status",
    "roles",
    "organizations",
    "people",
    "dates",
    "junk",
    "sentences",
}


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_file_has_every_section(code: str) -> None:
    data = tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    assert set(data) == SECTIONS
    assert data["code"] == code


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_kind_has_triggers(code: str) -> None:
    assert {rule.kind for rule in read_lexicon(code).triggers} == set(KINDS)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_example_behaves_as_it_says(code: str) -> None:
    assert list(failed_examples(read_lexicon(code))) == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_pattern_compiles(code: str) -> None:
    lexicon = read_lexicon(code)
    assert lexicon.status_cues and lexicon.conjunctions
    assert lexicon.junk_lines and lexicon.durations and lexicon.until and lexicon.generic_organizations
    assert title_finder(code).find("") == []
    assert date_grammar(code).find("") == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_pattern_explodes_on_long_words(code: str) -> None:
    text = "a" * 20_000 + " " + "le " * 5_000
    for rule in read_lexicon(code).triggers:
        assert list(rule.pattern.finditer(text)) is not None
