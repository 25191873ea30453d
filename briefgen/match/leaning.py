"""Positions that lean on the sentence before ("its removal", "denies the charges"), or only tell of fighting.

Who reads a line of a brief has not read the sentence before. A short one is printed with it; else the line is gone.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from briefgen.extract.clauses import words_of
from briefgen.model import Position, Span
from briefgen.text import fold

if TYPE_CHECKING:
    from briefgen.lexicon import Lexicon
    from briefgen.match.cast import Cast

_LONGEST = 240  # characters of a sentence that is printed before the one that leans on it
_FULL = 20  # words from which a sentence tells enough beside "these"
_SHORT = 12  # words up to which a sentence is no more than its verb and "the charges"


def standing(position: Position, cast: Cast, lexicon: Lexicon) -> Span | None:
    """What is printed of a position: its sentence, with the one before where it leans on that; None for nothing."""
    if counts_of_before(fold(position.sentence.of(cast.findings.article.text))):
        return None  # how many of those told of before it was is no position
    if not leans(position, cast, lexicon):
        return position.span
    before = cast.preceding(position.sentence)
    if before is None or before.end - before.start > _LONGEST or _is_of_another(before, position, cast):
        return None
    start = _whole_from(before, position, cast, lexicon)
    return None if start is None else Span(start, position.span.end)


def _whole_from(before: Span, position: Position, cast: Cast, lexicon: Lexicon) -> int | None:
    """Where the words that are printed of a position begin; None where the sentence before does not help.

    "That purchase also led to Kenya's removal from the fund." leans itself, and a part of it is no sentence: behind
    it a position that tells enough is printed alone.
    """
    text = cast.findings.article.text
    if not _THAT_THING.match(fold(text[before.start : before.end])):
        return before.start
    view = fold(text[before.start : before.end])
    lost = _words(lexicon).lost.search(fold(position.sentence.of(text)))
    thing = lost.group().split(" ", 1)[1] if lost else ""
    named = re.search(rf"\b[\w.-]+'s? {re.escape(thing)}\b", view) if thing else None
    if named is None:
        return before.start
    long = len(position.sentence.of(text).split()) > _SHORT
    return position.span.start if long and not _UNSURE.search(view, 0, named.start()) else None


_THAT_THING = re.compile(r"(?:that|this|these|those) (?!week|month|year|time|day)[a-z-]+ ")
_UNSURE = re.compile(r"\b(?:not|no|never|n't|may|might|could|would|nearly|almost|without|if|unless)\b|n't\b")


def leans(position: Position, cast: Cast, lexicon: Lexicon) -> bool:
    """Whether what is said or wanted is told by a pronoun, or by a noun that the sentence before has told."""
    words, text = _words(lexicon), cast.findings.article.text
    sentence, cue = position.sentence, position.cue
    start = min(position.actor.span.end, cue.end) if position.actor.span.start < cue.start else cue.end
    told = fold(text[start : max(start, sentence.end)])
    held = told[cue.end - start :]
    length = len(sentence.of(text).split())
    if length <= _SHORT and _NO_MORE.fullmatch(held):
        return True
    if length <= _SHORT and _THE_PLAN.search(held):
        return True
    if position.actor.kind == "person" and _IT_IS.match(held):
        return True
    whole = fold(sentence.of(text))
    if words.lost.search(told) or _THIS.search(held) or _ASKED.match(whole):
        return True
    if _SUCH_A.match(held):
        return True
    found = _THESE.search(held)
    return found is not None and length <= _FULL and words.at_hand.match(found["noun"]) is None


def counts_of_before(view: str) -> bool:
    """Whether a sentence, folded, opens with a number of those told of before: "Nearly 50 have been charged"."""
    return _COUNTED.match(view) is not None


def tells_of_such(view: str) -> bool:
    """Whether what somebody says, folded, begins with what was told before: "said that such a plan would fail"."""
    return _SAID_SUCH.search(view) is not None


def tells_of_fighting(position: Position, cast: Cast, lexicon: Lexicon) -> bool:
    """Whether somebody only reports what his forces or the enemy's did: "said it tracked 55 rockets"."""
    if not position.rule.startswith("say"):
        return False
    view = fold(position.sentence.of(cast.findings.article.text))
    if _WANTS.search(view):
        return False
    if _FELL.search(view):
        return True
    told = {found.group() for found in _words(lexicon).battle.finditer(view)}
    return len(told) > 1 or bool(told and _COUNT.search(view))


