"""Count which words are no names: ``python -m openai_turnover.training.word_classes --corpora DIR``.

Read are the treebanks, whose words have a class each, and the named-entity corpora, whose words outside names have
none; our own corpus is not, so that in training as many words are unknown as in an article that was never seen.
"""

from __future__ import annotations

import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Set
from pathlib import Path

import click
import spacy
from spacy.tokens import DocBin

from openai_turnover.folding import TOKEN, fold, split_tokens
from openai_turnover.training.__main__ import GROUPS
from openai_turnover.training.free_corpora import (
    LABEL_MAP,
    NAMES,
    SOURCES,
    open_text,
    read_name_lists,
    read_popular_names,
)
from openai_turnover.word_classes import FOLDER

LANGUAGES = {
    "fr": "french", "en": "english", "de": "german", "es": "spanish", "it": "italian", "pt": "portuguese",
    "fi": "finnish", "id": "indonesian", "la": "latin", "ru": "russian", "el": "greek", "sa": "sanskrit",
    "ja": "japanese", "ko": "korean", "zh": "chinese",
}  # fmt: skip
CLASSES = {
    "NOUN": "n", "VERB": "v", "AUX": "v", "ADJ": "a", "ADV": "r", "NUM": "m",
    **dict.fromkeys(("DET", "ADP", "PRON", "CCONJ", "SCONJ", "PART", "INTJ"), "f"),
}  # fmt: skip
"""The letter of each universal part of speech; function words share one."""
NAME, ANY, BOTH = "P", "x", "b"
"""Inside a name; a word without a part of speech; a word that is met in names about as often as outside."""
UNSPACED = frozenset({"ja", "zh"})
WORD, WORDS = re.compile(r"[\uac00-\ud7a3]+"), re.compile(r"[^\W\d_]+")
PARTICLES = frozenset("은는이가을를의에도로와과만")
"""Syllables that end a Korean word form and do not belong to the noun before."""
IGNORED = frozenset({"PUNCT", "SYM", "X"})
LEAST_COUNT = 3
"""Forms met less often are left out, or every word of the corpora that the recognizers learn from would be known."""
MOSTLY, RARELY = 2, 0.25
"""How often a word must stand outside names for each time inside them, to have a class and to be one of both."""
FOLDER_OPTION = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.option("--corpora", type=FOLDER_OPTION, required=True, help="Folder of free corpora, as in free_corpora.py.")
@click.option("--output", type=click.Path(path_type=Path), default=FOLDER, help="Folder for the lists.")
def main(corpora: Path, output: Path) -> None:
    """Write the words of each group of scripts by class."""
    output.mkdir(parents=True, exist_ok=True)
    listed = {fold(part) for name in _listed_names(corpora) for part in WORDS.findall(name)}
    for group in GROUPS:
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for language in GROUPS[group]:
            for word, name in classed_words(corpora, language):
                counts[fold(word)][name] += 1
        found = sorted(words_by_class(counts, listed).items())
        lines = (f"{name} {' '.join(sorted(words))}" for name, words in found)
        packed = gzip.compress("\n".join(lines).encode("utf-8"), mtime=0)
        (output / f"{group}.txt.gz").write_bytes(packed)
        click.echo(f"{group}: {len(packed)} bytes", err=True)


def classed_words(corpora: Path, language: str) -> Iterator[tuple[str, str]]:
    """Every word of a language's corpora with its class, ``NAME`` or ``ANY``."""
    for path in sorted(corpora.glob(f"ud_{LANGUAGES[language]}-*/*.conllu.gz")):
        for line in open_text(path).splitlines():
            columns = line.split("\t")
            if len(columns) > 3 and columns[0].isdigit() and columns[3] not in IGNORED:
                name = NAME if columns[3] == "PROPN" else CLASSES.get(columns[3], ANY)
                yield from ((word, name) for word in _words(language, columns[1]))
    if language == "ja":
        yield from _japanese_words(corpora)
    elif language == "zh":
        yield from _chinese_words(corpora)
    for source in SOURCES if language not in UNSPACED else ():
        if source.language == language and not source.folder.startswith("uner_"):
            for text in source.read(corpora / source.folder):
                names = [(start, end) for start, end, label in text.spans if label in NAMES]
                for match in WORD.finditer(text.text) if language == "ko" else TOKEN.finditer(text.text):
                    inside = any(start < match.end() and match.start() < end for start, end in names)
                    yield from ((word, NAME if inside else ANY) for word in _words(language, match[0]))


def _words(language: str, form: str) -> Iterator[str]:
    """The tokens of a form; for Korean the form and, where it ends in a particle, what stands before that."""
    if language in UNSPACED:
        yield form
    elif language == "ko":
        yield form
        if len(form) > 2 and form[-1] in PARTICLES:
            yield form[:-1]
    else:
        yield from split_tokens(form)


def _japanese_words(corpora: Path) -> Iterator[tuple[str, str]]:
    packed = gzip.decompress((corpora / "ud_japanese-gsd-ne" / "ja_gsd-ud-train.ne.spacy.gz").read_bytes())
    for doc in DocBin().from_bytes(packed).get_docs(spacy.blank("xx").vocab):
        for token in doc:
            if token.pos_ not in IGNORED:
                is_name = token.pos_ == "PROPN" or LABEL_MAP.get(token.ent_type_) in NAMES
                yield token.text, NAME if is_name else CLASSES.get(token.pos_, ANY)


def _chinese_words(corpora: Path) -> Iterator[tuple[str, str]]:
    for path in sorted((corpora / "uner_chinese-gsdsimp").glob("*.iob2.gz")):
        for line in open_text(path).splitlines():
            columns = line.split("\t")
            if len(columns) > 2 and columns[0].isdigit():
                yield columns[1], ANY if columns[2] == "O" else NAME


def _listed_names(corpora: Path) -> Iterator[str]:
    yield from read_popular_names(corpora)
    for first, last in read_name_lists(corpora).values():
        yield from (*first, *last)


def words_by_class(counts: dict[str, Counter[str]], listed: Set[str]) -> dict[str, list[str]]:
    """The words that are rarely names, by their commonest class; those of name lists are words of both kinds."""
    words: dict[str, list[str]] = defaultdict(list)
    for word, found in counts.items():
        inside, outside = found[NAME], found.total() - found[NAME]
        if len(word) < 2 or not word.isalpha() or outside < LEAST_COUNT:
            continue
        if outside > MOSTLY * inside and word not in listed:
            known = {name: n for name, n in found.items() if name not in (NAME, ANY)}
            words[max(sorted(known), key=lambda name: known[name], default=ANY)].append(word)
        elif outside >= RARELY * inside:
            words[BOTH].append(word)
    return words


if __name__ == "__main__":
    main()
