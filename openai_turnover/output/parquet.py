"""Parquet: a row an article, its people and events as lists, in the shape of the JSON report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from openai_turnover.errors import MissingExtraError
from openai_turnover.records import Failure, Report

ROWS_PER_GROUP = 1000
ARTICLE_TEXTS = ("schema_version", "source", "language", "published", "title", "organization")
EVENT_TEXTS = (
    "person", "kind", "direction", "organization", "role", "role_text", "date", "date_text", "date_basis", "until",
    "destination", "origin", "successor", "predecessor", "reason", "status", "rule",
)  # fmt: skip


def require() -> None:
    """Raises MissingExtraError where the library is not installed; asked before any article is read."""
    _pyarrow()


def write_file(records: Iterable[Report | Failure], path: Path) -> None:
    """Write a new file, a group of rows at a time.

    Raises MissingExtraError where pyarrow is not installed.
    """
    pa = _pyarrow()
    import pyarrow.parquet as pq

    schema = _schema(pa)
    rows = (_storable(record.to_dict()) for record in records)
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for group in _groups(rows):
            writer.write_table(pa.Table.from_pylist(group, schema=schema))


def _pyarrow() -> Any:
    try:
        import pyarrow
    except ImportError:
        raise MissingExtraError(
            "Parquet needs pyarrow, which comes with the extra parquet: pip install 'openai-turnover[parquet]'"
        ) from None
    return pyarrow


def _groups(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while group := list(islice(rows, ROWS_PER_GROUP)):
        yield group


def _schema(pa: Any) -> Any:
    def texts(*names: str) -> list[Any]:
        return [pa.field(name, pa.string()) for name in names]

    variant = pa.struct([*texts("text"), pa.field("count", pa.int64()), *texts("match")])
    person = pa.struct(
        [*texts("name", "wikidata"), pa.field("roles", pa.list_(pa.string())), pa.field("variants", pa.list_(variant))]
    )
    evidence = pa.struct([pa.field("start", pa.int64()), pa.field("end", pa.int64()), *texts("text")])
    event = pa.struct(
        [*texts(*EVENT_TEXTS), pa.field("confidence", pa.float64()), pa.field("evidence", pa.list_(evidence))]
    )
    return pa.schema(
        [
            *texts(*ARTICLE_TEXTS),
            pa.field("language_confidence", pa.float64()),
            pa.field("people", pa.list_(person)),
            pa.field("events", pa.list_(event)),
            pa.field("warnings", pa.list_(pa.string())),
            pa.field("receipt", pa.struct(texts("version", "model", "model_hash", "data_hash"))),
            pa.field("error", pa.struct(texts("type", "message"))),
        ]
    )


def _storable(value: Any) -> Any:
    """The value without lone surrogates, which UTF-8 cannot hold."""
    if isinstance(value, str):
        return value.encode("utf-8", errors="replace").decode("utf-8")
    if isinstance(value, dict):
        return {key: _storable(v) for key, v in value.items()}
    return [_storable(v) for v in value] if isinstance(value, list | tuple) else value
