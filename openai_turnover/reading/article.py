"""An article ready for analysis, and the way from its text back to the input."""

from __future__ import annotations

from array import array
from dataclasses import dataclass


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
