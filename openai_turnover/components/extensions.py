"""What the components leave on a document: names of span groups and of custom attributes."""

from __future__ import annotations

from datetime import date

from spacy.tokens import Doc

from openai_turnover.folding import FoldedText
from openai_turnover.lexicon import Lexicon, read_lexicon
from openai_turnover.spelling import is_caseless

JUNK = "junk"
PEOPLE = "people"
ORGANIZATIONS = "organizations"
ROLES = "roles"
DATES = "dates"
TRIGGERS = "triggers"
TRACES = ("readings", "tellings", "date_steps", "name_decisions", "blocked_triggers")
"""What the components leave for ``explain``: how they decided, in the records that they decided with."""


def register_extensions() -> None:
    """Declare the custom attributes; safe to call again."""
    Doc.set_extension("language", default=None, force=True)
    Doc.set_extension("published", default=None, force=True)
    Doc.set_extension("people", default=(), force=True)
    Doc.set_extension("events", default=(), force=True)
    Doc.set_extension("rejections", default=(), force=True)
    for trace in TRACES:
        Doc.set_extension(trace, default=(), force=True)
    Doc.set_extension("folded", getter=_folded, force=True)
    Doc.set_extension("caseless", getter=_caseless, force=True)
    Doc.set_extension("lexicon", getter=lexicon_of, force=True)


def text_of(doc: Doc) -> str:
    """The text of a document, which spaCy puts together anew at each call."""
    text = doc.user_data.get("text")
    if text is None:
        text = doc.user_data["text"] = doc.text
    return str(text)


def norms_of(doc: Doc) -> list[str]:
    """The folded tokens of a document, which is read through once."""
    norms: list[str] | None = doc.user_data.get("norms")
    if norms is None:
        norms = doc.user_data["norms"] = [token.norm_ for token in doc]
    return norms


def _folded(doc: Doc) -> FoldedText:
    folded = doc.user_data.get("folded")
    if folded is None:
        folded = doc.user_data["folded"] = FoldedText(text_of(doc))
    return folded


def _caseless(doc: Doc) -> bool:
    caseless = doc.user_data.get("caseless")
    if caseless is None:
        junk = {i for span in doc.spans.get(JUNK, []) for i in range(span.start, span.end)}
        caseless = doc.user_data["caseless"] = is_caseless("".join(t.text for t in doc if t.i not in junk))
    return bool(caseless)


def lexicon_of(doc: Doc) -> Lexicon:
    """The lexicon of the document's language."""
    return read_lexicon(doc._.language)


def published_of(doc: Doc) -> date | None:
    """The publication date, where it is known."""
    value: date | None = doc._.published
    return value


register_extensions()
