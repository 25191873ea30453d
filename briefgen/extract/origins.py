"""The country of people whose title does not say it: by what else the article tells of them and of their office."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from briefgen.extract.originbodies import OriginBodies
from briefgen.extract.originlegs import OriginLegs
from briefgen.extract.originsagainst import OriginsAgainst
from briefgen.extract.originscene import NAMINGS, noun_of
from briefgen.extract.places import fold_word
from briefgen.extract.running import Running
from briefgen.extract.teams import LEAD_APART
from briefgen.extract.vacancies import Vacancies
from briefgen.model import Findings, Person, Span

if TYPE_CHECKING:
    from briefgen.lexicon import Lexicon

_LIST = 400  # characters that a list of people may have before the name
_ROUNDS = 2  # what is told of one may tell of another: "the minister and his spokesman"


def with_origins(found: Findings, lexicon: Lexicon) -> Findings:
    """The findings with what the article tells elsewhere of the countries of people and of those who are quoted."""
    if not found.people and not found.quotes:
        return found
    origins, running = Origins(found, lexicon), Running(found, lexicon)
    told = origins.told()
    offices = origins.filled(told)
    for one in found.people:
        if one.name in offices and offices[one.name][0] in origins.against(one):
            del offices[one.name]
    told |= {name: country for name, (country, _) in offices.items()}
    people = tuple(
        replace(
            one,
            country=one.country or told.get(one.name, ""),
            office=one.office or offices.get(one.name, ("", ""))[1],
            foreign=() if one.country or one.name in told else tuple(sorted(origins.against(one))),
            private=origins.is_private(one) or (bool(one.country or one.name in told) and running.is_one(one)),
            serves=origins.serves(one, home=True),
        )
        for one in found.people
    )
    named = {one.name for one in people}
    quotes = []
    for quote in found.quotes:
        speaker = quote.speaker
        if speaker is not None and (ruler := origins.ruler(speaker, people)):
            country = ruler.country or speaker.country
            speaker = replace(speaker, name=ruler.name, kind="named", office=ruler.office, country=country)
            quote = replace(quote, speaker=speaker)  # noqa: PLW2901
        if speaker is not None and speaker.country and speaker.name not in named:
            origins.heard(speaker)
        elif speaker is not None and not speaker.country:
            country = told.get(speaker.name, "") if speaker.name in named else origins.of_body(speaker)
            quote = replace(quote, speaker=replace(speaker, country=country)) if country else quote  # noqa: PLW2901
        quotes.append(quote)
    return replace(found, people=people, quotes=tuple(quotes))


class Origins(OriginBodies, OriginLegs, OriginsAgainst, Vacancies):
    """The people of one article, their countries as far as they are known, and where else these may be told."""

    def __init__(self, found: Findings, lexicon: Lexicon) -> None:
        super().__init__(found, lexicon)
        self._people = found.people
        self._nouns: dict[str, set[str]] = {}  # the nouns of the offices of a country's people
        for one in found.people:
            self._hold(one)
        self._unnamed: dict[str, set[str]] | None = None
        self.rules: dict[str, str] = {}  # by name: which rule told the country

    def told(self) -> dict[str, str]:
        """The country of each person that is told by something other than their own titles."""
        found: dict[str, str] = {}
        for _ in range(_ROUNDS):
            for one in self._people:
                if one.name in self._countries:
                    continue
                if country := self._of(one):
                    found[one.name] = self._countries[one.name] = country
                    self._hold(one)
        return found

    def _hold(self, one: Person) -> None:
        """Notes whose office a person holds."""
        country = self._countries.get(one.name)
        if not country:
            return
        self._nouns.setdefault(country, set()).add(noun_of(one))
        if noun_of(one) in self._words.sole:
            self._holders.setdefault(fold_word(one.office), set()).add(country)

    def _of(self, one: Person) -> str:
        """The country of a person by the first rule that tells one which nothing speaks against."""
        against = self.against(one)
        rules: tuple[tuple[str, Callable[[Person], Iterable[str]]], ...] = (
            ("set after the name", self._set_after),
            ("for whom one signs", self._signed),
            ("for whom one leads or speaks", self._represents),
            ("whose embassy one opens, whose country it is", self._opens),
            ("an official told of before", self._told_before),
            ("who invites to their country", self._invites),
            ("whom a guest sees there", self._visited),
            ("whom a traveller meets on a leg", self._on_a_leg),
            ("of whose body", self._owned),
            ("party and state", self._tagged),
            ("whose adviser", self._owner),
            ("who speaks for a body of that country", self._voice),
            ("said of by a body of that country", self._told_by_body),
            ("one of two titles", self._beside),
            ("an office of that country", self._by_office),
            ("the office without the name", self._nameless),
            ("of a body told of before", self._of_told_body),
            ("in company", self._company),
            ("said of one's own country", self._stance),
            ("whoever acts in the sentence before", self._actor),
            ("the dateline", self._at_home),
            ("whose office issued it", self._of_the_issuer),
        )
        for name, rule in rules:
            countries = {country for country in rule(one) if country} - against
            if len(countries) == 1:
                self.rules[one.name] = name
                return countries.pop()
        return ""

    # --- what tells the country ---

    def _set_after(self, one: Person) -> Iterator[str]:
        """As in "General Ada Stone, the top Kolan general in the south,"."""
        for span in one.mentions[:NAMINGS]:
            opening = _SET_AFTER.match(self._text, span.end)
            place = self._place_at(opening.end()) if opening else None
            if place and (self._describes(place) or self._view.startswith("'s ", place.span.end)):
                noun = _NOUN.match(self._text, place.span.end)
                title, tail, _ = _TAIL_OF.sub("\n", noun[1], count=1).partition("\n") if noun else ("", "", "")
                named = noun and not tail and _NAME.match(self._text, noun.end())
                if self._words.serving & set(title.split()) and not named:
                    yield place.country

    def _tagged(self, one: Person) -> Iterator[str]:
        """As in "Rep. Ada Stone, R-Ky.,": whose lawmakers bear party and state."""
        for span in one.mentions[:NAMINGS]:
            if tag := _PARTY.match(self._text, span.end):
                yield self._words.parties.get(tag[1].lower(), "")

    def _voice(self, one: Person) -> Iterator[str]:
        """As in "Ada Stone, spokeswoman for the Kolan embassy in Lima"."""
        if self._words.speakers.isdisjoint(fold_word(one.office).split()):
            return
        for span in one.descriptions[:NAMINGS]:
            sentence = self._sentence_at(span.start)
            for place in self._places_in(Span(span.start, min(sentence.end, span.end + _TAIL))) if sentence else ():
                opens = _FOR.search(self._view, span.start, place.span.start)
                if opens and (place.form != "name" or self._view.startswith("'s ", place.span.end)):
                    yield place.country
                break

    def _told_by_body(self, one: Person) -> Iterator[str]:
        """As in "Kolan's foreign ministry said that Vice Minister Ada Stone had": a body speaks of its own."""
        for span in (
            one.descriptions[:NAMINGS] if self._words.serving.intersection(fold_word(one.office).split()) else ()
        ):
            if sentence := self._sentence_at(span.start):
                said = _SAYS.search(self._view, sentence.start, span.start)
                at = bisect_left(self._place_starts, said.start()) - 1 if said else -1
                if at >= 0 and self._place_starts[at] >= sentence.start:
                    place = self._places[at]
                    body = _OF_STATE.fullmatch(self._view, place.span.end, said.start()) if said else None
                    if body and body[1] in self._words.state_bodies:
                        yield place.country

    def _owner(self, one: Person) -> Iterator[str]:
        """As in "Stone's security adviser Bo Lund", "Bo Lund, an adviser to President Stone"."""
        for span in one.mentions[:NAMINGS]:
            if aide := _HIS_AIDE.search(self._view, max(0, span.start - _REACH), span.start):
                at = bisect_left(self._name_starts, aide.start()) - 1
                if (
                    at >= 0
                    and self._named[at][1] == aide.start()
                    and aide[1] in self._words.speakers | self._words.serving
                ):
                    yield self._countries.get(self._named[at][2].name, "")
        for span in one.descriptions[:NAMINGS] if one.office else ():
            start, end = self._at(span.start)
            if end and self._view.startswith("'s ", end):
                yield self._countries.get(self._named[start][2].name, "")
            inside = bisect_left(self._name_starts, span.start + 1), bisect_left(self._name_starts, span.end)
            for _, _, other in self._named[slice(*inside)]:
                if other is not one:
                    yield self._countries.get(other.name, "")  # "Bo Lund, an adviser to Stone"
            link = _TO.match(self._view, span.end)
            at = bisect_left(self._name_starts, link.end()) if link else len(self._named)
            if link and at < len(self._named) and _TITLE.fullmatch(self._text, link.end(), self._name_starts[at]):
                yield self._countries.get(self._named[at][2].name, "")

    def _beside(self, one: Person) -> Iterator[str]:
        """As in "Kolan Prime Minister Ada Stone and Trade Minister Bo Lund", two titles of one country."""
        rank = {noun_of(one), " ".join(fold_word(one.office).split()[-2:])}
        second = fold_word(one.office).startswith("vice")
        if not self.serves(one) or (rank & self._words.rulers and not second):
            return  # "Kolan Prime Minister Ada Stone and President Lund": the second is the paper's own
        for span in one.descriptions[:NAMINGS]:
            gap = _AND.search(self._view, max(0, span.start - 6), span.start)
            if gap is None or (second and "and" in gap[0]):
                continue
            at = bisect_left(self._name_starts, span.start) - 1
            if at < 0 or self._named[at][1] != gap.start():
                continue
            first = self._named[at][2]
            if not self._words.posted.isdisjoint(fold_word(first.office).split()):
                continue  # "Kolan's ambassador, Ada Stone, and Trade Minister Bo Lund": a guest beside the hosts
            opening = self._view[max(0, self._named[at][0] - _OPENING) : self._named[at][0]]
            apart = _BETWEEN.search(opening) or LEAD_APART.match(self._view, span.end)
            if first.office and fold_word(first.office) != fold_word(one.office) and not apart:
                yield self._countries.get(first.name, "")

    def _by_office(self, one: Person) -> Iterator[str]:
        """The countries that have such an office, of those the article speaks of."""
        words = fold_word(one.office).split()
        if "for" in words:  # "commissioner for energy"
            named = " ".join(words[: words.index("for") + 1])
            yield from self._words.offices_of.get(named, set()) & self._spoken_of
        yield from self._owners_of(words)

    def _nameless(self, one: Person) -> Iterator[str]:
        """The Kolan foreign minister, of a foreign minister who is named elsewhere without the country."""
        if self._unnamed is None:
            self._unnamed = self._read_unnamed()
        for country in self._unnamed.get(fold_word(one.office), ()):
            nouns = self._nouns.get(country, set())
            if noun_of(one) not in nouns and "" not in nouns:  # nobody else can be meant
                yield country

    def _read_unnamed(self) -> dict[str, set[str]]:
        """The countries of the offices that stand without a name, by the office."""
        found: dict[str, set[str]] = {}
        for place in self._places:
            office = self._words.office.match(self._view, place.span.end)
            if office and not _NAME.match(self._text, office.end()):
                found.setdefault(office[1], set()).add(place.country)
        return found

    def _company(self, one: Person) -> Iterator[str]:
        """Whose company a person is in: "Kolan President Ada Stone, accompanied by Trade Minister Bo Lund"."""
        for span in one.descriptions[:1] or one.mentions[:1]:
            sentence = self._sentence_at(span.start)
            start = max(sentence.start, span.start - _LIST) if sentence else 0
            cues = list(self._words.company.finditer(self._view, start, span.start)) if sentence else []
            cue = cues[-1] if cues else None
            if sentence is None or cue is None or self._places_in(Span(cue.end(), span.start)):
                continue
            owner = _OWNER.search(self._view, span.start, span.end)
            if owner and owner[1] not in self._words.bodies:
                continue  # somebody else's
            at = bisect_left(self._name_starts, cue.start()) - 1
            if group := self._group_before(Span(start, cue.start())):
                yield group
            elif cue[0] in self._words.members:
                continue
            elif at >= 0 and self._name_starts[at] >= sentence.start:
                yield self._countries.get(self._named[at][2].name, "")
            else:
                yield self._acting(sentence)

    def _stance(self, one: Person) -> Iterator[str]:
        """As in "Stone said Kolan opposes the plan": what people in office say of their own country."""
        for span in (*one.mentions[:NAMINGS], *one.descriptions[:1]) if self.serves(one) else ():
            said = _SAID.match(self._view, span.end)
            place = self._place_at(said.end()) if said else None
            if place and place.form != "demonym" and self._words.stance.match(self._view, place.span.end):
                yield place.country
            sentence = self._sentence_at(span.start)
            if sentence and (after := _FOLLOWER.match(self._view, span.end)) and after[1] in self._words.speech:
                for place in self._places_in(Span(sentence.start, sentence.start + 5)):  # "China hopes …, Stone said"
                    if place.form != "demonym" and self._words.stance.match(self._view, place.span.end):
                        yield place.country

    def _actor(self, one: Person) -> Iterator[str]:
        """Whoever acts in this sentence or the one before, for the spokesman of a body that is not said whose."""
        if noun_of(one) not in self._words.speakers or not one.mentions:
            return
        span = one.mentions[0]
        number = bisect_right(self._sentence_starts, span.start) - 1
        if number < 0 or not self._leads(one, span, self._sentences[number]):
            return
        here = self._sentences[number]
        country = self._acting(Span(here.start, span.start))
        yield country or (self._acting(self._sentences[number - 1]) if number else "")

    def _at_home(self, one: Person) -> Iterator[str]:
        """The country of the dateline, for a person in office who speaks or acts."""
        if not self._home or not self.serves(one, home=True) or (self._is_abroad and not self._paper):
            return
        told = ((span, sentence) for span in one.mentions[:NAMINGS] if (sentence := self._sentence_at(span.start)))
        first = next(told, None)
        if first is None or fold_word(one.office).split()[0] not in self._words.charges:
            return  # "Tavoit Premier Ada Stone" is of a province or town
        if _GUEST.match(self._view, first[0].end):
            return  # "Foreign Minister Ada Stone, who came with the king"
        if self._leads(one, *first) or self._is_called_on(one, *first):
            yield self._home

    def _of_the_issuer(self, one: Person) -> Iterator[str]:
        """The country whose office issued the text, for whoever acts in its first sentence."""
        if not self._office or not one.office or self.is_private(one) or not self._sentences:
            return
        first = next((span for span in one.mentions if self._sentence_at(span.start) == self._opening), None)
        if first is not None and self._leads(one, first, self._opening):
            yield self._office

    @cached_property
    def _opening(self) -> Span:
        """The first sentence of the text below the headline and the issuer's lines."""
        return next(
            (one for one in self._sentences if self._text.endswith(_FULL_STOP, one.start, one.end)), self._sentences[0]
        )

    def _is_called_on(self, one: Person, span: Span, sentence: Span) -> bool:
        """Whether a guest of another country calls on them: "Kolan's Ada Stone called on Premier Bo Lund"."""
        if noun_of(one) not in self._words.rulers:
            return False
        start = next((told.start for told in one.descriptions if told.meets(span)), span.start)
        met = _CALLS_ON.search(self._view, sentence.start, start)
        guests = self._named[bisect_left(self._name_starts, sentence.start) : bisect_left(self._name_starts, start)]
        countries = {self._countries.get(guest.name, "") for _, _, guest in guests} if met else set()
        return len(countries) == 1 and countries.isdisjoint({"", self._home})

    @cached_property
    def _is_abroad(self) -> bool:
        """Whether the dateline's own people are told by their country beside others who are not: these are guests."""
        told = {one.name for one in self._people if self._countries.get(one.name) == self._home}
        for one in self._people:
            if one.country or one.name in told or not self.serves(one, home=True):
                continue
            for span in one.mentions[:1]:
                sentence = self._sentence_at(span.start)
                ends = (sentence.start, sentence.end) if sentence else (0, 0)
                low, high = (bisect_left(self._name_starts, at) for at in ends)
                if any(other.name in told for _, _, other in self._named[low:high]):
                    return True
        return False

    # --- what stands where ---

    def _leads(self, one: Person, span: Span, sentence: Span) -> bool:
        """Whether a person opens the sentence or speaks in it."""
        start = next((told.start for told in one.descriptions if told.meets(span)), span.start)
        if start - sentence.start <= 4 or _STYLE.fullmatch(self._text, sentence.start, start):  # "But", "The"
            return True
        after = _FOLLOWER.match(self._view, span.end)
        before = _WORD_BEFORE.search(self._view, max(sentence.start, start - 20), start)
        return bool((after and after[1] in self._words.speech) or (before and before[1] in self._words.speech))


