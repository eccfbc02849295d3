"""rigour's comparison of two people's names, put together from its steps as its documentation describes them.

Symbols (nicknames, names in other scripts) pair first; what they leave over is compared by edit distance. Needs
``rigour``, which the tool itself does not.
"""

from __future__ import annotations

from functools import cache

from rigour.names import Name, NameTypeTag, align_person_name_order, analyze_names, compare_parts, pair_symbols


@cache
def _name(text: str) -> Name | None:
    return next(iter(sorted(analyze_names(NameTypeTag.PER, [text]), key=str)), None)


def compare(a: str, b: str) -> float:
    """The share of both names' letters that is explained, 0 to 1."""
    x, y = _name(a), _name(b)
    if x is None or y is None:
        return 0.0
    return max(_explained(x, y, pairing) for pairing in pair_symbols(x, y))


def _explained(x: Name, y: Name, pairing: tuple) -> float:
    left = {part.index for alignment in pairing for part in alignment.qps}
    right = {part.index for alignment in pairing for part in alignment.rps}
    rest = align_person_name_order(
        [p for p in x.parts if p.index not in left], [p for p in y.parts if p.index not in right]
    )
    alignments = [(1.0, a) for a in pairing] + [(a.score, a) for a in compare_parts(*rest)]
    lengths = [sum(len(p.form) for p in (*a.qps, *a.rps)) for _, a in alignments]
    return sum(s * n for (s, _), n in zip(alignments, lengths, strict=True)) / max(1, sum(lengths))
