"""A batch on a Ray cluster of two workers: the same reports as without it, in one file or in parts."""

import os
import sys
from pathlib import Path

import pytest

from openai_turnover import batch_ray
from openai_turnover.batch import ReadingOptions
from openai_turnover.cli.main import run
from openai_turnover.reading import Input
from openai_turnover.records import Failure, Report

ray = pytest.importorskip("ray")
STORY = "Nadia Kessler resigned as chief executive of Acme{} on Monday. Samuel Okoro was named chairman of Acme{}."
ENGLISH = ReadingOptions(lang="en")


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for n in range(12):
        (folder / f"{n:02}.txt").write_text(STORY.format(n, n), encoding="utf-8")
    (folder / "06.txt").write_bytes(b"")
    return folder


def batch(articles: Path, output: str, *more: str) -> int:
    return run(["batch", str(articles), "--lang", "en", "--jobs", "2", "-o", output, *more])


def test_both_engines_write_the_same_file(articles: Path, tmp_path: Path) -> None:
    assert batch(articles, str(tmp_path / "local.jsonl")) == 1
    assert batch(articles, str(tmp_path / "ray.jsonl"), "--engine", "ray") == 1
    assert (tmp_path / "ray.jsonl").read_bytes() == (tmp_path / "local.jsonl").read_bytes()


def test_parts_hold_the_same_reports_and_are_taken_up(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(batch_ray, "ARTICLES_PER_PART", 5)
    local, folder = tmp_path / "local.jsonl", tmp_path / "reports"
    batch(articles, str(local))
    assert batch(articles, f"{folder}/", "--engine", "ray") == 1
    parts = sorted(folder.iterdir())
    assert [p.name for p in parts] == ["part-00000.jsonl", "part-00001.jsonl", "part-00002.jsonl"]
    assert b"".join(p.read_bytes() for p in parts) == local.read_bytes()
    parts[1].unlink()
    untouched = parts[0].stat().st_mtime_ns
    assert batch(articles, f"{folder}/", "--engine", "ray") == 2
    assert "--resume" in capsys.readouterr().err
    assert batch(articles, f"{folder}/", "--engine", "ray", "--resume") == 1
    assert b"".join(p.read_bytes() for p in parts) == local.read_bytes()
    assert parts[0].stat().st_mtime_ns == untouched


class Mortal(batch_ray.ArticleReader):
    """Dies of one article."""

    def read(self, unread: Input) -> Report | Failure:
        if unread.source == "poison":
            os._exit(1)
        return super().read(unread)


def test_an_article_that_kills_its_actor_costs_itself_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ray.cloudpickle.register_pickle_by_value(sys.modules[__name__])
    monkeypatch.setattr(batch_ray, "ArticleReader", Mortal)
    inputs = [Input("poison" if n == 4 else f"a{n}", STORY.format(n, n)) for n in range(9)]
    records = list(batch_ray.analyze_on_ray(ENGLISH, inputs, 2, None))
    assert [r.source for r in records] == [i.source for i in inputs]
    assert [r.type for r in records if isinstance(r, Failure)] == ["WorkerDied"]
    failures = list(batch_ray.write_parts_on_ray(ENGLISH, inputs, 2, None, tmp_path / "parts", "jsonl"))
    assert failures == [1, 0]
    assert len((tmp_path / "parts" / "part-00000.jsonl").read_text().splitlines()) == 9


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--engine", "ray", "--ray-address", "127.0.0.1:1"], "no Ray cluster"),
        (["--ray-address", "auto"], "--engine ray"),
        (["-o", "reports/"], "--engine ray"),
    ],
)
def test_a_cluster_that_cannot_be_used_is_said(
    articles: Path, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["batch", str(articles), *arguments]) == 2
    assert message in capsys.readouterr().err
