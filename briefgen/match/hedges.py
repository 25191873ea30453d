"""Items that are less than they seem: told by hearsay, agreed in principle, fallen through, without what they lean on.

What is cut out of such a sentence reads as a fact, so its item is the whole sentence; and what only a paper or a rumour
tells is neither agreed nor discussed, nor anybody's word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from briefgen.extract.trie import any_of
from briefgen.lexicon import Lexicon
from briefgen.match.cast import Cast
from briefgen.model import Item, Span
from briefgen.text import fold


@dataclass(frozen=True, slots=True)
class _Patterns:
    hearsay: re.Pattern[str]
    hedges: re.Pattern[str]
    undone: re.Pattern[str]


def with_hedge(item: Item, cast: Cast, lexicon: Lexicon) -> Item:
    """An item, or the whole of its sentence where the words cut off take back, soften or only relay what it says."""
    rest = _beside(item, cast.findings.article.text)
    words = _patterns(lexicon)
    if words.hearsay.search(rest):
        return replace(item, span=item.sentence, actors=(), status="open")
    if words.hedges.search(rest) or _leans(item, cast.findings.article.text) or _is_cut_off(item, words, cast):
        item = replace(item, span=item.sentence)
    return _as_stated(item, cast.findings.article.text)


def _leans(item: Item, text: str) -> bool:
    """Whether the words before a slice are wanted: "it distorts", "signed during the visit"."""
    slice_, before = fold(item.span.of(text)), fold(text[item.sentence.start : item.span.start])
    if not before.strip('" '):
        return False
    inside = before.count('"') % 2 and not before.endswith('"') and _OF_US.search(item.span.of(text))
    return bool(inside or _POINTS.match(slice_) or _WITHOUT_THING.match(slice_))


def _is_cut_off(item: Item, words: _Patterns, cast: Cast) -> bool:
    """Whether the words before an agreement's matter are wanted: "held up the pact on", or its name begins there."""
    text = cast.findings.article.text
    if not item.rule.startswith("noun:"):
        return False
    before = fold(text[item.sentence.start : item.span.start])
    return words.undone.search(before) is not None or _is_name_of_paper(item, text)


def _is_name_of_paper(item: Item, text: str) -> bool:
    """Whether what an agreement is on is part of its name: "the Agreement on Cooperation in Fisheries"."""
    before = text[max(item.sentence.start, item.span.start - _NAME) : item.span.start]
    return _PAPER.search(before) is not None and text[item.span.start].isupper()


_NAME = 60  # characters before the slice in which the paper's noun stands
_PAPER = re.compile(
    r"\b(?:the|an?|its|their) (?:[A-Z][\w-]+ ){0,4}(?:Agreement|Treaty|Convention|Protocol|Memorandum|Accord|"
    r"Declaration|Framework|Pact|Understanding|Dialogue) (?:on|for|of|concerning|regarding) (?:the )?\Z"
)


_POINTS = re.compile(r"(?:it|they|this|these|those|he|she) \W*[a-z]")
_OF_US = re.compile(r"\bus\b")  # who they are is told before the slice, in its quotation
_WITHOUT_THING = re.compile(
    r"(?:signed|agreed|discussed|reached|concluded|sealed) (?:during|in|on|at|after|by|earlier|last) "
)


def _as_stated(item: Item, text: str) -> Item:
    """What stands whole, with who acts, and is not told as yet to come: "said it would ask Chad and seek more tuna"."""
    whole = item.actors and all(item.span.holds(actor.span) for actor in item.actors)
    if item.status != "to-raise" or not whole or _COMING.search(fold(text[item.span.start : item.cue.start])):
        return item
    return replace(item, status="open")


_COMING = re.compile(
    r"\b(?:will|would|shall|expected|due|set|plan(?:s|ned)?|going|likely|intend(?:s|ed)?|wants?|hopes?)"
    r"(?: [a-z]+){0,2} \Z"
)


def _beside(item: Item, text: str) -> str:
    """The folded words of the sentence beside the item: what follows another clause's stop belongs to that."""
    before, behind = (
        fold(part.of(text))
        for part in (Span(item.sentence.start, item.span.start), Span(item.span.end, item.sentence.end))
    )
    return f"{before} {behind}"


@cache
def _patterns(lexicon: Lexicon) -> _Patterns:
    papers, say = any_of(lexicon, "lines.hearsay.papers"), any_of(lexicon, "lines.hearsay.say")
    alone, hedges = any_of(lexicon, "lines.hearsay.alone"), any_of(lexicon, "lines.hedges")
    told = rf"(?:{papers})(?: [\w'-]+){{0,2}} (?:{say})"
    return _Patterns(
        hearsay=re.compile(rf"(?<![\w-])(?:{told}|{alone})(?![\w-])"),
        hedges=re.compile(rf"(?<![\w-])(?:{hedges})(?![\w-])"),
        undone=re.compile(rf"(?<![\w-])(?:{any_of(lexicon, 'lines.undone')})(?![\w-])"),
    )
