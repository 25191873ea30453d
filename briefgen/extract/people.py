"""The people of an article, each once: every form of the name, the office and the country the words give."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen.extract.names import Candidate, NameFinder
from briefgen.extract.offices import Office, find_offices
from briefgen.extract.originwords import origin_words
from briefgen.extract.places import find_places, fold_word, read_for_names
from briefgen.extract.register import FULL_NAME, Register, unglued
from briefgen.extract.turns import names_in_labels
from briefgen.model import Article, Block, Person, Place, Sentence, Span
from briefgen.text import fold

if TYPE_CHECKING:
    from briefgen.lexicon import Lexicon
    from briefgen.packs import Packs

_APPOSITION = re.compile(
    r",(?: \d\d,)? (?:who (?:is|was|serves as|served as|has been) |currently |now )?"
    r"(?:(?:the|a|an|his|her|its|their|one of) )?"
)
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
    text = article.text
    blocks = tuple(block for block in read_for_names(article) if block.kind != "dateline")
    places_at = {place.span.start: place for place in places}
    places_to = {place.span.end: place for place in places}
    offices = find_offices(text, blocks, places_at, places_to, lexicon)
    names = NameFinder(text, places_at, offices, lexicon)
    beside = _Beside(text, places_at, places_to, offices, names, origin_words(lexicon).accredited)
    seen: list[Candidate] = []
    for block in blocks:
        seen.extend(beside.titled(block))
    seen = unglued(seen, packs)
    speaking = names_in_labels(article, lexicon)
    seen = [_ended(_ended_by_label(one, text, speaking), text) for one in _without_headings(seen, text)]
    seen = _respectively(seen, text, places, offices)
    people = Register(article, names, lexicon, packs, _family_names(seen, names, text))
    for one in seen:
        if len(one.name.words) > 1:
            people.add(one)
    for one in seen:
        people.refer(one)
    return people.finished()


def _family_names(seen: list[Candidate], names: NameFinder, text: str) -> frozenset[str]:
    """The words that stand alone as somebody's name: "Stone said", "Mr. Stone", "Kolan's Stone"."""
    alone = (
        one for one in seen if len(one.name.words) == 1 and not names.is_doubtful(one) and not names.is_placed(one)
    )
    return frozenset(
        one.name.words[0]
        for one in alone
        if one.name.honorific or names.speaks(one) or (one.country and not text[one.start : one.end].isupper())
    )


def _without_headings(seen: list[Candidate], text: str) -> list[Candidate]:
    """The candidates, a family name freed of the word that a heading without a full stop left before it.

    In "a long way to go Talks Stone said" nobody is called Talks Stone where the article names Ada Stone.
    """
    full = [one.name.words for one in seen if len(one.name.words) > 1 and (one.titled or one.name.first_name)]
    bearers = {words[-1] for words in full}
    known = {word for words in full for word in words}

    def freed(one: Candidate) -> Candidate:
        first, *rest = one.name.words
        if len(rest) != 1 or one.titled or one.name.first_name or rest[0] not in bearers or first in known:
            return one
        start = text.rfind(" ", one.start, one.end) + 1
        return one._replace(begin=start, start=start, name=one.name._replace(words=(rest[0],)))

    return [freed(one) for one in seen]


def _ended(one: Candidate, text: str) -> Candidate:
    """A name of a headline in capitals without what follows it: "Secretary Ada B. Stone | Welcoming the Treaty"."""
    if one.block.kind != "headline" or one.office is None or len(one.name.words) <= _THREE:
        return one
    full = FULL_NAME.match(text, one.start, one.end)
    if full is None or full.end() == one.end:
        return one
    told = Span(one.description.start, full.end()) if one.description else None
    return one._replace(end=full.end(), name=one.name._replace(words=one.name.words[:_THREE]), description=told)


def _ended_by_label(one: Candidate, text: str, speaking: frozenset[str]) -> Candidate:
    """A name of a headline in capitals up to the family name by which its bearer speaks in the transcript below."""
    if one.block.kind != "headline" or one.office is None or not speaking:
        return one
    words = one.name.words
    last = next((at for at, word in enumerate(words) if at and fold_word(word) in speaking), len(words) - 1)
    if last == len(words) - 1:
        return one
    end = fold(text[one.start : one.end]).find(words[last])
    if end < 0:
        return one
    end += one.start + len(words[last])
    told = Span(one.description.start, end) if one.description else None
    return one._replace(end=end, name=one.name._replace(words=words[: last + 1]), description=told)


