"""Whether a slice of what one side says tells its matter by itself; else its sentence stands for it.

"Peru asked for ten" and "wanted all along" are cut where a rule of grammar allows it, and tell an officer nothing. Who
reads a line has its sentence at hand: it is printed instead, where it is of a length that can be read at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from briefgen.extract.clauses import words_of
from briefgen.match.voices import ONE_SIDED
from briefgen.model import Item, Span
from briefgen.text import fold, words

if TYPE_CHECKING:
    from briefgen.lexicon import Lexicon
    from briefgen.match.cast import Cast

_LONGEST = 30  # words of a sentence that is read at once
_FEW = 5  # words of its own from which a slice tells its matter, whatever it leaves out
_BRIEF = 10  # words of any kind of a slice that may leave out most
_SHORT = 4  # letters of a word that may do so


def telling(items: tuple[Item, ...], cast: Cast, lexicon: Lexicon) -> Iterator[Item]:
    """The items of one sentence; the sentence itself, once, where none of them tells its matter."""
    if not items:
        return
    text, sentence = cast.findings.article.text, items[0].sentence
    short = len(sentence.of(text).split()) <= _LONGEST
    if short and all(item.span != sentence and _leans(item, cast, lexicon, alone=len(items) == 1) for item in items):
        yield replace(items[0], span=sentence)
    else:
        yield from items


def _leans(item: Item, cast: Cast, lexicon: Lexicon, *, alone: bool) -> bool:
    text, known = cast.findings.article.text, _words(lexicon)
    piece = fold(item.span.of(text))
    before = fold(text[item.sentence.start : item.span.start])
    if not before.strip(' "'):
        return False
    if known.topic.match(before) or _LOST.search(piece):
        return True
    if item.status not in ONE_SIDED or item.rule.startswith(("noun:", "purpose:")):
        return False
    led = item.span.start <= item.cue.start and (_BESIDE.search(before) or _AGAIN.search(before))
    return bool(led) or (alone and not _FRONTED.match(before) and _leaves_out_most(item, cast, known))


def _leaves_out_most(item: Item, cast: Cast, known: _Words) -> bool:
    """Whether a slice has few words that tell of a matter, and its sentence more of them beside who acts."""
    text = cast.findings.article.text
    sides = {word for side in cast.sides.profile.sides for name in (side.name, *side.aliases) for word in words(name)}
    who = {word for actor in item.actors for word in words(f"{actor.name} {actor.span.of(text)}")}

    def told(*parts: Span) -> int:
        found = [word for part in parts for word in words(part.of(text)) if len(word) >= _SHORT]
        return sum(word not in sides | who and known.common.fullmatch(word) is None for word in found)

    led = item.span.start == item.cue.start and item.cue.end < item.span.end
    own = told(Span(item.cue.end if led else item.span.start, item.span.end))
    rest = told(Span(item.sentence.start, item.span.start), Span(item.span.end, item.sentence.end))
    brief = len(item.span.of(text).split()) <= _BRIEF
    return own == 0 or (brief and own < _FEW and rest > own)


class _Words:
    def __init__(self, lexicon: Lexicon) -> None:
        def any_of(*names: str) -> str:
            return words_of(tuple(fold(word) for name in names for word in lexicon.words(name)))

        self.common = re.compile(
            rf"(?:{any_of('changes.weak', 'sameness.common', 'language.stop_words')})(?:s|es|d|ed|ing)?"
        )
        days = any_of("people.calendar", "lines.untopical")
        not_a_topic = rf"(?!\d|(?:the |that |this |last |next |early |late )*(?:{days})\b)"
        self.topic = re.compile(
            rf"(?:but |and )?(?:also )?(?:{any_of('lines.topical')}) {not_a_topic}[^,;:\"]{{3,160}}, "
        )


_BESIDE = re.compile(
    r"[ ,](?:as|while|when|whereas) (?!\w+ing\b)(?:[\w.'-]+ ){1,5}(?:(?:has|have|had|was|were|is|are|also) )*$"
)
# A clause in front of the main one is a matter of its own: "While Peru welcomed the ban, prices fell".
_FRONTED = re.compile(
    r"(?:but |and |yet )?(?:even )?(?:as|while|although|though|whereas|after|before|when|if)\b[^,;:\"]*$"
)
_AGAIN = re.compile(
    r"[,:;] (?:and |but |so |while )?(?:he|she|they|it) (?:[a-z]+ ){0,3}$|"
    r"[,:;] (?:and|but|so) (?:the |an? )?(?:[\w.'-]+ ){1,4}$"
)
_LOST = re.compile(
    r"\b(?:it|them|that|this|so|such|these|those)\W*$|\b(?:label|do|make|see|take|call|put) (?:it|this|that|so)\b"
)


@cache
def _words(lexicon: Lexicon) -> _Words:
    return _Words(lexicon)
