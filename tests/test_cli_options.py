"""What the command line takes and refuses, and what it says: workspaces, days, lengths, names, several profiles."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from commandline import ROOT, briefgen, environment

PROFILE = "title: Peru–Kenya\nsides: [{country: PE}, {country: KE}]\n"
STORY = """Kenyan minister in Lima

12 March 2026

LIMA: Kenyan Foreign Minister Daniel Otieno met Peruvian Foreign Minister Ana Quispe in Lima on Tuesday.

The two ministers discussed the fisheries treaty. “We agree,” Otieno said.
"""
HERE = ("--articles", "news", "--as-of", "2026-03-14")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    for folder in ("profiles", "news"):
        (tmp_path / folder).mkdir()
    (tmp_path / "profiles" / "peru-kenya.yaml").write_text(PROFILE, encoding="utf-8")
    (tmp_path / "news" / "a.txt").write_text(STORY, encoding="utf-8")
    return tmp_path


# --- what a terminal is sent ---------------------------------------------------------------------------------------

GAPS = "\N{NO-BREAK SPACE}\N{THIN SPACE}\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH JOINER}\N{IDEOGRAPHIC SPACE}"
ACTIVE = "\x1b[31m\x07\x9b\N{RIGHT-TO-LEFT OVERRIDE}\N{LEFT-TO-RIGHT ISOLATE}"


@pytest.fixture
def odd(desk: Path) -> str:
    """An article with letters nobody sees; its text of record."""
    text = f"Talks in Lima\n\n12 March 2026\n\n“We{GAPS}agree{ACTIVE} on fish,” Minister Ana Quispe said on Tuesday.\n"
    (desk / "news" / "a.txt").write_text(text, encoding="utf-8")
    return unicodedata.normalize("NFC", text)


def test_extract_gives_the_words_as_they_stand_in_the_article(desk, odd):
    ran = briefgen("extract", "news", cwd=desk)
    (line,) = ran.out.splitlines()
    found = json.loads(line)
    (quote,) = found["quotes"]
    assert GAPS in quote["text"]
    assert ACTIVE in quote["text"]
    assert odd[quote["start"] : quote["end"]] == quote["text"]
    assert not set(line) & {*ACTIVE, "\N{REPLACEMENT CHARACTER}"} - set("[31m")


def test_the_text_of_record_is_printed_with_every_letter_a_terminal_does_not_act_on(desk, odd):
    shown = briefgen("extract", "news", "--text", cwd=desk).out
    acted = {*ACTIVE} - set("[31m")
    assert shown == "".join("\N{REPLACEMENT CHARACTER}" if char in acted else char for char in odd) + "\n"


# --- help ----------------------------------------------------------------------------------------------------------


def test_the_help_of_a_profile_says_what_each_option_does(desk):
    shown = " ".join(briefgen("peru-kenya", "--help", cwd=desk).out.split())
    of_build = " ".join(briefgen("build", "--help", cwd=desk).out.split())
    assert shown.partition(" Options: ")[2] == of_build.partition(" Options: ")[2]
    for option, sentence in {
        "--pdf": "Also write a PDF.",
        "--articles PATH": "File or folder of articles; repeatable.",
        "--as-of DATE": "The day the brief speaks from",
        "--window LENGTH": "How far back to look",
        "--out DIR": "Where to write.",
        "--strict": "Write nothing when there is a warning.",
        "--verbose": "Say which files are used",
    }.items():
        assert f"{option} {sentence}" in shown


# --- several profiles ----------------------------------------------------------------------------------------------


LOADED = "import sys; from briefgen.cli import main; main({}); print(*sorted(sys.modules))"


@pytest.mark.parametrize(
    ("args", "spared"),
    [
        (["--help"], {"pydantic", "yaml", "jinja2", "briefgen.model", "briefgen.pipeline"}),
        (["profiles"], {"pydantic", "jinja2", "briefgen.pipeline", "briefgen.extract"}),
        (["build", "peru-kenya", *HERE], {"pydantic", "markdown_it", "weasyprint"}),
    ],
)
def test_a_command_loads_no_library_that_it_does_not_use(desk, args, spared):
    code = LOADED.format([*args])
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=desk, env=environment(), capture_output=True, text=True, check=True
    )
    assert not spared & set(ran.stdout.split())


def test_several_briefs_in_one_run(desk):
    shutil.copy(desk / "profiles" / "peru-kenya.yaml", desk / "twin.yaml")
    ran = briefgen("build", "peru-kenya", "twin.yaml", "peru-kenya", *HERE, cwd=desk)
    assert ran.code == 0, ran.said
    wrote = [line for line in ran.out.splitlines() if line.startswith("wrote")]
    assert wrote == [f"wrote out/{name}/{name}-2026-03-14.md" for name in ("peru-kenya", "twin")]


def test_a_bad_profile_among_others_is_told_before_anything_is_written(desk):
    (desk / "bad.yaml").write_text("title: Peru\nsides: [{country: PE}]\ntopicz: 1\n", encoding="utf-8")
    (desk / "worse.yaml").write_text("[", encoding="utf-8")
    ran = briefgen("build", "peru-kenya", "bad.yaml", "worse.yaml", *HERE, cwd=desk)
    assert ran.code == 2
    assert "bad.yaml:3" in ran.err
    assert "worse.yaml" in ran.err
    assert not (desk / "out").exists()


def test_a_brief_that_fails_does_not_keep_the_next_from_being_written(desk):
    shutil.copy(desk / "profiles" / "peru-kenya.yaml", desk / "blocked.yaml")
    (desk / "out").mkdir()
    (desk / "out" / "blocked").write_text("a file where a folder is needed")
    ran = briefgen("build", "blocked.yaml", "peru-kenya", *HERE, cwd=desk)
    assert ran.code == 1
    assert ran.err.startswith("briefgen: blocked: cannot write")
    assert (desk / "out" / "peru-kenya" / "peru-kenya-2026-03-14.md").is_file()


def test_the_exit_code_of_several_is_the_highest(desk):
    (desk / "profiles" / "fiji-chad.yaml").write_text("sides: [{country: FJ}, {country: TD}]\n", encoding="utf-8")
    assert briefgen("build", "fiji-chad", "peru-kenya", *HERE, cwd=desk).code == 3


def test_two_files_of_one_name_are_refused(desk):
    (desk / "other").mkdir()
    shutil.copy(desk / "profiles" / "peru-kenya.yaml", desk / "other" / "peru-kenya.yaml")
    ran = briefgen("build", "peru-kenya", "other/peru-kenya.yaml", *HERE, cwd=desk)
    assert ran.code == 2
    assert "have one name" in ran.err
    assert not (desk / "out").exists()


# --- workspace, days, lengths, names -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "home"),
    [(["--workspace", "nowhere"], ""), (["--workspace=nowhere"], ""), ([], "nowhere"), (["--workspace="], "")],
)
def test_a_workspace_that_is_not_there_is_refused(desk, args, home):
    ran = briefgen(*args, "profiles", cwd=desk, **({"BRIEFGEN_HOME": home} if home else {}))
    assert ran.code == 2
    assert re.search(r"nowhere|needs a folder", ran.err)
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize("day", ["20260314", "2026-W11-6", "٢٠٢٦-٠٣-١٤", "2026-02-30", "2026-3-14", ""])
def test_a_day_is_written_in_one_way(desk, day):
    ran = briefgen("peru-kenya", "--articles", "news", "--as-of", day, cwd=desk)
    assert ran.code == 2
    assert "--as-of" in ran.err


@pytest.mark.parametrize("length", ["٣d", "0d", "180", "6m", "-3d", "3 d"])
def test_a_length_is_days_or_weeks(desk, length):
    ran = briefgen("peru-kenya", *HERE, f"--window={length}", cwd=desk)
    assert ran.code == 2
    assert "180d for days or 26w for weeks" in ran.err


def test_weeks_are_seven_days(desk):
    assert briefgen("peru-kenya", *HERE, "--window", "2w", "--json", cwd=desk).code == 0
    (made,) = (desk / "out").rglob("[!.]*.json")
    by_weeks = made.read_bytes()
    assert json.loads(by_weeks)["window"]["from"] == "2026-03-01"
    assert briefgen("peru-kenya", *HERE, "--window", "14d", "--json", cwd=desk).code == 0
    assert made.read_bytes() == by_weeks


@pytest.mark.parametrize("name", ["a..b", "a.", "-a", "a b"])
def test_a_name_that_no_folder_could_have_is_refused_before_anything_is_read(desk, name):
    path = desk / "profiles" / f"{name}.yaml"
    path.write_text(PROFILE, encoding="utf-8")
    ran = briefgen("build", "--articles", "news", "--", str(path), cwd=desk)
    assert ran.code == 2
    assert "cannot be the name of a profile" in ran.err
    assert not (desk / "out").exists()


def test_verbose_says_which_files_are_used_and_quiet_says_nothing(desk):
    ran = briefgen("peru-kenya", *HERE, "--verbose", cwd=desk)
    assert ran.code == 0
    said = ran.err.splitlines()
    assert "using profiles/peru-kenya.yaml" in [line.replace(f"{desk}/", "") for line in said]
    assert any(line.endswith("packs/topics.yaml") for line in said)
    assert "using news" in said
    assert [line for line in said if line.endswith("…")] == ["reading articles …", "laying out …"]
    quiet = briefgen("peru-kenya", *HERE, "--quiet", cwd=desk)
    assert (quiet.code, quiet.said.strip()) == (0, "")


def test_what_extract_advises_it_can_do(desk):
    ran = briefgen("extract", "nowhere", cwd=desk)
    assert ran.code == 1
    assert "--articles" not in ran.err
    assert "nowhere" in ran.err


# --- nothing later than as-of, wherever it is printed --------------------------------------------------------------


@pytest.mark.parametrize("command", [("us-turkiye", "--verbose"), ("explain", "us-turkiye")])
def test_nothing_dated_later_is_said(tmp_path, command):
    later = sorted((ROOT / "seeds").glob("*.txt"))[1:4]
    ran = briefgen(*command, "--as-of", "2025-03-24", cwd=tmp_path)
    assert ran.code == 0, ran.said
    for word in [*(path.name for path in later), "Pakistan", "Witkoff", "mamoglu", "Caliber", "Museveni", "28 March"]:
        assert word not in ran.said
    days = set(re.findall(r"\b20\d\d-\d\d-\d\d\b", ran.said))
    assert days <= {"2025-03-24", "2025-03-25", "2025-03-26"} | {day for day in days if day < "2025-03-24"}
