"""Figures: what counts as one, which are printed, and which differ for the same thing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from specfile import Case, cases, mark
from test_extract_specs import findings

from briefgen.model import Brief, Figure
from briefgen.pipeline import Request, make_brief
from briefgen.profile import load_profile
from briefgen.render.markdown import render_markdown
from briefgen.resources import Workspace

HEAD = """Norway and Iceland hold talks
2 March 2026

Norwegian Foreign Minister Ada Stone met Icelandic Prime Minister Jon Marsh in Reykjavik on Monday for talks on the fish
tariffs that have been in force since spring.

"""


@pytest.mark.parametrize("case", cases("figures.md"))
def test_figures(case: Case, agrees):
    found = findings(case.plain).figures
    marks = {f"f{n}": figure.span for n, figure in enumerate(found, 1)}
    agrees(case, text=mark(case.plain, marks), expected=[_told(figure, case.plain) for figure in found])


def _told(figure: Figure, text: str) -> str:
    low, high = f"{figure.low:.12g}", f"{figure.high:.12g}"
    amount = low if low == high else f"{low} to {high}"
    credit = f", {figure.credit.of(text)}" if figure.credit else ""
    return f"{figure.kind} {figure.unit}: {amount}{credit}"


def brief_of(folder: Path, *stories: str, limits: str = "") -> Brief:
    """The brief of Norway and Iceland on stories that end so."""
    profile = folder / "pair.yaml"
    profile.write_text(f"title: Pair\nsides:\n  - country: NO\n  - country: IS\n{limits}", encoding="utf-8")
    for number, story in enumerate(stories):
        (folder / f"{number}.txt").write_text(HEAD + story + "\n", encoding="utf-8")
    articles = tuple(sorted(folder.glob("*.txt")))
    request = Request(articles=articles, as_of=date(2026, 3, 3))
    return make_brief(load_profile(profile, Workspace(folder)), request).brief


def test_a_figure_has_its_sentence_and_who_gives_it(tmp_path):
    brief = brief_of(
        tmp_path, "Icelandic Prime Minister Jon Marsh said Norway had seized nearly 40 trawlers in the bay."
    )
    (figure,) = brief.figures
    assert figure.amounts == ("nearly 40 trawlers",)
    assert figure.speaker == "Jon Marsh"
    assert figure.text.startswith("Icelandic Prime Minister Jon Marsh said")
    assert not figure.differs_from


def test_a_figure_that_no_side_is_named_with_is_not_printed(tmp_path):
    assert brief_of(tmp_path, "A cake for 300 children was served in the hall.").figures == ()


@pytest.mark.parametrize(
    ("told", "printed"),
    [
        ("Some 1,200 people were killed by shells in the streets of Norway.", False),
        ("The Norwegian navy said 40 sailors were killed in the storm.", True),
        ("Norway said the shells had killed 560 people in Chad.", False),
        ("Norway said Iceland had wounded 40 sailors.", True),
        ("Norway is one of the 27 members of the union of the seas.", False),
        ("Norway and Iceland are among the 27 members of the union.", True),
        ("The cod catch cost boat owners of Norway $19 million last year.", False),  # nobody gives it
        ("The cod tariffs would cost Norway $19 million a year, Swedish minister Ulla Vale said.", True),
    ],
)
def test_the_dead_of_others_and_what_nobody_gives_are_no_figures_of_the_pair(tmp_path, told, printed):
    assert bool(brief_of(tmp_path, told).figures) is printed


def test_who_are_counted_do_not_give_the_figure(tmp_path):
    (figure,) = brief_of(tmp_path, "More than 30 Norwegian fishermen said they would sail to Iceland.").figures
    assert figure.speaker == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Norway said 40 sailors were killed in the storm.", "Iceland said 62 sailors were killed in the storm."),
        (
            "Norway said the dam would cost $3 billion to build.",
            "Iceland said it would cost $5 billion to build the dam.",
        ),
        (
            "The storm off Iceland killed 40 sailors of Norway, according to the coast guard.",
            "At least 62 sailors of Norway were killed in the storm off Iceland.",
        ),
        (
            "Norway asked Iceland for faster visas for about 3,200 Norwegian cooks.",
            "Oslo wants visas within a week from Iceland for some 4,100 Norwegian cooks.",
        ),
    ],
)
def test_figures_for_the_same_thing_stand_side_by_side(tmp_path, one, other):
    brief = brief_of(tmp_path, one, f"{other} It rained on the second day of the talks, and the guests left late.")
    first, second = brief.figures[:2]
    assert first.differs_from == (second.id,)
    assert second.differs_from == (first.id,)
    row = next(line for line in render_markdown(brief).splitlines() if line.startswith("| **"))
    assert first.text in row
    assert second.text in row
    assert [watch for watch in brief.watch_outs if watch.label.startswith("Figures differ")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # another thing is counted
        ("Norway said 40 sailors were killed in the storm.", "Iceland said 62 trawlers were lost in the storm."),
        ("Norway said 40 sailors were killed in the storm.", "Iceland said 62 sailors were rescued in the storm."),
        ("Norway said its exports rose by 4 percent.", "Iceland said its imports rose by 9 percent."),
        # another time
        ("Norway said 40 sailors drowned in the bay in 2019.", "Norway said 62 sailors drowned in the bay in 2023."),
        # other places, each with its own
        ("Norway said 40 sailors were killed off Bodo.", "Iceland said 62 sailors were killed off Husavik."),
        # what the words of one allow is what the other says
        ("Norway said about 40 sailors were killed in the storm.", "Iceland said 42 sailors were killed in the storm."),
        (
            "Norway said 40 sailors were killed in the storm.",
            "Iceland said at least 38 sailors were killed in the storm.",
        ),
        # one says so, the other that it is not so
        ("Norway said 40 sailors were found in the bay.", "Iceland said 62 sailors were not found in the bay."),
        ("Norway asked for visas for 3,200 Norwegian cooks.", "Oslo wants visas for 4,100 Norwegian nurses."),
        # planned, or an answer, is not what is so
        (
            "Norway has put duties on Icelandic cod worth 40 million kroner.",
            "Norway is scheduled to put duties on Icelandic cod worth 60 million kroner.",
        ),
        (
            "Norway has put duties on Icelandic cod worth 40 million kroner.",
            "Norway has put retaliatory duties on Icelandic cod worth 60 million kroner.",
        ),
        # two reports of one thing do not differ tenfold
        ("Norway said 40 sailors were killed in the storm.", "Iceland said 6,200 sailors were killed in the storm."),
        # each figure has its twin in the other sentence
        (
            "The storm off Iceland killed more than 1,300 people of Norway and left 261 people at sea.",
            "The storm off Iceland killed 1,310 people of Norway and left about 260 people at sea.",
        ),
        # too little in common to tell
        ("Norway sent 40 sailors.", "Iceland saw 62 sailors."),
    ],
)
def test_figures_that_may_both_hold_do_not_differ(tmp_path, one, other):
    brief = brief_of(tmp_path, one, f"{other} It rained on the second day of the talks, and the guests left late.")
    assert [figure for figure in brief.figures if figure.differs_from] == []


def test_two_numbers_of_one_sentence_do_not_differ(tmp_path):
    brief = brief_of(tmp_path, "Norway says 40 sailors were killed and Iceland says 62 sailors were killed.")
    (figure,) = brief.figures
    assert figure.amounts == ("40 sailors", "62 sailors")
    assert figure.differs_from == ()


def test_the_same_figure_of_two_articles_is_one_line_with_both_sources(tmp_path):
    said = "Norway said 40 sailors were killed in the storm off the cape."
    brief = brief_of(tmp_path, said, f"Iceland said 40 sailors were killed in that storm. {'It rained. ' * 9}")
    assert len(brief.figures) == 1
    assert {mark.source for mark in brief.figures[0].marks} == {1, 2}


@pytest.mark.parametrize(
    ("one", "other", "lines"),
    [
        ("Norway gave Iceland $84 million for the harbour.", "Norway will pay Iceland $84 million in spring.", 1),
        ("Norway gave Iceland $84 million for the harbour.", "Banks in Norway lent Iceland $19 million in winter.", 2),
    ],
)
def test_a_sum_that_an_article_gives_twice_is_one_line(tmp_path, one, other, lines):
    assert len(brief_of(tmp_path, f"{one} {other}").figures) == lines


def test_the_limit_of_the_profile_holds(tmp_path):
    story = " ".join(f"Norway sold Iceland {n} {what}." for n, what in enumerate(("boats", "nets", "lamps"), 40))
    assert len(brief_of(tmp_path, story).figures) == 3
    assert len(brief_of(tmp_path, story, limits="limits: {figures: 2}\n").figures) == 2


def test_a_sentence_of_many_figures_is_a_table(tmp_path):
    def sold(most: int) -> str:
        return f"Norway sold Iceland {' and '.join(f'the {n} boats' for n in range(40, most))} of the fleet."

    assert len(brief_of(tmp_path, sold(50)).figures) == 1
    assert brief_of(tmp_path, sold(80)).figures == ()
