"""Pages in web archives (WARC), as crawls such as Common Crawl's news deliver them.

They are read by warcio: pure Python, so it installs everywhere, and quick enough, as a page takes far longer to
analyze than to unpack.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from email.message import Message
from typing import IO, Any

from openai_turnover.errors import InputError
from openai_turnover.reading.decode import LARGEST
from openai_turnover.reading.inputs import Input

PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
RECORD_TYPES = ("response", "resource", "conversion")
STARTS = (b"WARC/", b"\x1f\x8b")
CUT_OFF = "the page is cut off: the archive ends within it"
TOO_LARGE = f"the page has more than {LARGEST:,} bytes unpacked, the most that is read"


def read_archive(path: str) -> Iterator[Input]:
    """The pages of an archive in its order, each under ``path#address``; other records are passed over.

    Where the archive is damaged, the pages before are read, and an input with ``error`` says so.
    """
    number = 0
    try:
        with open(path, "rb") as stream:
            if not stream.read(5).startswith(STARTS):
                raise InputError("this is no web archive")
            stream.seek(0)
            for page in _pages(path, stream):
                number += 1
                yield page
    except FileNotFoundError:
        yield Input(path, error="no such file")
    except InputError as error:
        yield Input(path, error=str(error))
    except Exception as error:  # whatever a damaged archive makes its reader raise
        detail = getattr(error, "strerror", None) or str(error).strip().split("\n")[0]
        yield Input(path, error=f"the archive cannot be read beyond its page {number}: {detail}")


def _pages(path: str, stream: IO[bytes]) -> Iterator[Input]:
    from warcio.archiveiterator import ArchiveIterator

    for record in ArchiveIterator(stream):
        if _is_page(record):
            address = record.rec_headers.get_header("WARC-Target-URI") or record.rec_headers.get_header(
                "WARC-Record-ID"
            )
            yield _input_of_record(f"{path}#{address}", record)


def _is_page(record: Any) -> bool:
    """Whether a record holds a page that was delivered as text."""
    if record.rec_type not in RECORD_TYPES:
        return False
    if record.rec_type == "response" and (record.http_headers is None or record.http_headers.get_statuscode() != "200"):
        return False
    return _content_type(record).get_content_type() in PAGE_TYPES


def _content_type(record: Any) -> Message:
    headers = record.http_headers or record.rec_headers
    message = Message()
    message["Content-Type"] = headers.get_header("Content-Type") or "application/octet-stream"
    return message


def _input_of_record(source: str, record: Any) -> Input:
    try:
        data = _read(record.content_stream())
    except (OSError, ValueError, zlib.error) as error:
        return Input(source, error=f"the page cannot be unpacked: {error}")
    if len(data) > LARGEST:
        return Input(source, error=TOO_LARGE)
    if _is_cut_off(record.raw_stream):
        return Input(source, error=CUT_OFF)
    return Input(source, _in_utf_8(data, _content_type(record).get_content_charset()))


def _is_cut_off(stream: Any) -> bool:
    """Whether an archive ends before the length that a record states; the reader itself passes over that."""
    while stream.read(1 << 16):
        pass
    return bool(getattr(stream, "limit", 0))


def _read(stream: Any) -> bytes:
    """The unpacked bytes, or as many as show that there are too many: a bomb is not unpacked to its end."""
    parts: list[bytes] = []
    size = 0
    while size <= LARGEST and (part := stream.read(1 << 16)):
        parts.append(part)
        size += len(part)
    return b"".join(parts)


def _in_utf_8(data: bytes, charset: str | None) -> bytes:
    """A page in UTF-8 where it is in another encoding that its header names rightly."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return data.decode(charset or "ascii").encode("utf-8")
        except (LookupError, UnicodeError):
            return data  # left to the guess from the bytes themselves
    return data
