import pytest

from openai_turnover.folding import fold
from openai_turnover.transliteration import korean_surname, read_tables, script_of, to_latin


@pytest.mark.parametrize(
    ("word", "latin"),
    [
        ("Мурати", "murati"),
        ("Джампер", "jamper"),
        ("Σουτσκέβερ", "sutskever"),
        ("Ντιμόν", "dimon"),
        ("ムラティ", "murati"),
        ("みら", "mira"),
        ("무라티", "murati"),
        ("मुराती", "murati"),
        ("सुत्स्केवर", "sutskevar"),
        ("Łukasz", "lukasz"),
        ("Straße", "strasse"),
    ],
)
def test_other_scripts_have_a_rough_latin_reading(word: str, latin: str) -> None:
    assert to_latin(fold(word)) == latin


def test_han_has_no_reading() -> None:
    assert script_of("恒治") == "han"
    assert to_latin("恒治") is None


def test_every_reading_is_in_small_latin_letters() -> None:
    tables = read_tables()
    for script in ("cyrillic", "greek", "katakana", "latin"):
        for letters, reading in tables[script].items():
            assert letters
            assert reading == "" or (reading.isascii() and reading.islower()), (script, letters)


def test_hangul_parts_fill_the_code_table() -> None:
    hangul = read_tables()["hangul"]
    assert [len(hangul[part]) for part in ("initials", "vowels", "finals")] == [19, 21, 28]


def test_a_korean_name_begins_with_its_surname() -> None:
    assert korean_surname("김민준") == ("김", ("kim", "gim"))
    assert korean_surname("남궁민수")[0] == "남궁"  # type: ignore[index]
    assert korean_surname("무라티") is None
