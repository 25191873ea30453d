"""What every construction of an agenda item reads a sentence with, and what it answers with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from briefgen.extract.clauses import trim, words_of
from briefgen.extract.verbs import forms
from briefgen.lexicon import Lexicon
from briefgen.model import Actor, Item, ItemStatus, Sentence, Span

if TYPE_CHECKING:
    from briefgen.extract.actors import Cast


@dataclass(frozen=True, slots=True)
class Reading:
    """What every construction needs to read a sentence."""

    text: str
    view: str
    lexicon: Lexicon
    cast: Cast
    named: frozenset[int]  # where a person's name or title begins: whoever is received is no subject


@cache
def denied(lexicon: Lexicon) -> re.Pattern[str]:
    """Words before a cue, up to a comma, with which nothing is on the agenda."""
    words = [word for word in lexicon.words("agenda.denied") if word != "n't"]
    return re.compile(rf"(?:n't|\b(?:{words_of(tuple(words))}))\b[^,;]*$")


@cache
def background(lexicon: Lexicon) -> re.Pattern[str]:
    """Words of a clause that is told as background."""
    return re.compile(rf"\b(?:{words_of(lexicon.words('agenda.background'))})\b")


@cache
def looked_on(lexicon: Lexicon) -> re.Pattern[str]:
    """Somebody who looks on says it: "analysts say the visit will", "a professor at Lima University, said"."""
    people = words_of(lexicon.words("agenda.onlookers"))
    houses = r"institute|university|college|think[ -]tank|cent(?:re|er) for"
    who = (
        rf"(?:(?:{people})|(?:director|president|head|fellow|dean|chair|chairman|chairwoman)\b (?:of|at|with)\b "
        rf"[^,;:\".]{{0,60}}\b(?:{houses}))"
    )
    says = r"(?:say|says|said|believes?|argues|thinks|notes|noted|warns?|writes|wrote|tells|told|explains|points out)"
    return re.compile(rf"\b{who}\b[^;:\".]{{0,90}}? {says}\b|\b{says} [^;:\".]{{0,50}}?\b{who}\b")


@cache
def hedged(lexicon: Lexicon) -> re.Pattern[str]:
    """Words right before a verb that make it no more than possible."""
    adverbs = words_of(lexicon.words("agenda.adverbs"))
    return re.compile(rf"\b(?:{words_of(lexicon.words('agenda.hedges'))}) (?:(?:{adverbs}|be),? )*$")


@cache
def controlled(lexicon: Lexicon) -> re.Pattern[str]:
    """A verb that ends right before whoever is to act: "wants" in "wants Peru to act"."""
    verbs = words_of(tuple(form.text for entry in lexicon.words("agenda.controls") for form in forms(entry)))
    return re.compile(rf"\b(?:{verbs}) (?:[\w'-]+ ){{0,2}}$")


@cache
def asked(lexicon: Lexicon) -> frozenset[str]:
    """Verbs behind which stands who is asked, and then what."""
    return frozenset((*lexicon.words("agenda.asked"), *wishes(lexicon)))


@cache
def wishes(lexicon: Lexicon) -> frozenset[str]:
    """Those whose object may as well be a thing: "wants a return to trade"."""
    return frozenset(lexicon.words("agenda.wishes"))


@cache
def hopes(lexicon: Lexicon) -> frozenset[str]:
    """Verbs behind which stands who "will" do what is hoped for."""
    return frozenset(lexicon.words("agenda.hopes"))


@cache
def tag(lexicon: Lexicon) -> re.Pattern[str]:
    """Who said it, behind a comma at the end of a sentence."""
    said = words_of(lexicon.words("agenda.said"))
    return re.compile(rf",\s+(?:the |a |an )?(?:[\w.'-]+ ){{0,5}}(?:{said})\b[^,]*$")


@cache
def refusing(lexicon: Lexicon) -> frozenset[str]:
    """Verbs without which their object would read as its opposite."""
    return frozenset(lexicon.words("agenda.refusing"))


@cache
def condition(lexicon: Lexicon) -> re.Pattern[str]:
    """The word that opens a condition."""
    return re.compile(rf"(?<!even )(?<!as )\b(?:{words_of(lexicon.words('agenda.conditions'))})\b")


def keeping_condition(part: Span, status: ItemStatus, sentence: Sentence, reading: Reading) -> Span:
    """The slice or, where a condition of the sentence would be lost, the whole sentence."""
    whole = sentence.span
    if status == "discussed":
        return part  # what has been talked about hangs on nothing
    lost = any(not part.holds(Span(*found.span())) for found in _conditions(whole, reading))
    return trim(reading.view, whole.start, whole.end) if lost else part


def _conditions(whole: Span, reading: Reading) -> Iterator[re.Match[str]]:
    return condition(reading.lexicon).finditer(reading.view, whole.start, whole.end)


@cache
def _empty(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.words("agenda.empty"))


# A run of digits and commas is one step and never tried in parts: a long number must not take forever.
_NOT_A_SUBJECT = re.compile(
    r"^(?:(?:on |in |by )?(?:\d[\d,.]*+|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    r"january|february|march|april|may|june|july|august|september|october|november|december)"
    r"[\s,-]*+)+$"
)
_NO_SUBJECT = re.compile(
    r"(?:(?:the )?(?:matters|issues|topics) discussed|(?:the|this|that|these|those) (?:issue|matter|topic)s? with|"
    r"(?:it|him|her|them|us|me|you)"
    r"(?:$| [a-z]+ly$| (?:to|for|on|as|about|in|at|with|from|that|an?|the|and|is|was|will|would)\b)|"
    r"(?:it|him|her|my|your)self|(?:them|our|your)selves|each other|one another|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b(?!'s)|"
    r"(?:months|years|weeks|days|decades|hours)\b|"
    r"by|in|on|at|with|from|last|next(?! (?:steps?|stages?|phases?)\b)|this|once|the sidelines|"
    r"how(?! (?:[\w'-]+ ){3})|when|very|hard|ahead|afterwards?|again|whether|if|"
    r"where|while|as|and|or|will|would|is|are|was|were|has|have|had)\b"
)
_TORN_END = re.compile(
    r"\b(?:the|a|an|of|in|on|at|to|for|with|by|from|and|or|that|which|its|their|his|her)$|"
    r"\bin (?:this|that) (?:regard|respect|context)$|\bto (?:this|that) end$"
)


# What every meeting has: issues, solutions, the importance of meeting.
_TALKS = r"(?:talks|discussions|consultations|negotiations|meetings?|visits?|summit|calls?|conversations?)"
_FILLER = re.compile(
    r"(?:an?|the|some) (?:(?:wide|wider|broad|broader|full|whole|long|large|vast) )?"
    r"(?:range|variety|series|number|host|array|set|spectrum|raft|list|wealth|slew|myriad|multitude) of "
    r"(?:(?:other|different|various|many|key|"
    r"important|common) )?(?:issues|topics|matters|subjects|questions|areas|themes|points)"
    r"(?: of (?:mutual|common|shared) (?:interest|concern))?|"
    rf"(?:the )?(?:importance|value|usefulness|significance|success) of (?:the|these|this|their|such|those) {_TALKS}|"
    r"(?:(?:the|some|a number of) )?(?:practical|innovative|concrete|possible|creative|new|constructive) "
    r"(?:solutions?|ideas?|approach(?:es)?|proposals|options|results)"
)


_WHEN_SO = re.compile(r",? (?:as|when|while|during|before|after|ahead of|at|in) [^,;:]{2,80}\Z")  # "issues as she left"


def says_something(part: Span, reading: Reading) -> bool:
    """Not empty, not a pronoun or date alone, not torn, not a lone word with nothing beside it."""
    piece = reading.view[part.start : part.end].strip('"')
    if len(piece) < 3 or piece in _empty(reading.lexicon) or _NOT_A_SUBJECT.match(piece) or _TORN_END.search(piece):
        return False
    if _FILLER.fullmatch(_WHEN_SO.sub("", piece.replace('"', ""))):
        return False
    if _NO_SUBJECT.match(piece) or part.start in reading.named:
        return False
    return bool(re.search(r"[a-z]{3}", piece))


def own_clause(part: Span, reading: Reading) -> Span:
    """The object, up to where somebody else begins to act: "urged calm at the port, President Otieno said"."""
    view, cast = reading.view, reading.cast
    for comma in _COMMA.finditer(view, part.start, part.end):
        phrase, place = cast.phrases.get(comma.end()), cast.places_at.get(comma.end())
        end = phrase[0].end if phrase else place.span.end if place and place.form != "demonym" else 0
        if end and _ACTS.match(view, end, part.end):
            return trim(view, part.start, comma.start())
    said = _AND_THAT.search(view, part.start, part.end)
    if said:
        return trim(view, part.start, said.start())
    second = _AND_IT.search(view, part.start, part.end)
    if second and not view.startswith(("to ", "not to "), part.start):
        return trim(view, part.start, second.start())
    return part


def and_that(part: Span, reading: Reading) -> int:
    """Where the clause begins that a verb governs behind its object, "stressed A and that B"; 0 for none."""
    said = _AND_THAT.search(reading.view, part.start, part.end)
    return reading.view.index("that ", said.start()) + len("that ") if said else 0


# Grammar: before a bare "it" as object stands a verb, "and see it as", unless it is a preposition.
_AND_IT = re.compile(
    r",? and (?!(?:with|for|to|of|on|about|against|by|from|in|at|over|behind|after|before|around|through|like|"
    r"what|which|how|that|whether|where|when|if|while|as|than)\b)"
    r"[a-z]+ (?:it|him|them)\b"
)
_COMMA = re.compile(r", (?:the )?")
_AND_THAT = re.compile(
    r"(?<!that),? and that (?:the |it |he |she |they |there |[\w'-]+ (?:is|are|was|were|will|would|has|had)\b)"
)
_ACTS = re.compile(r" (?:[a-z]+ed|has|had|have|is|are|was|were|will|would|said|says|told|met|made|held|took)\b")


def as_item(
    sentence: Sentence, part: Span, cue: Span, rule: str, status: ItemStatus, actors: tuple[Actor, ...]
) -> Item:
    """An item of a sentence."""
    return Item(
        span=part,
        sentence=sentence.span,
        paragraph=sentence.paragraph,
        cue=cue,
        rule=rule,
        status=status,
        actors=actors,
    )
