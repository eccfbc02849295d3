"""Lines that are not the article: navigation, language bars, cookie notices, bylines."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from openai_turnover.components.extensions import JUNK, lexicon_of, text_of
from openai_turnover.components.spans import covering_span
from openai_turnover.folding import fold
from openai_turnover.lexicon import Lexicon

LANGUAGE_NAMES = Path(__file__).parent.parent / "data" / "language_names.toml"
LANGUAGES_IN_A_BAR = 4
SEPARATORS_IN_A_MENU = 2
LONGEST_MENU_ITEM = 4
LONGEST_BYLINE = 9
LONGEST_LISTED = 1000
"""Characters of a line beyond which it is no page furniture, whatever it is made of; patterns may take the square."""
SEPARATOR = re.compile(r"\s[>|·/•\"]\s|\s-\s|\s{2,}|\t")
"""As folding leaves it: » and › are straight quotes then."""
SENTENCE_END = re.compile(r"[.!?。！？](\s|$)")
LINE = re.compile(r"[^\n]+")


@Language.component("turnover_junk")
def mark_junk(doc: Doc) -> Doc:
    """Add a span group ``junk`` with the lines that are not the article."""
    lexicon = lexicon_of(doc)
    spans = []
    for match in LINE.finditer(text_of(doc)):
        if is_junk_line(match[0], lexicon):
            span = covering_span(doc, match.start(), match.end(), "JUNK")
            spans += [span] if span is not None else []
    doc.spans[JUNK] = spans
    return doc


def junk_tokens(doc: Doc) -> frozenset[int]:
    """Indices of the tokens inside junk."""
    return frozenset(i for span in doc.spans.get(JUNK, []) for i in range(span.start, span.end))


def is_junk_line(line: str, lexicon: Lexicon | None) -> bool:
    """Whether a line is page furniture; without a lexicon, only what shows in any language."""
    folded = fold(line).strip()
    return bool(folded) and (is_language_bar(folded) or is_menu(folded) or _is_listed(folded, lexicon))


def is_language_bar(folded: str) -> bool:
    """Whether a folded line is made of the names of languages."""
    names = _language_name_pattern().findall(folded)
    return len(names) >= LANGUAGES_IN_A_BAR and sum(map(len, names)) * 2 > len(folded.replace(" ", ""))


def is_menu(folded: str) -> bool:
    """Whether a folded line is a row of short items between separators."""
    items = SEPARATOR.split(_language_code_pattern().sub("", folded))
    short = all(len(item.split()) <= LONGEST_MENU_ITEM and len(item) <= 30 for item in items)
    no_figures = not any(c.isdigit() for c in folded)
    return len(items) > SEPARATORS_IN_A_MENU and short and no_figures and not SENTENCE_END.search(folded)


def _is_listed(folded: str, lexicon: Lexicon | None) -> bool:
    if lexicon is None or len(folded) > LONGEST_LISTED:
        return False
    if lexicon.junk_lines and lexicon.junk_lines.fullmatch(folded):
        return True
    return bool(
        lexicon.bylines
        and lexicon.bylines.match(folded)
        and len(folded.split()) <= LONGEST_BYLINE
        and not SENTENCE_END.search(folded[:-1])
    )


@lru_cache(maxsize=1)
def _language_name_pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(fold, _language_data()["names"]), key=len, reverse=True)))


@lru_cache(maxsize=1)
def _language_code_pattern() -> re.Pattern[str]:
    """A row of language codes at the end of a menu ("language: en fr de 日本語")."""
    codes = "|".join(_language_data()["codes"])
    return re.compile(rf"(?:\b(?:{codes})\b[ ,/|]*){{3,}}.{{0,12}}$")


def _language_data() -> dict[str, list[str]]:
    return tomllib.loads(LANGUAGE_NAMES.read_text(encoding="utf-8"))
