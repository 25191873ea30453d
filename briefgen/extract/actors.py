"""Who acts in a clause: the person, country or pair that stands beside a verb as its subject."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from briefgen.extract.trie import trie
from briefgen.extract.places import fold_word, places_outside
from briefgen.model import Actor, ActorKind, Article, Person, Place, Sentence, Span
from briefgen.text import fold

if TYPE_CHECKING:
    from briefgen.lexicon import Lexicon

_NEAR = 240  # characters before a verb in which its subject must stand
_LOOK_BACK = 3  # sentences a pronoun may reach back


@dataclass(frozen=True, slots=True, eq=False)
class _Words:
    """The patterns over the folded view; each ends where the verb's chain begins."""

    between: re.Pattern[str]  # auxiliaries and adverbs before the verb
    both: re.Pattern[str]
    pair: re.Pattern[str]  # the same words, not anchored to an end
    noun: re.Pattern[str]  # talks, unnamed people, bodies, documents: which group the last word belongs to
    pronoun: re.Pattern[str]
    preposition: re.Pattern[str]
    opening: re.Pattern[str]  # a noun phrase at the start of a clause
    kinds: dict[str, ActorKind]


@cache
def _words(lexicon: Lexicon) -> _Words:
    def any_of(path: str) -> str:
        return trie(tuple(fold(word) for word in lexicon.words(f"actors.{path}")))

    kinds: dict[str, ActorKind] = {}
    groups: tuple[tuple[str, ActorKind], ...] = (
        ("documents", "document"),
        ("unnamed", "unnamed"),
        ("bodies", "country"),
        ("talks", "talks"),
    )
    for path, kind in groups:
        kinds.update({fold(word): kind for word in lexicon.words(f"actors.{path}")})
    nouns = trie(tuple(kinds))
    before = any_of("prepositions")
    return _Words(
        between=re.compile(rf"(?:(?<=\s)(?:{any_of('auxiliaries')}|{any_of('adverbs')}),?\s)+$"),
        both=re.compile(
            rf"(?<![\w'-])(?:{any_of('both')}|(?:the two|both)(?: (?!(?:in|at|from|with|and|by|to|on)\b)[\w'-]+){{1,5}}|"
            rf"the (?:[\w-]+ ){{1,2}}(?:{any_of('pairs')}))$"
        ),
        pair=re.compile(rf"(?:{any_of('both')})(?![\w'])"),
        noun=re.compile(rf"(?<![\w'-])(?P<head>{nouns})$"),
        pronoun=re.compile(rf"(?<![\w'-])(?P<word>{any_of('pronouns')})$"),
        preposition=re.compile(rf"(?<![\w'-])(?:{before})(?: the| a| an| his| her| their| its)?\s$"),
        opening=re.compile(
            rf"(?:the |these |those |this |a |an |his |her |their |its )?(?:[\w.'-]+ ){{0,3}}?"
            rf"(?P<head>{nouns})(?= (?:{before})\b|,|$)"
        ),
        kinds=kinds,
    )


