"""What ``explain`` tells of a story, of a find and of a printed line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING

from briefgen.model import Brief, Evidence, Line, Span, WatchOut
from briefgen.text import JOINT, squeeze

if TYPE_CHECKING:
    from briefgen.articles import Foreign
    from briefgen.match import Story
    from briefgen.pipeline import Made
    from briefgen.select import Choice

_SHORT = 100


@dataclass(frozen=True)
class Reasons:
    """A brief and all that led to it, told in lines."""

    made: Made

    @cached_property
    def stories(self) -> dict[str, Story]:
        """The stories that were seen, by article id."""
        return {story.findings.article.id: story for story in self.made.matched.stories}

    @cached_property
    def foreign(self) -> dict[str, Foreign]:
        """The articles that are not read, since there are no word lists for their language, by id."""
        return {one.article.id: one for one in self.made.foreign}

    @cached_property
    def printed(self) -> dict[str, list[tuple[str, Line]]]:
        """The lines of the brief by id, each with its section."""
        held: dict[str, list[tuple[str, Line]]] = {}
        for section, line in _sections(self.made.brief):
            held.setdefault(line.id, []).append((section, line))
        return held

    @cached_property
    def _unused(self) -> dict[str, str]:
        return {entry.story.findings.article.id: entry.reason for entry in self.made.selection.unused}

    def choices(self, article: str, spans: Sequence[Span] = ()) -> list[Choice]:
        """The finds of a story that were weighed; with ``spans``, those that touch one of them."""
        return [
            choice
            for choice in self.made.selection.choices
            if choice.placed.article == article
            and (not spans or any(piece.meets(span) for piece in choice.pieces for span in spans))
        ]

    def lines(self, story: Story, spans: Sequence[Span]) -> list[Line]:
        """The printed lines that stand there and are no weighed finds: meetings, people, dates, watch-outs."""
        article = story.findings.article
        weighed = {choice.id for choice in self.made.selection.choices}
        return [
            held[0][1]
            for key, held in self.printed.items()
            if key not in weighed and any(_touches(at, article.path, spans) for at in held[0][1].evidence)
        ]

    def story(self, story: Story) -> Iterator[str]:
        """Whether a story is used, and each condition."""
        article = story.findings.article
        yield f"{article.id}  {squeeze(article.title.of(article.text))}"
        yield f"  not used: {self._unused[article.id]}" if article.id in self._unused else "  used"
        for condition in story.dyad.conditions:
            yield f"  {'✓' if condition.met else '✗'} {condition.name}"
        yield f"  {story.dyad.joint} sentences name both"

    def unread(self, articles: Iterable[Foreign]) -> Iterator[str]:
        """That some articles are not read, and why."""
        for one in articles:
            yield f"{one.article.id}  {squeeze(one.article.title.of(one.article.text))}"
            yield f"  {one.problem.message}"

    def nothing_here(self, story: Story) -> str:
        """What to say where a story has no find at a place."""
        reason = self._unused.get(story.findings.article.id)
        return (
            f"  its finds are not weighed, since the story is not used: {reason}" if reason else "  nothing was found"
        )

    def short(self, choice: Choice) -> str:
        """A find on one line."""
        words = self.words(choice)
        cut = words if len(words) <= _SHORT else words[: _SHORT - 1] + "…"
        return f"{_sign(choice)} {choice.id} {choice.kind} {choice.score:g} · {cut} · {choice.reason}"

    def words(self, choice: Choice) -> str:
        """The words of a find as a line prints them."""
        text = self.stories[choice.placed.article].findings.article.text
        return JOINT.join(squeeze(piece.of(text)) for piece in choice.pieces)

    def find(self, choice: Choice) -> Iterator[str]:
        """Everything about a find."""
        placed = choice.placed
        article = self.stories[placed.article].findings.article
        yield f"{choice.id}  {choice.kind}: {'in the brief' if choice.kept else 'not in the brief'}"
        yield f"  text    {self.words(choice)}"
        for piece in choice.pieces:
            yield _span(article.path, article.text, piece.start, piece.end)
        yield f"  rule    {placed.find.rule}"
        yield f"  side    {placed.side or 'both, or nobody in particular'}"
        fired = f" ({', '.join(placed.fired)})" if placed.fired else ""
        yield f"  topic   {placed.topic}{fired}"
        if placed.event is not None:
            event = self.made.matched.events[placed.event]
            who = ", ".join(actor.name for actor in event.who if actor.name)
            yield f"  meeting {event.kind}, {who}, {event.first or 'no date'}"
        yield f"  score   {choice.score:g} = {_sum(choice.parts)}"
        for other in choice.also:
            yield f"  also in {other}"
        yield f"  {_sign(choice)} {choice.reason}"

    def line(self, key: str) -> Iterator[str]:
        """Where a printed line stands, in the brief and in its sources."""
        pages = {page.path: page.text for page in self.made.reading.pages}
        held = self.printed[key]
        _, line = held[0]
        yield f"{key}  in the brief under {', '.join(dict.fromkeys(section for section, _ in held))}"
        if line.text:
            yield f"  text    {squeeze(line.text)}"
        for at in line.evidence:
            yield _span(at.path, pages[at.path], at.start, at.end)
        if isinstance(line, WatchOut):
            yield f"  label   {line.label}"
        if not line.evidence:
            told = "about the brief as a whole, or lines of it" if isinstance(line, WatchOut) else "from the profile"
            yield f"  {told}, not from one place in an article"


def _sum(parts: Iterable[tuple[str, float]]) -> str:
    """The arithmetic of a score: "5 a cue + 3 a topic - 2 stands near the end"."""
    told = "".join(f" {'-' if value < 0 else '+'} {abs(value):g} {name}" for name, value in parts)
    return told.removeprefix(" + ").removeprefix(" ")


def _sections(brief: Brief) -> Iterator[tuple[str, Line]]:
    """Every line of the brief that comes from a source or stands for one, with the section it is printed in."""
    for field in fields(brief):
        held = getattr(brief, field.name)
        for line in held if isinstance(held, tuple) else (held,):
            if isinstance(line, Line):
                yield field.name.replace("_", "-"), line


def _touches(at: Evidence, path: str, spans: Sequence[Span]) -> bool:
    return at.path == path and any(at.start < span.end and span.start < at.end for span in spans)


def _span(path: str, text: str, start: int, end: int) -> str:
    return f"  span    {path}:{text.count(chr(10), 0, start) + 1}, code points {start} to {end}"


def _sign(choice: Choice) -> str:
    return "✓" if choice.kept else "✗"
