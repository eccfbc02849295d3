"""Who left, who joined, who took over which position: read from news articles in fifteen languages."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openai_turnover.analysis import Analyzer, analyze
    from openai_turnover.errors import TurnoverError
    from openai_turnover.reading import Article, read_article
    from openai_turnover.records import Event, Evidence, Failure, Person, Receipt, Report, Variant

__version__ = "0.1.0"
__all__ = [
    "Analyzer",
    "Article",
    "Event",
    "Evidence",
    "Failure",
    "Person",
    "Receipt",
    "Report",
    "TurnoverError",
    "Variant",
    "analyze",
    "read_article",
]

_HOMES = {
    "Analyzer": "analysis",
    "analyze": "analysis",
    "Article": "reading",
    "read_article": "reading",
    "TurnoverError": "errors",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that ``turnover --help`` does not wait for spaCy."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = importlib.import_module(f"{__name__}.{_HOMES.get(name, 'records')}")
    return getattr(module, name)
