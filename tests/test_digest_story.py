"""Nine articles of one story in eight languages: each change once with its sources, and every disagreement listed."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from story import FOLDER, gold_reports, number_of, read_gold

from openai_turnover import Analyzer, Report, read_article
from openai_turnover.aliases import read_aliases
from openai_turnover.digest.dossier import make_dossier
from openai_turnover.digest.records import Change, Dossier


def numbers(sources: Iterable[str]) -> list[str]:
    return sorted({number_of(source) for source in sources})


def told(change: Change) -> tuple[str, str, str, str | None, list[str]]:
    return change.person, change.direction, change.kind, change.date, numbers(change.source_names)


def disagreements(dossier: Dossier) -> list[tuple[str, str, list[list[str]]]]:
    return sorted(
        (change.person, conflict.field, sorted(numbers(claim.sources) for claim in conflict.claims))
        for change in dossier.changes
        for conflict in change.conflicts
    )


@pytest.fixture(scope="module")
def gold() -> Dossier:
    return make_dossier(gold_reports(), read_aliases())


@pytest.fixture(scope="module")
def read() -> Dossier:
    analyzer = Analyzer()
    reports: list[Report] = [analyzer.analyze(read_article(str(path))) for path in sorted(FOLDER.glob("*.txt"))]
    return make_dossier(reports, read_aliases())


def test_each_change_stands_once_with_all_its_sources(gold: Dossier) -> None:
    expected = [(c["person"], c["direction"], c["kind"], c.get("date"), c["sources"]) for c in read_gold()["changes"]]
    assert sorted(map(told, gold.changes), key=str) == sorted(expected, key=str)


def test_every_planted_disagreement_is_listed_and_no_other(gold: Dossier) -> None:
    expected = [(c["person"], c["field"], sorted(c["sides"])) for c in read_gold()["conflicts"]]
    assert disagreements(gold) == sorted(expected)


def test_the_position_is_handed_on_twice(gold: Dossier) -> None:
    ways = {chain.people for chain in gold.chains}
    assert ("Annika Torvald", "Étienne Marchetaux", "Priya Raghunandan") in ways
    assert all(chain.organization == "Kestrane" for chain in gold.chains)


def test_names_in_three_scripts_are_one_person(gold: Dossier) -> None:
    torvald = next(c for c in gold.changes if c.person == "Annika Torvald")
    assert {"Annika Torvald", "Анника Торвальд", "アンニカ・トルヴァルド"} <= set(torvald.names)


def test_what_the_program_reads_in_the_articles_says_the_same(read: Dossier) -> None:
    expected = {
        (c["person"], c["direction"]): sorted(set(c["sources"]) - set(c.get("missed_by_the_analyzer", ())))
        for c in read_gold()["changes"]
        if c["kind"] != "return"
    }
    changes = [c for c in read.changes if c.kind != "return"]
    assert len(changes) == len(expected)
    assert {(c.person, c.direction): numbers(c.source_names) for c in changes} == expected


def test_what_the_program_reads_in_the_articles_disagrees_where_they_do(read: Dossier) -> None:
    planted = {(c["person"], c["field"]) for c in read_gold()["conflicts"]}
    assert {(person, field) for person, field, _ in disagreements(read)} == planted
