"""From corpora to training examples: what is read, labelled, roughened and held out."""

from __future__ import annotations

import random
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, DocBin

from openai_turnover.training.free_corpora import NAMES, read_free_corpora, read_name_lists, read_treebank_texts
from openai_turnover.training.labelled import LABELS, LabelledText
from openai_turnover.training.noise import NamePool, ending, exchange_names, make_rougher
from openai_turnover.training.passages import KINDS, read_corpus_file
from openai_turnover.training.silver import fill_missing_labels

CORPUS = Path(__file__).parent / "corpus"
HELD_OUT_SHARE = 0.08
EXCHANGED_COPIES, MORE_COPIES = 1, 2
"""How often each of our passages is seen with other names, beside once as written; and how much oftener where few."""
SMALL_LANGUAGE = 600
"""Passages below which a language is small."""
TREEBANK_SENTENCES = 1500
"""How many sentences of a language's treebanks are used."""
LIST_NAMES = 4000
MARKED = {*LABELS, "REASON", "EVENT"}
"""Marks that the recognizer learns; the words of an event by their kind. No free corpus marks reasons."""


def read_own_corpus(languages: Iterable[str]) -> Iterator[LabelledText]:
    """Our passages as labelled texts."""
    for language in languages:
        for path in sorted((CORPUS / language).glob("*.txt")):
            for passage in read_corpus_file(path):
                spans = tuple((m.start, m.end, m.kind or m.label) for m in passage.marks if m.label in MARKED)
                yield LabelledText(language, passage.text, spans)


def is_held_out(text: LabelledText) -> bool:
    """A fixed choice of passages by their text, for measuring."""
    return zlib.crc32(text.text.encode()) % 1000 < HELD_OUT_SHARE * 1000


def half_of(text: str) -> int:
    """Which half of the corpus a passage belongs to, 0 or 1, by its text."""
    return zlib.crc32(text.encode()) // 1000 % 2


def collect_names(texts: Iterable[LabelledText], root: Path | None, rng: random.Random) -> NamePool:
    """Names to exchange: those of our corpus and of the free ones, and combinations from the name lists."""
    pool: NamePool = defaultdict(list)
    free = (text for _, found in read_free_corpora(root) for text in found) if root else ()
    for label, language, name in sorted({*_names_in(texts), *_names_in(free)}):
        pool[label, ending(language, name)].append(name)
    for group, (first, last) in read_name_lists(root).items() if root else ():
        for _ in range(LIST_NAMES if first and last else 0):
            parts = rng.choice(first), rng.choice(last)
            name = " ".join(parts) if group == "latin" else "".join(reversed(parts))
            pool["PERSON", ending(group, name)].append(name)
    return pool


def _names_in(texts: Iterable[LabelledText]) -> Iterator[tuple[str, str, str]]:
    for text in texts:
        for start, end, label in text.spans:
            if label in ("PERSON", "ORG"):
                yield label, text.language, text.text[start:end].strip()


def roughen(texts: Iterable[LabelledText], pool: NamePool, rng: random.Random) -> Iterator[LabelledText]:
    """Our passages: as written, with other names, and a rougher copy of each."""
    texts = list(texts)
    sizes = Counter(text.language for text in texts)
    for text in texts:
        exchanges = EXCHANGED_COPIES + MORE_COPIES * (sizes[text.language] < SMALL_LANGUAGE)
        copies = [text] + [exchange_names(text, pool, rng) for _ in range(exchanges)]
        for copy in copies:
            yield copy
            yield make_rougher(copy, rng)


def read_silver(
    root: Path, languages: Iterable[str], teachers: dict[str, Language], own_teacher: Language
) -> Iterator[LabelledText]:
    """Free corpora of some languages, with the labels they lack filled in by the teachers."""
    languages = set(languages)
    for source, texts in read_free_corpora(root):
        if source.language in languages:
            yield from fill_missing_labels(texts, own_teacher)
    for language in sorted(languages):
        texts = list(_treebank_texts(root, language, teachers.get(language)))
        yield from fill_missing_labels(texts, own_teacher)


def _treebank_texts(root: Path, language: str, teacher: Language | None) -> Iterator[LabelledText]:
    """Sentences labelled by the language's teacher; where there is none, only sentences that hold no name."""
    for text, has_name in islice(read_treebank_texts(root, language), TREEBANK_SENTENCES):
        if teacher is None and not has_name:
            yield LabelledText(language, text, (), NAMES)
        elif teacher is not None:
            unmarked = LabelledText(language, text, (), frozenset({*LABELS, *KINDS}) - NAMES)
            marked = next(fill_missing_labels([unmarked], teacher))
            yield LabelledText(language, text, tuple(s for s in marked.spans if s[2] in NAMES), NAMES)


def write_examples(texts: Iterable[LabelledText], nlp: Language, path: Path, rng: random.Random) -> int:
    """Store texts as spaCy training documents in random order; returns how many tokens they have."""
    docs = [doc for doc in (as_doc(text, nlp) for text in texts) if doc is not None]
    rng.shuffle(docs)
    DocBin(docs=docs, attrs=["ORTH", "SPACY", "ENT_IOB", "ENT_TYPE"]).to_disk(path)
    return sum(len(doc) for doc in docs)


def as_doc(text: LabelledText, nlp: Language) -> Doc | None:
    """A document with entities; None where a span cuts through a token."""
    doc = nlp.make_doc(text.text)
    spans = [doc.char_span(start, end, label=label) for start, end, label in text.spans]
    kept = [span for span in spans if span is not None]
    if len(kept) < len(spans):
        return None
    doc.set_ents(kept)
    return doc
