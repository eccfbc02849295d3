"""How a dossier is worded for a reader, the same in every format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

from openai_turnover.digest.records import Chain, Change, Claim, Conflict, Dossier, Link
from openai_turnover.output.safety import printable
from openai_turnover.output.wording import CHANGES

FIELDS = {"kind": "how", "status": "whether", "date": "when", "destination": "where to", "origin": "where from"}


def claims_of(conflict: Conflict, most: int | None = None) -> str:
    """The values of a conflict, each with its sources: ``2024-06-30 (a.txt, b.txt) / 2024-07-31 (c.txt)``."""
    return " / ".join(f"{claim_value(conflict, claim)} ({_listed(claim.sources, most)})" for claim in conflict.claims)


def claim_value(conflict: Conflict, claim: Claim) -> str:
    """What a claim says, in the words of a reader."""
    return CHANGES[claim.value] if conflict.field == "kind" else printable(claim.value)


def _listed(sources: Sequence[str], most: int | None) -> str:
    """All sources, or the first few and how many more there are."""
    shown = list(map(printable, sources if most is None or len(sources) <= most + 1 else sources[:most]))
    rest = len(sources) - len(shown)
    return ", ".join([*shown, f"{rest} more"] if rest else shown)


def conflict_line(conflict: Conflict, most: int | None = None) -> str:
    """A conflict in one line that begins with what the sources disagree about; ``most`` sources of each side."""
    return f"{field_word(conflict)}: {claims_of(conflict, most)}"


def field_word(conflict: Conflict) -> str:
    """What the sources disagree about, in one word or two."""
    return FIELDS.get(conflict.field, conflict.field)


def chain_line(chain: Chain) -> str:
    """``A → B → C``, with ``?`` behind a step about which sources disagree."""
    steps = (f" → {printable(link.after)}{'?' if link.disputed else ''}" for link in chain.links)
    return printable(chain.people[0]) + "".join(steps)


def chain_place(chain: Chain) -> str:
    """The position and the organisation of a chain."""
    return ", ".join(printable(x) for x in (chain.role, chain.organization) if x) or "Position unknown"


def around(change: Change) -> str:
    """Where the person goes or comes from, and who stands before or after."""
    parts = (
        ("until", change.until),
        ("to", change.destination),
        ("from", change.origin),
        ("succeeded by", change.successor),
        ("succeeds", change.predecessor),
    )
    return ", ".join(f"{word} {printable(name)}" for word, name in parts if name)


def rank_organizations(changes: Iterable[Change]) -> dict[str | None, int]:
    """The place of each organisation: much told of ones first, among equals that of the first change, unknown last."""
    tellings: Counter[str | None] = Counter()
    for change in changes:
        tellings[change.organization] += len(change.sources)
    in_order = sorted(tellings, key=lambda name: (name is None, -tellings[name]))
    return {name: rank for rank, name in enumerate(in_order)}


def told_by(change: Change) -> str:
    """How many sources tell a change, in how many languages."""
    languages = sorted({s.language for s in change.sources})
    return f"{counted(len(change.source_names), 'source')} ({', '.join(map(printable, languages))})"


def counted(number: int, noun: str) -> str:
    """``1 source``, ``2 sources``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def with_short_sources(dossier: Dossier) -> tuple[Dossier, str]:
    """The dossier without the folder that all its sources share, and that folder with its last slash."""
    names = {name for change in dossier.changes for name in change.source_names}
    folder = shared_folder(names)
    if not folder:
        return dossier, ""
    changes = tuple(_shortened_change(change, folder) for change in dossier.changes)
    chains = tuple(replace(c, links=tuple(_shortened_link(x, folder) for x in c.links)) for c in dossier.chains)
    return replace(dossier, changes=changes, chains=chains), folder


def shared_folder(names: Collection[str]) -> str:
    """The folder in which all paths lie, as their beginning; empty where there is none or they are few."""
    if len(names) < 2:
        return ""
    folders = (name.split("/")[:-1] for name in names)
    shared = [level[0] for level in takewhile(lambda level: len(set(level)) == 1, zip(*folders, strict=False))]
    return "".join(f"{folder}/" for folder in shared)


def _shortened_change(change: Change, folder: str) -> Change:
    sources = tuple(replace(s, source=s.source.removeprefix(folder)) for s in change.sources)
    conflicts = tuple(
        replace(c, claims=tuple(replace(x, sources=_without(x.sources, folder)) for x in c.claims))
        for c in change.conflicts
    )
    return replace(change, sources=sources, conflicts=conflicts)


def _shortened_link(link: Link, folder: str) -> Link:
    return replace(link, sources=_without(link.sources, folder))


def _without(sources: Sequence[str], folder: str) -> tuple[str, ...]:
    return tuple(source.removeprefix(folder) for source in sources)
