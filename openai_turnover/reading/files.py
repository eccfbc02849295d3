"""Paths to articles: files, folders and standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from openai_turnover.errors import InputError
from openai_turnover.reading.article import Article
from openai_turnover.reading.decode import decode_bytes
from openai_turnover.reading.html import is_html, read_html

ARTICLE_ENDINGS = (".txt", ".md", ".html", ".htm", ".warc", ".warc.gz")
STDIN = "-"


def is_article_file(path: Path) -> bool:
    """Whether a file in a folder is taken for an article, by its ending."""
    return path.name.lower().endswith(ARTICLE_ENDINGS) and not path.name.startswith(".")


def walk_articles(path: Path) -> Iterator[Path]:
    """The articles below a folder in sorted order, each folder once however links lead to it.

    Raises InputError where the folder cannot be read.
    """
    seen: set[tuple[int, int]] = set()
    try:
        os.scandir(path).close()
    except OSError as error:
        raise InputError(f"cannot read the folder: {error.strerror}") from None
    for folder, names, files in os.walk(path, followlinks=True):
        status = os.stat(folder)
        if (status.st_dev, status.st_ino) in seen:
            names.clear()
            continue
        seen.add((status.st_dev, status.st_ino))
        names.sort()
        yield from (Path(folder) / name for name in sorted(files) if is_article_file(Path(name)))


def read_article(source: str) -> Article:
    """Read one article from a path, or from standard input for ``-``.

    Raises InputError where it cannot be read, is empty or is no text.
    """
    return article_from_bytes(source, _read_bytes(source))


def article_from_bytes(source: str, data: bytes) -> Article:
    """The article in the bytes of a file, whatever their encoding.

    Raises InputError for empty, binary and oversized data.
    """
    text, warnings = decode_bytes(data)
    if source.lower().endswith((".html", ".htm")) or is_html(text):
        return read_html(source, text, warnings)
    return Article(source, text, warnings=warnings)


def _read_bytes(source: str) -> bytes:
    if source == STDIN:
        return sys.stdin.buffer.read()
    path = Path(source)
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError("no such file") from None
    except IsADirectoryError:
        raise InputError("this is a folder; use `turnover batch` for folders") from None
    except OSError as error:
        raise InputError(error.strerror or str(error)) from None
