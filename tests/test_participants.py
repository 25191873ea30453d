"""Who takes part, case by case, as a brief prints it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from specfile import Case, cases

from briefgen.pipeline import Request, make_brief
from briefgen.profile import load_profile
from briefgen.resources import Workspace

PAIR = """title: Peru–Kenya
sides:
  - country: PE
  - country: KE
people:
  - {name: Musa Barasa, office: Foreign Minister, side: KE, since: 2024-01-01, until: 2026-03-28}
  - {name: Faith Chebet, office: Foreign Minister, side: KE, since: 2024-01-01}
"""
HEAD = "Peru and Kenya talk\n\n25 March 2026\n\n"


@pytest.mark.parametrize("case", [*cases("participants.md"), *cases("participants-met.md")])
def test_participants(case: Case, agrees, tmp_path: Path):
    profile, story = tmp_path / "pair.yaml", tmp_path / "story.txt"
    profile.write_text(PAIR, encoding="utf-8")
    story.write_text(f"{HEAD}{case.plain}\n", encoding="utf-8")
    request = Request(articles=(story,), as_of=date(2026, 3, 31))
    brief = make_brief(load_profile(profile, Workspace(tmp_path)), request).brief
    agrees(
        case,
        expected=[
            f"{one.name} | {'then ' if one.then else ''}{one.office} | {one.side or ''}" for one in brief.participants
        ],
    )


@pytest.mark.parametrize("case", cases("meetings-by-the-scene.md"))
def test_who_met_by_the_scene(case: Case, agrees, tmp_path: Path):
    profile, story = tmp_path / "pair.yaml", tmp_path / "story.txt"
    profile.write_text(PAIR, encoding="utf-8")
    story.write_text(f"{HEAD}{case.plain}\n", encoding="utf-8")
    brief = make_brief(
        load_profile(profile, Workspace(tmp_path)), Request(articles=(story,), as_of=date(2026, 3, 31))
    ).brief
    agrees(case, expected=[f"{', '.join(one.who)} | {one.place}" for one in brief.meetings])


@pytest.mark.parametrize("case", cases("meetings-by-the-story.md"))
def test_a_meeting_by_its_story(case: Case, agrees, tmp_path: Path):
    profile, story = tmp_path / "pair.yaml", tmp_path / "story.txt"
    profile.write_text(PAIR, encoding="utf-8")
    title, told = case.plain.split("\n", 1)
    story.write_text(f"{title}\n\n25 March 2026\n\n{told}\n", encoding="utf-8")
    brief = make_brief(
        load_profile(profile, Workspace(tmp_path)), Request(articles=(story,), as_of=date(2026, 3, 31))
    ).brief
    main = brief.meeting
    agrees(case, expected=[f"{', '.join(main.who)} | {main.place}"] if main else [])


@pytest.mark.parametrize("case", cases("meeting-status.md"))
def test_what_became_of_a_meeting(case: Case, agrees, tmp_path: Path):
    profile, story = tmp_path / "pair.yaml", tmp_path / "story.txt"
    profile.write_text("title: Peru–Kenya\nsides:\n  - country: PE\n  - country: KE\n", encoding="utf-8")
    story.write_text(
        f"{HEAD}{case.plain} Fish and fees were to be on the table, both countries said.\n", encoding="utf-8"
    )
    request = Request(articles=(story,), as_of=date(2026, 3, 25))
    main = make_brief(load_profile(profile, Workspace(tmp_path)), request).brief.meeting
    agrees(case, expected=[f"{main.status} | {main.place} | {main.start}"] if main else [])
