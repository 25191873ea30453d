"""The seeds' brief on paper: at most four pages, and usable from its first."""

from __future__ import annotations

import subprocess
from datetime import date
from functools import cache

import pytest
from commandline import ROOT

from briefgen.model import Brief
from briefgen.pipeline import Request, make_brief
from briefgen.profile import load_profile
from briefgen.render import render
from briefgen.resources import Workspace

DAYS = ("2025-03-24", "2025-03-26", "2026-11-20")


@cache
def pages(day: str) -> tuple[Brief, list[str]]:
    """The brief of that day and the text of each of its pages, one line."""
    profile = load_profile("us-turkiye", Workspace(ROOT))
    brief = make_brief(profile, Request(articles=(ROOT / "seeds",), as_of=date.fromisoformat(day), sample=True)).brief
    pdf = render(brief, ("pdf",)).files["pdf"]
    text = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True).stdout
    return brief, [" ".join(page.split()) for page in text.decode().split("\f")[:-1]]


@pytest.mark.parametrize("day", DAYS)
def test_at_most_four_pages(day):
    assert len(pages(day)[1]) <= 4


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
        assert " ".join(entry.text.split())[:40] in first
