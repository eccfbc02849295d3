"""Which language a piece of text is in, so that it is shown in the right letters and read out in the right voice."""

from __future__ import annotations

import re
from collections.abc import Sequence

from openai_turnover.folding import fold
from openai_turnover.transliteration import script_of

CODE = re.compile(r"[a-z]{2,3}")
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
LANGUAGES_OF_SCRIPTS = {
    "katakana": ("ja",),
    "hangul": ("ko",),
    "han": ("zh", "ja"),
    "greek": ("el",),
    "cyrillic": ("ru",),
    "devanagari": ("sa", "hi"),
}


def runs_left(text: str) -> bool:
    """Whether a text has letters that are written from right to left."""
    return bool(RIGHT_TO_LEFT.search(text))


def language_code(code: str) -> str | None:
    """The code where it is one; None for anything else that a file of reports may say."""
    return code if CODE.fullmatch(code) else None


def language_of(text: str, languages: Sequence[str] = ()) -> str | None:
    """The language of a name by its script, one of ``languages`` where several write so; None for Latin letters."""
    possible = LANGUAGES_OF_SCRIPTS.get(script_of(fold(text)), ())
    return next((code for code in languages if code in possible), possible[0] if possible else None)
