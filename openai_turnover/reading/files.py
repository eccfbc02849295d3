"""Paths to articles: files, folders and standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from openai_turnover.errors import InputError
from openai_turnover.reading.article import Article
from openai_turnover.reading.decode import LARGEST, decode_bytes
from openai_turnover.reading.html import is_html, read_html

ARTICLE_ENDINGS = (".txt", ".md", ".html", ".htm", ".warc", ".warc.gz")
ARCHIVE_ENDINGS = (".warc", ".warc.gz")
STDIN = "-"
LONGEST_TEXT = 1_000_000
"""Characters of one article; a recognizer needs memory in proportion."""


def is_article_file(path: Path) -> bool:
    """Whether a file in a folder is taken for an article, by its ending."""
    return path.name.lower().endswith(ARTICLE_ENDINGS) and not path.name.startswith(".")


def walk_articles(path: Path, glob: str | None = None) -> Iterator[Path]:
    """The articles below a folder in sorted order, each folder once however links lead to it.

    ``glob`` chooses the files in place of their endings, by name or, where it holds a slash, by the path below the
    folder. A folder that cannot be read stands for itself, so that reading it says why.
    """
    seen: set[tuple[int, int]] = set()
    unreadable: list[str] = []
    for folder, names, files in os.walk(path, followlinks=True, onerror=lambda e: unreadable.append(e.filename)):
        status = _identity(folder)
        if status is None or status in seen:
            names.clear()
            continue
        seen.add(status)
        names.sort()
        found = (Path(folder) / name for name in sorted(files))
        yield from (file for file in found if (_matches(file, path, glob) if glob else is_article_file(file)))
    yield from map(Path, unreadable)


def _identity(folder: str) -> tuple[int, int] | None:
    """What tells a folder from every other; None where it has gone."""
    try:
        status = os.stat(folder)
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _matches(file: Path, root: Path, glob: str) -> bool:
    return fnmatch(str(file.relative_to(root)) if "/" in glob else file.name, glob)


def read_article(source: str) -> Article:
    """Read one article from a path, or from standard input for ``-``.

    Raises InputError where it cannot be read, is empty or is no text.
    """
    if source.lower().endswith(ARCHIVE_ENDINGS):
        raise InputError("this is a web archive; use `turnover batch` for archives")
    return article_from_bytes(source, _read_bytes(source))


def article_from_bytes(source: str, data: bytes) -> Article:
    """The article in the bytes of a file, whatever their encoding.

    Raises InputError for empty, binary and oversized data.
    """
    text, warnings = decode_bytes(data)
    is_page = source.lower().endswith((".html", ".htm")) or is_html(text)
    return with_size_checked(read_html(source, text, warnings) if is_page else Article(source, text, warnings=warnings))


def with_size_checked(article: Article) -> Article:
    """The article itself.

    Raises InputError where its text is too long.
    """
    if len(article.text) > LONGEST_TEXT:
        raise InputError(f"the text has {len(article.text):,} characters; up to {LONGEST_TEXT:,} are read, so split it")
    return article


def _read_bytes(source: str) -> bytes:
    """All bytes of a source, or as many as show that it is too large."""
    if source == STDIN:
        if sys.stdin is None:
            raise InputError("standard input is closed")
        return sys.stdin.buffer.read(LARGEST + 1)
    try:
        with open(source, "rb") as stream:
            return stream.read(LARGEST + 1)
    except FileNotFoundError:
        raise InputError("no such file") from None
    except IsADirectoryError:
        raise InputError(_why_no_folder(source)) from None
    except (OSError, ValueError) as error:
        raise InputError(getattr(error, "strerror", None) or str(error)) from None


def _why_no_folder(path: str) -> str:
    try:
        os.scandir(path).close()
    except OSError as error:
        return f"cannot read the folder: {error.strerror}"
    return "this is a folder; use `turnover batch` for folders"
