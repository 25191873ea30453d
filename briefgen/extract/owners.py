"""Whose a meeting is that a noun tells of: "Baker's visit", "his talks with", "the leaders' meeting"."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from briefgen.model import Actor, Span
from briefgen.text import fold

if TYPE_CHECKING:
    from briefgen.extract.actors import Cast
    from briefgen.extract.occasions import Occasion

SURE = frozenset({"person", "country", "both", "unnamed"})
"""The kinds of actors of whom something is known."""


def owner_of(sentence: Span, cue: Occasion, owner: re.Match[str], cast: Cast) -> Actor | None:
    """The actor behind "Fidan's" and "his"."""
    pronoun = owner.group("pronoun")
    if not pronoun:
        leaders = _LEADERS.search(cast.view, max(sentence.start, owner.start() - 40), owner.start())
        if leaders:
            return Actor(kind="both", span=Span(*leaders.span()))
        return cast.owner_ending(sentence, owner.start()) or _office_ending(sentence, owner.start(), cast)
    main = _behind_lead(sentence, cue, owner, cast) or cast.main_subject(sentence)
    quoted = cast.view.count('"', sentence.start, cue.span.start) % 2
    if quoted and pronoun != "their" and main is not None and main.span.start > cue.span.start:
        return None  # who is quoted would say "my"
    if pronoun == "their" and main is not None and (two := two_from(main, cue, cast)):
        return two
    if main is not None and main.kind in SURE and main.span.start > cue.span.start:
        return main  # "In his talks with the king, the minister said"
    theirs = _theirs(sentence, cue, owner, cast) if pronoun == "their" else None
    if pronoun in ("his", "her") and main is not None and main.kind == "unnamed" and main.name.endswith("s"):
        main = None  # "Diplomats say his host will raise it"
    return theirs or cast.resolve(sentence, cue.span.start, pronoun) or main


def _behind_lead(sentence: Span, cue: Occasion, owner: re.Match[str], cast: Cast) -> Actor | None:
    """Whom a pronoun in the head of a sentence runs ahead of: "Hours before his talks with X, Y said"."""
    if not _LEAD.fullmatch(cast.view, sentence.start, owner.start("pronoun")):
        return None
    comma = cast.view.find(", ", cue.span.end, sentence.end)
    return cast.named_at(sentence, comma + len(", ")) if comma > 0 else None


def _theirs(sentence: Span, cue: Occasion, owner: re.Match[str], cast: Cast) -> Actor | None:
    """The two of a "their" that opens its sentence: those it goes on to name, else those that were named last."""
    span = Span(*owner.span("pronoun"))
    if cue.kind == "visit" or not _OPENER.fullmatch(cast.view, sentence.start, span.start):
        return None
    if span.start > sentence.start and (two := _two_behind(sentence, cue, cast)):
        return two
    pair = Actor(kind="both", span=span)
    return pair if cast.resolve(sentence, cue.span.start, "their") is None and two_named(cast, pair) else None


def _two_behind(sentence: Span, cue: Occasion, cast: Cast) -> Actor | None:
    """The two people that the rest of the sentence names, of two countries: "In their talks, X urged Y"."""
    named = {person.name: (span, person.country) for span, person in cast.people_in(Span(cue.span.end, sentence.end))}
    spans = [span for span, _ in named.values()]
    if len(named) != 2 or len({country for _, country in named.values() if country}) != 2:
        return None
    if " and " in cast.view[spans[0].end : spans[1].start]:
        return None  # "Their talks came after a summit of X and Y"
    return Actor(kind="both", span=Span(spans[0].start, spans[1].end))


def _office_ending(sentence: Span, end: int, cast: Cast) -> Actor | None:
    """Who is told by office before "'s": "the Kenyan president's visit"."""
    actor = cast.subject(sentence, Span(end, end + 1))
    if actor is None or actor.span.end != end or not (actor.country or actor.kind == "person"):
        return None
    phrase = cast.view[max(sentence.start, end - _PHRASE) : end]
    if not _HEAD.search(phrase):
        return None  # "the National People's Congress"
    field = _FIELD.search(phrase)
    other = field is not None and actor.office and field["field"] not in fold(actor.office)
    return None if other else actor


def two_from(first: Actor, cue: Occasion, cast: Cast) -> Actor | None:
    """Two people whom "and" joins at the head of a sentence, or behind its opening, in which a meeting is told.

    "X and his counterpart Y … after their meeting", "In their talks in Lima, X and his counterpart Y".
    """
    if first.span.start > cue.span.start:
        return _with_counterpart(first, cast)
    named = {person.name: span for span, person in cast.people_in(Span(first.span.start, cue.span.start))}
    spans = list(named.values())
    if len(spans) != 2 or not _AND.match(cast.view, spans[0].end, spans[1].start):
        return None
    return Actor(kind="both", span=Span(first.span.start, spans[1].end))


def _with_counterpart(first: Actor, cast: Cast) -> Actor | None:
    """Somebody with the counterpart that "and" joins to them."""
    behind = cast.people_in(Span(first.span.end, first.span.end + _LONG)) if first.kind == "person" else ()
    if not behind or behind[0][1].name == first.name:
        return None
    joined = _AND_COUNTERPART.fullmatch(cast.view, first.span.end, behind[0][0].start)
    return Actor(kind="both", span=Span(first.span.start, behind[0][0].end)) if joined else None


def two_named(cast: Cast, subject: Actor) -> tuple[Actor, ...]:
    """The two people of different countries, and nobody besides, whom the last sentences before "the two leaders" name.

    Of these the nearest that name two.
    """
    number, end = bisect_right(cast.sentence_starts, subject.span.start) - 1, subject.span.start
    for start in reversed(cast.sentence_starts[max(0, number - _BEFORE) : number + 1]):
        named = {person.name: cast.actor_of(person, at) for at, person in cast.people_in(Span(start, end))}
        if len(named) > 1:
            two = tuple(named.values())
            return two if len(two) == 2 and two[0].country != two[1].country else ()
    return ()


_BEFORE = 3  # sentences before "the two leaders"; further back they may be others
_PHRASE = 40  # characters before "'s" in which an office stands
_HEAD = re.compile(
    r"\b(?:president|premier|minister|secretary|chancellor|king|queen|emir|sultan|leader|chief|envoy|diplomat|"
    r"delegation|officials?|ministers|lawmakers|ambassador|adviser|pope|ruler|monarch|prince|speaker)$"
)
_FIELD = re.compile(
    r"\b(?P<field>prime|foreign|defen[cs]e|finance|trade|interior|energy|health|transport|economy|agriculture|crown|"
    r"home|treasury) \w+$"
)
_LEAD = re.compile(r"(?:[\w-]+ ){1,4}(?:before|after|ahead of|following|into) ")
_LEADERS = re.compile(
    r"\b(?:the|both)(?: two)? (?:(?:foreign|prime|defen[cs]e|finance|trade|interior) )?"
    r"(?:leaders|presidents|ministers|premiers|men|women|chiefs|statesmen|pair|two)$"
)
_LONG = 160  # characters behind a name in which that of a counterpart stands
_AND_COUNTERPART = re.compile(
    r"(?:, [^,;.]{1,60},)? and (?:his|her) (?:[\w'-]+ ){0,5}?"
    r"(?:counterpart|colleague|opposite number|peer|homologue),? (?:[\w'-]+ ){0,6}"
)
_OPENER = re.compile(r"(?:(?:in|at|during|after|before|following|ahead of|over) )?")
_AND = re.compile(r"(?:, [^,]{1,60},)? and ")
