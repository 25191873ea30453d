"""The papers are true: every command in them exists, every exit code is there, the profile in them loads."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from commandline import ROOT, briefgen

from briefgen.cli import make_command
from briefgen.errors import Exit
from briefgen.match.weight import POINTS
from briefgen.profile import Schedule
from briefgen.profile.schedule import KEYS
from briefgen.weekly.units import Job, cron_block, systemd_units

README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_every_make_target_named_is_there():
    named = set(
        re.findall(r"\bmake ([a-z]+)\b", "\n".join(re.findall(r"(?m)^make [a-z]+|`[^`\n]*`", README + CONTRIBUTING)))
    )
    assert {"brief", "test", "lint"} <= named
    assert named <= set(re.findall(r"(?m)^([a-z]+):", MAKEFILE))


def test_every_command_named_is_there(tmp_path):
    shown = briefgen("--help", cwd=tmp_path).out
    named = set(re.findall(r"(?m)^(?:\$ )?briefgen ([a-z][a-z-]*)", README))
    assert {"us-turkiye", "build", "profiles", "check", "extract", "explain", "verify", "init"} <= named
    assert [name for name in named if not re.search(rf"(?m)^\s*{name}\b", shown)] == []


def _options(command: Any) -> set[str]:
    """The options of a command and of the commands it has."""
    own = {word for param in command.params for word in param.opts}
    return own.union(*map(_options, getattr(command, "commands", {}).values()))


def test_every_option_named_is_there():
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", README)) - {"--help", "--version"}
    assert sorted(named - _options(make_command({"us-turkiye": "US–Türkiye"}))) == []


CONSOLE = re.compile(r"(?s)(?<=```console\n).*?(?=```)")
PROGRESS = re.compile(r"(?m)^.* …\n")  # said only when a step takes longer than a second


def shown(command: str, cwd: Path, before: str) -> str:
    """What a terminal shows after a command; where the paper breaks off with "…", no more than it gives."""
    ran = briefgen(*shlex.split(command)[1:], cwd=cwd)
    lines = PROGRESS.sub("", ran.err + ran.out).splitlines()
    given = before.splitlines()
    return "\n".join([*lines[: len(given) - 1], "…"] if given[-1:] == ["…"] else lines)


def test_the_tour_is_true(tmp_path, request):
    """``--update`` writes what the commands say into the README."""

    def block(found: re.Match[str]) -> str:
        told = re.findall(r"(?m)^\$ (.+)\n((?:(?!\$ ).*\n)*)", found.group())
        answers = [(command, shown(command, tmp_path, before)) for command, before in told]
        return "".join(f"$ {command}\n{answer}\n" for command, answer in answers)

    true = CONSOLE.sub(block, README)
    if request.config.getoption("--update"):
        (ROOT / "README.md").write_text(true, encoding="utf-8")
    else:
        assert README.splitlines() == true.splitlines()


def test_every_exit_code_is_explained():
    told = re.findall(r"(?m)^\| (\d+) \|", README)
    assert [int(code) for code in told] == [int(code) for code in Exit]


def test_the_profile_in_the_readme_loads(tmp_path):
    blocks = re.findall(r"(?s)```yaml\n(.*?)```", README)
    assert blocks
    for number, block in enumerate(blocks):
        path = tmp_path / f"example-{number}.yaml"
        path.write_text(block, encoding="utf-8")
        ran = briefgen("check", path, cwd=tmp_path)
        assert ran.code == 0, ran.said


@pytest.mark.parametrize(
    "command", ["build", "init", "profiles", "check", "extract", "explain", "verify", "us-turkiye"]
)
def test_the_help_of_a_command_teaches(tmp_path, command):
    ran = briefgen(command, "--help", cwd=tmp_path)
    assert ran.code == 0
    assert len(ran.out.splitlines()) > 5


def test_the_version_is_that_of_the_project(tmp_path):
    (version,) = re.findall(r'(?m)^version = "(.+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert version in briefgen("--version", cwd=tmp_path).out


EXTRACT = (ROOT / "docs" / "quotes-as-json-lines.md").read_text(encoding="utf-8")
OPENING = "Foreign Minister Marta Kolas landed in Varna on Monday."
RULES = [
    (rule, example)
    for rule, example in re.findall(r"(?m)^\| `([^`]+)` \| ([^|]+) \|$", EXTRACT.partition("## Rules")[2])
    if rule != "rule"
]


@pytest.mark.parametrize(("rule", "example"), RULES, ids=[rule for rule, _ in RULES])
def test_each_rule_of_quotes_does_what_the_paper_says(tmp_path, rule, example):
    story = "\n\n".join([OPENING, *example.split(" ¶ ")])
    (tmp_path / "a.txt").write_text(f"{story}\n", encoding="utf-8")
    (line,) = briefgen("extract", "a.txt", cwd=tmp_path).out.splitlines()
    assert rule in [quote["rule"] for quote in json.loads(line)["quotes"]]


def test_every_rule_of_quotes_is_in_the_paper():
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "briefgen" / "extract").glob("*.py"))
    named = set(re.findall(r"(?:Find\(|rule=|^[A-Z_]+ = )\"([a-z]+,? [a-z, ]+)\"", code, re.MULTILINE))
    assert {"quote, subject, cue", "cue before", "later quotation of the paragraph"} <= named
    assert named <= {rule for rule, _ in RULES}


def test_every_key_of_extract_is_in_the_paper(tmp_path):
    (tmp_path / "a.txt").write_text(f'{OPENING} "We agreed on the text," she said.\n', encoding="utf-8")
    article = json.loads(briefgen("extract", "a.txt", cwd=tmp_path).out)
    (quote,) = article["quotes"]
    named = {key for row in re.findall(r"(?m)^\| (`.+?) \|", EXTRACT) for key in re.findall(r"`(\w+)`", row)}
    assert {*article, *quote, *quote["speaker"]} <= named


def test_every_point_of_the_agenda_is_told_as_it_counts():
    page = (ROOT / "docs" / "agenda.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"(?m)^\| ([a-z][^|]+?) \| (-?\d+) \|$", page))
    assert told == {name: str(points) for name, points in POINTS.items()}


WEEKLY = (ROOT / "docs" / "weekly.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("snippet", re.findall(r"(?s)```yaml\n(.*?)```", WEEKLY))
def test_a_schedule_in_the_paper_loads(tmp_path, snippet):
    path = tmp_path / "talks.yaml"
    sides = "" if "sides:" in snippet else "sides: [{country: PE}, {country: KE}]\n"
    path.write_text(sides + snippet, encoding="utf-8")
    ran = briefgen("check", path, cwd=tmp_path)
    assert ran.code == 0, ran.said


def test_every_key_of_a_schedule_is_in_the_paper():
    table = WEEKLY.partition("## A schedule")[2].partition("\n## ")[0]
    assert re.findall(r"(?m)^\| `(\w+)` \|", table) == list(KEYS)


def test_the_units_in_the_paper_are_those_that_are_installed():
    job = Job(Path("/srv/desk"), ("/opt/briefgen/bin/briefgen",))
    schedules = [Schedule(weekday=0, hour=6, minute=30, zone="America/Lima")]
    _, timer = systemd_units(job, schedules, system=True)
    for block, whole in (("ini", timer.text), ("", cron_block(job, schedules))):
        (shown,) = re.findall(rf"(?s)\n\n```{block}\n((?:OnCalendar|#).*?)```", WEEKLY)
        assert shown in whole
