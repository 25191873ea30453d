"""The command that writes a brief, and the one that says why: real files, the whole command line."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import pytest

from briefgen.cli import main

PROFILE = """title: Peru–Kenya
sides: [{country: PE}, {country: KE}]
glossary:
  the islands: {used_by: PE, note: Kenya says the rocks.}
"""
STORY = """Kenyan minister in Lima

12 March 2026

LIMA: Kenyan Foreign Minister Daniel Otieno met Peruvian Foreign Minister Ana Quispe in Lima on Tuesday.

The two ministers discussed the fisheries treaty and the islands in the west.
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "peru-kenya.yaml").write_text(PROFILE, encoding="utf-8")
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(STORY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args: str) -> int:
    return main([*args, "--articles", "news", "--as-of", "2026-03-14"])


@pytest.mark.usefixtures("desk")
def test_a_profile_is_a_command(capsys):
    assert run("peru-kenya") == 0
    said = capsys.readouterr()
    assert said.out.splitlines()[0] == "wrote out/peru-kenya/peru-kenya-2026-03-14.md"
    assert "warning" not in said.err


def test_what_a_limit_turns_off_is_neither_printed_nor_counted(desk, capsys):
    off = "figures: 0, quotes: 0, background: 0, dates_ahead: 0, positions_per_side: 0, bottom_line: 0"
    path = desk / "profiles" / "peru-kenya.yaml"
    path.write_text(f"{PROFILE}limits: {{{off}}}\n", encoding="utf-8")
    assert run("peru-kenya", "--json") == 0
    page = desk / "out" / "peru-kenya" / "peru-kenya-2026-03-14.md"
    for heading in ("Figures", "Quotes", "Background", "Dates ahead", "Positions", "Likely asks", "Bottom line"):
        assert heading not in page.read_text(encoding="utf-8")
    sections = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))["sections"]
    assert {"figures", "quotes", "bottom-line"}.isdisjoint(sections)
    summary = capsys.readouterr().out.splitlines()[-1]
    assert summary == "peru-kenya: 1 of 1 articles used, 2 agenda items, 2 gaps"


def test_the_last_line_counts_what_is_printed(desk, capsys):
    path = desk / "profiles" / "peru-kenya.yaml"
    path.write_text(f"{PROFILE}sections: [meeting, quotes]\nlimits: {{agenda_per_topic: 0}}\n", encoding="utf-8")
    assert run("peru-kenya") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "peru-kenya: 1 of 1 articles used, 0 quotes"


def test_the_workspace_may_stand_anywhere_in_the_line(desk, monkeypatch):
    monkeypatch.chdir("/")
    args = ["--articles", str(desk / "news"), "--as-of", "2026-03-14", "--out", str(desk / "o")]
    assert main(["peru-kenya", *args, "--workspace", str(desk)]) == 0
    assert (desk / "o" / "peru-kenya" / "peru-kenya-2026-03-14.md").is_file()


def test_the_desk_s_note_on_a_contested_term_stands_beside_it(desk):
    assert run("peru-kenya") == 0
    text = (desk / "out" / "peru-kenya" / "peru-kenya-2026-03-14.md").read_text(encoding="utf-8")
    assert "**Contested term: the islands (used by Peru):**" in text
    assert "- **Desk:** Kenya says the rocks." in text


def test_more_pages_than_the_profile_allows_are_a_warning(desk, capsys):
    path = desk / "profiles" / "peru-kenya.yaml"
    words = ["".join(letters) for letters in product("bdfgk", "aeiou", "lmnrs")]
    many = "\n\n".join(f"Peru and Kenya discussed {word} farming and the {word[::-1]} bridge." for word in words)
    (desk / "news" / "a.txt").write_text(STORY + "\n" + many + "\n", encoding="utf-8")
    path.write_text(PROFILE + "limits: {pages: 1, agenda_per_topic: 99}\n", encoding="utf-8")
    assert run("peru-kenya", "--pdf") == 0
    assert "more than the 1 that the profile allows" in capsys.readouterr().err
    assert run("peru-kenya", "--pdf", "--strict") == 4


def test_explain_tells_why_by_id_and_by_line(desk, capsys):
    assert run("peru-kenya", "--json") == 0
    capsys.readouterr()
    held = json.loads((desk / "out" / "peru-kenya" / "peru-kenya-2026-03-14.json").read_text(encoding="utf-8"))
    (item,) = [entry for entry in held["agenda"] if entry["text"] == "the fisheries treaty"]
    assert run("explain", "peru-kenya", item["id"]) == 0
    by_id = capsys.readouterr().out
    assert "rule    discuss: discuss" in by_id
    assert "span    a.txt:7, code points" in by_id
    assert run("explain", "peru-kenya", "a.txt:7") == 0
    by_line = capsys.readouterr().out
    assert by_id.splitlines()[0] in by_line
    assert "✓ joins them in a meeting" in by_line


def test_explain_without_an_item_lists_everything(desk, capsys):
    (desk / "news" / "b.txt").write_text(
        "Rain in Oslo\n\n12 March 2026\n\nIt rained in Norway all day long.\n", "utf-8"
    )
    assert run("explain", "peru-kenya") == 0
    told = capsys.readouterr().out
    assert "b.txt/1  Rain in Oslo\n  not used: does not name both sides" in told
    assert "✓" in told
    assert "✗ names two sides" in told


@pytest.mark.usefixtures("desk")
def test_explain_of_what_is_not_there(capsys):
    assert run("explain", "peru-kenya", "a99999999") == 2
    assert run("explain", "peru-kenya", "a.txt:400") == 2
    assert run("explain", "peru-kenya", "z.txt:1") == 1
    assert capsys.readouterr().err.count("briefgen: ") == 3