@dataclass(frozen=True, slots=True, eq=False)
class Cast:
    """The people and countries of one article, ready to say who acts in a clause of it."""

    text: str
    view: str
    sentences: tuple[Sentence, ...]
    people: tuple[Person, ...]
    places: tuple[Place, ...]
    names: tuple[tuple[Span, int], ...]  # every mention with the person's number, in order
    phrases: tuple[tuple[Span, int], ...]  # the same with title and apposition, in order
    lexicon: Lexicon
    country_names: dict[str, str]
    subjects: list[Actor | None] = field(default_factory=list)  # of each sentence, pronouns resolved

    def subject(self, sentence: Span, cue: Span) -> Actor | None:
        """The subject that stands beside a cue, pronouns resolved to whom they stand for.

        Auxiliaries, adverbs, a phrase of place or time and one apposition may stand between. ``None``: nobody does
        (the verb shares the subject of the verb before it, or the words do not say); ``other``: somebody who is
        neither a person nor a country of the article.
        """
        words = _words(self.lexicon)
        end = self._skip(sentence.start, cue.start, words)
        actor = self._ending(sentence, end, words) or self._over_apposition(sentence, end, words)
        actor = actor or self._opening(sentence, end, words)
        if actor is None and end <= sentence.start + 1:
            return None
        if actor is None:
            return self._inverted(sentence, cue) or self._other(sentence, end)
        return actor

    def main_subject(self, sentence: Span) -> Actor | None:
        """The actor that the sentence is about: its first subject, or the speaker of a quotation that it is."""
        words = _words(self.lexicon)
        view = self.view
        start = sentence.start
        if view[start : start + 1] == '"' or view[start : start + 1] == "'":
            return self._tagged(sentence, words)
        places = [start]
        actor: Actor | None = None
        if _FRONTED.match(view, start, sentence.end):
            places = [found.end() for found in _COMMA.finditer(view, start, sentence.end)][:3]
        for place in places:
            actor = self._actor_at(sentence, place, words)
            if actor is not None and actor.kind != "other":
                return actor
        return self._reporter(sentence, words) or actor

    def _reporter(self, sentence: Span, words: _Words) -> Actor | None:
        """The speaker of a report that closes the sentence: ", Foreign Minister Olivia Baker said"."""
        for found in _REPORT.finditer(self.view, sentence.start, sentence.end):
            actor = self._actor_at(sentence, found.end(), words)
            if actor is not None and actor.kind in ("person", "country", "unnamed"):
                return actor
        return None

    def _tagged(self, sentence: Span, words: _Words) -> Actor | None:
        """The speaker in the tag behind a quotation: `"…," Rubio said`, `"…," said Rubio`."""
        end = max(
            self.view.rfind('"', sentence.start + 1, sentence.end),
            self.view.rfind('," ', sentence.start + 1, sentence.end),
        )
        if end <= sentence.start:
            return None
        start = end + 1
        while start < sentence.end and self.view[start] in " ,":
            start += 1
        said = _SAID.match(self.view, start, sentence.end)
        return self._actor_at(sentence, said.end() if said else start, words)

    def _actor_at(self, sentence: Span, start: int, words: _Words) -> Actor | None:
        """The actor whose phrase begins at ``start``, behind an article or not."""
        view = self.view
        bare = start + len(_ARTICLE.match(view, start).group())  # type: ignore[union-attr]
        for at in (start, bare):
            phrase = self._at(self.phrases, at) or self._at(self.names, at)
            if phrase is not None:
                end = phrase[0].end
                actor = self.actor_of(self.people[phrase[1]], phrase[0])
                return None if view[end : end + 2] in ("'s", "' ") else self._and_next(actor)
        here = self.places_in(Span(bare, bare + 1))
        if here and here[0].form != "demonym":
            end = here[0].span.end
            if view[end : end + 2] not in ("'s", "' ") and view[end : end + 1] in (" ", ","):
                return self._and_next(self._country(here[0]))
        opening = _FIRST_WORDS.match(view, start, sentence.end)
        if opening is None:
            return None
        for length in range(1, 6):
            head = _head(opening.group(), length)
            if head is None:
                break
            end = start + len(head)
            if (found := words.both.search(view, start, end)) and found.start() == start:
                return Actor(kind="both", span=Span(start, end))
            if found := words.pronoun.fullmatch(view, start, end):
                return self._pronoun(sentence, Span(*found.span()), words)
        found = words.opening.match(view, start, sentence.end)
        if found is None:
            return (
                Actor(kind="other", span=Span(start, start))
                if opening.group().startswith(("the ", "a ", "an "))
                else None
            )
        return self._noun(sentence, found.start("head"), found.end("head"), words)

    def person_at(self, start: int) -> Person | None:
        """The person whose name, or title and name, begins at ``start``."""
        found = self._at(self.names, start) or self._at(self.phrases, start)
        return self.people[found[1]] if found else None

    def pair_at(self, start: int) -> Actor | None:
        """The two parties that a phrase from ``start`` on speaks of: "the two leaders"."""
        found = _words(self.lexicon).pair.match(self.view, start)
        return Actor(kind="both", span=Span(*found.span())) if found else None

    def _and_next(self, actor: Actor) -> Actor:
        """The actor with the one joined to it: "Fidan and Güler" of one country, or a pair of two."""
        joined = _AND.match(self.view, actor.span.end)
        if joined is None:
            return actor
        phrase = self.phrase_at(joined.end())
        if phrase is not None:
            other, end = phrase[1].country, phrase[0].end
        else:
            here = self.places_in(Span(joined.end(), joined.end() + 1))
            if not here or here[0].form == "demonym":
                return actor
            other, end = here[0].country, here[0].span.end
        if self.view[end : end + 2] in ("'s", "' "):
            return actor
        whole = Span(actor.span.start, end)
        same = bool(other) and other == actor.country
        return replace(actor, span=whole) if same else Actor(kind="both", span=whole)

    def phrase_at(self, start: int) -> tuple[Span, Person] | None:
        """The phrase that names a person from ``start`` on, title and all."""
        found = self._at(self.phrases, start) or self._at(self.names, start)
        return (found[0], self.people[found[1]]) if found else None

    def name_ending(self, end: int) -> Actor | None:
        """The person or country whose name ends at ``end``."""
        return self._name_ending(end)[1]

    def owner_ending(self, sentence: Span, end: int) -> Actor | None:
        """The person, country or pair that owns what follows: "Biden and Netanyahu" in "… and Netanyahu's call"."""
        span, actor = self._name_ending(end)
        if actor is None or span is None:
            return None
        return self._with_partner(sentence, span, actor) or actor

    def apposition_ends(self, end: int) -> tuple[int, ...]:
        """Where an apposition ends that follows the name ending at ``end``."""
        low = bisect_left(self.phrases, (Span(max(0, end - _NEAR), 0),))
        high = bisect_left(self.phrases, (Span(end, 0),))
        near = [(span, who) for span, who in self.phrases[low:high] if span.start < end < span.end]
        named = [span.end for span, who in near if any(at.end == end for at in self.people[who].mentions)]
        return tuple(named)

    def country_actor(self, place: Place) -> Actor:
        """A country as actor."""
        return self._country(place)

    def people_in(self, span: Span) -> tuple[tuple[Span, Person], ...]:
        """The people named inside ``span``, in order, each mention."""
        low = bisect_left(self.names, (span,))
        return tuple(
            (at, self.people[who]) for at, who in self.names[low : bisect_left(self.names, (Span(span.end, 0),))]
        )

    def places_in(self, span: Span) -> tuple[Place, ...]:
        """The countries named inside ``span``, in order."""
        starts = [place.span.start for place in self.places]
        return self.places[bisect_left(starts, span.start) : bisect_left(starts, span.end)]

    def resolve(self, sentence: Span, at: int, word: str) -> Actor | None:
        """Whom a pronoun at ``at`` stands for: an earlier subject of the sentence, or of the sentences before it."""
        gender = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f"}.get(word, "")
        kinds = {"it": ("country",), "its": ("country",), "they": ("both", "unnamed"), "their": ("both", "unnamed")}.get(word, ("person",))
        number = bisect_right([one.span.start for one in self.sentences], at) - 1
        if number < 0:
            return None
        here = self.subjects[number] if number < len(self.subjects) else None
        back = [here] if here is not None and here.span.end <= at and here.span.start >= sentence.start else []
        back += [
            self.subjects[i] for i in range(number - 1, max(-1, number - 1 - _LOOK_BACK), -1) if i < len(self.subjects)
        ]
        for actor in back:
            if actor is None:
                continue
            if actor.kind not in kinds:
                if actor.kind in ("person", "unnamed"):
                    return None
                continue
            if gender and self._gender(actor) not in ("", gender):
                continue
            return actor
        return None

    def _gender(self, actor: Actor) -> str:
        return next((person.gender for person in self.people if person.name == actor.name), "")

    def _skip(self, start: int, end: int, words: _Words) -> int:
        """``end`` without the auxiliaries and adverbs before it."""
        while end > start and self.view[end - 1] in "\"'":
            end -= 1  # "will “discuss the border”": the mark stands inside the verb phrase
        window = max(start, end - _NEAR)
        chain = words.between.search(self.view, window, end)
        end = chain.start() if chain else end
        while end > start and self.view[end - 1] in " \n":
            end -= 1
        return end

    def _ending(self, sentence: Span, end: int, words: _Words) -> Actor | None:
        """The actor whose phrase ends exactly at ``end`` and is no object of a preposition."""
        if end <= sentence.start:
            return None
        if actor := self._named(sentence, end, words):
            return actor
        low = max(sentence.start, end - 80)
        found = words.both.search(self.view, low, end)
        if found and not any(place.form == "demonym" for place in self.places_in(Span(found.start(), end))):
            return Actor(kind="both", span=Span(found.start(), end))
        if found := words.pronoun.search(self.view, low, end):
            return self._pronoun(sentence, Span(found.start(), end), words)
        if found := words.noun.search(self.view, low, end):
            return self._noun(sentence, found.start("head"), end, words)
        return None

    def _named(self, sentence: Span, end: int, words: _Words) -> Actor | None:
        span, actor = self._name_ending(end)
        if actor is None or span is None or span.start < sentence.start:
            return None
        before = self.view[max(sentence.start, span.start - 24) : span.start]
        if words.preposition.search(before) and not _LED_BY.search(before):
            return None
        return self._with_partner(sentence, span, actor) or actor

    def _with_partner(self, sentence: Span, span: Span, actor: Actor) -> Actor | None:
        """Both names of "X and Y", one person where they are of one country."""
        words = _words(self.lexicon)
        joined = re.search(
            r"(?:,)? (?:and|as well as|together with|along with) (?:the )?$",
            self.view[max(sentence.start, span.start - 24) : span.start],
        )
        if joined is None:
            return None
        first_span, first = self._name_ending(span.start - len(joined.group()))
        if first is None or first_span is None:
            return None
        before = self.view[max(sentence.start, first_span.start - 24) : first_span.start]
        if words.preposition.search(before) and not _LED_BY.search(before):
            return None
        whole = Span(first_span.start, span.end)
        if first.country and first.country == actor.country:
            return replace(first, span=whole)
        return Actor(kind="both", span=whole)

    def _name_ending(self, end: int) -> tuple[Span | None, Actor | None]:
        """The person's or country's phrase that ends at ``end``."""
        for phrases in (self.phrases, self.names):
            for span, who in phrases[
                max(0, bisect_left(phrases, (Span(end, 0),)) - 4) : bisect_left(phrases, (Span(end, 0),))
            ]:
                if span.end == end:
                    return span, self.actor_of(self.people[who], span)
        starts = [place.span.start for place in self.places]
        at = bisect_left(starts, end) - 1
        if at >= 0 and self.places[at].span.end == end:
            place = self.places[at]
            if place.form != "demonym" or self.view[end - 1] == "s":
                return place.span, self._country(place)
        return None, None

    def actor_of(self, person: Person, span: Span) -> Actor:
        """A person as actor, named at ``span``."""
        return Actor(kind="person", span=span, name=person.name, country=person.country, office=person.office)

    def _country(self, place: Place) -> Actor:
        return Actor(
            kind="country", span=place.span, name=self.country_names.get(place.country, ""), country=place.country
        )

    def _pronoun(self, sentence: Span, span: Span, words: _Words) -> Actor | None:
        word = span.of(self.view)
        if word == "who":
            before = self.view[sentence.start : span.start].rstrip()
            end = sentence.start + len(before)
            return (
                self._ending(sentence, end - 1, words) if before.endswith(",") else self._ending(sentence, end, words)
            )
        actor = self.resolve(sentence, span.start, word)
        return replace(actor, span=span) if actor else Actor(kind="other", span=span)

    def _noun(self, sentence: Span, start: int, end: int, words: _Words) -> Actor | None:
        """ "the talks", "the Turkish minister", "Pakistani officials", "the Foreign Ministry"."""
        kind = words.kinds[self.view[start:end]]
        opener = re.search(
            r"(?:(?:the|a|an|these|those|this|his|her|their|its|senior|top|both|one|two|other) |[\w.'-]+ )*$",
            self.view[max(sentence.start, start - 60) : start],
        )
        first = start - len(opener.group()) if opener else start
        span = Span(first, end)
        if words.preposition.search(self.view, max(sentence.start, start - 24), start):
            return None
        places = [place for place in self.places_in(Span(max(first, sentence.start), start))]
        if kind == "talks":
            return Actor(kind="talks", span=Span(start, end))
        if kind == "document":
            return Actor(kind="document", span=Span(start, end), name=self.text[start:end])
        countries = {place.country for place in places}
        if len(countries) == 2:
            return Actor(kind="both", span=Span(places[0].span.start, end))
        country = countries.pop() if len(countries) == 1 else ""
        whole = Span(places[0].span.start if places else start, end)
        if kind == "country":
            if not country:
                return Actor(kind="other", span=Span(start, end))
            return Actor(kind="country", span=whole, name=self.country_names.get(country, ""), country=country)
        if (
            self.view[span.start : end].startswith("the ")
            or " the " in self.view[max(sentence.start, start - 40) : start]
        ):
            holder = self.holder(self.view[start:end], country, start)
            if holder is not None:
                return self.actor_of(holder, whole)
        return Actor(kind="unnamed", span=whole, name=self.text[whole.start : end], country=country)

    def holder(self, office: str, country: str, before: int | None = None) -> Person | None:
        """The one person who holds the office that "the Turkish minister" speaks of.

        A counterpart is the one person of that country who holds any office; with ``before``, only people named
        earlier are meant.
        """
        fit = [
            person
            for person in self.people
            if person.office
            and (office == "counterpart" or f" {fold_word(person.office)}".endswith(f" {office}"))
            and (not country or person.country in ("", country))
            and (before is None or person.mentions[0].start < before)
        ]
        exact = [person for person in fit if country and person.country == country]
        fit = exact or ([] if before is None else fit)
        return fit[0] if len(fit) == 1 else None

    def _over_apposition(self, sentence: Span, end: int, words: _Words) -> Actor | None:
        """The subject before ", the prime minister of Peru," or ", who met him in March,"."""
        if end <= sentence.start or self.view[end - 1] != ",":
            return None
        low = max(sentence.start, end - _NEAR)
        comma = end - 1
        for _ in range(3):
            comma = self.view.rfind(",", low, comma)
            if comma < 0:
                return None
            inside = self.view[comma + 1 : end - 1]
            if re.search(r"\b(?:said|says|added|told)\b", inside) and not inside.startswith(" who"):
                return None
            actor = self._ending(sentence, comma, words)
            if actor is not None and self._begins_clause(sentence, actor.span.start):
                return actor
        return None

    def _begins_clause(self, sentence: Span, start: int) -> bool:
        before = self.view[sentence.start : start]
        return not before.strip(" \"'") or bool(
            re.search(
                r"(?:[,;:]|\b(?:and|but|that|while|when|as|after|before|because|the|said))\s*[\"']?$",
                before.rstrip() + " ",
            )
        )

    def _opening(self, sentence: Span, end: int, words: _Words) -> Actor | None:
        """The actor that opens the clause, with phrases of place and time behind it: "The talks in Ankara will …"."""
        start = self._clause_start(sentence, end)
        rest_from = 0
        actor: Actor | None = None
        phrase = self._at(self.phrases, start) or self._at(self.names, start)
        if phrase is not None:
            actor, rest_from = self.actor_of(self.people[phrase[1]], phrase[0]), phrase[0].end
        else:
            place = next((place for place in self.places_in(Span(start, start + 6)) if place.form != "demonym"), None)
            if place is not None and self.view[start : place.span.start] in ("", "the "):
                actor, rest_from = self._country(place), place.span.end
            elif found := words.opening.match(self.view, start, end):
                actor, rest_from = (
                    self._noun(sentence, found.start("head"), found.end("head"), words),
                    found.end("head"),
                )
        if actor is None or rest_from >= end:
            return None
        rest = self.view[rest_from:end]
        if not re.match(rf",? (?:{_PREPOSITIONS})\b", rest) or _FINITE.search(rest):
            return None
        return actor

    def _clause_start(self, sentence: Span, end: int) -> int:
        low = max(sentence.start, end - _NEAR)
        last = sentence.start if low == sentence.start else low
        for found in _CLAUSE.finditer(self.view, low, end):
            last = found.end()
        while last < end and self.view[last] in " \"'":
            last += 1
        return last

    def _inverted(self, sentence: Span, cue: Span) -> Actor | None:
        """The subject behind its verb: "…," said Foreign Minister Olivia Baker."""
        before = self.view[sentence.start : cue.start].rstrip()
        if not before.endswith(('"', ",", "'")) or not _SAID.match(self.view, cue.start):
            return None
        start = cue.end + 1
        start += 4 if self.view.startswith("the ", start) else 0
        phrase = self._at(self.phrases, start) or self._at(self.names, start)
        if phrase and self.view[phrase[0].end : phrase[0].end + 1] in (",", ".", "", "\n", " "):
            return self.actor_of(self.people[phrase[1]], phrase[0])
        return None

    def _other(self, sentence: Span, end: int) -> Actor | None:
        """Somebody unknown where a noun stands before the verb; nobody after a conjunction, comma or mark."""
        last = re.search(r"[\w'-]+$", self.view[max(sentence.start, end - 40) : end])
        if last is None or last.group() in _JOINS:
            return None
        return Actor(kind="other", span=Span(end - len(last.group()), end))

    @staticmethod
    def _at(phrases: tuple[tuple[Span, int], ...], start: int) -> tuple[Span, int] | None:
        at = bisect_left(phrases, (Span(start, 0),))
        return phrases[at] if at < len(phrases) and phrases[at][0].start == start else None


