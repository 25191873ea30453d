"""What follows a meeting's cue: with whom, where and when, read from left to right as long as the words allow."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from briefgen.extract.trie import trie
from briefgen.extract.places import CAPITAL
from briefgen.model import Actor, Span, When
from briefgen.text import fold

if TYPE_CHECKING:
    from briefgen.extract.actors import Cast
    from briefgen.lexicon import Lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """The company, place and date that belong to a cue, and where the reading stopped."""

    actors: tuple[Actor, ...]
    place: Span | None
    when: When | None
    end: int


@cache
def _fillers(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"(?:{trie(tuple(fold(word) for word in lexicon.words('meetings.fillers')))}|\d+)(?![\w'])")


@cache
def _met_people(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"(?:{_ADJECTIVES} ){{0,3}}?(?:{trie(tuple(lexicon.words('meetings.met_people')))})(?![\w'])")


_ADJECTIVES = r"(?!(?:with|in|at|on|to|of|for|that|from|by)\b)[a-z][a-z'-]*(?: and)?"
_LINK = re.compile(
    r"(?:,)? ?(?:with|between|by|and|as well as|along with|alongside|including|of|among)(?: both)? |, "
)
_IN = re.compile(r",? ?(?P<word>in|at|to|into|near|outside)(?: the)? ")
_ON = re.compile(
    r",? ?(?:\(|on|from|for|late on|early on|between|later|this|starting|beginning|scheduled for|set for|due on|the day of) ?(?:the )?"
)
_PLACE_RUN = re.compile(
    rf"(?:St\. )?[{CAPITAL}][\w’'-]*(?: (?:el|al|of|de|du|la|the|upon) (?=[{CAPITAL}])|[ -][{CAPITAL}][\w’'-]*)*"
)
_POSSESSIVE = re.compile(r"['’]s? ?|'")


def company_at(cast: Cast, whens: tuple[When, ...], starts: tuple[int, ...], room: Span, lexicon: Lexicon) -> Company:
    """What stands from ``room.start`` on: "with X and Y in Ankara on 12 May"; stops at the first word it can't place."""
    return _Reader(cast, whens, starts, room, lexicon).read()


