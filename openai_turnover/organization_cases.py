"""Known organisations in the cases of languages that inflect names ("Anthropicille", "Интела")."""

from __future__ import annotations

from openai_turnover.aliases import AliasEntry, AliasTable
from openai_turnover.folding import fold
from openai_turnover.name_inflection import bare_forms
from openai_turnover.name_similarity_distance import read_rules

SHORTEST = 4
"""Letters of a known name that is looked for behind an ending."""


def look_up_organization(aliases: AliasTable, name: str, language: str) -> tuple[AliasEntry, str] | None:
    """The entry of an organisation and how it is known, also behind an ending of the language; None if unknown."""
    hit = aliases.look_up("organization", name)
    rules = read_rules()["nominative"]["rules"].get(language)
    if hit or rules is None or not name.isalpha():
        return hit
    bare = sorted(form for form in bare_forms(fold(name), (rules,)) if len(form) >= SHORTEST)
    return next((found for form in bare if (found := aliases.look_up("organization", form))), None)
