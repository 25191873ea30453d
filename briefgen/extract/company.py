"""What follows a meeting's cue: with whom, where and when, read from left to right as long as the words allow."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from briefgen.extract.companywords import NO_ADJECTIVE, NO_VERB, Words, words_of_company
from briefgen.extract.places import CAPITAL
from briefgen.extract.whereabouts import capital_of, here
from briefgen.model import Actor, Place, Span, When
from briefgen.text import fold

if TYPE_CHECKING:
    from briefgen.extract.actors import Cast
    from briefgen.extract.clausefacts import Days
    from briefgen.lexicon import Lexicon


Form = Literal["verb", "visit", "noun", "link", "host"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """The company, place and date that belong to a cue, and where the reading stopped."""

    actors: tuple[Actor, ...]
    place: Span | None
    when: When | None
    end: int
    stops: tuple[Span, ...] = ()  # the further places of a list: "to Kenya, Uganda and Chad"


def company_at(cast: Cast, days: Days, room: Span, lexicon: Lexicon, form: Form = "verb") -> Company:
    """What stands from ``room.start`` on, up to the first word that fits nowhere: "with X and Y in Lima on 12 May".

    Args:
        cast: who and where is named in the article.
        days: its dates.
        room: where to read.
        lexicon: its word lists.
        form: what stands before the room. Behind a "link" ("with", "to") a country is company and no place; behind a
            "visit" a place needs no "in"; behind a "noun" the meeting may take place first ("talks were held in");
            behind a "host" the place may stand before the guest.
    """
    reader = _Reader(cast, days, room, words_of_company(lexicon), form)
    return reader.read()


class _Reader:
    def __init__(self, cast: Cast, days: Days, room: Span, words: Words, form: Form) -> None:
        self._form = form
        self._cast = cast
        self._text, self._view = cast.text, cast.view
        self._days = days
        self._begin, self._stop = room.start, room.end
        self._words = words
        self._actors: list[Actor] = []
        self._place: Span | None = None
        self._when: When | None = None
        self._stops: list[Span] = []
        self._at = room.start

    def read(self) -> Company:
        """Reads on until nothing fits."""
        if self._form == "noun" and self._view.startswith('" ', self._at):
            self._at += 1  # had a "good call" with
        while self._at < self._stop:
            while self._at < self._stop and self._view[self._at] in " \u00a0":
                self._at += 1
            if not (
                self._date()
                or self._somebody()
                or self._somewhere()
                or self._here()
                or self._skip()
                or self._examples()
            ):
                break
        capital = self._place and self._cast.place_at(self._place.start)
        if capital and self._place and _CAPITAL.fullmatch(self._view, capital.span.end, self._place.end):
            self._place = capital_of(self._cast, capital) or self._place
        return Company(
            actors=tuple(self._actors), place=self._place, when=self._when, end=self._at, stops=tuple(self._stops)
        )

    @property
    def _is_first(self) -> bool:
        """Whether nothing but white space lies between the cue and here."""
        return self._at <= self._begin + 1

    # --- dates --------------------------------------------------------------------------------------------------

    def _date(self) -> bool:
        """A date, with or without "on" before it; a day of the month outranks a weekday beside it."""
        link = _ON.match(self._view, self._at, self._stop)
        when = self._when_at(self._at) or (self._when_at(link.end()) if link else None)
        if when is None:
            return False
        if self._when is None or (self._when.day is None and when.day is not None):
            self._when = when
        self._at = when.span.end
        if self._view[self._at : self._at + 1] in (",", ")") and self._goes_on(self._at + 1):
            self._at += 1
        return True

    def _when_at(self, start: int) -> When | None:
        return self._days.at(start) if start < self._stop else None

    def _goes_on(self, at: int) -> bool:
        return self._when_at(at + 1) is not None or self._view.startswith((" in ", " at "), at)

    # --- company ------------------------------------------------------------------------------------------------

    def _somebody(self) -> bool:
        """A person or country that is met, after "with", "between", "and", a comma or nothing."""
        link = _LINK.match(self._view, self._at, self._stop) or _GLUED.match(self._text, self._at, self._stop)
        word = link.group().strip(" ,") if link else ""
        listed = word in ("", "and")
        first = self._is_first or (self._form == "host" and not self._actors)  # "received in Lima Ada Stone"
        if (link is None and not first) or (link and listed and not self._actors):
            return False
        at = link.end() if link else self._at
        actor = self._actor(at, linked=not listed or (self._form == "link" and not self._actors))
        if actor is None:
            return self._two_peoples(at)
        if link and not word and not _LIST_GOES_ON.match(self._view, actor.span.end):
            return False  # "In talks with the king, Fidan said"
        if link and link.group().startswith(", with") and _TO_COME.match(self._view, actor.span.end):
            return False  # "a visit to Lima, with the prime minister expected to follow"
        self._actors.append(actor)
        self._at = actor.span.end
        return True

    def _actor(self, at: int, *, linked: bool) -> Actor | None:
        cast = self._cast
        if pair := cast.pair_at(at):
            return pair
        openings = self._openings(at)
        for start in openings:
            if phrase := cast.phrase_at(start):
                return None if cast.owns(phrase[0].end) else cast.actor_of(phrase[1], phrase[0])
        for start in openings:
            if place := cast.place_at(start):
                if _ACTED.search(self._view, at, start):
                    return None  # "called on the minister and requested Kenya to": the next verb
                if self._view.startswith("'s ", place.span.end) and (phrase := cast.phrase_at(place.span.end + 3)):
                    return cast.actor_of(phrase[1], phrase[0])  # "with Kenya's Peter Mwangi"
                return self._people_of(place) or self._country(place, linked=linked)
        people = next(filter(None, (self._words.people.match(self._view, at, self._stop) for at in openings)), None)
        return self._unnamed(Span(*people.span())) if people else None

    def _unnamed(self, span: Span) -> Actor:
        """Who is told by office alone, or has a name right behind it: a title that is glued to "with"."""
        if phrase := self._cast.phrase_at(span.end + 1):
            return self._cast.actor_of(phrase[1], phrase[0])
        country = _FROM.match(self._view, span.end, self._stop)
        place = self._cast.place_at(country.end()) if country else None
        if place is None or place.form == "demonym" or self._cast.owns(place.span.end):
            return Actor(kind="unnamed", span=span, name=span.of(self._text))
        span = Span(span.start, place.span.end)
        return Actor(kind="unnamed", span=span, name=span.of(self._text), country=place.country)

    def _openings(self, at: int) -> list[int]:
        """Where a name may begin: here, or behind an article and a few adjectives."""
        starts = [at]
        for _ in range(4):
            word = _SMALL.match(self._text, starts[-1], self._stop)
            if word is None:
                break
            starts.append(word.end())
        return starts

    def _country(self, place: Place, *, linked: bool) -> Actor | None:
        stands = (linked or self._actors) and place.form != "demonym" and not self._cast.owns(place.span.end)
        return self._cast.country_actor(place) if stands else None

    def _people_of(self, place: Place) -> Actor | None:
        """Who is told by country and office: "Kenya's president", "his Kenyan counterpart", "Kenyan officials"."""
        gap = 3 if self._view.startswith("'s ", place.span.end) else 1
        people = self._words.people.match(self._view, place.span.end + gap, self._stop)
        if people is None or self._view[place.span.end + gap - 1] != " " or "'" in people.group():
            return None
        span = Span(place.span.start, people.end())
        holder = None if people.group().endswith(_TIES) else self._cast.holder(people.group(), place.country)
        if holder is not None:
            return self._cast.actor_of(holder, span)
        return Actor(kind="unnamed", span=span, name=span.of(self._text), country=place.country)

    def _two_peoples(self, at: int) -> bool:
        """Afghan and British officials: people of each country."""
        first = self._cast.place_at(at)
        second = self._cast.place_at(first.span.end + 5) if first else None
        if first is None or second is None or not self._view.startswith(" and ", first.span.end):
            return False
        people = self._words.people.match(self._view, second.span.end + 1, self._stop)
        if people is None:
            return False
        name = self._text[people.start() : people.end()]
        for place in (first, second):
            self._actors.append(Actor(kind="unnamed", span=place.span, name=name, country=place.country))
        self._at = people.end()
        return True

    def _examples(self) -> bool:
        """On to the names behind "officials of the army, including …"."""
        found = _INCLUDING.match(self._view, self._at, self._stop) if self._actors else None
        if found is None:
            return False
        self._at = found.end() - len("including ")
        return True

    # --- place --------------------------------------------------------------------------------------------------

    def _somewhere(self) -> bool:
        """A place after "in", "at" or "to", or right after "visit"."""
        link = _IN.match(self._view, self._at, self._stop)
        if link is None and not (self._form == "visit" and self._is_first):
            return False
        at = link.end() if link else self._at
        if code := _CODED.match(self._text, at, self._stop) if link else None:
            self._at = code.end()
            return True
        if link and _INFINITIVE.match(self._text, link.start(), self._stop):
            return self._straight(at)
        town = self._words.town.match(self._view, at, self._stop)
        small = town is not None and self._text[at : town.end()].split()[-1].islower()  # no "Port Marsh"
        behind = [town.end()] if town is not None else []
        for start in [*behind, *self._openings(at)] if small else [*self._openings(at), *behind]:
            span = self._known_place(start) or self._hall(self._unknown_place(start))
            if span is not None:
                self._take(span)
                return True
        return False

    def _straight(self, at: int) -> bool:
        """A place right behind "to": what follows a small word there is a verb's object, "to discuss the Andes"."""
        place = self._cast.place_at(at)
        span = self._known_place(at) if place else None
        if span is not None:
            self._take(span)
        return span is not None

    def _here(self) -> bool:
        """The town of the dateline, where an article says "here"."""
        found = _HERE.match(self._view, self._at, self._stop) if self._place is None else None
        if found is None or (town := here(self._cast, self._at)) is None:
            return False
        self._place, self._at = town, found.end()
        return True

    def _known_place(self, start: int) -> Span | None:
        """A country's word, or the town behind "Kenya's capital" and "the Kenyan capital"."""
        place = self._cast.place_at(start)
        if place is None or self._view.startswith("-", place.span.end):
            return None
        if place.form != "demonym" and not self._cast.owns(place.span.end):
            return place.span
        if (end := self._capital_end(place)) is not None:
            return Span(place.span.start, end)
        capital = self._words.capital.match(self._view, place.span.end, self._stop)
        if capital is None or not self._text[place.span.end : capital.end()].split()[-1].strip(",").islower():
            return self._town_of(place)  # no "Kenya's Port Marsh"
        named = self._cast.place_at(capital.end())
        run = _RUN.match(self._text, capital.end(), self._stop)
        return named.span if named else Span(*run.span()) if run else None

    def _capital_end(self, place: Place) -> int | None:
        """Where "the Kenyan capital" ends that no name follows."""
        found = _CAPITAL.match(self._view, place.span.end, self._stop)
        if found is None or _NAMED.match(self._text, found.end(), self._stop):
            return None
        return found.end()

    def _town_of(self, place: Place) -> Span | None:
        """A town with the country that owns it: "Kenya's Mombasa"."""
        if not self._view.startswith("'s ", place.span.end):
            return None
        town = self._unknown_place(place.span.end + 3)
        return Span(place.span.start, town.end) if town else None

    def _unknown_place(self, start: int) -> Span | None:
        """A capitalised run that is no person, date, event or country's property."""
        run = _RUN.match(self._text, start, self._stop)
        if (
            run is None
            or _OWNS.search(run.group())
            or run.group().count(" ") > 3
            or self._when_at(start)
            or self._cast.phrase_at(start)
            or self._cast.place_at(start)
            or self._cast.people_in(Span(*run.span()))
            or self._words.no_place.search(fold(run.group()))
            or _CODE.search(self._text, run.start(), run.end() + 1)
            or self._words.gathering.match(self._view, run.end(), self._stop)
            or _REALM.match(self._view, run.end(), self._stop)
        ):
            return None
        return Span(*run.span())

    def _hall(self, span: Span | None) -> Span | None:
        """A place nobody knows with the country or capital it is in: "Dar House in Lima"."""
        within = _IN_TOWN.match(self._view, span.end, self._stop) if span else None
        town = self._cast.place_at(within.end()) if within else None
        if span is None or town is None or town.form not in ("name", "capital") or self._cast.owns(town.span.end):
            return span
        return Span(span.start, town.span.end)

    def _take(self, span: Span) -> None:
        # "Ankara, Türkiye", "the palace in Lima": the first place is the nearest
        self._place = self._place or span
        self._at = span.end
        after = self._cast.place_at(span.end + 2) if self._view.startswith(", ", span.end) else None
        known = self._cast.place_at(span.start)
        if after and after.form == "name" and not self._cast.owns(after.span.end):
            self._at = after.span.end if known is None or known.country == after.country else self._at
        if known and known.form == "name":
            self._more_stops()

    def _more_stops(self) -> None:
        """On over the rest of a list of countries, if "and" closes it: "Kenya, Uganda and Chad"."""
        at, stops = self._at, list[Span]()
        while link := _NEXT_STOP.match(self._view, at, self._stop):
            place = self._cast.place_at(link.end())
            if place is None or place.form == "demonym" or self._cast.owns(place.span.end):
                return
            stops.append(place.span)
            at = place.span.end
            if "and" in link.group():
                self._stops += stops
                self._at = at
                return

    def _skip(self) -> bool:
        """Over words that say nothing of their own: "late", "official", "at a ceremony", a demonym."""
        words = self._words
        for pattern in (words.scene, words.topic, words.fillers, *([_TAKES_PLACE] if self._form == "noun" else [])):
            if found := pattern.match(self._view, self._at, self._stop):
                self._at = found.end()
                return True
        place = self._cast.place_at(self._at)
        if place and place.form == "demonym" and self._view[place.span.end : place.span.end + 1] == " ":
            self._at = place.span.end
            return True
        return False


