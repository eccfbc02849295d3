"""The language of a text: by its script where that decides, else by langdetect, made deterministic."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from functools import lru_cache
from pathlib import Path

from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory
from langdetect.lang_detect_exception import LangDetectException

from openai_turnover.components.junk import is_junk_line
from openai_turnover.errors import UnknownLanguageError
from openai_turnover.lexicon import supported_languages

SAMPLE_CHARACTERS = 4000
SEED = 0
OWN_PROFILES = Path(__file__).parent / "data" / "langdetect"
NEIGHBOURS = ("nl", "sv", "da", "no", "ro", "ca", "pl", "cs", "hu", "tr", "vi", "tl", "sw", "et")
"""Languages in Latin letters that we do not read but must not take for one that we do."""
SCRIPT_LANGUAGES = {"HANGUL": "ko", "CYRILLIC": "ru", "GREEK": "el", "DEVANAGARI": "sa", "CJK": "zh"}
KANA = ("HIRAGANA", "KATAKANA")
KANA_SHARE = 0.04
"""Japanese mixes kana into its Chinese characters; Chinese has none."""


def detect_language(text: str) -> tuple[str, float]:
    """The code of a text's language and how sure that is, 0 to 1; navigation and language bars do not count.

    Raises UnknownLanguageError where the text has no letters or its language is not supported.
    """
    sample = _sample(text)
    scripts = _count_scripts(sample)
    if not scripts:
        raise UnknownLanguageError("the text has no letters to tell its language by; name it with --lang")
    code, share = _by_script(scripts)
    if code is None:
        return _by_letters(sample)
    if code not in supported_languages():
        raise _unsupported(code)
    return code, round(share, 4)


def _unsupported(code: str) -> UnknownLanguageError:
    return UnknownLanguageError(f"the text looks like {code!r}, which is not supported; name its language with --lang")


def _sample(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip() and not is_junk_line(line, None)]
    return "\n".join(lines or text.splitlines())[:SAMPLE_CHARACTERS].lower()


def _count_scripts(sample: str) -> Counter[str]:
    return Counter(unicodedata.name(c, "UNKNOWN").split(" ")[0] for c in sample if c.isalpha())


def _by_script(scripts: Counter[str]) -> tuple[str | None, float]:
    """The language of a script that only one of ours is written in; None for Latin letters."""
    total = sum(scripts.values())
    kana = sum(scripts[k] for k in KANA)
    if kana + scripts["CJK"] > 0.3 * total and kana > KANA_SHARE * total:
        return "ja", (kana + scripts["CJK"]) / total
    script = max(SCRIPT_LANGUAGES, key=lambda s: scripts[s])
    # a sentence in characters or syllables holds fewer of them than a sentence in letters
    weight = 3.0 if script in ("CJK", "HANGUL") else 1.0
    if scripts[script] * weight > scripts["LATIN"]:
        return SCRIPT_LANGUAGES[script], min(1.0, scripts[script] * weight / total)
    return None, 0.0


def _by_letters(sample: str) -> tuple[str, float]:
    detector = _detectors().create()
    detector.append(
        "".join(c for c in sample if c.isspace() or unicodedata.name(c, "").startswith("LATIN") or not c.isalpha())
    )
    try:
        guesses = detector.get_probabilities()
    except LangDetectException:
        guesses = []
    if not guesses:
        raise UnknownLanguageError("the text is too short to tell its language; name it with --lang")
    best = guesses[0]
    ours = [g for g in guesses if g.lang in supported_languages()]
    if best.lang not in supported_languages() and (not ours or best.prob > 0.95):
        raise _unsupported(best.lang)
    return ours[0].lang, round(ours[0].prob, 4)


@lru_cache(maxsize=1)
def _detectors() -> DetectorFactory:
    DetectorFactory.seed = SEED
    factory = DetectorFactory()
    codes = [
        c for c in (*supported_languages(), *NEIGHBOURS) if c not in ("la", "sa", *SCRIPT_LANGUAGES.values(), "ja")
    ]
    profiles = [(Path(PROFILES_DIRECTORY) / c).read_text(encoding="utf-8") for c in codes]
    profiles += [path.read_text(encoding="utf-8") for path in sorted(OWN_PROFILES.glob("*.json"))]
    factory.load_json_profile([json.dumps(json.loads(p)) for p in profiles])
    return factory
