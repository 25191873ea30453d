"""``check``, ``profiles`` and ``init``, as a user runs them."""

from __future__ import annotations

from pathlib import Path

import pytest
from commandline import briefgen

SHIPPED = ("hungary-israel", "pakistan", "turkiye-israel", "uganda-south-sudan", "us-turkiye")
SIDES = "sides:\n  - {country: TR}\n  - {country: MY}\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "profiles").mkdir()
    return tmp_path


def write(desk: Path, name: str, text: str) -> Path:
    path = desk / "profiles" / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


# --- check ---------------------------------------------------------------------------------------------------------


def test_all_profiles_are_checked_where_none_is_named(tmp_path):
    ran = briefgen("check", cwd=tmp_path)
    assert ran.code == 0, ran.said
    assert [line.split(":")[0] for line in ran.out.splitlines()] == list(SHIPPED)
    assert "pakistan: ok (2 sides, 20 topics, 9 people)" in ran.out.splitlines()


def test_a_broken_profile_does_not_hide_the_others(desk):
    write(desk, "bad", "titel: Talks\n" + SIDES + "windw: 3d\n")
    ran = briefgen("check", cwd=desk)
    assert ran.code == 2
    assert "profiles/bad.yaml:1:1: unknown key 'titel' in a profile. Did you mean title?" in ran.out
    assert "    windw: 3d\n    ^\n" in ran.out
    assert "us-turkiye: ok" in ran.out
    assert ran.err == "2 faults\n"


def test_a_fault_of_a_shared_pack_is_told_once(desk):
    (desk / "profiles" / "packs").mkdir()
    (desk / "profiles" / "packs" / "people.yaml").write_text(
        "people:\n  Ada Vale: {offices: Envoy}\n", encoding="utf-8"
    )
    ran = briefgen("check", cwd=desk)
    assert ran.code == 2
    assert ran.said.count("Ada Vale: 'offices' is a list") == 1


def test_profiles_by_name_and_by_file(desk):
    path = write(desk, "talks", "title: Talks\n" + SIDES)
    ran = briefgen("check", "us-turkiye", path, cwd=desk)
    assert (ran.code, len(ran.out.splitlines())) == (0, 2)


def test_an_unknown_name_and_the_other_faults(desk):
    ran = briefgen("check", "us-turkye", "../evil", "nowhere.yaml", cwd=desk)
    assert ran.code == 2
    assert "no profile 'us-turkye'. Did you mean us-turkiye?" in ran.out
    assert "'../evil' cannot be the name of a profile" in ran.out
    assert "nowhere.yaml: cannot be read: No such file or directory" in ran.out


def test_signs_that_act_on_a_terminal_do_not_reach_it(desk):
    write(desk, "talks", SIDES + "tit\u202ele\u0085: Talks\n")
    ran = briefgen("check", "talks", cwd=desk)
    assert ran.code == 2
    assert "\u202e" not in ran.said


# --- profiles ------------------------------------------------------------------------------------------------------


def test_profiles_are_listed_with_title_sides_and_file(desk):
    write(desk, "talks", "title: Talks with Malaysia\n" + SIDES)
    write(desk, "bad", "title: Bad\nsides: []\nwindw: 3d\n")
    ran = briefgen("profiles", cwd=desk)
    assert ran.code == 0
    rows = {line.split()[0]: line for line in ran.out.splitlines()}
    assert set(rows) == {*SHIPPED, "talks", "bad"}
    assert "Talks with Malaysia  Türkiye, Malaysia " in rows["talks"]
    assert rows["talks"].endswith("profiles/talks.yaml")
    assert "2 faults: briefgen check bad" in rows["bad"]


