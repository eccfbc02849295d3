"""Hostile inputs to every part: no crash, no hang, offsets always exact, and nothing acts in any output."""

from __future__ import annotations

import csv
import io
import random
import re
import sys
import tempfile
import time
import traceback
import unicodedata
from collections.abc import Callable
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import fuzz_inputs as inputs
import jsonschema

from openai_turnover import Analyzer, Report, TurnoverError
from openai_turnover.aliases import AliasTable, read_alias_file, read_aliases
from openai_turnover.components.junk import is_junk_line
from openai_turnover.dates import date_grammar, resolve_date
from openai_turnover.folding import FoldedText, fold
from openai_turnover.lexicon import read_lexicon, supported_languages
from openai_turnover.name_similarity import compare_names
from openai_turnover.names import NameMention, NameResolver
from openai_turnover.output import WRITERS
from openai_turnover.output.safety import FORMULA_STARTS
from openai_turnover.reading.article import Article, with_plain_line_ends
from openai_turnover.reading.files import article_from_bytes
from openai_turnover.schema import SCHEMA

SECONDS_PER_CHARACTER = 1e-5
"""A second for 100,000 characters."""
LEAST_SECONDS = 1.0
ISO = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
ACTING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
Part = Callable[[random.Random], int]
"""Tries one input; returns its size in characters. Raises AssertionError for a wrong answer."""


def fuzz_reading(random_: random.Random) -> int:
    """Bytes to an article: refused in one line, or every character at its place."""
    content = inputs.data(random_)
    try:
        article = article_from_bytes(random_.choice(("x.txt", "x.html")), content)
    except TurnoverError as error:
        assert "\n" not in str(error)
        return len(content)
    check_places(with_plain_line_ends(article))
    return len(content)


def check_places(article: Article) -> None:
    """Every character of a text lies at a place of the input that shows it."""
    offsets = article.offsets
    if offsets is None:
        return
    assert len(offsets.starts) == len(offsets.ends) == len(article.text)
    for character, start, end in zip(article.text, offsets.starts, offsets.ends, strict=True):
        assert 0 <= start <= end <= len(offsets.original)
        shown = offsets.original[start:end]
        assert character.isspace() or character == shown or shown.startswith("&"), (character, shown)


def fuzz_cleaning(random_: random.Random) -> int:
    """Folding keeps the way back to the text, and a line is junk or not."""
    text = random_.choice((inputs.text, inputs.page))(random_)
    folded = FoldedText(text)
    for _ in range(4):
        start = random_.randint(0, len(folded.text))
        end = random_.randint(start, len(folded.text))
        first, last = folded.original_span(start, end)
        assert 0 <= first <= last <= len(text)
    assert fold(fold(text)) == fold(text)
    code = random_.choice(supported_languages())
    for line in text.split("\n"):
        is_junk_line(line, read_lexicon(code))
    check_places(with_plain_line_ends(Article("x", text)))
    return len(text)


def fuzz_dates(random_: random.Random) -> int:
    """Whatever a date says, its value is a day, month or year that exists, or none."""
    text = fold(
        " ".join(random_.choice((*inputs.DATES, inputs.noise(random_, 5))) for _ in range(random_.randint(1, 5)))
    )
    grammar = date_grammar(random_.choice(supported_languages()))
    published = random_.choice((None, date.min, date.max, date(2024, 2, 29), date(2023, 3, 31)))
    for mention in grammar.find(text):
        assert 0 <= mention.start < mention.end <= len(text)
        anchor = random_.choice((None, "2024", "2024-02", "2024-02-29", "9999-12-31", "0001-01-01"))
        value = resolve_date(mention, published, future=random_.random() < 0.5, anchor=anchor)
        if value is not None:
            assert ISO.fullmatch(value), value
            date.fromisoformat(f"{value}-01-01"[:10] if len(value) < 7 else f"{value}-01"[:10])
    return len(text)


def fuzz_aliases(random_: random.Random) -> int:
    """Names are compared the same both ways, resolved without merging loss, and tables are data."""
    names = [random_.choice((*inputs.NAMES, inputs.noise(random_, 8), inputs.sentence(random_))) for _ in range(3)]
    for a, b in pairwise(names):
        there, back = compare_names(a, b), compare_names(b, a)
        assert 0.0 <= there.score <= 1.0 and there.score == back.score, (a, b, there, back)
    resolver = NameResolver(_table())
    owners = resolver.resolve([NameMention(n, i) for i, n in enumerate(names) if n.strip()])
    assert all(o is None or o.name for o in owners)
    list(_table().find("person", [fold(n) for n in names]))
    if random_.random() < 0.05:
        _read_hostile_table(random_, names)
    return sum(map(len, names))


@cache
def _table() -> AliasTable:
    return read_aliases()


def _read_hostile_table(random_: random.Random, names: list[str]) -> None:
    rows = "".join(f"[[person]]\nname = {_toml(random_, n)}\nspellings = [{_toml(random_, n)}]\n" for n in names)
    with tempfile.NamedTemporaryFile(suffix=".toml") as file:
        file.write(rows.encode("utf-8", errors=random_.choice(("replace", "surrogatepass"))))
        file.flush()
        try:
            read_alias_file(Path(file.name), AliasTable())
        except TurnoverError as error:
            assert file.name in str(error)


def _toml(random_: random.Random, value: str) -> str:
    return random_.choice((f'"{value}"', f"'{value}'", f'"""{value}"""', value, "1", "[]"))


