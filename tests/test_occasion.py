"""Why a meeting comes now stands in the background, whether or not it is dated."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from data.norway_and_iceland import MET, brief_in

from briefgen.render.reported import dated_tag


@pytest.fixture
def brief_of(tmp_path: Path):
    return partial(brief_in, tmp_path)


@pytest.mark.parametrize(
    "told",
    [
        "The visit comes after a row between Norway and Chad over the herring fleet.",
        "The talks came days after Iceland closed its harbours.",
        "Stone's visit takes place amid the biggest strike in Norway for a decade.",
        "Her trip, the first to Iceland since 2010, comes two weeks after the vote.",
        "The meeting follows a dispute over the herring fleet of Iceland.",
        "This is the first visit of a Norwegian minister to Reykjavik in nine years.",
        "The meeting of the Norwegian and Icelandic ministers comes at a delicate moment.",
    ],
)
def test_why_it_comes_now_is_background(brief_of, told):
    (line,) = brief_of(f"{MET}{told}\n\nIt rained.").background
    assert (line.text, line.date) == (told, "")


@pytest.mark.parametrize(
    "told",
    [
        "The visit comes as part of a tour of Norway and Sweden.",
        "The harbour comes after the school in the plans of Norway.",
        "Norway comes after Iceland in the table.",
        "The visit to Iceland and the harbour were long.",
        "“The visit comes after a row with Iceland,” said the Norwegian paper.",
    ],
)
def test_what_else_comes_is_none(brief_of, told):
    assert brief_of(f"{MET}{told}\n\nIt rained.").background == ()


def test_what_the_other_thing_was_stands_with_it(brief_of):
    told = "The visit comes after a row of Norway and Peru over herring. Chad criticised Norway for selling it."
    (line,) = brief_of(f"{MET}{told}\n\nIt rained.").background
    assert line.text == told
    (line,) = brief_of(f"{MET}{told} Others did not.\n\nIt rained.").background
    assert line.text == told.partition(". ")[0] + "."


def test_an_undated_line_tells_the_day_of_its_article(brief_of):
    told = "The talks came days after Iceland closed its harbours on Friday."
    for as_of, tag in (("2026-03-02", ""), ("2026-03-09", "reported 2 March 2026")):
        brief = brief_of(f"{MET}{told}", as_of=as_of)
        assert [dated_tag(brief, line) for line in brief.background] == [tag]
