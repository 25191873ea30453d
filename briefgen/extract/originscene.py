"""Where the names and countries of an article stand: what the rules of origin look at."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from briefgen.extract.originwords import origin_words
from briefgen.extract.places import fold_word, places_outside
from briefgen.model import Article, Findings, Person, Place, Span
from briefgen.text import page_view

if TYPE_CHECKING:
    from briefgen.lexicon import Lexicon

NAMINGS = 6  # places that name a person which are looked at
_MENTIONS = 60  # of one person, that are looked at
_HEAD = 40  # characters from the start of a sentence within which its first country is whoever acts
_NEAR = 3  # characters between a group and its first member: ", "
_FAR = 400  # characters between a body and its paper
_LOOK_BACK = 60  # countries before a mention


class OriginScene:
    """The names, countries and sentences of one article, by where they stand."""

    def __init__(self, found: Findings, lexicon: Lexicon) -> None:
        article = found.article
        self._text = article.text
        self._view = page_view(article.text)
        self._words = origin_words(lexicon)
        self._named = sorted((span.start, span.end, one) for one in found.people for span in one.mentions[:_MENTIONS])
        self._name_starts = [start for start, _, _ in self._named]
        self._places = places_outside(found.places, found.people)
        self._place_starts = [place.span.start for place in self._places]
        self._sentences = [sentence.span for sentence in found.sentences]
        self._sentence_starts = [span.start for span in self._sentences]
        self._spoken_of = {place.country for place in self._places}
        self._paper = self._agency(article)  # the country that the article is written for
        self._home = self._paper or self._dateline(article)
        self._office = self._issued(article)  # the country whose office issued the text
        self._countries = {one.name: one.country for one in found.people if one.country}

    def _acting(self, area: Span) -> str:
        """The country that acts at the head of a sentence: "Kolan hopes", "On Friday, the Kolan government said"."""
        for place in self._places_in(Span(area.start, min(area.end, area.start + _HEAD)))[:3]:
            if _OBJECT.search(self._view, area.start, place.span.start):
                continue
            acts = _ACTS if place.form != "demonym" else None
            if (acts and acts.match(self._view, place.span.end)) or self._words.state.match(self._view, place.span.end):
                return place.country
        return ""

    def _dateline(self, article: Article) -> str:
        """The one country of the dateline."""
        areas = [block.span for block in article.blocks if block.kind == "dateline"]
        found = {place.country for area in areas for place in self._places_in(area)}
        return found.pop() if len(found) == 1 else "" if areas else self._heading()

    def _heading(self) -> str:
        """The country whose capital opens the text before a dash that is no dateline by its form: "Lima – The"."""
        start = self._sentences[0].start if self._sentences else -1
        place = self._place_at(start)
        dash = _DASH.match(self._text, place.span.end) if place and place.form == "capital" else None
        return place.country if place and dash else ""

    def _agency(self, article: Article) -> str:
        """The country that the agency of the dateline writes for."""
        lines = (block.span.of(article.text) for block in article.blocks if block.kind == "dateline")
        words = (word for line in lines for word in _WIRE.findall(line))
        found = {country for word in words if (country := self._words.agencies.get(word.lower()))}
        return found.pop() if len(found) == 1 else ""

    def _issued(self, article: Article) -> str:
        """The country of the office that a line above the text names: a ministry's own page."""
        found: set[str] = set()
        for block in article.blocks:
            if block.kind in ("lede", "body"):
                break
            if country := self._words.issuers.get(fold_word(block.span.of(article.text)).strip(" .:,")):
                found.add(country)
        return found.pop() if len(found) == 1 else ""

    def _sentence_at(self, start: int) -> Span | None:
        at = bisect_right(self._sentence_starts, start) - 1
        return self._sentences[at] if at >= 0 and start < self._sentences[at].end else None

    def _places_in(self, area: Span) -> tuple[Place, ...]:
        low, high = (bisect_left(self._place_starts, at) for at in (area.start, area.end))
        return self._places[low:high]

    def _place_at(self, start: int) -> Place | None:
        at = bisect_left(self._place_starts, start)
        return self._places[at] if at < len(self._places) and self._place_starts[at] == start else None

    def _at(self, start: int) -> tuple[int, int]:
        """The number of the name that begins at ``start`` and where it ends; 0 for none."""
        at = bisect_left(self._name_starts, start)
        named = at < len(self._named) and self._name_starts[at] == start
        return at, self._named[at][1] if named else 0

    def _names_between(self, start: int, end: int) -> bool:
        return bisect_left(self._name_starts, start) < bisect_left(self._name_starts, end)

    def _group_before(self, area: Span) -> str:
        """Whose officials stand at the end of a stretch: "met Kolan's military leaders,"."""
        for place in reversed(self._places_in(area)):
            group = self._words.state.match(self._view, place.span.end)
            if group and area.end - group.end() <= _NEAR:
                return place.country
        return ""

    def _body_before(self, noun: str, stop: int) -> str:
        """The country of the last body of that noun which is said whose: "the Kolan Foreign Ministry"."""
        at = bisect_left(self._place_starts, stop)
        for place in reversed(self._places[max(0, at - _LOOK_BACK) : at]):
            behind = _BODY.match(self._view, place.span.end)
            if behind and noun in behind[0].split():
                return place.country
        return ""

    def _issuer(self, stop: int) -> str:
        """The country of the body named last before what it says in writing, or of somebody's office."""
        found, first = (stop - _FAR, ""), bisect_left(self._name_starts, stop - _FAR)
        for start, end, one in self._named[first : bisect_left(self._name_starts, stop)]:
            if _OFFICE.match(self._view, end) and not self.is_private(one):
                found = start, self._countries.get(one.name, "")
        at = bisect_left(self._place_starts, stop)
        for place in reversed(self._places[max(0, at - _LOOK_BACK) : at]):
            if place.span.start < found[0]:
                break
            if place.form == "body" or self._words.state.match(self._view, place.span.end):
                return place.country
        return found[1]

    def _owners_of(self, words: list[str]) -> set[str]:
        """The countries that have an office of these words, of those the article speaks of."""
        if "for" in words and words[: words.index("for")] != ["secretary", "of", "state"]:
            words = words[: words.index("for")]  # "envoy for climate"
        for start in range(len(words)):
            office = " ".join(words[start:])
            if owner := self._words.offices_only.get(office):
                return owner
            if owners := self._words.offices_of.get(office):
                return owners & self._spoken_of
        return set()

    def is_private(self, one: Person) -> bool:
        """Whether a person speaks for no country: an analyst, a lawyer, somebody formerly in office, a hostage's son.

        So does whoever heads a body that is no state's, "head of the Kolan Studies Center", also by its letters, and
        whoever is of its branch in a country: "Green Earth Kolan's director".
        """
        words = fold_word(one.office).split()
        if not words:
            return any(self._words.kin.match(self._view, span.end) for span in one.mentions[:_EARLY])
        if words[0] in self._words.former or not self._words.against.isdisjoint(words) or words == ["officer"]:
            return True
        if not self._words.private.isdisjoint(words) and self._words.sole.isdisjoint(words):
            return True  # not "Migrant Workers Secretary"
        if any(self._is_of_a_branch(span) or self._is_over(span) for span in one.descriptions[:NAMINGS]):
            return True
        head, _, body = _HEADS.sub("\n", " ".join(words), count=1).partition("\n")
        body = self._bodies_in_short.get(body, body) or head
        state = self._words.of_state.intersection(body.split()) or self._words.sole.intersection(head.split())
        return self._words.private_bodies.search(body) is not None and not state

    def _is_over(self, description: Span) -> bool:
        """Whether an office is told with the year in which it ended: "Kolan's trade minister until 2019"."""
        return _ENDED.match(self._view, description.end) is not None

    def _is_of_a_branch(self, description: Span) -> bool:
        """Whether it is of an office of a body that ends with a country's name: "Green Earth Kolan's director"."""
        for place in self._places_in(description):
            whose = place.form == "name" and self._view.startswith("'s ", place.span.end)
            if whose and _BODY_BEFORE.search(self._text, description.start, place.span.start):
                return True
        return False

    @cached_property
    def _bodies_in_short(self) -> dict[str, str]:
        """The names of bodies, folded, by the letters that the article sets behind: "the Kolan Tea Society (KTS)"."""
        found = _IN_SHORT.finditer(self._text, self._sentences[0].start if self._sentences else 0)
        return {fold_word(one["short"]): fold_word(one["body"]) for one in found}

    def _describes(self, place: Place) -> bool:
        """Whether a country's word is an adjective: "Kolan", "U.S."."""
        return place.form == "demonym" or place.span.of(self._text).isupper()


