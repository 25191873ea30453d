"""Who a description of a person stands for: "the foreign minister", "the former diplomat", "the 54-year-old"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from briefgen.extract.pronouns import office_sexes
from briefgen.extract.wordclasses import word_class
from briefgen.lexicon import Lexicon
from briefgen.model import Person, Place, Span
from briefgen.text import fold

_REST = 200  # characters behind a phrase in which the rest of its sentence stands
_STOP = re.compile(r"[.!?][\"”’]?\s+[^a-z]|\n")
_BESIDE = 60  # characters before a name in which "counterpart" stands
_SAME_SENTENCE = 250  # characters before it in which the other of the two is named
_COUNTERPART = re.compile(r"\b(?:his|her|their) (?:[\w’'-]+ ){0,3}(?:counterpart|opposite number|peer|homologue),? \Z")
_MANY = 12  # people one word describes; where there are more, it tells nobody
_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_OWNED = re.compile(r"['’]s? ")
_POSTED = re.compile(r" (?:to|in|at) ")
_AGED = re.compile(r", (\d\d),")
YEARS_OLD = re.compile(r"(\d\d)-year-old\Z")
_APPOSED = re.compile(r", (?:(?:an?|the|who (?:is|was) (?:an?|the)) )?((?:[\w’'-]+ ){0,4}[\w’'-]+)")


@dataclass(frozen=True, slots=True)
class Holder:
    """A person, with the words the article describes them by: all of them, and those of each title with the noun."""

    person: Person
    words: frozenset[str]
    titles: tuple[frozenset[str], ...]


class Holders:
    """The people of one article by the nouns that describe them, read when first asked for."""

    def __init__(self, text: str, people: Sequence[Person], places: Sequence[Place], lexicon: Lexicon) -> None:
        self.text = text
        self.people = people
        self.places = places
        self.place_starts = [place.span.start for place in places]
        self.lexicon = lexicon
        self._by_head: dict[str, list[Holder]] | None = None

    def holder(
        self, phrase: Span, head: str, last: str, *, later: bool = False, near: bool = False
    ) -> tuple[Person | None, bool]:
        """Whom a definite phrase stands for, and whether that is sure; ``last`` is the name of whoever spoke last.

        ``near``: they spoke right before. ``later``: or somebody who is named only behind it, as in a lede.

        Where nobody fits it is sure that the phrase stands for none of the people; where several do, it is not.
        """
        if self._by_head is None:
            self._by_head = self._read()
        own = self._own(phrase)
        described = self.words_of(own)
        nouns = self._nouns(own, described, head)
        many = {one.person.name: one for noun in nouns for one in self._by_head.get(noun, ())[: _MANY + 1]}
        if len(many) > _MANY:
            return None, True
        sender = self._sender(phrase, head)
        country = self.country_in(sender) or self._country_of_office(phrase)
        post = self.country_in(Span(sender.end, phrase.end)) if sender.end < phrase.end else ""
        sex = office_sexes(self.lexicon).get(head, "")
        gone = bool(described & _former(self.lexicon))
        fits = [
            one
            for one in many.values()
            if (later or one.person.mentions[0].start < phrase.start)
            and not (country and one.person.country and country != one.person.country)
            and not (sex and one.person.gender and sex != one.person.gender)
            and (head == "leader" or any(self._of_one_rank(described, title) for title in one.titles))
            and self._of_one_field(described, one.words)
            and (gone or not all(title & _no_longer(self.lexicon) for title in one.titles))
            and not (post and one.person.country == post)
        ]
        before = Span(phrase.start, own.start)
        owner = self.words_of(before) & _describing(self.lexicon)
        owned = [one for one in fits if owner <= one.words]
        unsure = bool(fits) and not owned  # "the minister's spokesman", who may be another's
        unsure = unsure or bool(before.start < before.end and not owner and not self.country_in(before))
        fits = owned or fits
        if gone:
            fits = [one for one in fits if one.words & _former(self.lexicon)] or fits
        if len(fits) > 1:
            rest = described - set(nouns) - _articles(self.lexicon)
            fits = (
                [one for one in fits if rest and rest <= one.words]
                or [one for one in fits if country and one.person.country == country]
                or fits
            )
        if len(fits) > 1:
            fits = [one for one in fits if not self._named_behind(phrase, one.person)] or fits
        if len(fits) > 1:
            spoke = [one for one in fits if one.person.name == last]
            return (spoke[0].person, near and not unsure) if spoke else (None, False)
        if not fits:
            return None, True
        return fits[0].person, not unsure and (not gone or bool(fits[0].words & _former(self.lexicon)))

    def _country_of_office(self, phrase: Span) -> str:
        """The country that alone has an office of that word: "the taoiseach"."""
        only = _offices_only(self.lexicon)
        return next((only[word] for word in _WORD.findall(fold(phrase.of(self.text))) if word in only), "")

    def _sender(self, phrase: Span, head: str) -> Span:
        """The part of a phrase that tells whose somebody is: "the ambassador to Peru" is not Peru's."""
        sent = head in self.lexicon.words("people.origins.accredited")
        posted = _POSTED.search(self.text, phrase.start, phrase.end) if sent else None
        return Span(phrase.start, posted.end()) if posted else phrase

    def _named_behind(self, phrase: Span, person: Person) -> bool:
        """Whether somebody is named later in the sentence of a phrase, which is of another then.

        "The president said so when he received President Stone"; but not in an apposition, "The president, Ada Stone,".
        """
        end = _STOP.search(self.text, phrase.end, phrase.end + _REST)
        last = end.start() if end else phrase.end + _REST
        at = bisect_left(person.mentions, Span(phrase.end, phrase.end))
        named = person.mentions[at : at + 1]
        return bool(named) and phrase.end + len(", ") < named[0].start < last

    def country_in(self, phrase: Span) -> str:
        """The country whose word stands in a phrase, where it is one."""
        first = bisect_left(self.place_starts, phrase.start)
        last = bisect_right(self.place_starts, phrase.end - 1)
        found = {place.country for place in self.places[first : min(last, first + 4)]}
        return found.pop() if len(found) == 1 else ""

    def opens_with_country(self, phrase: Span) -> bool:
        """Whether the word of a country opens a phrase."""
        at = bisect_left(self.place_starts, phrase.start)
        return (
            at < len(self.places) and phrase.start == self.places[at].span.start < self.places[at].span.end < phrase.end
        )

    def words_of(self, phrase: Span) -> frozenset[str]:
        """The folded words of a phrase but for countries, with offices of two words that go by one as that one."""
        first = bisect_left(self.place_starts, phrase.start)
        pieces, at = [], phrase.start
        for place in self.places[first : bisect_right(self.place_starts, phrase.end - 1)][:4]:
            pieces.append(self.text[at : place.span.start])
            at = max(at, place.span.end)
        pieces.append(self.text[at : phrase.end])
        return _canonical(" ".join(pieces), self.lexicon)

    def _nouns(self, own: Span, described: frozenset[str], head: str) -> tuple[str, ...]:
        """The words to look a phrase up by: the noun its head goes by, or an age."""
        if age := YEARS_OLD.match(head):
            return (age[1],)
        if head == "leader":
            return _leaders(self.lexicon)
        alike = head_alike(head, self.lexicon)
        if alike in described:
            return (alike,)
        front = self._front(own)
        nouns = self.words_of(front) & _describing(self.lexicon)
        if alike in _describing(
            self.lexicon
        ):  # "minister" of "prime minister": only an office of two words can be meant
            nouns -= frozenset(_WORD.findall(fold(front.of(self.text))))
        return tuple(sorted(nouns))

    def _of_one_rank(self, described: frozenset[str], title: frozenset[str]) -> bool:
        """Whether words that make another office of the same noun stand in both or in neither: "vice", "deputy"."""
        return described & _ranks(self.lexicon) == title & _ranks(self.lexicon)

    def _of_one_field(self, described: frozenset[str], known: frozenset[str]) -> bool:
        """Whether an office is for the same affairs, as far as both tell: not "finance" and "foreign"."""
        fields = _fields(self.lexicon)
        return not described & fields or not known & fields or described & fields <= known

    def _read(self) -> dict[str, list[Holder]]:
        heads = _describing(self.lexicon)
        found: dict[str, list[Holder]] = {}
        for person in self.people:
            titles: dict[str, list[frozenset[str]]] = {}
            words = set[str]()
            for phrase in self._phrases(person):
                words |= self.words_of(phrase)
                own = self._own(phrase)
                title = self.words_of(own)
                for noun in self.words_of(self._front(own)) & heads:
                    titles.setdefault(noun, []).append(title)
            if lender := self._lender(person):
                for noun, many in lender.items():
                    titles.setdefault(noun, []).extend(many)
                    words = words.union(*many)
            if aged := _AGED.match(self.text, person.mentions[0].end):
                titles[aged[1]] = [frozenset()]
            for noun, many in titles.items():
                found.setdefault(noun, []).append(Holder(person, frozenset(words), tuple(many)))
        return found

    def _lender(self, person: Person) -> dict[str, list[frozenset[str]]]:
        """The titles of whoever somebody is the counterpart of: "Minister Odur met his Kenyan counterpart, Kolas"."""
        at = person.mentions[0].start
        if _COUNTERPART.search(self.text, max(0, at - _BESIDE), at) is None:
            return {}
        before = [
            (mention.start, other)
            for other in self.people
            if other is not person and not (other.country and other.country == person.country)
            for mention in other.mentions[:1]
            if at - _SAME_SENTENCE < mention.start < at
        ]
        other = max(before, key=lambda one: one[0])[1] if before else None
        titles: dict[str, list[frozenset[str]]] = {}
        for phrase in self._phrases(other) if other is not None else ():
            title = self.words_of(self._own(phrase))
            for noun in self.words_of(self._front(self._own(phrase))) & _describing(self.lexicon):
                titles.setdefault(noun, []).append(title)
        return titles

    def _front(self, phrase: Span) -> Span:
        """A title up to what it is over: "minister" of "minister of the king's household"."""
        tail = _TAIL.search(self.text, phrase.start, phrase.end)
        if tail is not None and fold(self.text[tail.start() : tail.start() + 8]) == "of state":
            tail = _TAIL.search(self.text, tail.end(), phrase.end)
        return Span(phrase.start, tail.start()) if tail else phrase

    def _own(self, phrase: Span) -> Span:
        """A phrase behind its owner: "spokesman" of "the prime minister's spokesman"; the owner is never meant."""
        owners = list(_OWNED.finditer(self.text, phrase.start, self._front(phrase).end))
        return Span(owners[-1].end(), phrase.end) if owners else phrase

    def _phrases(self, person: Person) -> list[Span]:
        """The titles and appositions of a person, without the name."""
        named = {mention.start: mention.end for mention in person.mentions}
        ends = {mention.end: mention.start for mention in person.mentions}
        phrases: list[Span] = []
        for span in person.descriptions[:_MANY]:
            if span.end in ends:
                phrases.append(Span(span.start, max(span.start, ends[span.end])))
            elif span.start in named:
                phrases.append(Span(named[span.start], span.end))
            else:
                after = max((end for start, end in named.items() if span.start <= start < span.end), default=span.start)
                phrases.append(Span(after, max(after, span.end)))
        apposed = (_APPOSED.match(self.text, mention.end) for mention in person.mentions[:3])
        phrases += [Span(*found.span(1)) for found in apposed if found and not self._is_clause(found[1])]
        return [phrase for phrase in phrases if not _OWNED.match(self.text, phrase.end)]

    def _is_clause(self, words: str) -> bool:
        """Whether words behind a comma are a new clause: "Alongside Kolas, the premier has met Odur"."""
        kinds = [word_class(fold(word), self.lexicon) for word in words.split()[1:]]
        verb = next((n for n, kind in enumerate(kinds) if kind in _FINITE), len(kinds))
        return verb < len(kinds) and not _RELATIVE.intersection(words.split()[: verb + 2])


