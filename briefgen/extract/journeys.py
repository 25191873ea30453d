"""Verbs of travel with a day, a start or company between them and the place: "flies later this week to Lima"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from briefgen.extract.places import CAPITAL
from briefgen.extract.trie import any_of
from briefgen.model import Meeting, Span

if TYPE_CHECKING:
    from briefgen.extract.actors import Cast
    from briefgen.extract.cues import Verb
    from briefgen.lexicon import Lexicon

GROUP = "journey"
"""The lexicon's verbs of travel without their preposition; "lead" is among them, with a delegation."""

_LONGEST = 10  # pieces between a verb and its place: "early | on | Tuesday | with a large delegation"


@dataclass(frozen=True, slots=True, eq=False)
class _Words:
    piece: re.Pattern[str]  # one of what may stand between: a word of time, "by train", "from Oslo", "with his wife"
    party: re.Pattern[str]  # "a large delegation" and the "to" behind it


@cache
def _words(lexicon: Lexicon) -> _Words:
    times = any_of(lexicon, "articles.months", "articles.weekdays", "meetings.between")
    people = any_of(lexicon, "meetings.parties")
    return _Words(
        piece=re.compile(
            rf" (?:{times}|\w{{2,}}ly|\d[\w.:-]*|"
            r"(?:by|aboard) (?:a |an |his |her |their )?[\w-]+(?: train| jet| plane)?|"
            rf"with (?:(?:a|an|his|her|their|top|senior) (?:[\w-]+ ){{0,3}}?)?(?:{people})|"
            r"from (?:the )?(?:[\w.'-]+ ){0,2}?[\w.'-]+(?=,? (?:to|on|for|in|into|at|early|late|later) ))(?![\w'-]),?"
        ),
        party=re.compile(
            rf" (?:a|an|his|her|the|their) (?:[\w-]+ ){{0,4}}?(?:{people})(?: of (?:[\w-]+ ){{0,3}}[\w-]+)? to(?= )"
        ),
    )


def way_to_place(verb: Verb, sentence: Span, cast: Cast) -> int | None:
    """Where the words behind a verb of travel end and its place follows; None where no place does."""
    words, lemma = _words(cast.lexicon), verb.form.lemma
    if lemma in _PARTIES:
        party = words.party.match(cast.view, verb.end, sentence.end)
        return party.end() if party else None
    if lemma in _ARRIVING and _HERE.match(cast.view, verb.end):
        return verb.end
    end = _behind_start(verb, sentence, cast) if lemma in _LEAVING else verb.end
    goal = _FOR.match(cast.view, end) if end > verb.end else None
    return goal.end() if goal else _behind_pieces(end, sentence, _PREPOSITIONS.get(lemma, _INTO), cast)


def with_own_days(found: Sequence[Meeting], cast: Cast) -> tuple[Meeting, ...]:
    """The meetings; a stop of a journey to several countries goes without the journey's days where it has its own.

    "Will travel to Chad and Kenya from 11 to 19 March. On 14 March, she will visit Nairobi": there on the 14th.
    """
    told = Counter(one.cue for one in found if one.kind == "visit")
    stops = [one for one in found if one.kind == "visit" and told[one.cue] > 1]  # told in one breath
    if not stops:
        return tuple(found)
    own = {_country(one, cast) for one in found if one.when and not (one.kind == "visit" and told[one.cue] > 1)}
    dated = {id(one) for one in stops if _country(one, cast) in own - {""}}
    return tuple(replace(one, when=None, until=None) if id(one) in dated else one for one in found)


def _country(one: Meeting, cast: Cast) -> str:
    places = cast.places_in(one.place) if one.place else ()
    return places[-1].country if places else ""


def _behind_start(verb: Verb, sentence: Span, cast: Cast) -> int:
    """The end of the place that somebody leaves: "left Oslo early on Tuesday for"."""
    left = _FROM.match(cast.text, verb.end, sentence.end)
    return left.end() if left and cast.places_in(Span(*left.span("from"))) else verb.end


def _behind_pieces(end: int, sentence: Span, prepositions: tuple[str, ...], cast: Cast) -> int | None:
    """Where the preposition of a place ends, behind what stands between it and the verb."""
    words = _words(cast.lexicon)
    for _ in range(_LONGEST):
        piece = words.piece.match(cast.view, end, sentence.end)
        if piece is None:
            return None
        end = piece.end()
        to = _TO.match(cast.view, end, sentence.end)
        if to and to["to"] in prepositions:
            return to.end()
    return None


_FROM = re.compile(rf" (?:the )?(?P<from>[{CAPITAL}][\w’'-]*(?: [{CAPITAL}][\w’'-]*)*)")
_HERE = re.compile(r" here(?![\w'-])")
_FOR = re.compile(r" for(?= )")
_TO = re.compile(r" (?P<to>to|into|in|at|for)(?= )")
_INTO = ("to", "into")
_ARRIVING = frozenset({"arrive", "land", "come", "fly"})
_LEAVING = frozenset({"leave", "depart"})
_PARTIES = frozenset({"lead", "bring", "take"})
_PREPOSITIONS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("arrive", "land", "touch down"), ("in", "at")),
    **dict.fromkeys(("leave", "depart"), ("for",)),
    **dict.fromkeys(("head", "head off", "set off", "set out"), ("for", "to")),
}