def _is_of_another(before: Span, position: Position, cast: Cast) -> bool:
    """Whether the sentence before is somebody else's word."""
    own = cast.actor(position.actor)
    sides = {cast.actor(one.actor) for one in cast.findings.positions if one.sentence == before}
    quoted = {cast.speaker(one.speaker) for one in cast.findings.quotes if one.speaker and before.meets(one.span)}
    return not (sides | quoted) <= {own, None}


class _Words:
    def __init__(self, lexicon: Lexicon) -> None:
        def any_of(name: str) -> str:
            return words_of(tuple(fold(word) for word in lexicon.words(f"positions.{name}")))

        self.lost = re.compile(rf"\b(?:its|their|his|her) (?:{any_of('losses')})\b")
        self.at_hand = re.compile(rf"(?:{any_of('at_hand')})\b")
        self.battle = re.compile(rf"\b(?:{any_of('battle')})\b")


@cache
def _words(lexicon: Lexicon) -> _Words:
    return _Words(lexicon)


_NO_MORE = re.compile(
    r" (?:(?:the|these|those|this|that|such|any such|all) [a-z-]+|it|them|this|that|so)"
    r"(?: (?:on )?(?:[a-z]+day|yesterday|today))?[.\s]*"
)
# Which one it is, the sentence before tells: "Lima opposes the idea."
_THE_PLAN = re.compile(
    r"\b(?:oppos|reject|support|back|welcom|den|accept|dismiss|condemn|criticis|criticiz|refus|favour|favor|endors)"
    r"(?:y|es?|ed|ies|ied|s|ing)? (?:the|this|that|such an?|any such) (?:idea|plan|proposal|move|claims?|charges?|"
    r"decision|suggestions?|request|demands?|offer|step|allegations?|accusations?|notion|bid|measures?)[.\s]*\Z"
)
_IT_IS = re.compile(
    r",? (?:that )?(?:(?:it|they) (?:is|are|was|were) [a-z]+ed\b|(?:this|these|those) (?:is|are|was|were)\b)"
)
_THESE = re.compile(r"\b(?:these|those(?! who\b)|such(?! as\b| an? )|this) (?P<noun>(?:[a-z]+ ){0,2}[a-z]+)")
_THIS = re.compile(
    r"\b(?:this|these|those) (?:as|would|could|is|was|were|are|will|had|has|by|may|might)\b|\b(?:this|these)[.,]"
)
_ASKED = re.compile(r"asked (?:about|if|whether|why|how) [^,]{0,60}\b(?:this|these|those|their|his|her|its) ")
_WANTS = re.compile(
    r"\b(?:must|should|will|would|want\w*|need\w*|ready|condemn\w*|agree\w*|wrong|right|cease-?fire|release|efforts?|secure)\b"
)
_COUNT = re.compile(r"\d")
# A number that is followed by a verb at once: of whom, the sentence before tells.
_COUNTED = re.compile(
    r"(?:but |and |of (?:these|those|them|whom), )?"
    r"(?:(?:nearly|almost|about|around|some|only|over|another|at least|more than|fewer than|up to) )*"
    r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds|thousands|scores|many|most|"
    r"several|some|others|another|none|half|a few|the rest|the others) (?:more |others |of them )?"
    r"(?:have|has|had|were|was|are|is|remain|remained|died|fled)\b"
)
_SUCH_A = re.compile(r"(?: that)? such an? ")
_SAID_SUCH = re.compile(
    r"\b(?:sa(?:ys|id)|that|added|acknowledged|argued|warned|insisted|noted|admitted) (?:that )?such an? "
)
_FELL = re.compile(
    r"\b(?:missile|rocket|drone|shell|bomb|mortar|debris|warplane|fighter jet)s? (?:had |has |have )?"
    r"(?:landed|fallen|fell|crashed|struck|hit|exploded|come down|came down|strayed)\b"
)
