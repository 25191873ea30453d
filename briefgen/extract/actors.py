"""Who acts in a clause: the person, country or pair that stands beside a verb as its subject."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from briefgen.extract.actorwords import ActorWords, actor_words
from briefgen.extract.backwards import backwards
from briefgen.extract.cuewords import CueWords, find_cue_words, lists_by_sentence
from briefgen.extract.informants import ENDS_TAG, OPENER, informant_country
from briefgen.extract.places import SEATED
from briefgen.extract.scene import Scene, office_of, scene_parts
from briefgen.model import Actor, ActorKind, Article, Person, Place, Sentence, Span
from briefgen.text import page_view

if TYPE_CHECKING:
    from briefgen.lexicon import Lexicon

_NEAR = 240  # characters before a verb in which its subject must stand
_LONGEST = 2000  # characters of a sentence: of 20,000 in the news none has more than 1,722
_LOOK_BACK = 3  # sentences a pronoun may reach back
_NO_LISTS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Cast(Scene):
    """The actors of one article, ready to say who acts in a clause of it."""

    sentences: tuple[Sentence, ...]
    sentence_starts: tuple[int, ...]
    lexicon: Lexicon
    words: ActorWords
    cue_words: CueWords
    cue_lists: Mapping[int, set[str]]  # by where a sentence begins: the lists it holds a word of
    subjects: list[Actor | None] = field(default_factory=list)  # of each sentence, pronouns resolved

    def sentences_with(self, lists: Collection[str]) -> list[Sentence]:
        """The sentences that hold a word of one of the lists.

        Text that runs on and on without a full stop is none: nobody can say who does what in it, and every cue would
        look for it all over.
        """
        sentences = (one for one in self.sentences if one.span.end - one.span.start <= _LONGEST)
        return [one for one in sentences if self.has_any(lists, one.span)]

    def has_any(self, lists: Collection[str], sentence: Span) -> bool:
        """Whether a sentence holds a word of one of the lists."""
        return not self.cue_lists.get(sentence.start, _NO_LISTS).isdisjoint(lists)

    def subject(self, sentence: Span, cue: Span) -> Actor | None:
        """The subject that stands beside a cue, pronouns resolved to whom they stand for.

        Auxiliaries, adverbs, a phrase of place or time and one apposition may stand between. ``None``: nobody does
        (the verb shares the subject of the verb before it, or the words do not say); ``other``: somebody who is
        neither a person nor a country of the article.
        """
        end = self._skip(sentence.start, cue.start)
        actor = self._beside(sentence, end) or self._over_apposition(sentence, end)
        actor = actor or self._clause_opening(sentence, end)
        if actor is not None or end <= sentence.start + 1:
            return actor
        return self._inverted(sentence, cue) or self._other(sentence, end)

    def main_subject(self, sentence: Span) -> Actor | None:
        """The actor that the sentence is about: its first subject, or the speaker of a quotation that it is."""
        view, start = self.view, sentence.start
        if view[start : start + 1] in ('"', "'"):
            return self._tagged(sentence)
        places = [start]
        actor: Actor | None = None
        if self.words.fronted.match(view, start, sentence.end):
            places = [found.end() for found in _COMMA.finditer(view, start, sentence.end)][:3]
        for place in places:
            actor = self._opening_at(sentence, place)
            if actor is not None and actor.kind != "other":
                return actor
        return self._reporter(sentence) or actor

    def resolve(self, sentence: Span, at: int, word: str) -> Actor | None:
        """Whom a pronoun at ``at`` stands for: an earlier subject of the sentence, or of the sentences before it."""
        gender, kinds = _STANDS_FOR.get(word, ("", ("person",)))
        if gender and (named := self._only_named(sentence, at, gender)):
            return named
        for actor in self._subjects_before(sentence, at):
            if actor.kind in kinds:
                if not gender or self._gender(actor) in ("", gender):
                    return actor
            elif gender and actor.kind in ("country", "other") and (speaker := self._speaker_of(actor)):
                return speaker if self._gender(speaker) in ("", gender) else None
            elif actor.kind in ("person", "unnamed") and not (gender and actor.name.endswith("s") and not actor.office):
                return None  # somebody else could be meant as well
        return None

    def named_at(self, sentence: Span, start: int) -> Actor | None:
        """The actor whose phrase begins at ``start``, behind an article or not, and may end its sentence."""
        article = self.words.article.match(self.view, start)
        place = self.places_at.get(article.end() if article else start)
        if place is not None and place.form != "demonym" and self.view[place.span.end : place.span.end + 1] in ".;":
            return self.country_actor(place)
        return self._opening_at(sentence, start)

    def pair_at(self, start: int) -> Actor | None:
        """The two parties that a phrase from ``start`` on speaks of: "the two leaders"."""
        found = self.words.pair.match(self.view, start)
        return Actor(kind="both", span=Span(*found.span())) if found else None

    def owner_ending(self, sentence: Span, end: int) -> Actor | None:
        """The person, country or pair that owns what follows: "Biden and Netanyahu" in "… and Netanyahu's call"."""
        actor = self.ending(end)
        return actor and self._with_partner(sentence, actor)

    # --- from the front of a sentence ---------------------------------------------------------------------------

    def _reporter(self, sentence: Span) -> Actor | None:
        """The speaker of a report that closes the sentence: ", Foreign Minister Olivia Baker said"."""
        for found in self.words.report.finditer(self.view, sentence.start, sentence.end):
            actor = self._opening_at(sentence, found.end())
            if actor is not None and actor.kind in ("person", "country", "unnamed"):
                return actor
        return None

    def _tagged(self, sentence: Span) -> Actor | None:
        """The speaker in the tag behind a quotation: `"…," Rubio said`, `"…," said Rubio`."""
        end = self.view.rfind('"', sentence.start + 1, sentence.end)
        if end <= sentence.start:
            return None
        start = end + 1
        while start < sentence.end and self.view[start] in " ,":
            start += 1
        said = self.words.said.match(self.view, start, sentence.end)
        return self._opening_at(sentence, said.end() if said else start)

    def _opening_at(self, sentence: Span, start: int) -> Actor | None:
        """The actor whose phrase begins at ``start``, behind an article or not."""
        article = self.words.article.match(self.view, start)
        bare = article.end() if article else start
        phrase = self.phrases.get(start) or self.phrases.get(bare)
        place = self.places_at.get(bare)
        if phrase is not None:
            return None if self.owns(phrase[0].end) else self._and_next(self.actor_of(phrase[1], phrase[0]))
        if place and place.form != "demonym" and self._stands_alone(place.span.end):
            return self._and_next(self.country_actor(place))
        if place and self.owns(place.span.end) and (owned := self.phrases.get(place.span.end + len("'s "))):
            return None if self.owns(owned[0].end) else self._and_next(self.actor_of(owned[1], owned[0]))
        if self.words.stands_in.match(self.view, start, sentence.end) and (named := self._first_words(sentence, start)):
            return named
        if found := self.words.phrase.match(self.view, start, sentence.end):
            return self._noun(sentence, found.start("head"), found.end("head"))
        return Actor(kind="other", span=Span(start, bare)) if bare > start else None

    def _stands_alone(self, end: int) -> bool:
        return not self.owns(end) and self.view[end : end + 1] in (" ", ",")

    def _first_words(self, sentence: Span, start: int) -> Actor | None:
        """A pronoun or a pair from ``start`` on."""
        end = start
        for _ in range(5):
            word = _WORD.match(self.view, end, sentence.end)
            if word is None:
                return None
            end = word.end()
            if (found := self.words.both.search(self.view, start, end)) and found.start() == start:
                return Actor(kind="both", span=Span(start, end))
            if self.view[start:end] in self.words.pronouns:
                return self._pronoun(sentence, Span(start, end))
        return None

    def _and_next(self, actor: Actor) -> Actor:
        """The actor with the one joined to it: "Fidan and Güler" of one country, or a pair of two."""
        joined = _AND.match(self.view, actor.span.end)
        if joined is None:
            return actor
        phrase, place = self.phrases.get(joined.end()), self.places_at.get(joined.end())
        if phrase is not None:
            return self._together(actor, self.actor_of(phrase[1], phrase[0]))
        if place is not None and place.form != "demonym":
            return self._together(actor, self.country_actor(place))
        return actor

    def _together(self, first: Actor, second: Actor) -> Actor:
        if self.owns(second.span.end):
            return first
        whole = Span(first.span.start, second.span.end)
        same = bool(first.country) and first.country == second.country
        return replace(first, span=whole) if same else Actor(kind="both", span=whole)

    # --- from the verb back -------------------------------------------------------------------------------------

    def _skip(self, start: int, end: int) -> int:
        """``end`` without the auxiliaries and adverbs before it."""
        while end > start and self.view[end - 1] in "\"'":
            end -= 1  # "will “discuss the border”": the mark stands inside the verb phrase
        chain = self.words.between.match(backwards(self.view, max(0, start - 1, end - _NEAR), end))
        end -= chain.end() if chain else 0
        if chain and "," in chain.group() and self.view[end - 2 : end].rstrip().endswith(","):
            end = self.view.rindex(",", start, end)  # "Baker, however, raised"
        while end > start and self.view[end - 1] in " \n":
            end -= 1
        return end

    def _beside(self, sentence: Span, end: int) -> Actor | None:
        """The actor whose phrase ends exactly at ``end`` and is no object of a preposition."""
        named = self.ending(end)
        if named is not None and named.span.start >= sentence.start and not self._is_object(sentence, named):
            return self._with_partner(sentence, named)
        low = max(sentence.start, end - 80)
        before = backwards(self.view, low, end)
        if both := self._both(low, end, before):
            return both
        if found := self.words.pronoun.match(before):
            return self._pronoun(sentence, Span(end - found.end(), end))
        if found := self.words.noun.match(before):
            actor = self._noun(sentence, end - found.end(), end)
            by = actor is not None and self.view.endswith((" by ", " by the "), sentence.start, actor.span.start)
            return None if actor is not None and not by and self._is_object(sentence, actor) else actor
        return None

    def _both(self, low: int, end: int, before: str) -> Actor | None:
        """The pair that ends at ``end``: "both Baltic ministers", but not "the two Turkish ministers"."""
        if "htob" not in before and "owt eht" not in before and not self.words.may_be_both.match(before):
            return None
        found = self.words.both.search(self.view, low, end)
        if found is None or any(place.form == "demonym" for place in self.places_in(Span(found.start(), end))):
            return None
        return Actor(kind="both", span=Span(found.start(), end))

    def _is_object(self, sentence: Span, actor: Actor) -> bool:
        """Whether a preposition stands before it: "a letter from Fidan urged"; "teams led by Fidan" act as he does."""
        before = backwards(self.view, max(sentence.start, actor.span.start - 32), actor.span.start)
        return bool(self.words.preposition.match(before)) and not self.words.led_by.match(before)

    def _with_partner(self, sentence: Span, actor: Actor) -> Actor:
        """The actor with the one before it that it is joined to: "X and Y"."""
        low = max(sentence.start, actor.span.start - 24)
        joined = _JOINED.search(self.view, low, actor.span.start)
        first = self.ending(joined.start()) if joined else None
        if first is None or first.span.start < sentence.start or self._is_object(sentence, first):
            return actor
        while (before := self.ending(first.span.start - 2)) and self.view.startswith(", ", first.span.start - 2):
            if before.span.start < sentence.start or before.kind != first.kind:
                break
            first = replace(before, country=before.country if before.country == first.country else "")  # "A, B and C"
        whole = Span(first.span.start, actor.span.end)
        if first.country and first.country == actor.country:
            return replace(first, span=whole)
        return Actor(kind="both", span=whole)

    def _pronoun(self, sentence: Span, span: Span) -> Actor | None:
        if span.of(self.view) == "who":
            end = sentence.start + len(self.view[sentence.start : span.start].rstrip(" ,"))
            return self._beside(sentence, end)
        actor = self.resolve(sentence, span.start, span.of(self.view))
        return replace(actor, span=span) if actor else Actor(kind="other", span=span)

    def _noun(self, sentence: Span, start: int, end: int) -> Actor | None:
        """An actor without a name: "the talks", "the Turkish minister", "Kenyan officials", "the Foreign Ministry"."""
        kind, view = self.words.kinds[self.view[start:end]], self.view
        low = max(sentence.start, start - 60)
        opener = OPENER.search(view, low, start)
        near = self.places_in(Span(opener.start() if opener else start, start))
        places = [place for place in near if not SEATED.match(view, place.span.end)]
        whole = Span(places[0].span.start if places else start, end)
        if self.words.preposition.match(backwards(view, low, start)):
            return None
        if kind in ("talks", "document"):
            return Actor(kind=kind, span=Span(start, end), name=self.text[start:end] if kind == "document" else "")
        countries = sorted({place.country for place in places})
        if len(countries) == 2:
            return Actor(kind="both", span=whole)
        country = countries[0] if len(countries) == 1 else informant_country(self, start, end)
        if kind == "country":
            name = self.country_names.get(country, "")
            return Actor(kind="country" if country else "other", span=whole, name=name, country=country)
        if " the " in f" {view[max(sentence.start, start - 40) : start]}":
            holder = self.holder(office_of(view, start, end, self.lexicon), country, start)
            if holder is not None:
                return self.actor_of(holder, whole)
        if view[start:end] in self.words.onlookers and not view.endswith(" and ", sentence.start, start):
            whole, country = Span(start, end), ""  # "Kenyan analysts" are no voice of Kenya
        return Actor(kind="unnamed", span=whole, name=whole.of(self.text), country=country)

    def _over_apposition(self, sentence: Span, end: int) -> Actor | None:
        """The subject before ", the prime minister of Peru," or ", who met him in March,"."""
        if end <= sentence.start or self.view[end - 1] != ",":
            return None
        if titled := self._behind_title(sentence, end - 1):
            return titled
        low, comma = max(sentence.start, end - _NEAR), end - 1
        for _ in range(3):
            comma = self.view.rfind(",", low, comma)
            if comma < 0:
                return None
            inside = self.view[comma + 1 : end - 1]
            if self.words.finite.search(inside) and not inside.startswith((" who ", " which ")):
                return None
            actor = self._beside(sentence, comma)
            if actor is not None and self._begins_clause(sentence, actor.span.start):
                return actor
        return None

    def _behind_title(self, sentence: Span, end: int) -> Actor | None:
        """The subject whose name stands between commas behind its office: "The Kolan minister, Ada Stone, said"."""
        named = self.ending(end)
        if named is None or named.kind != "person" or "," not in named.span.of(self.view):
            return None
        before = self.view[sentence.start : named.span.start].rstrip(" \"'").removesuffix("the").rstrip(" \"'")
        return named if not before or before[-1] in ",;:" else None

    def _begins_clause(self, sentence: Span, start: int) -> bool:
        before = self.view[sentence.start : start].rstrip(" \"'")
        last = before.rpartition(" ")[2]
        return (
            not before
            or before[-1] in ",;:"
            or last == "the"
            or bool(self.words.clause.fullmatch(last[::-1]) or self.words.said.match(f"{last} "))
        )

    def _clause_opening(self, sentence: Span, end: int) -> Actor | None:
        """The actor that opens the clause, with phrases of place and time behind it: "The talks in Ankara will …"."""
        start = self._clause_start(sentence, end)
        article = self.words.article.match(self.view, start)
        bare = article.end() if article else start
        actor: Actor | None = None
        if phrase := self.phrases.get(start) or self.phrases.get(bare):
            actor = self.actor_of(phrase[1], phrase[0])
        elif (place := self.places_at.get(bare)) and place.form != "demonym":
            actor = self.country_actor(place)
        elif found := self.words.opening.match(self.view, start, end):
            actor = self._noun(sentence, found.start("head"), found.end("head"))
        if actor is None or actor.span.end >= end:
            return None
        rest = Span(actor.span.end, end)
        aside = self.words.aside.match(self.view, rest.start, rest.end)
        return actor if aside and not self.words.finite.search(self.view, rest.start, rest.end) else None

    def _clause_start(self, sentence: Span, end: int) -> int:
        low = max(sentence.start, end - _NEAR)
        found = self.words.clause.search(backwards(self.view, low, end))
        start = end - found.start() if found else low
        while start < end and self.view[start] in " \"'":
            start += 1
        return start

    def _inverted(self, sentence: Span, cue: Span) -> Actor | None:
        """The subject behind its verb: `"…," said Foreign Minister Olivia Baker`."""
        before = self.view[sentence.start : cue.start].rstrip()
        if not before.endswith(('"', ",", "'")) or not self.words.said.match(self.view, cue.start):
            return None
        start = cue.end + 1
        phrase = self.phrases.get(start + 4 if self.view.startswith("the ", start) else start)
        ends = phrase is not None and ENDS_TAG.match(self.view, phrase[0].end) is not None
        return self.actor_of(phrase[1], phrase[0]) if phrase and ends else None

    def _other(self, sentence: Span, end: int) -> Actor | None:
        """Somebody unknown where a noun stands before the verb; nobody after a conjunction, comma or mark."""
        last = _NAME.match(backwards(self.view, max(sentence.start, end - 40), end))
        span = Span(end - last.end() if last else end, end)
        return Actor(kind="other", span=span) if last and span.of(self.view) not in _JOINS else None

    # --- what pronouns stand for --------------------------------------------------------------------------------

    def _subjects_before(self, sentence: Span, at: int) -> list[Actor]:
        number = bisect_right(self.sentence_starts, at) - 1
        known = self.subjects[max(0, number - _LOOK_BACK) : number + 1]
        back = [actor for actor in reversed(known[:-1] if len(self.subjects) > number else known) if actor is not None]
        here = self.subjects[number] if 0 <= number < len(self.subjects) else None
        if here is not None and sentence.start <= here.span.start and here.span.end <= at:
            return [here, *back]
        return back

    def _speaker_of(self, subject: Actor) -> Actor | None:
        """Who says what a sentence about a country tells: "Kenya stands ready, says Foreign Minister Baker."."""
        sentence = self.sentences[bisect_right(self.sentence_starts, subject.span.start) - 1].span
        said = _SAYS.search(self.view, sentence.start, sentence.end)
        named = self.people_in(Span(said.end(), sentence.end)) if said else ()
        return self.actor_of(named[0][1], named[0][0]) if len(named) == 1 else None

    def _only_named(self, sentence: Span, at: int, gender: str) -> Actor | None:
        """The one person named in the sentence before ``at``, where its subject is none: "media say Abe hopes his"."""
        number = bisect_right(self.sentence_starts, at) - 1
        main = self.subjects[number] if 0 <= number < len(self.subjects) else None
        if main is not None and main.kind == "person":
            return None
        told_to = _WHOM.search(self.view, max(sentence.start, at - _NEAR_WHOM), at) is not None
        named = {
            person.name: actor
            for span, person in self.people_in(Span(sentence.start, at))
            if person.gender in ("", gender)
            and not self.owns(span.end)
            and not (told_to and _OF_WHOM.match(self.view, span.end))
            and not self._is_object(sentence, actor := self.actor_of(person, span))
        }
        return next(iter(named.values())) if len(named) == 1 else None

    def _gender(self, actor: Actor) -> str:
        return self.genders.get(actor.name, "")


# "met Ada Stone, whom she asked": somebody else asked her
_NEAR_WHOM = 40  # characters before a pronoun in which "whom" may stand
_WHOM = re.compile(r"\b(?:whom|whose(?: [a-z]+){1,2}) (?:(?:also|then|later|earlier|first|in turn) )?\Z")
_OF_WHOM = re.compile(r"(?:, [^,;]{1,60})?,? (?:[a-z]+ )?(?:whom|whose)\b")
_SAYS = re.compile(r", (?:said|says|added|warned|announced|told) (?=[^,;\"]{4,90}(?:\.|$))")
_STANDS_FOR: dict[str, tuple[str, tuple[ActorKind, ...]]] = {
    "he": ("m", ("person",)),
    "his": ("m", ("person",)),
    "she": ("f", ("person",)),
    "her": ("f", ("person",)),
    "it": ("", ("country",)),
    "its": ("", ("country",)),
    "they": ("", ("both", "unnamed")),
    "their": ("", ("both", "unnamed")),
}
_COMMA = re.compile(r", ")
_AND = re.compile(r",? and (?:the )?")
_JOINED = re.compile(r",? (?:and|as well as|together with|along with) (?:the )?$")
_WORD = re.compile(r" ?[\w'.-]+")
_NAME = re.compile(r"[\w'-]+")
_JOINS = frozenset(
    ("and", "or", "but", "while", "to", "by", "then", "also", "as", "after", "before", "not", "nor", "when", "than")
)


def cast_of(
    article: Article,
    sentences: tuple[Sentence, ...],
    places: tuple[Place, ...],
    people: tuple[Person, ...],
    lexicon: Lexicon,
) -> Cast:
    """The cast of an article: built once, asked for every clause."""
    cue_words = find_cue_words(page_view(article.text), sentences, lexicon)
    cast = Cast(
        **scene_parts(article, places, people, lexicon),
        sentences=sentences,
        sentence_starts=tuple(one.span.start for one in sentences),
        lexicon=lexicon,
        words=actor_words(lexicon),
        cue_words=cue_words,
        cue_lists=lists_by_sentence(cue_words),
    )
    for one in sentences:
        # A pronoun needs the subjects before it, so they are found in the order of the text.
        cast.subjects.append(cast.main_subject(one.span))
    return cast