_EARLY = 3  # mentions behind which it is told whose kin somebody is
# "Bo Lund, Green Earth" before "Kolan's director".
_BODY_BEFORE = re.compile(r"(?:,|\bof|\bthe) (?:[A-Z][\w&.-]* )+\Z")
_IN_SHORT = re.compile(
    r"(?P<body>[A-Z][\w'’-]+(?: (?:of |for |and |the |de )?[A-Z][\w'’-]+){1,7}) \((?P<short>[A-Z]{2,8})\)"
)
_ENDED = re.compile(
    r",? (?:until|till|from|between|in) (?:[a-z]+ )?(?:the )?(?:19|20)\d\d(?:s\b| (?:to|and|until) |[,.])"
)
_HEADS = re.compile(r" (?:of|for|at)(?: the)? ")
_DASH = re.compile(r"(?:, [A-Z][\w-]+)? ?(?:[–—]|--| - ) ?(?=[\"“A-Z])")
_WIRE = re.compile(r"(?<=[(/ ])[A-Z][\w-]+(?=[)/ ,.:])")
_OF = re.compile(r" (?:of|for|to|in) ")
_OFFICE = re.compile(r"'s?(?: press)? (?:office|administration|government)\b")
_BODY = re.compile(r"(?:'s?)?(?: [a-z-]+){1,4}")
_OBJECT = re.compile(
    r"\b(?:in|to|from|of|with|on|between|against|over|at|for|by|and|into|near|towards?|than|about|like|as|via) "
    r"(?:the )?\Z"
)
_ACTS = re.compile(
    r"(?:,? on [a-z]+day,?)? (?!(?:and|or|in|on|of|to|for|by|at|with|from|but|than|as|that|who|which)\b)[a-z]+"
)


def noun_of(one: Person) -> str:
    """The noun of an office: "minister" of "Foreign Minister", "president" of "President of Kolan"."""
    return _OF.split(fold_word(one.office), maxsplit=1)[0].rpartition(" ")[2]
