"""What was looked for and not found, on stories of our own making."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from data.norway_and_iceland import MET, brief_in

from briefgen.model import Brief

DESK = """desk:
  author: A. Vale
  date: {date}
  points:
    trade: [We are looking into it.]
"""


@pytest.fixture
def brief_of(tmp_path: Path):
    return partial(brief_in, tmp_path)


def test_a_side_without_a_voice_is_a_gap(brief_of):
    brief = brief_of(MET + "Icelandic Prime Minister Jon Marsh said the customs union with Norway was dead and buried.")
    assert [gap for gap in brief.gaps if "account" in gap] == [
        "No Norwegian account found: no account, quote or position of the Norwegian side alone."
    ]


def test_an_invitation_is_no_voice_of_the_side_that_sends_it(brief_of):
    told = "Iceland invited Norway to join the cod council in Reykjavik."
    assert accounts_missing(brief_of(f"{MET}{told}")) == accounts_missing(brief_of(MET))


def test_what_a_side_is_accused_of_is_no_voice_of_it(brief_of):
    accused = "The Norwegian cabinet blamed Iceland last week for ignoring the cod limits and hiding its catch."
    assert any(gap.startswith("No Icelandic account") for gap in brief_of(MET + accused).gaps)


def test_a_body_that_is_quoted_is_a_voice_of_its_side(brief_of):
    said = "The Norwegian embassy to Iceland announced that the library would be shut for the winter."
    gaps = brief_of(MET + said).gaps
    assert not any(gap.startswith("No Norwegian account") for gap in gaps)
    assert any(gap.startswith("No Icelandic account") for gap in gaps)


def accounts_missing(brief: Brief) -> list[str]:
    return [gap.split()[1] for gap in brief.gaps if "account" in gap]


@pytest.mark.parametrize(
    ("sentence", "missing"),
    [
        ("The two ministers reaffirmed their support for the customs union of the north.", ["Norwegian", "Icelandic"]),
        ("Both sides want to go on, one diplomat said.", ["Norwegian", "Icelandic"]),
        ("Marsh said the customs union was dead, and the two sides agreed to bury it.", ["Norwegian"]),
        ("“It is dead,” Marsh said. “It may rise again,” said Stone.", []),
        ("The Norwegian Cod Council (NCC), a body of skippers, in Oslo said it was late.", ["Icelandic"]),
        ("The Norwegian embassy declined to say who was asked. Marsh said that was a pity.", ["Norwegian"]),
        ("The Norwegian foreign ministry did not comment. Iceland said it would lower the tariffs.", ["Norwegian"]),
    ],
)
def test_every_side_without_a_word_of_its_own_is_a_gap(brief_of, sentence, missing):
    assert accounts_missing(brief_of(MET + sentence)) == missing


def test_a_gathering_of_many_is_no_meeting_of_the_two(brief_of):
    alone = "No meeting of the two sides alone is reported."
    met = "Norwegian Prime Minister Ada Stone and Icelandic Prime Minister Jon Marsh attended the {} in Oslo on Monday."
    for gathering, many in (
        ("summit of the Arctic Council", True),
        ("NATO summit", True),
        ("Norway-Iceland Summit", False),
    ):
        brief = brief_of(f"{met.format(gathering)} Norway and Iceland want cod.")
        assert brief.meeting.kind == "summit"
        assert (alone in brief.gaps) is many


def test_a_tie_wished_with_others_is_no_ask(brief_of):
    wishes = (
        "Icelandic Prime Minister Jon Marsh said Iceland wants to keep its trade relations with {} in the coming years."
    )
    assert not [entry for entry in brief_of(MET + wishes.format("the south of the world")).positions if entry.ask]
    assert [entry for entry in brief_of(MET + wishes.format("Norway")).positions if entry.ask]


def test_a_topic_is_a_gap_where_the_desk_waits_for_it(brief_of):
    quiet = brief_of(MET)
    assert not [gap for gap in quiet.gaps if "material" in gap]
    waiting = brief_of(MET, profile=DESK.format(date="2026-03-01").replace("trade", "energy"))
    assert "No material on: Energy." in waiting.gaps
    named = brief_of(MET, profile="topics:\n  puffins: {title: Puffins, any: [puffins]}\n")
    assert "No material on: Puffins." in named.gaps


OLD = """Norway and Iceland met over cod

1 March 2025

Norwegian Foreign Minister Ada Stone met Icelandic Prime Minister Jon Marsh in Oslo on Saturday. {said}
"""
SAID = "Marsh said the customs union with Norway was dead and buried."


@pytest.mark.parametrize(
    ("then", "now", "gap"),
    [
        # what it said at a meeting before is no word of it on this one
        (SAID, "", "No Icelandic account of this meeting found: the only Icelandic statements are from before it."),
        (SAID, SAID, None),
        ("", SAID, None),
        ("", "", "No Icelandic account found: no account, quote or position of the Icelandic side alone."),
    ],
)
def test_a_voice_is_one_of_the_meeting_the_brief_is_for(tmp_path, then, now, gap):
    (tmp_path / "old.txt").write_text(OLD.format(said=then), encoding="utf-8")
    brief = brief_in(tmp_path, MET + now, profile="window: 600d\n")
    assert len(brief.sources) == 2
    assert [one for one in brief.gaps if "Icelandic account" in one] == ([gap] if gap else [])


TOLD = "Both sides stressed that the fish tariffs must be lifted, a Norwegian foreign ministry source said."
ELSEWHERE = "\n\nIceland wants more jazz festivals in Norway, Jon Marsh said."


@pytest.mark.parametrize(
    ("more", "missing"),
    [
        ("", False),  # no Icelandic account at all is what is missing
        (ELSEWHERE, True),
        (f"{ELSEWHERE}\n\nIceland wants lower tariffs on Norwegian gas, Jon Marsh said.", False),
        (f"{ELSEWHERE}\n\nNorway wants lower tariffs on gas, Ada Stone said.", True),
    ],
)
def test_what_one_side_says_of_both_is_no_word_of_the_other(brief_of, more, missing):
    brief = brief_of(MET + TOLD + more)
    (told,) = [entry for entry in brief.agenda if entry.as_told_by]
    assert told.by == ("Norway", "Iceland")
    gap = (
        "No word of the Icelandic side itself found on what the Norwegian side alone tells of both: Trade and economy."
    )
    assert (gap in brief.gaps) is missing
