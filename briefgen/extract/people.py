"""The people of an article, each once: every form of the name, the office and the country the words give."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.extract.names import Candidate, find_candidates
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


def _seen(article: Article, places: tuple[Place, ...], lexicon: Lexicon) -> tuple[Seen, ...]:
    """All candidates of the article, in order, with the titles and countries beside them."""
    seen: list[Seen] = []
    first = 0
    for block in read_for_names(article):
        if block.kind == "dateline":
            continue
        while first < len(places) and places[first].span.end <= block.span.start:
            first += 1
        last = first
        while last < len(places) and places[last].span.start < block.span.end:
            last += 1
        here = places[first:last]
        offices = find_offices(article.text, block.span, here, lexicon)
        names = find_candidates(article.text, block.span, here, offices, lexicon)
        heading = ""
        if block.kind == "headline":
            heading = "mixed" if _SMALL_WORD.search(article.text, block.span.start, block.span.end) else "capitals"
        seen.extend(_titled(article.text, block.span, names, offices, here, heading=heading))
    return tuple(seen)


def _titled(
    text: str,
    area: Span,
    names: tuple[Candidate, ...],
    offices: tuple[Office, ...],
    places: tuple[Place, ...],
    *,
    heading: str,
) -> list[Seen]:
    ending = {office.span.end: office for office in offices}
    starting = {office.span.start: office for office in offices}
    place_ends = {place.span.end: place for place in places}
    place_starts = {place.span.start: place for place in places}
    several: Office | None = None
    seen: list[Seen] = []
    for i, name in enumerate(names):
        start, end = name.whole.start, name.span.end
        office = ending.get(start - 1) or (ending.get(start - 2) if text[start - 2 : start].isspace() else None)
        description = None
        if office is None and several and i and text[names[i - 1].span.end : start] in (" and ", ", ", ", and "):
            office = several
        elif office is not None:
            description = Span(office.span.start, end)
        elif text[start - 2 : start] == ", " and len(name.words) > 1 and _CLOSES.match(text, end):
            set_after = _apposition(text, end, area.end, starting, offices)
            office = ending.get(start - 2) if set_after is None else None
            description = Span(office.span.start, end) if office else None
        if office is not None and name.placed and text[start - 2 : start] == ", ":
            office, description = None, None
        several = office if office and office.plural else None
        if office is None:
            after = _apposition(text, end, area.end, starting, offices)
            if after is not None and not name.placed:
                office, description = after, Span(start, after.span.end)
        country = office.country if office else ""
        if office is not None and not country and description is not None and description.start == start:
            owner = place_starts.get(end + 2)  # "Zhao Leji, China's third-highest ranked official"
            country = owner.country if owner else ""
        if not country:
            beside = place_ends.get(start - 1) or (
                place_ends.get(start - 3) if text[start - 2 : start] == "s " else None
            )
            after_of = place_starts.get(end + 4) if text[end : end + 4] == " of " else None
            country = beside.country if beside else after_of.country if after_of else ""
        seen.append(Seen(name, area.start, office, country, description, heading))
    return seen


_GAP = re.compile(r"(?:[\w’'-]+ ){0,3}$")
_NO_GAP = re.compile(
    r"\b(?:of|in|at|to|with|after|by|from|and|for|on|as|is|was|were|are|will|who|that|told|said|met)\b"
)


def _apposition(
    text: str, end: int, stop: int, starting: dict[int, Office], offices: tuple[Office, ...]
) -> Office | None:
    """The title set after a name: "Olivia Baker, the prime minister of Peru,"."""
    comma = _APPOSITION.match(text, end, stop)
    if comma is None:
        return None
    if office := starting.get(comma.end()):
        return office if not office.plural else None
    if (
        comma.group().endswith((" the ", " a ", " an ", " his ", " her ", " its ", " their "))
        or text[comma.end() : comma.end() + 1].isupper()
    ):
        for office in offices:
            if comma.end() < office.span.start <= comma.end() + 60:
                gap = text[comma.end() : office.span.start]
                fits = _GAP.match(gap) and not _NO_GAP.search(gap) and not office.plural
                return office if fits else None
    return None


def _is_full_name(one: Seen) -> bool:
    name = one.name
    if one.heading == "capitals" or (one.heading and not one.titled):
        return False  # "Envoy Lund Travel to Peru": every word of such a headline looks like a name
    return one.titled or (name.likely and not name.doubtful and not name.placed)
