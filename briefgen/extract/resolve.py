"""Who a mention is: the second step, from the phrase a quotation is attributed to, to a name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from briefgen.extract.attribution import Attribution
from briefgen.extract.descriptions import Descriptions
from briefgen.extract.pronouns import SEX, Pronouns, first_name_sexes
from briefgen.lexicon import Lexicon
from briefgen.model import Article, Person, Sentence, Span, Speaker
from briefgen.text import fold, squeeze

_RUN = re.compile(
    r"[^\W\d_a-z][\w’'-]*(?: (?:[^\W\d_a-z]\.|[^\W\d_a-z][\w’'-]*|(?:al|bin|de|van|von|of) [^\W\d_a-z][\w’'-]*)){1,4}"
)
_POSSESSIVE = re.compile(r"['’]s?\b")


class Resolver:
    """Knows the people of one article by the places where they are named, and remembers who spoke last."""

    def __init__(
        self,
        article: Article,
        sentences: Sequence[Sentence],
        people: Sequence[Person],
        quoted: Sequence[Span],
        lexicon: Lexicon,
    ) -> None:
        self.text = article.text
        self.area = article.span
        self.lexicon = lexicon
        self.pronouns = Pronouns(article.text, sentences, people, quoted, lexicon)
        self.people = people
        self.named, self.starts = self.pronouns.named, self.pronouns.starts
        self.sex_of = {person.name: sex for person, sex in zip(people, self.pronouns.sexes, strict=True)}
        self.descriptions = Descriptions(article.text, article.span, lexicon)
        self.last_unnamed = ""
        self.last: tuple[int, Speaker, str] | None = None  # sentence, speaker and sex of the last one with a name
        self._runs: tuple[dict[str, Counter[str]], dict[str, str]] | None = None
        self._holders: dict[str, list[Person]] = {}
        for person in people:
            if person.office:
                self._holders.setdefault(fold(person.office).split()[-1], []).append(person)

    def speaker(self, attribution: Attribution) -> tuple[Speaker | None, bool]:
        """The speaker and whether the name is sure; None where the attribution leads to nobody."""
        mention = attribution.mention
        if mention is None:
            return None, False
        if attribution.head == "P":
            speaker, sure = self._pronoun(mention)
        else:
            named = self._by_name(attribution, mention)
            speaker, sure = (named, True) if named is not None else self._nominal(attribution, mention)
        if speaker.kind == "named":
            first = fold(speaker.name.split()[0])
            sex = self.sex_of.get(speaker.name) or first_name_sexes(self.lexicon).get(first, "")
            known = bool(sex) or speaker.name in self.sex_of
        if speaker.kind == "named" and known:
            self.last = self.pronouns.sentence_at(mention.start), speaker, sex
        return speaker, sure

    # --- names ---

    def _by_name(self, attribution: Attribution, mention: Span) -> Speaker | None:
        """The speaker where the mention holds a name."""
        if attribution.pair and attribution.core is not None:
            both = Span(attribution.core.start, mention.end)
            return Speaker(name=squeeze(both.of(self.text)), mention=mention, kind="named")
        place = attribution.antecedent or attribution.core or mention
        person = self._person_in(place) or self._person_behind(attribution)
        if person is not None:
            name = person.name if " " in person.name else self._full_name(person.name)
            return replace(_named(person, mention), name=name)
        words = squeeze(place.of(self.text))
        last = fold(words.split()[-1])
        if attribution.head != "N" or self._is_office(words, last):
            return None
        if attribution.body is not None and last in _named_after(self.lexicon):
            words = squeeze(attribution.body.of(self.text)).removeprefix("the ")
        elif last in _bodies(self.lexicon) and words != squeeze(mention.of(self.text)):
            words = (
                squeeze(mention.of(self.text)).removeprefix("the ").removeprefix("The ")
            )  # "Kolan's Foreign Ministry"
        else:
            words = self._full_name(words)
        return Speaker(name=words, mention=mention, kind="named")

    def _is_office(self, words: str, last: str) -> bool:
        """Whether a name is no more than an office: "the King", "US Ambassador"; not "Ada King"."""
        first = fold(words.split(maxsplit=1)[0])
        return last in _heads(self.lexicon) and (last == fold(words) or first not in _first_names(self.lexicon))

    def _person_behind(self, attribution: Attribution) -> Person | None:
        """The person whose name stands behind office and place: "the envoy for East Kolan Ada Stone"."""
        tail = attribution.tail
        if tail is None or attribution.head not in ("h", "N"):
            return None
        at = bisect_left(self.starts, tail.end) - 1
        return self._person_in(tail) if at >= 0 and self.starts[at] > tail.start else None

    def _person_in(self, span: Span) -> Person | None:
        """The person named last inside ``span``, where the name ends it."""
        at = bisect_left(self.starts, span.end) - 1
        if at >= 0 and self.named[at][1] > span.start and span.end - self.named[at][1] <= 1:
            return self.people[self.named[at][2]]
        return None

    def _full_name(self, name: str) -> str:
        """The one First Last that the article has for a bare family name, or the long form of a body's short one."""
        titled = name.split()
        if fold(titled[-1]) in _bodies(self.lexicon):
            return name  # "State Department"
        while len(titled) > 1 and fold(titled[0].rstrip(".")) in _titles(self.lexicon):
            titled.pop(0)
        name = " ".join(titled)
        if " " in name:
            return name
        by_last, by_first = self._name_runs()
        found = by_last.get(fold(name))
        if found:
            ranked = found.most_common(2)
            if len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]:
                return ranked[0][0]
            return name
        return by_first.get(fold(name), name)

    def _name_runs(self) -> tuple[dict[str, Counter[str]], dict[str, str]]:
        """First Last by last word, with how often; and the first long form of a body by its first word."""
        if self._runs is None:
            by_last: dict[str, Counter[str]] = {}
            by_first: dict[str, str] = {}
            seen: set[str] = set()
            titles = _titles(self.lexicon)
            for run in _RUN.finditer(self.text, self.area.start, self.area.end):
                words = [_POSSESSIVE.sub("", word) for word in run[0].split()]
                while words and (fold(words[0].rstrip(".")) in titles):
                    words.pop(0)
                if len(words) < 2:
                    continue
                if words[-1] not in words[:-1] and "of" not in words and len(words) <= 3:
                    by_last.setdefault(fold(words[-1]), Counter())[" ".join(words)] += 1
                first, last = fold(words[0]), fold(words[-1])
                before = self.text[max(0, run.start() - 4) : run.start()].lower()
                if first not in seen and before != "the " and len(words) <= 3 and self._is_long_form(first, last):
                    by_first[first] = " ".join(words)
                seen.add(first)
            self._runs = by_last, by_first
        return self._runs

    def _is_long_form(self, first: str, last: str) -> bool:
        """Whether the first word alone can stand for the whole: "Amity International", "Ada Stone"."""
        return last in _long_names(self.lexicon) or first in _first_names(self.lexicon)

    # --- pronouns ---

    def _pronoun(self, mention: Span) -> tuple[Speaker, bool]:
        """Whom a pronoun stands for: whoever spoke last in the nearest sentence, else its likeliest person."""
        place, sex = mention.start, SEX.get(fold(mention.of(self.text)))
        unknown = Speaker(name=mention.of(self.text), mention=mention, kind="unnamed"), False
        if sex is None:
            return unknown
        hearers = self.pronouns.hearers(place)
        here = self.pronouns.sentence_at(place)
        heard = {self.people[who].name for who in hearers}
        for number in self.pronouns.sentences_before(place):
            last = self.last if self.last is not None and self.last[0] == number < here else None
            if last is not None and last[2] in ("", sex) and last[1].name not in heard:
                return replace(last[1], mention=mention), True
            found, sure = self.pronouns.subject(number, place, sex, hearers)
            if isinstance(found, str):
                name = self._full_name(found)
                fits = first_name_sexes(self.lexicon).get(fold(name.split(maxsplit=1)[0]), "")
                return (Speaker(name=name, mention=mention, kind="named"), False) if fits == sex else unknown
            if found is not None:
                return _named(found, mention), sure
        return unknown

    # --- people without a name ---

    def _nominal(self, attribution: Attribution, mention: Span) -> tuple[Speaker, bool]:
        """A speaker known by description: "the source" is its first and longest one, "the premier" a person."""
        words = squeeze((attribution.antecedent or mention).of(self.text))
        head = fold((attribution.core or mention).of(self.text)).split()[-1]
        if attribution.head not in ("h", "W", "N"):
            return Speaker(name=words, mention=mention, kind="document"), attribution.head == "d"
        if words.lower() in _vague(self.lexicon) or (attribution.head == "W" and attribution.antecedent is None):
            return Speaker(name=words, mention=mention, kind="unnamed"), False
        if head in _bodies(self.lexicon):
            return Speaker(name=words, mention=mention, kind="named"), True
        if words.startswith(("the ", "The ")):
            holders = [one for one in self._holders.get(head, ())[:2] if one.mentions[0].start < mention.start]
            if len(holders) == 1:
                return _named(holders[0], mention), True
            if head in _anyone(self.lexicon) and self.last_unnamed:
                words = self.last_unnamed
            else:
                words = squeeze(self.descriptions.fullest(words, head, mention.start))
        self.last_unnamed = words
        return Speaker(name=words, mention=mention, kind="unnamed"), True


