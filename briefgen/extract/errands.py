"""Somebody who is sent: "Kenya has sent Peter Mwangi, an adviser, to Lima for talks" is a visit of his."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from briefgen.extract.clausefacts import Days
from briefgen.extract.tense import is_coming
from briefgen.extract.trie import any_of
from briefgen.model import Meeting, Sentence, Span

if TYPE_CHECKING:
    from briefgen.extract.actors import Cast
    from briefgen.lexicon import Lexicon

SENT = "meetings.sent"
_FAR = 130  # characters between "sent" and the place, with the office and what stands behind the name


@cache
def _sent(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(lexicon, SENT)})\b")


def find_errand(sentence: Sentence, cast: Cast, days: Days) -> Meeting | None:
    """The visit of somebody whom a government sends to a place; None where the words do not tell whom, or where to.

    ``who`` is the one who is sent, of the country that sends them where nothing else is told.
    """
    span, view = sentence.span, cast.view
    cue = _sent(cast.lexicon).search(view, span.start, span.end)
    named = cast.people_in(Span(cue.end(), min(span.end, cue.end() + _FAR))) if cue else ()
    if cue is None or not named:
        return None
    at, person = named[0]
    sender = cast.subject(span, Span(*cue.span())) or cast.main_subject(span)
    if sender is None or not sender.country or not _OFFICE.fullmatch(view, cue.end(), at.start):
        return None
    to = _TO.match(view, at.end, min(span.end, at.end + _FAR))
    place = cast.place_at(to.end()) if to else None
    if to is None or place is None or place.form == "demonym" or place.country == sender.country:
        return None
    actor = cast.actor_of(person, at)
    whens = days.inside(Span(place.span.end, min(span.end, place.span.end + _SOON)))
    coming = is_coming(view, span, Span(*cue.span()), cast.lexicon)
    return Meeting(
        span=span,
        kind="visit",
        cue=Span(*cue.span()),
        who=(replace(actor, country=actor.country or sender.country),),
        place=place.span,
        when=whens[0] if whens else None,
        paragraph=sentence.paragraph,
        coming=coming,
        done=False,
    )


_SOON = 16  # characters behind the place in which the day of the journey stands
_OFFICE = re.compile(r" (?:(?:its|his|her|their|the|a|an) )?(?:[\w.'-]+,? ){0,9}")
_TO = re.compile(r"(?:,(?! who)[^;:\"]{1,100}?,)? (?:back |on \w+day )?to (?:the )?")
