"""The words by which positions are told, as patterns over the folded view."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from briefgen.extract.clauses import words_of
from briefgen.lexicon import Lexicon
from briefgen.model import Actor
from briefgen.text import fold

SAY, STANCE, ASK = "say", "stance", "ask"  # groups of verbs
HOLDERS = frozenset({"person", "country", "both", "unnamed"})  # kinds of actors that hold positions
_NEAR = 30  # characters before a subject

_WHEN = re.compile(
    r"\b(?P<when>after|before|until|since|as) (?:(?:the|an?|one|two|three|several|some|its|his|their) )?$"
)
_VISITS = frozenset({"call on", "call upon"})
_TO_ACT = re.compile(r" (?:not )?to [a-z]| for ")


def opens_aside(view: str, start: int, at: int, main: Actor | None, *, said: bool = False) -> bool:
    """Whether a clause whose subject stands at ``at`` only tells when something came about that nobody does.

    "Shares fell after he said", "The visit comes as Peru seeks a loan".
    """
    return is_in_passing(view, start, at, said=said) and (main is None or main.kind not in HOLDERS)


def is_in_passing(view: str, start: int, at: int, *, said: bool = False) -> bool:
    """Whether a clause whose subject stands at ``at`` tells when something else came about, whoever does that."""
    found = _WHEN.search(view, max(start, at - _NEAR), at)
    return found is not None and not (said and found["when"] == "as")


def is_visit(rule: str, rest: str) -> bool:
    """Whether somebody is called on, and not to do anything: "called on the Speaker at noon"."""
    return rule.rpartition(": ")[2] in _VISITS and _TO_ACT.search(rest) is None


@dataclass(frozen=True, slots=True, eq=False)
class PositionWords:
    """What stands around a verb of position, and what tells a position without one."""

    anonymous: re.Pattern[str]
    silent: re.Pattern[str]
    unsaid: re.Pattern[str]
    courtesies: re.Pattern[str]
    reports: re.Pattern[str]
    plural_before: re.Pattern[str]
    noun: re.Pattern[str]
    noun_of: re.Pattern[str]
    noun_is: re.Pattern[str]
    source: re.Pattern[str]
    media: re.Pattern[str]
    tag: re.Pattern[str]
    measure: re.Pattern[str]
    doubtful: re.Pattern[str]
    going_on: re.Pattern[str]
    as_something: frozenset[str]
    of_somebody: frozenset[str]
    polite: frozenset[str]


@cache
def position_words(lexicon: Lexicon) -> PositionWords:
    """The patterns of a lexicon."""

    def any_of(name: str) -> str:
        return words_of(tuple(fold(word) for word in lexicon.words(f"positions.{name}")))

    def group(name: str) -> frozenset[str]:
        return frozenset(lexicon.words(f"positions.{name}"))

    nouns, verbs = any_of("nouns"), any_of("noun_is")
    said = words_of(tuple(fold(word) for word in lexicon.words("actors.said")))
    return PositionWords(
        anonymous=re.compile(rf" (?:{any_of('anonymous')})\b"),
        silent=re.compile(rf" (?:{any_of('silent')})\b"),
        unsaid=re.compile(rf"(?:\b|(?=n't))(?:{any_of('unsaid')}) (?:[a-z]+ly |also |yet |have |be )?$"),
        courtesies=re.compile(rf"\b(?:{any_of('courtesies')})\b"),
        # the subject of "… had met" stands between
        reports=re.compile(rf" (?:that )?(?:[\w.'-]+ ){{1,5}}?(?:also )?(?:{any_of('reports')})\b"),
        plural_before=re.compile(rf" (?:{any_of('plural_before')})\b"),
        noun=re.compile(rf"(?:'s?|s') (?:[a-z-]+ ){{0,2}}(?P<noun>{nouns}) (?:on [\w' -]{{2,40}} )?(?:{verbs})\b"),
        noun_of=re.compile(rf"\bthe (?P<noun>{nouns}) of "),
        noun_is=re.compile(rf" (?:on [\w' -]{{2,40}} )?(?:{verbs})\b"),
        doubtful=re.compile(
            rf"\b(?:(?:{any_of('conditions')}) |(?:{any_of('rumours')}) (?:\w+ ){{0,3}}that )(?:the |[a-z.]+ )?$"
        ),
        measure=re.compile(rf" (?:[\w-]+ ){{0,5}}?(?:{any_of('measures')})\b"),
        going_on=re.compile(rf"\b(?:{any_of('going_on')}) $"),
        tag=re.compile(rf"[,\"] [^,;\"]{{2,60}} (?P<cue>{said})\b[^,;]{{0,40}}$"),
        source=re.compile(rf"\b(?P<noun>{any_of('sources')}) (?=\w)"),
        media=re.compile(rf" (?:\w+ )?(?:{any_of('media')})\b"),
        as_something=group("as_something"),
        of_somebody=group("of_somebody"),
        polite=group("polite"),
    )
