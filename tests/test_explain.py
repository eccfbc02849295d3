"""Every event, every name and every refusal can be traced to words and to a rule; no figures are pinned here."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from openai_turnover import Analyzer, read_article
from openai_turnover.cli.main import run
from openai_turnover.explaining import explain_article
from openai_turnover.explanation import REFUSALS, Explanation
from openai_turnover.lexicon import read_lexicon
from openai_turnover.reading.article import Article

SAMPLES = Path(__file__).parent.parent / "samples"
STORY = """2024-06-05

Ann Reed resigned as chief executive of Merrow Bank on Monday, the bank said.

The chatbot left beta after a year of testing.

The figures were read by Tom Farley, an analyst of dairy prices. Milk was dear, he found.
"""


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer()


@pytest.fixture(scope="module")
def story(analyzer: Analyzer) -> Explanation:
    return explain_article(analyzer, Article("story", STORY))


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.txt")), ids=lambda p: p.stem)
def test_every_event_of_a_report_has_its_words_its_rule_and_its_person(analyzer: Analyzer, path: Path) -> None:
    article = read_article(str(path))
    explanation = explain_article(analyzer, article)
    assert explanation.report == analyzer.analyze(article)
    assert [e.event for e in explanation.events] == list(explanation.report.events)
    for explained in explanation.events:
        assert explained.tellings
        best = explained.tellings[0]
        assert best.trigger.rule or best.trigger.recognized
        assert explained.event.rule in (best.trigger.rule, f"recognizer.{best.trigger.recognized}")
        assert best.person.name == explained.event.person
        assert best.person.clues or best.implied


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.txt")), ids=lambda p: p.stem)
def test_the_words_of_an_explanation_stand_where_it_says(analyzer: Analyzer, path: Path) -> None:
    text = path.read_bytes().decode()
    explanation = json.loads(json.dumps(explain_article(analyzer, read_article(str(path))).to_dict()))
    words = list(evidence_in(explanation))
    assert words
    assert all(text[w["start"] : w["end"]] == w["text"] for w in words)


def evidence_in(node: object) -> list[dict]:
    if isinstance(node, dict):
        own = [node] if set(node) == {"start", "end", "text"} else []
        return own + [w for value in node.values() for w in evidence_in(value)]
    return [w for value in node for w in evidence_in(value)] if isinstance(node, list) else []


def test_a_pattern_of_the_language_file_is_named(story: Explanation) -> None:
    trigger = story.events[0].tellings[0].trigger
    rule = next(r for r in read_lexicon("en").triggers if r.name == trigger.rule)
    assert trigger.pattern in rule.sources


def test_a_date_is_told_step_by_step(story: Explanation) -> None:
    (date,) = story.events[0].tellings[0].dates
    assert (date.words.text, date.value, date.basis) == ("on Monday", "2024-06-03", story.events[0].event.date_basis)
    assert "Monday" in date.meaning and "2024-06-05" in str(date.against)


def test_a_person_without_an_event_is_told_why(story: Explanation) -> None:
    people = {p.name: p for p in story.people}
    assert people["Ann Reed"].why_not is None
    assert people["Tom Farley"].why_not


def test_words_that_the_language_file_lists_as_no_change_are_distractors(story: Explanation) -> None:
    refusal = next(r for r in story.refusals if r.trigger.words.text == "left")
    assert refusal.reason == "distractor"
    assert "left beta" in refusal.detail


def test_every_refusal_has_a_listed_reason(analyzer: Analyzer) -> None:
    for path in SAMPLES.glob("*.txt"):
        for refusal in explain_article(analyzer, read_article(str(path))).refusals:
            assert refusal.reason in REFUSALS
            assert refusal.detail


def test_each_spelling_has_its_decision(analyzer: Analyzer) -> None:
    explanation = explain_article(analyzer, read_article(str(SAMPLES / "fr-messy.txt")))
    kessler = next(p for p in explanation.people if p.name == "Nadia Kessler")
    by_spelling = {d.spelling: d for d in kessler.decisions}
    assert by_spelling["nadia kesler"].match == "fuzzy"
    assert 0 < by_spelling["nadia kesler"].score <= 1
    assert by_spelling["nadia kesler"].reason


def test_an_event_left_out_by_its_confidence_is_told_so() -> None:
    explanation = explain_article(Analyzer(min_confidence=1.0), Article("story", STORY))
    reed = next(p for p in explanation.people if p.name == "Ann Reed")
    assert not explanation.events
    assert "--min-confidence" in str(reed.why_not)


def test_a_person_may_be_asked_for_by_one_name(analyzer: Analyzer) -> None:
    explanation = explain_article(analyzer, Article("story", STORY), "reed")
    assert [p.name for p in explanation.people] == ["Ann Reed"]
    assert [e.event.person for e in explanation.events] == ["Ann Reed"]


def test_a_name_that_was_not_recognized_is_told_so(analyzer: Analyzer) -> None:
    (person,) = explain_article(analyzer, Article("story", STORY), "Milk").people
    assert "stands in the article" in str(person.why_not)
    (person,) = explain_article(analyzer, Article("story", STORY), "Zebedee").people
    assert "does not stand" in str(person.why_not)


def test_the_command_prints_eighty_columns_and_json(capsys: pytest.CaptureFixture[str]) -> None:
    path = str(SAMPLES / "fr-messy.txt")
    assert run(["explain", path]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 80
    assert any(line.startswith("    rule: fr.") for line in lines)
    assert run(["explain", "--json", "--person", "kesler", path]) == 0
    (person,) = json.loads(capsys.readouterr().out)["people"]
    assert person["name"] == "Nadia Kessler"


def test_a_missing_article_costs_itself_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "--json", "no-such.txt", str(SAMPLES / "de-meldung.txt")]) == 1
    captured = capsys.readouterr()
    failed, good = json.loads(captured.out)
    assert "error" in failed and good["events"]
    assert captured.err.count("\n") == 1


def test_control_codes_of_an_article_never_reach_the_terminal(tmp_path: Path) -> None:
    article = tmp_path / "hostile.txt"
    text = "Ann \x1b[31mReed\x07 resigned as chief executive of [bold]Merrow[/bold] Bank.\n"
    article.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "openai_turnover", "explain", "--lang", "en", str(article)]
    shown = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    assert "\x1b" not in shown and "\x07" not in shown


def test_a_name_is_no_sign_of_the_future(analyzer: Analyzer) -> None:
    text = "2024-09-26\n\nen novembre, nadira kessler a été nommée directrice générale d'helvora. helvora est à lyon."
    explanation = explain_article(analyzer, Article("x", text))
    (date,) = explanation.events[0].tellings[0].dates
    assert date.basis == "effective", date.because
