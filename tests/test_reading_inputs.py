"""Folders, tables and archives give their articles in order, and what cannot be read is said and survived."""

import csv
import gzip
import io
import json
import os
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from openai_turnover.errors import InputError
from openai_turnover.reading import Input, count_inputs, find_inputs, read_input
from openai_turnover.reading import archives as archives_module

PAGE = "<!doctype html><html><head><title>Acme</title></head><body><p>Nadia Kessler resigned.</p></body></html>"


def sources(*paths: Path, **options: str) -> list[str]:
    return [Path(i.source).name for i in find_inputs(map(str, paths), **options)]


def inputs(*paths: Path, **options: str) -> list[Input]:
    return list(find_inputs(map(str, paths), **options))


def test_a_folder_gives_its_articles_and_leaves_other_files_alone(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    for name in ("b.txt", "a.MD", "c.json", "d.html", "e.htm", ".hidden.txt", "f.jsonl", "below/g.txt"):
        (tmp_path / name).write_text("x")
    assert sources(tmp_path) == ["a.MD", "b.txt", "d.html", "e.htm", "g.txt"]


def test_a_glob_chooses_files_in_place_of_endings(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    for name in ("a.txt", "b.text", "news/c.text"):
        (tmp_path / name).write_text("x")
    assert sources(tmp_path, glob="*.text") == ["b.text", "c.text"]
    assert sources(tmp_path, glob="news/*") == ["c.text"]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "again").symlink_to(tmp_path)
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    assert sources(tmp_path) == ["a.txt", "loop.txt"]
    with pytest.raises(InputError, match="symbolic links"):
        read_input(inputs(tmp_path)[1])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (found,) = inputs(tmp_path)
    assert found.error and "regular" in found.error


def test_json_lines_take_text_title_date_and_url(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    rows = [
        {"text": "Nadia left.", "title": "T", "date": "2024-05-03T10:00:00Z", "url": "https://example.org/1"},
        {"maintext": "Tomas left.", "date_publish": "03.05.2024"},
    ]
    path.write_text("\n".join(map(json.dumps, rows)) + "\n\nno json\n[1]\n{}\n", encoding="utf-8")
    first, second, broken, no_object, no_text = inputs(path)
    article = read_input(first)
    assert (article.source, article.text) == (f"{path}#https://example.org/1", "Nadia left.")
    assert (article.title, article.published) == ("T", "2024-05-03")
    assert second.source == f"{path}#2" and "ISO 8601" in read_input(second).warnings[0]
    assert [i.source for i in (broken, no_object, no_text)] == [f"{path}#{n}" for n in (4, 5, 6)]
    assert broken.error and no_object.error and no_text.error and "--text-field" in no_text.error


def test_the_text_field_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "news.ndjson"
    path.write_text('{"text": "summary", "Story": "Nadia left."}\n')
    assert inputs(path, text_field="story")[0].content == "Nadia left."


def test_csv_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    with open(path, "w", newline="", encoding="utf-8-sig") as stream:
        csv.writer(stream, delimiter=";").writerows([["id", "Text", "date"], ["1", "two\nlines", "2024-05-03"], ["2"]])
    first, second = inputs(path)
    assert (first.source, first.content, first.published) == (f"{path}#2", "two\nlines", "2024-05-03")
    assert second.source == f"{path}#3" and second.error


def test_tables_may_be_compressed_and_damaged(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl.gz"
    rows = "".join(json.dumps({"text": f"Nadia left {n}. {os.urandom(40).hex()}"}) + "\n" for n in range(400))
    path.write_bytes(gzip.compress(rows.encode())[:-900])
    found = inputs(path)
    assert len(found) > 10 and found[0].content and found[-1].error and "end" in found[-1].error


def archive(path: Path, pages: list[tuple[str, str, bytes, dict[str, str]]]) -> Path:
    with open(path, "wb") as stream:
        writer = WARCWriter(stream, gzip=path.name.endswith(".gz"))
        writer.write_record(writer.create_warcinfo_record("x", {"software": "test"}))
        for address, status, body, headers in pages:
            http = StatusAndHeaders(status, list(headers.items()), protocol="HTTP/1.1")
            writer.write_record(writer.create_warc_record(address, "response", io.BytesIO(body), http_headers=http))
    return path


HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.mark.parametrize("ending", [".warc", ".warc.gz"])
def test_an_archive_gives_its_pages(tmp_path: Path, ending: str) -> None:
    body = PAGE.encode()
    latin = PAGE.replace("Nadia", "Zoé").encode("latin-1")
    pages = [
        ("https://example.org/a", "200 OK", body, HTML),
        ("https://example.org/gone", "404 Not Found", body, HTML),
        ("https://example.org/logo", "200 OK", b"\x89PNG", {"Content-Type": "image/png"}),
        ("https://example.org/b", "200 OK", gzip.compress(body), {**HTML, "Content-Encoding": "gzip"}),
        ("https://example.org/c", "200 OK", latin, {"Content-Type": "text/html; charset=ISO-8859-1"}),
    ]
    path = archive(tmp_path / f"crawl{ending}", pages)
    found = inputs(tmp_path)
    assert [i.source for i in found] == [f"{path}#https://example.org/{name}" for name in "abc"]
    articles = [read_input(i) for i in found]
    assert ["Nadia" in a.text for a in articles] == [True, True, False] and "Zoé" in articles[2].text
    assert articles[0].offsets and articles[0].offsets.original == PAGE


def test_a_decompression_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives_module, "LARGEST", 100_000)
    bomb = gzip.compress(b" " * 50_000_000)
    headers = {**HTML, "Content-Encoding": "gzip"}
    pages = [("https://x/bomb", "200 OK", bomb, headers), ("https://x/a", "200 OK", PAGE.encode(), HTML)]
    first, second = inputs(archive(tmp_path / "crawl.warc.gz", pages))
    assert first.error and "unpacked" in first.error
    assert "Nadia" in read_input(second).text


def test_a_damaged_archive_gives_the_pages_before_the_damage(tmp_path: Path) -> None:
    path = archive(tmp_path / "crawl.warc.gz", [(f"https://x/{n}", "200 OK", os.urandom(2000), HTML) for n in range(5)])
    path.write_bytes(path.read_bytes()[:-3000])
    found = inputs(path)
    assert found[0].content and not found[0].error
    assert found[-1].error


def test_what_is_no_archive_is_said(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc"
    path.write_bytes(b"no archive at all, but text\n" * 9)
    (found,) = inputs(path)
    assert found.error and "archive" in found.error


def test_numbers_are_known_for_files_only(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    assert count_inputs([str(tmp_path)]) == 1
    assert count_inputs([str(tmp_path), "news.jsonl"]) is None


def test_an_article_too_large_is_refused_not_cut(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_text("Nadia Kessler resigned. " * 900_000)
    with pytest.raises(InputError, match=r"bytes|characters"):
        read_input(Input(str(path)))
