"""Which bundled pipeline reads which language."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
MODELS = DATA / "models"


@lru_cache(maxsize=1)
def bundled_models() -> dict[str, str]:
    """The name of the bundled pipeline of each language by its code."""
    return tomllib.loads((DATA / "models.toml").read_text(encoding="utf-8"))


def bundled_model(language: str) -> Path:
    """The folder of the bundled pipeline of a language."""
    return MODELS / bundled_models()[language]