_FULL_STOP = (".", '"', "”")
_STYLE = re.compile(
    r"(?:(?:But|And|On \w+day|In \w+),? )?(?:(?:HH|HE|HM|HRH|H\.\w\.(?:\w\.)?|(?:His|Her|Their) [A-Z]\w+(?: [A-Z]\w+)?)"
    r",? )?(?:the )?"
)
_REACH = 80  # characters before a name in which it is told whose spokeswoman that is
_HIS_AIDE = re.compile(r"['’]s? (?:[a-z-]+ )?([a-z]+), (?:[\w.]+ ){0,3}\Z")
_GUEST = re.compile(r",? who (?:(?:has|had|is|was|also) )*(?:travel|accompan|arriv|came|flew|visit|flies)")
_CALLS_ON = re.compile(
    r"\b(?:called on|calls on|met|meets|met with|received by|welcomed by|hosted by|talks with|courtesy call on|"
    r"audience with)(?: (?:the|his|her|h\.?[eh]\.?|excellency|highness|majesty))* \Z"
)
_OWNER = re.compile(r"([\w-]+)(?:'s|s')(?!\w)")
_OPENING = 160  # characters before the first of two names in which it is told that they are of two countries
_BETWEEN = re.compile(r"\b(?:between|co-?(?:chaired|hosted|led) by) (?:[\w.'-]+ ){0,16}\Z")
_SET_AFTER = re.compile(r"(?:, (?!and |with |as )| is | serves as )(?:(?:the|a|an) )?(?:[a-z-]+ ){0,2}")
_NOUN = re.compile(r"(?:['’]s)? ((?:[a-z-]+ ){0,4}[a-z-]+)")
_TAIL_OF = re.compile(r" (?:in|to|at|for|on|of|who|and)\b")
_TO = re.compile(r" (?:to|for|of) (?:the )?")
_TITLE = re.compile(r"(?:(?:the|of|and|[A-Z][\w.’'-]*|[a-z]+er|president|king|chief) ){0,7}")
_AND = re.compile(r"(?:,|, and| and)(?: the)? \Z")
_NAME = re.compile(r",? [A-Z]")
_PARTY = re.compile(r",? \(?([A-Z])-[A-Z][\w.]+")
_TAIL = 40  # characters behind a title in which it stands for whom somebody speaks
_FOR = re.compile(r"\b(?:for|of|at) (?:the )?\Z")
_SAYS = re.compile(r" (?:said|says|confirmed|announced|reported)(?: in a statement)?(?: on [a-z]+day)?(?: that)?\s\Z")
_OF_STATE = re.compile(r"(?:'s)? (?:[a-z-]+ ){0,2}([a-z]+)(?: on [a-z]+day)?")
_SAID = re.compile(
    r",? (?:also |later )?(?:said|says|added|stressed|noted|told [a-z]+)(?: on [a-z]+day)?(?: that)? (?:the )?"
)
_FOLLOWER = re.compile(r"(?:,? |, [^,.]{1,60}, )([a-z]+)")
_WORD_BEFORE = re.compile(r"([a-z]+) (?:(?:the|an?) )?\Z")
