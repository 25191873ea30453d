"""The topics of the packs: examples that hold for any pair, no word that does nothing, regions on top."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from commandline import ROOT, briefgen

from briefgen.profile import Profile, load_profile, merged_profile
from briefgen.profile.examples import try_examples
from briefgen.resources import SHIPPED, Workspace
from briefgen.rules import Rule, RuleSet, case_of
from briefgen.text import fold
from briefgen.workshop.coverage import covered
from briefgen.workshop.lints import lints

PACKS = ("topics", "regions")
PAIRS = (
    "PE KE", "US CN", "TR EU", "IL PS", "HU IL", "RU UA", "SY TR", "IR IQ", "SA YE", "IN PK", "AF UZ", "AM AZ", "MD GE",
    "GR CY", "RS XK", "KR KP", "SD ET", "ML NE", "CD RW", "ZA MZ", "LY DZ", "VE CU", "DK CA", "FI EE",
)  # fmt: skip


def entries(pack: str) -> dict[str, dict[str, Any]]:
    text = (SHIPPED / "profiles" / "packs" / f"{pack}.yaml").read_text(encoding="utf-8")
    topics: dict[str, dict[str, Any]] = yaml.load(text, yaml.BaseLoader)["topics"]  # noqa: S506
    return topics


TOPICS = [(pack, name, entry) for pack in PACKS for name, entry in entries(pack).items()]
EACH = pytest.mark.parametrize("entry", [one for *_, one in TOPICS], ids=[f"{pack}-{name}" for pack, name, _ in TOPICS])


def load(folder: Path, text: str) -> Profile:
    (folder / "profiles").mkdir(exist_ok=True)
    path = folder / "profiles" / "pair.yaml"
    path.write_text(text, encoding="utf-8")
    return load_profile(path, Workspace(folder))


# --- each topic ----------------------------------------------------------------------------------------------------


def test_the_subjects_and_regions_a_desk_asks_for_are_there() -> None:
    subjects = {"energy", "migration-and-consular", "technology-and-cyber", "climate-and-environment", "trade"}
    assert subjects <= entries("topics").keys()
    regions = {"middle-east", "gulf", "balkans", "south-caucasus", "central-asia", "south-asia", "indo-pacific"}
    regions |= {"korean-peninsula", "black-sea", "eastern-mediterranean", "horn-of-africa", "sahel", "latin-america"}
    assert regions | {"arctic", "north-africa", "great-lakes"} <= entries("regions").keys()


@EACH
def test_a_topic_shows_what_it_is_and_what_it_is_not(entry: dict[str, Any]) -> None:
    examples = entry["examples"]
    assert len(examples["match"]) >= 3
    assert len(examples["skip"]) >= 2
    assert not {"todo_match", "todo_skip"} & examples.keys()


@EACH
def test_every_word_does_something(entry: dict[str, Any]) -> None:
    rules = RuleSet([("own", Rule(any=tuple(entry["any"]), none=tuple(entry.get("none", ()))))])
    assert [word for word in entry["any"] if not rules.score(f"They spoke about {word} at length.")] == []
    forbidden = RuleSet([("own", Rule(any=tuple(entry.get("none", ()))))])
    assert [word for word in entry.get("none", ()) if not forbidden.score(word)] == []
    for words in (entry["any"], entry.get("none", ())):
        keys = [word if case_of(word) == "exact" else fold(word) for word in words]
        assert sorted(key for key in set(keys) if keys.count(key) > 1) == []


@pytest.mark.parametrize("pack", PACKS)
def test_a_pack_has_no_dead_shadowed_or_greedy_word(pack: str, tmp_path: Path) -> None:
    topics = {name: {"weight": "1", **entry} for name, entry in entries(pack).items()}
    below = "[packs/topics]" if pack == "regions" else "[]"
    own = yaml.safe_dump({"topics": topics}, allow_unicode=True, sort_keys=False)
    profile = load(tmp_path, f"extends: {below}\nsides: [{{name: Norland}}, {{name: Sudland}}]\n{own}")
    words = covered(profile, merged_profile(profile.path, Workspace(tmp_path)), ())
    assert len(words) > 400
    assert [problem.message for problem in lints(profile, words, ())] == []


# --- any pair ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("extends", ["[packs/topics]", "[packs/topics, packs/regions]"])
@pytest.mark.parametrize("pair", PAIRS)
def test_the_examples_hold_for_any_pair(pair: str, extends: str, tmp_path: Path) -> None:
    sides = ", ".join(f"{{country: {code}}}" for code in pair.split())
    trials = try_examples(load(tmp_path, f"extends: {extends}\nsides: [{sides}]\n"), own=False)
    assert len(trials) > 100
    assert [(trial.topic, trial.example.text) for trial in trials if trial.fails] == []


def test_the_examples_hold_for_the_shipped_profiles() -> None:
    ran = briefgen("test", "--packs", cwd=ROOT)
    assert (ran.code, ran.err) == (0, "")
    assert len(ran.out.splitlines()) == len([*(ROOT / "profiles").glob("*.yaml")])


# --- regions -------------------------------------------------------------------------------------------------------


def first(profile: Profile, text: str) -> str:
    scores = RuleSet(profile.topic_rules).score(text)
    return scores[0].id if scores else ""


REGIONAL = [
    ("Security and stability in the Balkans were discussed.", "balkans"),
    ("They want a ceasefire and peace talks in Libya.", "north-africa"),
    ("Tensions in the Middle East were discussed.", "middle-east"),
    ("They welcomed the de-escalation between India and Pakistan.", "south-asia"),
    ("Regional and international issues were discussed.", "regional"),
    ("Sanctions on Syria should be lifted.", "syria"),
    ("TURKIC STATES met in Samarkand.", "central-asia"),
    ("Safety in the BLACK SEA was raised.", "black-sea"),
]


@pytest.mark.parametrize(("text", "topic"), REGIONAL)
def test_a_region_goes_before_regional_issues(text: str, topic: str, tmp_path: Path) -> None:
    pair = "sides: [{country: PE}, {country: KE}]\n"
    assert first(load(tmp_path, f"extends: [packs/topics, packs/regions]\n{pair}"), text) == topic
    assert first(load(tmp_path, pair), text) in {"regional", "syria", "ukraine-russia", ""}


def test_a_profile_adds_to_a_region_and_switches_one_off(tmp_path: Path) -> None:
    text = "extends: [packs/topics, packs/regions]\nsides: [{country: PE}, {country: KE}]\n"
    own = "topics:\n  sahel: {+any: [Kidal]}\n  arctic: {weight: 0}\n"
    plain, mine = load(tmp_path, text), load(tmp_path, text + own)
    assert [first(plain, one) for one in ("Kidal fell.", "Greenland was raised.")] == ["", "arctic"]
    assert [first(mine, one) for one in ("Kidal fell.", "Greenland was raised.")] == ["sahel", ""]
    assert [first(mine, one) for one in ("The Sahel came up.",)] == ["sahel"]


def test_a_word_of_a_side_is_no_region(tmp_path: Path) -> None:
    profile = load(tmp_path, "extends: [packs/topics, packs/regions]\nsides: [{country: KR}, {country: JP}]\n")
    assert first(profile, "Seoul was asked to wait.") == ""
    assert first(profile, "Pyongyang was asked to wait.") == "korean-peninsula"


def test_regions_stand_behind_the_subjects_in_print(tmp_path: Path) -> None:
    profile = load(tmp_path, "extends: [packs/topics, packs/regions]\nsides: [{country: PE}, {country: KE}]\n")
    ids = [topic.id for topic in profile.topics]
    assert ids.index("domestic-politics") < ids.index("middle-east")
    assert ids.count("regional") == 1
