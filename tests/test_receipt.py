"""A report says what it was made with, and the same input gives the same bytes however it is run."""

import os
import subprocess
import sys
from pathlib import Path

from openai_turnover import Analyzer, Receipt, __version__
from openai_turnover.models import bundled_model
from openai_turnover.reading.article import Article
from openai_turnover.receipt import make_receipt

SAMPLES = Path(__file__).parent.parent / "samples"
STORY = Article("x", "Ann Reed resigned as chief executive of Merrow Bank on Monday, the company said.")


def receipt_with(*tables: Path) -> Receipt:
    receipt = Analyzer(language="en", aliases=tables).analyze(STORY).receipt
    assert receipt is not None
    return receipt


def test_a_receipt_names_version_and_model() -> None:
    receipt = receipt_with()
    assert (receipt.version, receipt.model) == (__version__, bundled_model("en").name)


def test_a_table_of_the_user_changes_the_fingerprint_of_the_data_alone(tmp_path: Path) -> None:
    first, second = tmp_path / "a.toml", tmp_path / "b.toml"
    first.write_text('[[person]]\nname = "Ann Reed"\n', encoding="utf-8")
    second.write_text('[[person]]\nname = "Ann B. Reed"\n', encoding="utf-8")
    receipts = [receipt_with(), receipt_with(first), receipt_with(second)]
    assert len({r.data_hash for r in receipts}) == 3
    assert len({r.model_hash for r in receipts}) == 1


def test_the_name_and_place_of_a_table_do_not_matter(tmp_path: Path) -> None:
    content = '[[person]]\nname = "Ann Reed"\n'
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(content, encoding="utf-8")
    assert receipt_with(tmp_path / "a.toml") == receipt_with(tmp_path / "b.toml")


def test_each_language_file_and_each_model_has_its_own_fingerprint(tmp_path: Path) -> None:
    english, french = (make_receipt(code, bundled_model(code)) for code in ("en", "fr"))
    assert english.data_hash != french.data_hash
    assert make_receipt("ja", bundled_model("ja")).model_hash != english.model_hash


def test_a_changed_model_has_another_fingerprint(tmp_path: Path) -> None:
    (tmp_path / "weights").write_bytes(b"1")
    before = make_receipt("en", tmp_path)
    make_receipt.cache_clear()
    from openai_turnover import receipt

    receipt._model_fingerprint.cache_clear()
    (tmp_path / "weights").write_bytes(b"2")
    assert make_receipt("en", tmp_path).model_hash != before.model_hash


def batch(seed: str, jobs: str) -> bytes:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-m", "openai_turnover", "batch", str(SAMPLES), "--jobs", jobs]
    return subprocess.run(command, env=environment, check=True, capture_output=True).stdout


def test_the_bytes_depend_on_neither_the_hash_seed_nor_the_jobs() -> None:
    reports = batch(seed="1", jobs="1")
    assert reports.count(b"\n") > 3
    assert batch(seed="2", jobs="2") == reports
