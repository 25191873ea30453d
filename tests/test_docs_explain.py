"""docs/explain.md is true: what it shows is what is printed, its profile loads, its keys are all there are."""

from __future__ import annotations

import re
import shlex
from dataclasses import fields

import pytest
from commandline import ROOT, briefgen

from briefgen.workshop import answers

FILE = ROOT / "docs" / "explain.md"
PAGE = FILE.read_text(encoding="utf-8")
CONSOLE = re.compile(r"(?s)(?<=```console\n)\$ (.*?)\n.*?(?=```)")
PARTS = (answers.Condition, answers.Part, answers.Spot, answers.Listed, answers.Rival, answers.Nearest)


def test_what_it_shows_is_what_is_printed(tmp_path, request):
    """``--update`` writes what the command says into the page."""

    def block(found: re.Match[str]) -> str:
        ran = briefgen(*shlex.split(found[1])[1:], cwd=tmp_path)
        assert ran.code == 0, ran.said
        return f"$ {found[1]}\n{ran.out}"

    true = CONSOLE.sub(block, PAGE)
    if request.config.getoption("--update"):
        FILE.write_text(true, encoding="utf-8")
    else:
        assert true == PAGE
    assert "  nearest in the brief with this in the profile, as tried: under `limits:` agenda_per_topic: 8\n" in true


@pytest.mark.parametrize("asked", re.findall(r"`(briefgen explain [^`]+)`", PAGE))
def test_its_commands_answer(tmp_path, asked):
    ran = briefgen(*shlex.split(asked)[1:], "--as-of", "2025-03-24", cwd=tmp_path)
    assert ran.code == 0, ran.said
    assert ran.out


def test_its_profile_loads(tmp_path):
    (text,) = re.findall(r"(?s)```yaml\n(.*?)```", PAGE)
    (tmp_path / "example.yaml").write_text(text, encoding="utf-8")
    ran = briefgen("check", "example.yaml", cwd=tmp_path)
    assert ran.code == 0, ran.said


def test_every_key_is_in_it():
    told = {what: re.findall(r"`(\w+)`", keys) for what, keys in re.findall(r"(?m)^\| `(\w+)` \| (.+) \|$", PAGE)}
    kinds = (
        answers.ArticleAnswer,
        answers.PassageAnswer,
        answers.FindAnswer,
        answers.LineAnswer,
        answers.UnreadAnswer,
    )
    assert list(told.values())[1:] == [[field.name for field in fields(kind)] for kind in kinds]
    for kind in PARTS:
        for field in fields(kind):
            assert f"`{field.name}`" in PAGE
