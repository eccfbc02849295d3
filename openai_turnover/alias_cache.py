"""A parsed alias table kept in the user's cache folder, so that it is parsed once and not at every start."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

CACHE_VARIABLE = "TURNOVER_CACHE"
LARGEST = 4_000_000
"""Bytes of a table above which the cache would not be worth its room."""
FORMAT = 2


def cache_folder() -> Path:
    """The folder of parsed tables, which may be deleted at any time."""
    named = os.environ.get(CACHE_VARIABLE)
    return Path(named) if named else user_cache_path("turnover")


def _place(content: bytes) -> Path:
    return cache_folder() / f"aliases-{FORMAT}-{hashlib.sha256(content).hexdigest()[:24]}.json"


def read_cached(content: bytes) -> Any:
    """What was kept for a table of this content; None where nothing readable is there."""
    try:
        return json.loads(_place(content).read_bytes())
    except (OSError, ValueError):
        return None


def write_cached(content: bytes, parsed: Any) -> None:
    """Keep what a table of this content says; a folder that cannot be written to is no fault."""
    if len(content) > LARGEST:
        return
    with contextlib.suppress(OSError):
        place = _place(content)
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=place.parent, delete=False, encoding="utf-8") as stream:
            json.dump(parsed, stream, ensure_ascii=False, separators=(",", ":"))
        os.replace(stream.name, place)
