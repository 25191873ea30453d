"""Why lines are in a brief and why others are not: rule, span, score, each condition, and what is lacking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from briefgen.articles import Foreign
from briefgen.match import Story
from briefgen.model import PROSE, Block, Line, Page, Span, WatchOut
from briefgen.pipeline import Made
from briefgen.select import Choice
from briefgen.text import JOINT, squeeze
from briefgen.workshop.answers import (
    Answer,
    ArticleAnswer,
    Condition,
    FindAnswer,
    LineAnswer,
    Part,
    PassageAnswer,
    UnreadAnswer,
    spot,
)
from briefgen.workshop.conditions import conditions
from briefgen.workshop.lists import lists
from briefgen.workshop.nearest import Trials
from briefgen.workshop.printed import LIMITS, printed, touches
from briefgen.workshop.sentences import enough_at, parts_at

_IN_NO_STORY = "stands in an article that this brief sees"


@dataclass(frozen=True)
class Reasons:
    """A brief and all that led to it, told in answers."""

    trials: Trials

    @property
    def made(self) -> Made:
        """The brief, and what led to it."""
        return self.trials.base

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
        """The printed lines by id, each with its sections."""
        return printed(self.made.brief)

    @cached_property
    def _weighed(self) -> frozenset[str]:
        return frozenset(choice.id for choice in self.made.selection.choices)

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

    # --- articles ---------------------------------------------------------------------------------------------------

    def story(self, story: Story, *, advise: bool) -> ArticleAnswer:
        """Whether a story is used, and each condition; with ``advise``, what is lacking where it is not."""
        article = story.findings.article
        reason = self._unused.get(article.id, "")
        asked = tuple(Condition(name=one.name, met=one.met) for one in story.dyad.conditions)
        if reason and story.dyad.kept:  # it is about the pair, and something else keeps it out
            asked = (*asked, Condition(name="is of the window, and no copy of another", met=False, note=reason))
        return ArticleAnswer(
            id=article.id,
            title=squeeze(article.title.of(article.text)),
            used=not reason,
            reason=reason,
            conditions=asked,
            joint=story.dyad.joint,
            nearest=self.trials.article(article.id) if reason and advise else None,
        )

    def unread(self, articles: Iterable[Foreign]) -> Iterator[UnreadAnswer]:
        """That some articles are not read, and why."""
        for one in articles:
            title = squeeze(one.article.title.of(one.article.text))
            yield UnreadAnswer(id=one.article.id, title=title, reason=one.problem.message)

    # --- places -----------------------------------------------------------------------------------------------------

    def place(self, story: Story, block: Block, span: Span, told: set[str]) -> Iterator[Answer]:
        """A place of a story, and every find and printed line that stands there and is not ``told`` yet."""
        article = story.findings.article
        choices, held = self.choices(article.id, [span]), self._lines(story, span)
        nothing = not choices and not held
        parts = (
            [part for _, parts in parts_at(story, [span], self.trials.gathered.knowledge[1]) for part in parts]
            if nothing
            else []
        )
        yield PassageAnswer(
            spot=spot(article.path, article.text, span),
            text=squeeze(span.of(article.text)),
            article=article.id,
            block=block.kind,
            paragraph=block.paragraph,
            found=not nothing,
            conditions=self._asked(story, block, [value for _, value in parts]) if nothing else (),
            parts=tuple(Part(name=name, points=value) for name, value in parts),
            nearest=self.trials.passage(story, (span,)) if nothing and block.kind in PROSE else None,
        )
        for choice in choices:
            if choice.id not in told:
                yield self.find(choice, advise=True)
        for line in held:
            if line.id not in told:
                yield from self.line(line.id)
        told.update(chain((choice.id for choice in choices), (line.id for line in held)))

    def _asked(self, story: Story, block: Block, values: Sequence[int]) -> tuple[Condition, ...]:
        """Why nothing of a place is in the brief."""
        reason, prose = self._unused.get(story.findings.article.id, ""), block.kind in PROSE
        total, enough = sum(values), enough_at(story, self.made, self.trials.profile)
        return (
            Condition(name="stands in the text of an article", met=prose, note="" if prose else block.kind),
            Condition(name="the article is used", met=not reason, note=reason),
            Condition(name="a construction finds something in it", met=False if prose and not reason else None),
            Condition(
                name="its sentence has enough points without one",
                met=total >= enough if prose and not reason else None,
                note=f"{total} points of {enough}" if prose and values else "",
            ),
        )

    def outside(self, page: Page, span: Span, *, later: bool) -> PassageAnswer:
        """A place that is in no story that was seen: of a later article, or of none."""
        why = "its article is dated later than the day of the brief" if later else "page text around the articles"
        blank = not span.of(page.text).strip()
        return PassageAnswer(
            spot=spot(page.path, page.text, span),
            text="" if later else squeeze(span.of(page.text)),
            article="",
            block="blank" if blank else "",
            paragraph=None,
            found=False,
            conditions=() if blank else (Condition(name=_IN_NO_STORY, met=False, note=why),),
        )

    def _lines(self, story: Story, span: Span) -> list[Line]:
        """The printed lines that stand there and are no weighed finds: meetings, people, dates, watch-outs."""
        path = story.findings.article.path
        held = {key: held[0][1] for key, held in self.printed.items() if key not in self._weighed}
        return [line for line in held.values() if touches(line, path, (span,))]

    # --- finds and lines --------------------------------------------------------------------------------------------

    def find(self, choice: Choice, *, advise: bool) -> FindAnswer:
        """Everything about a find; with ``advise``, what is lacking where it is not in the brief."""
        placed, profile = choice.placed, self.trials.profile
        article = self.stories[placed.article].findings.article
        kept = choice.id in self.printed
        reason = choice.reason if kept or not choice.kept else "the profile leaves its section out"
        return FindAnswer(
            id=choice.id,
            kind=choice.kind,
            kept=kept,
            reason=reason,
            text=self._words(choice),
            spots=tuple(spot(article.path, article.text, piece) for piece in choice.pieces),
            rule=placed.find.rule,
            side=placed.side,
            topic=placed.topic,
            topic_words=placed.fired,
            meeting=self._meeting(placed.event),
            score=choice.score,
            parts=tuple(Part(name=name, points=value) for name, value in choice.parts),
            lists=lists(choice, profile, self.made, self._words),
            conditions=conditions(choice, profile, printed=kept),
            also=choice.also,
            nearest=self.trials.find(choice) if advise and not kept else None,
        )

    def _words(self, choice: Choice) -> str:
        """The words of a find as a line prints them."""
        text = self.stories[choice.placed.article].findings.article.text
        return JOINT.join(squeeze(piece.of(text)) for piece in choice.pieces)

    def _meeting(self, number: int | None) -> str:
        if number is None:
            return ""
        event = self.made.matched.events[number]
        who = ", ".join(actor.name for actor in event.who if actor.name)
        return f"{event.kind}, {who}, {event.first or 'no date'}"

    def line(self, key: str) -> Iterator[Answer]:
        """A printed line; where it is a weighed find too, that find."""
        weighed = [choice for choice in self.made.selection.choices if choice.id == key]
        if weighed:
            yield from (self.find(choice, advise=True) for choice in weighed)
            return
        pages = {page.path: page.text for page in self.made.reading.pages}
        held = self.printed[key]
        sections, line = tuple(dict.fromkeys(section for section, _ in held)), held[0][1]
        limit = next((LIMITS[section] for section in sections if section in LIMITS), "")
        brief_lines = [one for one in self.printed.values() for section, _ in one if LIMITS.get(section) == limit]
        yield LineAnswer(
            id=key,
            sections=sections,
            text=squeeze(line.text),
            spots=tuple(spot(at.path, pages[at.path], Span(at.start, at.end)) for at in line.evidence),
            label=_label(line),
            limit=limit,
            most=getattr(self.trials.profile.limits, limit) if limit else 0,
            held=len(brief_lines) if limit else 0,
        )


def _label(line: Line) -> str:
    return line.label if isinstance(line, WatchOut) else ""
