"""Organisations as sides: what the pack knows of them, and a brief for one of them and a country."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from commandline import briefgen

from briefgen.errors import ProfileError
from briefgen.packs import Country, KnownPerson, Packs, load_packs
from briefgen.profile import Profile, load_profile
from briefgen.resources import SHIPPED, Workspace

PACK = SHIPPED / "profiles" / "packs" / "organisations.yaml"
NEWS = {
    "customs.txt": """\
Kallas and Fidan talk about the customs union in Ankara
ANKARA, 14 May 2025 - EU foreign policy chief Kaja Kallas met Turkish Foreign Minister Hakan Fidan in Ankara on \
Wednesday to discuss the modernisation of the customs union and visa liberalisation.

"A modern customs union serves both of us," Kallas told reporters after the meeting.

Fidan said Türkiye expected Brussels to lift its objections to visa-free travel.

"We want a date for the next round," Fidan said.
""",
    "fund.txt": """\
Brussels and Ankara agree on the refugee fund
BRUSSELS, 22 May 2025 - Brussels and Ankara agreed on Thursday to extend the fund for refugees, officials said.

"The fund helps children go to school," European Commission President Ursula von der Leyen said after talks with \
Turkish Foreign Minister Hakan Fidan.

Antonio Costa also spoke to Turkish President Recep Tayyip Erdogan by phone on Wednesday about Cyprus.
""",
    "alliance.txt": """\
NATO chief visits Ankara
ANKARA, 20 May 2025 - NATO Secretary General Mark Rutte met Turkish President Recep Tayyip Erdogan on Tuesday.

