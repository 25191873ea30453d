"""``briefgen profiles show``: what holds in a profile, and where each value is set."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commandline import ROOT, Ran, briefgen

PACK = """\
topics:
  tea:
    title: Tea
    any: [tea, leaves,
      "green: tea"]
  fish: {title: Fish, any: [fish]}
"""
PROFILE = """\
title: Peru–Kenya
extends: [packs/trade]
sides:
  - {country: PE}
  - {country: NO, aliases: ["#oslo", Norge]}
topics:
  tea:
    +any: [samovar]
  fish: {weight: 2}
limits: {quotes: 3}
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "profiles" / "packs").mkdir(parents=True)
    (tmp_path / "profiles" / "packs" / "trade.yaml").write_text(PACK, encoding="utf-8")
    (tmp_path / "profiles" / "pair.yaml").write_text(PROFILE, encoding="utf-8")
    return tmp_path


def show(desk: Path, *args: object, name: object = "pair") -> Ran:
    return briefgen("profiles", "show", name, *args, cwd=desk)


def test_as_it_is_written(desk: Path) -> None:
    assert show(desk).out == PROFILE


def test_every_value_with_the_file_and_line_that_set_it(desk: Path) -> None:
    assert show(desk, "--origin").out.splitlines()[:20] == [
        "extends: []",
        "topics:",
        "  tea:",
        "    title: Tea  # profiles/packs/trade.yaml:3",
        "    any: [tea, leaves, 'green: tea',  # profiles/packs/trade.yaml:4-5",
        "        samovar]  # profiles/pair.yaml:8",
        "    weight: 1  # default",
        "  fish:",
        "    title: Fish  # profiles/packs/trade.yaml:6",
        "    any: [fish]  # profiles/packs/trade.yaml:6",
        "    weight: 2  # profiles/pair.yaml:9",
        "title: Peru–Kenya  # profiles/pair.yaml:1",
        "sides:",
        "  - country: PE  # profiles/pair.yaml:4",
        "  - country: NO  # profiles/pair.yaml:5",
        "    aliases: ['#oslo', Norge]  # profiles/pair.yaml:5",
        "limits:",
        "  quotes: 3  # profiles/pair.yaml:10",
        "# language: en  # default",
        "# window: 180d  # default",
    ]


@pytest.mark.parametrize("flag", ["--effective", "--origin"])
def test_what_it_prints_loads_and_says_the_same(desk: Path, flag: str) -> None:
    printed = show(desk, flag).out
    again = desk / "again.yaml"
    again.write_text(printed, encoding="utf-8")
    assert briefgen("check", again, cwd=desk).code == 0
    first, second = (show(desk, "--effective", name=one).out for one in ("pair", again))
    assert first == second


@pytest.mark.parametrize("path", sorted((ROOT / "profiles").glob("*.yaml")), ids=lambda path: path.stem)
def test_the_shipped_profiles(path: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.yaml"
    again.write_text(show(tmp_path, "--origin", name=path).out, encoding="utf-8")
    checked = briefgen("check", again, cwd=tmp_path)
    assert (checked.code, "example" in checked.err) == (0, False), checked.said


def test_a_topic_of_a_pack_weighs_what_it_weighed(desk: Path) -> None:
    pack = PACK.replace("fish: {", "fish: {examples: {match: [Nothing of it.]}, ").replace("any: [fish]", "any: [boat]")
    (desk / "profiles" / "packs" / "trade.yaml").write_text(pack, encoding="utf-8")
    (desk / "profiles" / "pair.yaml").write_text(PROFILE.replace("  fish: {weight: 2}\n", ""), encoding="utf-8")
    again = desk / "again.yaml"
    again.write_text(show(desk, "--effective").out, encoding="utf-8")
    assert "  fish:\n    title: Fish\n    any: [boat]\n    weight: 1\n" in again.read_text(encoding="utf-8")
    assert briefgen("check", again, cwd=desk).code == 0


def test_json_for_other_programs(desk: Path) -> None:
    found = {one["key"]: one for one in json.loads(show(desk, "--json").out)}
    assert found["sides[1].country"] == {
        "key": "sides[1].country",
        "value": "NO",
        "file": "profiles/pair.yaml",
        "line": 5,
    }
    assert found["limits.pages"] == {"key": "limits.pages", "value": "4", "file": None, "line": None}


def test_a_profile_with_faults_is_told_as_check_tells_it(desk: Path) -> None:
    (desk / "profiles" / "pair.yaml").write_text("titel: Peru–Kenya\n", encoding="utf-8")
    for flag in ((), ("--origin",), ("--json",)):
        ran = show(desk, *flag)
        assert (ran.code, ran.out) == (2, "")
        assert "profiles/pair.yaml:1:1: unknown key 'titel' in a profile. Did you mean title?" in ran.err


def test_sentences_that_might_be_one_are_printed_in_quotes(desk):
    own = "sides: [PE, KE]\ntopics:\n  tea:\n    any: [tea]\n    examples:\n      match:\n"
    own += "        - Tea was sold to the firm\n        - and tea was bought.\n"
    (desk / "profiles" / "own.yaml").write_text(own, encoding="utf-8")
    shown = briefgen("profiles", "show", "own", "--effective", cwd=desk).out
    assert "match: ['Tea was sold to the firm', 'and tea was bought.']" in shown
    (desk / "profiles" / "again.yaml").write_text(shown, encoding="utf-8")
    assert briefgen("check", "again", cwd=desk).code == 0
