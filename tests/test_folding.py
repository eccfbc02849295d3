import pytest

from openai_turnover.folding import FoldedText, fold
from openai_turnover.tokens import MixedScript

TEXTS = [
    "L’été d’OpenAI — «très» Öl",
    "ＦＵＬＬ width １２３ ㈱トヨタ ｶﾞ",
    "जॉन् शुल्मैन् त्यागपत्रं",
    "Straße, ﬁnance, e\u0301te\u0301, İstanbul",
    "머스크가 \n\n 떠났다",
    "",
    "\ud800 lone, \0 nul, \u202e rtl",
]


@pytest.mark.parametrize("text", TEXTS)
def test_every_folded_stretch_leads_back_to_its_original(text: str) -> None:
    folded = FoldedText(text)
    for i in range(len(folded.text)):
        start, end = folded.original_span(i, i + 1)
        assert 0 <= start < end <= len(text)
        assert folded.text[i] in fold(text[start:end])


@pytest.mark.parametrize("text", [t for t in TEXTS if "\ud800" not in t])
def test_the_tokenizer_loses_no_character(text: str) -> None:
    assert MixedScript()(text).text == text


def test_accents_case_and_quotes_do_not_count() -> None:
    assert fold("Démission d’Élodie") == "demission d'elodie"


def test_devanagari_signs_are_letters() -> None:
    assert fold("त्यजति") == "त्यजति"


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("d'OpenAI", ["d", "'", "OpenAI"]),
        ("머스크가", ["머", "스", "크", "가"]),
        ("जॉन् शुल्मैन्", ["जॉन्", "शुल्मैन्"]),
        ("2021年4月", ["2021", "年", "4", "月"]),
    ],
)
def test_tokens_are_words_signs_and_single_characters(text: str, tokens: list[str]) -> None:
    assert [t.text for t in MixedScript()(text)] == tokens
