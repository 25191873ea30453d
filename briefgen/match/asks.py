"""Asks: what one side wants of the other. What is wanted of the world, of others or of oneself is a position only."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from briefgen.extract.clauses import words_of
from briefgen.match.sides import THIRD
from briefgen.model import Position, Span
from briefgen.text import fold

if TYPE_CHECKING:
    from briefgen.lexicon import Lexicon
    from briefgen.match.cast import Cast

_BEFORE = 24  # characters before a verb in which it is denied or put into the past of the past
_LONGEST = 140  # characters of the words for whoever is asked


@dataclass(frozen=True, slots=True)
class _Words:
    addressing: frozenset[str]
    selfish: frozenset[str]
    everybody: re.Pattern[str]
    many: re.Pattern[str]
    addressed: re.Pattern[str]
    gains: re.Pattern[str]
    harms: re.Pattern[str]


@cache
def _words(lexicon: Lexicon) -> _Words:
    def any_of(name: str) -> str:
        return words_of(tuple(fold(word) for word in lexicon.words(f"positions.asked.{name}")))

    return _Words(
        addressing=frozenset(lexicon.words("positions.asked.addressing")),
        selfish=frozenset(lexicon.words("positions.asked.selfish")),
        everybody=re.compile(rf"\b(?:{any_of('everybody')})\b"),
        many=re.compile(rf"\b(?:{any_of('many')})\b"),
        addressed=re.compile(rf"\b(?:{any_of('addressed')})\b"),
        gains=re.compile(rf" (?:not )?to (?:{any_of('gains')}|be [a-z]+(?:ed|en|id))\b"),
        harms=re.compile(
            rf" (?:(?!(?:to|from|of|end|lift|relief)\b)[\w'-]+ ){{0,3}}?(?:{any_of('harms')})\b(?! relief)"
        ),
    )


def is_ask(position: Position, side: str, *, met: bool, cast: Cast, lexicon: Lexicon) -> bool:
    """Whether a side asks the other for something.

    Args:
        position: what it says or wants.
        side: whose it is.
        met: whether it belongs to a meeting of the pair: what is asked of nobody in particular there is asked of them.
        cast: the sides of everybody in the article.
        lexicon: the words for whoever is asked.
    """
    words, ask = _words(lexicon), _Ask(position, side, cast)
    if not side or side == THIRD:
        return False
    if not position.rule.startswith("ask"):
        return ask.is_demand()
    if ask.is_idle() or words.harms.match(ask.rest):
        return False  # "called for sanctions on Lima": no wish that Lima would grant
    return _is_wanted_of_them(ask, words, met=met)


def _is_wanted_of_them(ask: _Ask, words: _Words, *, met: bool) -> bool:
    """Whether what is wanted is the other side's to give."""
    lemma = ask.position.rule.partition(": ")[2]
    infinitive = _TO.match(ask.rest)
    if infinitive and lemma in words.selfish:
        given = words.gains.match(ask.rest) or (_WITH.search(ask.rest) and ask.names_other_side(ask.whole))
        return bool(given) and not ask.names_others(ask.whole)
    if infinitive is None and lemma in words.addressing and (hearer := ask.hearer(lemma)) is not None:
        return ask.is_put_to(hearer, words)
    if ask.is_put_to_its_own():
        return False
    if ask.names_other_side(ask.whole):
        return True
    if words.everybody.search(ask.rest) or ask.names_others(ask.whole):
        return False
    return met or ask.names_other_side(ask.position.sentence)


