"""``briefgen schedule``: what it shows, and that it puts in place and takes away nothing but its own."""

from __future__ import annotations

import os
import pwd
import re
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from commandline import Ran, briefgen

from briefgen.weekly.install import program

TALKS = "title: Talks\nsides: [{country: TR}, {country: MY}]\nschedule: {when: Mon 06:30, zone: Europe/Istanbul}\n"
DC = "title: DC\nsides: [{country: US}, {country: MY}]\nschedule: {when: Sun 02:35, zone: America/New_York}\n"
QUIET = "title: Quiet\nsides: [{country: NO}, {country: IS}]\n"

# Stand-ins that keep what they are told; the real crontab is met in test_cron.py.
SYSTEMCTL = """#!/bin/sh
echo "$@" >> "$STAND_IN/calls"
if [ -e "$STAND_IN/no-bus" ]; then echo "Failed to connect to bus" >&2; exit 1; fi
"""
CRONTAB = """#!/bin/sh
echo "$@" >> "$STAND_IN/calls"
tab="$STAND_IN/tab"
[ "$1" = -u ] && shift 2
if [ -e "$STAND_IN/forbidden" ]; then echo "You (desk) are not allowed to use this program" >&2; exit 1; fi
case "$1" in
  -l) if [ -e "$tab" ]; then cat "$tab"; else echo "no crontab for desk" >&2; exit 1; fi ;;
  -) cat > "$tab" ;;
  -r) rm "$tab" ;;
  *) exit 2 ;;
esac
"""


@dataclass(frozen=True)
class Desk:
    folder: Path
    stand_in: Path

    def run(self, *args: object, **env: str) -> Ran:
        path = f"{self.stand_in}{os.pathsep}{os.environ['PATH']}"
        config = {"XDG_CONFIG_HOME": str(self.stand_in / "config"), "STAND_IN": str(self.stand_in)}
        return briefgen("schedule", *args, cwd=self.folder, **{"PATH": path, **config, **env})

    @property
    def calls(self) -> list[str]:
        kept = self.stand_in / "calls"
        return kept.read_text(encoding="utf-8").splitlines() if kept.exists() else []

    @property
    def units(self) -> dict[str, str]:
        folder = self.stand_in / "config" / "systemd" / "user"
        return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*"))}

    @property
    def crontab(self) -> Path:
        return self.stand_in / "tab"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    folder, stand_in = tmp_path / "my desk", tmp_path / "bin"
    (folder / "profiles").mkdir(parents=True)
    stand_in.mkdir()
    for name, text in (("talks", TALKS), ("dc", DC), ("quiet", QUIET)):
        (folder / "profiles" / f"{name}.yaml").write_text(text, encoding="utf-8")
    for name, text in (("systemctl", SYSTEMCTL), ("crontab", CRONTAB)):
        (stand_in / name).write_text(text, encoding="utf-8")
        (stand_in / name).chmod(0o755)
    return Desk(folder, stand_in)


# --- show ------------------------------------------------------------------------------------------------------------


def test_the_next_three_issues_of_each_scheduled_profile(desk):
    ran = desk.run("show")
    assert ran.code == 0
    row = r"  \d{4}-W\d\d  (?:Sun|Mon) \d{4}-\d\d-\d\d \d\d:\d\d [+-]\d{4}  \w{3} \d{4}-\d\d-\d\d \d\d:\d\d UTC\n"
    assert re.fullmatch(
        rf"dc  \(America/New_York\)\n(?:{row}){{3}}talks  \(Europe/Istanbul\)\n(?:{row}){{3}}", ran.out
    ), ran.out
    assert re.findall(r"Mon (\S+) 06:30 \+0300  Mon (\S+) 03:30 UTC", ran.out)
    assert desk.calls == []


