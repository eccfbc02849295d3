import pytest

from openai_turnover.components.datelines import dateline_tokens
from openai_turnover.tokens import MixedScript


@pytest.mark.parametrize(
    ("text", "language", "place"),
    [
        ("ROMA, 7 SET. 2024 - Le dimissioni del ministro sono arrivate.", "it", "ROMA,"),
        ("Titel\n\nHamburg, 12. September 2024 – Die Reederei teilt mit.", "de", "Hamburg,"),
        ("МУРМАНСК, 12 сентября. Директор уходит.", "ru", "МУРМАНСК,"),
        ("Nadia Kessler, who left on 3 May 2024, is back.", "en", ""),
        ("Acme grows. Berlin, 3 May 2024 was a good day.", "en", ""),
    ],
)
def test_the_place_of_a_dateline_is_found(text: str, language: str, place: str) -> None:
    doc = MixedScript()(text)
    doc._.language = language
    assert "".join(doc[i].text for i in sorted(dateline_tokens(doc))) == place
