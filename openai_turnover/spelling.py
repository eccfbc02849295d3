"""How a name is written out: its best-attested spelling in normal capitalisation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection

from openai_turnover.folding import MARKS
from openai_turnover.name_nominative import nominative

WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{MARKS}])*")
LOWER_SHARE, UPPER_SHARE = 0.008, 0.6
"""Below and above these shares of capitals among its letters a text has lost its case."""
CASED_SHARE = 0.5
"""Below this share of letters with case, those are foreign words in a script without."""
SCOTTISH = re.compile(r"^(mc)([a-z])")


def is_caseless(text: str) -> bool:
    """Whether a text has lost its capitals, has nothing but capitals, or is in a script that has none."""
    letters = [c for c in text if c.lower() != c.upper()]
    if len(letters) < CASED_SHARE * sum(c.isalpha() for c in text):
        return True
    capitals = sum(c.isupper() for c in letters)
    return bool(letters) and (capitals < LOWER_SHARE * len(letters) or capitals > UPPER_SHARE * len(letters))


def capitalise_name(name: str, particles: Collection[str] = ()) -> str:
    """A name in normal capitalisation ("van der Berg", "O'Neill", "McGrew"); one that mixes cases stays as it is."""
    if not (name.islower() or name.isupper()):
        return name
    lowered = name.lower()
    return WORD.sub(lambda m: _capitalise_word(m[0], m.start() == 0, particles), lowered)


def _capitalise_word(word: str, first: bool, particles: Collection[str]) -> str:
    if not first and word in particles:
        return word
    scottish = SCOTTISH.match(word)
    if scottish and len(word) > 4:
        return "Mc" + word[2].upper() + word[3:]
    return word[0].upper() + word[1:]


def best_spelling(
    spellings: Counter[str],
    particles: Collection[str] = (),
    language: str | None = None,
    text_words: Collection[str] = (),
) -> str:
    """The spelling that stands for all: a full name, mixed in case, met most often, first in order where equal.

    In languages that inflect names it is put into the nominative, as far as that can be told, also from ``text_words``.
    """

    def merit(spelling: str) -> tuple[int, int, int]:
        words = len(WORD.findall(spelling))
        mixed = not (spelling.islower() or spelling.isupper())
        return (min(words, 2), spellings[spelling] + (1 if mixed else 0), words)

    best = max(spellings, key=merit)
    if language is not None:
        best = nominative(best, spellings, language, text_words)
    return capitalise_name(best, particles)
