"""What a story tells that is no matter between two sides: how it came to be, how it looks, who somebody is.

History, the books' word on a country, a heading, a line under a picture and what befell one private person all name the
sides, and none of it is laid before anybody.
"""

from __future__ import annotations

import re
from functools import cache

from briefgen.extract.idle import INVITED
from briefgen.extract.trie import any_of
from briefgen.lexicon import Lexicon
from briefgen.match.captions import shows_a_scene
from briefgen.match.cast import Cast
from briefgen.match.weight import REPORT, STATEMENT
from briefgen.model import Item, Span
from briefgen.text import fold

_HEADING = 12  # words of a heading at most


def why_tidings(item: Item, cast: Cast, lexicon: Lexicon) -> str:
    """Why an item is no more than something told beside the matter; "" where it may be the matter."""
    if item.status != "open":
        return ""
    text = cast.findings.article.text
    view = fold(item.sentence.of(text)).replace("\n", " ")
    beside = shows_a_scene(view, lexicon) or _WAS_ASKED.match(view) or INVITED.search(view)
    if item.rule in (STATEMENT, REPORT, "ask: invite") and beside:
        return "a line under a picture, a question, or who is invited"
    if item.rule == REPORT and (why := _why_beside(item.sentence, view, cast, lexicon)):
        return why
    return _why_no_line(item, view, text, lexicon)


def _why_no_line(item: Item, view: str, text: str, lexicon: Lexicon) -> str:
    """Why the words of an item tell no matter, its sentence folded: a heading, or a pronoun's."""
    if _is_heading(item, view, text):
        return "a heading"
    if _FORWARD.match(fold(item.span.of(text))):
        return "a courtesy"
    return "tells of what another sentence names" if _is_hollow(item.span.of(text), lexicon) else ""


_FORWARD = re.compile(
    r"(?:i |we |he |she |they )?(?:also )?(?:am |are |is |was |were )?look(?:s|ed|ing)? forward to "
    r"(?:working|meeting|seeing|welcoming|hosting|receiving)\b|"
    r"(?:it (?:is|was) (?:an? |my |our )(?:[a-z]+ )?|(?:i|we) (?:am|are) (?:[a-z]+ )?)"
    r"(?:pleasure|honou?r|privilege|pleased|delighted|honou?red|glad|happy) to "
    r"(?:welcome|host|meet|receive|see|be|have)\b"
)
_WAS_ASKED = re.compile(
    r"(?:but |and )?(?:he|she|they|[a-z.' -]{3,40}) (?:was|were) asked (?:the|a|this|that|about|whether|if|why)\b"
)


def _is_hollow(line: str, lexicon: Lexicon) -> bool:
    """Whether a short line has a pronoun for whatever it is about: "refused to call it so"."""
    words = [word.strip(".,;:?!\"'()[]“”‘’") for word in line.split()]
    told = [word for word in words if len(word) >= _LONG and word[:1].islower() and word not in _stop_words(lexicon)]
    return len(words) <= _SHORT and len(told) <= _FEW and _POINTER.search(fold(line)) is not None


@cache
def _stop_words(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.words("language.stop_words"))


_SHORT, _LONG, _FEW = 9, 6, 2  # words of such a line, letters of a word that may tell a matter, and how many tell none
_POINTER = re.compile(
    # not "the boats it seized": there the clause itself tells what it does
    r" (?:it|this|that|them|these|those)(?: (?!will|would|is|are|was|were|has|had|the|an?\b|[a-z]+ed\b)|\W*\Z)"
)


def _why_beside(sentence: Span, view: str, cast: Cast, lexicon: Lexicon) -> str:
    """Why what the article itself tells in a sentence, folded, is none of the matter."""
    if _is_of_an_old_year(sentence, view, cast):
        return "history"
    return next((why for why, told in _words(lexicon) if told.search(view)), "")


def _is_heading(item: Item, view: str, text: str) -> bool:
    """Whether a line without a stop, and without a verb of the past, is a heading within a story."""
    short = len(view.split()) <= _HEADING and text[item.sentence.end - 1].isalnum()
    if not short or _OF_THE_PAST.search(view):
        return False
    return item.rule == REPORT or _TELLS.search(view) is not None