_FRONTED = re.compile(
    r"(?:in|at|on|during|after|before|following|speaking|despite|more|if|since|even|yet|but|and|so|then|still|thus|once|both|only|just|not|like|unlike|through|over|within|upon|until|although|though|because|given|instead|today|yesterday|last|next|this|that|while|as|for|with|amid|ahead|earlier|later|asked|when|"
    r"under|by|from|since|according|meanwhile|however|also|additionally|moreover|furthermore|separately|[a-z]+ing|"
    r"[a-z]+ly)\b"
)
_COMMA = re.compile(r", ")
_AND = re.compile(r",? and (?:the )?")
_LED_BY = re.compile(r"\b(?:led|headed|chaired|represented|fronted) by (?:the )?$")
_SAID = re.compile(r"(?:said|says|added|adds|noted|stressed|told|wrote|declared|explained|warned|insisted|asked) ")
_REPORT = re.compile(r",\"? (?=[^,;\"]{2,90} (?:said|says|added|told|noted|stressed|announced|reported)\b)")
_ARTICLE = re.compile(r"(?:the |a |an )?")
_FIRST_WORDS = re.compile(r"[\w'.-]+(?: [\w'.-]+){0,5}")
_PREPOSITIONS = (
    "in|at|of|with|from|to|for|by|between|on|during|under|about|over|after|before|this|last|next|earlier|late"
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|said|says|told|met|added|who|which|that)\b"
)
_CLAUSE = re.compile(r"[;:\"]|\b(?:that|while|but|when|because|where|although|though|if|whether|as|and)\b|, ")
_JOINS = frozenset(
    {"and", "or", "but", "while", "to", "by", "then", "also", "as", "after", "before", "not", "nor", "when", "than"}
)


