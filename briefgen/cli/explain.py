"""``briefgen explain``: why a line is in a brief, and why another is not."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.build import Articles, AsOf, WindowLength, request_of
from briefgen.cli.console import out
from briefgen.cli.context import current
from briefgen.errors import InputError, Location, Problem, UsageError
from briefgen.text import fold, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefgen.cli.reasons import Reasons
    from briefgen.match import Story
    from briefgen.model import Block, Page, Span

_PLACE = re.compile(r"(.+):(\d{1,9})", re.ASCII)
_ID = re.compile(r"[a-z][0-9a-f]{8}")
_MARKS = "“”\"'‘’ "


def explain(
    profile: Annotated[str, typer.Argument(metavar="PROFILE", help="A profile, by name or path.")],
    item: Annotated[
        str | None,
        typer.Argument(
            metavar="ITEM-ID|ARTICLE|FILE:LINE|WORDS", help="A line of the brief, an article, or words of either."
        ),
    ] = None,
    articles: Articles = None,
    as_of: AsOf = None,
    window: WindowLength = None,
) -> None:
    """Say why lines are in a brief and why others are not: rule, span, score, and each condition.

    Alone, it lists every article with the conditions it met, and every find with its outcome. ITEM-ID is the `id` that
    --json prints, of any line; ARTICLE is an article as the brief lists it (a.txt/1); FILE:LINE is a line of a file,
    as an editor counts it; WORDS are words of a line, in quotation marks: what the articles say with them, and what
    was found there.

    Examples: `briefgen explain us-turkiye a.txt:21`, `briefgen explain us-turkiye "lifting of sanctions"`
    """
    from briefgen.cli.reasons import Reasons
    from briefgen.pipeline import make_brief
    from briefgen.profile import load_profile

    loaded = load_profile(profile, current())
    made = make_brief(loaded, request_of(articles, as_of, window), current().folders("profiles/packs"))
    for line in _answer(Reasons(made), item):
        out(line)


def _answer(reasons: Reasons, item: str | None) -> Iterator[str]:
    if item is None:
        return _everything(reasons, (*reasons.stories, *reasons.foreign))
    chosen = [choice for choice in reasons.made.selection.choices if choice.id == item]
    if chosen:
        return (line for choice in chosen for line in reasons.find(choice))
    if item in reasons.printed:
        return reasons.line(item)
    if item in reasons.stories or item in reasons.foreign:
        return _everything(reasons, [item])
    if _ID.fullmatch(item):
        remedy = "ids are printed by --json, and by explain without one"
        raise UsageError(Problem(f"no line has the id '{item}'", remedy=remedy))
    place = _PLACE.fullmatch(item)
    if place and (page := _page(reasons, place[1])):
        return _at(reasons, page, int(place[2]))
    return _saying(reasons, item)


def _everything(reasons: Reasons, articles: Iterable[str]) -> Iterator[str]:
    for id_ in articles:
        if id_ in reasons.foreign:
            yield from reasons.unread([reasons.foreign[id_]])
            continue
        yield from reasons.story(reasons.stories[id_])
        for choice in reasons.choices(id_):
            yield "  " + reasons.short(choice)


# --- a line of a file ------------------------------------------------------------------------------------------------


def _page(reasons: Reasons, file: str) -> Page | None:
    """The page of a file, named by its path or the end of it; None where it is no file's name.

    Raises:
        InputError: an article file that was not read.
        UsageError: several files end so.
    """
    from briefgen.articles.readers import is_article

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


def _at(reasons: Reasons, page: Page, number: int) -> Iterator[str]:
    """Everything found on one line of an article, and the story it is part of."""
    from briefgen.model import Span

    lines = page.text.removesuffix("\n").split("\n")
    if not 0 < number <= len(lines):
        raise UsageError(Problem("no such line", Location(page.path, number), f"The file has {len(lines)} lines"))
    if not lines[number - 1].strip():
        yield f"{page.path}:{number} is a blank line"
        return
    start = sum(len(line) + 1 for line in lines[: number - 1])
    here = Span(start, start + len(lines[number - 1]))
    stories = [
        story
        for story in reasons.stories.values()
        if story.findings.article.path == page.path and story.findings.article.span.meets(here)
    ]
    foreign = [
        one for one in reasons.foreign.values() if one.article.path == page.path and one.article.span.meets(here)
    ]
    yield from reasons.unread(foreign)
    if not stories and not foreign:
        yield f"{page.path}:{number} is in no story that was seen"
    for story in stories:
        yield from reasons.story(story)
        for block in story.findings.article.blocks:
            if block.span.meets(here):
                yield f"  block   {_kind(block)}"
        yield from _found(reasons, story, [here])


def _kind(block: Block) -> str:
    return block.kind + (f", paragraph {block.paragraph}" if block.paragraph else "")


def _found(reasons: Reasons, story: Story, spans: Sequence[Span]) -> Iterator[str]:
    """Every find and printed line that stands there."""
    choices = reasons.choices(story.findings.article.id, spans)
    lines = reasons.lines(story, spans)
    for choice in choices:
        yield from reasons.find(choice)
    for line in lines:
        yield from reasons.line(line.id)
    if not choices and not lines:
        yield reasons.nothing_here(story)


# --- words -----------------------------------------------------------------------------------------------------------


def _saying(reasons: Reasons, given: str) -> Iterator[str]:
    """Where the articles say some words, and what was found there.

    Raises:
        UsageError: none of them does.
    """
    wanted = _view(given.strip(_MARKS))
    found = [(story, spans) for story in reasons.stories.values() if (spans := _places(story, wanted))]
    foreign = [one for one in reasons.foreign.values() if wanted in _view(one.article.span.of(one.article.text))]
    if not wanted or not (found or foreign):
        remedy = "Name an id, an article, FILE:LINE, or words as an article has them"
        raise UsageError(Problem(f"no article that was seen says '{squeeze(given)}'", remedy=remedy))
    said = (line for story, places in found for line in _said(reasons, story, places))
    return chain(said, reasons.unread(foreign))


def _said(reasons: Reasons, story: Story, places: Sequence[tuple[Block, Span]]) -> Iterator[str]:
    article = story.findings.article
    yield from reasons.story(story)
    for block, span in places:
        number = article.text.count("\n", 0, span.start) + 1
        yield f"  {article.path}:{number}, {_kind(block)}: {squeeze(span.of(article.text))}"
    yield from _found(reasons, story, [span for _, span in places])


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


def _view(words: str) -> str:
    return squeeze(fold(words))
