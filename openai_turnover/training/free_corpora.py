"""Readers for the freely licensed corpora named in ``SOURCES``; none of their text is part of the project."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.tokens import DocBin

from openai_turnover.training.labelled import LabelledText

Tagged = list[tuple[str, str]]
"""Tokens of a sentence with their IOB tags."""

NO_SPACE_BEFORE = set(".,;:!?)]}»”’%…")
NO_SPACE_AFTER = set("([{«“„¿¡")
LABEL_MAP = {
    **dict.fromkeys(("PER", "PERSON", "PS", "Person", "person", "人名"), "PERSON"),
    **dict.fromkeys(
        (
            "ORG",
            "OG",
            "Org",
            "LocOrg",
            "organization",
            "organization-company",
            "法人名",
            "政治的組織名",
            "その他の組織名",
        ),
        "ORG",
    ),
    **dict.fromkeys(("LOC", "LC", "GPE", "Location", "location", "location-city", "地名"), "PLACE"),
    **dict.fromkeys(("DATE", "DT", "date"), "DATE"),
    **dict.fromkeys(("org-position", "job"), "ROLE"),
}
"""Labels of the corpora; what is not named here (products, events, works …) is outside."""


@dataclass(frozen=True)
class Source:
    """A corpus: its folder, licence and reader, the labels that it marks, and how much of it is used."""

    folder: str
    language: str
    licence: str
    read: Callable[[Path], Iterator[LabelledText]]
    labels: frozenset[str]
    limit: int


def open_text(path: Path) -> str:
    """The text of a file, unpacked where its name ends in ``.gz``."""
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")


def join_tokens(tokens: Tagged, glue: str) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    """Put tokens together as print would have them; returns the text and its labelled spans."""
    text = ""
    spans: list[tuple[int, int, str]] = []
    previous = ""
    for token, tag in tokens:
        if text and glue and token[0] not in NO_SPACE_BEFORE and text[-1] not in NO_SPACE_AFTER:
            text += glue
        start = len(text)
        text += token
        label = LABEL_MAP.get(tag[2:]) if tag[1:2] == "-" else None
        continues = label and tag[0] in "IL" and previous[2:] == tag[2:]
        if continues and spans:
            spans[-1] = (spans[-1][0], len(text), spans[-1][2])
        elif label:
            spans.append((start, len(text), label))
        previous = tag
    return text, tuple(spans)


def read_iob_columns(token: int, tag: int, pattern: str, glue: str = " ") -> Callable[[Path], Iterator[LabelledText]]:
    """A reader of files with one token a line, blank lines between sentences, token and tag in the given columns."""

    def read(folder: Path) -> Iterator[LabelledText]:
        for path in sorted(folder.glob(pattern)):
            for tokens in _iob_sentences(open_text(path), token, tag):
                text, spans = join_tokens(tokens, glue)
                yield LabelledText("", text, spans)

    return read


def _iob_sentences(content: str, token: int, tag: int) -> Iterator[Tagged]:
    sentence: Tagged = []
    for line in content.splitlines():
        columns = line.split("\t") if "\t" in line else line.split(" ")
        if not line.strip() or line.startswith("-DOCSTART-"):
            if sentence:
                yield sentence
            sentence = []
        elif not line.startswith(("# ", "## ", "#\t")) and len(columns) > max(token, tag if tag >= 0 else 0):
            sentence.append((columns[token] or " ", columns[tag]))
    if sentence:
        yield sentence


def read_stockmark(folder: Path) -> Iterator[LabelledText]:
    """Japanese Wikipedia sentences with character spans."""
    for row in json.loads(open_text(folder / "ner.json.gz")):
        spans = [(*e["span"], LABEL_MAP[e["type"]]) for e in row["entities"] if e["type"] in LABEL_MAP]
        yield LabelledText("ja", row["text"], without_overlaps(spans))


def read_japanese_gsd(folder: Path) -> Iterator[LabelledText]:
    """UD Japanese GSD with named entities, as a spaCy DocBin."""
    data = gzip.decompress((folder / "ja_gsd-ud-train.ne.spacy.gz").read_bytes())
    for doc in DocBin().from_bytes(data).get_docs(spacy.blank("xx").vocab):
        spans = [(e.start_char, e.end_char, LABEL_MAP[e.label_]) for e in doc.ents if e.label_ in LABEL_MAP]
        yield LabelledText("ja", doc.text, without_overlaps(spans))


def read_smartdata(folder: Path) -> Iterator[LabelledText]:
    """German news, tweets and reports with character spans, split into lines."""
    for line in open_text(folder / "train.jsonl.gz").splitlines():
        row = json.loads(line)
        spans = [(s["start"], s["end"], LABEL_MAP[s["label"]]) for s in row["spans"] if s["label"] in LABEL_MAP]
        yield from split_lines(LabelledText("de", row["text"], without_overlaps(spans)))


def read_factrueval(folder: Path) -> Iterator[LabelledText]:
    """Russian news: rows of typed spans and of objects made of them; an object runs from its first to its last span."""
    for name in ("devset.jsonl.gz", "testset.jsonl.gz"):
        for line in open_text(folder / name).splitlines():
            row = json.loads(line)
            spans = _factrueval_objects(row["spans"], row["objects"])
            yield from split_lines(LabelledText("ru", row["text"], without_overlaps(spans)))


def _factrueval_objects(span_rows: str, object_rows: str) -> list[tuple[int, int, str]]:
    places: dict[str, tuple[int, int]] = {}
    found = []
    for columns in (row.split() for row in span_rows.splitlines() if row.strip()):
        places[columns[0]] = (int(columns[2]), int(columns[2]) + int(columns[3]))
        if columns[1] == "job":
            found.append((*places[columns[0]], "ROLE"))
    for columns in (row.split("#")[0].split() for row in object_rows.splitlines() if row.strip()):
        parts = [places[i] for i in columns[2:] if i in places]
        if parts and columns[1] in LABEL_MAP:
            found.append((min(p[0] for p in parts), max(p[1] for p in parts), LABEL_MAP[columns[1]]))
    return found


def without_overlaps(spans: list[tuple[int, int, str]]) -> tuple[tuple[int, int, str], ...]:
    """Keep the longer of two spans that overlap."""
    kept: list[tuple[int, int, str]] = []
    for span in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        if all(span[1] <= other[0] or span[0] >= other[1] for other in kept):
            kept.append(span)
    return tuple(sorted(kept))


def split_lines(document: LabelledText) -> Iterator[LabelledText]:
    """One labelled text for every line of a document."""
    start = 0
    for line in document.text.splitlines(keepends=True):
        end = start + len(line.rstrip())
        inside = tuple((a - start, b - start, c) for a, b, c in document.spans if start <= a and b <= end)
        if line.strip():
            yield LabelledText(document.language, line.rstrip(), inside, document.labels)
        start += len(line)


NAMES = frozenset({"PERSON", "ORG", "PLACE"})
NAMES_AND_DATES = NAMES | {"DATE"}

SOURCES = (
    Source("uner_english-ewt", "en", "CC BY-SA 4.0", read_iob_columns(1, 2, "*.iob2.gz"), NAMES, 600),
    Source("wikigold", "en", "CC BY 4.0", read_iob_columns(0, -1, "*.gz"), NAMES, 700),
    Source("germeval2014", "de", "CC BY 4.0", read_iob_columns(1, 2, "*.tsv.gz"), NAMES, 2500),
    Source("dfki-smartdata", "de", "CC BY 4.0", read_smartdata, NAMES_AND_DATES | {"ROLE"}, 600),
    Source("uner_portuguese-bosque", "pt", "CC BY-SA 4.0", read_iob_columns(1, 2, "*-train.iob2.gz"), NAMES, 1200),
    Source("turku-ner", "fi", "CC BY-SA 4.0", read_iob_columns(0, 1, "*.tsv.gz"), NAMES_AND_DATES, 3000),
    Source("finer-wikipedia", "fi", "CC BY-SA 3.0", read_iob_columns(0, 1, "*.gz"), NAMES_AND_DATES, 400),
    Source("idner-news-2k", "id", "MIT", read_iob_columns(0, 2, "*.txt.gz"), NAMES, 2300),
    Source("wikiner-ru", "ru", "CC BY 4.0", read_iob_columns(0, -1, "train.txt.gz"), NAMES, 5000),
    Source("factrueval-2016", "ru", "MIT", read_factrueval, NAMES | {"ROLE"}, 1425),
    Source("stockmark-ner-wikipedia", "ja", "CC BY-SA 3.0", read_stockmark, NAMES, 5000),
    Source("ud_japanese-gsd-ne", "ja", "CC BY-SA 4.0", read_japanese_gsd, NAMES_AND_DATES, 300),
    Source("klue-ner", "ko", "CC BY-SA 4.0", read_iob_columns(0, 1, "*.tsv.gz", glue=""), NAMES_AND_DATES, 4600),
    Source("uner_chinese-gsdsimp", "zh", "CC BY-SA 4.0", read_iob_columns(1, 2, "*.iob2.gz", glue=""), NAMES, 4600),
)


def read_free_corpora(root: Path) -> Iterator[tuple[Source, list[LabelledText]]]:
    """Every source below ``root``, evenly thinned to its limit."""
    for source in SOURCES:
        texts = [
            LabelledText(source.language, t.text, t.spans, source.labels)
            for t in source.read(root / source.folder)
            if 20 <= len(t.text) <= 600
        ]
        step = max(1.0, len(texts) / source.limit)
        yield source, [texts[int(i * step)] for i in range(min(len(texts), source.limit))]


TREEBANKS = {
    "fr": ("ud_french-gsd", "ud_french-sequoia", "ud_french-pud"),
    "es": ("ud_spanish-gsd", "ud_spanish-pud"),
    "it": ("ud_italian-markit", "ud_italian-pud"),
    "el": ("ud_greek-gud",),
    "la": ("ud_latin-circse",),
}
"""Treebanks of the languages without free gold names. CC BY-SA, but for Sequoia, which is LGPL-LR."""


def read_treebank_texts(root: Path, language: str) -> Iterator[tuple[str, bool]]:
    """Sentences of a language's treebanks, each with whether it holds a proper noun."""
    for folder in TREEBANKS.get(language, ()):
        for path in sorted((root / folder).glob("*.conllu.gz")):
            for block in open_text(path).split("\n\n"):
                text = next((line[9:] for line in block.splitlines() if line.startswith("# text = ")), "")
                if 20 <= len(text) <= 600:
                    yield text, "\tPROPN\t" in block


