"""Profiles that come from a broken disk, another editor or an ill will: each gets its line, no run waits or dies."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from contextvars import copy_context
from pathlib import Path

import pytest
from commandline import Ran, briefgen
from cutoff import with_rights_of_nobody

from briefgen.cli import main
from briefgen.errors import Location, ProfileError
from briefgen.match import match
from briefgen.pipeline import gather
from briefgen.profile import load_profile
from briefgen.resources import Workspace
from briefgen.rules import Rule, RuleSet

PROFILE = "title: Norway–Iceland\nsides: [{country: NO}, {country: IS}]\n"
STORY = """Talks in Oslo

12 March 2026

OSLO: Norwegian Foreign Minister Ada Stone met Icelandic Prime Minister Jon Marsh in Oslo on Tuesday.

The two ministers discussed the fisheries treaty and aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.
"""
DAY = ("--articles", "news", "--as-of", "2026-03-14")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "profiles" / "packs").mkdir(parents=True)
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(STORY, encoding="utf-8")
    return tmp_path


def profile(desk: Path) -> Path:
    return desk / "profiles" / "bad.yaml"


COMMANDS = (("build", "bad", *DAY), ("bad", *DAY), ("explain", "bad", *DAY))


def refused(desk: Path, *told: str, commands: tuple[tuple[str, ...], ...] = COMMANDS) -> None:
    """``check``, ``build`` and the command of the profile all refuse it, each with these lines."""
    said = "\n".join(told) + "\n"
    checked = briefgen("check", "bad", cwd=desk)
    assert (checked.code, checked.out) == (2, said)
    for command in commands:
        ran = briefgen(*command, cwd=desk)
        assert (ran.code, ran.err, ran.out) == (2, f"briefgen: {said}", "")
    assert not (desk / "out").exists()


def sound(desk: Path) -> Ran:
    checked = briefgen("check", "bad", cwd=desk)
    assert checked.code == 0, checked.said
    ran = briefgen("bad", *DAY, cwd=desk)
    assert ran.code == 0, ran.said
    return ran


# --- patterns that run away ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pattern", ["(a|aa)+$", "(fish|fishfish)+;", "(1|11)*x"])
@pytest.mark.parametrize("key", ["exclude: {regex: ", "topics: {fish: {any: [cod], regex: "])
def test_a_pattern_that_runs_away_is_a_fault_of_the_profile(desk, key, pattern):
    line = f"{key}['{pattern}']{'}' * key.count('{')}"
    profile(desk).write_text(f"{PROFILE}{line}\n", encoding="utf-8")
    column = line.index("'") + 1
    message = "this regex runs away: it took longer than 0.5 s on one text"
    remedy = "Use words (any, all, near) or a pattern without nested repeats"
    refused(
        desk,
        f"profiles/bad.yaml:3:{column}: {message}. {remedy}",
        f"    {line}",
        f"    {' ' * (column - 1)}^",
        commands=COMMANDS[:1],
    )


FINE = [r"\bF-?35\b", r"(?:lift|ease)\s+(?:the\s+)?sanctions", r"[A-Z]{2,5}-\d+", "a.*b.*c", r"(\w+\s?)+$", "(a+a+)+b"]


@pytest.mark.parametrize("pattern", FINE)
def test_a_pattern_that_ends_is_none(desk, pattern):
    profile(desk).write_text(f"{PROFILE}topics: {{fish: {{regex: ['{pattern}']}}}}\n", encoding="utf-8")
    sound(desk)


def test_a_pattern_that_runs_away_on_an_article_alone_is_told_with_its_place():
    place = Location("profiles/bad.yaml", 3, 19)
    rules = RuleSet([("fish", Rule(regex=("(a|aa)+$",), places=(place,)))])
    with pytest.raises(ProfileError) as raised:
        rules.score("a" * 5000 + "b")
    assert str(raised.value) == (
        "profiles/bad.yaml:3:19: the regex of 'fish' took longer than 0.5 s on one text: (a|aa)+$. "
        "Use words (any, all, near) or a pattern without nested repeats"
    )


# --- very large ones -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", ["# a remark that goes on and on\n", "x: 1\n", "- [[[[\n", "a: &a [*a, *a]\n"])
def test_ten_megabytes_are_refused_before_they_are_read(desk, line):
    profile(desk).write_text(line * (10_000_000 // len(line)), encoding="utf-8")
    refused(desk, "profiles/bad.yaml: larger than 1000 kB. A profile is a page or two")
    assert "bad" in briefgen("--help", cwd=desk).out
    assert "1 fault: briefgen check bad" in briefgen("profiles", cwd=desk).out


def test_a_pack_of_ten_megabytes(desk):
    (desk / "profiles" / "packs" / "fish.yaml").write_text("x: 1\n" * 2_000_000, encoding="utf-8")
    profile(desk).write_text(PROFILE + "extends: [packs/fish]\n", encoding="utf-8")
    refused(desk, "profiles/packs/fish.yaml: larger than 1000 kB. A profile is a page or two")


def test_ten_thousand_aliases_each_of_which_is_known(desk):
    words = ", ".join(f"harbour number {number}" for number in range(10_000))
    text = f"title: T\nsides:\n  - {{country: 'NO', aliases: [{words}]}}\n  - {{country: IS}}\n"
    people = [f"  - {{name: Ada Stone {n}, aliases: [A. Stone {n}], side: IS}}\n" for n in range(5_000)]
    profile(desk).write_text(text + "people:\n" + "".join(people), encoding="utf-8")
    story = STORY.replace("Norwegian", "Harbour Number 9999").replace(" in Oslo", "").replace("OSLO", "PORT")
    (desk / "news" / "a.txt").write_text(story, encoding="utf-8")
    assert "1 of 1 articles used" in sound(desk).out


# --- every script ----------------------------------------------------------------------------------------------------

WIDE = """title: Norway–Iceland
sides:
  - {country: NO, aliases: [挪威, النرويج, Norveç, İskandinav Krallığı]}
  - {country: IS, aliases: [冰岛, آيسلندا, İzlanda]}