@dataclass(frozen=True)
class _Ask:
    """One position, cut to what is wanted."""

    position: Position
    side: str
    cast: Cast

    @property
    def rest(self) -> str:
        """What follows the verb, up to where something else is told, folded."""
        text, cue = self.cast.findings.article.text, self.position.cue
        rest = fold(text[cue.end : max(cue.end, self.position.sentence.end)])
        stop = _NEXT.search(rest)
        return rest[: stop.start()] if stop else rest

    @property
    def whole(self) -> Span:
        return Span(self.position.cue.end, self.position.cue.end + len(self.rest))

    def is_idle(self) -> bool:
        """Whether the verb is denied, long past, or puts a question: "had asked", "asked how", "wants no war"."""
        text, cue = self.cast.findings.article.text, self.position.cue
        before = fold(text[max(self.position.sentence.start, cue.start - _BEFORE) : cue.start])
        asks_about = self.position.rule.endswith(": ask") and _QUESTION.match(self.rest)
        return bool(_DENIED.search(before) or _LONG_PAST.search(before) or _NOTHING.match(self.rest) or asks_about)

    def hearer(self, lemma: str) -> Span | None:
        """The words for whoever is asked to do something; None where only a thing is asked for, or to be done."""
        found = _HEARER.match(self.rest)
        if found is None or _WAY.match(found["who"]):
            return None
        behind = self.rest[found.end("who") :]
        if lemma in _WISHES and (_TO_BE.match(behind) or not behind.startswith((" to ", " not to "))):
            return None
        start = self.position.cue.end
        return Span(start + found.start("who"), start + found.end("who"))

    def is_put_to(self, hearer: Span, words: _Words) -> bool:
        """Whether those who are asked are the other side: named, "them", or "the government" of a talk."""
        if self.names_third(hearer):
            return False
        if self.names_other_side(hearer):
            return self.side not in self.cast.sides_in(hearer)  # "urged the two capitals" asks nobody in particular
        told = fold(hearer.of(self.cast.findings.article.text))
        if words.everybody.search(told) or words.many.search(told):
            return False
        return bool(_PRONOUN.fullmatch(told.strip()) or words.addressed.search(told))

    def is_put_to_its_own(self) -> bool:
        """Whether somebody of the own side is to do it: "that her own police free them"; or of none known."""
        that = _THAT.match(self.rest)
        if that is None or _GIVEN.search(self.rest):
            return False
        if _ITS_OWN.match(self.rest, that.end()):
            return True
        start = self.position.cue.end + that.end()
        clause = Span(start, self.whole.end)
        unknown = [
            (span, self.side)
            for person in self.cast.findings.people
            if self.cast.person(person.name) is None  # nothing tells that they are of the other
            for span in person.mentions
            if clause.holds(span)
        ]
        first = min((*self.cast.presence_in(clause), *unknown), default=None)
        if first is None or first[1] != self.side:
            return False
        return _TITLED.fullmatch(self.rest, that.end(), first[0].start - self.position.cue.end) is not None

    def names_other_side(self, span: Span) -> bool:
        """Whether a side other than its own is named in a stretch."""
        return bool(self.cast.sides_in(span) - {self.side})

    def names_others(self, span: Span) -> bool:
        """Whether a third country is named in a stretch, and the other side is not."""
        return not self.names_other_side(span) and self.names_third(span)

    def names_third(self, span: Span) -> bool:
        """Whether a third country is named in a stretch."""
        places = self.cast.findings.places
        low, high = (bisect_left(places, at, key=lambda place: place.span.start) for at in (span.start, span.end))
        return any(self.cast.place(place) == THIRD for place in places[low:high])

    def is_demand(self) -> bool:
        """Whether it says what the other side must do, or threatens for what it does not."""
        sentence = self.position.sentence
        view = fold(sentence.of(self.cast.findings.article.text))
        if self.position.rule in _THREATS:
            after = self.position.cue.end - sentence.start
            found = _UNLESS.search(view, after)
            behind = sentence.start + found.end() if found else sentence.end
            return self.names_other_side(Span(behind, min(behind + _RIGHT_BEHIND, sentence.end)))
        if not self.position.rule.startswith("say"):
            return False
        for span, side in self.cast.presence_in(sentence):
            must = _MUST.match(view, span.end - sentence.start)
            if must and side != self.side and not _THAT_ONE.search(view, 0, span.start - sentence.start):
                return True
        return False


_NEXT = re.compile(
    r"[;:]| (?:while|but|whereas|although|though)\b|,? (?:saying|adding|noting|prompting|after|as|following)\b"
)
_THAT = re.compile(r"(?: again| also| repeatedly)? that ")
_ITS_OWN = re.compile(r"(?:his|her|its|their) own\b")
_TITLED = re.compile(r"(?:the )?(?:(?!and\b|or\b)[a-z.'-]+ ){0,4}")  # before whoever is to do it: their office
_GIVEN = re.compile(r" (?:not )?(?:be|get|receive|gain|have) ")  # "demanded that Kenya be given", by the other side
_TO = re.compile(
    r"(?: [a-z]+ly| also| again| back)? (?:not )?to (?!(?:the|an?|its|his|her|their|this|that|north|south)\b)[\"a-z]"
)
_WITH = re.compile(r" with (?:the )?(?=[a-z])")  # "wants to keep its trade with Peru" needs Peru
_HEARER = re.compile(
    rf"(?: again| also| repeatedly)?(?: to| with| on| upon)? (?P<who>(?!for\b|to\b|that\b)[^;:\"]{{2,{_LONGEST}}}?)"
    r"(?= (?:not )?to (?!(?:the|an?|its|his|her|their)\b)[\"'a-z]| for | that | over | on (?:the|its|a)\b)"
)
_WAY = re.compile(
    r"(?:in|at|by|during|through|under|on behalf|hard|strongly|instead)\b"
)  # "asked in return for nurses"
_WISHES = frozenset({"want", "want back", "need", "expect", "would like"})
_TO_BE = re.compile(r" to be [a-z]+\b")  # "wants the names to be changed"
_PRONOUN = re.compile(r"him|her|them|it|us|you|his (?:host|guest|counterpart)")
_QUESTION = re.compile(r"(?: [\w.'-]+){0,4}? (?:how|whether|why|what|if|about|who|when|where|questions?)\b")
_NOTHING = re.compile(r" (?:no|not|nothing)\b(?! to\b)")
_DENIED = re.compile(r"(?:\bnot|n't|\bnever|\bno longer)(?: [a-z]+)? $")
_LONG_PAST = re.compile(r"\bhad (?:[a-z]+ |been ){0,2}$")
_MUST = re.compile(
    r"(?:'s? [\w-]+(?: [\w-]+)?)? (?:also |now |first )?"
    r"(?:must|should|ought to|has to|have to|needs to|need to|had to|would have to)(?: not)? "
)
_THAT_ONE = re.compile(r"\b(?:if|whether|why|what|how|when) (?:the )?$")  # "asked what Peru should do"
_THREATS = frozenset({"stance: threaten", "stance: warn", "say: warn", "stance: vow"})
_UNLESS = re.compile(r"\b(?:unless|if(?= [^,;]{2,80}? (?:not|fail\w*|refus\w*|n't)\b))")
_RIGHT_BEHIND = 16  # characters behind "unless" in which whoever is threatened begins
