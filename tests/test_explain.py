"""``explain``: every way to ask why a line is in a brief, and why another is not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from commandline import Ran, briefgen

PROFILE = """title: Peru–Kenya
sides: [{country: PE}, {country: KE}]
glossary:
  the islands: {used_by: PE, note: Kenya says the rocks.}
"""
STORY = """Kenyan minister in Lima

12 March 2026

LIMA: Kenyan Foreign Minister Daniel Otieno met Peruvian Foreign Minister Ana Quispe in Lima on Tuesday.

The two ministers discussed the fisheries treaty and the long and winding question of who may land how much tuna in
which of the harbours of the islands in the west.
"""
OTHER = "Rain in Oslo\n\n12 March 2026\n\nIt rained in Norway all day long.\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    for path, text in {"profiles/peru-kenya.yaml": PROFILE, "news/a.txt": STORY, "news/b.txt": OTHER}.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def explain(desk: Path, *asked: str) -> Ran:
    return briefgen("explain", "peru-kenya", *asked, "--articles", "news", "--as-of", "2026-03-14", cwd=desk)


def brief(desk: Path) -> dict[str, Any]:
    ran = briefgen("peru-kenya", "--articles", "news", "--as-of", "2026-03-14", "--json", cwd=desk)
    assert ran.code == 0, ran.said
    (path,) = (desk / "out").rglob("[!.]*.json")
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def test_the_id_of_every_line_of_a_brief_is_answered(desk):
    held = brief(desk)
    lines = [line for lines in held.values() if isinstance(lines, list) for line in lines if isinstance(line, dict)]
    lines = [line for line in [*lines, held["meeting"]] if "evidence" in line]
    assert {"meetings", "participants", "agenda", "watch_outs"} <= {name for name, value in held.items() if value}
    for line in lines:
        ran = explain(desk, line["id"])
        assert ran.code == 0, ran.said
        assert ran.out.startswith(f"{line['id']}  ")
        assert "in the brief" in ran.out.splitlines()[0]
        if line["evidence"]:
            assert f"  text    {' '.join(line['text'].split())}\n" in ran.out
            assert f"{line['evidence'][0]['path']}:" in ran.out
        else:
            assert f"  label   {line['label']}\n" in ran.out


def test_where_a_line_stands_is_told(desk):
    person = brief(desk)["participants"][0]
    assert "in the brief under participants" in explain(desk, person["id"]).out.splitlines()[0]


def test_an_article_as_the_brief_lists_it(desk):
    ran = explain(desk, "a.txt/1")
    assert ran.out.startswith("a.txt/1  Kenyan minister in Lima\n  used\n")
    assert "the fisheries treaty" in ran.out
    assert "Oslo" not in ran.out
    assert "  not used: does not name both sides" in explain(desk, "b.txt/1").out


@pytest.mark.parametrize("words", ["FISHERIES treaty", "“the fisheries  treaty”", "discussed the fisheries"])
def test_words_of_a_line(desk, words):
    ran = explain(desk, words)
    assert ran.code == 0, ran.said
    assert "  a.txt:7, body, paragraph 2: The two ministers discussed" in ran.out
    assert "rule    discuss: discuss" in ran.out


def test_words_of_a_headline_and_of_a_story_that_is_not_used(desk):
    assert "a.txt:1, headline: Kenyan minister in Lima" in explain(desk, "minister in Lima").out
    told = explain(desk, "rained in Norway").out
    assert "b.txt:5, lede, paragraph 1: It rained in Norway all day long." in told
    assert "the article is not used: does not name both sides" in told
    assert "  lacking the article is not used: does not name both sides\n" in told


@pytest.mark.parametrize(
    ("asked", "code", "said"),
    [
        ("a99999999", 2, "no line has the id"),
        ("words that nobody wrote", 2, "no article that was seen says"),
        ("“”", 2, "no article that was seen says"),
        ("a.txt:400", 2, "no such line"),
        ("z.txt:1", 1, "no article file"),
    ],
)
def test_what_is_not_there(desk, asked, code, said):
    ran = explain(desk, asked)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err


def test_a_line_of_a_file_of_any_kind(desk):
    assert explain(desk, "a.txt:4").out == "a.txt:4 is a blank line\n"
    told = explain(desk, "b.txt:5").out
    assert "the article is not used: does not name both sides" in told
    assert "in the brief under" in explain(desk, "news/a.txt:5").out  # a meeting and people, no weighed find


def test_a_name_that_two_files_have_is_refused_with_both(desk):
    for folder in ("north", "south"):
        (desk / "news" / folder).mkdir()
        (desk / "news" / folder / "c.txt").write_text(STORY.replace("tuna", folder), encoding="utf-8")
    ran = explain(desk, "c.txt:1")
    assert ran.code == 2
    assert "north/c.txt, south/c.txt" in ran.err
    assert explain(desk, "south/c.txt:1").code == 0


def test_one_find_is_told_in_full(desk):
    told = explain(desk, "long and winding question").out
    assert "…" not in told
    assert "tuna in which of the harbours of the islands in the west" in told