_THREE = 3  # words of a name with an initial


def _respectively(
    seen: list[Candidate], text: str, places: tuple[Place, ...], offices: tuple[Office, ...]
) -> list[Candidate]:
    """The candidates; those of "the presidents of Kolan and Peru, Ada Stone and Bo Lund," each with its own country."""
    names, places_at = {one.begin: number for number, one in enumerate(seen)}, {one.span.start: one for one in places}
    for office in offices:
        if not office.plural:
            continue
        two = _two_countries_of(office, text, places_at) or _two_countries_before(office, text, places)
        numbers = (_two_names(seen, names, text, two[2]) or _two_to_come(seen, text, two[2])) if two else None
        if two is None or numbers is None:
            continue
        for number, country in zip(numbers, two[:2], strict=True):
            seen[number] = seen[number]._replace(office=office._replace(country=country), country=country)
    return seen


def _two_countries_of(office: Office, text: str, places_at: dict[int, Place]) -> tuple[str, str, int] | None:
    """The two countries behind a plural title, and where they end: "the presidents of Kolan and Peru"."""
    of = _OF.match(text, office.trunk)
    first = places_at.get(of.end()) if of else None
    link = _AND_THE.match(text, first.span.end) if first else None
    second = places_at.get(link.end()) if link else None
    return (first.country, second.country, second.span.end) if first and second else None


def _two_countries_before(office: Office, text: str, places: tuple[Place, ...]) -> tuple[str, str, int] | None:
    """The two countries before a plural title, and where it ends: "the Kolan and Peruvian foreign ministers"."""
    number = bisect_left(places, office.end, key=lambda one: one.span.start)
    near = places[max(0, number - 2) : number]
    if len(near) != _TWO or near[1].form != "demonym" or near[1].span.end + 1 < office.begin:
        return None
    first, second = near
    joined = _AND_THE.fullmatch(text, first.span.end, second.span.start)
    return (first.country, second.country, office.end) if joined and first.form == second.form else None


_TWO = 2


def _two_names(seen: list[Candidate], names: dict[int, int], text: str, end: int) -> tuple[int, int] | None:
    """The numbers of the two candidates that "and" joins behind a comma at ``end``, and nobody besides."""
    lead = _LEAD.match(text, end)
    first = names.get(lead.end()) if lead else None
    second = names.get(seen[first].end + 5) if first is not None and text.startswith(" and ", seen[first].end) else None
    return (first, second) if first is not None and second is not None else None


def _two_to_come(seen: list[Candidate], text: str, end: int) -> tuple[int, int] | None:
    """The numbers of the two who open the sentence after, of whom nothing is told but the names.

    As in "The premiers of Kolan and Peru met on Monday. Ada Stone and Bo Lund": they stand in the same order.
    """
    follows = _NEXT.match(text, end)
    at = bisect_left(seen, follows.end() if follows else end, key=lambda one: one.begin)
    two = seen[at : at + _TWO]
    if len(two) != _TWO or any(one.office or one.country or len(one.name.words) < _TWO for one in two):
        return None
    opens = follows is not None and two[0].begin == follows.end()
    joined = text[two[0].end : two[1].begin] in (" and ", " hosted ", " received ", " welcomed ")
    return (at, at + 1) if opens and joined else None


_NEXT = re.compile(r"[^.!?\n]{1,300}\.\s+")
_OF = re.compile(r" (?:of|from) (?:the )?")
_AND_THE = re.compile(r" and (?:the )?")
_LEAD = re.compile(r", (?:(?:led|represented|headed) by )?")