"We count on the alliance," Rutte said.
""",
}


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    desk = tmp_path_factory.mktemp("desk")
    for folder in ("profiles", "news"):
        (desk / folder).mkdir()
    (desk / "profiles" / "eu-turkiye.yaml").write_text("sides: [{organisation: EU}, {country: TR}]\n", "utf-8")
    for name, text in NEWS.items():
        (desk / "news" / name).write_text(text, encoding="utf-8")
    ran = briefgen("eu-turkiye", "--articles", "news", "--as-of", "2025-05-25", "--json", cwd=desk)
    assert ran.code == 0, ran.err
    read: dict[str, Any] = json.loads((desk / "out/eu-turkiye/eu-turkiye-2025-05-25.json").read_text("utf-8"))
    return read


# --- the brief -----------------------------------------------------------------------------------------------------


def test_the_people_of_an_organisation_stand_on_its_side(brief: dict[str, Any]) -> None:
    assert brief["title"] == "EU–Türkiye"
    assert {person["name"]: person["side"] for person in brief["participants"]} == {
        "Kaja Kallas": "EU",
        "Ursula von der Leyen": "EU",
        "Antonio Costa": "EU",  # no title beside the name: the pack knows who he is on that day
        "Hakan Fidan": "Türkiye",
        "Recep Tayyip Erdogan": "Türkiye",
    }


def test_quotes_are_of_the_side_of_their_speaker(brief: dict[str, Any]) -> None:
    assert {(quote["speaker"], quote["side"]) for quote in brief["quotes"]} == {
        ("Kaja Kallas", "EU"),
        ("Hakan Fidan", "Türkiye"),
        ("Ursula von der Leyen", "EU"),
    }


def test_the_seat_means_the_organisation_in_a_profile_that_names_it(brief: dict[str, Any]) -> None:
    assert any("expected Brussels to lift" in one["text"] and one["side"] == "Türkiye" for one in brief["positions"])


def test_another_organisation_is_neither_side(brief: dict[str, Any]) -> None:
    assert [one["path"] for one in brief["not_used"]] == ["alliance.txt"]


# --- profiles ------------------------------------------------------------------------------------------------------


def load(folder: Path, text: str) -> Profile:
    (folder / "profiles").mkdir(exist_ok=True)
    path = folder / "profiles" / "pair.yaml"
    path.write_text(text, encoding="utf-8")
    return load_profile(path, Workspace(folder))


def test_a_side_is_what_the_pack_knows_and_what_the_profile_adds(tmp_path: Path) -> None:
    text = "sides:\n  - {organisation: EU, name: The Union, aliases: [The Twenty-Seven]}\n  - {organisation: OTS}\n"
    union, turkic = load(tmp_path, text).sides
    assert (union.name, union.country) == ("The Union", "EU")
    assert {"The Twenty-Seven", "European Commission", "European Parliament", "Brussels"} <= set(union.aliases)
    assert (turkic.name, "Organization of Turkic States" in turkic.aliases) == ("OTS", True)


def test_a_town_that_is_the_seat_of_a_side_and_the_capital_of_the_other_is_nobodys(tmp_path: Path) -> None:
    union, belgium = load(tmp_path, "sides: [{organisation: EU}, {country: BE}]\n").sides
    assert "Brussels" not in (*union.aliases, *belgium.aliases)


@pytest.mark.parametrize("side", ["{country: EU}", "{name: EU}", "{name: European Union}"])
def test_an_organisation_written_as_a_country_or_by_name_is_the_same_side(tmp_path: Path, side: str) -> None:
    assert load(tmp_path, f"sides: [{side}, {{country: TR}}]\n").sides[0].country == "EU"


def test_the_shorthand_takes_an_organisation(tmp_path: Path) -> None:
    profile = load(tmp_path, "our_side: TR\ncounterpart: OIC\n")
    assert [side.name for side in profile.sides] == ["Türkiye", "OIC"]


def test_one_organisation_is_one_side(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="two sides are 'EU'"):
        load(tmp_path, "sides: [{organisation: EU}, {country: EU}]\n")


@pytest.mark.parametrize("pack", ["organisations", "leaders"])
def test_what_is_read_for_every_profile_is_not_extended(tmp_path: Path, pack: str) -> None:
    with pytest.raises(ProfileError, match=f"'packs/{pack}' is read for every profile"):
        load(tmp_path, f"extends: [packs/topics, packs/{pack}]\nsides: [{{country: PE}}, {{country: KE}}]\n")


# --- the pack ------------------------------------------------------------------------------------------------------


def organisations(packs: Packs) -> dict[str, Country]:
    return {one.id: one for one in packs.countries if one.kind == "organisation"}


def people(packs: Packs) -> dict[str, KnownPerson]:
    return {one.name: one for one in packs.people}


def test_the_organisations_a_desk_meets_are_there(packs: Packs) -> None:
    wanted = {"NATO", "UN", "EU", "OIC", "ASEAN", "OTS", "AFRICAN-UNION", "ARAB-LEAGUE", "GCC", "G7", "G20", "BRICS"}
    wanted |= {"OSCE", "SCO", "IMF", "WORLD-BANK", "ICC", "WHO", "IAEA", "WTO", "ECOWAS", "COUNCIL-OF-EUROPE"}
    assert wanted <= organisations(packs).keys()


def test_each_organisation_is_a_side_beside_a_country(packs: Packs, tmp_path: Path) -> None:
    for id_, one in organisations(packs).items():
        side, country = load(tmp_path, f"sides: [{{organisation: {id_}}}, {{country: PE}}]\n").sides
        assert (side.name, side.country, country.country) == (one.name, id_, "PE")
        assert {one.name, *one.names, *one.bodies, *one.seat} == set(side.aliases)


def test_the_pack_holds_no_key_that_nobody_reads() -> None:
    world = yaml.load(PACK.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506
    assert set(world) == {"organisations"}
    known = {"name", "aliases", "office", "since", "until", "gender", "say_as", "also"}
    for id_, entry in world["organisations"].items():
        assert set(entry) <= {"name", "names", "bodies", "seat", "forum", "heads"}, id_
        assert [head for head in entry.get("heads", ()) if not set(head) <= known] == []
        assert [code for head in entry.get("heads", ()) for code in head.get("also", ()) if len(code) != 2] == []


def test_who_leads_on_a_day(packs: Packs) -> None:
    known = people(packs)
    assert known["Mark Rutte"].office_on(date(2025, 6, 1)) == "Secretary General of NATO"
    assert known["Mark Rutte"].office_on(date(2024, 9, 1)) == ""
    assert known["Jens Stoltenberg"].office_on(date(2024, 9, 1)) == "Secretary General of NATO"
    assert known["Feridun Sinirlioğlu"].tenures == ()  # no sure day, no office


def test_whoever_spoke_for_a_country_too_is_of_the_organisation_on_its_days_only(packs: Packs) -> None:
    costa = people(packs)["António Costa"]
    days = (date(2025, 5, 22), date(2020, 5, 22), None)
    assert [costa.country_on(day) for day in days] == ["EU", "", ""]
    assert people(packs)["Ajay Banga"].country_on(None) == "WORLD-BANK"


def test_one_head_at_a_time(packs: Packs) -> None:
    held = [(tenure.office, tenure, one.name) for one in packs.people if not one.by_family for tenure in one.tenures]
    for office, first, name in held:
        for other, second, who in held:
            if office == other and name < who and first.since and second.since:
                early, late = sorted((first, second), key=lambda tenure: tenure.since or date.min)
                assert (early.until or date.max) <= (late.since or date.min), (office, name, who)


def test_a_family_name_alone_is_no_head_of_an_organisation(packs: Packs) -> None:
    assert [packs.led_by((family,), in_office=True) for family in ("khan", "costa", "banga")] == ["", "", ""]


def test_a_forum_is_a_place_to_meet_where_no_profile_names_it(packs: Packs, tmp_path: Path) -> None:
    found = {place.country for place in packs.place_words()}
    assert found & {"G7", "G20", "BRICS", "SCO"} == set()
    assert {"EU", "NATO", "IMF", "ICC", "IAEA"} <= found
    assert "Group of Twenty" in load(tmp_path, "sides: [{organisation: G20}, {country: TR}]\n").sides[0].aliases


# --- a workspace of one's own --------------------------------------------------------------------------------------

LEAGUE = """\
organisations:
  LEAGUE:
    name: Northern League
    heads:
      - {name: Ada Vale, office: Chair, since: 2020-01-01, until: 2021-12-31, gender: f}
      - {name: Ada Vale, office: Chair, since: 2024-01-01}