def fuzz_extraction(random_: random.Random) -> int:
    """Text to report: evidence exact, the schema kept, nothing acting in any format."""
    content = "\n".join(inputs.text(random_) for _ in range(random_.randint(1, 3)))
    language = random_.choice((None, *supported_languages()))
    article = Article(random_.choice(("x", *inputs.NAMES)), content)
    if random_.random() < 0.3:
        try:
            article = article_from_bytes("x.html", inputs.page(random_).encode("utf-8", errors="replace"))
        except TurnoverError:
            return len(content)
    try:
        report = _analyzer(language, random_.choice((None, "2024-02-29", "0001-01-01", "9999-12-31"))).analyze(article)
    except TurnoverError as error:
        assert "\n" not in str(error)
        return len(content)
    check_report(report, article.offsets.original if article.offsets else article.text)
    return len(content)


@cache
def _analyzer(language: str | None, published: str | None) -> Analyzer:
    return Analyzer(language=language, published=published)


def check_report(report: Report, original: str) -> None:
    """A report follows its schema, cites its input exactly, and is harmless in every format."""
    jsonschema.validate(_as_json(report), SCHEMA)
    for event in report.events:
        for evidence in event.evidence:
            assert original[evidence.start : evidence.end] == evidence.text
    for name, write in WRITERS.items():
        stream = io.StringIO()
        write([report], stream, True)
        check_written(name, stream.getvalue())


def _as_json(report: Report) -> object:
    import json

    return json.loads(json.dumps(report.to_dict()))


def check_written(format_: str, written: str) -> None:
    """What a format must never let through."""
    written.encode("utf-8")
    if format_ in ("table", "csv", "markdown"):
        bad = {c for c in written if c in ACTING or (unicodedata.category(c) in ("Cc", "Cs") and c != "\n")}
        assert not bad, (format_, bad)
    if format_ == "csv":
        cells = [cell for row in csv.reader(io.StringIO(written)) for cell in row]
        assert not any(cell.startswith(FORMULA_STARTS) for cell in cells), cells
    if format_ == "markdown":
        assert not re.search(r"(?<!\\)(?:\\\\)*<\w", written), written
    if format_ == "jsonl":
        assert len(written.splitlines()) == 1


PARTS: dict[str, Part] = {
    "reading": fuzz_reading,
    "cleaning": fuzz_cleaning,
    "dates": fuzz_dates,
    "aliases": fuzz_aliases,
    "extraction": fuzz_extraction,
}


def print_fuzz(parts: list[str], *, seed: int, count: int, most_seconds: float) -> int:
    """A table of inputs, failures and the slowest by part; returns the number of failures."""
    print("| part | inputs | characters | failures | slowest |\n|---|---|---|---|---|")
    failures = 0
    for name in parts or PARTS:
        failures += _fuzz_part(name, seed, count, most_seconds)
    return failures


def _fuzz_part(name: str, seed: int, count: int, most_seconds: float) -> int:
    tried = failed = characters = 0
    slowest = 0.0
    end = time.monotonic() + most_seconds
    for number in range(seed, seed + count):
        if time.monotonic() > end:
            break
        start = time.perf_counter()
        try:
            size = PARTS[name](random.Random(number))
        except Exception:
            failed += 1
            size = 0
            print(f"{name} {number}: {traceback.format_exc()}", file=sys.stderr)
        took = time.perf_counter() - start
        if took > max(LEAST_SECONDS, size * SECONDS_PER_CHARACTER):
            took = _seconds_again(name, number)  # the first time, models and patterns were loaded
        if took > max(LEAST_SECONDS, size * SECONDS_PER_CHARACTER):
            failed += 1
            print(f"{name} {number}: {took:.1f} s for {size} characters", file=sys.stderr)
        tried, characters, slowest = tried + 1, characters + size, max(slowest, took)
    print(f"| {name} | {tried:,} | {characters:,} | {failed} | {slowest:.2f} s |", flush=True)
    return failed


def _seconds_again(name: str, number: int) -> float:
    start = time.perf_counter()
    PARTS[name](random.Random(number))
    return time.perf_counter() - start


def print_floods(length: int) -> int:
    """The time of each flood of one kind, through the whole pipeline; returns how many take too long or fail."""
    print(f"| flood of {length:,} characters | seconds |\n|---|---|")
    failures = 0
    makers = [("text", m) for m in inputs.FLOODS] + [("page", m) for m in inputs.PAGE_FLOODS]
    _analyzer("en", "2024-02-29").analyze(Article("x", "Ann Reed resigned."))
    for kind, make in makers:
        content = make(length) + (" Ann Reed resigned as chair of Acme on Monday." if kind == "text" else "")
        start = time.perf_counter()
        try:
            article = article_from_bytes(f"x.{'html' if kind == 'page' else 'txt'}", content.encode())
            check_report(
                _analyzer("en", "2024-02-29").analyze(article),
                article.offsets.original if article.offsets else article.text,
            )
        except TurnoverError as error:
            kind = f"{kind}, refused: {error}"
        except Exception:
            failures += 1
            kind = f"{kind}, FAILED"
            traceback.print_exc()
        took = time.perf_counter() - start
        late = took > max(LEAST_SECONDS, len(content) * SECONDS_PER_CHARACTER)
        failures += late
        print(f"| {kind} {content[:12]!r} {len(content):,} | {took:.2f}{' TOO SLOW' if late else ''} |", flush=True)
    return failures
