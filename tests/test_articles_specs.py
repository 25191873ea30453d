"""Pages of made-up news: their stories, the labels of their parts, and their dates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from specfile import Case, arrow, cases, mark

from briefgen.articles import read_page
from briefgen.articles.readers import read_bytes
from briefgen.articles.whens import find_whens, resolve
from briefgen.model import Article, Page, Span
from briefgen.text import squeeze

TAGS = {
    "date-header": "date",
    "publisher": "publisher",
    "headline": "headline",
    "repeated-headline": "again",
    "standfirst": "standfirst",
    "byline": "byline",
    "dateline": "dateline",
    "lede": "lede",
    "body": "body",
    "sub-heading": "sub",
    "caption": "caption",
    "furniture": "furniture",
}
DAY = date(2025, 3, 26)  # a Wednesday: the day of the articles in dates.md


def articles(text: str) -> tuple[Article, ...]:
    page = read_bytes(text.encode(), "page.txt")
    assert isinstance(page, Page)
    return read_page(page)


@pytest.mark.parametrize("case", cases("split.md"))
def test_a_page_is_its_stories(case: Case, agrees: Callable[..., None]) -> None:
    agrees(case, expected=[squeeze(article.title.of(article.text)) for article in articles(case.plain)])


@pytest.mark.parametrize("case", cases("furniture.md"))
def test_every_part_of_a_story_is_labelled(case: Case, agrees: Callable[..., None]) -> None:
    spans: dict[str, Span] = {}
    for article in articles(case.plain):
        for block in article.blocks:
            tag = TAGS[block.kind]
            spans[f"{tag}{sum(one.startswith(tag) for one in spans) + 1}"] = block.span
    agrees(case, text=mark(case.plain, spans))


@pytest.mark.parametrize("case", [case for case in cases("dates.md") if case.values[0].expected is None])
def test_a_date_in_prose_is_the_day_it_means(case: Case, agrees: Callable[..., None]) -> None:
    agrees(case, text="\n".join(arrow(text, _days(text)) for text, _ in case.arrows))


def _days(text: str) -> str:
    """Every date of a line with the days it means; "(future)" and "(undated)" before it set tense and anchor."""
    tense = "future" if text.startswith("(future)") else ""
    anchor = None if text.startswith("(undated)") else DAY
    found = []
    for when in find_whens(text, Span(0, len(text))):
        days = resolve(when, anchor, tense=tense)
        meant = "unknown" if days is None else str(days[0]) if days[0] == days[1] else f"{days[0]} to {days[1]}"
        found.append(f"{when.span.of(text)}: {meant}")
    return "; ".join(found)


@pytest.mark.parametrize("case", [case for case in cases("dates.md") if case.values[0].expected is not None])
def test_an_article_has_the_date_its_page_states(case: Case, agrees: Callable[..., None]) -> None:
    agrees(case, expected=[_stated(article) for article in articles(case.plain)])


def _stated(article: Article) -> str:
    return " ".join(filter(None, (str(article.date.day or ""), article.date.basis, article.date.reason)))
