"""Which story counts for a pair, and what is said of those that do not."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from specfile import Case, cases

from briefgen.articles import read_page
from briefgen.articles.readers import read_bytes
from briefgen.extract import extract
from briefgen.lexicon import load_lexicon
from briefgen.link import link
from briefgen.match import Story, match
from briefgen.model import Page
from briefgen.packs import load_packs
from briefgen.profile import Profile, load_profile
from briefgen.resources import Workspace


@cache
def pair() -> Profile:
    with TemporaryDirectory() as folder:
        Path(folder, "pair.yaml").write_text("title: Peru–Kenya\nsides:\n  - country: PE\n  - country: KE\n", "utf-8")
        return load_profile(Path(folder, "pair.yaml"), Workspace(Path(folder)))


def stories(text: str) -> tuple[Story, ...]:
    page = read_bytes(text.encode(), "page.txt")
    assert isinstance(page, Page)
    found = tuple(extract(article, load_packs(), load_lexicon()) for article in read_page(page))
    return match(pair(), link(found)).stories


@pytest.mark.parametrize("case", cases("relevance.md"))
def test_a_story_counts_or_the_reason_is_said(case: Case, agrees: Callable[..., None]) -> None:
    agrees(case, expected=[story.dyad.missing or "used" for story in stories(case.plain)])


def test_every_condition_shows_and_the_first_unmet_one_is_the_reason() -> None:
    (story,) = stories(
        "Kenya opens a road\n\nKenyan Foreign Minister Daniel Otieno opened a road in Nairobi on Monday."
    )
    unmet = [condition for condition in story.dyad.conditions if not condition.met]
    assert story.dyad.missing == unmet[0].lacking == "does not name both sides"
    assert len({condition.name for condition in story.dyad.conditions}) == len(story.dyad.conditions) == 12
