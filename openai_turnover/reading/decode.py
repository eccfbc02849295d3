"""Bytes to text, whatever their encoding."""

from __future__ import annotations

import codecs
import re

from openai_turnover.errors import InputError

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
GUESSED = (
    "cp1252", "cp1251", "koi8_r", "cp1253", "iso8859_7", "cp866", "cp932", "euc_jp", "gb18030", "big5", "cp949",
    "utf_16_le", "utf_16_be",
)  # fmt: skip
"""The encodings that texts in our languages come in. Left to choose among all, the guesser reads French as Baltic."""
LONGEST_CHARACTER = 4
ISO_2022_JP = b"\x1b$"
"""Begins a stretch of Japanese in an encoding that is all ASCII."""
SURROGATES = re.compile(b"\xed[\xa0-\xbf][\x80-\xbf]")
DAMAGE = 0.1
"""Up to this share of broken characters among those beyond ASCII, a text is UTF-8 all the same."""
CONTROL_SHARE = 0.02
"""Above this share of control characters a text is taken for binary data."""
NUL_SHARE = 0.3
"""Text in Latin letters in UTF-16 has more NULs than this at its even or at its odd places."""
ALLOWED_CONTROLS = frozenset("\t\n\r\f\v\x1b\x85")
LARGEST = 20_000_000
BINARY = "this looks like binary data, not text"


def decode_bytes(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a file and warnings about its encoding.

    Raises InputError for empty, binary and oversized data.
    """
    if not data.strip():
        raise InputError("the file is empty")
    if len(data) > LARGEST:
        raise InputError(f"the file has more than {LARGEST:,} bytes, the most that is read; split it")
    text, encoding = _decode(data)
    if is_binary(text):
        raise InputError(BINARY)
    if not text.strip("\ufeff \t\r\n"):
        raise InputError("the file is empty")
    return text, tuple(_warnings(data, text, encoding))


def _warnings(data: bytes, text: str, encoding: str) -> list[str]:
    named = [] if encoding in ("utf-8", "utf-8-sig") else [f"decoded from {encoding}"]
    broken = text.count("\ufffd") - data.count("\ufffd".encode())
    damaged = encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32") and broken > 0
    return [*named, "some bytes could not be decoded; each stands as \ufffd in the text"] if damaged else named


def _decode(data: bytes) -> tuple[str, str]:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), encoding
    unmarked = _unmarked_utf_16(data)
    if unmarked:
        return data.decode(unmarked, errors="replace"), unmarked
    if ISO_2022_JP in data and data.isascii():
        return data.decode("iso2022_jp", errors="replace"), "iso-2022-jp"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return (data.decode("utf-8", errors="replace"), "utf-8") if _is_damaged_utf_8(data) else _guess(data)


def _unmarked_utf_16(data: bytes) -> str | None:
    """UTF-16 without a byte order mark, told by the NULs beside Latin letters."""
    even, odd = data[:4000:2], data[1:4000:2]
    shares = even.count(0) / len(even), odd.count(0) / max(1, len(odd))
    if max(shares) < NUL_SHARE or min(shares) > NUL_SHARE / 10:
        return None
    return "utf-16-le" if shares[1] > shares[0] else "utf-16-be"


def _is_damaged_utf_8(data: bytes) -> bool:
    """Whether data is UTF-8 but for its cut end, for surrogates or for a few bytes."""
    text = SURROGATES.sub(b"", data).decode("utf-8", errors="replace")
    whole = sum(c > "\x7f" for c in text)
    broken = text.count("\ufffd")
    return broken == 0 or broken <= DAMAGE * (whole - broken)


def _guess(data: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    if b"\0" in data and is_binary(data[:20_000].decode("latin-1")):
        raise InputError(BINARY)
    for cut in range(LONGEST_CHARACTER):  # a file may end within a character
        best = from_bytes(data[: len(data) - cut], cp_isolation=list(GUESSED)).best()
        if best is not None:
            return str(best), best.encoding.replace("_", "-")
    raise InputError("the encoding cannot be told; save the file as UTF-8")


def is_binary(text: str) -> bool:
    """Whether a text holds NULs or many control characters."""
    sample = text[:20_000]
    controls = sum(c < " " and c not in ALLOWED_CONTROLS for c in sample)
    return ("\0" in sample and controls > 8) or controls > CONTROL_SHARE * len(sample)
