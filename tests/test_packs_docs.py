"""docs/packs.md is true: its tables are the packs, its profiles and packs load and do what the page says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from commandline import ROOT, briefgen

from briefgen.packs import load_packs
from briefgen.profile import Profile, load_profile
from briefgen.resources import SHIPPED, Workspace
from briefgen.rules import RuleSet

PAGE = (ROOT / "docs" / "packs.md").read_text(encoding="utf-8")
SNIPPETS: list[str] = re.findall(r"(?s)```yaml\n(.*?)```", PAGE)
PACK = re.compile(r"# (profiles/packs/[a-z-]+\.yaml)\n")
PAIR = "sides: [{country: PE}, {country: KE}]\n"


def pack(name: str) -> dict[str, Any]:
    text = (SHIPPED / "profiles" / "packs" / f"{name}.yaml").read_text(encoding="utf-8")
    read: dict[str, Any] = yaml.load(text, yaml.BaseLoader)  # noqa: S506
    return read


def table(heading: str) -> list[list[str]]:
    part = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    rows = re.findall(r"(?m)^\| (`.*) \|$", part)
    return [[cell.strip("`") for cell in row.split(" | ")] for row in rows]


def desk(folder: Path, named: str = "") -> Workspace:
    """A workspace with the packs of the page; with those of one name only, where one is named."""
    for snippet in SNIPPETS:
        if (found := PACK.match(snippet)) and named in found[1]:
            (folder / found[1]).parent.mkdir(parents=True, exist_ok=True)
            (folder / found[1]).write_text(snippet, encoding="utf-8")
    return Workspace(folder)


def load(workspace: Workspace, text: str) -> Profile:
    path = workspace.root / "profiles" / "pair.yaml"
    path.write_text(text, encoding="utf-8")
    return load_profile(path, workspace)


def first(profile: Profile, text: str) -> str:
    scores = RuleSet(profile.topic_rules).score(text)
    return scores[0].id if scores else ""


def test_its_tables_are_the_packs() -> None:
    assert table("Topics") == [[id_, entry["title"]] for id_, entry in pack("topics")["topics"].items()]
    assert table("Regions") == [[id_, entry["title"]] for id_, entry in pack("regions")["topics"].items()]
    organisations = pack("organisations")["organisations"]
    told = table("An organisation as a side")
    assert [row[:2] for row in told] == [[id_, entry["name"]] for id_, entry in organisations.items()]
    for id_, _, who in told:
        now = [head["name"] for head in organisations[id_].get("heads", ()) if "until" not in head]
        assert [name for name in now if name not in who] == []


def test_every_pack_is_in_it() -> None:
    shipped = {path.stem for path in (SHIPPED / "profiles" / "packs").glob("*.yaml")}
    assert set(re.findall(r"(?m)^\| `packs/([a-z-]+)` \|", PAGE)) == shipped


@pytest.mark.parametrize("snippet", [one for one in SNIPPETS if not PACK.match(one)])
def test_a_profile_of_the_page_is_sound_and_its_examples_hold(snippet: str, tmp_path: Path) -> None:
    path = tmp_path / "talks.yaml"
    path.write_text(snippet, encoding="utf-8")
    for command in (("check", path), ("test", path, "--packs")):
        ran = briefgen(*command, cwd=tmp_path)
        assert ran.code == 0, ran.said


@pytest.mark.parametrize("snippet", [one for one in SNIPPETS if PACK.match(one)])
def test_a_pack_of_the_page_loads(snippet: str, tmp_path: Path) -> None:
    found = PACK.match(snippet)
    assert found
    workspace = desk(tmp_path, found[1])
    name = Path(found[1]).stem
    extends = f"extends: [packs/topics, packs/{name}]\n" if name == "asia-desk" else ""
    load(workspace, PAIR + extends)
    ran = briefgen("check", cwd=tmp_path)
    assert ran.code == 0, ran.said


def test_packs_of_ones_own_do_what_the_page_says(tmp_path: Path) -> None:
    workspace = desk(tmp_path)
    profile = load(workspace, PAIR)
    assert [first(profile, text) for text in ("Barter came up.", "Exports came up.")] == ["trade", "trade"]
    asia = load(workspace, f"{PAIR}extends: [packs/topics, packs/asia-desk]\n")
    assert (first(asia, "Paddy was on the table."), asia.limits.quotes) == ("rice", 8)
    packs = load_packs(*workspace.folders("profiles/packs"))
    kenya, commission = packs.country("KE"), packs.country("LAKES-COMMISSION")
    assert kenya
    assert kenya.bodies == ("State House Nairobi",)
    assert commission
    assert packs.country("EU")
    named = {person.name: person.country for person in packs.people}
    assert (named["Ada Vale"], named["Ida Stone"], named["Hakan Fidan"]) == ("PE", "LAKES-COMMISSION", "TR")


def test_what_the_page_says_of_brussels(tmp_path: Path) -> None:
    workspace = desk(tmp_path)

    def whose(sides: str) -> list[str]:
        return [side.name for side in load(workspace, f"sides: [{sides}]\n").sides if "Brussels" in side.aliases]

    assert whose("{organisation: EU}, {country: TR}") == ["EU"]
    assert whose("{country: BE}, {country: TR}") == ["Belgium"]
    assert whose("{organisation: EU}, {country: BE}") == []


def test_what_the_page_says_of_regions(tmp_path: Path) -> None:
    profile = load(desk(tmp_path, "asia-desk"), f"{PAIR}extends: [packs/topics, packs/regions]\n")
    assert first(profile, "A gas pipeline and oil from Central Asia were discussed.") == "energy"
    assert first(profile, "Tourism in Central Asia was discussed.") == "central-asia"
