"""``briefgen extract`` looks for no more than it prints, and prints what all that a brief needs would have given."""

from __future__ import annotations

import pytest
from commandline import ROOT

from briefgen.articles import read_articles, read_page
from briefgen.cli.extract import as_data
from briefgen.extract import extract, extract_quotes, with_meetings
from briefgen.link import link, telling
from briefgen.model import Page

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


WRAPPED = """\
Norway and Iceland agree on the herring

OSLO, 3 March - The Norwegian minister of fisheries, Kari Lindqvist
Moen, received her colleague from Iceland, the minister Jon Ari
Sveinsson, in Oslo on Monday to talk about the herring and about the
boats that had stayed out in the storms of the winter.

"We have never lost a boat to the other side in all these years," Mr
Sveinsson said. "We want the line in the north to be a quiet one," he
told reporters, and in the evening, with snow on the quay, Kari
Lindqvist Moen told him that she was "glad to hear all this from a
neighbour".
"""


def test_a_name_and_a_tag_broken_by_the_end_of_a_line_are_read_whole(packs, lexicon):
    (broken,) = read_page(Page(path="a.txt", sha256="", text=WRAPPED, encoding="utf-8"), lexicon)
    found = extract(broken, packs, lexicon)
    assert [(one.speaker.name, one.confidence) for one in found.quotes if one.speaker] == [
        ("Jon Ari Sveinsson", "strong"),
        ("Jon Ari Sveinsson", "strong"),
        ("Kari Lindqvist Moen", "strong"),
    ]
    assert found.article is broken  # the text of record keeps its line ends
    assert "\n" in found.quotes[-1].content.of(broken.text)


def test_a_page_of_whole_paragraphs_is_its_own_unbroken_text(lexicon):
    text = "Kolas lands\n\nMarta Kolas landed.\nIt rained.\n"
    (whole,) = read_page(Page(path="a.txt", sha256="", text=text, encoding="utf-8"), lexicon)
    assert not whole.unbroken
