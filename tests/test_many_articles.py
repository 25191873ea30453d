"""A brief over many articles: what only another article knows is not printed, and two meetings stay two."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from briefgen.model import Brief
from briefgen.pipeline import Request, make_brief
from briefgen.profile import load_profile
from briefgen.resources import Workspace

PAIR = "sides:\n  - country: PE\n  - country: KE\n"
ELSEWHERE = "Chilean President Rosa Soto opened a museum with Kenyan Foreign Minister {name} in Santiago on Monday."
MET = "Kenyan Foreign Minister {who} met Peruvian Foreign Minister Ana Quispe in Lima on Tuesday."
SAID = '"We want a treaty on fisheries with Peru," {who} said.'


def story(*paragraphs: str, day: str = "11 March 2026") -> str:
    return "\n\n".join(filter(None, ["A headline for the two", day, *paragraphs])) + "\n"


@pytest.fixture
def brief(tmp_path: Path):
    """The brief of some stories, each in a file of its own."""

    def of(*texts: str, as_of: str = "2026-03-20", window: int = 180, names: str = "abcdefgh") -> Brief:
        folder = tmp_path / "-".join(("articles", names))
        folder.mkdir(exist_ok=True)
        for name, text in zip(names, texts, strict=False):
            (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        (tmp_path / "pair.yaml").write_text(PAIR, encoding="utf-8")
        profile = load_profile(tmp_path / "pair.yaml", Workspace(tmp_path))
        return make_brief(profile, Request(articles=(folder,), as_of=date.fromisoformat(as_of), window=window)).brief

    return of


def names_in(brief: Brief) -> set[str]:
    spoken = {one.speaker for one in (*brief.quotes, *brief.positions, *brief.figures)}
    return spoken | {one.name for one in brief.participants} | {name for one in brief.meetings for name in one.who}


@pytest.mark.parametrize("day", ["10 March 2026", "10 March 2024"], ids=["of another pair", "outside the window"])
@pytest.mark.parametrize("fuller", ["Daniel K. Otieno", "Tayo Daniel Otieno", "Dániel Otieno"])
def test_a_name_that_stands_in_no_source_is_printed_as_a_source_has_it(brief, fuller, day):
    other = ELSEWHERE.format(name=fuller) if day.endswith("2026") else MET.format(who=fuller)
    made = brief(story(MET.format(who="Daniel Otieno"), SAID.format(who="Otieno")), story(other, day=day))
    assert len(made.sources) == 1
    assert names_in(made) - {""} == {"Daniel Otieno", "Ana Quispe"}


def test_a_family_name_alone_stays_where_no_source_has_more(brief):
    used = story("Kenyan Foreign Minister Otieno met Peruvian Foreign Minister Ana Quispe in Lima on Tuesday.")
    made = brief(used, story(ELSEWHERE.format(name="Daniel Otieno"), day="10 March 2026"))
    assert "Otieno" in names_in(made)


def test_a_source_that_has_the_fullest_name_lends_it_to_the_others(brief):
    made = brief(story(MET.format(who="Otieno")), story(MET.format(who="Daniel Otieno"), day="12 March 2026"))
    assert names_in(made) - {""} == {"Daniel Otieno", "Ana Quispe"}


def test_what_only_an_older_article_knows_of_a_meeting_is_not_printed(brief):
    ahead = "Kenyan President Daniel Otieno and Peruvian President Ana Quispe will meet at the Andean Trade Summit in "
    told = "Kenyan President Daniel Otieno and Peruvian President Ana Quispe met on 10 March 2026."
    made = brief(
        story(told), story(f"{ahead}Cusco on 10 March 2026.", day="8 March 2026"), window=6, as_of="2026-03-15"
    )
    assert len(made.sources) == 1
    assert (made.meeting.event, made.meeting.place, made.meeting.start) == ("", "", "2026-03-10")


def test_articles_that_nobody_can_date_do_not_share_a_meeting_for_one_name(brief):
    lima = "Kenyan President Daniel Otieno met Peruvian President Ana Quispe in Lima."
    cusco = "Kenyan President Daniel Otieno met Peruvian President Luis Mamani in Cusco."
    visit = "Kenyan President Daniel Otieno's visit to Peru ended with a quarrel."
    made = brief(*(story(text, "Kenya and Peru traded tea.", day="") for text in (lima, cusco, visit)))
    assert [one.who for one in made.meetings if len(one.who) > 2] == []
    assert {one.place for one in made.meetings if "Ana Quispe" in one.who} == {"Lima"}


def test_an_undated_article_is_no_part_of_a_dated_meeting_of_the_same_two(brief):
    dated = story("Kenyan President Daniel Otieno met Peruvian President Ana Quispe on Tuesday.")
    undated = story("Kenyan President Daniel Otieno met Peruvian President Ana Quispe in Cusco.", day="")
    made = brief(dated, undated)
    assert {(one.start, one.place) for one in made.meetings} == {("2026-03-10", ""), ("", "Cusco")}


def test_who_saw_one_of_two_in_another_article_did_not_see_the_other(brief):
    first = "Kenyan President Daniel Otieno met Peruvian President Ana Quispe on Tuesday."
    other = "Kenyan President Daniel Otieno met Peruvian opposition leader Luis Mamani."
    made = brief(story(first), story(other, "Kenya and Peru traded tea.", day="12 March 2026"))
    assert {"Ana Quispe", "Luis Mamani"} not in [set(one.who) - {"Daniel Otieno"} for one in made.meetings]


def lines_of(brief: Brief) -> tuple[object, ...]:
    """What a brief says, without ids and paths."""
    return (
        [(one.status, one.who, one.place, one.start, one.text) for one in brief.meetings],
        [(one.name, one.office, one.side, one.marks) for one in brief.participants],
        [(one.text, one.status, one.note, one.marks) for one in brief.agenda],
        [(one.text, one.speaker, one.marks) for one in (*brief.positions, *brief.quotes)],
        [(one.title, one.date) for one in brief.sources],
        [one.text for one in brief.bottom_line],
        sorted(one.reason for one in brief.not_used),
    )


MANY = (
    story(MET.format(who="Otieno"), SAID.format(who="Otieno"), "The two ministers discussed the port of Callao."),
    story(MET.format(who="Daniel Otieno"), "Kenya urged Peru to lift the duty on tea.", day="12 March 2026"),
    story("Kenyan Foreign Minister Daniel Otieno will visit Lima next week.", "He will discuss tea.", day=""),
    story(ELSEWHERE.format(name="Daniel K. Otieno"), day="10 March 2026"),
)


def test_neither_order_nor_names_of_the_files_change_a_brief(brief):
    told = [lines_of(brief(*MANY, names="".join(names))) for names in permutations("abcd")]
    assert all(one == told[0] for one in told)


def test_what_an_undated_article_announces_is_not_ahead_of_dated_coverage(brief):
    announced = story("Kenyan President Daniel Otieno will meet Peruvian President Ana Quispe in Lima soon.", day="")
    held = story("Kenyan Foreign Minister Rosa Kamau met Peruvian Foreign Minister Luis Mamani in Lima on Tuesday.")
    alone, both = brief(announced), brief(announced, held)
    assert (alone.meeting.status, alone.meeting.who) == ("upcoming", ("Daniel Otieno", "Ana Quispe"))
    assert (both.meeting.status, both.meeting.who) == ("held", ("Rosa Kamau", "Luis Mamani"))
    assert [one.status for one in both.meetings] == ["held", "none"]
