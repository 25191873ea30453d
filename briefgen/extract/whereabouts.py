"""Places that an article tells by a word that stands for a name: "here", "the Kenyan capital"."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from briefgen.model import Span

if TYPE_CHECKING:
    from briefgen.extract.actors import Cast
    from briefgen.model import Actor, Meeting, Place


def here(cast: Cast, at: int) -> Span | None:
    """The town of the dateline, for a "here" at ``at``; None in a quotation, whose speaker may be anywhere."""
    filed, name = cast.article.filed, cast.article.dateline
    number = bisect_right(cast.sentence_starts, at) - 1
    if filed is None or number < 0 or "/" in name or cast.view.count('"', cast.sentence_starts[number], at) % 2:
        return None
    return Span(filed.start, filed.start + len(name)) if cast.text.startswith(name, filed.start) else None


def capital_of(cast: Cast, place: Place) -> Span | None:
    """The town by name that "the Kenyan capital" speaks of: as the article last named it before, else as it first does.

    Args:
        cast: who and where is named in the article.
        place: the country's word before "capital".
    """
    named = [one.span for one in cast.places if one.form == "capital" and one.country == place.country]
    before = [span for span in named if span.end <= place.span.start]
    return before[-1] if before else next(iter(named), None)


def at_home(cast: Cast, sentence: Span, host: Actor | None, guest: Actor | None) -> Span | None:
    """The town of the dateline, where its country's people have somebody of another with them and no place is told.

    Args:
        cast: who and where is named in the article.
        sentence: the sentence that tells of it, one of the first.
        host: who receives, or is called on.
        guest: who is received, or calls on somebody.
    """
    filed, name = cast.article.filed, cast.article.dateline
    if filed is None or not host or not guest or "/" in name or sentence.start > cast.sentence_starts[:_FIRST][-1]:
        return None
    town = cast.place_at(filed.start)
    if town is None or town.form != "capital" or not cast.text.startswith(name, filed.start):
        return None
    home, away = host.country in ("", town.country), guest.country not in ("", town.country)
    told = host.country == town.country or away
    return Span(filed.start, filed.start + len(name)) if home and told and guest.country != town.country else None


def is_home(meeting: Meeting, cast: Cast) -> bool:
    """Whether it is no visit but somebody's way home: "said after arriving in Lima", of the Peruvian president."""
    if meeting.kind != "visit" or meeting.place is None or len(meeting.who) != 1:
        return False
    country = meeting.who[0].country
    return bool(country) and any(one.country == country for one in cast.places_in(meeting.place))


_FIRST = 3  # sentences
