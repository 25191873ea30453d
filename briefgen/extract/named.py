"""Agenda items behind what they are called: "the main issue was X", "high on the agenda is X", "dominated by X"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from briefgen.extract.clauses import conjuncts, listed_behind, object_span, trim, with_list, words_of
from briefgen.extract.reading import Reading, as_item, background, denied, own_clause, says_something
from briefgen.extract.topics import event_nouns
from briefgen.lexicon import Lexicon
from briefgen.model import Actor, Item, ItemStatus, Sentence, Span


def named(sentence: Sentence, reading: Reading) -> Iterator[Item]:
    """What stands behind its name: "another issue to be raised was the fate of the sailors"."""
    view, span, lexicon = reading.view, sentence.span, reading.lexicon
    for found in _naming(lexicon).finditer(view, span.start, span.end):
        if _is_loose(found, sentence, reading) or _is_off(found.start(), found.end(), sentence, reading):
            continue
        past = found.group("be") in ("was", "were", "included")
        status: ItemStatus = "discussed" if past and not found.group("coming") else "to-discuss"
        if not found.group("coming") and _TOLD_SO.search(view, span.start, found.start()):
            status = "open"  # "made clear that the main issue is X": nobody has said that they will talk about it
        yield from _behind(sentence, Span(*found.span()), "named: issue", status, reading)
        return


@cache
def _naming(lexicon: Lexicon) -> re.Pattern[str]:
    issues = words_of(lexicon.words("agenda.issues"))
    return re.compile(
        r"\b(?:the|another|one of the|one|a|an|his|her|their|its|among the|other|key|main) (?:[\w-]+ ){0,3}?"
        rf"(?P<noun>{issues})"
        r"(?: (?:of|on|for|in|at|under|between|during|that) (?P<of>[^,.;:\"]{0,70}?))??"
        r"(?: (?P<coming>to be (?:raised|discussed|addressed|tackled)))?"
        r"(?:,? (?P<said>[^,.;:\"]{2,50} said),)? "
        r"(?P<be>was|were|is|are|will be|would be|include|included|will include|remains?)(?= )"
    )


_TOLD_SO = re.compile(
    r"\b(?:ma(?:de|kes) (?:it )?clear|insist(?:s|ed)?|maintain(?:s|ed)?|argu(?:es|ed)|declar(?:es|ed)|stress(?:es|ed)|"
    r"contend(?:s|ed)?|complain(?:s|ed)?|reiterat(?:es|ed)|repeat(?:s|ed)) that\b[^;:\"]*\Z|"
    r"\bas far as\b[^;:\"]{0,60}\Z"
)
_SURE = frozenset(
    ("focus", "topic", "topics", "agenda", "agenda item", "agenda items", "sticking point", "talking point")
)


def _is_loose(found: re.Match[str], sentence: Sentence, reading: Reading) -> bool:
    """Whether nothing ties the issue to talks: "the main problem is that it rains"."""
    of = found.group("of") or ""
    if found.group("coming") or event_nouns(reading.lexicon).search(of) or _TALKED.search(of):
        return False
    if found.group("noun") in _SURE:
        return bool(_AT_HOME.search(of))
    return not event_nouns(reading.lexicon).search(reading.view, sentence.span.start, found.start())


_TALKED = re.compile(r"\b(?:discussion|discussed|conversation|negotiation|dialogue|agenda|addressed|raised)")
_AT_HOME = re.compile(r"\b(?:study|report|book|article|film|investigation|protest|campaign)")


def agenda_lines(sentence: Sentence, reading: Reading) -> Iterator[Item]:
    """What an agenda holds: "high on the agenda is X", "with X on the agenda", "talks dominated by X"."""
    view, span = reading.view, sentence.span
    for found in _HIGH.finditer(view, span.start, span.end):
        past = found.group("be") in ("was", "were")
        yield from _behind(
            sentence, Span(*found.span()), "named: agenda", "discussed" if past else "to-discuss", reading
        )
    for found in _WITH.finditer(view, span.start, span.end):
        part = trim(view, *found.span("what"))
        parts = conjuncts(view, reading.text, part)
        yield from _listed(sentence, parts, Span(*found.span("where")), "named: with", "to-discuss", reading)
    for found in _topped_by(reading.lexicon).finditer(view, span.start, span.end):
        lead = view[max(span.start, found.start() - 70) : found.start()]
        if event_nouns(reading.lexicon).search(lead) and not _is_off(found.start(), found.end(), sentence, reading):
            status: ItemStatus = "to-discuss" if _AHEAD.search(lead) else "discussed"
            yield from _behind(sentence, Span(*found.span()), "named: by", status, reading)


_HIGH = re.compile(
    r"\b(?:(?:high|highest|top|first|also|at the top|on the top) (?:on|of|in|to) )?(?:the|their|his|her|its) agenda"
    r"(?: for [\w ]{2,30})? (?P<be>will be|would be|was|were|is|are)(?= )|"
    r"\b(?:(?:high|top|at the top|also|still) )?(?:on|of) (?:the|their|his|her) (?:agenda|list)(?P<colon>:)(?= )"
)
_WITH = re.compile(
    r"\bwith (?P<what>[^.;:\"]{4,140}?) (?P<where>(?:high |also |both |all )?(?:on the (?:agenda|table)|at the top of "
    r"(?:the|their) agenda|topping the agenda|on top of the agenda|among the topics))\b"
)
_AHEAD = re.compile(r"\b(?:will|would|to|expected|likely|set) be$|\b(?:will|would|to) be ")


@cache
def _topped_by(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words_of(lexicon.words('agenda.topped_by'))})(?= )")


def efforts(sentence: Sentence, reading: Reading) -> Iterator[Item]:
    """What a meeting is an effort for, and what talks failed to settle."""
    view, span, lexicon = reading.view, sentence.span, reading.lexicon
    for found in _unagreed(lexicon).finditer(view, span.start, span.end):
        if event_nouns(lexicon).search(view, span.start, found.start()):
            yield from _behind(sentence, Span(*found.span()), "named: no agreement", "discussed", reading)
    effort = _efforts(lexicon).search(view, span.start, span.end)
    if effort is None or denied(lexicon).search(view, max(span.start, effort.start() - 40), effort.start()):
        return
    cues = reading.cast.cue_words["meetings.verbs"].get(span.start, ())
    met = [end for _, end in cues if end < effort.start()]
    event = event_nouns(lexicon).search(view, span.start, effort.start())
    at = met[-1] if met else event.end() if event else None
    if at is None or _ANOTHER_CLAUSE.search(view, at, effort.start()):
        return
    if background(lexicon).search(view, span.start, effort.start()):
        return  # "visited last year in an effort to"
    part = object_span(view, effort.end(), span.end, lexicon)
    part = Span(effort.end() - len("to"), part.end)
    if says_something(part, reading):
        cue = trim(view, *effort.span())
        status: ItemStatus = "open"
        yield as_item(sentence, part, cue, "named: effort", status, (Actor(kind="talks", span=cue),))


def calls(sentence: Sentence, reading: Reading) -> Iterator[Item]:
    """What somebody's request or demand is for: "is weighing his request to lift the ban"."""
    view, span, cast = reading.view, sentence.span, reading.cast
    for found in _called(reading.lexicon).finditer(view, span.start, span.end):
        if _is_off(found.start(), found.start("call"), sentence, reading):
            continue
        owner = cast.owner_ending(span, found.end("owner")) if found.group("owner") is not None else None
        if found.group("his"):
            owner = cast.resolve(span, found.start(), found.group("his"))
        if owner is None or owner.kind not in ("person", "country", "both"):
            continue
        told = _FINITE.search(view, found.end(), span.end) if found.group("to") != "that" else None
        part = object_span(view, found.end(), told.start() if told else span.end, reading.lexicon)
        if found.group("to") == "to":
            part = Span(found.start("to"), part.end)
        if says_something(part, reading) and part.end > found.end():
            yield as_item(sentence, part, Span(*found.span("call")), "named: call", "open", (owner,))


