import pytest
from spacy.tokens import Span

from openai_turnover.components.people import _is_date_word
from openai_turnover.components.person_edges import trim_name
from openai_turnover.tokens import MixedScript


@pytest.mark.parametrize(
    ("text", "name", "language", "expected"),
    [
        ("Die Firma meldet Anna Berg als Chefin", "Anna Berg", "de", "Anna Berg"),
        ("Die Firma rechnet mit stabilen Erlösen", "stabilen Erlösen", "de", None),
        ("Uutena tradenomi Ville Autio aloittaa", "tradenomi Ville Autio", "fi", "Ville Autio"),
        ("Illalla Tuija Hyvärinen vakuutti Tolosen", "Tuija Hyvärinen vakuutti Tolosen", "fi", "Tuija Hyvärinen"),
        ("Gisteren sprak Jan van der Berg kort", "Jan van der Berg", "de", "Jan van der Berg"),
        ("chef anna berg geht am montag", "anna berg geht", "de", "anna berg geht"),
    ],
)
def test_words_written_small_are_no_part_of_a_name(text: str, name: str, language: str, expected: str | None) -> None:
    doc = MixedScript()(text)
    doc._.language = language
    start = text.index(name)
    span = doc.char_span(start, start + len(name), label="PERSON")
    assert isinstance(span, Span)
    trimmed = trim_name(span)
    assert (trimmed.text if trimmed else None) == expected


@pytest.mark.parametrize(
    ("text", "words", "language", "is_date"),
    [
        ("Από την 1η Ιουλίου αναλαμβάνει", "Ιουλίου", "el", True),
        ("Nadia May left", "May", "en", False),
        ("Ο Νίκος Ράπτης φεύγει", "Νίκος", "el", False),
    ],
)
def test_a_month_alone_is_no_person(text: str, words: str, language: str, is_date: bool) -> None:
    doc = MixedScript()(text)
    doc._.language = language
    start = text.index(words)
    span = doc.char_span(start, start + len(words), label="PERSON")
    assert span is not None and _is_date_word(span) is is_date
