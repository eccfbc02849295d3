"""The publication date and the title of an article, as its first lines tell them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from openai_turnover.components.datelines import END
from openai_turnover.components.junk import is_junk_line
from openai_turnover.dates import DateMention, date_grammar, resolve_date
from openai_turnover.folding import FoldedText
from openai_turnover.lexicon import Lexicon, read_lexicon

FIRST_LINES = 14
LAST_LINES = 4
LONGEST_DATE_LINE = 100
DATELINE_REACH = 70
"""A dateline's date stands this near to the beginning of its paragraph."""
SENTENCE_ENDS = tuple(".。!?！？।")
LONGEST_TITLE = 220
SHORTEST_TITLE = 12
LONGEST_DATELINE = 6
"""Words before the date in a dateline: places, agencies, a weekday."""
WORD = re.compile(r"\w+")


def find_publication_date(text: str, language: str) -> str | None:
    """ISO date from a line of its own or from a dateline; None where the article does not tell it."""
    lexicon = read_lexicon(language)
    lines = _article_lines(text, lexicon, keep_dated=True)
    candidates = list(_dated_lines(lines[:FIRST_LINES] + lines[FIRST_LINES:][-LAST_LINES:], language))
    return max(candidates, default=(0.0, None), key=lambda c: c[0])[1]


@lru_cache(maxsize=4)
def _article_lines(text: str, lexicon: Lexicon, keep_dated: bool = False) -> list[str]:
    """The lines of the text without page furniture; with ``keep_dated`` also furniture that tells a full date."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [x for x in lines if not is_junk_line(x, lexicon) or (keep_dated and _tells_day(x, lexicon.code))]


def _tells_day(line: str, language: str) -> bool:
    short = FoldedText(line[:LONGEST_DATE_LINE]).text
    return any(c.isdigit() for c in short) and any(m.is_full for m in date_grammar(language).find(short))


def _dated_lines(lines: list[str], language: str) -> Iterator[tuple[float, str]]:
    """Full dates with their merit: a line that is little more than a date, then a dateline, then the earlier one."""
    for number, line in enumerate(lines):
        folded = FoldedText(line[: LONGEST_DATE_LINE * 3]).text
        for mention in date_grammar(language).find(folded):
            value = resolve_date(mention, None) if mention.is_full else None
            if value and _is_day(value):
                merit = date_line_merit(folded, mention)
                if merit:
                    yield merit - number * 0.01, value
                break


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def date_line_merit(folded: str, mention: DateMention) -> float:
    """How much a folded line with a date reads like the line or dateline that dates an article; 0 where it does not."""
    rest = WORD.findall(folded[: mention.start]) + WORD.findall(folded[mention.end :])
    if len(rest) <= 4:
        return 3.0
    if len(folded) <= LONGEST_DATE_LINE and len(rest) <= 12 and not folded.rstrip().endswith(SENTENCE_ENDS):
        return 2.0
    before = WORD.findall(folded[: mention.start])
    near = mention.start <= DATELINE_REACH and len(before) <= LONGEST_DATELINE
    if near and END.match(folded, mention.end):
        return 1.5
    return 0.0


def find_title(text: str, language: str) -> str | None:
    """The first line that reads like a headline."""
    lexicon = read_lexicon(language)
    shortest = SHORTEST_TITLE if language not in ("ja", "zh", "ko") else SHORTEST_TITLE // 2
    for line in _article_lines(text, lexicon)[:FIRST_LINES]:
        folded = FoldedText(line[:LONGEST_TITLE]).text
        dates = date_grammar(language).find(folded)
        is_date_line = any(m.is_full for m in dates) and len(WORD.findall(folded)) <= 8
        if shortest <= len(line) <= LONGEST_TITLE and not is_date_line:
            return line
    return None
