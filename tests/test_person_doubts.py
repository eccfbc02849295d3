import pytest

from openai_turnover.aliases import AliasTable
from openai_turnover.components.person_doubts import is_date_word, without_first_words
from openai_turnover.names import NameMention, NameResolver
from openai_turnover.tokens import MixedScript


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
    assert span is not None and is_date_word(span) is is_date


@pytest.mark.parametrize(
    ("text", "words", "kept"),
    [
        ("Llueve en Vigo.\nLlueve mucho.", ["Llueve", "Llueve"], False),
        ("Murga se va. Ayer Murga lloró.", ["Murga", "Murga"], True),
        ("Robert se va.", ["Robert"], True),
        ("Ana Murga se va.", ["Ana Murga"], True),
    ],
)
def test_an_unknown_word_that_only_opens_sentences_is_no_person(text: str, words: list[str], kept: bool) -> None:
    doc = MixedScript()(text)
    doc._.language = "es"
    spans, at = [], 0
    for word in words:
        at = text.index(word, at)
        span = doc.char_span(at, at + len(word), label="PERSON")
        assert span is not None
        spans.append(span)
        at += len(word)
    for token in doc:
        token.is_sent_start = token.i == 0 or doc[token.i - 1].text in (".", "\n")
    owners = NameResolver(AliasTable()).resolve([NameMention(s.text, s.start_char) for s in spans])
    found = [(span, owner) for span, owner in zip(spans, owners, strict=True) if owner is not None]
    assert without_first_words(doc, found) == (found if kept else [])
