"""An article to its explanation."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator

from openai_turnover.analysis import Analyzer
from openai_turnover.components.events import EventsComponent
from openai_turnover.errors import TurnoverError
from openai_turnover.explaining.changes import explain_events
from openai_turnover.explaining.people import explain_people
from openai_turnover.explaining.refusals import explain_refusals
from openai_turnover.explaining.trace import Trace
from openai_turnover.explanation import Explanation, PersonExplanation, Refusal
from openai_turnover.folding import fold
from openai_turnover.language import detect_language
from openai_turnover.models import bundled_model
from openai_turnover.pipeline import load_recognizer
from openai_turnover.reading import read_article
from openai_turnover.reading.article import Article, with_plain_line_ends
from openai_turnover.records import Evidence, Failure


def explain_each(
    analyzer: Analyzer, sources: Iterable[str], person: str | None = None
) -> Iterator[Explanation | Failure]:
    """Explanations in the order of the sources; each failure is also a line on standard error."""
    for source in sources:
        try:
            yield explain_article(analyzer, read_article(source), person)
        except TurnoverError as error:
            print(f"turnover: {source}: {error}", file=sys.stderr)
            yield Failure(source, type(error).__name__, str(error))


def explain_article(analyzer: Analyzer, article: Article, person: str | None = None) -> Explanation:
    """The report of an article with all that led to it; with ``person``, only what concerns that one.

    Raises UnknownLanguageError where the language cannot be told or is not supported.
    """
    article = with_plain_line_ends(article)
    language, sure = (analyzer.language, 1.0) if analyzer.language else detect_language(article.text)
    recognizer = load_recognizer(analyzer.model or str(bundled_model(language)))
    with recognizer.nlp.memory_zone(), analyzer.steps.memory_zone():
        doc = analyzer.annotate(article, recognizer, language, sure)
        report = analyzer.report(article, doc)
        component = analyzer.steps.get_pipe("turnover_events")
        assert isinstance(component, EventsComponent)
        trace = Trace(doc, component.finder, _citing(article), report.events)
        explanation = Explanation(
            report=report,
            threshold=component.finder.threshold,
            events=tuple(explain_events(trace)),
            people=tuple(explain_people(trace)),
            refusals=tuple(explain_refusals(trace)),
        )
        return _about(explanation, person, article.text) if person else explanation


def _citing(article: Article) -> Callable[[int, int], Evidence]:
    """From characters of the text to evidence in the input."""
    offsets = article.offsets
    original = offsets.original if offsets else article.text

    def cite(start: int, end: int) -> Evidence:
        first, last = offsets.original_span(start, end) if offsets else (start, end)
        return Evidence(first, last, original[first:last])

    return cite


def _about(explanation: Explanation, person: str, text: str) -> Explanation:
    """What concerns one person, named by any spelling or part of one."""
    people = tuple(p for p in explanation.people if _is_meant(person, p))
    names = {p.name for p in people}
    return Explanation(
        report=explanation.report,
        threshold=explanation.threshold,
        events=tuple(e for e in explanation.events if e.event.person in names),
        people=people or (_unknown(person, text),),
        refusals=tuple(r for r in explanation.refusals if _concerns(r, names)),
    )


def _is_meant(wanted: str, person: PersonExplanation) -> bool:
    words = fold(wanted).split()
    spellings = [fold(s).split() for s in (person.name, *(d.spelling for d in person.decisions))]
    return any(set(words) <= set(spelling) for spelling in spellings)


def _concerns(refusal: Refusal, names: set[str]) -> bool:
    return refusal.person is not None and refusal.person.name in names


def _unknown(person: str, text: str) -> PersonExplanation:
    """One who is asked for and was not recognized."""
    where = "stands in the article, but" if fold(person) in fold(text) else "does not stand in the article:"
    return PersonExplanation(person, 0, (), f"“{person}” {where} no such name was recognized")
