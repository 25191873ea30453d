"""Agenda items and positions, case by case: what is found in a story of our own making."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from specfile import Case, cases

from briefgen.articles import read_page
from briefgen.extract import extract
from briefgen.extract.cuewords import find_cue_words
from briefgen.lexicon import Lexicon, load_lexicon
from briefgen.model import Findings, Page, Sentence, Span
from briefgen.packs import Packs, load_packs
from briefgen.text import fold


@cache
def _knowledge() -> tuple[Packs, Lexicon]:
    return load_packs(), load_lexicon()


def findings(text: str) -> Findings:
    """What is found in a page with one story."""
    (article,) = read_page(Page(path="case.txt", text=text, sha256="", encoding="utf-8"))
    return extract(article, *_knowledge())


@pytest.mark.parametrize("case", [*cases("agenda.md"), *cases("agenda-further.md")])
def test_agenda(case: Case, agrees):
    found = findings(case.plain)
    lines = []
    for item in found.items:
        assert item.sentence.holds(item.span)
        lines.append(f"{item.status}: {item.span.of(case.plain)}")
    agrees(case, expected=lines)


@pytest.mark.parametrize("case", cases("statements.md"))
def test_statements(case: Case, agrees):
    agrees(case, expected=[statement.span.of(case.plain) for statement in findings(case.plain).statements])


@pytest.mark.parametrize("case", cases("positions.md"))
def test_positions(case: Case, agrees):
    found = findings(case.plain)
    lines = [f"{position.actor.name} ({position.rule.partition(': ')[2]})" for position in found.positions]
    agrees(case, expected=lines)


PIECES = (
    "call",
    "phone",
    "video",
    "lunch",
    "working",
    "talk",
    "s",
    "é",
    "ж",
    "ß",
    "_",
    "7",
    " ",
    "\n",
    "-",
    "’",
    "… ",
    "“",
)


@given(st.lists(st.sampled_from(PIECES), max_size=20))
def test_the_scan_finds_what_a_search_for_every_word_finds(pieces: list[str]):
    """Whole words only, whatever letters and marks stand beside them, those that share letters too."""
    view, lexicon = fold("".join(pieces)), _knowledge()[1]
    whole = Span(0, len(view))
    found = find_cue_words(view, (Sentence(span=whole, paragraph=1),), lexicon)["meetings.nouns"]
    words = {rf"(?<!\w){re.escape(fold(word))}(?!\w)" for word in lexicon.words("meetings.nouns")}
    searched = [hit.span() for word in words for hit in re.finditer(word, view)]
    assert found.get(0, []) == sorted(searched, key=lambda hit: (hit[0], -hit[1]))


def test_text_without_full_stops_tells_of_no_meetings_items_and_positions():
    """Nobody can say who does what in it; its neighbours are read all the same."""
    one = "Norway will hold talks with Sweden in Oslo and Norway called for peace"
    found = findings(f"{' and '.join([one] * 30)}.\n\n{one}.")
    facts = (*found.meetings, *found.items, *found.positions)
    assert len({type(fact) for fact in facts}) == 3
    assert {fact.paragraph for fact in facts} == {2}
