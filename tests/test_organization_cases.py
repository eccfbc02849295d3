import pytest

from openai_turnover.aliases import read_aliases
from openai_turnover.organization_cases import look_up_organization


@pytest.mark.parametrize(
    ("words", "language", "name"),
    [
        ("Anthropicille", "fi", "Anthropic"),
        ("Googlen", "fi", "Google"),
        ("Googlen", "de", None),
        ("Anthropic", "de", "Anthropic"),
        ("Pöytä", "fi", None),
    ],
)
def test_known_organizations_are_found_behind_the_endings_of_a_language(
    words: str, language: str, name: str | None
) -> None:
    hit = look_up_organization(read_aliases(), words, language)
    assert (hit[0].name if hit else None) == name
