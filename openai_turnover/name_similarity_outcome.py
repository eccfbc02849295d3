"""What comparing two names comes to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SAME_FROM = 0.8
"""Scores from here on mean one person."""
LONE_SURNAME = 0.85


@dataclass(frozen=True)
class Similarity:
    """How likely two spellings are one person's.

    ``score`` is 0 to 1 and means one person from ``SAME_FROM`` on; ``method`` is one of exact, order, initial, given
    name, inflection, script, part, near, different; ``reason`` says in words what was compared.
    """

    score: float
    method: str
    reason: str

    @property
    def same(self) -> bool:
        """Whether the score speaks for one person."""
        return self.score >= SAME_FROM


def different(a: Sequence[str], b: Sequence[str]) -> Similarity:
    """Two names, as parts, that are not one."""
    return Similarity(0.0, "different", f"{' '.join(a)} and {' '.join(b)} differ")