def cast_of(
    article: Article,
    sentences: tuple[Sentence, ...],
    places: tuple[Place, ...],
    people: tuple[Person, ...],
    lexicon: Lexicon,
) -> Cast:
    """The cast of an article: built once, asked for every clause."""
    names = tuple(sorted((span, i) for i, person in enumerate(people) for span in person.mentions))
    view = fold(article.text)
    phrases = tuple(sorted({*_described(people), *_addressed(view, names, lexicon)}))
    cast = Cast(
        text=article.text,
        view=view,
        sentences=sentences,
        people=people,
        places=places_outside(places, people),
        names=names,
        phrases=phrases,
        lexicon=lexicon,
        country_names=_country_names(article.text, places),
    )
    for sentence in sentences:
        # A pronoun needs the subjects before it, so they are found in the order of the text.
        cast.subjects.append(cast.main_subject(sentence.span))
    return cast


def _head(words: str, length: int) -> str | None:
    """The first ``length`` words."""
    parts = words.split(" ")
    return " ".join(parts[:length]) if len(parts) >= length else None


def _country_names(text: str, places: tuple[Place, ...]) -> dict[str, str]:
    """How the article names each country: its first name there, else the first word that means it."""
    names: dict[str, str] = {}
    for form in ("name", "capital", "demonym"):
        for place in places:
            if place.form == form:
                names.setdefault(place.country, place.span.of(text))
    return names


def _described(people: tuple[Person, ...]) -> set[tuple[Span, int]]:
    return {(span, i) for i, person in enumerate(people) for span in person.descriptions}


def _addressed(view: str, names: tuple[tuple[Span, int], ...], lexicon: Lexicon) -> set[tuple[Span, int]]:
    """The names with a form of address before them: "Mr Kavak"."""
    honorific = _honorific(lexicon)
    found = ((honorific.search(view, max(0, span.start - 16), span.start), span, who) for span, who in names)
    return {(Span(address.start(), span.end), who) for address, span, who in found if address}


@cache
def _honorific(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'-])(?:{trie(tuple(fold(word) for word in lexicon.words('people.honorifics')))}) $")
