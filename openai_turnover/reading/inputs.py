"""What a batch is given (paths, folders, archives, tables) to one input an article, in order and one at a time."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from openai_turnover.errors import InputError
from openai_turnover.reading.article import Article
from openai_turnover.reading.decode import LARGEST
from openai_turnover.reading.files import (
    ARCHIVE_ENDINGS,
    STDIN,
    article_from_bytes,
    read_article,
    walk_articles,
    with_size_checked,
)

TABLE_ENDINGS = (".jsonl", ".ndjson", ".csv")


@dataclass(frozen=True)
class Input:
    """An article that is still to be read; plain values that cross process borders."""

    source: str
    """The path, with ``#`` and the line, row or address of the record where the file holds several."""
    content: bytes | str | None = None
    """The page or the text of a record; None where the file at ``source`` is the article."""
    title: str | None = None
    published: str | None = None
    warnings: tuple[str, ...] = ()
    error: str | None = None
    """Why there is no article to read."""


def find_inputs(paths: Iterable[str], *, glob: str | None = None, text_field: str | None = None) -> Iterator[Input]:
    """The articles of files, folders, archives and tables; ``-`` stands for a list of paths on standard input.

    ``glob`` chooses the files of folders by name in place of their endings; ``text_field`` names the field or column
    that holds the text. What cannot be read is an input with ``error``.
    """
    for path in expand_list(paths):
        if os.path.isdir(path):
            for found in walk_articles(Path(path), glob):
                yield from _inputs_of_file(str(found), text_field, _why_irregular(found))
        else:
            yield from _inputs_of_file(path, text_field, None)


def expand_list(paths: Iterable[str]) -> Iterator[str]:
    """The paths, with those listed on standard input in the place of ``-``: one a line, or ended by NULs."""
    for path in paths:
        if path == STDIN:
            yield from _listed_on_stdin()
        else:
            yield path


def _listed_on_stdin() -> Iterator[str]:
    if sys.stdin is None:
        raise InputError("standard input is closed")
    stream = sys.stdin.buffer
    for line in stream:
        for name in line.rstrip(b"\r\n").split(b"\0"):
            if name:
                yield os.fsdecode(name)


def count_inputs(paths: Iterable[str], glob: str | None = None) -> int | None:
    """How many articles files and folders hold; None where that shows only by reading them."""
    number = 0
    for path in paths:
        if path == STDIN or holds_several(path):
            return None
        for found in walk_articles(Path(path), glob) if os.path.isdir(path) else [path]:
            if holds_several(str(found)):
                return None
            number += 1
    return number


def holds_several(path: str) -> bool:
    """Whether a file holds several articles, by its ending."""
    return is_archive(path) or is_table(path)


def is_archive(path: str) -> bool:
    """Whether a file is a web archive, by its ending."""
    return path.lower().endswith(ARCHIVE_ENDINGS)


def is_table(path: str) -> bool:
    """Whether a file has an article a line or row, by its ending; such files may be compressed with gzip."""
    return path.lower().removesuffix(".gz").endswith(TABLE_ENDINGS)


def _inputs_of_file(path: str, text_field: str | None, error: str | None) -> Iterator[Input]:
    if error:
        yield Input(path, error=error)
    elif is_archive(path):
        from openai_turnover.reading.archives import read_archive

        yield from read_archive(path)
    elif is_table(path):
        from openai_turnover.reading.tables import read_table

        yield from read_table(path, text_field)
    else:
        yield Input(path)


def _why_irregular(path: Path) -> str | None:
    """Why a file found in a folder is not opened: reading a pipe or a device might never end."""
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return None  # reading it says why
    return None if stat.S_ISREG(mode) or stat.S_ISDIR(mode) else "this is no regular file"


def read_input(unread: Input) -> Article:
    """The article of an input.

    Raises InputError where it cannot be read, is empty, too large or no text.
    """
    if unread.error is not None:
        raise InputError(unread.error)
    if unread.content is None:
        return read_article(unread.source)
    if isinstance(unread.content, bytes):
        article = article_from_bytes(unread.source, unread.content)
    else:
        article = with_size_checked(Article(unread.source, unread.content))
        if not article.text.strip():
            raise InputError("the text is empty")
    published, doubts = _day(unread.published)
    return replace(
        article,
        title=article.title or unread.title,
        published=article.published or published,
        warnings=(*article.warnings, *unread.warnings, *doubts),
    )


def _day(stated: str | None) -> tuple[str | None, tuple[str, ...]]:
    """The day of a date or time in ISO 8601 and, where it is something else, a warning."""
    if not stated:
        return None, ()
    try:
        return date.fromisoformat(stated.strip()[:10]).isoformat(), ()
    except ValueError:
        return None, (f"the date {stated[:40]!r} of the record is not in ISO 8601 and was not used",)


__all__ = ["LARGEST", "Input", "count_inputs", "expand_list", "find_inputs", "read_input"]
