"""``briefgen explain``: why a line is in a brief, and why another is not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.build import Articles, AsOf, WindowLength, request_of
from briefgen.cli.console import out
from briefgen.cli.context import current
from briefgen.errors import InputError, Location, Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.match import Story
    from briefgen.pipeline import Made
    from briefgen.select import Choice

_PLACE = re.compile(r"(.+):(\d+)")


def explain(
    profile: Annotated[str, typer.Argument(metavar="PROFILE", help="A profile, by name or path.")],
    item: Annotated[
        str | None, typer.Argument(metavar="[ITEM-ID|FILE:LINE]", help="A line of the brief, or of an article.")
    ] = None,
    articles: Articles = None,
    as_of: AsOf = None,
    window: WindowLength = None,
) -> None:
    """Say why lines are in a brief and why others are not: rule, span, score, and each condition.

    Without ITEM-ID or FILE:LINE every article is listed with the conditions it met, and every find with its outcome.
    ITEM-ID is the `id` that --json prints; FILE:LINE is a line of an article, as an editor counts it.
    """
    from briefgen.pipeline import make_brief
    from briefgen.profile import load_profile

    loaded = load_profile(profile, current())
    made = make_brief(loaded, request_of(articles, as_of, window), current().folders("profiles/packs"))
    place = _PLACE.fullmatch(item) if item else None
    if item is None:
        lines = _everything(made)
    elif place:
        lines = _at(made, place[1], int(place[2]))
    else:
        chosen = [choice for choice in made.selection.choices if choice.id == item]
        if not chosen:
            raise UsageError(
                Problem(f"no find has the id '{item}'", remedy="ids are printed by --json, and by explain without one")
            )
        lines = (line for choice in chosen for line in _find(made, choice))
    for line in lines:
        out(line)


def _everything(made: Made) -> Iterator[str]:
    for story in made.matched.stories:
        yield from _story(made, story)
        for choice in made.selection.choices:
            if choice.placed.article == story.findings.article.id:
                yield "  " + _short(made, choice)


def _story(made: Made, story: Story) -> Iterator[str]:
    article = story.findings.article
    unused = {entry.story.findings.article.id: entry.reason for entry in made.selection.unused}
    verdict = f"not used: {unused[article.id]}" if article.id in unused else "used"
    yield f"{article.id}  {' '.join(article.title.of(article.text).split())}"
    yield f"  {verdict}"
    for condition in story.dyad.conditions:
        yield f"  {'✓' if condition.met else '✗'} {condition.name}"
    yield f"  {story.dyad.joint} sentences name both"


def _short(made: Made, choice: Choice) -> str:
    mark = "✓" if choice.kept else "✗"
    return f"{mark} {choice.id} {choice.kind} {choice.score:g} · {_words(made, choice)} · {choice.reason}"


def _words(made: Made, choice: Choice) -> str:
    text = _story_of(made, choice).findings.article.text
    words = " […] ".join(" ".join(piece.of(text).split()) for piece in choice.pieces)
    return words if len(words) <= 100 else words[:99] + "…"


def _story_of(made: Made, choice: Choice) -> Story:
    return next(story for story in made.matched.stories if story.findings.article.id == choice.placed.article)


def _find(made: Made, choice: Choice) -> Iterator[str]:
    placed = choice.placed
    article = _story_of(made, choice).findings.article
    yield f"{choice.id}  {choice.kind}: {'in the brief' if choice.kept else 'not in the brief'}"
    yield f"  text    {_words(made, choice)}"
    for piece in choice.pieces:
        line = article.text.count("\n", 0, piece.start) + 1
        yield f"  span    {article.path}:{line}, code points {piece.start} to {piece.end}"
    yield f"  rule    {placed.find.rule}"
    yield f"  side    {placed.side or 'both, or nobody in particular'}"
    fired = f" ({', '.join(placed.fired)})" if placed.fired else ""
    yield f"  topic   {placed.topic}{fired}"
    if placed.event is not None:
        event = made.matched.events[placed.event]
        who = ", ".join(actor.name for actor in event.who if actor.name)
        yield f"  meeting {event.kind}, {who}, {event.first or 'no date'}"
    parts = " + ".join(f"{value:g} {name}" for name, value in choice.parts)
    yield f"  score   {choice.score:g} = {parts}"
    for other in choice.also:
        yield f"  also in {other}"
    yield f"  {'✓' if choice.kept else '✗'} {choice.reason}"


def _at(made: Made, file: str, number: int) -> Iterator[str]:
    """Everything found on one line of an article, and the story it is part of."""
    page = next((page for page in made.reading.pages if file in {page.path, Path(page.path).name}), None)
    if page is None:
        page = next((page for page in made.reading.pages if Path(file).name == Path(page.path).name), None)
    if page is None:
        raise InputError(Problem(f"no article file '{file}' was read", remedy="Paths count from the articles folder"))
    lines = page.text.split("\n")
    if not 0 < number <= len(lines):
        raise UsageError(Problem("no such line", Location(page.path, number), f"The file has {len(lines)} lines"))
    start = sum(len(line) + 1 for line in lines[: number - 1])
    end = start + len(lines[number - 1])
    stories = [
        story
        for story in made.matched.stories
        if story.findings.article.path == page.path
        and story.findings.article.span.start <= end
        and start <= story.findings.article.span.end
    ]
    if not stories:
        yield f"{page.path}:{number} is in no story that was seen"
        return
    for story in stories:
        yield from _story(made, story)
        for block in story.findings.article.blocks:
            if block.span.start <= end and start <= block.span.end:
                yield f"  block   {block.kind}" + (f", paragraph {block.paragraph}" if block.paragraph else "")
        here = [
            choice
            for choice in made.selection.choices
            if choice.placed.article == story.findings.article.id
            and any(piece.start <= end and start <= piece.end for piece in choice.pieces)
        ]
        for choice in here:
            yield from _find(made, choice)
        if not here:
            yield "  nothing was found on this line" if story.dyad.kept else "  its finds are not looked at"