class _Beside:
    """What stands beside the names of an article: titles and countries."""

    def __init__(
        self,
        text: str,
        places_at: dict[int, Place],
        places_to: dict[int, Place],
        offices: tuple[Office, ...],
        names: NameFinder,
        accredited: re.Pattern[str],
    ) -> None:
        self._text = text
        self._accredited = accredited
        self._places_at = places_at
        self._places_to = places_to
        self._names = names
        self._offices = offices
        self._offices_to = {office.end: office for office in offices}
        self._office_begins = [office.begin for office in offices]
        self._name_begins: set[int] = set()  # in the block that is read

    def titled(self, block: Block) -> Iterator[Candidate]:
        """The candidates of a block, in order, with the title and the country that each has before or behind it."""
        text, area = self._text, block.span
        several: Office | None = None
        last = area.start  # where the name before ends
        found = tuple(self._names.within(block))
        self._name_begins = {one.begin for one in found}
        borne: Office | None = None  # the title that the name before has
        for one in found:
            start, end = one.begin, one.end
            after_comma = text.startswith(", ", start - 2, start)
            office = self._office_before(start, end, area)
            description = None
            if office is not None:
                description = Span(office.begin, end)
            elif several and text[self._behind_realm(last) : start] in (" and ", ", ", ", and "):
                office = several
            elif after_comma and (len(one.name.words) > 1 or one.name.honorific) and _CLOSES.match(text, end):
                office = self._office_to(start - 2, area) if self._is_before(end, area) else None
                office = None if office is borne else office
                description = Span(office.begin, end) if office else None
            if office and after_comma and self._names.is_placed(one):
                office = description = None
            several, last = (office if office and office.plural else None), end
            style = (
                office is not None and _STYLES.fullmatch(office.head) is not None
            )  # "Prince Ada Stone, the premier,"
            tail = _LETTERS.match(text, end)
            behind = tail.end() if tail else end
            apposed = (office is None or style) and text.startswith(",", behind)
            after = self._set_after(behind, area) if apposed else None
            if after and (self._opens_clause(after, start, area) or self._is_next_in_line(after, block)):
                after = None
            if after and not self._names.is_placed(one):
                office, description = after, Span(start, after.end)
            borne = office
            country = office.country if office else ""
            if office and not country:
                country = self._counterpart_before(office)
            if office and not country and description and description.start == start:
                owner = self._places_at.get(end + 2)  # "Zhao Leji, China's third-highest ranked official"
                country = owner.country if owner else ""
            country = country or self._country(start, end, area)
            yield one._replace(office=office, country=country, description=description) if office or country else one

    def _behind_realm(self, end: int) -> int:
        """Where the country behind a name ends: "Foreign Ministers Ada Stone of Kolan | and Bo Lund of Peru"."""
        realm = _REALM.match(self._text, end)
        place = self._places_at.get(realm.end(1)) if realm else None
        return place.span.end if place else end

    def _office_before(self, start: int, end: int, area: Span) -> Office | None:
        """The title right before a name; none where it is only what somebody was called, alone in marks."""
        found = self._office_to(start - (2 if self._text[start - 2 : start].isspace() else 1), area)
        found = found or self._glossed_before(start, area)
        cited = found and _CITED.match(self._text, end) and self._text[found.begin - 1 : found.begin] in _OPENERS
        return None if cited else found

    def _office_to(self, end: int, area: Span) -> Office | None:
        """The title that ends at ``end``, in the same block."""
        office = self._offices_to.get(end)
        return office if office and end > area.start else None

    def _glossed_before(self, start: int, area: Span) -> Office | None:
        """The title in or before the gloss between it and the name: "Tavoit (Kolan Prime Minister) Ada Stone"."""
        end = start - (3 if self._text.startswith("), ", start - 3) else 2)
        if not self._text.startswith((") ", "), "), end):
            return None
        opens = self._text.rfind("(", max(area.start, start - _GLOSS), start)
        return self._offices_to.get(end) if opens > 0 else None

    def _is_before(self, end: int, area: Span) -> bool:
        """Whether a title before a name that ends at ``end`` is its own, for none behind it is.

        In "OFFICE, NAME, OFFICE, NAME" the second office is of the name that follows it.
        """
        after = self._set_after(end, area)
        return after is None or (self._text.startswith(", ", after.end) and after.end + 2 in self._name_begins)

    def _counterpart_before(self, office: Office) -> str:
        """The country of the counterpart whose office and name follow: "his Kolan counterpart, President Ada Stone"."""
        if not self._text.startswith(", ", office.begin - 2):
            return ""
        before = self._offices_to.get(office.begin - 2)
        return before.country if before and _TIES.fullmatch(before.head) else ""

    def _set_after(self, end: int, area: Span) -> Office | None:
        """The title set after a name: "Olivia Baker, the prime minister of Peru,"."""
        text = self._text
        comma = _APPOSITION.match(text, end, area.end)
        if comma is None:
            return None
        begin = comma.end()
        at = bisect_left(self._office_begins, begin)
        if at == len(self._offices) or (office := self._offices[at]).begin >= area.end or office.plural:
            return None
        if office.end == office.trunk and office.end + 1 in self._name_begins and text[office.end] == " ":
            return None  # "Mr Stone, Foreign Minister Bo Marsh and others"
        if office.begin == begin:
            return office._replace(kin=True) if comma.group().startswith(_WAS) else office
        if office.begin > begin + 60 or not (comma.group().endswith(_ARTICLES) or text[begin].isupper()):
            return None
        gap = text[begin : office.begin]
        return office if _GAP.match(gap) and not _NO_GAP.search(gap) else None

    def _is_next_in_line(self, office: Office, block: Block) -> bool:
        """Whether a title in a headline is the next of several who act: "Stone, Kolan premier to meet on Monday"."""
        open_end = office.end < block.span.end and self._text[office.end] == " "
        return block.kind == "headline" and open_end and not self._text.startswith((" – ", " — ", " - "), office.end)

    def _opens_clause(self, office: Office, start: int, area: Span) -> bool:
        """Whether a title behind a name is the next clause's subject: "As he met Ada Stone, the premier has said"."""
        before = self._text[max(area.start, start - 2) : start].rstrip()
        return before[-1:].isalpha() and _FINITE.match(self._text, office.end, area.end) is not None

    def _country(self, start: int, end: int, area: Span) -> str:
        """The country whose word stands before a name, or behind it after "of"."""
        text = self._text
        place = self._places_to.get(start - 1)
        if place is None and text.startswith("s ", start - 2, start):
            place = self._places_to.get(start - 3)
        if place is None or place.span.end <= area.start:
            realm = _REALM.match(text, end, area.end)
            places = (self._places_at.get(at) for at in (realm.end(1), realm.end())) if realm else ()
            place = next((one for one in places if one), None)
        before = fold(text[max(area.start, place.span.start - _SENT) : place.span.start]) if place else ""
        if self._accredited.search(before):
            return ""  # "Ambassador to Lima Ada Stone" is anybody's but theirs
        return place.country if place else ""