def test_a_first_day_and_skipped_days_are_heeded(desk):
    path = desk.folder / "profiles" / "talks.yaml"
    more = "when: Tue 06:30, zone: UTC, starts: 2990-01-01, skip: [2990-01-12]"
    path.write_text(TALKS.replace("when: Mon 06:30, zone: Europe/Istanbul", more), encoding="utf-8")
    keys = re.findall(r"(\S+)  Tue (\S+) 06:30 \+0000", desk.run("show").out)
    assert keys == [("2990-W01", "2990-01-05"), ("2990-W03", "2990-01-19"), ("2990-W04", "2990-01-26")]


@pytest.mark.parametrize("way", ["cron", "systemd"])
def test_what_is_shown_is_not_installed(desk, way):
    ran = desk.run("show", "--as", way, *(["--user"] if way == "systemd" else []))
    assert (ran.code, ran.err) == (0, "not installed\n")
    assert "run-due" in ran.out
    assert desk.units == {}
    assert not desk.crontab.exists()
    assert [call for call in desk.calls if call != "-l"] == []


def test_a_broken_profile_is_told_and_the_others_are_shown(desk):
    (desk.folder / "profiles" / "broken.yaml").write_text(TALKS.replace("Mon", "Mondy"), encoding="utf-8")
    ran = desk.run("show")
    assert ran.code == 2
    assert "'Mondy' is no day of the week. Did you mean Monday?" in ran.err
    assert "talks  (Europe/Istanbul)" in ran.out
    ran = desk.run("install", "--as", "cron")
    assert ran.code == 2
    assert ran.err.endswith("briefgen: nothing is installed while a profile has faults\n")
    assert not desk.crontab.exists()


def test_a_workspace_without_a_schedule_has_nothing_to_show(desk):
    for name in ("talks", "dc"):
        (desk.folder / "profiles" / f"{name}.yaml").unlink()
    for words in (["show"], ["show", "--as", "cron"], ["install", "--as", "cron"]):
        ran = desk.run(*words)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("briefgen: no profile has a schedule. Add to one: `schedule: {when: ")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["install"], "--as is missing. Write --as systemd, or --as cron"),
        (["remove"], "--as is missing. Write --as systemd, or --as cron"),
        (["show", "--user"], "--as is missing. Write --as systemd, or --as cron"),
        (["install", "--as", "at"], "--as at: no such scheduler. Write --as systemd, or --as cron"),
        (
            ["install", "--as", "cron", "--system"],
            "--system and --user are for --as systemd; a crontab belongs to its user",
        ),
    ],
)
def test_what_cannot_be_meant(desk, words, told):
    ran = desk.run(*words)
    assert (ran.code, ran.err, ran.out) == (2, f"briefgen: {told}\n", "")
    assert desk.calls == []


@pytest.mark.parametrize("command", ["show", "install", "remove"])
def test_its_help_teaches(desk, command):
    ran = desk.run(command, "--help")
    assert ran.code == 0
    assert "Examples:" in ran.out


# --- systemd ---------------------------------------------------------------------------------------------------------


def test_units_are_printed_written_and_started(desk):
    shown = desk.run("show", "--as", "systemd", "--user").out
    ran = desk.run("install", "--as", "systemd", "--user")
    assert ran.code == 0, ran.err
    assert ran.out.startswith(shown)
    service, timer = desk.units
    name = timer.removesuffix(".timer")
    assert service == f"{name}.service"
    folder = desk.stand_in / "config" / "systemd" / "user"
    assert ran.out.removeprefix(shown).splitlines()[1:] == [
        f"wrote {folder / service}",
        f"wrote {folder / timer}",
        "ran systemctl --user daemon-reload",
        f"ran systemctl --user enable {timer}",
        f"ran systemctl --user restart {timer}",
        "It runs while you are logged in; always, after `sudo loginctl enable-linger $USER`",
    ]
    assert all(f"==> {folder / unit} <==\n{text}" in ran.out for unit, text in desk.units.items())
    assert f'--workspace "{desk.folder}" run-due --quiet --out "{desk.folder}/out"\n' in desk.units[service]
    assert (
        "OnCalendar=Mon *-*-* 06:30:00 Europe/Istanbul\nOnCalendar=Sun *-*-* 02:35:00 America/New_York\n"
        in (desk.units[timer])
    )
    assert desk.run("show", "--as", "systemd", "--user").err == "installed as shown\n"


