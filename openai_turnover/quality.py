"""The measured quality of the bundled recognizers, so that nobody has to guess."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

QUALITY = Path(__file__).parent / "data" / "quality.toml"


@dataclass(frozen=True)
class Quality:
    """F1, 0 to 1, of people and organisations on passages kept out of training, as written and lower-cased."""

    persons: float
    persons_lower: float
    organizations: float
    organizations_lower: float


@lru_cache(maxsize=1)
def read_quality() -> dict[str, Quality]:
    """The measured quality by language."""
    data = tomllib.loads(QUALITY.read_text(encoding="utf-8"))
    return {code: Quality(*row["persons"], *row["organizations"]) for code, row in data.items()}
