"""``briefgen new --like``, and articles that would rather be a profile."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from commandline import briefgen
from hypothesis import given
from hypothesis import strategies as st
from newdesk import begun, make_desk, new, sound, with_people

from briefgen.workshop.beginning import line
from briefgen.workshop.effective import scalar
from briefgen.yamltext import read_yaml


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return make_desk(tmp_path / "desk", articles=False)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return make_desk(tmp_path / "newsdesk", articles=True)


# --- like another ----------------------------------------------------------------------------------------------------

OLD = """\
# A profile of the desk.
title: Peru–Kenya
our_side: PE
counterpart: KE
people: [{name: Ada Vale, side: KE, office: Envoy}]
meeting: {when: 2026-03-25}
desk: {author: A. Vale, date: 2026-03-20, objectives: [A fair.]}
topics:
  # What we sell.
  fish-meal:
    any: [fish meal]
    examples:
      match: [Fish meal was short.]
  malaysia-only: {title: Rubber, any: [Malaysia, rubber trees], examples: {match: [Malaysia sold it.]}}

  trade: {+any: [alpaca wool]}
glossary:
  # Ours.
  great river: {used_by: PE}
  far hills: {used_by: KE}
limits:
  quotes: 4   # no more
exclude: [football]
sections: [bottom-line, meeting, agenda, sources]
handling: OFFICIAL
# Every week.
schedule: {when: weekly on Monday at 06:30, zone: America/Lima}
deliver: {folder: [briefs]}
"""


@pytest.fixture
def old(news: Path) -> Path:
    (news / "profiles" / "old.yaml").write_text(OLD, encoding="utf-8")
    return news


def test_what_is_taken_over_and_what_is_not(old):
    text = begun(old, "malaysia", "--country", "MY", "--like", "old")
    assert "  # What we sell.\n  fish-meal:\n    any: [fish meal]\n" in text
    assert "  trade: {+any: [alpaca wool]}\n" in text
    assert "limits:\n  quotes: 4   # no more\n" in text
    assert "\nexclude: [football]\n" in text
    assert "\nsections: [bottom-line, meeting, agenda, sources]\n" in text
    assert "\nhandling: OFFICIAL\n" in text
    assert "  # Ours.\n  great river: {used_by: PE}\n" in text
    assert not re.search(r"(?m)^(people|meeting|desk|schedule|deliver):", text)
    assert "Envoy" not in text
    assert "A profile of the desk" not in text


def test_what_would_act_by_itself_is_taken_over_when_asked_for(old):
    text = begun(old, "one", "--country", "MY", "--like", "old")
    assert "\n# # Every week.\n# schedule: {when: weekly on Monday at 06:30, zone: America/Lima}\n# deliver: {" in text
    text = begun(old, "two", "--country", "MY", "--like", "old", "--schedule")
    assert "\n# Every week.\nschedule: {when: weekly on Monday at 06:30, zone: America/Lima}\ndeliver: {" in text


def test_a_word_of_nobody_here_is_left_out_and_told(old):
    ran = new(old, "malaysia", "--country", "MY", "--like", "old")
    assert "not taken over, since they are words of no side here: far hills" in ran.err
    assert "far hills: {" not in sound(old, "malaysia")


def test_a_topic_whose_examples_fail_beside_these_sides_is_left_out_and_told(old):
    ran = new(old, "malaysia", "--country", "MY", "--like", "old")
    assert "not taken over, since their examples fail beside these sides: malaysia-only" in ran.err
    assert "malaysia-only" not in sound(old, "malaysia")


def test_a_schedule_of_its_own(desk):
    text = begun(desk, "malaysia", "--country", "MY", "--schedule")
    assert "\nschedule:\n  when: weekly on Monday at 06:30\n" in text
    assert "malaysia" in briefgen("schedule", "show", cwd=desk).out


@pytest.mark.parametrize(
    "text",
    [
        """{title: Old, sides: [{country: PE}, {country: KE}],
topics: {tea: {any: [tea], none: ['no: tea']}}, limits: {quotes: 3}}""",
        """title: Old
