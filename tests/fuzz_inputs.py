"""Hostile inputs by the pieces they are made of; the same seed gives the same inputs."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

NAMES = (
    "Nadia Kessler", "nadia kesler", "Ann O'Reed", "van der Berg", "Мира Мурати", "Ελένη Βαλλιάνου", "藤井美咲",
    "김민준", "王小明", "सरला मिश्रा", "İpek Şahin", "Ⅷ Ⅸ", "ﬁﬂ ﬃ", "=1+1", "@SUM(A1)", "+CMD|' /C calc'!A0", "-2+3",
    "<b>Ann</b> Reed", "<script>alert(1)</script>", "Ann \x1b[31mReed\x07", "[link](javascript:x)",
    "../../etc/passwd", "C:\\Windows\\x", "Robert'); DROP TABLE events;--", "Ann\u202eReed", "Ann\u200bReed",
    "A\u0301\u0302\u0303nn Reed", "\ud800Ann Reed", "Ann\x00Reed", "{{name}}", "%s%n", "[bold]Ann[/bold] Reed",
    "Ann | Reed", "`Ann` Reed", "😀 Reed",
)  # fmt: skip
CHANGES = (
    "resigned as chief executive of", "was fired by", "has been appointed chair of", "a quitté",
    "est nommé directeur de", "wurde entlassen bei", "tritt zurück als Vorstand der", "deja el cargo en",
    "si è dimesso da", "renunciou à", "покинул пост главы", "αποχώρησε από", "siirtyy eläkkeelle yhtiöstä",
    "mengundurkan diri dari", "退任 した", "사임했다", "辞去了", "munus deposuit", "त्यागपत्रं दत्तवान्", "will leave",
    "denies leaving", "is rumoured to join",
)  # fmt: skip
DATES = (
    "2024-09-26", "on Monday", "31 février 2023", "le 3 mai 2024", "30.02.2024", "99/99/9999", "令和六年四月一日",
    "2024年13月45日", "昭和99年", "1 апреля", "δευτέρα", "next year", "in 387 years", "999999999 days ago",
    "0 days ago", "५ मई २०२४", "２０２４年４月１日", "the next day", "the day before", "year 0000",
    "at the end of the month", "24年4月",
)  # fmt: skip
COMPANIES = (
    "Acme",
    "OpenAI",
    "=HYPERLINK(1)",
    "O\u0308BB",
    "株式会社北浜",
    "S.p.A.",
    "AT&T",
    "Merrow & Sons Ltd.",
    "\u2028Co",
)
SIGNS = (
    ".", ",", "\n", "\n\n", "\r\n", "\r", "\t", " ", "“", "«", "。", "；", "\u2028", "\x85", "\x0b", "\x0c", "…",
    "(", "—", "\u202e", "\u2066", "\u200d", "\u200b", "\ufeff", "\ufffd", "\x00", "\x1b]0;x\x07", "\ud800",
    "\udfff", "\u0301",
)  # fmt: skip
TAGS = (
    "<p>", "</p>", "<div>", "</div>", "<br>", "<br/>", "<article>", "</article>", "<script>", "</script>",
    "<!--", "-->", "<![CDATA[", "]]>", "<p", "<p a='", '<a href="', "<svg>", "</svg>", "<table><tr><td>",
    "<title>", "</title>", "<nav>", "&amp;", "&#0;", "&#xd800;", "&#x110000;", "&bogus;", "&", "&lt", "&#",
    "&#x;", "&#99999999999;", "<?xml ?>", "</", "<!DOCTYPE html>", "<!ENTITY lol 'lol'>",
    "<meta charset=utf-7>", "<head>", "</head>", "<body>", "<template>", "<>",
)  # fmt: skip
LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY lol "lol">'
    + "".join(f'<!ENTITY lol{n} "{f"&lol{n - 1 or chr(0)};" * 10}">' for n in range(1, 10))
    + "]><html><p>&lol9;</p></html>"
)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "cp1251", "cp932", "euc_jp", "gb18030",
             "big5", "cp949", "koi8_r", "iso8859_7", "iso2022_jp")  # fmt: skip
FLOODS: tuple[Callable[[int], str], ...] = (
    lambda n: "a" * n,
    lambda n: "A" * n,
    lambda n: "e" + "\u0301" * n,
    lambda n: "\u202e" * n,
    lambda n: "\u200b" * n,
    lambda n: "字" * n,
    lambda n: "म" * n,
    lambda n: "9" * n,
    lambda n: " " * n,
    lambda n: "\n" * n,
    lambda n: "(" * n,
    lambda n: "-" * n,
    lambda n: "." * n,
    lambda n: "a." * (n // 2),
    lambda n: "A. " * (n // 3),
    lambda n: "und " * (n // 4),
    lambda n: "Ann Reed, " * (n // 10),
    lambda n: "he resigned and " * (n // 16),
    lambda n: "1 May 2024 " * (n // 11),
    lambda n: "CEO of " * (n // 7),
    lambda n: "\u0130" * n,
    lambda n: "ﬁ" * n,
    lambda n: "\ufdfa" * n,
    lambda n: "o'" * (n // 2),
)
PAGE_FLOODS: tuple[Callable[[int], str], ...] = (
    lambda n: "<div>" * (n // 5),
    lambda n: "<p>a" * (n // 4),
    lambda n: "<" * n,
    lambda n: "&" * n,
    lambda n: "&amp;" * (n // 5),
    lambda n: "<a href='" + "x" * n,
    lambda n: "<!--" * (n // 4),
    lambda n: "<![" * (n // 3),
    lambda n: "<table>" * (n // 7),
    lambda n: "<b><i>" * (n // 6),
    lambda n: "</p>" * (n // 4),
    lambda n: "<br>" * (n // 4),
    lambda n: "<script>" * (n // 8),
    lambda n: "<p " + "a=b " * (n // 4) + ">",
    lambda n: f"<meta name='date' content='{'9' * n}'>",
    lambda n: LAUGHS,
)


RANGES = (
    (0, 0x7F), (0x80, 0x24F), (0x300, 0x36F), (0x370, 0x5FF), (0x900, 0x97F), (0x2000, 0x206F), (0x3000, 0x9FFF),
    (0xAC00, 0xD7A3), (0xD800, 0xDFFF), (0xE000, 0xFFFF), (0x10000, 0x10FFFF),
)  # fmt: skip
"""Characters by script: Latin, combining marks, Greek to Hebrew, Devanagari, signs, CJK, Hangul, surrogates, others."""


def sentence(random_: random.Random) -> str:
    """Something that reads like a change, with hostile names."""
    parts = [random_.choice(p) for p in (NAMES, CHANGES, COMPANIES, DATES)]
    random_.shuffle(parts)
    return " ".join(parts[: random_.randint(1, 4)]) + random_.choice(SIGNS)


def noise(random_: random.Random, length: int = 12) -> str:
    """Characters from anywhere in Unicode, lone surrogates among them."""
    return "".join(chr(random_.randint(*random_.choice(RANGES))) for _ in range(random_.randint(0, length)))


def text(random_: random.Random, most: int = 8) -> str:
    """A short hostile article."""
    makers: Sequence[Callable[[], str]] = (
        lambda: sentence(random_),
        lambda: sentence(random_),
        lambda: random_.choice(SIGNS),
        lambda: noise(random_),
        lambda: random_.choice(DATES),
        lambda: random_.choice(FLOODS)(random_.choice((3, 30, 300))),
    )
    return random_.choice(("", " ")).join(random_.choice(makers)() for _ in range(random_.randint(1, most)))


def page(random_: random.Random, most: int = 14) -> str:
    """A short malformed web page."""
    makers: Sequence[Callable[[], str]] = (
        lambda: random_.choice(TAGS),
        lambda: random_.choice(TAGS),
        lambda: sentence(random_),
        lambda: noise(random_, 4),
        lambda: random_.choice(PAGE_FLOODS)(random_.choice((4, 40, 400))),
    )
    start = random_.choice(("<html><body>", "<!doctype html>", "<p>", ""))
    return start + "".join(random_.choice(makers)() for _ in range(random_.randint(1, most)))


def data(random_: random.Random) -> bytes:
    """The bytes of a hostile file: text or page in some encoding, cut, joined with another, or damaged."""
    written = random_.choice((text, page))(random_)
    whole = written.encode(random_.choice(ENCODINGS), errors=random_.choice(("replace", "ignore")))
    match random_.randint(0, 6):
        case 0:
            whole = whole[: random_.randint(0, len(whole))]
        case 1:
            whole += text(random_).encode(random_.choice(ENCODINGS), errors="ignore")
        case 2 if whole:
            at = random_.randrange(len(whole))
            whole = whole[:at] + random_.randbytes(random_.randint(1, 6)) + whole[at + 1 :]
        case 3:
            whole = random_.randbytes(random_.randint(0, 60))
    return whole