class _Reader:
    def __init__(
        self, cast: Cast, whens: tuple[When, ...], starts: tuple[int, ...], room: Span, lexicon: Lexicon
    ) -> None:
        self._cast = cast
        self._whens = whens
        self._starts = starts
        self._room = room
        self._fillers = _fillers(lexicon)
        self._met = _met_people(lexicon)
        self._actors: list[Actor] = []
        self._place: Span | None = None
        self._when: When | None = None
        self._at = room.start

    def read(self) -> Company:
        while self._at < self._room.end:
            self._space()
            if self._date() or self._somebody() or self._somewhere():
                continue
            if not self._skip() and not self._examples():
                break
        return Company(actors=tuple(self._actors), place=self._place, when=self._when, end=self._at)

    def _examples(self) -> bool:
        """On to the names behind "officials of the army, including …"."""
        found = _INCLUDING.match(self._cast.view, self._at, self._room.end) if self._actors else None
        if found is None:
            return False
        self._at = found.end() - len("including ")
        return True

    def _space(self) -> None:
        while self._at < self._room.end and self._cast.view[self._at] in " \u00a0":
            self._at += 1

    def _date(self) -> bool:
        """A date, with or without "on" before it; only the first one counts."""
        view = self._cast.view
        link = _ON.match(view, self._at, self._room.end)
        for at in {self._at, link.end() if link else self._at}:
            i = bisect_left(self._starts, at)
            if i < len(self._starts) and self._starts[i] == at and self._starts[i] < self._room.end:
                self._when = self._fuller(self._when, self._whens[i])
                self._at = self._whens[i].span.end
                if view[self._at : self._at + 1] in ",)" and self._next_is_date(self._at + 1):
                    self._at += 1
                return True
        return False

    def _next_is_date(self, at: int) -> bool:
        return at + 1 in self._starts or self._cast.view[at : at + 4] in (" in ", " at ")

    @staticmethod
    def _fuller(one: When | None, other: When) -> When:
        """The date with a day of the month, where one phrase gives a weekday and the next the day."""
        return other if one is None or (one.day is None and other.day is not None) else one

    def _somebody(self) -> bool:
        """A person or country that is met, after "with", "between", "and", a comma or nothing."""
        view = self._cast.view
        link = _LINK.match(view, self._at, self._room.end)
        word = link.group().strip(" ,") if link else ""
        if (link is None and self._at > self._room.start + 1) or (link and word in ("", "and") and not self._actors):
            return False
        at = link.end() if link else self._at
        actor = self._actor(at, after_link=word not in ("", "and"))
        if actor is None:
            return self._two_peoples(at)
        if link and not word and not _LIST_GOES_ON.match(view, actor.span.end):
            return False
        self._actors.append(actor)
        self._at = actor.span.end
        self._skip_apposition()
        return True

    def _actor(self, at: int, *, after_link: bool) -> Actor | None:
        cast, view = self._cast, self._cast.view
        if pair := cast.pair_at(at):
            return pair
        for start in self._openings(at):
            phrase = cast.phrase_at(start)
            if phrase is not None:
                if _owns(view, phrase[0].end):
                    return None
                return cast.actor_of(phrase[1], phrase[0])
        for start in self._openings(at):
            here = cast.places_in(Span(start, start + 1))
            if here:
                place = here[0]
                gap = 3 if view[place.span.end : place.span.end + 3] == "'s " else 1
                people = self._met.match(view, place.span.end + gap, self._room.end)
                if people and view[place.span.end + gap - 1] == " ":
                    return self._counterpart(Span(place.span.start, people.end()), place.country, people.group())
                if place.form == "demonym" or _owns(view, place.span.end) or not (after_link or self._actors):
                    return None
                return cast.country_actor(place)
            if people := self._met.match(view, start, self._room.end):
                return Actor(kind="unnamed", span=Span(*people.span()), name=cast.text[people.start() : people.end()])
        return None

    def _two_peoples(self, at: int) -> bool:
        """"Afghan and British officials": people of each country."""
        view, here = self._cast.view, self._cast.places_in(Span(at, at + 1))
        if not here or not view.startswith(" and ", here[0].span.end):
            return False
        second = self._cast.places_in(Span(here[0].span.end + 5, here[0].span.end + 6))
        people = self._met.match(view, second[0].span.end + 1, self._room.end) if second else None
        if people is None:
            return False
        word = self._cast.text[people.start() : people.end()]
        for place in (here[0], second[0]):
            self._actors.append(Actor(kind="unnamed", span=place.span, name=word, country=place.country))
        self._at = people.end()
        return True

    def _openings(self, at: int) -> list[int]:
        """Where a name may begin: here, or behind an article and a few adjectives."""
        view, starts = self._cast.view, [at]
        for _ in range(4):
            word = _SMALL.match(view, starts[-1], self._room.end)
            if word is None:
                break
            starts.append(word.end())
        return starts

    def _counterpart(self, span: Span, country: str, word: str) -> Actor:
        """ "his Kenyan counterpart", "Kenyan officials": the one person of that country with a shared office, or unnamed."""
        holder = self._cast.holder(word, country)
        if holder is not None:
            return self._cast.actor_of(holder, span)
        return Actor(kind="unnamed", span=span, name=span.of(self._cast.text), country=country)

    def _skip_apposition(self) -> None:
        """Over ", the prime minister of Peru," to what follows."""
        for end in self._cast.apposition_ends(self._at):
            self._at = end
            break

    def _somewhere(self) -> bool:
        """A place after "in", "at" or "to", or right after "visit"."""
        view, text = self._cast.view, self._cast.text
        link = _IN.match(view, self._at, self._room.end)
        direct = self._at <= self._room.start + 1
        if link is None and not direct:
            return False
        at = link.end() if link else self._at
        if town := _TOWN_OF.match(view, at, self._room.end) or _TOWN.match(text, at, self._room.end):
            at = town.end()
        for start in self._openings(at):
            here = self._cast.places_in(Span(start, start + 1))
            if here:
                end = here[0].span.end
                if _owns(view, end) or here[0].form == "demonym":
                    capital = re.match(r"(?:'s?)? (?:capital|capital city|city|resort|port),? (?:of )?", view[end : end + 24])
                    if not capital:
                        return False
                    self._at = end + len(capital.group())
                    named = self._cast.places_in(Span(self._at, self._at + 1))
                    run = _PLACE_RUN.match(text, self._at, self._room.end)
                    span = named[0].span if named else Span(*run.span()) if run else here[0].span
                    self._take(span)
                    return True
                self._take(here[0].span)
                return True
            if (run := _PLACE_RUN.match(text, start, self._room.end)) and self._is_place(run, link, direct=direct):
                self._take(Span(*run.span()))
                return True
        return False

    def _is_place(self, run: re.Match[str], link: re.Match[str] | None, *, direct: bool) -> bool:
        if link is None and not direct:
            return False
        words = fold(run.group()).split()
        return (
            len(words) <= 4
            and run.start() not in self._starts
            and self._cast.person_at(run.start()) is None
            and not _NO_PLACE.search(fold(run.group()))
        )

    def _take(self, span: Span) -> None:
        # "Ankara, Türkiye", "the palace in Lima": the first place is the nearest
        self._place = self._place or span
        self._at = span.end
        if self._cast.view.startswith(", ", self._at):
            after = self._cast.places_in(Span(self._at + 2, self._at + 3))
            if after and after[0].form == "name" and not _owns(self._cast.view, after[0].span.end):
                self._at = after[0].span.end

    def _skip(self) -> bool:
        """Over a word that says nothing of its own: "late", "official", "the"."""
        view = self._cast.view
        if scene := _SCENE.match(view, self._at, self._room.end) or _TOPIC.match(view, self._at, self._room.end):
            self._at = scene.end()
            return True
        filler = self._fillers.match(self._cast.view, self._at, self._room.end)
        if filler is None:
            here = self._cast.places_in(Span(self._at, self._at + 1))
            if here and here[0].form == "demonym" and self._cast.view[here[0].span.end] == " ":
                self._at = here[0].span.end
                return True
            return False
        self._at = filler.end()
        return True


