"""Whether the words before a cue of a meeting say that there was none: it is denied, wished for or only called for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from briefgen.extract.trie import any_of
from briefgen.model import Span

if TYPE_CHECKING:
    from briefgen.extract.actors import Cast
    from briefgen.extract.occasions import Occasion
    from briefgen.lexicon import Lexicon


@dataclass(frozen=True, slots=True, eq=False)
class _Words:
    denied: re.Pattern[str]
    wished: re.Pattern[str]  # somebody to do it: "invited the minister to"
    wanted: re.Pattern[str]  # the noun of what somebody called for
    untrue: re.Pattern[str]  # what is only claimed, and is not so


@cache
def _words(lexicon: Lexicon) -> _Words:
    return _Words(
        denied=re.compile(
            rf"(?:n't|\b(?:{any_of(lexicon, 'meetings.denied')}))(?: (?:to|be|been|also|yet|have|had|\w+ly))* ?$"
        ),
        wished=re.compile(rf"\b(?:{any_of(lexicon, 'meetings.wished')}) (?:[\w'-]+,? ){{1,12}}to $"),
        wanted=re.compile(rf"\b(?:{any_of(lexicon, 'meetings.wanted')}) (?:{_OF_NOUN}[\w'-]+ ){{0,6}}$"),
        untrue=re.compile(rf"\b(?:{any_of(lexicon, 'meetings.untrue')})(?![\w'-])[^;:]{{0,160}}$"),
    )


# What stands in no noun phrase: "demanded his release during talks" demands no talks.
_OF_NOUN = (
    r"(?!(?:to|that|in|at|on|with|by|after|before|during|for|from|of|over|and|or|but|as|when|while|who|which|about|"
    r"into|until|following|ahead|the|this|these|those|his|her|their)\b)"
)


def is_denied(sentence: Span, cue: Occasion, cast: Cast) -> bool:
    """Whether a meeting is denied or wished for: "did not meet", "falsely claimed that they met"."""
    words, view = _words(cast.lexicon), cast.view
    if words.denied.search(view, max(sentence.start, cue.chain - 30), cue.span.start):
        return True
    if words.wished.search(view, max(sentence.start, cue.span.start - 120), cue.span.start):
        return True
    if words.untrue.search(view, max(sentence.start, cue.span.start - 190), cue.span.start):
        return True
    if not cue.verb and _POINTLESS.match(view, cue.span.end, sentence.end):
        return True
    before = max(sentence.start, cue.span.start - 70)
    return (not cue.verb or cue.noun_too) and bool(words.wanted.search(view, before, cue.span.start))


def dropped(cue: Occasion, cast: Cast) -> int | None:
    """Where the words begin if what is denied is a plan given up: "will no longer visit", "is not going to"."""
    low, high = max(0, cue.chain - _AUXILIARIES), cue.span.start
    given_up = _NO_LONGER.search(cast.view, low, high)
    if given_up and (cue.verb in _PLANS or cue.span.of(cast.view) == "visit"):
        return given_up.start()
    not_going = _NOT_GOING.search(cast.view, low, high) if cue.verb == "visit" else None
    return not_going.start() if not_going and _PLANNED.match(cast.view, cue.span.end) else None


_PLANS = frozenset({"visit", "meeting", "host", "light"})
_AUXILIARIES = 24  # characters before a verb's auxiliaries in which "no longer" may stand
_NO_LONGER = re.compile(r"\b(?:will|would|is|are|was|were) no longer (?:be )?$")
_NOT_GOING = re.compile(r"(?:\b(?:will|would|is|are) not|\bwon't|\b(?:would|is|are)n't) (?:now |be )?$")
_PLANNED = re.compile(  # behind a journey that had a day, or something to be done there
    r"[^.,;:\"]{0,60}?,? ?\b(?:\w+day|today|tomorrow|this week|next week|next month|"
    r"as (?:planned|scheduled|expected)|after all|to meet|to see|to attend|"
    r"for (?:a |the )?(?:talks|meeting|summit|visit)|where (?:he|she|they) (?:was|were) )"
)

# "called talks with Kenya a waste of time", which need not have been held
_POINTLESS = re.compile(
    r" with (?:[\w.'-]+ ){1,5}?(?:(?:are|were|would be|is|was) )?"
    r"(?:a waste of time|pointless|useless|futile|meaningless|unthinkable|impossible|out of the question)\b"
)
