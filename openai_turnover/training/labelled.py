"""The common form of every training text: characters and labelled spans."""

from __future__ import annotations

from dataclasses import dataclass

LABELS = ("PERSON", "ORG", "ROLE", "DATE", "PLACE")


@dataclass(frozen=True)
class LabelledText:
    """A text with spans ``(start, end, label)`` in characters, sorted and free of overlaps."""

    language: str
    text: str
    spans: tuple[tuple[int, int, str], ...]
    labels: frozenset[str] = frozenset(LABELS)
    """The labels that were annotated; any other label may be present in the text but unmarked."""
