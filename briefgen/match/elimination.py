"""Of two sides: whose somebody is of whom only this is told that they are not of the other, or speak at home.

The press of a country gives its own ministers without its name, and those of the guest with theirs.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from briefgen.extract.teams import LEAD_APART, LED_APART
from briefgen.match.sides import THIRD
from briefgen.model import Meeting, Person, Place, Span

if TYPE_CHECKING:
    from briefgen.match.cast import Cast

Known = Mapping[str, str | None]

_ROUNDS = 2  # of telling a side by whom somebody meets
_IN_PASSING = 2  # namings of somebody without an office who may be an interviewer
_BEFORE = 60  # characters before a name in which it stands whose guest that is
_BESIDE = 25  # characters before the first title in which a country may be whose that is
_NEAR = 400  # characters between whoever has a guest and the guest
_PAIR = 2
_UNIONS = frozenset({"EU", "UN"})  # two letters too, but of no country: ISO 3166-1 only reserves them


def leads_a_movement(person: Person, cast: Cast) -> bool:
    """Whether somebody is a leader of what bears a name of its own, and may be of any country: "Ardan leader"."""
    text = cast.findings.article.text
    told = (_MOVEMENT.search(text, max(0, one.start - _NAME), one.end) for one in person.descriptions)
    return any(one and not cast.country_at(Span(*one.span("name"))) for one in told)


class Elimination:
    """What the sides of some people of an article tell of the sides of others."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._found = cast.findings
        self._text = cast.findings.article.text
        self._sides = [side.name for side in cast.sides.profile.sides]
        countries = cast.sides.by_country.items()
        alliances = {side for country, side in countries if len(country) > _PAIR or country in _UNIONS}
        self._alliances = alliances.intersection(self._sides)
        self._lands = set(self._sides) - alliances
        self._people = {person.name: person for person in cast.findings.people}
        self._named = sorted((span, person.name) for person in cast.findings.people for span in person.mentions)

    def solved(self, known: Known) -> dict[str, str | None]:
        """Everybody's side, with those that follow from the ones known; each round may tell more."""
        sides = dict(known)
        if len(self._sides) != _PAIR:
            return sides
        sides |= self._at_home_elsewhere(sides)
        for _ in range(_ROUNDS):
            sides |= self._of_the_main(sides)
            sides |= self._of_the_other(sides)
            sides |= self._at_home(sides)
        return sides

    # --- who is named for a country ---

    def _of_the_main(self, known: Known) -> dict[str, str | None]:
        """Those in office whom a sentence names for the one who acts in it, by name; of a third country, too.

        As in "Kolan spoke on Monday, with Deputy Minister Bo Lund calling it a theft", "Kolan has named Bo Lund to".
        """
        bare = (one for one in self._people.values() if known[one.name] is None and one.office and not one.private)
        found = ((person.name, self._of_actor(person, known)) for person in bare)
        return {name: side for name, side in found if side}

    def _of_actor(self, person: Person, known: Known) -> str | None:
        """The side of whoever acts in the sentence that first names somebody, where it says so."""
        first = person.mentions[0]
        start = min((one.start for one in person.descriptions if one.meets(first)), default=first.start)
        sentence = self._cast.sentence_at(first)
        main = self._cast.main_actor(sentence) if sentence else None
        if main is None or main.span.end > start or main.kind not in {"country", "person"}:
            return None
        between = self._text[main.span.end : start]
        speaks = main.kind == "country" and _WITH_ONE.search(between) and _SAYING.match(self._text, first.end)
        if not speaks and not _NAMED.search(between):
            return None
        return known.get(main.name) or self._cast.country_side(main)

    # --- who is not of the one ---

    def _of_the_other(self, known: Known) -> dict[str, str | None]:
        """Those who are not of the one side, and are known to be nobody else's, by name.

        Somebody is not of a side that they travel to, meet, are a guest of, or have a counterpart in; and they are of
        the other only where no third country is named more often.
        """
        met = self._met(known)
        found: dict[str, str | None] = {}
        for person in self._people.values():
            if known[person.name] is not None or person.private:
                continue
            beside = self._of_whose_guest(person, known) | self._of_own_guest(person, known)
            beside |= self._of_co_chair(person, known) | self._at_whose_place(person, known)
            away = {side for country in person.foreign if (side := self._cast.sides.of_country(country))}
            not_of = away | met.get(person.name, set()) | beside
            if _LANDS.search(person.office):
                not_of |= self._alliances
            others = [name for name in self._sides if name not in not_of]
            tied = bool(beside) or self._is_counterpart(person)
            there = person.name in met or bool(away)
            acts = tied or (there and len(person.mentions) > _IN_PASSING and self._is_early(person))
            acts = acts or bool(person.office and (person.name in met or not self._is_passed_by(person)))
            acts = acts and (tied or not leads_a_movement(person, self._cast))
            if acts and len(others) == 1 and self._cast.is_main(others[0]):
                found[person.name] = others[0]
        return found

    def _is_passed_by(self, person: Person) -> bool:
        """Whether somebody is named once, further down, where nobody meets them: "the model of President Stone"."""
        return len(person.mentions) == 1 and not self._is_early(person)

    def _is_early(self, person: Person) -> bool:
        """Whether the title or the first sentences name somebody."""
        return any(person.mentions[0].meets(span) for span in self._cast.lead)

    def _is_counterpart(self, person: Person) -> bool:
        return any(_TIE.search(self._text, span.start, span.end) for span in person.descriptions)

    def _met(self, known: Known) -> dict[str, set[str]]:
        """The sides that people whose own side is unknown meet; of several such only of those met in one breath.

        As in "will meet with President Ada Stone and Foreign Minister Bo Lund".
        """
        met: dict[str, set[str]] = {}
        for meeting in self._found.meetings:
            unknown = {one.name for one in meeting.who if one.kind == "person" and known.get(one.name, "") is None}
            others = [
                one for one in meeting.who if one.kind in self._meeting_kinds(meeting) and one.name not in unknown
            ]
            present = {side for one in others if (side := known.get(one.name) or self._cast.country_side(one))}
            if len(present) != 1 or self._are_together(meeting) or self._elsewhere(meeting, unknown):
                continue
            if len(unknown) > 1 and not self._are_hosts(unknown, meeting):
                continue
            fellows = unknown if len(unknown) > 1 else set()
            for name in unknown:
                if fellows or not self._is_fellow(name, meeting):
                    met.setdefault(name, set()).update(present)
        return met

    def _are_together(self, meeting: Meeting) -> bool:
        """Whether whoever is named did it side by side: "opened by Ambassador Stone and Assistant Secretary Lund"."""
        people = [one for one in meeting.who if one.kind == "person"]
        sentence = self._cast.sentence_at(people[0].span) if people else None
        return bool(sentence and _SIDE_BY_SIDE.search(self._text, sentence.start, people[0].span.start))

    def _elsewhere(self, meeting: Meeting, unknown: set[str]) -> Place | None:
        """The third country of a journey on which they meet: "will visit Taran, where he meets President Stone"."""
        last = max((one.span.start for one in meeting.who if one.name in unknown), default=meeting.span.start)
        low, high = (bisect_left(self._found.places, at, key=_begin) for at in (meeting.span.start, last))
        for place in reversed(self._found.places[low:high]):
            if place.form in _LAND and self._cast.place(place) == THIRD:
                went = _WENT.search(self._text, max(meeting.span.start, place.span.start - _BEFORE), place.span.start)
                return place if went and _THERE.match(self._text, place.span.end, last) else None
        return None

    def _at_home_elsewhere(self, known: Known) -> dict[str, str | None]:
        """Those in office whom one of the sides meets on a journey to a third country, by name."""
        found: dict[str, str | None] = {}
        for meeting in self._found.meetings:
            bare = {one.name for one in meeting.who if one.kind == "person" and known.get(one.name, "") is None}
            land = self._elsewhere(meeting, bare) if bare else None
            for one in meeting.who if land and land.form == "name" else ():
                serves = one.name in bare and self._people[one.name].serves
                if serves and land and _OBJECT.search(self._text, land.span.end, one.span.start):
                    found[one.name] = THIRD
        return found

    def _meeting_kinds(self, meeting: Meeting) -> set[str]:
        """Who tells the side of others by meeting them: people; a country, too, "in talks with X, Kolan said"."""
        people = [one for one in meeting.who if one.kind == "person"]
        with_one = len(meeting.who) == _PAIR and len(people) == 1
        told = with_one and _WITH.search(self._text, meeting.span.start, people[0].span.start)
        return {"person", "unnamed", "country"} if told else {"person", "unnamed"}

    def _are_hosts(self, names: set[str], meeting: Meeting) -> bool:
        """Whether people are met together by one who is named before them, each with an office of a state."""
        spans = sorted((one.span, one.name) for one in meeting.who if one.kind == "person" and one.name in names)
        first = spans[0][0]
        if any(one.span.start > first.start for one in meeting.who if one.name not in names):
            return False
        near = all(
            _JOINED.fullmatch(self._text, before.end, after.start)
            for (before, _), (after, _) in itertools.pairwise(spans)
        )
        serving = all((person := self._people.get(name)) and person.serves for name in names)
        return near and serving and _WITH.search(self._text, meeting.span.start, first.start) is not None

    def _is_fellow(self, name: str, meeting: Meeting) -> bool:
        """Whether somebody stands in one breath with another whom a third meets: "talks with A and B"."""
        spans = {one.name: one.span for one in meeting.who if one.kind == "person"}
        here = spans.pop(name)
        before = [span for span in spans.values() if span.end <= here.start]
        if not before:
            return False
        last = max(before)
        return bool(
            _JOINED.fullmatch(self._text, last.end, here.start)
            and _OBJECT.search(self._text, meeting.span.start, last.start)
        )

    def _of_whose_guest(self, person: Person, known: Known) -> set[str]:
        """The side of whoever has somebody as guest, host or counterpart: "Stone and her guest Bo Lund"."""
        for span in person.mentions[:_PAIR]:
            start = next((one.start for one in person.descriptions if one.meets(span)), span.start)
            if _GUEST.search(self._text, max(0, start - _BEFORE), span.start) is None:
                continue
            at = bisect_left(self._named, (Span(start, start), "")) - 1
            if at >= 0 and start - self._named[at][0].end <= _NEAR:
                side = known.get(self._named[at][1])
                return {side} if side and side != THIRD else set()
        return set()

    def _of_own_guest(self, person: Person, known: Known) -> set[str]:
        """The side of somebody's own guest, host or counterpart: "Ada Stone and her counterpart Bo Lund"."""
        for span in person.mentions[:_PAIR]:
            at = bisect_left(self._named, (span, "")) + 1
            sentence = self._cast.sentence_at(span)
            if sentence is None or at >= len(self._named) or self._named[at][0].start >= sentence.end:
                continue
            other, name = self._named[at]
            if _OWN_GUEST.fullmatch(self._text, span.end, other.start):
                side = known.get(name)
                return {side} if side and side != THIRD else set()
        return set()

    def _at_whose_place(self, person: Person, known: Known) -> set[str]:
        """The side of the guest or host by the place: "Ada Stone hosted Bo Lund in Lima" makes her of Peru, not of his.

        Nobody with an office abroad tells anything: an ambassador has guests where they are posted.
        """
        if _POSTED.search(person.office):
            return set()
        for span in person.mentions[:_PAIR]:
            at = bisect_left(self._named, (span, ""))
            for host, guest in ((at, at + 1), (at - 1, at)):
                if host < 0 or guest >= len(self._named):
                    continue
                side = self._host_at(host, guest)
                if (
                    side
                    and known.get(self._named[guest][1]) != side
                    and known.get(self._named[host][1]) in {None, side}
                ):
                    own = host == at
                    return {other for other in self._sides if (other != side) == own}
        return set()

    def _host_at(self, host: int, guest: int) -> str:
        """The side in whose country or town one of two who are named side by side has the other as guest."""
        (first, name), (second, _) = self._named[host], self._named[guest]
        sentence = self._cast.sentence_at(first)
        if sentence is None or not sentence.holds(second) or _POSTED.search(self._people[name].office):
            return ""
        if _HOSTED.fullmatch(self._text, first.end, second.start) is None:
            return ""
        spots = self._cast.presence_of_places(Span(second.end, sentence.end))
        if not spots or _AT_PLACE.fullmatch(self._text, second.end, spots[0][0].start) is None:
            return ""
        return spots[0][1] if spots[0][1] != THIRD else ""

    def _of_co_chair(self, person: Person, known: Known) -> set[str]:
        """The side of the other of two who lead or sign for the two: "co-chaired by Ada Stone and Bo Lund"."""
        for span in person.mentions[:_PAIR]:
            at = bisect_left(self._named, (span, ""))
            for first, second, other in ((at - 1, at, at - 1), (at, at + 1, at + 1)):
                if first >= 0 and second < len(self._named) and self._lead_together(first, second):
                    side = known.get(self._named[other][1])
                    return {side} if side and side != THIRD else set()
        return set()

    def _lead_together(self, first: int, second: int) -> bool:
        """Whether two who are named side by side lead a gathering, or the two teams in it, or sign a paper."""
        left, right = self._named[first][0], self._named[second][0]
        if _JOINED_TITLE.fullmatch(self._text, left.end, right.start) is None:
            return False
        sentence = self._cast.sentence_at(left)
        low = max(sentence.start if sentence else 0, left.start - _CHAIRS)
        before = LED_APART.search(self._text, low, left.start)
        return bool(before or LEAD_APART.match(self._text, right.end))

    # --- who is told of at home ---

    def _at_home(self, known: Known) -> dict[str, str | None]:
        """Those in office who are named without a country, where all such are of one side: it is the paper's own.

        Nothing is told of those who are named where the talk is of the other.
        """
        bare = [one for one in self._people.values() if one.serves and not one.private and self._is_bare(one)]
        sides = {side for person in bare if (side := known[person.name])}
        home = self._host(bare, known) if not sides else sides.pop() if len(sides) == 1 else ""
        if home not in self._lands:
            return {}
        return {person.name: home for person in bare if known[person.name] is None and self._is_told_at(person, home)}

    def _host(self, bare: list[Person], known: Known) -> str:
        """The side of which nobody is known, where the first in office is bare and those of the other side are not."""
        others = {side for one in self._people.values() if not one.private and (side := known[one.name])}
        away = others.intersection(self._sides)
        if len(away) != 1 or self._first not in bare:
            return ""
        home = next(side for side in self._sides if side not in away)
        return home if self._cast.is_main(home) else ""

    def _is_bare(self, person: Person) -> bool:
        """Whether neither a country nor an owner stands in the words that introduce somebody."""
        told = person.descriptions[:_PAIR]
        owned = any(self._cast.country_at(one) or _OWNED.search(one.of(self._text)) for one in told)
        return bool(told) and not owned and not _BODY.match(person.office)

    def _is_told_at(self, person: Person, home: str) -> bool:
        """Whether the sentence that names somebody first speaks of nobody but that side before the name."""
        start = min(person.descriptions[0].start, person.mentions[0].start)
        sentence = self._cast.sentence_at(person.mentions[0])
        if _AND.search(self._text, max(0, start - 6), start):
            return False  # "Kolan's Ada Stone and Foreign Minister Bo Lund": hers, or her guest
        if sentence and _MET_BY.search(self._text, sentence.start, start):
            return False  # "She had a working meeting with Foreign Minister Bo Lund"
        if sentence is None or home in {self._cast.sides.of_country(country) for country in person.foreign}:
            return False
        opens = sentence.start if person is not self._first else max(sentence.start, start - _BESIDE)
        return self._cast.named_in(Span(opens, max(start, opens))) <= {home}

    @cached_property
    def _first(self) -> Person | None:
        """Whoever is named first of those in office."""
        many = (one for one in self._people.values() if one.office)
        return min(many, key=lambda one: one.mentions[0], default=None)


