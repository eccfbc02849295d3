"""The decoder finds the entities that spaCy's own parser finds."""

from pathlib import Path

import pytest
import spacy

from openai_turnover.entity_decoding import EntityDecoder
from openai_turnover.models import bundled_model
from openai_turnover.precision import SINGLE, set_precision

SAMPLES = Path(__file__).parent.parent / "samples"
RUSSIAN = "Генеральный директор компании «Акме» Надежда Кесслер покинула свой пост 3 мая 2024 года. " * 3


@pytest.fixture(scope="module", params=["fr", "ja", "ru"])
def recognizers(request: pytest.FixtureRequest) -> tuple[spacy.Language, EntityDecoder]:
    whole, ours = spacy.load(bundled_model(request.param)), spacy.load(bundled_model(request.param))
    set_precision(whole, SINGLE)
    set_precision(ours, SINGLE)
    return whole, EntityDecoder(ours.get_pipe("tok2vec"), ours.get_pipe("ner"))


def texts() -> list[str]:
    samples = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt"))]
    return [*samples, *map(str.lower, samples), RUSSIAN, "Nadia", " \n ", "Anna Berg\n\n", "a " * 500]


def test_the_entities_are_those_of_spacys_parser(recognizers: tuple[spacy.Language, EntityDecoder]) -> None:
    whole, decoder = recognizers
    found = 0
    for text in texts():
        expected = [(e.start, e.end, e.label_) for e in whole(text).ents]
        assert [(e.start, e.end, e.label_) for e in decoder(whole.make_doc(text)).ents] == expected
        found += len(expected)
    assert found > 20
