"""The seeds' brief on paper: at most four pages, and usable from its first."""

from __future__ import annotations

import subprocess
from datetime import date
from functools import cache

import pytest
from commandline import ROOT

from briefgen.changes import read_baseline
from briefgen.model import Brief
from briefgen.pipeline import Request, make_brief
from briefgen.profile import load_profile
from briefgen.render import render
from briefgen.render.json import data
from briefgen.resources import Workspace

DAYS = ("2025-03-24", "2025-03-26", "2026-11-20")


@cache
def pages(day: str, since: str = "") -> tuple[Brief, list[str]]:
    """The brief of that day, beside one of an earlier day if there is one, and the text of each of its pages."""
    profile = load_profile("us-turkiye", Workspace(ROOT))
    earlier = data(pages(since)[0]) if since else None
    request = Request(
        articles=(ROOT / "seeds",),
        as_of=date.fromisoformat(day),
        sample=True,
        since=read_baseline(earlier, "earlier.json", profile.name, day) if earlier else None,
    )
    brief = make_brief(profile, request).brief
    pdf = render(brief, ("pdf",)).files["pdf"]
    text = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True).stdout
    return brief, [" ".join(page.split()) for page in text.decode().split("\f")[:-1]]


@pytest.mark.parametrize("day", DAYS)
def test_at_most_four_pages(day):
    assert len(pages(day)[1]) <= 4


@pytest.mark.parametrize(("since", "day"), [("2025-03-24", "2025-04-05"), ("2025-03-26", "2025-04-05")])
def test_at_most_four_pages_with_what_changed(since, day):
    assert len(pages(day, since)[1]) <= 4


@pytest.mark.parametrize("day", DAYS)
def test_the_first_page_holds_the_meeting_and_a_row_for_every_topic(day):
    brief, (first, *_) = pages(day)
    assert brief.meeting is not None
    own = [entry for entry in brief.agenda if entry.meeting == brief.meeting.id]
    titles = {topic.id: topic.title for topic in brief.topics}
    assert own
    for wanted in ("Bottom line", "Meeting", "Agenda", *{titles[entry.topic].split()[0] for entry in own}):
        assert wanted in first
    for entry in own:
        assert _unbroken(" ".join(entry.text.split()))[:40] in _unbroken(first)


def _unbroken(words: str) -> str:
    """The words without the space that a line's end puts behind a hyphen."""
    return words.replace("- ", "-")
