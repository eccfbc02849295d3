import itertools
import string
import time
from pathlib import Path

import pytest

from openai_turnover import aliases
from openai_turnover.alias_check import check_alias_file
from openai_turnover.alias_rows import read_alias_rows
from openai_turnover.aliases import TABLE, AliasTable, read_aliases
from openai_turnover.errors import DataFileError
from openai_turnover.names import NameMention, NameResolver


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TURNOVER_CACHE", str(tmp_path / "cache"))
    read_aliases.cache_clear()
    yield tmp_path / "cache"
    read_aliases.cache_clear()


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_every_row_of_our_table_is_well_formed_and_no_spelling_leads_to_two() -> None:
    serious = [p for p in check_alias_file(TABLE, AliasTable()) if p.serious]
    assert serious == []


def test_our_table_is_large_enough() -> None:
    sections = [row.section for row in read_alias_rows(TABLE)]
    assert sections.count("person") >= 300
    assert sections.count("organization") >= 300


def test_the_cached_table_is_the_table(cache: Path) -> None:
    first = aliases._our_table()
    assert list(cache.glob("aliases-*.json"))
    assert aliases._our_table() == first


def test_a_damaged_cache_is_read_over(cache: Path) -> None:
    first = aliases._our_table()
    for path in cache.glob("*.json"):
        path.write_text("{", encoding="utf-8")
    assert aliases._our_table() == first


def test_a_cache_that_cannot_be_written_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TURNOVER_CACHE", str(write(tmp_path / "file", "") / "below"))
    assert aliases._our_table().look_up("person", "Mira Murati")


def test_user_rows_win_over_ours_and_change_nothing_else(tmp_path: Path) -> None:
    mine = write(tmp_path / "a.toml", '[[person]]\nname = "Mulati Jones"\nspellings = ["mulati"]\n')
    table, ours = read_aliases(mine), read_aliases()
    assert table.look_up("person", "mulati")[0].name == "Mulati Jones"  # type: ignore[index]
    assert ours.look_up("person", "mulati")[0].name == "Mira Murati"  # type: ignore[index]
    changed = {k for k, v in table.spellings["person"].items() if ours.spellings["person"].get(k) != v}
    assert changed == {"mulati", "mulati jones"}


def test_a_user_can_make_a_spelling_ambiguous(tmp_path: Path) -> None:
    mine = write(tmp_path / "a.toml", '[[person]]\nname = "Anna Mulati"\nambiguous = ["mulati"]\n')
    assert read_aliases(mine).look_up("person", "mulati") is None


def test_plain_and_other_toml_are_read_alike(tmp_path: Path) -> None:
    plain = write(tmp_path / "a.toml", '# x\n[[person]]\nname = "Anna Berg"\nspellings = ["A. Berg", "Berg"]\n')
    other = write(tmp_path / "b.toml", '# x\n[[person]]\nname = \'Anna Berg\'\nspellings = [\n"A. Berg",\n"Berg"]\n')
    assert read_alias_rows(plain) == read_alias_rows(other)


@pytest.mark.parametrize(
    "text", ["[[person]", '[[animal]]\nname = "x"', "[[person]]\nname = 1", "[person]\nname = 'x'"]
)
def test_a_table_that_breaks_the_format_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(DataFileError):
        read_aliases(write(tmp_path / "a.toml", text))


def test_our_table_loads_fast_and_so_do_a_hundred_thousand_rows(cache: Path, tmp_path: Path) -> None:
    words = itertools.islice(map("".join, itertools.product(string.ascii_lowercase, repeat=4)), 100_000)
    rows = "\n".join(f'[[person]]\nname = "Person X{w}"\nspellings = ["P. Q{w}", "Num{w}"]\n' for w in words)
    large = write(tmp_path / "large.toml", rows)
    aliases._our_table()
    ours = min(seconds(aliases._our_table) for _ in range(3))
    baseline = seconds(lambda: [str(i).split("5") for i in range(200_000)])
    users = seconds(lambda: read_aliases(large))
    assert ours < max(0.05, 1.5 * baseline)
    assert users < max(2.0, 40 * baseline)


def seconds(call: object) -> float:
    start = time.process_time()
    call()  # type: ignore[operator]
    return time.process_time() - start


def resolve(*names: str) -> tuple[list[str | None], dict[str, list[str]]]:
    resolver = NameResolver(read_aliases())
    people = resolver.resolve([NameMention(name, i) for i, name in enumerate(names)])
    return [person.name if person else None for person in people], resolver.left_as_written


def test_a_surname_that_two_known_people_share_is_left_as_written_and_said() -> None:
    assert resolve("Altman") == (["Altman"], {"Altman": ["Sam Altman", "Jack Altman"]})


def test_a_surname_that_two_people_of_the_article_share_is_left_and_said() -> None:
    names, said = resolve("Sam Altman", "Jack Altman", "Altman")
    assert names[2] is None
    assert set(said["Altman"]) == {"Sam Altman", "Jack Altman"}


def test_a_shared_surname_beside_one_of_them_is_that_ones() -> None:
    assert resolve("Sam Altman", "Altman") == (["Sam Altman", "Sam Altman"], {})


def test_a_lone_given_name_in_another_case_is_its_persons() -> None:
    assert resolve("Παναγής Βουρλόπουλος", "Παναγή")[0][1] == "Παναγής Βουρλόπουλος"


def test_every_decision_has_its_method_score_and_reason() -> None:
    resolver = NameResolver(read_aliases())
    names = ("Nadia Kessler", "nadia kesler", "Kessler", "mulati")
    people = resolver.resolve([NameMention(name, i) for i, name in enumerate(names)])
    decisions = {text: d for person in people if person for text, d in person.decisions.items()}
    assert decisions["nadia kesler"].method == "near"
    assert 0.8 <= decisions["nadia kesler"].score < 1
    assert decisions["Kessler"].method == "part"
    assert decisions["mulati"].method == "alias"
    assert all(decisions[name].reason for name in names)