def test_a_changed_schedule_is_installed_over_the_old_one(desk):
    desk.run("install", "--as", "systemd", "--user")
    before = desk.units
    (desk.folder / "profiles" / "dc.yaml").unlink()
    assert desk.run("show", "--as", "systemd", "--user").err == (
        "installed, but not as shown: `briefgen schedule install` brings it up to date\n"
    )
    assert desk.run("install", "--as", "systemd", "--user").code == 0
    assert desk.units.keys() == before.keys()
    assert "New_York" not in "".join(desk.units.values())


def test_units_are_removed_and_the_rest_stays(desk):
    desk.run("install", "--as", "systemd", "--user")
    (desk.stand_in / "calls").unlink()
    _, timer = desk.units
    other = desk.stand_in / "config" / "systemd" / "user" / "backup.timer"
    other.write_text("[Timer]\n", encoding="utf-8")
    for path in (desk.folder / "profiles").glob("*"):
        path.unlink()  # to take a timer away needs no schedule
    ran = desk.run("remove", "--as", "systemd", "--user")
    assert ran.code == 0, ran.err
    assert desk.calls == [f"--user disable --now {timer}", "--user daemon-reload"]
    assert desk.units == {"backup.timer": "[Timer]\n"}
    ran = desk.run("remove", "--as", "systemd", "--user")
    assert (ran.code, ran.out) == (0, "nothing of this workspace was installed\n")


def test_a_unit_that_is_not_ours_is_neither_overwritten_nor_removed(desk):
    desk.run("install", "--as", "systemd", "--user")
    _, timer = desk.units
    place = desk.stand_in / "config" / "systemd" / "user" / timer
    place.write_text("[Timer]\nOnCalendar=daily\n", encoding="utf-8")
    for command in ("install", "remove"):
        ran = desk.run(command, "--as", "systemd", "--user")
        assert ran.code == 1
        assert ran.err == f"briefgen: {place}: this file is not ours. Move it away\n"
        assert place.read_text(encoding="utf-8") == "[Timer]\nOnCalendar=daily\n"


def test_where_systemd_is_not_at_work_nothing_is_written(desk):
    (desk.stand_in / "no-bus").touch()
    ran = desk.run("install", "--as", "systemd", "--user")
    assert ran.code == 1
    assert "Failed to connect to bus. Where systemd is not at work, use --as cron" in ran.err
    assert desk.units == {}


def test_a_folder_that_cannot_be_written_is_told(desk):
    (desk.stand_in / "config").write_text("", encoding="utf-8")
    ran = desk.run("install", "--as", "systemd", "--user")
    assert ran.code == 1
    assert re.search(r"\.service: cannot be (written|read): Not a directory\n$", ran.err)


def test_root_installs_for_the_owner_of_the_workspace(desk):
    whose = ""
    if os.geteuid() == 0:
        os.chown(desk.folder, pwd.getpwnam("nobody").pw_uid, -1)
        whose = "nobody"
    shown = desk.run("show", "--as", "systemd", "--system").out
    assert re.findall(r"(?m)^User=(.+)$", shown) == ([whose] if whose else [])
    assert "User=" not in desk.run("show", "--as", "systemd", "--user").out
    desk.run("show", "--as", "cron")
    assert desk.calls == [f"-u {whose} -l" if whose else "-l"]


