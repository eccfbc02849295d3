"""The pattern language of the language files, translated into regular expressions over folded text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from openai_turnover.errors import DataFileError
from openai_turnover.folding import MARKS, fold

UNSPACED = frozenset({"ja", "zh", "ko"})
"""Languages whose words are not told apart by spaces, or carry their particles."""
LETTER = rf"[\w{MARKS}]"
WORD_GAP = r"(?:\s+[^\s,;:.!?()]+){0,5}?\s+"
CHARACTER_GAP = r"[^。、，；！？\n]{0,12}?"
MACRO = re.compile(r"\{([a-z_]+)\}")
ESCAPED_OR_PLAIN = re.compile(r"\\.|[^\\]+", re.DOTALL)
STAR = re.compile(rf"(?<!\\)(?<!\\\w)(?<=[\w{MARKS}])\*|(?<![\w{MARKS}\\.)\]])\*(?=[\w{MARKS}])")


def expand(pattern: str, words: Mapping[str, str]) -> str:
    """Put the named alternatives in the places of ``{name}``.

    Raises DataFileError for a name that is not defined.
    """
    for _ in range(100):
        found = MACRO.search(pattern)
        if not found:
            return pattern
        if found[1] not in words:
            raise DataFileError(f"pattern {pattern!r} uses {{{found[1]}}}, which [words] does not define")
        pattern = f"{pattern[: found.start()]}(?:{words[found[1]]}){pattern[found.end() :]}"
    raise DataFileError(f"pattern {pattern!r} is nested too deeply")


def translate(pattern: str, words: Mapping[str, str], language: str) -> str:
    """The regular expression of a pattern, without word edges around it."""
    expression = fold_pattern(expand(pattern, words))
    if language in UNSPACED:
        expression = expression.replace(" ~ ", CHARACTER_GAP).replace("~", CHARACTER_GAP)
    else:
        expression = STAR.sub(lambda _: rf"{LETTER}*", expression)
        expression = expression.replace(" ~ ", "\0").replace(" ", r"\s+").replace("\0", WORD_GAP)
    return expression


def fold_pattern(pattern: str) -> str:
    """Fold the letters of a pattern, but not its escapes such as ``\\W``."""
    return "".join(p if p.startswith("\\") else fold(p) for p in ESCAPED_OR_PLAIN.findall(pattern))


def whole_words(expression: str, language: str) -> str:
    """The expression between word edges, where the language has them."""
    if language in UNSPACED:
        return f"(?:{expression})"
    before = "" if expression[:1] in "'\"" else rf"(?<!{LETTER})"
    return rf"{before}(?:{expression})(?!{LETTER})"


def compile_patterns(patterns: list[str], words: Mapping[str, str], language: str) -> re.Pattern[str] | None:
    """One expression that matches any of the patterns; None where there are none.

    Raises DataFileError for a pattern that is no regular expression.
    """
    parts = []
    for pattern in patterns:
        part = whole_words(translate(pattern, words, language), language)
        try:
            matches_nothing = re.compile(part).search("")
        except re.error as error:
            raise DataFileError(f"pattern {pattern!r}: {error}") from error
        if matches_nothing:
            raise DataFileError(f"pattern {pattern!r} matches where there is no word")
        parts.append(part)
    return re.compile("|".join(parts)) if parts else None
