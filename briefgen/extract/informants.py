"""Whose people without a name are: "a spokesman for the Peruvian navy", "the source" of whom it was told before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.extract.places import SEATED
from briefgen.model import Span

if TYPE_CHECKING:
    from briefgen.extract.actors import Cast

OPENER = re.compile(r"(?:(?!(?:as|while|when|after|before|that|who|which|but|because)\b)[\w.'-]+ )+$")
"""The words before the noun of a phrase."""

ENDS_TAG = re.compile(
    r"$|[,.;:\"]|'(?!s)| (?:on|in|at|during|after|before|late|last|this|earlier|yesterday|today|while|when|as|through|"
    r"via|who)\b"
)
"""What may stand behind the speaker of a tag: "…, said Kolas on Monday", not "…, asked Kolas to leave"."""

_LOOK_BACK = 8  # times that "source" may stand before "the source" of whom it was told
_LONGEST = 60  # characters of the words before a noun
_NEW = re.compile(r"(?:.* )?(?:an?|one|another) ")
_SPEAKS_FOR = re.compile(r" (?:for|from|at) (?:the )?")


def informant_country(cast: Cast, start: int, end: int) -> str:
    """The country that somebody without a name, whose noun stands there without one, speaks for; "" for none known.

    "The source" is the one told of last.
    """
    head, view = cast.view[start:end], cast.view
    if head not in cast.words.informants:
        return ""
    at = start if view.endswith("the ", 0, start) else -1
    for _ in range(_LOOK_BACK):
        at = view.rfind(f" {head}", cast.article.span.start, at) + 1 if at > 0 else 0
        if not at:
            break
        opener = OPENER.search(view, max(cast.article.span.start, at - _LONGEST), at)
        before = Span(opener.start() if opener else at, at)
        countries = {place.country for place in cast.places_in(before) if not SEATED.match(view, place.span.end)}
        if countries:
            return countries.pop() if len(countries) == 1 else ""
        if _NEW.match(before.of(view)):
            return _behind(cast, at + len(head))
        at -= 1
    return _behind(cast, end)


def _behind(cast: Cast, end: int) -> str:
    """The country or body that is named behind: "a spokesman for the Peruvian navy"."""
    found = _SPEAKS_FOR.match(cast.view, end)
    place = cast.place_at(found.end()) if found else None
    return place.country if place else ""
