"""How long a dossier and a page of many articles take, how large the page is, and how fast it opens in a browser."""

from __future__ import annotations

import itertools
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from openai_turnover.output.json import encode
from openai_turnover.records import Event, Evidence, Person, Report, Variant, direction_of

GIVEN = ("Anna", "Boris", "Chiara", "Dmitri", "Elena", "Farid", "Greta", "Hiro", "Ines", "Jonas", "Kaia", "Luca")
BEGINNINGS = ("Bal", "Cor", "Dan", "El", "Far", "Gor", "Hal", "Jor", "Kal", "Mor", "Nol", "Per", "Ras", "Sol")
ENDINGS = ("berg", "dal", "etti", "gaard", "holm", "kov", "mann", "quist", "strom", "wald", "ura", "inen")
PLACES = ("Vora", "Trane", "Haven", "Lium", "Dera", "Gis", "Monde", "Quell", "Sund", "Tarn")
KINDS = ("resignation", "dismissal", "appointment", "interim_appointment", "departure", "retirement")
ROLES = ("Chief Executive Officer", "Chief Financial Officer", "Chair", "Chief Technology Officer")
FILLER = "The yard will keep building the ships that were ordered, and the town hopes for more of them. "
FILLER_LINES = 24
"""Makes an article of some 2,500 characters."""
OPENED = """
const t = performance.getEntriesByType('navigation')[0];
const paint = performance.getEntriesByName('first-contentful-paint')[0];
return [t.domInteractive, t.loadEventEnd, paint ? paint.startTime : null, document.getElementsByTagName('*').length];
"""


def write_articles(folder: Path, number: int) -> list[Report]:
    """Articles of invented people, about three of which tell of each change, as files and as reports."""
    names = [f"{g} {b}{e}" for g, b, e in itertools.product(GIVEN, BEGINNINGS, ENDINGS)]
    reports = []
    for n in range(number):
        path = folder / f"{n:05}.txt"
        stories = [(n // 3) * 2 % len(names), ((n // 3) * 2 + 1) % len(names)]
        text, events = _article(n, [names[i] for i in stories], stories)
        path.write_text(text, encoding="utf-8")
        people = tuple(Person(e.person, (Variant(e.person, 1, "exact"),), (e.role or "",)) for e in events)
        published = f"20{20 + n // 400:02}-{1 + n % 12:02}-{1 + n % 28:02}"
        reports.append(Report(str(path), "en", 1.0, published, f"Article {n}", None, people, tuple(events)))
    return reports


def _article(number: int, people: list[str], stories: list[int]) -> tuple[str, list[Event]]:
    text, events = f"Article {number}\n\n", []
    for person, story in zip(people, stories, strict=True):
        kind, role = KINDS[story % len(KINDS)], ROLES[story % len(ROLES)]
        organization = f"{PLACES[story % 10]}{PLACES[story // 10 % 10].lower()}"
        date = f"20{20 + story // 270:02}-{1 + story % 12:02}-{1 + (story + number % 3 // 2) % 28:02}"
        words = f"{person} goes or comes as {role} of {organization} on {date}."
        evidence = (Evidence(len(text), len(text) + len(words), words),)
        text += f"{words} {FILLER * (FILLER_LINES // 2)}\n\n"
        events.append(
            Event(
                person, kind, direction_of(kind), organization, role, role, date, date, "effective",
                evidence=evidence, confidence=0.9,
            )
        )  # fmt: skip
    return text, events


def print_report(number: int) -> None:
    """Print a table of seconds and megabytes for a number of articles."""
    print("\n| what | measured |\n|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for what, value in _measure(Path(folder), number):
            print(f"| {what} | {value} |", flush=True)


def _measure(folder: Path, number: int) -> Iterator[tuple[str, str]]:
    lines, page = folder / "reports.jsonl", folder / "report.html"
    reports = write_articles(folder, number)
    lines.write_text("".join(f"{encode(r.to_dict())}\n" for r in reports), encoding="utf-8")
    yield "articles", str(number)
    yield "turnover digest --format json", _seconds("digest", str(lines), "-f", "json", "-o", str(folder / "d.json"))
    yield "turnover digest", _seconds("digest", str(lines), "-o", str(folder / "d.txt"))
    yield "turnover report", _seconds("report", str(lines), "-o", str(page))
    yield "size of the page", f"{page.stat().st_size / 1e6:.1f} MB"
    yield from _open(page)


def _seconds(*arguments: str) -> str:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "openai_turnover", *arguments], check=True)
    return f"{time.perf_counter() - start:.1f} s"


def _open(page: Path) -> Iterator[tuple[str, str]]:
    from browser import DESKTOP, PHONE, find_browser, open_browser, set_screen

    if find_browser() is None:
        yield "opening", "no browser here"
        return
    for name, size in (("desktop", DESKTOP), ("phone", PHONE)):
        with open_browser() as driver:
            set_screen(driver, size)
            driver.get("about:blank")
            start = time.perf_counter()
            driver.get(page.as_uri())
            whole = time.perf_counter() - start
            interactive, loaded, painted, elements = driver.execute_script(OPENED)
        yield (
            f"opening, {name}: parsed / loaded / first paint / seen from outside",
            (f"{interactive / 1000:.2f} / {loaded / 1000:.2f} / {(painted or 0) / 1000:.2f} / {whole:.2f} s"),
        )
    yield "elements", str(elements)