def _begin(place: Place) -> int:
    return place.span.start


# whoever a bloc has none of
_LANDS = re.compile(
    r"\b(?:minister|premier|chancellor|king|queen|emir|amir|sultan|emperor|taoiseach|PM|FM)\b", re.IGNORECASE
)
_OWNED = re.compile(r"\w['’]s? ")
# behind a government that acts, before whom it gives an office
_NAMED = re.compile(
    r"\b(?:named?|names|appoint(?:s|ed)?|nominat(?:es?|ed)|picks?|picked|tapped|taps|chose|chooses|dispatch(?:es|ed)) "
    r"(?:(?:its|a|an|the|his|her|new|career|veteran|senior|former) )*\Z"
)
_BODY = re.compile(
    r"[A-Z]{3,} (?i:secretary|president|chair|chief|head|commissioner|director|minister)"
)  # may be anyone's
_SIDE_BY_SIDE = re.compile(r"(?<!co-)\b(?:opened|attended|led|headed|joined|represented|accompanied) by [^;.]*\Z")
_WITH_ONE = re.compile(r", with (?:its |the |their )?\Z")
_SAYING = re.compile(
    r",? (?:\w+ly )?(?:calling|saying|telling|describing|warning|urging|insisting|adding|claiming|arguing|accusing|"
    r"noting|stressing|vowing|promising|denouncing|condemning|rejecting|welcoming|demanding|suggesting|declaring|"
    r"representing|leading)\b"
)
_LAND = frozenset({"name", "capital"})
_WENT = re.compile(
    r"\b(?:visit(?:s|ed|ing)?|(?:visit|trip|journey|tour|travel(?:s|led|ed|ling|ing)?|go|goes|went|going|fly|flies|"
    r"flew|flying|head(?:s|ed|ing)?|leave|leaves|left|depart(?:s|ed)?|proceed(?:s|ed)?|continue[sd]?|move[sd]? on|on|"
    r"arriv(?:e|es|ed|ing)|stop(?:s|ped)?(?: over)?|stopover) (?:to|for|in)) (?:[\w-]+ and |the )?\Z"
)
_THERE = re.compile(r"(?:,? (?:[\w-]+ ){0,4}?)(?:where|to meet|to hold|for talks|for a meeting)\b")
_AND = re.compile(r" and (?:the )?\Z")
_MET_BY = re.compile(r"\b(?:[Ss]?[Hh]e|[Tt]hey)\b[^;.]*\b(?:meeting|talks|met|meet|meets|met up)(?: with)? (?:the )?\Z")
_JOINED = re.compile(r",? and (?:[\w.’'-]+ ){0,6}")
_JOINED_TITLE = re.compile(r",? and (?:the )?(?:[\w.’'-]+ ){0,16}")
_POSTED = re.compile(r"\b(?:ambassador|envoy|consul|commissioner|representative)\b", re.IGNORECASE)
_HOSTED = re.compile(
    r" (?:(?:has|had|will|is|was|be|to|on \w+day|\w+ly) ){0,3}"
    r"(?:hosted|hosts|hosting|host|received|receives|receiving|receive|welcomed|welcomes|welcoming|welcome) "
    r"(?:[\w.’'-]+ ){0,8}"
)
_AT_PLACE = re.compile(r",? (?:[\w'’-]+ ){0,8}?(?:in|at) (?:the )?(?:[\w-]+ ){0,3}?(?:in )?")
_CHAIRS = 200  # characters between "co-chaired by" and the first name
_WITH = re.compile(r"\b(?:with|met|meet|meets|meeting) (?:[\w.’'-]+ ){0,8}\Z")
_OBJECT = re.compile(
    r"\b(?:with|met|meet|meets|meeting|told|to|by|from|hosted|received|welcomed|between) [^,;]{0,80}\Z"
)
_NAME = 12  # characters before a title in which the name stands of what somebody leads
_MOVEMENT = re.compile(
    r"(?<![.!?] )\b(?P<name>(?!(?:Army|Navy|Police|Military|Air|Force|Party|State|Security|Defen[cs]e|Senate|House|"
    r"Opposition|Council|Parliament|Deputy|Former|Chief|Supreme|The|Its|His|Her)\b)[A-Z][a-z]+) "
    r"(?:political |military |rebel )?(?:leader|chief|commander|official|boss|fighter|militant)\b"
)
_TIE = re.compile(r"\b(?:counterpart|opposite number|colleague|peer|homologue)\b")
_HIS = r"(?:his|her|their) (?:[\w-]+ ){0,2}(?:guest|host|counterpart|opposite number|visitor|colleague|homologue)"
_OWN_GUEST = re.compile(
    rf"(?:,[^,;.]{{1,80}},)? (?:and|met|meets|hosted|hosts|received|receives|welcomed|welcomes|told|"
    rf"(?:(?:held|had|holds) )?(?:talks|talked|spoke|met) (?:with|to)) {_HIS},? (?:[\w.’'-]+ ){{0,8}}"
)
_GUEST = re.compile(
    r"\b(?:his|her|their|its) (?:[\w-]+ ){0,2}(?:guests?|hosts?|counterparts?|opposite number|visitor|interlocutor),? "
    r"(?:[^,;.]{0,40} )?\Z"
)
