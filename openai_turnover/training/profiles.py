"""Build langdetect profiles for languages that it lacks: ``python -m openai_turnover.training.profiles``."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import click
from langdetect.utils.ngram import NGram

from openai_turnover.language import OWN_PROFILES
from openai_turnover.training.free_corpora import read_treebank_texts
from openai_turnover.training.recipe import read_own_corpus

LONGEST = 3
LEAST_SHARE = 1e-5


def build_profile(language: str, texts: list[str]) -> dict[str, object]:
    """Counts of the letter sequences up to three of a language, as langdetect stores them."""
    counts: Counter[str] = Counter()
    for text in texts:
        gram = NGram()
        for character in text.lower():
            gram.add_char(character)
            for length in range(1, LONGEST + 1):
                sequence = gram.get(length)
                if sequence:
                    counts[sequence] += 1
    totals = [sum(n for s, n in counts.items() if len(s) == length) for length in range(1, LONGEST + 1)]
    kept = {s: n for s, n in sorted(counts.items()) if n > LEAST_SHARE * totals[len(s) - 1]}
    return {"name": language, "freq": kept, "n_words": totals}


@click.command()
@click.option("--corpora", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option("--language", default="la", show_default=True)
def main(corpora: Path, language: str) -> None:
    """Write the profile of a language from our corpus and its free treebanks."""
    texts = [t.text for t in read_own_corpus([language])] + [text for text, _ in read_treebank_texts(corpora, language)]
    OWN_PROFILES.mkdir(parents=True, exist_ok=True)
    profile = json.dumps(build_profile(language, texts), ensure_ascii=False)
    (OWN_PROFILES / f"{language}.json").write_text(profile, encoding="utf-8")


if __name__ == "__main__":
    main()