_FINITE = ("V", "X", "b")
_RELATIVE = frozenset(("who", "whose", "which", "that", "whom", "as"))
_TAIL = re.compile(r"\b(?:of|for|to|at|in|from|who|whose|on|by)\b")


def head_alike(words: str, lexicon: Lexicon) -> str:
    """Folded words with each noun under the one its office goes by: "spokesperson" for "spokeswoman"."""
    for pattern, one in _alike(lexicon):
        words = pattern.sub(one, words)
    return words


def _canonical(phrase: str, lexicon: Lexicon) -> frozenset[str]:
    folded = " ".join(_WORD.findall(fold(phrase).replace("'s", "")))
    return frozenset(head_alike(folded, lexicon).split())


@cache
def _offices_only(lexicon: Lexicon) -> dict[str, str]:
    """The country of each office of one word that no other has."""
    groups = lexicon.groups("people.offices_only").items()
    return {fold(word): country for country, many in groups for word in many if " " not in word}


@cache
def _fields(lexicon: Lexicon) -> frozenset[str]:
    """Words that tell what affairs an office is for."""
    return frozenset(lexicon.words("people.titles.tails")) - {"office", "general", "special", "state"}


@cache
def _alike(lexicon: Lexicon) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The words an office goes by, for all its names."""
    groups = lexicon.groups("quotes.offices_alike").items()
    return tuple((re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b"), one) for one, names in groups)


@cache
def _leaders(lexicon: Lexicon) -> tuple[str, ...]:
    return lexicon.words("quotes.leaders")


@cache
def _ranks(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.words("quotes.ranks"))


@cache
def _former(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.words("quotes.gone"))


@cache
def _no_longer(lexicon: Lexicon) -> frozenset[str]:
    """Words of a title whose bearer is not meant by the office alone: "former"; a retired general is "the general"."""
    return frozenset(lexicon.words("people.titles.former"))


@cache
def _articles(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.words("quotes.grammar.determiners"))


@cache
def _describing(lexicon: Lexicon) -> frozenset[str]:
    """Nouns that describe a person, under the word their office goes by."""
    kin = set(lexicon.words("people.titles.heads.kin"))
    nouns = {fold(word) for word in (*lexicon.words("people.titles.heads"), *lexicon.words("quotes.people"))} - kin
    return frozenset(word for noun in nouns if " " not in noun for word in _canonical(noun, lexicon)) | {
        one.split()[0] for _, one in _alike(lexicon)
    }
