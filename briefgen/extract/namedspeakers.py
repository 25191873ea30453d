"""Speakers told by name: a person of the article, a country, a body, somebody named only here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from briefgen.extract.attribution import Attribution
from briefgen.extract.bearers import Bearers
from briefgen.extract.fullnames import FullNames, bodies, first_names, heads, titles, without
from briefgen.extract.holders import Holders
from briefgen.extract.outlets import is_outlet
from briefgen.lexicon import Lexicon
from briefgen.model import Person, Place, Span, Speaker
from briefgen.text import fold, squeeze

_CAPITALS_BEFORE = re.compile(r"(?:[^\W\d_a-z][\w’'&-]* )+\Z")
_TAIL_BEFORE = re.compile(r"[a-z] (?:in|to|of|for|at|from) (?:the )?\Z")


class NamedSpeakers:
    """Knows whom the names of one article stand for."""

    def __init__(
        self,
        text: str,
        bearers: Bearers,
        full_names: FullNames,
        holders: Holders,
        places: Sequence[Place],
        lexicon: Lexicon,
    ) -> None:
        self.text = text
        self.bearers = bearers
        self.full_names = full_names
        self.holders = holders
        self.by_place = {place.span: place for place in places}
        self.lexicon = lexicon

    def speaker(self, attribution: Attribution, mention: Span) -> tuple[Speaker, bool] | None:
        """The speaker where the mention holds a name."""
        core = attribution.core or mention
        one = self.bearers.charged(core, attribution.tail) if attribution.pair else None
        if one is not None:
            return named(one, mention), True
        if attribution.pair and attribution.tail is not None:
            both = " and ".join(self._full_name(one) for one in (core, attribution.tail))
            joint = {core, attribution.tail} <= self.by_place.keys()  # "Kolan and Peru said in a joint statement"
            return Speaker(name=both, mention=mention, kind="named", joint=joint), True
        place = attribution.antecedent or core
        person = self.bearers.at(place) or self.bearers.tagged(place)
        if person is None and attribution.head in ("h", "N"):
            person = self.bearers.behind(attribution.tail)
        if person is None and attribution.antecedent is not None:
            person = self.bearers.apposed(attribution.antecedent)
        if person is not None:
            who, sure = self.bearers.told(person, place)
            return speaker_of(who, mention), sure
        words = squeeze(place.of(self.text))
        if place == mention and words.isalpha() and words[0].isupper() and self.full_names.bearers(words):
            return self._other_name(attribution, mention, place, words)  # "King said", of Ada King
        if attribution.head != "N" or self._is_office(words):
            return None
        return self._other_name(attribution, mention, place, words)

    def _other_name(self, attribution: Attribution, mention: Span, place: Span, words: str) -> tuple[Speaker, bool]:
        """The speaker of a name that is no listed person's: a country, a body, somebody named only here."""
        last = fold(words.rsplit(maxsplit=1)[-1])
        whole = squeeze(mention.of(self.text))
        if _TAIL_BEFORE.search(self.text, mention.start, place.start):  # "the Kolan mission to the port of Varna"
            return Speaker(name=without_article(whole), mention=mention, kind="named"), True
        if country := self.by_place.get(place):
            return Speaker(name=words, mention=mention, kind="named", country=country.country), True
        if attribution.body is not None and last in _named_after(self.lexicon):
            return self._body(squeeze(attribution.body.of(self.text)).removeprefix("the "), mention), True
        if last in bodies(self.lexicon) and words != squeeze(mention.of(self.text)):
            return self._body(without_article(squeeze(mention.of(self.text))), mention), True
        if without_article(whole) == whole:
            bearer = self.bearers.addressed(place, words) or self.bearers.addressed(mention, whole.partition(" ")[2])
        else:
            bearer = self.bearers.initialled(place)
        if bearer is not None:
            return named(bearer, mention), True
        name, sure = self.bearers.fuller(place, words)
        if without_article(whole) != whole and name != words and not self.full_names.is_body(name.split()):
            name, sure = words, True  # "the Hill" is nobody of that name
        if name == words:  # "Monetary Fund" of "the International Monetary Fund"
            before = _CAPITALS_BEFORE.search(self.text, max(mention.start, place.start - 80), place.start)
            longer = without_article(f"{before[0] if before else ''}{words}").split()
            name = " ".join(without(titles(self.lexicon), longer))
        return self._body(name, mention), sure

    def _full_name(self, one: Span) -> str:
        """One name of a pair, as fully as the article has it."""
        person = self.bearers.at(one)
        name = person.name if person is not None else squeeze(one.of(self.text))
        return name if " " in name or one in self.by_place else self.full_names.of(name, one.start)[0]

    def _body(self, name: str, mention: Span) -> Speaker:
        """A name that is nobody's in the article: an outlet speaks in writing, a body for its country."""
        outlet = is_outlet(fold(name), fold(squeeze(mention.of(self.text))), self.lexicon)
        country = "" if outlet else self.holders.country_in(mention)
        return Speaker(name=name, mention=mention, kind="document" if outlet else "named", country=country)

    def _is_office(self, words: str) -> bool:
        """Whether a name is no more than an office: "the King", "US Ambassador"; not "Ada King"."""
        first, last = fold(words.split(maxsplit=1)[0]), fold(words.rsplit(maxsplit=1)[-1])
        return last in heads(self.lexicon) and (last == fold(words) or first not in first_names(self.lexicon))


def named(person: Person, mention: Span) -> Speaker:
    """A person of the article as a speaker."""
    return Speaker(name=person.name, mention=mention, kind="named", office=person.office, country=person.country)


def speaker_of(who: Person | str, mention: Span) -> Speaker:
    """A person of the article, or a bare name, as a speaker."""
    return Speaker(name=who, mention=mention, kind="named") if isinstance(who, str) else named(who, mention)


def without_article(words: str) -> str:
    """A name without the article before it."""
    return words.removeprefix("the ").removeprefix("The ")


@cache
def _named_after(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.words("quotes.named_after"))