LOCALES = {
    "latin": ("fr_FR", "en_US", "en_GB", "en_IN", "en_KE", "de_DE", "es_ES", "es_CL", "it_IT", "pt_BR", "pt_PT",
              "id_ID", "pl_PL", "nl_NL", "sv_SE", "tr_TR"),
    "fi": ("fi_FI",),
    "el": ("el_GR",),
    "ru": ("ru_RU",),
    "ja": ("ja_JP",),
    "ko": ("ko_KR",),
    "zh": ("zh_CN",),
}  # fmt: skip


def read_name_lists(root: Path) -> dict[str, tuple[list[str], list[str]]]:
    """First and last names by script or language, from lists of names (MIT)."""
    groups = {locale: group for group, locales in LOCALES.items() for locale in locales}
    names: dict[str, tuple[list[str], list[str]]] = {group: ([], []) for group in LOCALES}
    for row in open_text(root / "names-faker" / "faker_lists.tsv.gz").splitlines()[1:]:
        locale, provider, kind, value = row.split("\t")[:4]
        if provider == "person" and kind in ("first_names", "last_names") and locale in groups:
            names[groups[locale]][kind == "last_names"].append(value)
    return names


def read_popular_names(root: Path) -> Iterator[str]:
    """Popular given names and surnames of all countries (CC0), in the script of the country and in Latin letters."""
    for name in ("common-forenames-by-country", "common-surnames-by-country"):
        packed = (root / "names-popular-by-country" / f"{name}.csv.gz").read_bytes()
        for row in csv.DictReader(io.StringIO(gzip.decompress(packed).decode("utf-8-sig"))):
            yield row["Localized Name"]
            yield row["Romanized Name"]
