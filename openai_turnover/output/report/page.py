"""Fills the templates. Whatever comes from an article is escaped, and the page lets no other script or style run."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from openai_turnover.digest.records import Dossier, ShownArticle
from openai_turnover.output.digest.wording import around, chain_place, claim_value, counted, field_word
from openai_turnover.output.report.contents import arrange
from openai_turnover.output.report.languages import language_code, language_of, runs_left
from openai_turnover.output.safety import DIRECTIONS, printable
from openai_turnover.output.wording import CHANGES

TEMPLATES = Path(__file__).parent / "templates"
UNSHOWABLE = re.compile(f"[\ud800-\udfff\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff{''.join(DIRECTIONS)}]")
"""Control codes, halves of characters and direction overrides; a page shows none of them."""
WIKIDATA = re.compile(r"Q[1-9][0-9]*")
FEW_ARTICLES = 12
"""Up to this number their texts stand open."""
MANY_ARTICLES = 200
"""From this number on the page's script makes what is folded away when it is opened."""


def format_page(dossier: Dossier, articles: Sequence[ShownArticle]) -> str:
    """The page as HTML; the same dossier and articles give the same text."""
    style, script = _read("page.css"), _read("page.js")
    page = _environment().get_template("page.html.j2")
    return page.render(
        contents=arrange(dossier, articles),
        style=Markup(style),
        script=Markup(script),
        policy=_policy(style, script),
        open_texts=len(articles) <= FEW_ARTICLES,
        lazy=len(articles) > MANY_ARTICLES,
    )


def _read(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Nothing may be loaded, and only this style and this script may be used."""
    return (
        f"default-src 'none'; style-src 'sha256-{_digest(style)}'; script-src 'sha256-{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "line": printable,
        "text": lambda text: UNSHOWABLE.sub("", text),
        "around": around,
        "place": chain_place,
        "field": field_word,
        "language": language_code,
    }
    environment.globals |= {
        "changes": CHANGES,
        "claim_value": claim_value,
        "counted": counted,
        "language_of": language_of,
        "runs_left": runs_left,
        "is_wikidata": lambda value: bool(value and WIKIDATA.fullmatch(value)),
    }
    return environment
