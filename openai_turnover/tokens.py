"""The spaCy language of the tool: words for alphabets, single characters for Chinese, Japanese and Korean.

One tokenizer serves all fifteen languages, so that one pipeline can read an article that mixes scripts. It needs no
dictionary and no system package. Every word and every other sign is a token, so that a mention can begin or end at an
apostrophe or a hyphen ("d'OpenAI", "머스크가").
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar

from spacy.attrs import NORM, PREFIX, SHAPE, SUFFIX
from spacy.lang.lex_attrs import word_shape
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from openai_turnover.folding import fold, split_tokens
from openai_turnover.word_classes import mark_east_asian_words, word_class


class WordTokenizer:
    """Splits text into words, numbers, signs and single CJK characters; never loses or moves a character."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Tokenize a text; a single space after a token belongs to it, other white space is a token of its own."""
        words: list[str] = []
        spaces: list[bool] = []
        for piece in split_tokens(text):
            if piece[0] == " " and words and not spaces[-1] and not words[-1].isspace():
                spaces[-1] = True
                piece = piece[1:]
            if piece:
                words.append(piece)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces, tags=mark_east_asian_words(words, spaces))

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing to store: the rules are in the code."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> WordTokenizer:
        """Nothing to read."""
        return self

    def to_disk(self, _path: str | Path, **_: Any) -> None:
        """Nothing to store."""

    def from_disk(self, _path: str | Path, **_: Any) -> WordTokenizer:
        """Nothing to read."""
        return self


@registry.tokenizers("turnover.WordTokenizer.v1")
def create_word_tokenizer() -> Callable[[Language], WordTokenizer]:
    """Make the tokenizer known to spaCy's configuration."""
    return lambda nlp: WordTokenizer(nlp.vocab)


@lru_cache(maxsize=1 << 16)
def _cached_fold(word: str) -> str:
    return fold(word) or word


@lru_cache(maxsize=1 << 16)
def _shape_and_class(word: str) -> str:
    return word_shape(word) + word_class(_cached_fold(word))


class MixedScriptDefaults(Language.Defaults):
    """Lexical attributes that help a tagger across scripts and missing case; a shape ends in the word's class."""

    lex_attr_getters: ClassVar = {
        NORM: _cached_fold,
        PREFIX: lambda word: _cached_fold(word)[:3],
        SUFFIX: lambda word: _cached_fold(word)[-3:],
        SHAPE: _shape_and_class,
    }
    config: ClassVar = {"nlp": {"tokenizer": {"@tokenizers": "turnover.WordTokenizer.v1"}}}


@registry.languages("mxs")
class MixedScript(Language):
    """Language of the bundled pipeline, for text in any of the supported scripts."""

    lang = "mxs"
    Defaults = MixedScriptDefaults
