"""Files to articles: pages are read, split into stories, labelled and dated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from briefgen.articles.credits import read_credits
from briefgen.articles.dates import article_date, from_siblings
from briefgen.articles.furniture import label_story
from briefgen.articles.language import Foreign, by_language
from briefgen.articles.lines import look, read_lines
from briefgen.articles.readers import read_pages
from briefgen.articles.split import split_page
from briefgen.articles.whens import find_whens
from briefgen.articles.wrapped import join_wrapped, without_line_ends
from briefgen.errors import Problem
from briefgen.lexicon import Lexicon, load_lexicon
from briefgen.model import PROSE, Article, Page, Span, When

__all__ = ["Foreign", "Reading", "read_articles", "read_page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a run read."""

    articles: tuple[Article, ...]
    pages: tuple[Page, ...]
    problems: tuple[Problem, ...]  # files that could not be read, and why
    root: Path = Path()  # the folder that the paths of pages and articles are below
    foreign: tuple[Foreign, ...] = ()  # articles in a language that there are no word lists for


def read_articles(paths: Sequence[Path]) -> Reading:
    """Every article in some files and folders, in order of path.

    Raises:
        InputError: a path does not exist.
    """
    root, pages, problems = read_pages(paths)
    lexicon = load_lexicon()
    articles, foreign = by_language([article for page in pages for article in read_page(page, lexicon)], lexicon)
    return Reading(articles=articles, pages=pages, problems=problems, root=root, foreign=foreign)


def read_page(page: Page, lexicon: Lexicon | None = None) -> tuple[Article, ...]:
    """The articles on one page, in order: a function of the page and the word lists alone."""
    words = lexicon or load_lexicon()
    text = page.text
    lines = join_wrapped(text, read_lines(text, words), lambda span, gap: look(text, span, gap, words))
    unbroken = without_line_ends(text, lines)
    stories = split_page(text, lines, words)
    labelled = [label_story(text, story, words) for story in stories]
    dates = from_siblings(text, [article_date(text, blocks, words) for blocks in labelled], words)
    articles = []
    for number, (story, blocks, dated) in enumerate(zip(stories, labelled, dates, strict=True), 1):
        credit = read_credits(text, blocks, words)
        prose = [block.span for block in blocks if block.kind in PROSE]
        articles.append(
            Article(
                id=f"{page.path}/{number}",
                path=page.path,
                sha256=page.sha256,
                text=text,
                span=story.span,
                blocks=blocks,
                title=credit.title,
                title_basis=credit.title_basis,
                publisher=credit.publisher,
                byline=credit.byline,
                dateline=credit.dateline,
                filed=credit.filed,
                date=dated,
                whens=_whens(text, prose, words),
                unbroken=unbroken,
            )
        )
    return tuple(articles)


def _whens(text: str, spans: Sequence[Span], lexicon: Lexicon) -> tuple[When, ...]:
    return tuple(when for span in spans for when in find_whens(text, span, lexicon))
