"""Nothing is shipped or needed whose licence is not listed, and CI installs nothing without a hash."""

import importlib.metadata as metadata
import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
DATA = ROOT / "openai_turnover" / "data"
LISTED = (DATA / "LICENCES.md").read_text(encoding="utf-8")
LOCKED = (ROOT / ".ci" / "requirements.txt").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def names_needed(requirements: list[str]) -> set[str]:
    """The packages that requirements ask for here, and what those need in turn."""
    needed: set[str] = set()
    left = [Requirement(r) for r in requirements]
    while left:
        requirement = left.pop()
        name = normal(requirement.name)
        if name in needed:
            continue
        needed.add(name)
        extras = requirement.extras or {""}
        for further in map(Requirement, metadata.requires(name) or []):
            if further.marker is None or any(further.marker.evaluate({"extra": e}) for e in extras):
                left.append(further)
    return needed


def test_every_package_needed_at_run_time_has_its_licence_listed() -> None:
    listed = set(re.findall(r"^\| ([a-z0-9-]+) \| \S", LISTED, re.MULTILINE))
    assert names_needed(PROJECT["dependencies"]) <= listed


def test_every_file_of_data_has_its_licence_listed() -> None:
    names = {p.name for p in DATA.iterdir() if p.suffix not in (".md", ".pyc") and not p.name.startswith((".", "_"))}
    assert all(f"`{name}`" in LISTED for name in names), sorted(n for n in names if f"`{n}`" not in LISTED)


def test_every_source_of_the_models_has_a_licence() -> None:
    card = (DATA / "models" / "README.md").read_text(encoding="utf-8")
    table = card[card.index("| source |") :].split("\n\n")[0]
    rows = [row.split("|")[1:-1] for row in table.splitlines()[2:]]
    assert rows
    assert all(licence.strip() and "NC" not in licence for _, _, licence, _ in rows)


def test_what_ci_installs_is_locked_with_hashes() -> None:
    pinned = re.findall(r"^([a-z0-9._-]+)==\S+ \\\n    --hash=sha256:", LOCKED, re.MULTILINE)
    assert len(pinned) == len(re.findall(r"^[a-z]", LOCKED, re.MULTILINE))
    wanted = {
        normal(Requirement(r).name) for r in (*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"])
    }
    assert wanted <= set(map(normal, pinned))
    assert "://" not in LOCKED
