"""Agenda items and positions, case by case: what is found in a story of our own making."""

from __future__ import annotations

from functools import cache

import pytest
from specfile import Case, cases

from briefgen.articles import read_page
from briefgen.extract import extract
from briefgen.lexicon import Lexicon, load_lexicon
from briefgen.model import Findings, Page
from briefgen.packs import Packs, load_packs


@cache
def _knowledge() -> tuple[Packs, Lexicon]:
    return load_packs(), load_lexicon()


def findings(text: str) -> Findings:
    """What is found in a page with one story."""
    (article,) = read_page(Page(path="case.txt", text=text, sha256="", encoding="utf-8"))
    return extract(article, *_knowledge())


@pytest.mark.parametrize("case", cases("agenda.md"))
def test_agenda(case: Case, agrees):
    found = findings(case.plain)
    lines = []
    for item in found.items:
        assert item.sentence.holds(item.span)
        lines.append(f"{item.status}: {item.span.of(case.plain)}")
    agrees(case, expected=lines)


@pytest.mark.parametrize("case", cases("positions.md"))
def test_positions(case: Case, agrees):
    found = findings(case.plain)
    lines = [f"{position.actor.name} ({position.rule.partition(': ')[2]})" for position in found.positions]
    agrees(case, expected=lines)
