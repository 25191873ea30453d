"""``explain`` says what is lacking and the nearest change of the profile: written into the profile, it does keep it."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from commandline import Ran, briefgen
from conftest import ROOT

from briefgen.pipeline import Gathered, Request, gather, make_brief
from briefgen.profile import list_profiles, load_profile
from briefgen.resources import SHIPPED, Workspace
from briefgen.workshop.asked import answers
from briefgen.workshop.changes import merged
from briefgen.workshop.conditions import CONDITIONS
from briefgen.workshop.nearest import Trials
from briefgen.workshop.printed import printed
from briefgen.workshop.reasons import Reasons
from briefgen.yamltext import read_yaml

STORY = """Kenyan minister in Lima

12 March 2026

LIMA: Kenyan Foreign Minister Daniel Otieno met Peruvian Foreign Minister Ana Quispe in Lima on Tuesday.

The two ministers discussed the fisheries treaty, the price of tuna and the fishing licences of the islands.

They also discussed the tender for ferry spares.

"We want a fishing treaty by the summer that both fleets can live with," Otieno said.

"Our harbours are open to every boat that pays its dues in full," Quispe said.

Rosa Huaman said that "the ferries will be late again this year, as they are every year", in a call with the paper.
"""
PASSING = """Otieno on the coast

10 March 2026

MOMBASA: Kenyan Foreign Minister Daniel Otieno praised Peruvian fishing boats in a speech on Tuesday.

