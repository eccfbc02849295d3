"""How much of the corpus a language file covers: ``python -m openai_turnover.training.coverage fr [--missed 30]``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import click

from openai_turnover.dates import date_grammar
from openai_turnover.folding import FoldedText, fold
from openai_turnover.lexicon import Lexicon, read_lexicon
from openai_turnover.records import direction_of
from openai_turnover.titles import english_title, title_finder
from openai_turnover.training.passages import Mark, Passage, read_corpus_file
from openai_turnover.training.recipe import CORPUS

Span = tuple[int, int]


def touches(a: Span, b: Span) -> bool:
    """Whether two spans overlap."""
    return a[0] < b[1] and b[0] < a[1]


def find_triggers(folded: FoldedText, lexicon: Lexicon) -> list[tuple[Span, str]]:
    """The trigger words of a text, outside distractors, with their kinds."""
    blocked = [m.span() for m in lexicon.distractors.finditer(folded.text)] if lexicon.distractors else []
    return [
        (folded.original_span(*m.span()), rule.kind)
        for rule in lexicon.triggers
        for m in rule.pattern.finditer(folded.text)
        if not any(touches(m.span(), b) for b in blocked)
    ]


def examine(passage: Passage, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """For each mark ``(measure, words)``: covered, missed or of another kind; and triggers where no event is marked."""
    folded = FoldedText(passage.text)
    triggers = find_triggers(folded, lexicon)
    events = [m for m in passage.marks if m.label == "EVENT"]
    for mark in events:
        yield _event_measure(mark, triggers), _context(passage, mark)
    for span, kind in triggers:
        if not any(touches(span, (m.start, m.end)) for m in events):
            yield "trigger outside events", f"{passage.text[span[0] : span[1]]!r} {kind}: {passage.text[:90]}"
    titles = [folded.original_span(t.start, t.end) for t in title_finder(lexicon.code).find(folded.text)]
    dates = [folded.original_span(d.start, d.end) for d in date_grammar(lexicon.code).find(folded.text)]
    for mark in passage.marks:
        words = passage.text[mark.start : mark.end]
        if mark.label == "ROLE":
            found = any(touches(t, (mark.start, mark.end)) for t in titles)
            english = english_title(words, lexicon.code)
            named = found and (lexicon.code == "en" or fold(english) != fold(words))
            yield ("role covered" if named else "role missed"), words
        elif mark.label == "DATE":
            found = any(touches(d, (mark.start, mark.end)) for d in dates)
            yield ("date covered" if found else "date missed"), words


def _event_measure(mark: Mark, triggers: list[tuple[Span, str]]) -> str:
    kinds = {kind for span, kind in triggers if touches(span, (mark.start, mark.end))}
    if mark.kind in kinds:
        return "event covered"
    if mark.kind and direction_of(mark.kind) in {direction_of(kind) for kind in kinds}:
        return "event of another kind"
    return "event missed"


def _context(passage: Passage, mark: Mark) -> str:
    text, left, right = passage.text, max(0, mark.start - 40), mark.end + 40
    return f"{mark.kind}: …{text[left : mark.start]}⟦{text[mark.start : mark.end]}⟧{text[mark.end : right]}…"


@click.command()
@click.argument("language")
@click.option("--missed", default=0, help="Show this many of each kind of miss.")
@click.option("--measure", default=None, help="Show only misses of this measure.")
def main(language: str, missed: int, measure: str | None) -> None:
    """Print what share of the corpus's events, roles and dates the language file finds."""
    lexicon = read_lexicon(language)
    rows: dict[str, list[str]] = {}
    for path in sorted((CORPUS / language).glob("*.txt")):
        for passage in read_corpus_file(path):
            for name, words in examine(passage, lexicon):
                rows.setdefault(name, []).append(words)
    for name in sorted(rows):
        click.echo(f"{name}: {len(rows[name])}")
    for name in sorted(rows):
        if missed and (measure in (None, name)) and not name.endswith(" covered"):
            click.echo(f"\n{name}:")
            for words, count in Counter(rows[name]).most_common(missed):
                click.echo(f"  {count} {words}")


if __name__ == "__main__":
    main()