"""


def test_a_pack_of_ones_own_adds_organisations_and_their_heads(tmp_path: Path) -> None:
    (tmp_path / "organisations.yaml").write_text(LEAGUE, encoding="utf-8")
    packs = load_packs(tmp_path, PACK.parent)
    assert {"LEAGUE", "EU"} <= organisations(packs).keys()
    vale = people(packs)["Ada Vale"]
    days = (date(2021, 6, 1), date(2022, 6, 1), date(2024, 6, 1))
    assert [vale.office_on(day) for day in days] == ["Chair", "", "Chair"]
    assert vale.country == "LEAGUE"


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("organisations.yaml", "organisations:\n  X: {names: [Y]}\n", "organisations.yaml:2: X: 'name' is missing"),
        ("organisations.yaml", "organisations:\n  X: {name: Y, heads: Z}\n", "X: 'heads' is a list"),
        ("organisations.yaml", "organisations:\n  X: {name: Y, heads: [Z]}\n", "X: expected a map, found text"),
        ("organisations.yaml", "organisations:\n  X: {name: Y, heads: [{name: Z}]}\n", "X: 'office' is missing"),
        ("organisations.yaml", "organisations:\n  X: {name: Y, forum: maybe}\n", "X: 'forum' is yes or no"),
        (
            "organisations.yaml",
            "organisations:\n  X: {name: Y, heads: [{name: Z, office: Chair, since: May}]}\n",
            "X: 'May' is not a date; write it as 2025-03-25",
        ),
        ("organisations.yaml", "organisations: [EU]\n", "organisations: expected a map, found a list"),
        ("countries.yaml", "organisations:\n  X: {name: Y}\n", "countries.yaml:1: organisations: they stand in org"),
    ],
)
def test_a_broken_pack_is_told_with_its_place(tmp_path: Path, name: str, text: str, told: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(ProfileError) as raised:
        load_packs(tmp_path)
    assert told in str(raised.value)


def test_a_pack_that_is_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "organisations.yaml").mkdir()
    with pytest.raises(ProfileError, match=r"organisations\.yaml: this is a folder"):
        load_packs(tmp_path)


def test_a_profile_that_is_begun_names_an_organisation_as_one(tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    (tmp_path / "seeds").mkdir()
    ran = briefgen("new", "euro", "--country", "EU", "--our-side", "TR", cwd=tmp_path)
    assert ran.code == 0, ran.said
    text = (tmp_path / "profiles" / "euro.yaml").read_text("utf-8")
    assert "  - {country: TR}\n" in text
    assert "  - {organisation: EU}\n" in text
    assert briefgen("check", "euro", cwd=tmp_path).code == 0
