"""What is asked of ``explain``, and what it answers: an id, an article, a line of a file, or words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from briefgen.articles.readers import is_article
from briefgen.errors import InputError, Location, Problem, UsageError
from briefgen.match import Story
from briefgen.model import Article, Block, Page, Span
from briefgen.text import fold, squeeze
from briefgen.workshop.answers import Answer
from briefgen.workshop.reasons import Reasons

_PLACE = re.compile(r"(.+):(\d{1,9})", re.ASCII)
_ID = re.compile(r"[a-z][0-9a-f]{8}")
_MARKS = "“”\"'‘’ "


def answers(reasons: Reasons, item: str | None) -> Iterator[Answer]:
    """Everything that is known of what was asked about; of all articles and finds, without advice, where nothing was.

    Raises:
        InputError: an article file that was not read.
        UsageError: there is no such id or line, several files have the name, or no article says the words.
    """
    if item is None:
        return _everything(reasons, (*reasons.stories, *reasons.foreign), advise=False)
    chosen = [choice for choice in reasons.made.selection.choices if choice.id == item]
    if chosen:
        return (reasons.find(choice, advise=True) for choice in chosen)
    if item in reasons.printed:
        return reasons.line(item)
    if item in reasons.stories or item in reasons.foreign:
        return _everything(reasons, [item], advise=True)
    if _ID.fullmatch(item):
        remedy = "ids are printed by --json, and by explain without one"
        raise UsageError(Problem(f"no line has the id '{item}'", remedy=remedy))
    if item in _later(reasons):
        raise UsageError(Problem(f"'{item}' is dated later than the day of the brief", remedy="Give a later --as-of"))
    place = _PLACE.fullmatch(item)
    if place and (page := _page(reasons, place[1])):
        return _at(reasons, page, int(place[2]))
    return _saying(reasons, item)


def _everything(reasons: Reasons, articles: Iterable[str], *, advise: bool) -> Iterator[Answer]:
    for id_ in articles:
        if id_ in reasons.foreign:
            yield from reasons.unread([reasons.foreign[id_]])
            continue
        yield reasons.story(reasons.stories[id_], advise=advise)
        for choice in reasons.choices(id_):
            yield reasons.find(choice, advise=False)


# --- a line of a file ------------------------------------------------------------------------------------------------


def _page(reasons: Reasons, file: str) -> Page | None:
    """The page of a file, named by its path or the end of it; None where it is no file's name.

    Raises:
        InputError: an article file that was not read.
        UsageError: several files end so.
    """
    pages = reasons.made.reading.pages
    exact = [page for page in pages if page.path == file]
    ends = [page for page in pages if page.path.endswith(f"/{file}") or file.endswith(f"/{page.path}")]
    seen = {id_.rpartition("/")[0] for id_ in (*reasons.stories, *reasons.foreign)}
    found = exact or [page for page in ends if page.path in seen] or ends
    if len(found) > 1:
        named = ", ".join(page.path for page in found)
        raise UsageError(Problem(f"'{file}' is the name of several files: {named}", remedy="Write more of the path"))
    if not found and is_article(Path(file).name) and " " not in file:
        raise InputError(Problem(f"no article file '{file}' was read", remedy="Paths count from the articles folder"))
    return found[0] if found else None


def _at(reasons: Reasons, page: Page, number: int) -> Iterator[Answer]:
    """Everything found on one line of an article, and the story it is part of.

    Raises:
        UsageError: the file has no such line.
    """
    lines = page.text.removesuffix("\n").split("\n")
    if not 0 < number <= len(lines):
        raise UsageError(Problem("no such line", Location(page.path, number), f"The file has {len(lines)} lines"))
    start = sum(len(line) + 1 for line in lines[: number - 1])
    return _around(reasons, page, Span(start, start + len(lines[number - 1])))


def _around(reasons: Reasons, page: Page, here: Span) -> Iterator[Answer]:
    stories = [
        story
        for story in reasons.stories.values()
        if story.findings.article.path == page.path and story.findings.article.span.meets(here)
    ]
    foreign = [one for one in reasons.foreign.values() if one.article.path == page.path]
    foreign = [one for one in foreign if one.article.span.meets(here)]
    if not here.of(page.text).strip() or not (stories or foreign):
        yield reasons.outside(page, here, later=_is_later(reasons, page, here))
        return
    yield from reasons.unread(foreign)
    told: set[str] = set()
    for story in stories:
        blocks = [block for block in story.findings.article.blocks if block.span.meets(here)]
        yield reasons.story(story, advise=bool(blocks))
        for block in blocks:
            inside = Span(max(block.span.start, here.start), min(block.span.end, here.end))
            yield from reasons.place(story, block, inside, told)


def _later(reasons: Reasons) -> dict[str, Article]:
    """The articles that the brief may not see yet, by id."""
    gathered = reasons.trials.gathered
    whole = (*(one.article for one in gathered.found), *(one.article for one in gathered.reading.foreign))
    return {one.id: one for one in whole if one.id not in reasons.stories and one.id not in reasons.foreign}


def _is_later(reasons: Reasons, page: Page, here: Span) -> bool:
    return any(one.path == page.path and one.span.meets(here) for one in _later(reasons).values())


# --- words -----------------------------------------------------------------------------------------------------------


def _saying(reasons: Reasons, given: str) -> Iterator[Answer]:
    """Where the articles say some words, and what was found there.

    Raises:
        UsageError: none of them does.
    """
    wanted = _view(given.strip(_MARKS))
    found = [(story, places) for story in reasons.stories.values() if (places := _places(story, wanted))]
    foreign = [one for one in reasons.foreign.values() if wanted in _view(one.article.span.of(one.article.text))]
    if wanted and (found or foreign):
        return _told(reasons, found, list(reasons.unread(foreign)))
    outside = [(page, line) for page in reasons.made.reading.pages for line in _lines(page, wanted)] if wanted else []
    if not outside:
        remedy = "Name an id, an article, FILE:LINE, or words as an article has them"
        raise UsageError(Problem(f"no article that was seen says '{squeeze(given)}'", remedy=remedy))
    return (answer for page, line in outside for answer in _around(reasons, page, line))


def _told(
    reasons: Reasons, found: Iterable[tuple[Story, list[tuple[Block, Span]]]], unread: Iterable[Answer]
) -> Iterator[Answer]:
    for story, places in found:
        yield reasons.story(story, advise=True)
        told: set[str] = set()
        for block, span in places:
            yield from reasons.place(story, block, span, told)
    yield from unread


def _places(story: Story, wanted: str) -> list[tuple[Block, Span]]:
    """The sentences that say the words, and the blocks without sentences that do; else the whole block."""
    article = story.findings.article
    places = []
    for block in article.blocks:
        if wanted in _view(block.span.of(article.text)):
            inside = [one.span for one in story.findings.sentences if block.span.holds(one.span)]
            spans = [span for span in inside if wanted in _view(span.of(article.text))]
            places += [(block, span) for span in spans or [block.span]]
    return places


def _lines(page: Page, wanted: str) -> Iterator[Span]:
    """The lines of a page that say the words."""
    start = 0
    for line in page.text.split("\n"):
        if wanted in _view(line):
            yield Span(start, start + len(line))
        start += len(line) + 1


def _view(words: str) -> str:
    return squeeze(fold(words))
