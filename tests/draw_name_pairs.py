"""Draw the mechanical half of the name pairs: ``python tests/draw_name_pairs.py > tests/name_pairs/drawn.tsv``.

From the alias table's people: their spellings in other scripts and known misspellings, typing slips in their surnames,
Russian and Finnish cases; and as near misses relatives of one surname, the nearest other surname beside the same given
name, another given name that looks alike, and another person in another script. The same table draws the same pairs;
the file in the repository stays as it is when the table grows.
"""

from __future__ import annotations

import itertools
import random
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from rapidfuzz import fuzz, process

TABLE = Path(__file__).parents[1] / "openai_turnover" / "data" / "aliases.toml"
SEED = 4
SHARES = {
    "script": 330, "misspelling": 200, "slip": 180, "inflection": 120,
    "relative": 120, "near surname": 260, "near given": 260, "near script": 200,
}  # fmt: skip
ALIKE = """Mark/Mike Marie/Mireille Jean/Jeanne Daniel/Daniela Paul/Paula Eric/Erica Mario/Maria Tim/Tom Jim/Tim Dan/Don
Jon/Joan Carl/Carla Martin/Martina Robert/Roberta Patrick/Patricia Christian/Christina Alan/Aaron Brian/Bruce
Andrew/Andrea Michael/Michelle Nicolas/Nicole Frank/Fred Harry/Larry Gary/Barry Kevin/Keith Jason/Mason Lars/Lauri
Peter/Pedro Thomas/Tobias John/Joan Stephen/Stephanie David/Davina Jose/Josefa Luis/Luisa Antonio/Antonia
Francisco/Francisca Victor/Victoria Jeff/Jess Steve/Stella Chris/Craig Richard/Ricarda Scott/Spencer Simon/Simone
Oliver/Olivia Sam/Pam Sarah/Sandra Julia/Julian Jack/Mack Bill/Phil Greg/Craig Anna/Hanna Marco/Mirco Laura/Lara
Jens/Jonas Bob/Rob""".split()  # noqa: SIM905
VOWELS = "aeiou"


def is_latin(name: str) -> bool:
    return all(ord(c) < 0x250 for c in name)


def has_han(name: str) -> bool:
    return any("\u3400" <= c <= "\u9fff" for c in name)


def slip(word: str, chance: random.Random) -> str:
    """A typing slip after the first letter: two letters swapped, one doubled, one lost, one vowel for another."""
    at = chance.randrange(1, len(word) - 1)
    kind = chance.choice(("swap", "double", "lose", "vowel"))
    if kind == "swap" and word[at] != word[at + 1]:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == "lose":
        return word[:at] + word[at + 1 :]
    vowels = [i for i, c in enumerate(word) if i and c in VOWELS]
    if kind == "vowel" and vowels:
        place = chance.choice(vowels)
        return word[:place] + chance.choice([v for v in VOWELS if v != word[place]]) + word[place + 1 :]
    return word[:at] + word[at] + word[at:]


def positives(people: list[dict], chance: random.Random) -> Iterator[tuple[str, str, str]]:
    for row in people:
        name = row["name"]
        for spelling in row.get("spellings", ()):
            if not has_han(spelling) and not is_latin(spelling) and len(spelling.replace("・", " ").split()) > 1:
                yield "script", name, spelling
            if all("\u0400" <= c <= "\u04ff" or c == " " for c in spelling) and spelling.count(" ") == 1:
                given, surname = spelling.split()
                if given[-1] in "нрдклмвт" and surname[-1] in "нрдклмвтс":
                    yield (
                        "inflection",
                        spelling,
                        f"{given}{chance.choice(['а а', 'у у', 'ом ом']).replace(' ', f' {surname}')}",
                    )
        for spelling in row.get("misspellings", ()):
            if " " in spelling:
                yield "misspelling", name, spelling
        given, _, surname = name.rpartition(" ")
        if is_latin(name) and given and len(surname) >= 6 and surname.isascii() and surname.isalpha():
            yield "slip", name, f"{given} {slip(surname, chance)}"
            if surname[-1] not in "aeiouy":
                yield "inflection", name, f"{name}{chance.choice(['in', 'ille', 'ia', 'ista'])}"


def negatives(people: list[dict], chance: random.Random) -> Iterator[tuple[str, str, str]]:
    latin = [r for r in people if is_latin(r["name"]) and r["name"].count(" ") == 1]
    by_surname: dict[str, list[dict]] = defaultdict(list)
    for row in latin:
        by_surname[row["name"].split()[-1]].append(row)
    for rows in by_surname.values():
        for a, b in itertools.pairwise(rows):
            yield "relative", a["name"], b["name"]
    surnames = sorted(by_surname)
    alike = dict(pair.split("/") for pair in ALIKE) | {b: a for a, b in (p.split("/") for p in ALIKE)}
    for row in latin:
        given, surname = row["name"].split()
        near = process.extract(surname, surnames, scorer=fuzz.ratio, limit=2)[1][0]
        yield "near surname", row["name"], f"{given} {near}"
        if given in alike:
            yield "near given", row["name"], f"{alike[given]} {surname}"
        else:
            yield "near given", f"{(pair := chance.choice(ALIKE).split('/'))[0]} {surname}", f"{pair[1]} {surname}"
        others = [r for r in by_surname[surname] + by_surname[near] if r is not row]
        for other in others:
            for spelling in other.get("spellings", ()):
                if not is_latin(spelling) and not has_han(spelling) and len(spelling.replace("・", " ").split()) > 1:
                    yield "near script", row["name"], spelling


def draw(pairs: list[tuple[str, str, str]], chance: random.Random) -> Iterator[tuple[str, str, str]]:
    by_kind: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for pair in dict.fromkeys(pairs):
        if pair[1] != pair[2]:
            by_kind[pair[0]].append(pair)
    for kind, found in by_kind.items():
        yield from chance.sample(found, min(SHARES[kind], len(found)))


def main() -> None:
    people = tomllib.loads(TABLE.read_text(encoding="utf-8"))["person"]
    chance = random.Random(SEED)
    print("same\tkind\ta\tb")
    for same, pairs in ((1, positives(people, chance)), (0, negatives(people, chance))):
        for kind, a, b in draw(list(pairs), chance):
            print(same, kind, a, b, sep="\t")


if __name__ == "__main__":
    sys.exit(main())
