"""The pattern language of the language files, translated into regular expressions over folded text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain

from openai_turnover.errors import DataFileError
from openai_turnover.folding import MARKS, fold
from openai_turnover.prefilter import PrefilteredPattern

UNSPACED = frozenset({"ja", "zh", "ko"})
"""Languages whose words are not told apart by spaces, or carry their particles."""
LETTER = rf"[\w{MARKS}]"
WORD_GAP = r"(?:\s+[^\s,;:.!?()]+){0,5}?\s+"
LONG_WORD_GAP = r"(?:\s+(?:[^\s;:.!?()]+|\d{1,2}\.|(?:dr|prof)\.)){0,14}?\s+"
"""Between the two parts of a split verb: a whole clause may stand there."""
CHARACTER_GAP = r"[^。、,;!?\n]{0,12}?"
"""In scripts without spaces; the signs as folding leaves them."""
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
        expression = expression.replace(" ~~ ", "\3").replace(" ~ ", "\0").replace(" ?", r"\s*").replace(" ", r"\s+")
        expression = expression.replace("\0", WORD_GAP).replace("\3", LONG_WORD_GAP)
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


class PatternSet:
    """Several patterns, tried one by one where their letters stand in the text."""

    def __init__(self, expressions: list[str]) -> None:
        """Raises DataFileError for what is no regular expression."""
        self.patterns = []
        for expression in expressions:
            try:
                self.patterns.append(PrefilteredPattern(expression))
            except re.error as error:
                raise DataFileError(f"pattern {expression!r}: {error}") from None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The matches of each pattern in turn."""
        return chain.from_iterable([pattern.finditer(text) for pattern in self.patterns])


def compile_patterns(patterns: list[str], words: Mapping[str, str], language: str) -> re.Pattern[str] | None:
    """One expression that matches any of the patterns; None where there are none.

    Raises DataFileError for a pattern that is no regular expression.
    """
    parts = [whole_words(translate(pattern, words, language), language) for pattern in patterns]
    try:
        return re.compile("|".join(parts)) if parts else None
    except re.error as error:
        raise DataFileError(f"patterns {patterns[0]!r} …: {error}") from None


def pattern_set(patterns: list[str], words: Mapping[str, str], language: str) -> PatternSet:
    """The patterns, each between word edges and tried by itself.

    Raises DataFileError for a pattern that is no regular expression.
    """
    return PatternSet([whole_words(translate(pattern, words, language), language) for pattern in patterns])