topics:
  fish: {any: [балык, 漁業, balıkçılık, صيد]}
"""


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("挪威", "Norway"),
        ("我们在挪威外交部", "Norway"),
        ("النرويج", "Norway"),
        ("NORVEÇ", "Norway"),
        ("İSKANDİNAV KRALLIĞI", "Norway"),
        ("Iskandinav Kralligi", "Norway"),
        ("冰岛", "Iceland"),
        ("آيسلندا", "Iceland"),
        ("IZLANDA", "Iceland"),
        ("İzlanda’nın", "Iceland"),
        ("izlanda", None),  # a name needs its capital
        ("Norveçli", None),  # and is found whole
    ],
)
def test_aliases_of_every_script_are_found(desk, words, side):
    profile(desk).write_text(WIDE, encoding="utf-8")
    (desk / "news" / "a.txt").write_text(STORY.replace("The two", f"In {words} it rained. The two"), encoding="utf-8")
    whole = load_profile(profile(desk), Workspace(desk))
    matched = match(whole, gather((desk / "news",), (), "en").found)
    cast = matched.stories[0].cast
    text = cast.findings.article.text
    found = {(span.of(text), side) for span, side in cast.named}
    assert [name for word, name in found if text.index(words) <= text.index(word) < text.index(words) + len(words)] == (
        [side] if side else []
    )


def test_a_brief_of_aliases_of_every_script(desk):
    profile(desk).write_text(WIDE, encoding="utf-8")
    story = STORY.replace("Norwegian Foreign Minister Ada Stone", "Foreign Minister Ada Stone of 挪威")
    story = story.replace("Icelandic Prime Minister Jon Marsh in Oslo", "Prime Minister Jon Marsh of آيسلندا")
    story = story.replace("the fisheries treaty", "the balıkçılık treaty").replace("OSLO: ", "")
    (desk / "news" / "a.txt").write_text(story.replace("in Oslo", "at sea"), encoding="utf-8")
    assert "1 of 1 articles used" in sound(desk).out
    told = briefgen("explain", "bad", "the balıkçılık treaty", *DAY, cwd=desk).out
    assert "  topic   fish (balıkçılık)\n" in told


# --- what is no file -------------------------------------------------------------------------------------------------


def test_a_folder(desk):
    profile(desk).mkdir()
    refused(desk, "profiles/bad.yaml: this is a folder, not a file")


def test_a_pipe_that_nobody_writes_to(desk):
    os.mkfifo(profile(desk))
    refused(desk, "profiles/bad.yaml: this is a pipe or a device, not a file")
    assert "bad" in briefgen("--help", cwd=desk).out
    assert "1 fault: briefgen check bad" in briefgen("profiles", cwd=desk).out


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_a_device(desk, device):
    profile(desk).symlink_to(device)
    refused(desk, f"{profile(desk)}: this is a pipe or a device, not a file")


@pytest.mark.parametrize("target", ["nowhere.yaml", "bad.yaml"], ids=["to nothing", "to itself"])
def test_a_link(desk, target):
    profile(desk).symlink_to(target)
    assert " bad " not in briefgen("profiles", cwd=desk).out
    for command in (("check", "bad"), ("build", "bad")):
        ran = briefgen(*command, cwd=desk)
        assert ran.code == 2
        assert "no profile 'bad'. Known here: hungary-israel, " in ran.said
    ran = briefgen("build", "profiles/bad.yaml", cwd=desk)
    assert ran.code == 2
    assert "cannot be read: " in ran.err


def test_profiles_that_are_no_folder(desk):
    (desk / "profiles" / "packs").rmdir()
    (desk / "profiles").rmdir()
    (desk / "profiles").write_text(PROFILE, encoding="utf-8")
    assert briefgen("profiles", cwd=desk).code == 0
    assert "no profile 'bad'" in briefgen("check", "bad", cwd=desk).out


def test_a_pack_that_is_a_folder_or_a_pipe(desk):
    pack = desk / "profiles" / "packs" / "fish.yaml"
    profile(desk).write_text(PROFILE + "extends: [packs/fish]\n", encoding="utf-8")
    pack.mkdir()
    refused(desk, "profiles/packs/fish.yaml: this is a folder, not a file")
    pack.rmdir()
    os.mkfifo(pack)
    refused(desk, "profiles/packs/fish.yaml: this is a pipe or a device, not a file")


@pytest.mark.parametrize("name", ["countries", "leaders", "organisations", "people"])
def test_a_pack_of_every_profile_that_is_a_folder(desk, name):
    (desk / "profiles" / "packs" / f"{name}.yaml").mkdir()
    profile(desk).write_text(PROFILE, encoding="utf-8")
    refused(desk, f"{desk}/profiles/packs/{name}.yaml: this is a folder, not a file")


@pytest.mark.parametrize("name", ["countries", "people"])
def test_a_pack_of_every_profile_that_is_no_yaml(desk, name):
    profile(desk).write_text(PROFILE, encoding="utf-8")
    path = desk / "profiles" / "packs" / f"{name}.yaml"
    path.write_bytes(f"{name}: {{}}\n# T\xfcrkiye\n".encode("latin-1"))
    refused(desk, f"{path}:2: this is not UTF-8: save the file as UTF-8")
    path.write_text(f"{name}:\n\t- x\n", encoding="utf-8")
    refused(desk, f"{path}:2: a tab cannot indent YAML: use spaces")


# --- what an editor leaves in a file ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"),
        lambda text: text.replace(": ", ":\t").encode(),
        lambda text: text.removesuffix("\n").encode(),
        lambda text: (text + "\n\n  \n").encode(),
        lambda text: ("---\n" + text + "...\n").encode(),
        lambda text: text.replace("–", "\N{NO-BREAK SPACE}–\N{ZERO WIDTH SPACE}").encode(),
    ],
    ids=["crlf", "cr", "bom", "bom and crlf", "tab behind a colon", "no end", "blank end", "marks", "other spaces"],
)
def test_what_does_no_harm(desk, change: Callable[[str], bytes]):
    profile(desk).write_bytes(change(PROFILE + "window: 30d\n"))
    sound(desk)


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"title: T\r\nsides: [{country: NO}, {country: IS}]\r\nwindw: 3d\r\n", ["3:1: unknown key 'windw'"]),
        (b"title: T\rsides: [{country: NO}, {country: IS}]\rwindw: 3d\r", ["3:1: unknown key 'windw'"]),
        (b"\xef\xbb\xbfwindw: 3d\nsides: [{country: NO}, {country: IS}]\n", ["1:1: unknown key 'windw'"]),
        (b"title: T\nsides:\n\t- {country: NO}\n", ["3:1: a tab cannot indent YAML. Use spaces"]),
        (b"title: T\nsides:\n  \t- {country: NO}\n", ["3:3: a tab cannot indent YAML. Use spaces"]),
        (b"title: T\nhandling: a\x00b\n", ["2: a character YAML does not allow: U+0000. Delete it"]),
        (b"\x00" * 100, ["1: a character YAML does not allow: U+0000. Delete it"]),
        ("title: T\nsides: []\n".encode("utf-16"), ["1: this is not UTF-8. Save the file as UTF-8"]),
        (b"title: T\nhandling: caf\xe9\n", ["2: this is not UTF-8. Save the file as UTF-8"]),
    ],
    ids=["crlf", "cr", "bom", "tab", "blanks and tab", "nul", "nuls", "utf-16", "latin-1"],
)
def test_what_does_is_told_with_its_line(desk, raw, told):
    profile(desk).write_bytes(raw)
    ran = briefgen("check", "bad", cwd=desk)
    assert ran.code == 2
    assert [line for line in ran.out.splitlines() if line.startswith("profiles/")] == [
        next(line for line in ran.out.splitlines() if line.startswith(f"profiles/bad.yaml:{one}")) for one in told
    ]
    assert not [char for char in ran.said if ord(char) < 32 and char != "\n"]


# --- folders that must not be read or written ------------------------------------------------------------------------


def test_folders_with_rights_for_others_alone(capfd):
    with tempfile.TemporaryDirectory() as name:
        desk = Path(name)
        (desk / "profiles").mkdir()
        (desk / "news").mkdir()
        (desk / "news" / "a.txt").write_text(STORY, encoding="utf-8")
        profile(desk).write_text(PROFILE, encoding="utf-8")
        for command in (["check", "bad"], ["explain", "bad", *DAY], ["bad", *DAY]):  # nobody may import what this loads
            given = [str(desk / "news") if word == "news" else word for word in command]
            copy_context().run(main, [*given, "--workspace", name, *(["--out", f"{name}/out"] * (command[0] == "bad"))])
        shutil.rmtree(desk / "out")
        for path in (desk, *desk.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        assert with_rights_of_nobody(["check", "bad"], desk) == 0
        assert with_rights_of_nobody(["explain", "bad", *DAY], desk) == 0
        capfd.readouterr()
        assert with_rights_of_nobody(["bad", *DAY], desk) == 1
        assert (
            capfd.readouterr().err
            == "briefgen: cannot write out: Permission denied. Choose another folder with --out\n"
        )
        assert not (desk / "out").exists()
        profile(desk).chmod(0)
        assert with_rights_of_nobody(["bad", *DAY], desk) == 2
        assert capfd.readouterr().err == "briefgen: profiles/bad.yaml: cannot be read: Permission denied\n"
        (desk / "profiles").chmod(0)
        assert with_rights_of_nobody(["check", "bad"], desk) == 2
        assert with_rights_of_nobody(["profiles"], desk) == 0
        for path in (desk, desk / "profiles", desk / "news"):
            path.chmod(0o755)