_LIST_GOES_ON = re.compile(r",? and |, |\.|;|$|\n")
_INCLUDING = re.compile(r"(?!that|who)[^.;:\"]{0,80}?,? including ")
_TOWN_OF = re.compile(
    r"(?:[a-z'-]+ ){0,4}(?:city|town|capital|resort|port|village|island|region|state|suburb) of |"
    r"(?:[a-z-]+ ){0,3}(?:nation|country|kingdom)'s capital,? |(?:[a-z-]+ ){0,4}(?:town|resort|city|port|capital),? (?=[a-z])|an? [a-z]+(?:,| and| but) [a-z]+ "
)
_TOWN = re.compile(
    rf"(?:[\w’'-]+ ){{0,6}}?(?:resort|town|city|port|village|capital)(?: town| city)?,? (?=[{CAPITAL}])"
)
_TOPIC = re.compile(
    r"(?:on|over|about) (?!(?:[a-z-]+ )?(?:war|situation|conflict|crisis|fighting|events|violence|troops|peace|elections?|"
    r"hostages|developments|unrest|ceasefire|truce) )[a-z-]+(?: [a-z-]+)? (?=in )"
)
_SCENE = re.compile(
    r"(?:at|during|in|aboard) (?:a |an |the |his |her |their )(?:[a-z-]+ ){0,3}?(?:ceremony|reception|palace|residence|hotel|"
    r"airport|villa|office|ministry|banquet|dinner|lunch|summit|conference|forum|event|gathering|session|retreat|ranch|"
    r"compound|headquarters|embassy|margins|sidelines|wings)(?![\w'])(?: of)?"
)
_SMALL = re.compile(
    r"(?!(?:to|that|about|on|over|for|after|before|of|by|in|at|as|when|who|with|and|from|during|amid)\b)[a-z][a-z'-]* "
)
_NO_PLACE = re.compile(
    r"\b(?:summit|conference|forum|meeting|assembly|council|union|cup|games|party|war|ministry|parliament|congress|monday|"
    r"tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|june|july|august|september|"
    r"october|november|december|association|organisation|organization|committee|court|bank|g7|g20|group|brics|agreement)\b"
)


def _owns(view: str, end: int) -> bool:
    return view[end : end + 2] == "'s" or (view[end : end + 2] == "' " and view[end - 1] == "s")
