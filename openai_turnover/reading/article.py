"""An article ready for analysis, and the way from its text back to the input."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass, replace

OTHER_LINE_END = re.compile(r"\r\n?")


@dataclass(frozen=True)
class OffsetMap:
    """For every character of a text its place in the decoded input it was taken from."""

    original: str
    starts: array[int]
    ends: array[int]
    """A character written as a reference (``&amp;``) ends several characters behind its start."""

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the input that holds the characters ``start`` to ``end`` of the text."""
        if start >= end or end > len(self.starts):
            return 0, 0
        return self.starts[start], self.ends[end - 1]


@dataclass(frozen=True)
class Article:
    """A text, where it came from, and what its file says about it."""

    source: str
    text: str
    title: str | None = None
    published: str | None = None
    warnings: tuple[str, ...] = ()
    offsets: OffsetMap | None = None
    """None where the text is the decoded input itself."""


def with_plain_line_ends(article: Article) -> Article:
    """The article with line feeds for the line ends of other systems, and the way back to its input."""
    if "\r" not in article.text:
        return article
    before = article.offsets
    starts, ends = array("l"), array("l")
    last = 0
    for match in OTHER_LINE_END.finditer(article.text):
        starts.extend(range(last, match.start() + 1))
        ends.extend(range(last + 1, match.start() + 1))
        ends.append(match.end())
        last = match.end()
    starts.extend(range(last, len(article.text)))
    ends.extend(range(last + 1, len(article.text) + 1))
    if before:
        starts, ends = array("l", (before.starts[i] for i in starts)), array("l", (before.ends[i - 1] for i in ends))
    offsets = OffsetMap(before.original if before else article.text, starts, ends)
    return replace(article, text=OTHER_LINE_END.sub("\n", article.text), offsets=offsets)