Peru and Kenya share one ocean less than they think, he said. The boats were painted blue.
"""
OLD = STORY.replace("2026", "2025").replace("tuna", "squid").replace("Kenyan minister in Lima", "A visit in spring")


def profile(**more: Any) -> str:
    fish = {"fish": {"any": ["fisheries", "tuna", "fishing", "squid"]}}
    held = {"title": "Peru–Kenya", "sides": [{"country": "PE"}, {"country": "KE"}], "extends": [], "topics": fish}
    return written({**held, **more})


def written(data: dict[str, Any]) -> str:
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    files = {"profiles/peru-kenya.yaml": profile(), "news/a.txt": STORY, "news/b.txt": PASSING}
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


def change(desk: Path, **more: Any) -> None:
    (desk / "profiles" / "peru-kenya.yaml").write_text(profile(**more), encoding="utf-8")


def follow(desk: Path, advice: list[str]) -> None:
    """Writes the advice into the profile, as a person would."""
    path = desk / "profiles" / "peru-kenya.yaml"
    path.write_text(written(advised(yaml.safe_load(path.read_text(encoding="utf-8")), advice)), encoding="utf-8")


def advised(data: dict[str, Any], advice: list[str]) -> dict[str, Any]:
    for line in advice:
        if line.startswith("no "):
            del data[line.removeprefix("no ")]
        else:
            data = merged(data, yaml.safe_load(line))
    return data


def only(found: list[dict[str, Any]], what: str, words: str = "") -> dict[str, Any]:
    held = [one for one in found if one["what"] == what and words in one.get("text", "")]
    assert len(held) == 1, found
    return held[0]


# --- each kind of advice ---------------------------------------------------------------------------------------------


def test_the_list_that_cut_a_find_what_stood_before_it_and_the_limit_that_keeps_it(desk):
    change(desk, limits={"agenda_per_topic": 2})
    find = only(told(desk, "price of tuna"), "find", "fishing licences")
    assert not find["kept"]
    (held,) = find["lists"]
    assert (held["list"], held["limit"]) == ("agenda items on Fish of its meeting", "agenda_per_topic")
    assert (held["most"], held["place"], len(held["before"])) == (2, 3, 2)
    assert find["nearest"] == {
        "lacking": "1 place behind the end of its list, which holds 2",
        "profile": ["limits: {agenda_per_topic: 3}"],
        "instead": [],
        "tried": True,
    }
    assert [one["met"] for one in find["conditions"]] == [True, True, True, True, True, False]
    shown = ask(desk, find["id"]).out
    assert "  nearest in the brief with this in the profile, as tried: under `limits:` agenda_per_topic: 3\n" in shown
    assert f"          1. {held['before'][0]['id']} " in shown
    follow(desk, find["nearest"]["profile"])
    assert "agenda: in the brief" in ask(desk, find["id"]).out


def test_a_quote_that_two_limits_cut(desk):
    change(desk, limits={"quotes": 1, "quotes_per_topic": 1, "positions_per_side": 0})
    find = only([one for one in told(desk, "every boat that pays") if one.get("kind") == "quote"], "find")
    assert find["nearest"]["profile"] == ["limits: {quotes: 2}"]
    change(desk, limits={"quotes": 1, "quotes_per_topic": 1}, topics={"sea": {"any": ["fishing", "harbours"]}})
    find = only([one for one in told(desk, "every boat that pays") if one.get("kind") == "quote"], "find")
    assert find["nearest"]["profile"] == ["limits: {quotes: 2, quotes_per_topic: 2}"]
    follow(desk, find["nearest"]["profile"])
    assert "quote: in the brief" in ask(desk, find["id"]).out


def test_an_article_that_names_both_too_seldom(desk):
    change(desk, dyad={"min_sentences": 9})
    article = told(desk, "b.txt/1")[0]
    assert (article["used"], article["nearest"]["profile"]) == (False, ["dyad: {min_sentences: 2}"])
    assert "fewer than 9 sentences name both" in article["nearest"]["lacking"]
    follow(desk, article["nearest"]["profile"])
    assert told(desk, "b.txt/1")[0]["used"]


def test_an_article_that_the_profile_excludes(desk):
    change(desk, exclude=["ballet", "tuna", "opera"])
    article = told(desk, "a.txt/1")[0]
    assert article["nearest"]["profile"] == ["exclude: [ballet, opera]"]
    follow(desk, article["nearest"]["profile"])
    assert told(desk, "a.txt/1")[0]["used"]
    change(desk, exclude={"near": [["fisheries", "treaty"]]})
    article = told(desk, "a.txt/1")[0]
    assert article["nearest"]["profile"] == ["no exclude"]
    follow(desk, article["nearest"]["profile"])
    assert told(desk, "a.txt/1")[0]["used"]


def test_what_is_to_be_deleted_is_named_with_its_file(desk):
    (desk / "profiles" / "shared.yaml").write_text(profile(exclude=["tuna"]), encoding="utf-8")
    change(desk, extends=["shared"])
    (article,) = (one for one in told(desk, "a.txt/1") if one["what"] == "article")
    (advice,) = article["nearest"]["profile"]
    assert advice.startswith("no exclude (it is set in profiles/shared.yaml:")


def test_an_article_outside_the_window(desk):
    (desk / "news" / "old.txt").write_text(OLD, encoding="utf-8")
    article = told(desk, "old.txt/1")[0]
    assert (article["reason"], article["nearest"]["profile"]) == ("outside the window", ["window: 368d"])
    assert article["conditions"][-1] == {
        "name": "is of the window, and no copy of another",
        "met": False,
        "note": "outside the window",
    }
    follow(desk, article["nearest"]["profile"])
    assert told(desk, "old.txt/1")[0]["used"]
    assert told(desk, "old.txt/1", "--window", "30d")[0]["nearest"]["profile"] == ["--window 368d"]


def test_words_of_an_article_outside_the_window_are_told_what_would_print_them(desk):
    (desk / "news" / "old.txt").write_text(OLD, encoding="utf-8")
    passage = only(told(desk, "price of squid"), "passage")
    assert passage["nearest"]["lacking"] == "the article is not used: outside the window"
    assert passage["nearest"]["profile"] == ["window: 368d"]


def test_a_speaker_of_no_known_side(desk):
    find = only([one for one in told(desk, "ferries will be late") if one.get("kind") == "quote"], "find")
    assert find["conditions"][3] == {
        "name": "its speaker is of one of the sides",
        "met": False,
        "note": "the speaker is of no known side",
    }
    assert [one["met"] for one in find["conditions"][4:]] == [None, None, None]
    assert find["nearest"]["profile"] == ["people: [{name: Rosa Huaman, side: Peru}]"]
    follow(desk, find["nearest"]["profile"])
    assert "quote: in the brief" in ask(desk, find["id"]).out


def test_a_sentence_that_a_word_of_a_topic_lifts(desk):
    more = "Quispe said on Friday that the old lighthouses were dark.\n\nThey also"
    (desk / "news" / "a.txt").write_text(STORY.replace("They also", more), encoding="utf-8")
    find = only([one for one in told(desk, "old lighthouses") if one.get("kind") == "agenda"], "find")
    assert find["nearest"]["lacking"] == "2 points short of 9, and no topic has a word of it"
    assert find["nearest"]["profile"] == ["topics: {lighthouses: {any: [lighthouses]}}"]
    assert find["score"] == sum(part["points"] for part in find["parts"]) == 7
    follow(desk, find["nearest"]["profile"])
    assert "agenda: in the brief" in ask(desk, find["id"]).out


def test_a_sentence_in_which_nothing_is_found_is_told_its_points(desk):
    text = STORY + "\nThe two sides may open a joint school for divers.\n"
    (desk / "news" / "a.txt").write_text(text, encoding="utf-8")
    passage = only(told(desk, "school for divers"), "passage")
    assert [one["met"] for one in passage["conditions"]] == [True, True, False, False]
    assert passage["nearest"]["lacking"].endswith(" short of 9, and no construction finds anything in it")
    assert {"name": "speaks of what the two have together", "points": 2} in passage["parts"]
    assert " 2 speaks of what the two have together " in ask(desk, "school for divers").out


def test_a_section_that_the_profile_leaves_out(desk):
    change(desk, sections=["agenda", "sources"])
    find = only([one for one in told(desk, "every boat that pays") if one.get("kind") == "quote"], "find")
    assert (find["kept"], find["reason"]) == (False, "the profile leaves its section out")
    assert find["conditions"][-1]["name"] == "has a section in this profile"
    assert find["nearest"]["profile"] == ["sections: [agenda, sources, quotes]"]
    follow(desk, find["nearest"]["profile"])
    assert "quote: in the brief" in ask(desk, find["id"]).out


def test_a_figure_that_its_limit_leaves_out(desk):
    more = (
        "\nQuispe said the fleet landed 3,000 tons of tuna last year.\n\nOtieno said Kenya paid 45 million dollars.\n"
    )
    (desk / "news" / "a.txt").write_text(STORY + more, encoding="utf-8")
    change(desk, limits={"figures": 1, "positions_per_side": 0, "agenda_per_topic": 0, "bottom_line": 0})
    lines = [one for one in told(desk, "3,000 tons") + told(desk, "45 million") if one["what"] == "line"]
    assert {(one["limit"], one["most"], one["held"]) for one in lines} == {("figures", 1, 1)}


def test_the_smallest_limit_with_which_a_figure_is_printed(desk):
    sums = ("landed 3,000 tons of tuna in Kenya", "sold 45,000 tons to Kenya", "gave Kenya 2 billion dollars")
    more = "".join(f"The fleet of Peru {one}.\n\n" for one in sums)
    (desk / "news" / "a.txt").write_text(STORY.replace("They also", f"{more}They also"), encoding="utf-8")
    change(desk, limits={"figures": 1, "background": 0, "bottom_line": 0})
    passages = [only(told(desk, one), "passage") for one in sums]
    (in_it,) = [one for one in passages if one["found"]]
    wanted = sorted(passages, key=lambda one: one is in_it)[:2]
    assert {one["nearest"]["lacking"] for one in wanted} == {"the list that it is for is full"}
    assert {*(line for one in wanted for line in one["nearest"]["profile"])} == {
        "limits: {figures: 2}",
        "limits: {figures: 3}",
    }
    last = next(one for one in wanted if one["nearest"]["profile"] == ["limits: {figures: 3}"])
    change(desk, limits={"figures": 2, "background": 0, "bottom_line": 0})
    assert not only(told(desk, last["text"]), "passage")["found"]
    change(desk, limits={"figures": 3, "background": 0, "bottom_line": 0})
    assert only(told(desk, last["text"]), "line")["sections"] == ["figures"]


def test_what_is_printed_as_another_line_is_told_with_that_line(desk):
    finds = [one for one in told(desk, "that both fleets can live with") if one["what"] == "find"]
    out = [one for one in finds if not one["kept"]]
    kept = {one["id"] for one in finds if one["kept"]}
    assert kept
    for one in out:
        assert set(one["nearest"]["instead"]) <= kept
        assert one["nearest"]["lacking"] == "its words are in the brief already"


def test_nothing_is_advised_where_nothing_helps(desk):
    (desk / "news" / "c.txt").write_text("Rain in Oslo\n\n12 March 2026\n\nIt rained in Norway all day.\n", "utf-8")
    article, passage = told(desk, "rained in Norway")
    lacking = article["nearest"]["lacking"]
    assert lacking.startswith("no word stands in it that means Peru (Peru, ")
    assert " or Kenya (Kenya, " in lacking
    assert article["nearest"]["profile"] == []
    assert passage["nearest"]["profile"] == []
    assert "  nearest no change of the profile that was tried keeps it\n" in ask(desk, "rained in Norway").out


def test_where_too_much_is_asked_at_once_the_rest_is_not_tried(desk):
    lines = "".join(
        f"\nRosa Huaman{'a' * n} said that “the ferries will be late for the year {n}”.\n" for n in range(80)
    )
    (desk / "news" / "a.txt").write_text(STORY + lines, encoding="utf-8")
    tried = [one["nearest"]["tried"] for one in told(desk, "ferries will be late") if one.get("nearest")]
    assert tried[0]
    assert not tried[-1]
    assert "  nearest not tried: ask about this line alone\n" in ask(desk, "ferries will be late").out


# --- all of them, on the seeds ---------------------------------------------------------------------------------------

AS_OF = date(2026, 11, 20)


@cache
def seeds() -> Gathered:
    return gather((ROOT / "seeds",), (), "en")


def reasons(name: str) -> Reasons:
    request = Request(articles=(ROOT / "seeds",), as_of=AS_OF)
    return Reasons(Trials(load_profile(name, Workspace(SHIPPED)), request, seeds()))


@pytest.mark.parametrize("name", sorted(list_profiles(Workspace(SHIPPED))))
def test_every_advice_on_the_seeds_holds_when_it_is_written_into_the_profile(name, tmp_path):
    asked = reasons(name)
    path = tmp_path / f"{name}.yaml"
    tried = 0
    for choice in asked.made.selection.choices:
        if choice.id in asked.printed:
            continue
        nearest = reasons(name).trials.find(choice)
        assert nearest.lacking
        if not nearest.profile:
            continue
        data = read_yaml(asked.trials.profile.path.read_text(encoding="utf-8"))
        path.write_text(written(advised(data, list(nearest.profile))), encoding="utf-8")
        made = make_brief(load_profile(path, Workspace(SHIPPED)), Request(articles=(), as_of=AS_OF), gathered=seeds())
        assert choice.id in printed(made.brief), nearest
        tried += 1
    assert tried or not [one for one in asked.made.selection.choices if one.reason.startswith("over the limit")]


@pytest.mark.parametrize("name", sorted(list_profiles(Workspace(SHIPPED))))
def test_every_find_of_the_seeds_has_known_conditions(name):
    for answer in answers(reasons(name), None):
        for condition in getattr(answer, "conditions", ()):
            assert condition.name != "nothing else rules it out", condition


def test_every_reason_of_a_condition_is_one_that_is_given():
    files = [path for name in ("match", "select") for path in (ROOT / "briefgen" / name).glob("*.py")]
    given = "\n".join(path.read_text(encoding="utf-8") for path in files)
    given += "\n".join(given.replace("{whose}", whose) for whose in ("its holder", "the speaker"))
    told = [reason for kind in CONDITIONS.values() for _, reasons in kind for reason in reasons]
    assert [reason for reason in told if reason not in given] == []