# --- init ----------------------------------------------------------------------------------------------------------


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_workspace_whose_first_profile_works(tmp_path):
    ran = briefgen("init", "desk", cwd=tmp_path)
    assert ran.code == 0, ran.said
    assert set(tree(tmp_path / "desk")) == {"profiles/first-brief.yaml", "profiles/schema.json", "seeds/README.md"}
    assert "first-brief: ok" in briefgen("check", "first-brief", cwd=tmp_path / "desk").out
    assert "first-brief" in briefgen("--workspace", "desk", "profiles", cwd=tmp_path).out


def test_nothing_that_is_there_is_changed(desk):
    write(desk, "first-brief", "title: Mine\n")
    ran = briefgen("init", cwd=desk)
    assert ran.code == 0
    assert "kept  profiles/first-brief.yaml" in ran.out
    before = tree(desk)
    assert before["profiles/first-brief.yaml"] == b"title: Mine\n"
    assert briefgen("init", ".", cwd=desk).code == 0
    assert tree(desk) == before


def test_a_file_where_the_folder_should_be(tmp_path):
    (tmp_path / "desk").write_text("a file", encoding="utf-8")
    ran = briefgen("init", "desk", cwd=tmp_path)
    assert ran.code == 1
    assert "desk" in ran.err
    assert (tmp_path / "desk").read_text(encoding="utf-8") == "a file"


def test_a_folder_that_cannot_be_made(tmp_path):
    ran = briefgen("init", "x" * 300, cwd=tmp_path)
    assert ran.code == 1
    assert "cannot be written" in ran.err


def test_check_tries_the_examples_of_a_profiles_own_topics(desk):
    topic = """topics:
  rice:
    any: [rice]
    examples:
      match: [Rice was short., Nothing grew., Exports and sanctions.]
      skip: [Mr Rice came.]
"""
    write(desk, "tr-my", SIDES + topic)
    ran = briefgen("check", "tr-my", cwd=desk)
    assert ran.code == 2
    told = [line.partition(": ") for line in ran.out.splitlines()]
    assert [where for where, _, _ in told] == [f"profiles/tr-my.yaml:{place}" for place in ("8:32", "8:47", "9:14")]
    assert "comes under no topic: “Nothing grew.”" in ran.out
    assert "first: “Exports and sanctions.”" in ran.out
    assert "the example that is not 'rice' comes under it: “Mr Rice came.”" in ran.out
    assert "3 faults" in ran.err
    write(desk, "tr-my", SIDES + topic.replace(", Nothing grew., Exports and sanctions.", "").replace("Mr Rice", "He"))
    assert briefgen("check", "tr-my", cwd=desk).code == 0


# --- what the eye passes over ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", ["p0.yml", "p0.yaml.txt"])
def test_a_profile_with_another_ending_is_told_so(desk, file):
    (desk / "profiles" / file).write_text(f"title: Talks\n{SIDES}", encoding="utf-8")
    ran = briefgen("build", "p0", cwd=desk)
    said = f"profiles/{file}: no profile 'p0': a profile's file ends in .yaml. Rename it to p0.yaml\n"
    assert (ran.code, ran.err.endswith(said)) == (2, True), ran.said


def test_an_example_that_fails_is_a_warning_of_build(desk):
    write(desk, "p0", f"{SIDES}topics: {{tea: {{any: [tea], examples: {{match: [Nobody came.]}}}}}}\n")
    (desk / "news").mkdir()
    (desk / "news" / "a.txt").write_text("Talks\n\n3 March 2026\n\nMalaysia met Türkiye.\n", encoding="utf-8")
    day = ("--articles", "news", "--as-of", "2026-03-14")
    said = "profiles/p0.yaml:4:47: the example for 'tea' comes under no topic: “Nobody came.”"
    ran = briefgen("p0", *day, cwd=desk)
    assert ran.code in {0, 3}, ran.said
    assert f"warning: {said}" in ran.err
    strict = briefgen("build", "p0", *day, "--strict", "--out", "o", cwd=desk)
    assert (strict.code, said in strict.err, (desk / "o").exists()) == (4, True, False), strict.said
