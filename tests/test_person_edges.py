import pytest
from spacy.tokens import Span

from openai_turnover.components.person_edges import stretch_name, trim_name
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
    ("text", "name", "language", "expected"),
    [
        ("Le directeur Hugo Prévotat a quitté Caen", "Hugo", "fr", "Hugo Prévotat"),
        ("Bank itu mengangkat Liem Sioe Hok kemarin", "Sioe Hok", "id", "Liem Sioe Hok"),
        ("Gestern ging Uwe Kranz Richtung Bahnhof", "Uwe Kranz", "de", "Uwe Kranz"),
        ("Gestern sah der Waferzieher Uwe Kranz zu", "Uwe Kranz", "de", "Uwe Kranz"),
        ("Hier kam Uwe. Kranzler blieb", "Uwe", "de", "Uwe"),
        ("hier soir hugo prévotat est parti", "hugo", "fr", "hugo"),
    ],
)
def test_an_unknown_word_with_a_capital_beside_a_name_belongs_to_it(
    text: str, name: str, language: str, expected: str
) -> None:
    doc = MixedScript()(text)
    doc._.language = language
    start = text.index(name)
    span = doc.char_span(start, start + len(name), label="PERSON")
    assert isinstance(span, Span)
    assert stretch_name(span).text == expected