_FINITE = re.compile(r" (?:was|were|is|are|has|have|had|will|would)\b(?! to\b)")


@cache
def _called(lexicon: Lexicon) -> re.Pattern[str]:
    nouns = words_of(lexicon.words("agenda.calls"))
    return re.compile(
        rf"(?:\b(?P<his>his|her|its|their)|(?P<owner>)(?<=\w)['’]s?) (?:[a-z-]+ ){{0,2}}?(?P<call>{nouns}) "
        r"(?P<to>to|for|that) (?!action\b|duty\b|the \w+$)"
    )


_ANOTHER_CLAUSE = re.compile(r"[;\"]|,? \b(?:which|who|that|but|because|while|where)\b")


@cache
def _efforts(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words_of(lexicon.words('agenda.efforts'))})(?= )")


@cache
def _unagreed(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words_of(lexicon.words('agenda.unagreed'))})(?= )")


def _is_off(start: int, end: int, sentence: Sentence, reading: Reading) -> bool:
    view, low = reading.view, sentence.span.start
    return bool(
        denied(reading.lexicon).search(view, max(low, start - 60), end)
        or background(reading.lexicon).search(view, low, end)
    )


def _behind(sentence: Sentence, cue: Span, rule: str, status: ItemStatus, reading: Reading) -> Iterator[Item]:
    whole = object_span(reading.view, cue.end, sentence.span.end, reading.lexicon)
    points = listed_behind(reading.view, reading.text, whole, sentence.span.end)
    part = own_clause(whole, reading)
    if not _NO_NOUN.match(reading.view, part.start):
        parts = (*with_list(reading.view, reading.text, part, points), *points) if part.start < part.end else ()
        yield from _listed(sentence, parts, cue, rule, status, reading)


_NO_NOUN = re.compile(r"(?:not|no|that|now|still|also|clear|unclear|likely|expected|to be|being|on|in|one of)\b")


def _listed(
    sentence: Sentence, parts: tuple[Span, ...], cue: Span, rule: str, status: ItemStatus, reading: Reading
) -> Iterator[Item]:
    talks = Actor(kind="talks", span=cue)
    for one in parts:
        if says_something(one, reading):
            yield as_item(sentence, one, cue, rule, status, (talks,))
