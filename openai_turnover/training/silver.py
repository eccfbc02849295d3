"""Labels from teachers where no free gold exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.language import Language

from openai_turnover.training.free_corpora import LABEL_MAP, without_overlaps
from openai_turnover.training.labelled import LabelledText


def fill_missing_labels(texts: Iterable[LabelledText], teacher: Language) -> Iterator[LabelledText]:
    """Add the teacher's spans for the labels that a corpus does not mark, wherever they touch no marked span."""
    pairs = ((text.text, text) for text in texts)
    for doc, text in teacher.pipe(pairs, as_tuples=True, batch_size=64):
        added = [
            (e.start_char, e.end_char, LABEL_MAP.get(e.label_, e.label_))
            for e in doc.ents
            if LABEL_MAP.get(e.label_, e.label_) not in text.labels
        ]
        free = [s for s in added if all(s[1] <= a or s[0] >= b for a, b, _ in text.spans)]
        yield LabelledText(text.language, text.text, without_overlaps([*text.spans, *free]))
