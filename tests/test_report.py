"""The page shows what articles say, in place and in their own languages, and nothing in an article can run on it."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from pages import Element, parse_page
from story import gold_reports

from openai_turnover.aliases import read_aliases
from openai_turnover.cli.main import run
from openai_turnover.digest.articles import MOST_BYTES, room_for_texts, show_articles
from openai_turnover.digest.dossier import make_dossier
from openai_turnover.digest.marking import mark_text
from openai_turnover.digest.records import ShownArticle
from openai_turnover.output.json import encode
from openai_turnover.output.report import format_page
from openai_turnover.output.report.languages import language_code, language_of
from openai_turnover.reading import read_article
from openai_turnover.records import Event, Evidence, Failure, Person, Report, Variant

HOSTILE = (
    "</script></style></template></textarea>--><script>window.ran = 1</script><img src=x onerror='window.ran = 1'>"
    "\"><svg onload=window.ran=1>' onclick=window.ran=1 {{ 7 * 7 }} javascript:window.ran=1 &lt;b&gt; \u202e \ud800"
    " \x00"
)
TEXT = "Ann Reed resigned as chair of Merrow Bank on Monday. Reedy banks grow; Ann Reed stays calm.\n"
EVIDENCE = Evidence(0, 52, TEXT[:52])


def event(**values: object) -> Event:
    base = Event("Ann Reed", "resignation", "out", "Merrow Bank", "Chair", "chair", date_text="Monday")
    return replace(base, evidence=(EVIDENCE,), **values)  # type: ignore[arg-type]


def report(source: str = "a.txt", *events: Event) -> Report:
    people = (Person("Ann Reed", (Variant("Ann Reed", 2, "exact"), Variant("Reed", 2, "exact")), ("Chair",)),)
    return Report(source, "en", 1.0, "2024-03-05", "Reed resigns", "Merrow Bank", people, events or (event(),))


def page_of(*records: Report | Failure, folder: Path | None = None) -> str:
    reports = [record for record in records if isinstance(record, Report)]
    return format_page(make_dossier(records, read_aliases()), list(show_articles(reports, folder)))


@pytest.fixture(scope="module")
def story() -> Element:
    return parse_page(page_of(*gold_reports()))


def by_id(page: Element, name: str) -> Element:
    return next(element for element in page.walk() if element.get("id") == name)


def test_every_part_is_there(story: Element) -> None:
    ids = {element.get("id") for element in story.walk()}
    assert {"timeline", "changes", "successions", "people", "articles"} <= ids
    assert len(by_id(story, "table").all("tbody")[0].children) == 6
    assert len(by_id(story, "articles").all("article")) == 9
    assert "Annika Torvald" in by_id(story, "timeline").text


def test_conflicts_are_flagged_with_links_to_who_says_so(story: Element) -> None:
    conflicts = [e for e in by_id(story, "people").all("div") if e.get("class") == "conflict"]
    assert len(conflicts) == 5
    assert all(
        link.get(
            "href",
        )
        for conflict in conflicts
        for link in conflict.all("a")
    )
    assert any("dismissed" in conflict.text and "02-fr-le-quai.txt" in conflict.text for conflict in conflicts)


def test_the_decisions_about_a_name_are_shown(story: Element) -> None:
    person = next(e for e in by_id(story, "people").all("article") if "Annika Torvald" in e.text)
    rows = {row.children[0].text: row.text for row in person.all("tbody")[0].all("tr")}
    assert "script" in rows["Анника Торвальд"] and "анника" in rows["Анника Торвальд"]


def test_evidence_people_roles_and_dates_are_marked_in_the_text(story: Element) -> None:
    article = next(e for e in by_id(story, "articles").all("article") if "02-fr-le-quai.txt" in e.text)
    assert "a été révoquée par le conseil d'administration" in [mark.text for mark in article.all("mark")]
    marked = {(e.get("class"), e.text) for e in article.all("span")}
    assert ("m-person", "Annika Torvald") in marked


def test_an_article_leads_to_the_changes_that_it_tells(story: Element) -> None:
    article = next(e for e in by_id(story, "articles").all("article") if "05-es-puerto-diario.txt" in e.text)
    (told,) = (e for e in article.all("ul") if e.get("class") == "told")
    assert {link.text for link in told.all("a")} == {"Rafael Ondarreta", "Annika Torvald"}


def test_every_link_on_the_page_leads_somewhere(story: Element) -> None:
    ids = {element.get("id") for element in story.walk()}
    assert all((link.get("href") or "")[1:] in ids for link in story.all("a"))
    listed = [element.get("id") for element in story.walk() if element.get("id")]
    assert len(listed) == len(set(listed))


def test_what_a_screen_reader_needs(story: Element) -> None:
    assert len(story.all("main")) == len(story.all("h1")) == 1
    assert story.all("html")[0].get("lang") == "en"
    assert story.all("nav")[0].get("aria-label")
    table = by_id(story, "table")
    assert all(th.get("scope") == "col" for th in table.all("thead")[0].all("th"))
    assert [th.get("aria-sort") for th in table.all("th")].count("ascending") == 1
    assert all(row.all("th")[0].get("scope") == "row" for row in table.all("tbody")[0].children)
    labelled = [control for label in story.all("label") for kind in ("input", "select") for control in label.all(kind)]
    assert len(labelled) == len(story.all("input")) + len(story.all("select"))
    assert by_id(story, "found").get("aria-live") == "polite"


def test_headings_never_skip_a_level(story: Element) -> None:
    levels = [int(e.tag[1]) for e in story.walk() if e.tag in ("h1", "h2", "h3", "h4")]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_each_text_says_its_language(story: Element) -> None:
    languages = {e.get("lang") for e in by_id(story, "articles").all("div") if e.get("class") == "text"}
    assert languages == {"en", "fr", "de", "ru", "es", "it", "ja", "pt"}
    spelled = {e.text: e.get("lang") for e in by_id(story, "people").all("bdi")}
    assert spelled["アンニカ・トルヴァルド"] == "ja" and spelled["Анника Торвальд"] == "ru"


@pytest.mark.parametrize(
    ("text", "languages", "language"),
    [
        ("Nadia Kessler", ("en",), None),
        ("Σοφία Καραμίτσου", (), "el"),
        ("नदिया केसलर", (), "sa"),
        ("藤井美咲", ("ja",), "ja"),
        ("王小明", ("en", "zh"), "zh"),
        ("김민수", (), "ko"),
    ],
)
def test_the_language_of_a_name(text: str, languages: tuple[str, ...], language: str | None) -> None:
    assert language_of(text, languages) == language


def test_a_name_from_right_to_left_is_kept_apart() -> None:
    name = "דנה כהן"
    page = parse_page(page_of(Report("a.txt", "en", 1.0, events=(event(person=name),))))
    assert name in {element.text for element in page.all("bdi")}


def test_a_language_that_is_none_is_not_written() -> None:
    assert language_code('en" onload="x') is None and language_code("sa") == "sa"


def test_a_greek_and_a_sanskrit_article_stay_whole(tmp_path: Path) -> None:
    for language, name, text in (
        ("el", "Σοφία Καραμίτσου", "Η Σοφία Καραμίτσου παραιτήθηκε."),
        ("sa", "नदिया केसलर", "नदिया केसलर त्यागपत्रं दत्तवती।"),
    ):
        path = tmp_path / f"{language}.txt"
        path.write_text(text, encoding="utf-8")
        told = Event(name, "resignation", "out", evidence=(Evidence(0, len(text), text),))
        people = (Person(name, (Variant(name, 1, "exact"),)),)
        page = parse_page(page_of(Report(str(path), language, 1.0, people=people, events=(told,))))
        (shown,) = (e for e in page.all("div") if e.get("class") == "text")
        assert shown.text == text and shown.get("lang") == language
        assert [e.text for e in shown.all("span")] == [name]


def hostile_report(folder: Path) -> Report:
    path = folder / f"{'<img src=x onerror=window.ran=1>'[:20]}.txt"
    path.write_text(HOSTILE, encoding="utf-8", errors="surrogatepass")
    text = read_article(str(path)).text
    told = Event(
        HOSTILE, "resignation", "out", HOSTILE, HOSTILE, "{{ 7 * 7 }}", None, "javascript:", destination=HOSTILE,
        successor=HOSTILE + " Lind", reason=HOSTILE, evidence=(Evidence(0, len(text), text),), rule=HOSTILE,
    )  # fmt: skip
    denied = replace(told, status="denied", evidence=(Evidence(0, 9, text[:9]),))
    people = (Person(HOSTILE, (Variant("<script>", 1, "exact"), Variant(HOSTILE, 1, "fuzzy")), (HOSTILE,), "Q1'x"),)
    return Report(str(path), 'en" onload="x', 1.0, None, HOSTILE, HOSTILE, people, (told, denied), (HOSTILE,))


def test_nothing_in_an_article_becomes_markup(tmp_path: Path) -> None:
    text = page_of(hostile_report(tmp_path), Failure(HOSTILE, HOSTILE, HOSTILE))
    text.encode("utf-8")
    page = parse_page(text)
    assert len(page.all("script")) == len(page.all("style")) == 1
    assert not {"img", "svg", "iframe", "object", "link", "base"} & {e.tag for e in page.walk()}
    assert not any(name.startswith("on") or name == "style" for e in page.walk() for name in e.attributes)
    assert all((link.get("href") or "").startswith("#") for link in page.all("a"))
    assert "{{ 7 * 7 }}" in page.text and "\u202e" not in text and "\x00" not in text
    assert page.all("script")[0].text == next(e for e in parse_page(page_of(report())).all("script")).text


def test_only_the_style_and_the_script_of_the_page_are_allowed(story: Element) -> None:
    (policy,) = (e.get("content") or "" for e in story.all("meta") if e.get("http-equiv"))
    assert policy.startswith("default-src 'none';") and policy.count("sha256-") == 2 and "unsafe" not in policy


def test_nothing_is_loaded_from_anywhere(story: Element) -> None:
    assert not any({"src", "srcset", "action"} & set(e.attributes) for e in story.walk())
    assert "@import" not in story.all("style")[0].text and "url(" not in story.all("style")[0].text


def shown(source: Path, folder: Path | None = None, told: Report | None = None) -> ShownArticle:
    return next(show_articles([told or report(str(source))], folder))


def test_marked_text_is_the_whole_text() -> None:
    stretches = mark_text(TEXT, report(), [(0, 52)])
    assert "".join(part.text for stretch in stretches for part in stretch.parts) == TEXT
    marked = [(part.kind, part.text) for stretch in stretches for part in stretch.parts if part.kind]
    assert marked == [("person", "Ann Reed"), ("role", "chair"), ("date", "Monday"), ("person", "Ann Reed")]
    assert [stretch.is_evidence for stretch in stretches] == [True, False]


def test_a_mark_never_cuts_a_vowel_sign_from_its_letter() -> None:
    people = (Person("शुल्मन", (Variant("शुल्मन", 1, "exact"),)),)
    stretches = mark_text("शुल्मनि शुल्मन", Report("a.txt", "sa", 1.0, people=people), [])
    assert [(part.kind, part.text) for part in stretches[0].parts] == [("", "शुल्मनि "), ("person", "शुल्मन")]


def test_evidence_that_ends_within_a_name_marks_both() -> None:
    stretches = mark_text(TEXT, report(), [(0, 3)])
    assert [(p.kind, p.text) for s in stretches[:2] for p in s.parts][:2] == [("person", "Ann"), ("person", " Reed")]


def test_a_web_page_is_shown_as_its_text(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    html = f"<html><body><article><h1>Bank &amp; chair</h1><p>{TEXT.strip()}</p></article></body></html>"
    path.write_text(html, encoding="utf-8")
    start = html.index("Ann Reed")
    evidence = (Evidence(start, start + 52, html[start : start + 52]),)
    article = shown(path, told=report(str(path), replace(event(), evidence=evidence)))
    assert next(p.text for s in article.stretches if s.is_evidence for p in s.parts) == "Ann Reed"
    whole = "".join(p.text for s in article.stretches for p in s.parts)
    assert "Bank & chair" in whole and "<p>" not in whole


def test_other_line_ends_do_not_shift_the_evidence(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\r\n\r\n" + TEXT.encode())
    evidence = (Evidence(4, 56, TEXT[:52]),)
    article = shown(path, told=report(str(path), replace(event(), evidence=evidence)))
    assert "".join(p.text for s in article.stretches if s.is_evidence for p in s.parts) == TEXT[:52]


def test_without_its_article_a_report_shows_its_evidence(tmp_path: Path) -> None:
    page = parse_page(page_of(report(str(tmp_path / "gone.txt"))))
    article = by_id(page, "article-1")
    assert EVIDENCE.text in article.text and "not at its place" in article.text


def test_an_article_that_has_changed_is_not_marked_wrongly(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Another text altogether, of Ann Reed.", encoding="utf-8")
    assert "changed" in (shown(path).why_no_text or "")


def test_a_file_of_reports_cannot_draw_other_files_into_the_page(tmp_path: Path) -> None:
    secret, outside = tmp_path / "secret.key", tmp_path / "outside.txt"
    folder = tmp_path / "articles"
    folder.mkdir()
    for path in (secret, outside):
        path.write_text(TEXT, encoding="utf-8")
    assert not shown(secret).stretches
    assert not shown(outside, folder).stretches
    assert not shown(Path("../outside.txt"), folder).stretches
    (folder / "link.txt").symlink_to(outside)
    assert not shown(Path("link.txt"), folder).stretches


def test_articles_that_have_moved_are_found_in_the_folder_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert shown(Path("once/somewhere/a.txt"), tmp_path).stretches


def test_the_more_there_is_to_say_the_less_room_there_is_for_texts() -> None:
    small = make_dossier([report()], read_aliases())
    assert room_for_texts(small) == MOST_BYTES
    assert room_for_texts(replace(small, changes=small.changes * 6000)) < MOST_BYTES
    assert room_for_texts(replace(small, changes=small.changes * 20_000)) == 0


def test_texts_beyond_the_limit_are_left_out_and_it_is_said(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    first, second = show_articles([report(str(tmp_path / n)) for n in ("a.txt", "b.txt")], room=60)
    assert first.stretches and not second.stretches
    assert "many articles" in (second.why_no_text or "")


def test_the_command_writes_the_same_page_every_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = tmp_path / "r.jsonl"
    lines.write_text("".join(f"{encode(r.to_dict())}\n" for r in gold_reports()), encoding="utf-8")
    pages = []
    for name in ("1.html", "2.html"):
        assert run(["report", str(lines), "-o", str(tmp_path / name)]) == 0
        pages.append((tmp_path / name).read_bytes())
    assert pages[0] == pages[1]
    assert run(["report", str(lines), "-o", "-", "--person", "Ondarreta", "--no-text"]) == 0
    chosen = parse_page(capsys.readouterr().out)
    assert len(by_id(chosen, "articles").all("article")) == 3
    assert "as you asked" in chosen.text


def test_a_bad_line_costs_itself_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = tmp_path / "r.jsonl"
    lines.write_text("{oh\n" + encode(report().to_dict()), encoding="utf-8")
    assert run(["report", str(lines), "-o", str(tmp_path / "r.html")]) == 1
    assert f"{lines}:1" in capsys.readouterr().err
    assert f"{lines}:1" in parse_page((tmp_path / "r.html").read_text(encoding="utf-8")).text


def test_nothing_to_show_is_a_page_too() -> None:
    assert "0 changes in 0 articles" in parse_page(page_of()).text


@pytest.mark.parametrize("command", ["digest", "report"])
def test_spacy_is_not_loaded(tmp_path: Path, command: str) -> None:
    lines = tmp_path / "r.jsonl"
    lines.write_text(encode(report().to_dict()), encoding="utf-8")
    code = (
        "import sys; from openai_turnover.cli.main import run; "
        f"run([{command!r}, {str(lines)!r}, '-o', {str(tmp_path / 'out')!r}]); sys.exit('spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
