import pytest

from openai_turnover.components.junk import is_junk_line
from openai_turnover.language import detect_language
from openai_turnover.lexicon import read_lexicon
from openai_turnover.publication import find_publication_date, find_title


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Titre de l'article\n\nBruxelles, lundi 5 septembre 2022\n\nTexte.", "fr", "2022-09-05"),
        ("nouvelles\n\ntitre\n\n2024-09-26\n\ntexte", "fr", "2024-09-26"),
        ("Title here\n\nCLEVELAND, Nov. 4, 2021 /Wire/ -- Text of the release.", "en", "2021-11-04"),
        ("Title\n\nThursday, June 6th, 2024\n\nText", "en", "2024-06-06"),
        ("Title\n\nThe firm was founded on 3 May 2011 by two brothers who had met at school.", "en", None),
        ("no date at all", "en", None),
        ("Un titre assez long\n\nPublié le 12/02/2024 à 11 h 20\n\nTexte.", "fr", "2024-02-12"),
        ("Заголовок статьи\n\nОпубликовано 15 августа 2024\n\nТекст.", "ru", "2024-08-15"),
        ("Judul berita\n\nSemarang, Senin (4/11/2024) - Klub itu berganti pelatih.", "id", "2024-11-04"),
        ("वार्ता\n\nमुम्बई, २०२३ तमस्य वर्षस्य मार्चमासस्य १७ दिनाङ्कः\n\nपाठः", "sa", "2023-03-17"),
        ("Title\n\nThe sky was clear over the town. On 17 April 2023, the board met and took a vote.", "en", None),
        ("Titolo\n\nÈ mancato il 2 settembre 2023, sul lago che amava, il capo della ditta.", "it", None),
    ],
)
def test_the_publication_date_is_a_line_or_a_dateline(text: str, language: str, expected: str | None) -> None:
    assert find_publication_date(text, language) == expected


def test_the_title_is_the_first_line_that_reads_like_one() -> None:
    text = "home > news > technology\n\n2024-03-20 08:17\n\nmicrosoft digs the corner again\n\ntext"
    assert find_title(text, "en") == "microsoft digs the corner again"


@pytest.mark.parametrize(
    "line",
    [
        "home > news > science > text",
        "한어Русский языкEnglishFrançaisIndonesianSanskrit日本語DeutschPortuguês",
        "startseite | technik | wirtschaft | auto",
    ],
)
def test_page_furniture_is_junk(line: str) -> None:
    assert is_junk_line(line, None)


@pytest.mark.parametrize(
    "line", ["She left the company on Friday.", "Acme: Ann Reed, 44, named chair", "Title of the story"]
)
def test_sentences_and_headlines_are_not_junk(line: str) -> None:
    assert not is_junk_line(line, read_lexicon("en"))


def test_a_language_bar_does_not_mislead() -> None:
    bar = "English Français Deutsch Español Italiano Português Русский 日本語 한국어"
    assert (
        detect_language(f"{bar}\n\nla directrice technique a annoncé mercredi qu'elle quitterait l'entreprise")[0]
        == "fr"
    )
