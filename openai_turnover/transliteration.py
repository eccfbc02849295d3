"""A rough Latin reading of names in other scripts, good enough to compare and not to print."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "data" / "transliteration.toml"
SCRIPTS = {
    "latin": re.compile("[a-z\u00c0-\u024f]"),
    "cyrillic": re.compile("[\u0400-\u04ff]"),
    "greek": re.compile("[\u0370-\u03ff]"),
    "katakana": re.compile("[\u3041-\u3096\u30a1-\u30ff]"),
    "hangul": re.compile("[\uac00-\ud7a3]"),
    "devanagari": re.compile("[\u0900-\u097f]"),
    "han": re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"),
}
"""A letter of each script that is known here; Han has no reading but the alias table's."""
HIRAGANA = re.compile("[\u3041-\u3096]")
TO_KATAKANA = 0x60
FIRST_SYLLABLE, FINALS, VOWELS = 0xAC00, 28, 21


@cache
def read_tables() -> dict[str, Any]:
    """The tables of the data file by script."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@lru_cache(maxsize=1 << 14)
def script_of(word: str) -> str:
    """The script of a folded word: one of ``SCRIPTS``; ``han`` where any Han stands in it, ``""`` where it has none."""
    found = [name for name, letter in SCRIPTS.items() if letter.search(word)]
    return "han" if "han" in found else found[-1] if found else ""


@lru_cache(maxsize=1 << 14)
def to_latin(word: str) -> str | None:
    """A folded word in the letters a to z; None where its script has no table."""
    script = script_of(word)
    if script in ("", "han"):
        return None
    if script == "hangul":
        latin = "".join(map(_latin_syllable, unicodedata.normalize("NFC", word)))
    elif script == "devanagari":
        latin = _latin_devanagari(word)
    else:
        latin = _replace_all(script, _in_katakana(word) if script == "katakana" else word)
    return re.sub("[^a-z]", "", _replace_all("latin", latin))


@lru_cache(maxsize=1 << 14)
def syllable_of_han(sign: str) -> str | None:
    """The most common Mandarin syllable of a Han character, without its tone; None for any other sign."""
    from anyascii import anyascii  # only names in Han need its tables

    return anyascii(sign).lower() if script_of(sign) == "han" else None


def _in_katakana(word: str) -> str:
    composed = unicodedata.normalize("NFC", word)
    return HIRAGANA.sub(lambda m: chr(ord(m[0]) + TO_KATAKANA), composed)


@cache
def _pattern(script: str) -> re.Pattern[str]:
    entries = sorted(read_tables()[script], key=len, reverse=True)
    return re.compile("|".join(rf"\b{re.escape(e[1:])}" if e[0] == "^" else re.escape(e) for e in entries))


def _replace_all(script: str, word: str) -> str:
    table: Mapping[str, str] = read_tables()[script]

    def reading(match: re.Match[str]) -> str:
        initial = table.get("^" + match[0]) if match.start() == 0 else None
        return table[match[0]] if initial is None else initial

    return _pattern(script).sub(reading, word)


def _latin_syllable(syllable: str) -> str:
    place = ord(syllable) - FIRST_SYLLABLE
    table = read_tables()["hangul"]
    if not 0 <= place < len(table["initials"]) * VOWELS * FINALS:
        return syllable
    rest, final = divmod(place, FINALS)
    initial, vowel = divmod(rest, VOWELS)
    return str(table["initials"][initial] + table["vowels"][vowel] + table["finals"][final])


def _latin_devanagari(word: str) -> str:
    table = read_tables()["devanagari"]
    latin = ""
    pending = False  # whether the last consonant still waits for its vowel
    for sign in word:
        if sign in table["signs"]:
            latin += table["signs"][sign]
            pending = False
            continue
        latin += "a" if pending and sign not in "़" else ""
        latin += table["consonants"].get(sign) or table["vowels"].get(sign) or table["other"].get(sign, "")
        pending = sign in table["consonants"] or (pending and sign == "़")
    return latin


@cache
def korean_surname(name: str) -> tuple[str, tuple[str, ...]] | None:
    """The surname at the beginning of a Korean name in Hangul, and its usual Latin spellings."""
    surnames = read_tables()["korean_surnames"]
    composed = unicodedata.normalize("NFC", name)
    for length in (2, 1):
        if len(composed) > length and composed[:length] in surnames:
            return composed[:length], tuple(surnames[composed[:length]])
    return None
