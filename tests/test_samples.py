"""The samples are read as their README says, from the file to the report."""

import json
from pathlib import Path

import jsonschema
import pytest

from openai_turnover import Analyzer, Report, read_article
from openai_turnover.schema import SCHEMA

SAMPLES = Path(__file__).parent.parent / "samples"


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer()


def read(analyzer: Analyzer, name: str) -> Report:
    return analyzer.analyze(read_article(str(SAMPLES / name)))


def events_of(report: Report) -> set[tuple[str, str]]:
    return {(e.person, e.direction) for e in report.events}


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.txt")), ids=lambda p: p.stem)
def test_every_report_follows_the_schema_and_its_evidence_is_exact(analyzer: Analyzer, path: Path) -> None:
    report = read(analyzer, path.name)
    jsonschema.validate(json.loads(json.dumps(report.to_dict())), SCHEMA)
    text = path.read_bytes().decode()
    assert report.events
    for event in report.events:
        for evidence in event.evidence:
            assert text[evidence.start : evidence.end] == evidence.text


def test_the_messy_french_article(analyzer: Analyzer) -> None:
    report = read(analyzer, "fr-messy.txt")
    assert (report.language, report.published) == ("fr", "2025-03-14")
    by_person = {(e.person, e.direction): e for e in report.events}
    kessler = by_person["Nadia Kessler", "out"]
    assert (kessler.kind, kessler.role, kessler.date) == ("resignation", "Chief Technology Officer", "2025-03-13")
    assert by_person["Tomas Brandvik", "out"].date == "2024-11"
    assert by_person["Lucie Amarante", "out"].status == "reported"
    assert by_person["Samuel Okoro", "in"].kind == "interim_appointment"
    names = {p.name: {v.text for v in p.variants} for p in report.people}
    assert names["Nadia Kessler"] == {"nadia kessler", "nadia kesler"}


def test_the_press_release(analyzer: Analyzer) -> None:
    report = read(analyzer, "en-press-release.txt")
    assert report.published == "2024-06-03"
    assert {("Margaret Osei", "out"), ("Daniel Whitcombe", "in")} <= events_of(report)


def test_the_same_text_gives_the_same_report(analyzer: Analyzer) -> None:
    assert read(analyzer, "de-meldung.txt") == read(analyzer, "de-meldung.txt")


def test_a_published_date_given_by_the_user_wins() -> None:
    article = read_article(str(SAMPLES / "fr-messy.txt"))
    report = Analyzer(published="2023-01-05").analyze(article)
    assert report.published == "2023-01-05"


def test_a_spacy_pipeline_takes_the_analysis_as_a_component() -> None:
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("turnover", config={"published": "2024-06-06"})
    doc = nlp("Ann Reed resigned as chief executive of Merrow Bank on Monday, the company said.")
    assert [e.person for e in doc._.turnover.events] == ["Ann Reed"]
