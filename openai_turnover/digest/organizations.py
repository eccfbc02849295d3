"""Which names of organisations mean the same one, across spellings, languages and scripts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache

from openai_turnover.aliases import AliasTable, name_tokens
from openai_turnover.digest.keys import organization_key, read_words
from openai_turnover.folding import fold
from openai_turnover.name_similarity_parts import compare_surnames
from openai_turnover.transliteration import script_of

MAY_BE_SAME, IS_SAME = 0.75, 0.9
"""How alike names in two scripts must sound to be possibly, and to be surely, one."""
SAME_IN_ONE_SCRIPT = 0.95


class OrganizationNames:
    """Organisations by the alias table and by likeness; the same names give the same answer."""

    def __init__(self, aliases: AliasTable, names: Iterable[str] = ()) -> None:
        """``names`` are all names that occur, as often as they do: the most frequent stands for those that are one."""
        self.aliases = aliases
        self._homes: dict[str, str] = {}
        self._by_key: dict[str, list[str]] = defaultdict(list)
        counts = Counter(names)
        for name in sorted(counts, key=lambda n: (_script(core_of(n)) != "latin", -counts[n], n)):
            self._settle(name)

    def _settle(self, name: str) -> None:
        core = core_of(name)
        near = self._by_key[organization_key(core)]
        homes = {self._homes[other] for other in near if is_one_name(core, core_of(other))}
        self._homes[name] = self._known(name) or (homes.pop() if len(homes) == 1 else name)
        near.append(name)

    def _known(self, name: str) -> str | None:
        hit = self.aliases.look_up("organization", name) or self.aliases.look_up("organization", core_of(name))
        return hit[0].name if hit else None

    def canonical(self, name: str | None) -> str | None:
        """The name of the alias table, else the most frequent of the names that are one with it."""
        if name is None:
            return None
        if name not in self._homes:
            self._settle(name)
        return self._homes[name]

    def may_be_same(self, a: str | None, b: str | None) -> bool:
        """Whether two names may mean one organisation; one that is not known may mean any."""
        first, second = self.canonical(a), self.canonical(b)
        if first is None or second is None or first == second:
            return True
        if self._known(first) and self._known(second):
            return False
        return _alike(core_of(first), core_of(second))

    def is_same(self, a: str, b: str) -> bool:
        """Whether two names mean one organisation, or one begins the other as in "Merrow" and "Merrow Bank"."""
        first, second = core_of(self.canonical(a) or a), core_of(self.canonical(b) or b)
        return first == second or is_one_name(first, second) or _begins(first, second)


@cache
def _forms() -> frozenset[str]:
    return frozenset(fold(form) for form in read_words()["organizations"]["forms"])


@lru_cache(maxsize=1 << 14)
def core_of(name: str) -> str:
    """The folded name without what says only which kind of body it is; the whole name where nothing else is left."""
    plain = fold(name.strip())
    for form in read_words()["organizations"]["glued_forms"]:
        plain = plain.removeprefix(form).removesuffix(form) or plain
    words = [word for word in plain.split() if word.replace(".", "").strip(",") not in _forms()]
    return " ".join(words or [plain])


def _script(core: str) -> str:
    return script_of(core.replace(" ", ""))


@lru_cache(maxsize=1 << 14)
def is_one_name(a: str, b: str) -> bool:
    """Whether two cores are one name: the same letters, or the same sound in two scripts."""
    first, second = ("".join(t for t in name_tokens(x) if t.strip()) for x in (a, b))
    if first == second:
        return True
    scripts = {_script(a), _script(b)}
    return len(scripts) == 2 and "han" not in scripts and compare_surnames(first, second).score >= IS_SAME


def _begins(a: str, b: str) -> bool:
    shorter, longer = sorted((a, b), key=len)
    return bool(shorter) and longer.startswith(shorter)


@lru_cache(maxsize=1 << 14)
def _alike(a: str, b: str) -> bool:
    """Whether nothing speaks against two cores being one: one begins the other, or they sound alike."""
    if _begins(a, b):
        return True
    scripts = {_script(a), _script(b)}
    if len(scripts) > 1:
        return "han" in scripts or _sound_alike(a, b)  # Han has no reading here
    x, y = a.split(), b.split()
    return len(x) == len(y) and all(
        compare_surnames(m, n).score >= SAME_IN_ONE_SCRIPT for m, n in zip(x, y, strict=True)
    )


def _sound_alike(a: str, b: str) -> bool:
    shorter, longer = sorted((a.split(), b.split()), key=len)
    return compare_surnames("".join(shorter), "".join(longer[: len(shorter)])).score >= MAY_BE_SAME
