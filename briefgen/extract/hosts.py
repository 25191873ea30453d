"""Where a guest is whom the words of a meeting end with: "held talks with Stone, who is on a visit to Kenya"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.extract.company import Company
from briefgen.model import Span

if TYPE_CHECKING:
    from briefgen.extract.actors import Cast


def with_guest(company: Company, sentence: Span, cast: Cast) -> Company:
    """The company of a meeting with the place where its guest is, and its end behind that clause.

    As in "held talks with Stone, who is visiting Kenya to attend the Fish Forum, on 3 May"; as it is for "who is ill".
    """
    opening = _GUEST.match(cast.view, company.end, sentence.end) if company.actors else None
    place = cast.place_at(opening.end()) if opening else None
    if place is None or place.form == "demonym":
        return company
    rest = _REST.match(cast.view, place.span.end, sentence.end)
    end = rest.end() if rest else place.span.end
    return replace(company, place=company.place or place.span, end=company.end if company.when else end)


_GUEST = re.compile(
    r",? who (?:is|was) (?:currently |now |also )?"
    r"(?:(?:on|making|paying) (?:an? |his |her )?(?:[\w-]+ ){0,3}visit (?:to|in)|visiting|in) (?:the )?"
)
_REST = re.compile(r"[^,;.]{0,120}(?=,)")
