"""What the web does to text, done on purpose: lost case, lost accents, misspelled and exchanged names.

Every function takes a labelled text and returns a new one; the spans move with the characters.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable

from openai_turnover.training.labelled import LabelledText

Change = Callable[[str], str]
NamePool = dict[tuple[str, str], list[str]]
"""Names by label and by the ending that must agree, see ``ending``."""

CASE_INFLECTED = {"ru", "el", "fi", "la", "sa"}
CONFUSABLE_SOUNDS = (
    ("ph", "f"), ("c", "k"), ("z", "s"), ("y", "i"), ("v", "w"), ("ts", "z"), ("sh", "ch"), ("r", "l"), ("u", "oo"),
    ("i", "ee"), ("o", "u"), ("ck", "k"), ("g", "k"), ("d", "t"), ("b", "p"), ("е", "э"), ("и", "ы"), ("о", "а"),
)  # fmt: skip


def change_pieces(text: LabelledText, outside: Change, inside: Callable[[str, str], str]) -> LabelledText:
    """Rewrite the stretches between the spans with ``outside`` and those within with ``inside(words, label)``."""
    result, spans, last = "", [], 0
    for start, end, label in text.spans:
        result += outside(text.text[last:start])
        words = inside(text.text[start:end], label)
        spans.append((len(result), len(result) + len(words), label))
        result += words
        last = end
    return LabelledText(text.language, result + outside(text.text[last:]), tuple(spans), text.labels)


def change_all(text: LabelledText, change: Change) -> LabelledText:
    """Rewrite every stretch alike."""
    return change_pieces(text, change, lambda words, _: change(words))


def lower(text: LabelledText) -> LabelledText:
    """All lower case, as machine-translated sites print."""
    return change_all(text, str.lower)


def upper(text: LabelledText) -> LabelledText:
    """All upper case, as some wires print."""
    return change_all(text, str.upper)


def title(text: LabelledText) -> LabelledText:
    """Every word capitalised, as headlines are."""
    return change_all(text, lambda words: " ".join(w[:1].upper() + w[1:] for w in words.split(" ")))


def plain(text: LabelledText) -> LabelledText:
    """Without accents, with straight quotes."""
    return change_all(text, _without_accents)


def _without_accents(words: str) -> str:
    words = words.translate(str.maketrans("’‘“”«»–—", '\'\'""""--'))
    kept = (c for c in unicodedata.normalize("NFD", words) if not "\u0300" <= c <= "\u036f")
    return unicodedata.normalize("NFC", "".join(kept))


def misspell_names(text: LabelledText, rng: random.Random) -> LabelledText:
    """One slip in each person's name: a letter dropped, doubled, swapped, or a sound written otherwise."""
    return change_pieces(text, lambda w: w, lambda w, label: _misspell(w, rng) if label == "PERSON" else w)


def _misspell(name: str, rng: random.Random) -> str:
    if len(name) < 5:
        return name
    at = rng.randrange(1, len(name) - 1)
    if name[at] == " " or name[at + 1] == " ":
        return name
    slip = rng.choice(("drop", "double", "swap", "sound", "sound", "sound"))
    if slip == "drop":
        return name[:at] + name[at + 1 :]
    if slip == "double":
        return name[:at] + name[at] + name[at:]
    if slip == "swap":
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    pairs = [(a, b) for pair in CONFUSABLE_SOUNDS for a, b in (pair, pair[::-1]) if a in name[1:]]
    if not pairs:
        return name
    a, b = rng.choice(pairs)
    return name[0] + name[1:].replace(a, b, 1)


def ending(language: str, name: str) -> str:
    """What must agree for one name to stand where another stood: the last letters where names are inflected."""
    return language + name[-2:].lower() if language in CASE_INFLECTED else "latin" if name.isascii() else language


def exchange_names(text: LabelledText, pool: NamePool, rng: random.Random) -> LabelledText:
    """Put other people and organisations in the places of those named."""

    def exchange(words: str, label: str) -> str:
        candidates = pool.get((label, ending(text.language, words)), [])
        return rng.choice(candidates) if len(candidates) > 3 else words

    return change_pieces(text, lambda w: w, exchange)


def make_rougher(text: LabelledText, rng: random.Random) -> LabelledText:
    """One noisy copy: mostly lower case, sometimes another case, no accents or misspelled names."""
    if rng.random() < 0.3:
        text = misspell_names(text, rng)
    if rng.random() < 0.15:
        text = plain(text)
    return rng.choices((lower, upper, title), weights=(8, 1, 1))[0](text)
