"""Whole stories as the press of many countries tells them: what a brief of each must show.

The first line names the sides with their aliases. What must be shown stands behind the story: the meeting with who,
where and when, who takes part for which side, words of agenda items, and quotes with their speakers; more may be.
"""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from specfile import Case, cases

from briefgen.model import Brief
from briefgen.pipeline import Request, make_brief
from briefgen.profile import load_profile
from briefgen.resources import Workspace

_SIDE = re.compile(r"(.+?) \((.+)\)")


def _profile(line: str) -> str:
    """A profile of nothing but a title and the sides of the first line: "Peru (Lima, Peruvian) – Kenya (Nairobi)"."""
    found = [_SIDE.fullmatch(side) for side in line.split(" – ")]
    sides = [{"name": one[1], "aliases": one[2].split(", ")} for one in found if one]
    assert len(sides) == 2
    return json.dumps({"title": "–".join(str(side["name"]) for side in sides), "sides": sides})


def _shown(brief: Brief) -> list[str]:
    """What a brief shows, a line each."""
    lines = [] if brief.participants or brief.agenda or brief.quotes else ["nothing"]
    if (meeting := brief.meeting) and meeting.who:
        day = meeting.start or meeting.when_text
        lines += [f"meets: {name}" for name in meeting.who]
        lines += [f"{word}: {told}" for word, told in (("place", meeting.place), ("day", day)) if told]
    lines += [f"person: {one.name} | {one.side or ''}" for one in brief.participants]
    lines += [f"item: {item.text}" for item in brief.agenda]
    return lines + [f"quote: {quote.speaker}: {quote.text}" for quote in brief.quotes]


def _is_shown(line: str, shown: list[str]) -> bool:
    """Whether a line is among those shown; of an agenda item some words are enough."""
    item = line.removeprefix("item: ").casefold() if line.startswith("item: ") else None
    return line in shown or (item is not None and any(item in one.casefold() for one in shown if one[:6] == "item: "))


@pytest.mark.parametrize("case", cases("stories.md"))
def test_a_story_gives_its_brief(case: Case, tmp_path: Path) -> None:
    profile, story = tmp_path / "pair.yaml", tmp_path / "story.txt"
    sides, _, text = case.plain.partition("\n\n")
    profile.write_text(_profile(sides), encoding="utf-8")
    story.write_text(f"{text}\n", encoding="utf-8")
    request = Request(articles=(story,), as_of=date(2026, 11, 22))
    shown = _shown(make_brief(load_profile(profile, Workspace(tmp_path)), request).brief)
    assert case.expected
    assert [line for line in case.expected if not _is_shown(line, shown)] == []


def test_a_guest_is_not_of_the_dateline_s_country(tmp_path: Path) -> None:
    """Whoever tells a ruler's country where it is the dateline's is a guest there, and so are the others."""
    profile, story = tmp_path / "pair.yaml", tmp_path / "story.txt"
    profile.write_text(_profile("Pakistan (Pakistani, Islamabad) – Saudi Arabia (Saudi, Riyadh)"), encoding="utf-8")
    first = "Prime Minister Saleem Malik on Tuesday called on Saudi Crown Prince Turki Nasser at the palace. "
    story.write_text(
        f"PM, crown prince talk\n\nRIYADH, Nov 28, 2023 (APP): {first}Pakistan buys oil there.\n\n"
        "Finance Minister Umar Rehan said Pakistan was glad.\n",
        encoding="utf-8",
    )
    request = Request(articles=(story,), as_of=date(2026, 11, 22))
    people = make_brief(load_profile(profile, Workspace(tmp_path)), request).brief.participants
    assert {one.name: one.side for one in people}["Turki Nasser"] == "Saudi Arabia"
    assert not any(one.side == "Saudi Arabia" for one in people if one.name != "Turki Nasser")