_OF_THE_PAST = re.compile(r"\b(?:said|told|would|was|were|had|has|have|will|must|should|[a-z]{2,}ed)\b")
_TELLS = re.compile(r"\b[a-z]{3,}(?<!s)s\b")  # "Kenya warns Peru": a verb of the present stands in headings


def _is_of_an_old_year(sentence: Span, view: str, cast: Cast) -> bool:
    """Whether what is told was in the one bare year it opens with, before that of the article, and nothing goes on."""
    day = cast.findings.article.date.day
    if day is None or _GOES_ON.search(view):
        return False
    for when in cast.whens_in(sentence):
        if when.year is not None and when.month is None and when.day is None and when.year < day.year:
            return _OPENS.fullmatch(view, 0, when.span.start - sentence.start) is not None
    return False


_GOES_ON = re.compile(
    r"\b(?:is|are|has|have|will|would|must|may|could|should|wants?|needs?|calls?|now|still|today|since|remains?|"
    r"continues?)\b"
)
_OPENS = re.compile(
    r"(?:but |and |however,? |yet )?(?:back |late |early )?(?:in|with|after|during|since)\b[^,.;:\"]{0,60}"
)


@cache
def _words(lexicon: Lexicon) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Why a sentence is none of the matter, each with what tells so."""

    def listed(name: str) -> str:
        return any_of(lexicon, f"lines.tidings.{name}")

    lead = r"\A(?:but |and |however,? |yet )?"
    kin = any_of(lexicon, "people.titles.heads.kin")
    that = r"(?:that|the|this|these|those|their|his|her) (?:[a-z-]+ ){0,2}?"
    talks = any_of(lexicon, "agenda.events")
    met = rf"\b(?:{talks}|sign|signing|agreements?)\b"
    nth = r"(?:first|second|third|\d+(?:st|nd|rd|th)|[a-z-]+th)"
    held = rf"\b(?:{talks}|round|mechanism)\b[^,;:\"]{{0,80}} (?:was|were|is|are|will be) (?:only )?the {nth}\b"
    long_ago = r"\b(?:since|in (?:more than |over |nearly |almost )?[\w-]+ (?:years|decades))\b"
    some = r"(?:one|some|many|several|two|three) of (?:the |those )?|an? (?:[\w'-]+ ){0,3}?|\d+-year-old "
    be = r"\b(?:is|are|was|were)(?: also| already)?"
    one_of = r"(?:the |an? |one of (?:the )?)?(?:[\w.'-]+ ){0,3}?"
    return (
        ("history", re.compile(rf"{lead}(?:{listed('once')})\b")),
        (
            "how the two came to stand",
            re.compile(
                rf"{lead}(?:[\w-]+ ){{0,3}}(?:{any_of(lexicon, 'sameness.bonds')})\b[^,;:\"]{{0,60}}"
                r" (?:has|have) [a-z]+ed\b[^;:\"]* in recent (?:years|decades|months)\b"
            ),
        ),
        (
            "when there were talks",
            re.compile(rf"{lead}{that}(?:{talks}) (?:took place|came|was held|were held|happened)\b"),
        ),
        ("a recital", re.compile(rf"\A(?:{listed('recitals')})\b.*;(?: and)?\W*\Z")),
        (
            "where a trip leads",
            re.compile(rf"{lead}{that}(?:visit|trip|tour)(?: [a-z-]+){{0,4}} includ(?:e|es|ed)\b(?!.*{met})"),
        ),
        ("an anniversary", re.compile(rf"\b(?:{listed('marks')}) (?:[a-z-]+ ){{0,3}}{nth} (?:[a-z]+ )?anniversary\b")),
        ("the first talks for long", re.compile(rf"{held}[^.;]{{0,60}}{long_ago}")),
        ("what the books tell", re.compile(rf"{be} {one_of}(?:{listed('ranks')}) [a-z]|{be} (?:{listed('is')})\b")),
        ("what befell a private person", re.compile(rf"{lead}(?:{some})(?:{listed('private')})\b")),
        ("what befell a private person", re.compile(rf"{lead}[a-z.' -]{{4,40}}, whose (?:{kin})\b")),
    )
