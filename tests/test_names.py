import pytest

from openai_turnover.aliases import AliasTable, read_aliases
from openai_turnover.name_similarity import compare_names
from openai_turnover.names import NameMention, NameResolver, name_parts, near, same_person
from openai_turnover.spelling import capitalise_name, is_caseless


def resolve(*names: str) -> list[str | None]:
    mentions = [NameMention(name, i) for i, name in enumerate(names)]
    people = NameResolver(AliasTable()).resolve(mentions)
    return [person.name if person else None for person in people]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Nadia Kessler", "nadia kesler"),
        ("Tomas Brandvik", "tomas brandvick"),
        ("Barret Zoph", "barrett zoff"),
        ("Karén Simonyan", "karen simonian"),
        ("Luca de Meo", "Luca De Meo"),
        ("пэт гелсингер", "пэт гелсингера"),
    ],
)
def test_respellings_of_one_person_agree(a: str, b: str) -> None:
    assert same_person(name_parts(a), name_parts(b))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Sam Altman", "Jack Altman"),
        ("Mark Chen", "Mike Chen"),
        ("Marie Chazelle", "Mireille Chazelle"),
        ("Anna Berg", "Anna Lund"),
        ("佐藤恒治", "佐藤健治"),
        ("Jean Dupont", "Jeanne Dupont"),
        ("Mario Rossi", "Maria Rossi"),
        ("Daniel Moss", "Daniela Moss"),
    ],
)
def test_near_names_of_two_people_stay_apart(a: str, b: str) -> None:
    assert not same_person(name_parts(a), name_parts(b))


def test_a_surname_belongs_to_its_full_name() -> None:
    assert resolve("Claudine Gay", "Gay") == ["Claudine Gay", "Claudine Gay"]


def test_a_double_surname_belongs_to_its_full_name() -> None:
    assert resolve("Ingrid Solheim-Okafor", "Solheim-Okafor")[1] == "Ingrid Solheim-Okafor"


def test_a_surname_that_fits_two_people_is_left_alone() -> None:
    assert resolve("Sam Altman", "Jack Altman", "Altman")[2] is None


def test_a_japanese_surname_belongs_to_its_full_name() -> None:
    assert resolve("内山田竹志", "内山田")[1] == "内山田竹志"


def test_a_japanese_surname_before_its_full_name_belongs_to_it() -> None:
    assert resolve("大谷", "大谷隆") == ["大谷隆", "大谷隆"]


def test_near_words_of_other_beginnings_are_not_near() -> None:
    assert not near("berg", "burke")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("bob mcgrew", "Bob McGrew"),
        ("imogen clarke-ross", "Imogen Clarke-Ross"),
        ("SIOBHAN O'NEILL", "Siobhan O'Neill"),
        ("anna van der berg", "Anna van der Berg"),
        ("Luca de Meo", "Luca de Meo"),
    ],
)
def test_names_are_shown_in_normal_capitalisation(written: str, shown: str) -> None:
    assert capitalise_name(written, {"van", "der", "de"}) == shown


def test_lower_case_text_is_caseless_and_normal_text_is_not() -> None:
    assert is_caseless("mira murati quitte openai")
    assert not is_caseless("Mira Murati quitte OpenAI mercredi.")


@pytest.mark.parametrize(
    ("spelling", "name"),
    [("sutskvo", "Ilya Sutskever"), ("Meera Murati", "Mira Murati"), ("andre karpas", "Andrej Karpathy")],
)
def test_known_misspellings_lead_to_the_person(spelling: str, name: str) -> None:
    hit = read_aliases().look_up("person", spelling)
    assert hit is not None and hit[0].name == name


def test_sam_and_jack_altman_are_two_rows() -> None:
    table = read_aliases()
    sam, jack = (table.look_up("person", n) for n in ("Sam Altman", "Jack Altman"))
    assert sam and jack and sam[0] is not jack[0]
    assert table.look_up("person", "Altman") is None


@pytest.mark.parametrize(
    ("full", "respelt"),
    [
        ("吴泳铭", "吴咏铭"),
        ("田中健二", "田中建二"),
        ("조승우", "초승우"),
        ("穆斯塔法·苏莱曼", "穆斯塔发·苏雷曼"),
        ("卡伦·西蒙尼扬", "凯伦·西蒙尼安"),
        ("米哈伊尔·帕拉欣", "米哈伊·巴拉欣"),
    ],
)
def test_inside_an_article_a_sign_that_sounds_alike_makes_no_other_person(full: str, respelt: str) -> None:
    assert resolve(full, full, respelt) == [full, full, full]


@pytest.mark.parametrize(
    ("one", "another"),
    [
        ("王小明", "王大明"),
        ("田中健一", "田中健二"),
        ("김민수", "김민서"),
        ("马克·陈", "马克·程"),
        ("托马斯·克莱因", "托马斯·克莱门特"),
    ],
)
def test_inside_an_article_a_sign_that_sounds_otherwise_makes_another_person(one: str, another: str) -> None:
    assert resolve(one, another) == [one, another]


def test_across_articles_native_names_that_sound_alike_stay_two_people() -> None:
    assert not compare_names("张一鸣", "张一明").same
