"""Positions: what an actor says, wants or refuses, as the article reports it, always the whole sentence.

A clause cut out of "X denied that …" would turn its meaning; the sentence keeps its negation, hedge and condition.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.extract.cues import Cue, Verb, as_cue, find_verbs
from briefgen.extract.informants import ENDS_TAG
from briefgen.extract.outsiders import is_history, is_of_outsiders, is_told_by_another
from briefgen.extract.positionwords import (
    ASK,
    HOLDERS,
    SAY,
    STANCE,
    PositionWords,
    is_visit,
    opens_aside,
    position_words,
)
from briefgen.extract.tellers import teller
from briefgen.model import Actor, ActorKind, Position, Quote, Sentence, Span

if TYPE_CHECKING:
    from briefgen.extract.actors import Cast

_HAS_CONTENT = re.compile(r"\w+(?:\W+\w+){3}")
_HAS_OBJECT = re.compile(r"\w+\W+\w+")
_ASIDE = re.compile(r",[^,;\"]{1,80}, ")
_SOON = 90  # characters behind a verb of saying in which it tells what is said
_BEFORE = 30  # characters before a verb in which it is denied
_TAGGED = 160  # characters of a sentence whose verb of saying stands at its end
_AS = re.compile(r"[^,;]{2,80}? as ")
_TO_ACT = re.compile(r" (?!to\b)[^,;]{2,80}? to (?!(?:the|an?|its|his|her|their|this|that|those)\b)")
_ACCUSED = re.compile(r"\b(?:accus|suspect|charg|blam)(?:e|es|ed|ing|s)? [^;:\"]{1,80}? (?:of|with|for) [^;:\"]{0,99}$")
_HELPED = re.compile(r"\b(?:help|helps|helped|helping|let|lets|make|makes|made) (?:it|them|him|her|us|me) $")
_NOT = re.compile(r"\b(?:do|does|did)(?: not|n't) (?:[a-z]+ly |also |yet )?$")
_BEING = re.compile(
    r"\b(?:is|are|was|were|remains?|remained|has been|have been)(?: (?:[a-z]+ly|not|also|still|very|now|more|too))* $"
)
_LIST = ("positions.verbs",)
_SOURCES = ("positions.sources", "positions.nouns")


def find_positions(cast: Cast, quotes: Iterable[Quote] = ()) -> tuple[Position, ...]:
    """The positions of an article, in order: at most one for each sentence, the first holder's.

    Args:
        cast: the actors of the article.
        quotes: its quotations: who speaks beside one is settled there.
    """
    reader = _Reader(cast, quotes)
    found = (reader.position(sentence) for sentence in cast.sentences_with((*_LIST, *_SOURCES)))
    return tuple(position for position in found if position)


class _Reader:
    """Reads the positions of one article."""

    def __init__(self, cast: Cast, quotes: Iterable[Quote]) -> None:
        quotes = tuple(quotes)
        self.cast = cast
        self.view = cast.view
        self.words: PositionWords = position_words(cast.lexicon)
        self.speakers: dict[int, list[Quote]] = defaultdict(list)  # by where their cue stands
        self.strong = sorted((one for one in quotes if one.confidence == "strong"), key=lambda one: one.span.start)
        for quote in quotes:
            if quote.cue is not None:
                self.speakers[quote.cue.start].append(quote)
        self.countries = {person.name: person.country for person in cast.people}

    def position(self, sentence: Sentence) -> Position | None:
        """The position that a sentence holds, its own ask before what it only says."""
        position: Position | None = None
        for verb in find_verbs(sentence.span, "positions", self.cast):
            if (position is not None and not self._may_ask(verb)) or self._is_name(verb, sentence.span):
                continue
            cue = as_cue(verb, sentence.span, self.cast) or self._denied(verb, sentence.span)
            if cue and position is None:
                position = self._held(sentence, cue)
                if position is None and self._is_others(sentence, cue):
                    break  # what follows is told by somebody unknown: "He said Peru needed help"
            elif cue and position is not None and self._asks_too(cue, position):
                return replace(position, cue=cue.span, rule=_rule(cue))
        if position is not None:
            return (
                None
                if self._is_another_word(position)
                else self._told_by(position) or self._tagged(position) or position
            )
        return self._by_noun(sentence) or self._by_source(sentence)

    def _is_another_word(self, position: Position) -> bool:
        """Whether it is only what somebody else says of its holder, or told as history."""
        number = bisect_right(self.strong, position.cue.start, key=lambda one: one.span.start)
        quoted = self.strong[max(0, number - 1) : number]
        return (
            is_told_by_another(position, quoted, self.countries)
            or (position.actor.kind != "both" and is_of_outsiders(position, self.cast, self._speaker_at))
            or is_history(position, self.cast, self._speaker_at)
        )

    def _denied(self, verb: Verb, sentence: Span) -> Cue | None:
        """A verb that could be a noun, behind "does not": "Peru does not support the quota"."""
        found = _NOT.search(self.view, max(sentence.start, verb.start - _BEFORE), verb.start)
        if found is None or verb.form.form != "base":
            return None
        return Cue(Span(verb.start, verb.end), found.start(), verb.group, verb.form, coming=False)

    def _is_denied(self, sentence: Span, cue: Cue) -> bool:
        return _NOT.search(self.view, max(sentence.start, cue.span.start - _BEFORE), cue.span.start) is not None

    def _is_others(self, sentence: Sentence, cue: Cue) -> bool:
        """Whether somebody who is nobody of the article, or a pronoun without a bearer, says what follows."""
        if cue.group != SAY or cue.form.form == "ing" or self.speakers.get(cue.span.start):
            return False
        actor = self.cast.subject(sentence.span, cue.span)
        return actor is not None and actor.kind == "other" and bool(actor.span.of(self.view).strip())

    # --- by a verb ----------------------------------------------------------------------------------------------

    def _held(self, sentence: Sentence, cue: Cue) -> Position | None:
        """The position of a verb's subject, where it tells more than that somebody spoke."""
        going_on = self._going_on(sentence.span, cue)
        whole, cue = cue.coming, going_on or cue
        if cue.coming and (cue.group != ASK or self.view.startswith("to ", cue.chain)):
            return None  # what somebody will say is agenda, not a position held; what they will ask they want already
        if self._is_silent(sentence.span, cue) or self._is_idle(sentence.span, cue):
            return None
        if self._is_of_another(sentence.span, cue):
            return None
        if cue.form.form == "ing" and _ACCUSED.search(self.view, sentence.span.start, cue.span.start):
            return None  # what one is accused of is the accuser's word
        actor = self._actor(sentence, cue, whole=whole)
        if actor is None or not self._is_told(sentence, cue, actor) or self._is_beside(sentence, cue, actor):
            return None
        return Position(
            span=sentence.span,
            sentence=sentence.span,
            paragraph=sentence.paragraph,
            cue=cue.span,
            rule=_rule(cue) if not self._is_denied(sentence.span, cue) else f"{STANCE}: {cue.form.lemma}",
            actor=actor,
        )

    def _is_beside(self, sentence: Sentence, cue: Cue, actor: Actor) -> bool:
        """Whether it is told in a relative clause, or "he" of a tag at the end is only somebody the sentence names."""
        start, at = sentence.span.start, actor.span.start
        if cue.group not in (SAY, ASK) and at < cue.span.start and _WHICH.search(self.view, start, at):
            return True  # "the seas near Taran, which Kenya considers its own"
        if actor.kind != "person" or self.speakers.get(cue.span.start):
            return False
        he = _HE_SAID.search(self.view, start, cue.span.start)
        named = (person for person in self.cast.people if person.name == actor.name)
        return he is not None and any(start <= spot.start < he.start() for one in named for spot in one.mentions)

    def _going_on(self, sentence: Span, cue: Cue) -> Cue | None:
        """The verb of "continued to insist" with what goes on: it is no coming thing."""
        found = self.words.going_on.search(self.view, max(sentence.start, cue.span.start - _BEFORE), cue.span.start)
        return replace(cue, chain=found.start(), coming=False) if found and cue.coming else None

    def _actor(self, sentence: Sentence, cue: Cue, *, whole: bool) -> Actor | None:
        """Who holds it; ``whole``: "will", "continued to" before the verb is looked past at once."""
        quotes = self.speakers.get(cue.span.start)
        if quotes and not _is_pair(quotes[0]):
            return self._speaker(quotes[0])
        inverted = self.view.endswith(", ", sentence.span.start, cue.span.start)
        if inverted and self.cast.words.said.match(self.view, cue.span.start):
            behind = self.cast.named_at(sentence.span, cue.span.end + 1)  # "For the port, says Kolas, it was late"
            if behind is not None and behind.kind == "person" and ENDS_TAG.match(self.view, behind.span.end):
                return behind
        being = _BEING.search(self.view, max(sentence.span.start, cue.span.start - _BEFORE), cue.span.start)
        chain = being.start() if being and cue.group == "stands" else cue.chain
        actor = self.cast.subject(sentence.span, Span(chain, cue.span.end)) if whole or being else None
        actor = actor or self.cast.subject(sentence.span, cue.span)
        if actor is None or actor.kind not in HOLDERS:
            actor = self._over_aside(sentence, cue)
        elif cue.form.form == "ing" and _AS_OBJECT.search(self.view, sentence.span.start, actor.span.start):
            return self.cast.main_subject(sentence.span)  # "Ada Stone visited Peru, saying"
        return actor

    def _speaker(self, quote: Quote) -> Actor | None:
        """The speaker of the quotation that a verb belongs to; nobody where that is not sure."""
        speaker = quote.speaker
        if speaker is None or quote.confidence != "strong" or speaker.kind == "document":
            return None
        if speaker.joint:
            return Actor(kind="both", span=speaker.mention)
        known = speaker.name in self.countries
        place = self.cast.places_at.get(speaker.mention.start)
        if not known and place is not None and place.form != "demonym" and place.span.end == speaker.mention.end:
            return self.cast.country_actor(place)
        country = speaker.country or self.countries.get(speaker.name, "")
        kind: ActorKind = "person" if known else "unnamed"
        return Actor(kind=kind, span=speaker.mention, name=speaker.name, country=country, office=speaker.office)

    def _over_aside(self, sentence: Sentence, cue: Cue) -> Actor | None:
        """The unnamed official of a country who opens the sentence: "A Kenyan official, requesting anonymity, said"."""
        if not self.view.endswith(", ", sentence.span.start, cue.chain):
            return None
        actor = self.cast.main_subject(sentence.span)
        if actor is None or actor.kind != "unnamed" or not actor.country:
            return None
        return actor if _ASIDE.fullmatch(self.view, actor.span.end, cue.chain) else None

    def _may_ask(self, verb: Verb) -> bool:
        return verb.form.form != "ing" and verb.group == ASK

    def _asks_too(self, cue: Cue, position: Position) -> bool:
        """Whether it is its holder's second verb, and asks: "says it is unjust, and has demanded to rejoin".

        So does their country: "The president said Kenya wants the fund to pay".
        """
        if cue.coming or not self._is_ask(position.sentence, cue):
            return False
        actor = self.cast.subject(position.sentence, Span(cue.chain, cue.span.end))
        if actor is None:
            return self.view.endswith(" and ", position.cue.end, cue.chain)
        own = bool(actor.country) and actor.country == position.actor.country
        return own and actor.kind in HOLDERS and position.rule.startswith(SAY)

    def _tagged(self, position: Position) -> Position | None:
        """The same sentence as the word of whoever says so at its end, where that is another country's.

        "Peru needs the loan, the Kenyan minister said" is the minister's word.
        """
        span = position.sentence
        tag = self.words.tag.search(self.view, max(span.end - _TAGGED, position.cue.end), span.end)
        if tag is None or position.actor.span.start > tag.start() or not position.actor.country:
            return None
        place = tag.start("cue"), tag.end("cue")
        quotes = self.speakers.get(place[0])
        actor = self._speaker(quotes[0]) if quotes else self.cast.subject(span, Span(*place))
        if actor is None or actor.kind not in HOLDERS or actor.country in ("", position.actor.country):
            return None
        return replace(position, actor=actor, cue=Span(*place), rule=f"{SAY}: say")

    def _told_by(self, position: Position) -> Position | None:
        """The position of several as the word of the one who tells it: "Peru and Kenya want a port, he said"."""
        if position.actor.kind != "both":
            return None
        told = teller(self.cast, position.sentence, self._speaker_at)
        return replace(position, actor=told[0], cue=told[1], rule=f"{SAY}: say") if told else None

    def _speaker_at(self, cue: int) -> Actor | None:
        """The speaker of the quotation that a verb of saying belongs to."""
        quotes = self.speakers.get(cue)
        return self._speaker(quotes[0]) if quotes else None

    # --- what holds no position ---------------------------------------------------------------------------------

    def _is_name(self, verb: Verb, sentence: Span) -> bool:
        """Whether a word is part of a name or compound: the "State" Property Fund, "Kenyan-backed"."""
        if self.view.endswith("-", sentence.start, verb.start):
            return True
        inside = _LETTER.search(self.view, sentence.start, verb.start) is not None
        return inside and self.cast.text[verb.start].isupper() and not self.cast.text[verb.end - 1].isupper()

    def _is_silent(self, sentence: Span, cue: Cue) -> bool:
        """Whether somebody says nothing, or a plural noun only looks like a verb."""
        before = max(sentence.start, cue.span.start - _BEFORE), cue.span.start
        if cue.group == SAY and self.words.unsaid.search(self.view, *before):
            return True
        if self.words.silent.match(self.view, cue.span.end) or self.words.anonymous.match(self.view, cue.span.end):
            return True
        if cue.form.lemma == "declare" and self.words.measure.match(self.view, cue.span.end, sentence.end):
            return True
        if cue.form.form == "third" and self.words.plural_before.match(self.view, cue.span.end):
            return True
        if cue.form.lemma in self.words.as_something and not _AS.match(self.view, cue.span.end, sentence.end):
            return True
        return cue.group == ASK and not self._is_ask(sentence, cue)

    def _is_of_another(self, sentence: Span, cue: Cue) -> bool:
        """Whether a verb is a participle, "police backed by cars", or what one helps another to do."""
        if cue.form.form == "past" and self.view.startswith(" by ", cue.span.end):
            return True
        return cue.form.form == "base" and _HELPED.search(self.view, sentence.start, cue.span.start) is not None

    def _is_told(self, sentence: Sentence, cue: Cue, actor: Actor) -> bool:
        """Whether it is what the sentence tells, and tells of something."""
        if self._is_doubtful(sentence.span, actor) or self._is_aside(sentence, cue, actor):
            return False
        return self._has_content(sentence.span, cue, actor)

    def _is_doubtful(self, sentence: Span, actor: Actor) -> bool:
        """Whether a clause is only a condition or a rumour: "if Kenya wants", "speculation that he wanted"."""
        before = max(sentence.start, actor.span.start - _SOON), actor.span.start
        return self.words.doubtful.search(self.view, *before) is not None

    def _is_aside(self, sentence: Sentence, cue: Cue, actor: Actor) -> bool:
        """Whether a clause only tells when something else came about: "Shares fell after the minister said"."""
        main = self.cast.main_subject(sentence.span)
        return opens_aside(self.view, sentence.span.start, actor.span.start, main, said=cue.group == SAY)

    def _is_ask(self, sentence: Span, cue: Cue) -> bool:
        """Whether somebody is asked: "expects Peru to pay", not "expects growth"."""
        if is_visit(cue.form.lemma, self.view[cue.span.end : sentence.end]):
            return False
        if cue.form.lemma not in self.words.of_somebody:
            return True
        return _TO_ACT.match(self.view, cue.span.end, sentence.end) is not None

    def _is_idle(self, sentence: Span, cue: Cue) -> bool:
        """Whether no more is said than that they met, or how kind the host was."""
        if cue.group != SAY and cue.form.lemma not in self.words.polite:
            return False
        soon = Span(cue.span.end, min(sentence.end, cue.span.end + _SOON))
        if not _HAS_CONTENT.search(self.view, *_ends(soon)) and sentence.end - sentence.start <= _TAGGED:
            soon = sentence
        if self.words.courtesies.search(self.view, *_ends(soon)):
            return True
        return cue.group == SAY and self.words.reports.match(self.view, cue.span.end, sentence.end) is not None

    def _has_content(self, sentence: Span, cue: Cue, actor: Actor) -> bool:
        enough = _HAS_CONTENT if cue.group == SAY else _HAS_OBJECT
        after = enough.search(self.view, cue.span.end, sentence.end)
        before = _HAS_CONTENT.search(self.view, sentence.start, min(actor.span.start, cue.span.start))
        return actor.kind in HOLDERS and bool(after or before)

    # --- without a verb -----------------------------------------------------------------------------------------

    def _by_noun(self, sentence: Sentence) -> Position | None:
        """Whose position the sentence tells by that name: "Kenya's position is that the fund must pay"."""
        actor: Actor | None = None
        found = self.words.noun.search(self.view, *_ends(sentence.span))
        if found is not None:
            actor = self.cast.owner_ending(sentence.span, found.start())
        elif found := self.words.noun_of.search(self.view, *_ends(sentence.span)):
            actor = self.cast.named_at(sentence.span, found.end())
            if actor is not None and not self.words.noun_is.match(self.view, actor.span.end):
                return None  # "at the request of Kenya"
        if found is None or actor is None or actor.kind not in HOLDERS:
            return None
        return self._told(sentence, actor, Span(*found.span("noun")))

    def _by_source(self, sentence: Sentence) -> Position | None:
        """Whose words a sentence is by "according to": a person's, a country's, its official's; not an agency's."""
        for found in self.words.source.finditer(self.view, *_ends(sentence.span)):
            actor = self.cast.named_at(sentence.span, found.end())
            told = actor is not None and actor.kind in HOLDERS and (actor.kind != "unnamed" or bool(actor.country))
            told = told and not (actor and self.words.media.match(self.view, actor.span.end))  # "Kenya press reports"
            if actor is not None and told and _HAS_CONTENT.search(self.view, *self._rest(sentence.span, actor)):
                return self._told(sentence, actor, Span(*found.span("noun")))
        return None

    def _rest(self, sentence: Span, actor: Actor) -> tuple[int, int]:
        """The longer part of a sentence beside its source."""
        if actor.span.start - sentence.start > sentence.end - actor.span.end:
            return sentence.start, actor.span.start
        return actor.span.end, sentence.end

    def _told(self, sentence: Sentence, actor: Actor, cue: Span) -> Position:
        return Position(
            span=sentence.span,
            sentence=sentence.span,
            paragraph=sentence.paragraph,
            cue=cue,
            rule=f"{SAY}: {cue.of(self.view)}",
            actor=actor,
        )


def _is_pair(quote: Quote) -> bool:
    """Whether two people speak at once: their names stand in no one place together."""
    return quote.speaker is not None and " and " in quote.speaker.name


_WHICH = re.compile(r", (?:which|whom) (?:the )?(?:[\w.'-]+ ){0,2}$")
_HE_SAID = re.compile(r"[,\"] (?:he|she) $")
_AS_OBJECT = re.compile(
    r"(?:\b(?:to|in|of|with|from|for|at|against|on|by|into|over|about|met|left|told|saw|[a-z]{2,}ed)) (?:the )?$"
)
_LETTER = re.compile(r"\w")


def _rule(cue: Cue) -> str:
    group = STANCE if cue.group == "stands" else cue.group
    return f"{group}: {cue.form.lemma}"


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end