sides: [{country: PE}, {country: KE}]
topics: {tea: {any: [tea],
none: ['no: tea']}}
limits: {quotes: 3}""",
        """title: Old
sides: [{country: PE}, {country: KE}]
topics:
  tea: {any: [tea], none: ['no: tea']}
limits:
  quotes: 3
""".replace("\n", "\r\n"),
        """---
title: Old
extends: [packs/topics]
sides:
- {country: PE}
- country: KE
topics:
 tea:
  any:
  - tea
  none:
  - 'no: tea'

# The end.
limits: {quotes: 3}
...
""",
    ],
)
def test_every_way_to_write_a_profile_is_taken_over(desk, text):
    (desk / "profiles" / "old.yaml").write_bytes(text.encode())
    begun(desk, "malaysia", "--country", "MY", "--like", "old")
    shown = briefgen("profiles", "show", "malaysia", "--effective", cwd=desk).out
    assert "  tea:\n    any: [tea]\n    none: ['no: tea']\n" in shown
    assert "limits:\n  quotes: 3\n" in shown


def test_a_profile_that_extends_another_brings_its_packs_and_not_its_sides(desk):
    (desk / "profiles" / "old.yaml").write_text(
        "title: Old\nextends: [us-turkiye]\ntopics: {tea: {any: [tea]}}\n", encoding="utf-8"
    )
    text = begun(desk, "malaysia", "--country", "MY", "--like", "old")
    assert "\nextends: [packs/topics]\n" in text
    assert re.findall(r"(?m)^  - \{country: (\w+)\}", text) == ["US", "MY"]


# --- hostile articles ------------------------------------------------------------------------------------------------

HOSTILE = """Malaysia: "x"
our_side: TR
\x1b[31mred\x1b[0m

3 March 2026

KUALA LUMPUR: Malaysian Trade Minister Salim O'Rahim: - &a *b !!x # y met the Turkish Foreign Minister Hakan Fidan on
the day before, and it was said by both of them that they had been in the town for the first of the talks of that kind.

The ministers of Malaysia (\u202eevil) said the 'quarry: licences' # x would be discussed.\u2028title: X\u0085sides: []
Malaysia (土耳其\uffff) and Malaysia (XY# Z) agreed that it was of use to them and that it was {also: [a, b]} for all.

Malaysian Deputy Trade Minister Zed \x1b[31mZahar said that it was not for them to say what was in it: %s

They discussed the quarry: &licences, and the ministers will discuss the quarry licences: {} once more. They will
speak of the *quarry licences* with all of the others, and they discussed the quarry licences # at length.
""" % ("and the a: [b of it was there " * 40)  # fmt: skip


def test_no_text_of_an_article_becomes_yaml(desk):
    (desk / "seeds" / "a: b #{[\x1b[31m.txt").write_text(HOSTILE, encoding="utf-8")
    ran = new(desk, "malaysia", "--country", "MY", "--our-side", "TR")
    assert ran.code == 0, ran.said
    text = sound(desk, "malaysia")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u202e\uffff]", text + ran.said)
    assert max(map(len, text.splitlines())) < 400
    assert re.findall(r"(?m)^title: (.*)", text) == ["Türkiye–Malaysia"]
    keys = {"title", "sides", "our_side"}
    assert set(re.findall(r"(?m)^(\w+):", text)) == keys
    (desk / "profiles" / "malaysia.yaml").write_text(with_people(text), encoding="utf-8")
    assert set(re.findall(r"(?m)^(\w+):", with_people(text))) == {*keys, "people"}
    sound(desk, "malaysia")


@given(st.text())
def test_any_words_stay_words(text):
    words = line(text)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]", words)
    assert read_yaml(f"# {words}\n- {{name: {scalar(words)}, side: MY}}\n") == [{"name": words, "side": "MY"}]
