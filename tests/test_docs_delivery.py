"""docs/delivery.md is true: its profiles load, its keys are all there are, and it tells what the code does."""

from __future__ import annotations

import re

import pytest
from commandline import ROOT, briefgen

from briefgen.deliver.smtp import WAITS
from briefgen.deliver.subject import MOST
from briefgen.profile.deliver import DELIVER, MAIL, PORTS, SUBJECT, SUBJECT_FIELDS

PAGE = (ROOT / "docs" / "delivery.md").read_text(encoding="utf-8")
PROFILES = re.findall(r"(?s)```yaml\n(.*?)```", PAGE)


@pytest.mark.parametrize("number", range(len(PROFILES)))
def test_its_profiles_load(tmp_path, number):
    path = tmp_path / "example.yaml"
    path.write_text(PROFILES[number], encoding="utf-8")
    ran = briefgen("check", path, cwd=tmp_path)
    assert ran.code == 0, ran.said


def test_every_key_is_in_it():
    assert re.findall(r"(?m)^\| `(\w+)` \|", PAGE) == list(MAIL)
    for key in DELIVER:
        assert f"`{key}`" in PAGE


def test_every_field_of_the_subject_is_in_it():
    told = PAGE.partition("Fields are")[2].partition(";")[0]
    assert re.findall(r"\{(\w+)\}", told) == list(SUBJECT_FIELDS)
    assert f"`{SUBJECT}`" in PAGE


def test_its_numbers_are_those_of_the_code():
    assert f"{PORTS['starttls']} for `starttls`, {PORTS['tls']} for `tls`" in PAGE
    assert f"longer than {MOST}\n" in PAGE
    assert "after {:g} and after {:g} seconds".format(*WAITS) in PAGE


def test_its_commands_are_there(tmp_path):
    for command in set(re.findall(r"`briefgen ([a-z-]+) ", PAGE)):
        shown = briefgen(command, "--help", cwd=tmp_path)
        assert shown.code == 0
        assert [
            one for one in re.findall(rf"`briefgen {command} [^`]*?(--[a-z-]+)", PAGE) if one not in shown.out
        ] == []
