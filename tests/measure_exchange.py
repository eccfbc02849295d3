"""Names exchanged for others of the same form: same script, number of words and case, and not in the alias table."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

from openai_turnover import Report
from openai_turnover.folding import fold

NAMES = tomllib.loads((Path(__file__).parent / "exchange_names.toml").read_text(encoding="utf-8"))
SCRIPT_LANGUAGES = {"CYRILLIC": "ru", "GREEK": "el", "DEVANAGARI": "sa", "HANGUL": "ko"}
UNSPACED = ("ja", "zh", "ko")
MOST = 4
"""Names exchanged of each kind in one article."""
GENERIC = re.compile(
    r"(bank|banco|banca|banque|group|groupe|gruppo|grupo|gruppe|university|institute|holdings?|motors?|capital|energy|"
    r"airlines?|media|partners|ventures|labs?|inc|corp|ltd|plc|ag|se|sa|spa|oyj?|gmbh|nv|kg|pt|the|of|de|du|des|di|and|&|"
    r"банк|группа|τράπεζα|όμιλος)\.?$"
)
Exchange = tuple[str, str, str]
"""The name as the report gives it, the one that should stand there instead, and the changed text."""


def exchanged_people(text: str, report: Report) -> Iterator[Exchange]:
    """The text with one person of its events named otherwise, for each whose spellings are parts of one name."""
    people = {p.name: p for p in report.people}
    told = dict.fromkeys(e.person for e in report.events)
    for number, name in enumerate(n for n in told if n in people):
        spellings = [v.text for v in people[name].variants]
        longest = max(spellings, key=len)
        new = _other_person(longest, report.language, number)
        others = {w for p in people.values() if p.name != name for v in p.variants for w in _words(v.text)}
        changed = _exchange(text, longest, new, spellings) if new and others.isdisjoint(_words(longest)) else None
        if new and changed and number < MOST:
            yield name, new, changed


def exchanged_companies(text: str, report: Report) -> Iterator[Exchange]:
    """The text with one company of its events named otherwise, for each that stands there in one form."""
    told = dict.fromkeys(e.organization for e in report.events if e.organization)
    for number, name in enumerate(list(told)[:MOST]):
        written = _as_written(text, name)
        new = _other_company(written, report.language, number) if written else None
        if written and new and not any(name != other and name in other for other in told):
            changed = _exchange(text, written, new, [written])
            if changed:
                yield name, new, changed


def _other_person(name: str, language: str, number: int) -> str | None:
    """A name with as many words, in the script and order of the given one."""
    pool = _pool(name, language)
    if pool is None:
        return None
    given, surname = pool["given"], pool["surnames"]
    if _is_unspaced(name):
        return surname[number % 4] + given[number % 4] if len(name) in (3, 4) else None
    words = name.split()
    if len(words) == 1:
        return None
    middle = [given[(number + i) % 4] for i in range(1, len(words) - 1)]
    return _in_case_of(" ".join([given[number % 4], *middle, surname[number % 4]]), name)


def _other_company(name: str, language: str, number: int) -> str | None:
    pool = _pool(name, language)
    if pool is None:
        return None
    invented = (pool["companies"][(number + i) % 4] for i in range(len(name.split())))
    words = [w if GENERIC.match(fold(w)) else next(invented) for w in name.split()]
    return _in_case_of(" ".join(words), name) if " ".join(words) != name else None


def _pool(name: str, language: str) -> Mapping[str, list[str]] | None:
    """The names of the text's language where they share the script of a name; else those of a language that does."""
    script = unicodedata.name(name[0], "").split()[0]
    if script == "LATIN":
        pool = NAMES[language] if language not in (*SCRIPT_LANGUAGES.values(), *UNSPACED) else NAMES["en"]
    elif script in SCRIPT_LANGUAGES:
        pool = NAMES[SCRIPT_LANGUAGES[script]]
    else:
        pool = NAMES[language] if language in UNSPACED and script in ("CJK", "KATAKANA") else None
    return pool


def _in_case_of(new: str, old: str) -> str:
    return new.lower() if old.islower() else new.upper() if old.isupper() else new


def _is_unspaced(name: str) -> bool:
    return " " not in name and unicodedata.name(name[0], "").startswith(("CJK", "HANGUL"))


def _words(name: str) -> set[str]:
    return set(fold(name).split())


def _as_written(text: str, name: str) -> str | None:
    """A company's name in the one form that it has in the text; None where it has several, or endings."""
    forms = {m[0] for m in re.finditer(rf"\b{re.escape(name)}", text, re.IGNORECASE)}
    grown = re.search(rf"\b{re.escape(name)}\w", text, re.IGNORECASE)
    return forms.pop() if len(forms) == 1 and (not grown or _is_unspaced(name)) else None


def _exchange(text: str, old: str, new: str, spellings: list[str]) -> str | None:
    """The text with a name and its parts exchanged; None where a part stands elsewhere, or a spelling is no part."""
    if _is_unspaced(old):
        return text.replace(old, new) if set(spellings) == {old} else None
    parts = dict(zip(old.split(), new.split(), strict=True))
    if not all(set(s.split()) <= set(parts) for s in spellings):
        return None
    changed = re.sub(rf"\b{re.escape(old)}\b", "\0", text)
    for part, other in parts.items():
        if [part] in [s.split() for s in spellings]:
            changed = re.sub(rf"\b{re.escape(part)}\b", other, changed)
    left = [p for p in parts if len(p) > 3 and re.search(rf"\b{re.escape(p)}", changed, re.IGNORECASE)]
    return None if any(not GENERIC.match(fold(p)) for p in left) else changed.replace("\0", new)