_TIES = ("counterpart", "opposite number", "colleague", "peer", "homologue")  # say no office
_LINK = re.compile(r",? ?(?:with|between|by|and|as well as|along with|alongside|including|of|among)(?: both)? |, ")
_HELD = (
    r"(?:held|hosted|convened|organi[sz]ed|scheduled|slated|planned|set|due|expected|under way|wrapped up|"
    r"(?:taking|took|takes?) place|beg[ai]ns?|opens?|opened|starts?|started|kick(?:s|ed)? off|concluded?|ended?|ends|"
    r"get(?:s|ting)? under way)"
)
_TAKES_PLACE = re.compile(
    rf",? ?(?:(?:which|that) )?(?:(?:is|was|were|are|be|will|has|had|have|been|being|would|to|also|now) ){{0,3}}{_HELD}"
    rf"(?: to (?:be )?{_HELD})?(?![\w'-])"
)
_GLUED = re.compile(rf" ?(?:with|between|and)(?=[{CAPITAL}])")  # "a meeting withPresident Baker", where a link was
_IN = re.compile(r",? ?(?:in|at|to|into|near|outside)(?: the)? ")
_ON = re.compile(
    r",? ?(?:\(|on|in|from|for|late on|early on|between|later|this|starting|beginning|scheduled for|set for|due on) ?"
    r"(?:the )?"
)
_INFINITIVE = re.compile(r",? ?to (?!(?:the|a|an|his|her|their|its|neighbou?ring|nearby|[\w]+-[\w-]+|\w+ern)\b)[a-z]+ ")
_IN_TOWN = re.compile(r" in (?:the )?")
_HERE = re.compile(r",? ?here(?![\w'-])")
_CAPITAL = re.compile(r"(?:'s?)? capital(?: city)?(?![\w'-])")
_NAMED = re.compile(rf",? (?:of )?[{CAPITAL}]")
_RUN = re.compile(
    rf"(?:St\. )?[{CAPITAL}][\w’'-]*"
    rf"(?: (?:el|al|of|de|du|la|the|upon) (?=[{CAPITAL}])[\w’'-]+|[ -][{CAPITAL}][\w’'-]*)*"
)
_CODE = re.compile(r"\d|\+\Z")  # "at COP30", "in Lima+20"
_CODED = re.compile(rf"[{CAPITAL}][A-Za-z]+(?:\+\d\d|(?<=[A-Z]{{3}})-?\d\d?)(?![\w-])")
_REALM = re.compile(
    r" (?:nations?|countr(?:y|ies)|states?|kingdom|republics?|neighbou?rs?|side|leaders?|ally|capitals|cities)\b"
)  # "the Andean nation"
_NEXT_STOP = re.compile(r",? and (?:to |in )?(?:the )?|, (?:to |in )?(?:the )?")
_OWNS = re.compile("(?:['’]s|s['’])$")
_LIST_GOES_ON = re.compile(r",? and |, |\.|;|$|\n")
_FROM = re.compile(r" (?:from|of) (?:the )?")
_ACTED = re.compile(r"\b(?!united|landlocked|isolated|divided|troubled|embattled|occupied|sanctioned)[a-z]{3,}ed $")
_TO_COME = re.compile(r" (?:expected|set|due|scheduled|likely|\w+ing)\b")
_INCLUDING = re.compile(r"(?!that|who)[^.;:\"]{0,80}?,? including ")
_SMALL = re.compile(rf"{NO_ADJECTIVE}{NO_VERB}[a-z][a-z'’-]* ")
