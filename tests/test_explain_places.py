"""``explain`` on every kind of place: each line of a brief, and what no brief is made from."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from commandline import Ran, briefgen
from conftest import ROOT

from briefgen.pipeline import Gathered, Request, gather
from briefgen.profile import list_profiles, load_profile
from briefgen.resources import SHIPPED, Workspace
from briefgen.workshop.answers import FindAnswer, LineAnswer
from briefgen.workshop.asked import answers
from briefgen.workshop.nearest import Trials
from briefgen.workshop.printed import lines
from briefgen.workshop.reasons import Reasons

PROFILE = "title: Peru–Kenya\nsides: [{country: PE}, {country: KE}]\n"
STORY = """Kenyan minister in Lima

12 March 2026

By Ada Vale

LIMA: Kenyan Foreign Minister Daniel Otieno met Peruvian Foreign Minister Ana Quispe in Lima on Tuesday.

The two ministers discussed the fisheries treaty and the price of tuna. It was a bright and windy afternoon.

Short Url
https://news.example/p/abc

Read more
"""
TURKISH = """Kenya bakanı Lima'da

12 Mart 2026

LİMA: Kenya Dışişleri Bakanı Daniel Otieno, Peru Dışişleri Bakanı Ana Quispe ile salı günü Lima'da bir araya geldi
ve iki ülke arasındaki balıkçılık anlaşmasını görüştü. Bakanlar ton balığını ele aldı ve yeni bir takvim istedi.
"""
LATER = STORY.replace("12 March 2026", "20 April 2026").replace("tuna", "sardines")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    files = {"profiles/peru-kenya.yaml": PROFILE, "news/a.txt": STORY, "news/t.txt": TURKISH, "news/z.txt": LATER}
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def ask(desk: Path, *asked: str) -> Ran:
    return briefgen("explain", "peru-kenya", *asked, "--articles", "news", "--as-of", "2026-03-14", cwd=desk)


def told(desk: Path, *asked: str) -> list[dict[str, Any]]:
    ran = ask(desk, *asked, "--json")
    assert ran.code == 0, ran.said
    return [json.loads(line) for line in ran.out.splitlines()]


# --- every line of the briefs of the seeds ---------------------------------------------------------------------------


@cache
def seeds() -> Gathered:
    return gather((ROOT / "seeds",), (), "en")


@pytest.mark.parametrize("name", sorted(list_profiles(Workspace(SHIPPED))))
def test_every_id_of_every_section_is_answered(name):
    request = Request(articles=(ROOT / "seeds",), as_of=date(2026, 11, 20))
    reasons = Reasons(Trials(load_profile(name, Workspace(SHIPPED)), request, seeds()))
    pages = {page.path: page.text for page in reasons.made.reading.pages}
    for section, line in lines(reasons.made.brief):
        if section not in reasons.made.brief.sections:
            continue
        found = list(answers(reasons, line.id))
        assert found
        for answer in found:
            assert isinstance(answer, (FindAnswer, LineAnswer))
            assert answer.id == line.id
            if isinstance(answer, FindAnswer):
                assert answer.kept
                assert answer.score == round(sum(part.points for part in answer.parts), 2)
                assert all(condition.met for condition in answer.conditions)
                assert all(held.place == len(held.before) + 1 <= held.most for held in answer.lists)
            else:
                assert section in answer.sections
                assert answer.held <= answer.most
            for spot in answer.spots:
                assert pages[spot.path].count("\n", 0, spot.start) == spot.line - 1
        assert {(at.start, at.end) for at in line.evidence} >= {(s.start, s.end) for one in found for s in one.spots}


# --- what no brief is made from --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "block"),
    [
        ("Short Url", "furniture"),
        ("a.txt:12", "furniture"),
        ("By Ada Vale", "byline"),
        ("12 March 2026", "date-header"),
        ("Kenyan minister in Lima", "headline"),
    ],
)
def test_words_of_the_page_that_are_not_the_story(desk, asked, block):
    passages = [one for one in told(desk, asked) if one["what"] == "passage"]
    (passage,) = [one for one in passages if one["block"] == block]
    assert passage["article"] == "a.txt/1"
    if not passage["found"]:
        assert passage["conditions"][0] == {"name": "stands in the text of an article", "met": False, "note": block}


def test_words_of_a_story_in_which_nothing_was_found(desk):
    (article, passage) = told(desk, "bright and windy")
    assert article["used"]
    assert (passage["block"], passage["paragraph"], passage["found"]) == ("body", 2, False)
    assert passage["text"] == "It was a bright and windy afternoon."
    assert [one["met"] for one in passage["conditions"]] == [True, True, False, False]
    assert passage["nearest"]["profile"] == []


@pytest.mark.parametrize("asked", ["t.txt:5", "t.txt/1", "balıkçılık anlaşmasını"])
def test_a_line_of_an_article_in_another_language(desk, asked):
    (unread,) = [one for one in told(desk, asked) if one["what"] == "unread"]
    assert (unread["id"], unread["title"]) == ("t.txt/1", "Kenya bakanı Lima'da")
    assert unread["reason"].startswith("not read: no running text in English: ")


def test_a_later_article_is_not_shown(desk):
    ran = ask(desk, "z.txt/1")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "briefgen: 'z.txt/1' is dated later than the day of the brief. Give a later --as-of\n"
    for asked in ("z.txt:9", "price of sardines"):
        (passage,) = told(desk, asked)
        assert (passage["text"], passage["article"]) == ("", "")
        assert passage["conditions"][0]["note"] == "its article is dated later than the day of the brief"
        shown = ask(desk, asked).out
        assert "z.txt:9, in no article that was seen\n" in shown
        assert "sardines" not in shown


def test_page_text_around_the_articles(desk):
    (desk / "news" / "p.txt").write_text("Menu\nHome\nLog in\n", encoding="utf-8")
    found = told(desk, "Log in")
    assert found[-1]["what"] == "passage"
    assert not found[-1]["found"]


def test_a_blank_line(desk):
    (passage,) = told(desk, "a.txt:2")
    assert (passage["block"], passage["text"], passage["found"]) == ("blank", "", False)


# --- both ways of telling --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("asked", [(), ("a.txt/1",), ("a.txt:9",), ("price of tuna",), ("t.txt/1",)])
def test_what_is_told_in_lines_and_in_json_is_the_same(desk, asked):
    shown = ask(desk, *asked).out
    for answer in told(desk, *asked):
        for words in (answer.get("id"), answer.get("title"), answer.get("text"), answer.get("reason")):
            assert (words or "") in shown
        if asked and not asked[0].endswith("/1"):
            for condition in answer.get("conditions", ()):
                assert condition["name"] in shown
            for part in answer.get("parts", ()):
                assert f"{abs(part['points']):g} {part['name']}" in shown


def test_json_is_safe_on_a_terminal(desk):
    text = STORY.replace("price of tuna", "price of \x1b[31mtuna\x1b[0m \u202egnp")
    (desk / "news" / "a.txt").write_text(text, encoding="utf-8")
    ran = ask(desk, "a.txt:9", "--json")
    assert ran.code == 0
    assert not {char for char in ran.out if (ord(char) < 32 and char != "\n") or char == "\u202e"}
    assert all(json.loads(line) for line in ran.out.splitlines())
