"""Small whole briefs: a profile, a folder of articles of our own making, and the Markdown that comes of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from briefgen.changes import Baseline, read_baseline
from briefgen.pipeline import Made, Request, make_brief
from briefgen.profile import Profile, load_profile
from briefgen.render import render
from briefgen.render.json import render_json
from briefgen.resources import Workspace

GOLDEN = Path(__file__).parent / "golden"
AS_OF = {
    "upcoming": date(2026, 3, 6),
    "held": date(2026, 3, 14),
    "cancelled": date(2026, 3, 9),
    "nothing": date(2026, 3, 9),
    "desk": date(2026, 3, 6),
    "copies": date(2026, 3, 14),
    "undated": date(2026, 3, 14),
    "hostile": date(2026, 3, 14),
    "since": date(2026, 3, 14),
}
EARLIER = date(2026, 3, 6)  # the day of the earlier brief, where a case has articles for one


def made(case: str) -> Made:
    """The brief of a case."""
    folder = GOLDEN / case
    profile = load_profile(folder / "profile.yaml", Workspace(folder))
    since = earlier(profile, folder / "earlier", AS_OF[case]) if (folder / "earlier").is_dir() else None
    return make_brief(profile, Request(articles=(folder / "input",), as_of=AS_OF[case], since=since))


def earlier(profile: Profile, articles: Path, as_of: date) -> Baseline:
    """The brief that was made of the articles of an earlier day."""
    brief = make_brief(profile, Request(articles=(articles,), as_of=EARLIER)).brief
    return read_baseline(json.loads(render_json(brief)), "earlier.json", profile.name, as_of.isoformat())


@pytest.mark.parametrize("case", AS_OF)
def test_golden(case: str, golden: Callable[[str, str], None]):
    golden(f"{case}/brief.md", render(made(case).brief).files["md"].decode())


def test_every_case_has_a_day():
    assert {path.parent.name for path in GOLDEN.glob("*/profile.yaml")} == set(AS_OF)


def test_a_copy_is_no_second_source():
    brief = made("copies").brief
    assert len(brief.sources) == 1
    assert [entry.reason.startswith("the same text as") for entry in brief.not_used] == [True]
    assert {entry.outlets for entry in brief.agenda} == {1}


def test_an_undated_article_takes_the_year_of_the_same_meeting():
    (found,) = [source for source in made("undated").brief.sources if source.path == "b.txt"]
    assert (found.date, found.date_basis) == ("2026-03-13", "inferred")
    assert "a.txt" in found.date_reason


def test_the_desk_s_own_meeting_wins():
    meeting = made("desk").brief.meeting
    assert meeting is not None
    assert (meeting.origin, meeting.place, meeting.start) == ("desk", "Lima, Foreign Ministry", "2026-03-10")


def test_an_announced_item_is_never_promoted():
    brief = made("held").brief
    (item,) = [entry for entry in brief.agenda if "stolen masks" in entry.text]
    assert item.status == "to-discuss"
    assert item.note == "was to be discussed (9 March 2026); no report that it was"
