"""SQLite: tables of articles, people and events for datasette, sqlite-utils and any other reader.

The standard library writes it: three fixed tables need no more, and there is nothing to install.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from openai_turnover.records import Event, Failure, Person, Report

TABLES = """
CREATE TABLE articles (
  id INTEGER PRIMARY KEY, source TEXT NOT NULL, language TEXT, language_confidence REAL, published TEXT, title TEXT,
  organization TEXT, warnings TEXT, receipt TEXT, error_type TEXT, error TEXT
);
CREATE TABLE people (
  id INTEGER PRIMARY KEY, article_id INTEGER NOT NULL REFERENCES articles(id), name TEXT NOT NULL, roles TEXT,
  wikidata TEXT, mentions INTEGER NOT NULL, variants TEXT NOT NULL
);
CREATE TABLE events (
  id INTEGER PRIMARY KEY, article_id INTEGER NOT NULL REFERENCES articles(id), person TEXT NOT NULL, kind TEXT NOT NULL,
  direction TEXT NOT NULL, organization TEXT, role TEXT, role_text TEXT, date TEXT, date_text TEXT, date_basis TEXT,
  until TEXT, destination TEXT, origin TEXT, successor TEXT, predecessor TEXT, reason TEXT, status TEXT NOT NULL,
  confidence REAL NOT NULL, rule TEXT, evidence_text TEXT, evidence TEXT NOT NULL
);
"""
INDEXES = """
CREATE INDEX articles_source ON articles(source);
CREATE INDEX people_article ON people(article_id);
CREATE INDEX people_name ON people(name);
CREATE INDEX events_article ON events(article_id);
CREATE INDEX events_person ON events(person);
CREATE INDEX events_organization ON events(organization);
CREATE INDEX events_date ON events(date);
"""
"""Made when the rows are in, which is quicker."""
Row = dict[str, object]


def write_file(records: Iterable[Report | Failure], path: Path) -> None:
    """Write a new database."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("PRAGMA synchronous = OFF")  # a database that is not finished is made anew
        database.executescript(TABLES)
        for number, record in enumerate(records, start=1):
            _insert(database, "articles", {"id": number, **_article(record)})
            if isinstance(record, Report):
                for person in record.people:
                    _insert(database, "people", {"article_id": number, **_person(person)})
                for event in record.events:
                    _insert(database, "events", {"article_id": number, **_event(event)})
        database.executescript(INDEXES)


def _insert(database: sqlite3.Connection, table: str, row: Row) -> None:
    columns, places = ", ".join(row), ", ".join("?" * len(row))
    values = [_storable(v) if isinstance(v, str) else v for v in row.values()]
    database.execute(f"INSERT INTO {table} ({columns}) VALUES ({places})", values)


def _storable(text: str) -> str:
    """The text without lone surrogates, which UTF-8 cannot hold."""
    return text.encode("utf-8", errors="replace").decode("utf-8")


def _article(record: Report | Failure) -> Row:
    if isinstance(record, Failure):
        return {"source": record.source, "error_type": record.type, "error": record.message}
    columns = ("source", "language", "language_confidence", "published", "title", "organization")
    values = {c: getattr(record, c) for c in columns}
    receipt = json.dumps(asdict(record.receipt)) if record.receipt else None
    return {**values, "warnings": "\n".join(record.warnings) or None, "receipt": receipt}


def _person(person: Person) -> Row:
    return {
        "name": person.name,
        "roles": "; ".join(person.roles) or None,
        "wikidata": person.wikidata,
        "mentions": sum(v.count for v in person.variants),
        "variants": json.dumps([asdict(v) for v in person.variants], ensure_ascii=False),
    }


def _event(event: Event) -> Row:
    row: Row = asdict(event)
    row["evidence_text"] = event.evidence[0].text if event.evidence else None
    row["evidence"] = json.dumps([asdict(e) for e in event.evidence], ensure_ascii=False)
    return row
