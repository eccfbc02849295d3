"""What a report was made with, so that it can be made again: the version, and fingerprints of model and data."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from openai_turnover import __version__
from openai_turnover.lexicon import FOLDER
from openai_turnover.models import DATA, MODELS
from openai_turnover.records import Receipt

DIGITS = 16
"""Hexadecimal digits of a fingerprint: enough to tell versions apart, short enough to read out."""
NO_DATA = frozenset({".md", ".pyc"})


@lru_cache(maxsize=64)
def make_receipt(language: str, model: Path, tables: tuple[Path, ...] = ()) -> Receipt:
    """The receipt of all reports in a language by a model, with the user's alias tables; made once a process."""
    return Receipt(
        version=__version__,
        model=model.name,
        model_hash=_model_fingerprint(model),
        data_hash=_fingerprint([_our_data(), *(path.read_bytes() for path in (FOLDER / f"{language}.toml", *tables))]),
    )


@lru_cache(maxsize=4)
def _model_fingerprint(model: Path) -> str:
    return _fingerprint(_contents(model))


@lru_cache(maxsize=1)
def _our_data() -> bytes:
    """The fingerprint of what every language uses: our alias table, the linking weights, the rules for names."""
    return _fingerprint(_contents(DATA, MODELS)).encode()


def _contents(folder: Path, but: Path | None = None) -> Iterable[bytes]:
    """Names and contents of the files below a folder, except those below another."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix not in NO_DATA and not (but and path.is_relative_to(but)):
            yield path.relative_to(folder).as_posix().encode()
            yield path.read_bytes()


def _fingerprint(parts: Iterable[bytes]) -> str:
    """A hash of several pieces; their lengths keep them apart."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.hexdigest()[:DIGITS]