def test_briefgen_is_called_by_its_own_python_where_it_has_no_program(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python3"))
    assert program() == (str(tmp_path / "python3"), "-P", "-m", "briefgen")
    (tmp_path / "briefgen").touch(mode=0o755)
    assert program() == (str(tmp_path / "briefgen"),)


# --- cron ------------------------------------------------------------------------------------------------------------

OTHERS = '# m h dom mon dow command\nMAILTO=""\n\n0 4 * * *\t/usr/bin/true 100\\%  \n#é end \n'


@pytest.mark.parametrize("others", ["", OTHERS, "\n\n"], ids=["none", "some", "empty lines"])
def test_lines_are_added_to_a_crontab_and_taken_out_of_it(desk, others):
    if others:
        desk.crontab.write_text(others, encoding="utf-8")
    shown = desk.run("show", "--as", "cron").out
    ran = desk.run("install", "--as", "cron")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(shown)
    assert re.fullmatch(
        r"\nadded the lines \[briefgen-my-desk-\w{8}\] in the crontab of this user\n", ran.out[len(shown) :]
    )
    assert desk.crontab.read_text(encoding="utf-8") == others + shown
    assert desk.run("show", "--as", "cron").err == "installed as shown\n"
    ran = desk.run("remove", "--as", "cron")
    assert re.fullmatch(r"took the lines \[briefgen-my-desk-\w{8}\] out of the crontab of this user\n", ran.out)
    assert (desk.crontab.read_text(encoding="utf-8") if desk.crontab.exists() else "") == others
    assert desk.run("remove", "--as", "cron").out == "nothing of this workspace was installed\n"


def test_lines_are_renewed_where_they_stand(desk):
    desk.run("install", "--as", "cron")
    desk.crontab.write_text(f"# first\n{desk.crontab.read_text()}# last\n", encoding="utf-8")
    (desk.stand_in / "calls").unlink()
    assert "kept the lines" in desk.run("install", "--as", "cron").out
    assert desk.calls == ["-l"]
    path = desk.folder / "profiles" / "dc.yaml"
    path.write_text(DC.replace("02:35", "02:37"), encoding="utf-8")
    assert desk.run("show", "--as", "cron").err.startswith("installed, but not as shown")
    assert "changed the lines" in desk.run("install", "--as", "cron").out
    assert desk.crontab.read_text() == f"# first\n{desk.run('show', '--as', 'cron').out}# last\n"
    assert "\n0,7,15,22,30,37,45,52 * * * * /" in desk.crontab.read_text()


def test_two_workspaces_share_a_crontab(desk, tmp_path):
    other = Desk(tmp_path / "other" / "my desk", desk.stand_in)
    (other.folder / "profiles").mkdir(parents=True)
    (other.folder / "profiles" / "talks.yaml").write_text(TALKS, encoding="utf-8")
    for one in (desk, other):
        assert one.run("install", "--as", "cron").code == 0
    assert desk.run("remove", "--as", "cron").code == 0
    assert desk.crontab.read_text() == other.run("show", "--as", "cron").out


def test_torn_lines_are_left_to_a_person(desk):
    desk.run("install", "--as", "cron")
    torn = "".join(desk.crontab.read_text().splitlines(keepends=True)[:-1])
    desk.crontab.write_text(torn, encoding="utf-8")
    for command in ("install", "remove"):
        ran = desk.run(command, "--as", "cron")
        assert ran.code == 1
        assert re.search(
            r"our lines \[\S+\] in the crontab of this user are torn\. Delete them with `crontab -e`", ran.err
        )
    assert desk.crontab.read_text() == torn


def test_a_machine_without_cron_is_told_so(desk, tmp_path):
    nowhere = {"PATH": str(tmp_path / "nowhere")}
    assert desk.run("show", "--as", "cron", **nowhere).err == "not installed\n"
    ran = desk.run("install", "--as", "cron", **nowhere)
    assert (ran.code, ran.err) == (1, "briefgen: there is no 'crontab' on this machine. Choose the other for --as\n")


def test_a_crontab_that_cannot_be_read_is_not_replaced(desk):
    (desk.stand_in / "forbidden").touch()
    ran = desk.run("install", "--as", "cron")
    assert ran.code == 1
    assert ran.err == (
        "briefgen: the crontab of this user cannot be read: You (desk) are not allowed to use this program\n"
    )
    assert not desk.crontab.exists()
