"""Web pages: the main text with the place of every character in the page, the title and the publication date.

trafilatura says which parts of the page are the article; the parser of the standard library says where they stand.
"""

from __future__ import annotations

import re
from array import array
from html import unescape
from html.parser import HTMLParser

from openai_turnover.reading.article import Article, OffsetMap

LOOKS_LIKE_HTML = re.compile(r"<!doctype html|<html[\s>]|<(head|body|article|div|p|h1)[\s>]", re.IGNORECASE)
SILENT = frozenset(["script", "style", "noscript", "template", "svg", "head", "nav", "form", "button", "select"])
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ]
)
REFERENCE = re.compile(r"&(#\d+|#x[0-9a-f]+|\w+);?", re.IGNORECASE)


def is_html(text: str) -> bool:
    """Whether a text is a web page."""
    return bool(LOOKS_LIKE_HTML.search(text[:3000]))


def read_html(source: str, page: str, warnings: tuple[str, ...] = ()) -> Article:
    """The article of a web page; evidence found in it will point into the page itself."""
    blocks = _visible_blocks(page)
    main = _main_text(page)
    kept = [b for b in blocks if _normal(b.text) and _normal(b.text) in main] if main else []
    if sum(len(b.text) for b in kept) < 0.5 * len(main):
        kept = [b for b in blocks if b.text.strip()]
    text, places = "", array("l")
    for block in kept:
        text += block.text + "\n\n"
        places.extend([*block.places, block.places[-1], block.places[-1]])
    title, published = _metadata(page)
    if title and _normal(title) not in _normal(text[:400]):
        warnings += ("the title stands only in the page's metadata",)
    return Article(source, text, title, published, warnings, OffsetMap(page, places))


class _Block:
    def __init__(self) -> None:
        self.text = ""
        self.places: array[int] = array("l")


class _BlockParser(HTMLParser):
    """Collects the visible text of each block element with the place of every character."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self.blocks = [_Block()]
        self._silent = 0
        self._line_starts = [0, *(m.end() for m in re.finditer("\n", page))]

    def _place(self) -> int:
        line, column = self.getpos()
        return self._line_starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT and tag not in VOID:
            self._silent += 1
        if tag in BLOCKS:
            self.blocks.append(_Block())

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self._silent = max(0, self._silent - 1)
        if tag in BLOCKS:
            self.blocks.append(_Block())

    def handle_data(self, data: str) -> None:
        self._add(data, range(self._place(), self._place() + len(data)))

    def handle_entityref(self, name: str) -> None:
        self._add_reference(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._add_reference(f"&#{name};")

    def _add_reference(self, written: str) -> None:
        shown = unescape(written)
        self._add(shown, [self._place()] * len(shown))

    def _add(self, shown: str, places: range | list[int]) -> None:
        if self._silent:
            return
        block = self.blocks[-1]
        for character, place in zip(shown, places, strict=True):
            blank = character.isspace()
            if not blank or (block.text and not block.text[-1].isspace()):
                block.text += " " if blank else character
                block.places.append(place)


def _visible_blocks(page: str) -> list[_Block]:
    parser = _BlockParser(page)
    parser.feed(page)
    parser.close()
    return [b for b in parser.blocks if b.text.strip()]


def _normal(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()


def _main_text(page: str) -> str:
    import trafilatura

    return _normal(trafilatura.extract(page, include_comments=False, favor_recall=True) or "")


def _metadata(page: str) -> tuple[str | None, str | None]:
    import trafilatura

    found = trafilatura.extract_metadata(page)
    if found is None:
        return None, None
    return found.title or None, found.date or None
