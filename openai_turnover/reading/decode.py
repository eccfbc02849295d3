"""Bytes to text, whatever their encoding."""

from __future__ import annotations

import codecs

from openai_turnover.errors import InputError

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CONTROL_SHARE = 0.02
"""Above this share of control characters a text is taken for binary data."""
ALLOWED_CONTROLS = frozenset("\t\n\r\f\v\x1b\x85")
LARGEST = 20_000_000


def decode_bytes(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a file and warnings about its encoding.

    Raises InputError for empty, binary and oversized data.
    """
    if not data.strip():
        raise InputError("the file is empty")
    if len(data) > LARGEST:
        raise InputError(f"the file has {len(data):,} bytes; articles of up to {LARGEST:,} bytes are read, so split it")
    text, encoding = _decode(data)
    if is_binary(text):
        raise InputError("this looks like binary data, not text")
    return text, () if encoding in ("utf-8", "utf-8-sig") else (f"decoded from {encoding}",)


def _decode(data: bytes) -> tuple[str, str]:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _guess(data)


def _guess(data: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise InputError("the encoding cannot be told; save the file as UTF-8")
    return str(best), best.encoding.replace("_", "-")


def is_binary(text: str) -> bool:
    """Whether a text holds NULs or many control characters."""
    sample = text[:20_000]
    controls = sum(c < " " and c not in ALLOWED_CONTROLS for c in sample)
    return ("\0" in sample and controls > 8) or controls > CONTROL_SHARE * len(sample)
