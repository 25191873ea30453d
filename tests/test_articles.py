"""The stories of the seeds, and what holds for every page whatever it says."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefgen.articles import Reading, read_articles, read_page
from briefgen.articles.readers import record
from briefgen.model import PROSE, Article, Page, Span
from briefgen.text import fold, squeeze

_FACTS = (Path(__file__).parent / "data" / "seeds_facts.yaml").read_text(encoding="utf-8")
FACTS = yaml.load(_FACTS, yaml.CBaseLoader)  # noqa: S506 - the loader makes nothing but strings


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read_articles([Path(__file__).parent.parent / "seeds"])


def test_the_seeds_are_read_without_a_problem(reading: Reading) -> None:
    assert reading.problems == ()
    assert [page.path for page in reading.pages] == sorted(FACTS["stories"])


@pytest.mark.parametrize("path", sorted(FACTS["stories"]))
def test_the_stories_of_a_seed(path: str, reading: Reading) -> None:
    found = [article for article in reading.articles if article.path == path]
    wanted = FACTS["stories"][path]
    assert len(found) == len(wanted)
    for article, fact in zip(found, wanted, strict=True):
        title = squeeze(article.title.of(article.text))
        assert title == fact.get("title", title)
        assert title.startswith(fact.get("lede_prefix", ""))
        assert title.endswith("." if "lede_prefix" in fact else "")
        assert article.title_basis == fact.get("title_basis", "headline")
        assert (article.dateline, article.byline) == (fact.get("dateline", ""), fact.get("byline", ""))
        assert article.publisher == fact.get("publisher", "")
        assert (str(article.date.day), article.date.basis) == _on_the_page(fact, alone=len(wanted) == 1)


def _on_the_page(fact: dict[str, str], *, alone: bool) -> tuple[str, str]:
    """What the page itself tells of a date: a single story's is inferred only later, from other pages."""
    return ("None", "unknown") if alone and fact["date_basis"] == "inferred" else (fact["date"], fact["date_basis"])


def test_a_date_taken_from_the_other_stories_says_so(reading: Reading) -> None:
    reasons = {article.date.reason for article in reading.articles if article.date.basis == "inferred"}
    assert reasons == {"taken from the page's other stories"}


@pytest.mark.parametrize("line", FACTS["furniture"])
def test_furniture_of_the_seeds_is_no_prose(line: str, reading: Reading) -> None:
    found = [
        block
        for article in reading.articles
        for block in article.blocks
        if (written := block.span.of(article.text)) == line or (len(line) > 20 and written.startswith(line))
    ]
    assert found
    assert not [block for block in found if block.kind in PROSE]


@pytest.mark.parametrize(
    ("kind", "start"),
    [
        ("caption", "U.S. Secretary of State Marco Rubio shakes hands"),
        ("sub-heading", "RUSSIA IMPACT"),
        ("date-header", "Updated 15 min 13 sec ago"),
        ("standfirst", "• Ties between the US and Turkiye have drifted away"),
        ("standfirst", "• Turkish foreign minister meets Rubio in Washington"),
        ("publisher", "(MENAFN- Khaama Press)"),
        ("dateline", "ANKARA/WASHINGTON:"),
    ],
)
def test_the_parts_of_the_seeds_have_their_labels(kind: str, start: str, reading: Reading) -> None:
    blocks = [(block, article.text) for article in reading.articles for block in article.blocks]
    assert {block.kind for block, text in blocks if block.span.of(text).startswith(start)} == {kind}


PIECES = """
Norland/talks/on the strait/3 March 2025/By Ada Stone/Updated/OSTVIK:/(Reuters) -/•/1./date 2025-03-24/Short Url/Follow/
-----/* * */HIGHLIGHTS/Related stories/Subject:/said./©/“/”/\t/\x1b[31m/\u00a0/İ/Document 2 of 5/15 min ago/
31 February 2025/(/)/#/,/—/|/>"""
WORDS = st.sampled_from(PIECES.replace("\n", "").split("/"))
LINES = st.lists(WORDS, max_size=12).map(" ".join)
PAGES = st.one_of(
    st.text(max_size=400),
    st.lists(st.one_of(LINES, st.just(""), LINES.map(lambda line: line * 20)), max_size=25).map("\n".join),
).map(record)


def articles(text: str) -> tuple[Article, ...]:
    return read_page(Page(path="page.txt", text=text, sha256="", encoding="utf-8"))


def rest(text: str, spans: list[Span]) -> str:
    """What of a text no span holds."""
    ends = [0, *(span.end for span in spans)]
    starts = [*(span.start for span in spans), len(text)]
    return "".join(text[end:start] for end, start in zip(ends, starts, strict=True))


@given(PAGES)
def test_stories_and_blocks_hold_a_page_in_order_and_lose_nothing(text: str) -> None:
    found = articles(text)
    blocks = [block for article in found for block in article.blocks]
    ends = [0, *(block.span.end for block in blocks)]
    assert all(end <= block.span.start < block.span.end for end, block in zip(ends, blocks, strict=False))
    assert not rest(text, [block.span for block in blocks]).strip()
    assert not rest(text, [article.span for article in found]).strip()
    assert all(article.span.holds(block.span) for article in found for block in article.blocks)


@given(PAGES)
def test_what_is_said_of_an_article_stands_in_it(text: str) -> None:
    for article in articles(text):
        assert article.span.holds(article.title)
        assert article.title.of(text).strip()
        assert article.byline in squeeze(text)
        assert article.dateline in text
        assert (article.date.day is None) == (article.date.basis == "unknown")
        prose = [block for block in article.blocks if block.kind in PROSE]
        assert [block.paragraph for block in prose] == list(range(1, len(prose) + 1))
        assert all(any(block.span.holds(when.span) for block in prose) for when in article.whens)


@given(PAGES)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert articles(text) == articles(text)


def test_every_page_without_white_space_only_has_an_article() -> None:
    assert len(articles("…")) == 1
    assert articles(" \n\t") == ()


def test_a_line_of_nothing_but_dates_is_read_to_its_end() -> None:
    (article,) = articles(" date 2025-03-24" * 5000 + " Norland is ready for talks on the strait, she said.")
    assert [block.kind for block in article.blocks].count("date-header") == 5000
    assert article.blocks[-1].span.of(article.text) == "Norland is ready for talks on the strait, she said."


@pytest.mark.parametrize("text", ["“Şığ—”\t`Ñ`", "Ж–“é”", "".join(map(chr, range(0x3000)))])
def test_a_folded_text_is_folded_character_by_character(text: str) -> None:
    assert fold(text) == "".join(map(fold, text))
