"""The numbered sources, and lines that stand in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cached_property

from briefgen.match import Story
from briefgen.model import Evidence, Line, Mark, SourceEntry, Span
from briefgen.select import Choice, evidence, line_id
from briefgen.text import JOINT


@dataclass(frozen=True)
class Sources:
    """The stories a brief uses, numbered from 1 in their order."""

    stories: tuple[Story, ...]

    @cached_property
    def _number(self) -> dict[str, int]:
        return {story.findings.article.id: n for n, story in enumerate(self.stories, start=1)}

    @cached_property
    def articles(self) -> frozenset[str]:
        """The ids of their articles."""
        return frozenset(self._number)

    def number(self, article: str) -> int:
        """The number of an article's story."""
        return self._number[article]

    def story(self, article: str) -> Story:
        """The story of an article id."""
        return self.stories[self.number(article) - 1]

    def mark(self, article: str, span: Span) -> Mark:
        """The source mark of a place in an article."""
        starts, paragraphs = self._paragraphs(article)
        number = bisect_right(starts, span.start) - 1
        paragraph = paragraphs[number] if number >= 0 else 0
        return Mark(source=self.number(article), paragraph=paragraph)

    def _paragraphs(self, article: str) -> tuple[list[int], list[int]]:
        """Where each block of an article begins, and its paragraph's number, 0 for what is no prose."""
        if article not in self._blocks:
            blocks = self.story(article).findings.article.blocks
            self._blocks[article] = [block.span.start for block in blocks], [block.paragraph or 0 for block in blocks]
        return self._blocks[article]

    @cached_property
    def _blocks(self) -> dict[str, tuple[list[int], list[int]]]:
        return {}

    def line(self, kind: str, article: str, pieces: tuple[Span, ...], also: tuple[str, ...] = ()) -> Line:
        """The pieces as one line with its evidence and marks; ``also`` are articles that say the same."""
        findings = self.story(article).findings
        pieces = _run_on(pieces, findings.article.text)
        places: tuple[Evidence, ...] = evidence(findings, pieces)
        others = tuple(Mark(source=self.number(other), paragraph=0) for other in also if other != article)
        return Line(
            id=line_id(kind, findings.article.path, pieces),
            text=JOINT.join(piece.of(findings.article.text) for piece in pieces),
            evidence=places,
            marks=(self.mark(article, pieces[0]), *others),
        )

    def chosen(self, choice: Choice) -> Line:
        """The line of a find that was selected, under the id of its choice."""
        return replace(self.line(choice.kind, choice.placed.article, choice.pieces, choice.also), id=choice.id)

    def entries(self) -> tuple[SourceEntry, ...]:
        """The register, as printed."""
        found = []
        for n, story in enumerate(self.stories, start=1):
            article = story.findings.article
            found.append(
                SourceEntry(
                    n=n,
                    title=article.title.of(article.text),
                    publisher=article.publisher,
                    date=article.date.day.isoformat() if article.date.day else "",
                    date_basis=article.date.basis,
                    date_reason=article.date.reason,
                    path=article.path,
                    story=int(article.id.rpartition("/")[2]),
                    sha256=article.sha256,
                )
            )
        return tuple(found)


_MARKS = re.compile(r"[\s\"“”„«»'‘’]*")


def _run_on(pieces: tuple[Span, ...], text: str) -> tuple[Span, ...]:
    """The pieces, one where only quotation marks stand between two: nothing is left out there."""
    found = list(pieces[:1])
    for piece in pieces[1:]:
        if found[-1].end <= piece.start and _MARKS.fullmatch(text, found[-1].end, piece.start):
            found[-1] = Span(found[-1].start, piece.end)
        else:
            found.append(piece)
    return tuple(found)
