"""``briefgen extract`` looks for no more than it prints, and prints what all that a brief needs would have given."""

from __future__ import annotations

import pytest
from commandline import ROOT

from briefgen.articles import read_articles
from briefgen.cli.extract import as_data
from briefgen.extract import extract, extract_quotes, with_meetings
from briefgen.link import link, telling

FOLDERS = [ROOT / "seeds", *sorted((ROOT / "tests" / "golden").glob("*/input"))]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.relative_to(ROOT)))
def test_dates_and_speakers_are_those_that_a_brief_has(folder, packs, lexicon):
    articles = read_articles([folder]).articles
    dating = telling(articles)
    found = tuple(extract_quotes(article, packs, lexicon) for article in articles)
    told = tuple(with_meetings(one, lexicon) if one.article.id in dating else one for one in found)
    whole = tuple(extract(article, packs, lexicon) for article in articles)
    assert [as_data(one) for one in link(told)] == [as_data(one) for one in link(whole)]


def test_without_the_meetings_an_undated_article_would_stay_undated(packs, lexicon):
    articles = read_articles([ROOT / "tests" / "golden" / "undated" / "input"]).articles
    found = tuple(extract_quotes(article, packs, lexicon) for article in articles)
    told = tuple(with_meetings(one, lexicon) for one in found)
    assert [one.article.date.basis for one in link(found)] == ["stated", "unknown"]
    assert [one.article.date.basis for one in link(told)] == ["stated", "inferred"]
    assert telling(articles) == {article.id for article in articles}


def test_where_every_article_is_dated_no_meeting_is_looked_for():
    articles = read_articles([ROOT / "tests" / "golden" / "held" / "input"]).articles
    assert articles
    assert telling(articles) == frozenset()
