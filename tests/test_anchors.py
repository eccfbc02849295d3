"""Looking only where a pattern can begin finds what looking everywhere finds."""

import re
from itertools import chain
from pathlib import Path

import pytest

from openai_turnover.anchors import find_anchor, find_matches
from openai_turnover.dates import date_grammar
from openai_turnover.folding import fold
from openai_turnover.lexicon import read_lexicon
from openai_turnover.titles import title_finder

SAMPLES = Path(__file__).parent.parent / "samples"


def patterns_of(language: str) -> list[re.Pattern[str]]:
    lexicon = read_lexicon(language)
    triggers = chain.from_iterable(rule.pattern.patterns for rule in lexicon.triggers)
    found = [p.pattern for p in triggers] + [p for p, _, _ in date_grammar(language)._patterns]
    others = (*title_finder(language)._patterns, *lexicon.status_cues.values(), lexicon.pronouns, lexicon.distractors)
    return found + [p for p in (*others, lexicon.durations, lexicon.determiners) if p is not None]


def text_of(language: str) -> str:
    """All example sentences of a language with a sample article."""
    lexicon = read_lexicon(language)
    examples = [e for rule in lexicon.triggers for e in rule.examples] + lexicon.distractor_examples
    sample = "".join(path.read_text(encoding="utf-8") for path in SAMPLES.glob(f"{language}-*.txt"))
    return fold("\n".join([*examples, sample, "12.03.2024, le 3\u00a0mai ٣ ３, a  quitté\n\tson  poste"]))


@pytest.mark.parametrize("language", ["en", "fr", "ja", "ru"])
def test_every_pattern_finds_the_same_matches(language: str) -> None:
    text = text_of(language)
    anchored = found = 0
    for pattern in patterns_of(language):
        expected = [m.span() for m in pattern.finditer(text)]
        for _ in range(4):  # a pattern is studied when it comes back
            assert [m.span() for m in find_matches(pattern, text)] == expected, pattern.pattern[:200]
        anchored += find_anchor(pattern.pattern) is not None
        found += len(expected)
    assert found and anchored > 0.9 * len(patterns_of(language))


@pytest.mark.parametrize(
    ("expression", "keys"),
    [
        ("abcdefgh", {"abcdef"}),
        ("(?:ab|c{1,3})d", {"abd", "cd", "ccd", "cccd"}),
        ("[xy]?z", {"xz", "yz", "z"}),
        (r"\d\d", {"00"}),
        (r"a\s+b\s*\d", {"a b 0", "a b0"}),
        (r"a\w", {"a"}),
        ("(?<!q)(?=a)ab", {"ab"}),
    ],
)
def test_the_beginnings_of_matches_are_known(expression: str, keys: set[str]) -> None:
    anchor = find_anchor(expression)
    assert anchor and anchor.keys == keys


@pytest.mark.parametrize("expression", ["a*", r"\w+", ".b", r"\s+a", "[^a]b", "(?:a|.)b"])
def test_what_may_begin_with_anything_has_no_anchor(expression: str) -> None:
    assert find_anchor(expression) is None
