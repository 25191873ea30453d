"""When two lines tell of one subject, and what must never be merged."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from specfile import Case, cases

from briefgen.lexicon import load_lexicon
from briefgen.match.sameness import same_subject, subject_of
from briefgen.model import AgendaEntry
from briefgen.pipeline import Request, make_brief
from briefgen.profile import load_profile
from briefgen.resources import Workspace

HEAD = """Peru and Kenya talk
25 March 2026

Kenyan Foreign Minister Daniel Otieno met Peruvian Foreign Minister Ana Quispe in Lima on Tuesday.

"""
LIFTED = "The two ministers discussed the lifting of the ban on tea."
WHOLE = "The two ministers discussed the lifting of the old ban on tea, the ministry said when the guests had left."


@pytest.mark.parametrize("case", cases("sameness.md"))
def test_sameness(case: Case, agrees):
    lexicon = load_lexicon()
    lines = [subject_of(line, lexicon) for line in case.plain.splitlines()]
    found = {same_subject(one, other, lexicon) for one, other in permutations(lines)}
    assert len(found) == 1  # whichever stands first
    agrees(case, expected=["one" if found.pop() else "two"])


def agenda(folder: Path, *stories: str) -> tuple[AgendaEntry, ...]:
    """The agenda of a brief on stories that go on so, each under a byline or credit of its own."""
    profile = folder / "pair.yaml"
    profile.write_text("title: Peru–Kenya\nsides:\n  - country: PE\n  - country: KE\n", encoding="utf-8")
    for number, text in enumerate(stories):
        (folder / f"{number}.txt").write_text(text + "\n", encoding="utf-8")
    request = Request(articles=tuple(sorted(folder.glob("*.txt"))), as_of=date(2026, 3, 31))
    return make_brief(load_profile(profile, Workspace(folder)), request).brief.agenda


def test_a_subject_told_twice_in_one_story_is_one_item(tmp_path):
    (item,) = agenda(tmp_path, HEAD + f"{LIFTED}\n\nIt rained.\n\n{WHOLE}")
    assert item.text == "the lifting of the old ban on tea"
    assert item.outlets == 1


def test_two_outlets_with_one_subject_are_one_item_with_both_sources(tmp_path):
    (item,) = agenda(
        tmp_path, HEAD + LIFTED, HEAD + f"It rained on the guests and on the guards of the hall.\n\n{WHOLE}"
    )
    assert {mark.source for mark in item.marks} == {1, 2}
    assert item.outlets == 2


def test_a_wire_story_in_two_papers_is_one_outlet(tmp_path):
    credited = HEAD.replace("25 March 2026", "25 March 2026\n\n(Reuters)")
    (item,) = agenda(tmp_path, credited + LIFTED, credited + f"It rained on the guests in the hall.\n\n{WHOLE}")
    assert {mark.source for mark in item.marks} == {1, 2}
    assert item.outlets == 1


def test_a_sentence_that_two_papers_have_word_for_word_is_one_outlet(tmp_path):
    more = "It rained on the guests and on the guards of the hall, and the ministers left by the back door at dusk. "
    (item,) = agenda(tmp_path, HEAD + WHOLE, HEAD + f"{more}\n\n{more[::-1]}\n\n{WHOLE}")
    assert {mark.source for mark in item.marks} == {1, 2}
    assert item.outlets == 1


def test_what_is_to_come_is_not_one_with_what_was(tmp_path):
    ahead = LIFTED.replace("discussed", "will discuss")
    assert len(agenda(tmp_path, HEAD + f"{LIFTED}\n\n{ahead}")) == 2
