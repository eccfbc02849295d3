"""Read the annotated corpus: passages with inline marks, as described in ``corpus/README.md``."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

KINDS = frozenset(
    [
        "resignation",
        "dismissal",
        "retirement",
        "departure",
        "leave",
        "death",
        "appointment",
        "interim_appointment",
        "return",
    ]
)
STATUSES = frozenset(["confirmed", "reported", "rumored", "denied"])
SLOTS = {
    "PERSON": {"person", "successor", "predecessor"},
    "ORG": {"organization", "destination", "origin"},
    "ROLE": {"role"},
    "DATE": {"date", "until"},
    "PLACE": set[str](),
    "REASON": {"reason"},
    "EVENT": {"event"},
}
DEFAULT_SLOTS = {
    "PERSON": "person",
    "ORG": "organization",
    "ROLE": "role",
    "DATE": "date",
    "REASON": "reason",
    "EVENT": "event",
}
ARTICLE_HEAD = "==="
MARK = re.compile(r"\[([^\[\]]+)\]\(([A-Z]+)([^()\[\]]*)\)")
REFERENCE = re.compile(r"(\d+)(?:\.([a-z]+))?$")


class CorpusError(ValueError):
    """A passage that does not follow the format; the message names the file, the line and what is wrong."""


@dataclass(frozen=True)
class Mark:
    """A marked stretch of a passage, in characters of its plain text."""

    start: int
    end: int
    label: str
    references: tuple[tuple[int, str], ...]
    """Pairs of event number and slot."""
    kind: str | None = None
    status: str | None = None


@dataclass(frozen=True)
class Passage:
    """One passage: its plain text and its marks in order."""

    language: str
    text: str
    marks: tuple[Mark, ...]
    where: str
    """File name and line number, for messages."""


def parse_passage(line: str, language: str, where: str) -> Passage:
    """Take the inline marks out of a line.

    Raises CorpusError where a mark is malformed.
    """
    text, marks, last = "", [], 0
    for match in MARK.finditer(line):
        text += line[last : match.start()]
        start = len(text)
        text += match[1]
        marks.append(_parse_mark(match, start, where))
        last = match.end()
    text += line[last:]
    if "[" in text or "]" in text:
        raise CorpusError(f"{where}: a bracket is left over in {text[:80]!r}")
    passage = Passage(language, text, tuple(marks), where)
    _check_events(passage)
    return passage


def read_passages(path: Path) -> Iterator[Passage]:
    """Read one corpus file; the name of its folder is the language.

    Raises CorpusError at the first line that does not follow the format.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield parse_passage(line.strip(), path.parent.name, f"{path.parent.name}/{path.name}:{number}")


def read_articles(path: Path) -> Iterator[Passage]:
    """Read a corpus file of whole articles, told apart by heads such as ``=== 2024-05-03``.

    The title and the paragraphs of an article are lines of the file; in its text a blank line stands between them.
    Raises CorpusError at the first article that does not follow the format.
    """
    language, first, lines = path.parent.name, 0, list[str]()
    for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), ARTICLE_HEAD], 1):
        if line.startswith(ARTICLE_HEAD):
            if lines:
                yield parse_passage("\n\n".join(lines), language, f"{language}/{path.name}:{first}")
            first, lines = number, []
        elif line.strip() and not line.startswith("#"):
            lines.append(line.strip())


def read_corpus_file(path: Path) -> Iterator[Passage]:
    """Read one corpus file, of passages or (``articles*.txt``) of whole articles.

    Raises CorpusError at the first that does not follow the format.
    """
    return read_articles(path) if path.name.startswith("articles") else read_passages(path)


def _parse_mark(match: re.Match[str], start: int, where: str) -> Mark:
    words, label, rest = match[1], match[2], match[3].split()
    if label not in SLOTS:
        raise CorpusError(f"{where}: unknown label {label!r}")
    if words != words.strip():
        raise CorpusError(f"{where}: white space at the edge of {words!r}")
    kind = status = None
    if label == "EVENT":
        kind, status, rest = _parse_event(rest, where)
    references = tuple(_parse_reference(word, label, where) for word in rest)
    return Mark(start, start + len(words), label, references, kind, status)


def _parse_event(rest: list[str], where: str) -> tuple[str, str, list[str]]:
    if not 2 <= len(rest) <= 3 or rest[1] not in KINDS:
        raise CorpusError(f"{where}: an EVENT needs a number and a kind, got {' '.join(rest)!r}")
    status = rest[2] if len(rest) == 3 else "confirmed"
    if status not in STATUSES:
        raise CorpusError(f"{where}: unknown status {status!r}")
    return rest[1], status, rest[:1]


def _parse_reference(word: str, label: str, where: str) -> tuple[int, str]:
    match = REFERENCE.match(word)
    slot = (match[2] or DEFAULT_SLOTS.get(label, "")) if match else ""
    if not match or slot not in SLOTS[label]:
        raise CorpusError(f"{where}: {word!r} is no reference for {label}")
    return int(match[1]), slot


def _check_events(passage: Passage) -> None:
    stated = {number for mark in passage.marks if mark.label == "EVENT" for number, _ in mark.references}
    named = {number for mark in passage.marks for number, slot in mark.references if slot == "person"}
    used = {number for mark in passage.marks for number, _ in mark.references}
    if used - stated:
        raise CorpusError(f"{passage.where}: event {min(used - stated)} has no EVENT mark")
    if stated - named:
        raise CorpusError(f"{passage.where}: event {min(stated - named)} has no PERSON")


def main(paths: list[str]) -> int:
    """Check corpus files; print each file's first problem and the number of passages. Returns the exit code."""
    problems = passages = events = 0
    for path in map(Path, paths):
        try:
            for passage in read_corpus_file(path):
                passages += 1
                events += len({n for mark in passage.marks if mark.label == "EVENT" for n, _ in mark.references})
        except CorpusError as error:
            print(error)
            problems += 1
    print(f"{passages} passages, {events} events, {problems} problems")
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
