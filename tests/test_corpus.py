"""Every corpus file follows its format and covers what it should."""

from pathlib import Path

import pytest

from openai_turnover.training.passages import CorpusError, parse_passage, read_corpus_file
from openai_turnover.training.recipe import CORPUS

FILES = sorted(CORPUS.glob("*/*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_every_passage_is_well_formed(path: Path) -> None:
    assert list(read_corpus_file(path))


@pytest.mark.parametrize("folder", sorted(p for p in CORPUS.iterdir() if p.is_dir()), ids=lambda p: p.name)
def test_no_passage_stands_twice(folder: Path) -> None:
    texts = [p.text for path in sorted(folder.glob("*.txt")) for p in read_corpus_file(path)]
    assert len(texts) - len(set(texts)) <= len(texts) * 0.002


def test_marks_are_taken_out_of_the_text() -> None:
    passage = parse_passage("[Ann](PERSON 1) [quit](EVENT 1 resignation) [X](ORG 1).", "en", "here")
    assert passage.text == "Ann quit X."
    assert [passage.text[m.start : m.end] for m in passage.marks] == ["Ann", "quit", "X"]


@pytest.mark.parametrize(
    "line", ["[a](FOO)", "[a](EVENT 1)", "[a](EVENT 1 nap)", "[a](ORG 1)", "[a](PERSON 1.date)", "a [b", "[ a](PERSON)"]
)
def test_a_malformed_passage_is_refused(line: str) -> None:
    with pytest.raises(CorpusError, match="here"):
        parse_passage(line, "en", "here")
