"""The people of an article, each once: every form of the name, the office and the country the words give."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen.extract.names import Candidate, NameFinder
from briefgen.extract.offices import Office, find_offices
from briefgen.extract.places import find_places, read_for_names
from briefgen.extract.register import Register, Seen, unglued
from briefgen.model import Article, Person, Place, Sentence, Span

if TYPE_CHECKING:
    from briefgen.lexicon import Lexicon
    from briefgen.packs import Packs

_APPOSITION = re.compile(
    r",(?: \d\d,)? (?:who (?:is|was|serves as|served as|has been) |currently |now )?"
    r"(?:(?:the|a|an|his|her|its|their|one of) )?"
)
_SMALL_WORD = re.compile(r"(?<![\w’'-])[a-z]{5,}")
_CLOSES = re.compile(r"[,;.)\n]| and |$")


def find_people(
    article: Article,
    sentences: tuple[Sentence, ...],
    lexicon: Lexicon,
    packs: Packs,
    places: tuple[Place, ...] | None = None,
) -> tuple[Person, ...]:
    """Everyone named in the article, in the order of first mention, each once under the fullest name.

    A person is known by a title, a form of address, an apposition, a first name or a verb of speech; a family name
    alone is one only when the article, or a pack, says whose it is. ``places`` spares looking for them again.
    """
    del sentences  # names do not depend on where sentences end; the contract is the same for every extractor
    places = find_places(article, packs) if places is None else places
    seen = unglued(_seen(article, places, lexicon), lexicon, packs)
    people = Register(article, places, lexicon, packs)
    for one in seen:
        if len(one.name.words) > 1 and _is_full_name(one):
            people.add(one)
    for one in seen:
        people.refer(one)
    return people.finished()


def _seen(article: Article, places: tuple[Place, ...], lexicon: Lexicon) -> list[Seen]:
    """All candidates of the article, in order, with the titles and countries beside them."""
    text = article.text
    blocks = tuple(block for block in read_for_names(article) if block.kind != "dateline")
    places_at = {place.span.start: place for place in places}
    places_to = {place.span.end: place for place in places}
    offices = find_offices(text, blocks, places_at, places_to, lexicon)
    names = NameFinder(text, places_at, offices, lexicon)
    beside = _Beside(text, places_at, places_to, offices)
    seen: list[Seen] = []
    for block in blocks:
        heading = ""
        if block.kind == "headline":
            heading = "mixed" if _SMALL_WORD.search(text, block.span.start, block.span.end) else "capitals"
        seen.extend(beside.titled(names.within(block.span), block.span, heading))
    return seen


class _Beside:
    """What stands beside the names of an article: titles and countries."""

    def __init__(
        self, text: str, places_at: dict[int, Place], places_to: dict[int, Place], offices: tuple[Office, ...]
    ) -> None:
        self._text = text
        self._places_at = places_at
        self._places_to = places_to
        self._offices = offices
        self._offices_to = {office.end: office for office in offices}
        self._office_begins = [office.begin for office in offices]

    def titled(self, names: list[Candidate], area: Span, heading: str) -> Iterator[Seen]:
        """The names of a block with the title and the country that each has before or behind it."""
        text = self._text
        several: Office | None = None
        last = area.start  # where the name before ends
        for name in names:
            start, end = name.begin, name.end
            after_comma = text.startswith(", ", start - 2, start)
            office = self._office_before(start, area)
            description = None
            if office is not None:
                description = Span(office.begin, end)
            elif several and text[last:start] in (" and ", ", ", ", and "):
                office = several
            elif after_comma and len(name.words) > 1 and _CLOSES.match(text, end) and not self._set_after(end, area):
                office = self._office_to(start - 2, area)
                description = Span(office.begin, end) if office else None
            if after_comma and name.placed:
                office = description = None
            several, last = (office if office and office.plural else None), end
            if office is None and not name.placed and (office := self._set_after(end, area)):
                description = Span(start, office.end)
            country = office.country if office else ""
            if office is not None and not country and description is not None and description.start == start:
                owner = self._places_at.get(end + 2)  # "Zhao Leji, China's third-highest ranked official"
                country = owner.country if owner else ""
            yield Seen(name, area.start, office, country or self._country(start, end, area), description, heading)

    def _office_to(self, end: int, area: Span) -> Office | None:
        """The title that ends at ``end``, in the same block."""
        office = self._offices_to.get(end)
        return office if office and end > area.start else None

    def _office_before(self, start: int, area: Span) -> Office | None:
        """The title that ends right before a name."""
        office = self._office_to(start - 1, area)
        return office or (self._office_to(start - 2, area) if self._text[start - 2 : start].isspace() else None)

    def _set_after(self, end: int, area: Span) -> Office | None:
        """The title set after a name: "Olivia Baker, the prime minister of Peru,"."""
        text = self._text
        comma = _APPOSITION.match(text, end, area.end) if text.startswith(",", end) else None
        if comma is None:
            return None
        begin = comma.end()
        at = bisect_left(self._office_begins, begin)
        if at == len(self._offices) or (office := self._offices[at]).begin >= area.end or office.plural:
            return None
        if office.begin == begin:
            return office
        if office.begin > begin + 60 or not (comma.group().endswith(_ARTICLES) or text[begin].isupper()):
            return None
        gap = text[begin : office.begin]
        return office if _GAP.match(gap) and not _NO_GAP.search(gap) else None

    def _country(self, start: int, end: int, area: Span) -> str:
        """The country whose word stands before a name, or behind it after "of"."""
        text = self._text
        place = self._places_to.get(start - 1)
        if place is None and text.startswith("s ", start - 2, start):
            place = self._places_to.get(start - 3)
        if place is None or place.span.end <= area.start:
            place = self._places_at.get(end + 4) if text.startswith(" of ", end) else None
        return place.country if place else ""


_ARTICLES = (" the ", " a ", " an ", " his ", " her ", " its ", " their ")
_GAP = re.compile(r"(?:[\w’'-]+ ){0,3}$")
_NO_GAP = re.compile(
    r"\b(?:of|in|at|to|with|after|by|from|and|for|on|as|is|was|were|are|will|who|that|told|said|met)\b"
)


def _is_full_name(one: Seen) -> bool:
    name = one.name
    if one.heading == "capitals" or (one.heading and not one.titled):
        return False  # "Envoy Lund Travel to Peru": every word of such a headline looks like a name
    return one.titled or (name.likely and not name.doubtful and not name.placed)