def _named(person: Person, mention: Span) -> Speaker:
    return Speaker(name=person.name, mention=mention, kind="named", office=person.office, country=person.country)


@cache
def _anyone(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.words("quotes.anyone"))


@cache
def _vague(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.words("quotes.vague"))


@cache
def _bodies(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.words("quotes.bodies"))


@cache
def _heads(lexicon: Lexicon) -> frozenset[str]:
    """Offices of one word: said alone, "the King" is no name."""
    offices = (*lexicon.words("people.titles.heads"), *lexicon.words("quotes.people"))
    return frozenset(fold(word) for word in offices if " " not in word)


@cache
def _first_names(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(fold(w) for w in (*lexicon.words("people.first_names"), *lexicon.words("quotes.first_names")))


@cache
def _long_names(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.words("quotes.long_names"))


@cache
def _named_after(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.words("quotes.named_after"))


@cache
def _titles(lexicon: Lexicon) -> frozenset[str]:
    """Words before a name that are no part of it."""
    honorifics = (word.rstrip(".") for word in lexicon.words("people.honorifics"))
    others = (*lexicon.words("people.openers"), *lexicon.words("people.calendar"))
    first_names = _first_names(lexicon)
    return frozenset({fold(word) for word in (*_heads(lexicon), *honorifics, *others)} - first_names)