# who is on the other side of a table, whatever their office
_TIES = re.compile(
    r"counterpart|opposite number|peer|homologue|colleague|co-chair(?:man)?|chair(?:man|woman)?|host|negotiator|"
    r"mediator|envoy|head|delegate|representative"
)
_SENT = 50  # characters before a country in which it stands that somebody is sent there
# before a name, that somebody is of a house, whatever the office behind the name
_STYLES = re.compile(r"prince|princess|sheikh|sheikha|shaikh|lord|sir|dame", re.IGNORECASE)
_LETTERS = re.compile(
    r" \((?:Ph\.?D\.?|M\.?D\.?|MP|MEP|Dr\.?|Eng\.?|Hon\.?|Amb\.?|Prof\.?|Rtd\.?|[Rr]et(?:d|ired)?\.?)\)(?=,)"
)
_REALM = re.compile(
    r"( of (?:the )?)(?:(?:[A-Z][\w'’-]+ ){0,2}(?:Republic|Kingdom|State|Sultanate|Federation|Commonwealth|Emirate) of "
    r"(?:the )?)?"
)
_CITED = re.compile(r"[.,]?[\"”’']")  # behind title and name alone in marks: he called her “Queen Ada”
_OPENERS = ('"', "“", "‘", "'")
_GLOSS = 50  # characters of a title in parentheses
_FINITE = re.compile(
    r" (?:also |later |then )?(?:has|have|had|is|was|are|were|will|would|could|said|says|told|tells|met|added|noted|"
    r"warned|declared|announced|vowed|insisted|stressed|promised|pledged|urged|claimed|argued|called|wants|hopes|plans)\b"
)
_WAS = (", who was ", ", who served as ")
_ARTICLES = (" the ", " a ", " an ", " his ", " her ", " its ", " their ")
_GAP = re.compile(r"(?:[\w’'-]+ ){0,3}$")
_NO_GAP = re.compile(
    r"\b(?:of|in|at|to|with|after|by|from|and|for|on|as|is|was|were|are|will|who|that|told|said|met)\b"
)
