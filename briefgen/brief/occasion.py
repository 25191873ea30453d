"""Why a meeting comes now, as articles tell it: "The visit comes after …", "This is the first visit since …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from briefgen.brief.meetings import Meetings
from briefgen.brief.runon import runs_on
from briefgen.brief.sources import Sources
from briefgen.extract.trie import any_of
from briefgen.lexicon import Lexicon
from briefgen.match import Story
from briefgen.model import DatedLine, Span
from briefgen.text import fold

_MOST = 2  # lines of a brief


def occasions(sources: Sources, held: Meetings, printed: frozenset[str], lexicon: Lexicon) -> tuple[DatedLine, ...]:
    """The sentences that tell what the brief's meeting comes after or amid, or the first of which it is; undated.

    They stand in an article that reports the meeting, and none tells of another meeting or is printed elsewhere. Where
    a paragraph holds no more than one further sentence behind it, of one of the sides and without a quotation, that is
    shown with it: there stands what the other thing was.
    """
    main = held.main_event
    if main is None:
        return ()
    about = {report.article for report in main.reports}
    elsewhere = {
        (report.article, report.meeting.span)
        for event in held.events.values()
        if event is not main
        for report in event.reports
    }
    found = []
    for story in sources.stories:
        if story.findings.article.id in about:
            found += [
                sources.line("dated", story.findings.article.id, (span,))
                for span in _told(story, lexicon)
                if not any(article == story.findings.article.id and span.meets(other) for article, other in elsewhere)
            ]
    texts = [line for line in found if not any(text in line.text for text in printed)]
    return tuple(
        DatedLine(id=line.id, text=line.text, evidence=line.evidence, marks=line.marks, date="")
        for line in texts[:_MOST]
    )


def _told(story: Story, lexicon: Lexicon) -> Iterator[Span]:
    article, cast = story.findings.article, story.cast
    quoted = [quote.span for quote in story.findings.quotes]
    for sentence in story.findings.sentences:
        view = fold(sentence.span.of(article.text)).replace("\n", " ")
        if not _occasion(lexicon).match(view) or runs_on(sentence.span.of(article.text)):
            continue
        if not any(span.holds(sentence.span) for span in quoted) and (
            cast.sides_in(sentence.span) or _FIRST.match(view)
        ):
            yield _with_next(story, sentence.span, quoted)


_FIRST = re.compile(r"(?:it|this) ")


def _with_next(story: Story, sentence: Span, quoted: list[Span]) -> Span:
    cast = story.cast
    after = cast.following(sentence)
    alone = cast.preceding(sentence) is None and after is not None and cast.following(after) is None
    if after is None or not alone or not cast.sides_in(after) or any(after.meets(span) for span in quoted):
        return sentence
    return Span(sentence.start, after.end)


@cache
def _occasion(lexicon: Lexicon) -> re.Pattern[str]:
    """A meeting with "comes after", or "marks the first visit"; "as part of" is no occasion."""
    noun = rf"(?:{any_of(lexicon, 'meetings.nouns')})"
    whose = r"(?:the|this|his|her|their|its|(?:[\w.-]+ ){0,6}[\w.-]+'s?)"
    subject = rf"{whose} (?:[\w-]+ ){{0,4}}{noun}\b,?(?: (?!(?:but|which|that|who)\b)[\w.,'-]+){{0,8}}?"
    comes = r"(?:comes?|came|is coming|will come|takes? place|took place|will take place|is taking place)"
    after = (
        r"(?:after|amid|amidst|following|since|before|against the backdrop of|on the heels of|"
        r"as (?!part |a |an |the (?:first|second|third)\b)|at a [\w-]+ (?:time|moment|juncture)|at a time when)\b"
    )
    nth = r"(?:the|his|her|their|its|only the) (?:first|second|third|fourth|fifth|highest-level)\b"
    return re.compile(
        rf"{subject} (?:also )?{comes}(?: (?:also|just|only|days?|weeks?|months?|hours?|years?|a|an|two|three|few|less|"
        rf"more|than|shortly|soon|and|\d+)){{0,6}} {after}|"
        rf"{subject} (?:also )?(?:follows|followed) |"
        rf"(?:it|this|{subject}) (?:also )?(?:marks|marked|is|was|will be|would be|represents) {nth}"
        rf"[^.;]{{0,40}}?\b{noun}\b"
    )
