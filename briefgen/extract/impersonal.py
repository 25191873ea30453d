"""Agenda items of sentences in which nobody acts: "it was agreed that", "agreement was reached on", "the focus is on".

Each construction is a frame around what it is about; the words that fill it are the lexicon's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from briefgen.extract.clauses import clause_end, conjuncts, object_span, trim, words_of
from briefgen.extract.interrupted import between
from briefgen.extract.reading import Reading, as_item, background, denied, says_something, tag
from briefgen.lexicon import Lexicon
from briefgen.model import Actor, Item, ItemStatus, Sentence, Span

_BE = r"(?P<be>was|were|has been|have been|had been|is|are|will be|is to be|are to be|would be)"
_TO_COME = frozenset(("will be", "is to be", "are to be", "would be", "is", "are", "will take place"))
_ABOUT = r"(?:on|over|about|regarding|concerning)"
_THAT_TO = "(?:(?P<that>that)|(?P<to>to))"


def impersonal(sentence: Sentence, reading: Reading) -> Iterator[Item]:
    """What was agreed, reached, paid attention to or expressed, where the sentence does not say by whom."""
    view, span = reading.view, sentence.span
    for pattern, done in _frames(reading.lexicon):
        for found in pattern.finditer(view, span.start, span.end):
            if _is_off(found, sentence, reading):
                continue
            part = _behind(found, sentence, reading)
            status = "to-discuss" if found.group("be") in _TO_COME else done
            cue = trim(view, *found.span())
            whole = bool(found.groupdict().get("that"))
            for one in (part,) if whole else conjuncts(view, reading.text, part):
                if says_something(one, reading):
                    talks = Actor(kind="talks", span=cue)
                    yield as_item(sentence, one, cue, f"passive: {done}", status, (talks,))
            return


def _is_off(found: re.Match[str], sentence: Sentence, reading: Reading) -> bool:
    """Denied, or told as background."""
    view, start = reading.view, sentence.span.start
    return bool(
        denied(reading.lexicon).search(view, max(start, found.start() - 60), found.end())
        or background(reading.lexicon).search(view, start, found.end())
        or _YEAR.search(view, start, found.start())
    )


_YEAR = re.compile(r"\b(?:in|since|of) (?:\w+ )?(?:19|20)\d\d\b")


def _behind(found: re.Match[str], sentence: Sentence, reading: Reading) -> Span:
    """What stands behind a frame: a clause behind "that", else an object."""
    view, end = reading.view, sentence.span.end
    if said := tag(reading.lexicon).search(view, found.end(), end):
        end = said.start()
    if found.groupdict().get("that"):
        return clause_end(view, found.end(), end)
    part = object_span(view, found.end(), end, reading.lexicon)
    return Span(found.start("to"), part.end) if found.groupdict().get("to") else part


@cache
def _frames(lexicon: Lexicon) -> tuple[tuple[re.Pattern[str], ItemStatus], ...]:
    """Each frame, and whether what stands behind it was agreed or discussed."""

    def words(name: str) -> str:
        return f"(?:{words_of(lexicon.words(f'agenda.{name}'))})"

    be = rf"{_BE} (?:{words('adverbs')} )*"
    reached = '(?:reached|made|found|achieved|struck|taken|recorded|concluded)(?: between [^,;:"]{3,60}?)?'
    given = "(?:made|achieved|paid|given|placed|laid|put|devoted|attached|recorded|drawn)"
    agreed = (
        rf"\bit {be}{words('resolved')}(?: upon)?{between(lexicon)}? {_THAT_TO} ",
        rf"\b{words('settled')} {be}{reached} (?:{_ABOUT}|as to|{_THAT_TO}) ",
        rf"\bthere {be}(?:[\w-]+ ){{0,3}}?(?:agreement|consensus|unanimity) {_ABOUT} ",
    )
    views = rf"{words('exchanged')}|positions|approaches|stances"
    felt = rf"\b{words('feelings')} {be}(?:expressed|voiced|conveyed|raised)"
    focus = rf"\b{words('focuses')}(?: of [\w' ]{{3,40}}?)?"
    turned = rf"(?:{be}(?:placed |focused )?|(?:then )?(?:fell|falls|shifted|turned|lay) )"
    opens = r"(?:^|(?<=[.;:\n\"] )|(?<=[\n\"]))(?:also |further |equally |and )?"
    beside = r"(?: too| as well| likewise)?(?: (?:at|in|during|on) [^,;:\"]{3,50}?|, [^,;:\"]{3,50},)?"
    discussed = (
        rf"\b{words('made')} {be}{given} (?:{_ABOUT}|to|in|for|towards?) ",
        rf"{felt} (?:{_ABOUT}|at|with|for|in|(?P<that>that)) ",
        rf"\b{words('exchanged')} {be}(?:exchanged|shared) {_ABOUT} ",
        rf"\b{words('talks')} {be}(?:held|conducted|under way) {_ABOUT} ",
        rf"\b{words('talks')} (?P<be>took place|will take place) {_ABOUT} ",
        rf"{focus} {turned}(?:on|to|around|upon) ",
        rf"\b(?:{views}) {be}{words('alike')} {_ABOUT} ",
        rf"\b(?:{views}) (?P<be>converged|coincided|met|matched|overlapped) {_ABOUT} ",
        rf"{opens}{words('passive')}{beside} {_BE} ",
    )
    return (
        *((re.compile(pattern), "agreed") for pattern in agreed),
        *((re.compile(pattern), "discussed") for pattern in discussed),
    )
