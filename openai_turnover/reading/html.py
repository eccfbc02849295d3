"""Web pages: the main text with the place of every character in the page, the title and the publication date.

trafilatura says which parts of the page are the article; the parser of the standard library says where they stand.
"""

from __future__ import annotations

import re
from array import array
from html import unescape
from html.parser import HTMLParser
from itertools import zip_longest

from openai_turnover.errors import InputError
from openai_turnover.reading.article import Article, OffsetMap

LOOKS_LIKE_HTML = re.compile(r"<!doctype html|<html[\s>]|<(head|body|article|div|p|h1)[\s>]", re.IGNORECASE)
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SILENT = frozenset(["script", "style", "noscript", "template", "svg", "head", "nav", "button", "select"])
LOUD = frozenset(["body", "main", "article"])
"""Where these begin, the reader sees text, whatever was left open before."""
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
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
LINE_BREAK = "br"
PARAGRAPH_END, LINE_END = "\n\n", "\n"
LEAST_OF_MAIN = 0.5
"""Where less of the main text than this is found again in the page, all of the page is kept."""
LONGEST_PAGE_FOR_TRAFILATURA = 5_000_000
DATE_SEARCH = {"original_date": True, "extensive_search": False, "max_date": "2199-12-31"}
"""Only dates that the page states about itself: no guess from any year in the text, none that depends on today."""


def is_html(text: str) -> bool:
    """Whether a text is a web page."""
    return bool(LOOKS_LIKE_HTML.search(text[:3000]))


def read_html(source: str, page: str, warnings: tuple[str, ...] = ()) -> Article:
    """The article of a web page; evidence found in it will point into the page itself.

    Raises InputError for a page without text.
    """
    blocks = _article_blocks(page)
    if not blocks:
        raise InputError("the page holds no text")
    text, starts, ends = "", array("l"), array("l")
    for block, following in zip_longest(blocks, blocks[1:]):
        gap = LINE_END if following is not None and following.is_line else PARAGRAPH_END
        last = block.ends[-1]
        text += block.text + gap
        starts.extend([*block.starts, *[last] * len(gap)])
        ends.extend([*block.ends, *[last] * len(gap)])
    title, published = _metadata(page)
    if title and _normal(title) not in _normal(text[:400]):
        warnings += ("the title stands only in the page's metadata",)
    return Article(source, text, title, published, warnings, OffsetMap(page, starts, ends))


class _Block:
    """The text of a block element, or of a line of one, with the place of every character."""

    def __init__(self, *, is_line: bool = False) -> None:
        self.is_line = is_line
        """Whether it is a further line of the block before it."""
        self.characters: list[str] = []
        self.starts: array[int] = array("l")
        self.ends: array[int] = array("l")

    @property
    def text(self) -> str:
        return "".join(self.characters)

    def add(self, character: str, start: int, end: int) -> None:
        """Add a character; white space stands once and never first."""
        blank = character.isspace()
        if not blank or (self.characters and self.characters[-1] != " "):
            self.characters.append(" " if blank else character)
            self.starts.append(start)
            self.ends.append(end)


class _BlockParser(HTMLParser):
    """Collects the visible text of each block element."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self.page = page
        self.blocks = [_Block()]
        self._silent = 0
        self._line_starts = [0, *(m.end() for m in re.finditer("\n", page))]

    def _place(self) -> int:
        line, column = self.getpos()
        return self._line_starts[line - 1] + column

    def parse_html_declaration(self, i: int) -> int:
        """Read "<!…" as a comment where it is nothing better; the parser of the standard library gives up there."""
        place = self.lineno, self.offset
        try:
            return super().parse_html_declaration(i)
        except AssertionError:
            self.lineno, self.offset = place
            return self.parse_bogus_comment(i)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in LOUD:
            self._silent = 0
        if tag in SILENT and tag not in VOID:
            self._silent += 1
        if tag in BLOCKS:
            self.blocks.append(_Block())
        if tag == LINE_BREAK:  # a second one in a row ends the paragraph
            self.blocks.append(_Block(is_line=bool(self.blocks[-1].characters)))

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self._silent = max(0, self._silent - 1)
        if tag in BLOCKS:
            self.blocks.append(_Block())

    def handle_data(self, data: str) -> None:
        if not self._silent:
            for place, character in enumerate(data, self._place()):
                self.blocks[-1].add(character, place, place + 1)

    def handle_entityref(self, name: str) -> None:
        self._add_reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._add_reference(f"&#{name}")

    def _add_reference(self, written: str) -> None:
        """Add the character that a reference stands for; one that stands for nothing ("AT&T") is plain text."""
        start = self._place()
        end = start + len(written)
        if self.page[end : end + 1] == ";":
            end += 1
        shown = unescape(self.page[start:end])
        if shown == self.page[start:end]:
            self.handle_data(shown)
        elif not self._silent:
            for character in shown:
                self.blocks[-1].add(character, start, end)


def _visible_blocks(page: str) -> list[_Block]:
    parser = _BlockParser(page)
    parser.feed(page)
    parser.close()
    return [b for b in parser.blocks if b.text.strip()]


def _article_blocks(page: str) -> list[_Block]:
    """The blocks that belong to the main text; all visible ones where that cannot be told."""
    blocks = _visible_blocks(page)
    main = _main_text(page)
    kept = [(block, text) for block in blocks if (text := _normal(block.text)) and text in main]
    if not kept or sum(len(text) for _, text in kept) < LEAST_OF_MAIN * len(main):
        return blocks
    return [block for block, _ in kept]


def _normal(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()


def _main_text(page: str) -> str:
    import trafilatura

    if len(page) > LONGEST_PAGE_FOR_TRAFILATURA:
        return ""
    return _normal(trafilatura.extract(page, include_comments=False, favor_recall=True) or "")


def _metadata(page: str) -> tuple[str | None, str | None]:
    import trafilatura

    try:
        clean = NOT_IN_XML.sub(" ", page)
        found = trafilatura.extract_metadata(clean, date_config=dict(DATE_SEARCH), extensive=False)
    except (ValueError, AssertionError):  # the libraries stumble over some broken pages; one may do without metadata
        return None, None
    if found is None:
        return None, None
    return found.title or None, found.date or None
