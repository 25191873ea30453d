"""Agenda items that no actor governs: "X will be discussed", "talks on X", "a visit to do X"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from briefgen.extract.clauses import conjuncts, object_span, trim, words_of
from briefgen.extract.objects import NO_TOPIC, without_partner
from briefgen.extract.reading import Reading, as_item, denied, says_something
from briefgen.lexicon import Lexicon
from briefgen.model import Actor, Item, ItemStatus, Sentence, Span


@cache
def _passive(lexicon: Lexicon) -> re.Pattern[str]:
    participles = words_of(lexicon.words("agenda.passive"))
    adverbs = words_of(lexicon.words("agenda.adverbs"))
    return re.compile(
        rf"\b(?:(?P<coming>(?:(?:(?P<must>has|have|had|needs|need|needed) )?to|will|would|shall)(?: (?:{adverbs}))* be|"
        rf"(?:is|are|was|were)(?: (?:{adverbs}))* "
        rf"(?:expected|due|set|likely|scheduled|about|to)(?: to)? be)|"
        rf"(?P<past>(?<= )(?:was|were|has been|have been|had been|is|are)\b))(?: (?:{adverbs}))* "
        rf"(?P<cue>{participles})\b"
    )


_IN_TALKS = (
    r"(?:in|into|began|begun|resumed|started) (?:[a-z]+ )?(?:talks|discussions|negotiations|consultations) with "
    r"[^,;:\"]{2,60}? (?:over|on|about|to(?= (?!the\b|an?\b)[a-z]+ (?:the|an?|its|their|more|new|[a-z]+)\b))"
)


# "with the Kenyan president on Tuesday": no word of a clause of its own
_WITH_WHOM = (
    r"(?: (?:with|between)(?: (?!(?:who|which|that|to|as|without|will|would|was|were|is|are|has|have|had|said|failed|"
    r"ended|began|opened|resumed|after|before|during|while)\b)[\w.'-]+){1,9}?)"
)


@cache
def _noun_cues(lexicon: Lexicon) -> re.Pattern[str]:
    fixed, aims = words_of(lexicon.words("agenda.nouns")), words_of(lexicon.words("agenda.aims"))
    talks = words_of(lexicon.words("agenda.talks"))
    return re.compile(
        rf"\b(?:(?P<fixed>{fixed})|{_IN_TALKS}|"
        rf"(?P<talks>{talks}){_WITH_WHOM}? (?:on|about|over|regarding|concerning)(?= (?!{NO_TOPIC}))|"
        rf"with (?:(?:the|a|an) )?(?:[a-z]+ )?(?:{aims}) (?:of|to)|in (?:the )?hopes? of)\b"
    )


@cache
def event_nouns(lexicon: Lexicon) -> re.Pattern[str]:
    """The nouns of a meeting."""
    return re.compile(rf"\b(?:{words_of(lexicon.words('agenda.events'))})\b")


def purposes(sentence: Sentence, reading: Reading) -> Iterator[Item]:
    """What a meeting is for: "a visit to strengthen ties and explore cooperation in mining"."""
    view, lexicon = reading.view, reading.lexicon
    event = event_nouns(lexicon).search(view, sentence.span.start, sentence.span.end)
    if event is None:
        return
    for found in _purpose_verbs(lexicon).finditer(view, event.end(), sentence.span.end):
        if denied(lexicon).search(view[max(sentence.span.start, found.start() - 40) : found.start()]):
            continue
        if _ANOTHER_CLAUSE.search(view, event.end(), found.start()):
            break
        whole = object_span(view, found.end(), sentence.span.end, lexicon)
        second = _purpose_verbs(lexicon).search(view, whole.start, whole.end)
        end = second.start() if second else whole.end
        part = trim(view, found.start("verb"), end)
        if says_something(Span(whole.start, max(whole.start, part.end)), reading):
            cue = Span(*found.span("verb"))
            talks = Actor(kind="talks", span=Span(*event.span()))
            yield as_item(sentence, part, cue, f"purpose: {found.group('verb')}", "to-discuss", (talks,))


_ANOTHER_CLAUSE = re.compile(
    r"[;\"]|,? \b(?:as|which|who|where|while|after|that|but|because|since|when|if|said|says|told|"
    r"and [a-z]+ (?:is|are|was|were))\b"
)


@cache
def _purpose_verbs(lexicon: Lexicon) -> re.Pattern[str]:
    verbs = words_of(lexicon.words("agenda.purposes"))
    adverbs = r"(?:further |also |actively |help |help to |significantly )?"
    return re.compile(rf"(?:\bto|\bwill|\bwould|\band|,) {adverbs}(?P<verb>{verbs})(?= )")


def passives(sentence: Sentence, reading: Reading) -> Iterator[Item]:
    """The subject of a passive cue: "the fight against X and the camps will also be discussed"."""
    view = reading.view
    for found in _passive(reading.lexicon).finditer(view, sentence.span.start, sentence.span.end):
        start = clause_start(view, sentence.span.start, found.start())
        if found.group("must") or denied(reading.lexicon).search(view[start : found.start("cue")]):
            continue
        if found.group("past") in ("is", "are") and found.group("cue") in ("agreed", "signed"):
            continue  # "to make sure that support is agreed"
        whole = trim(view, start, found.start())
        if _FINITE.match(view, whole.start, whole.end):
            continue  # more than a noun phrase
        cue = Span(*found.span("cue"))
        ahead = found.group("coming") or found.group("past") in ("is", "are")  # "is on the agenda" tells no talks yet
        settled: ItemStatus = "agreed" if cue.of(view).startswith(_SETTLED) else "discussed"
        status: ItemStatus = "to-discuss" if ahead else settled
        talks = Actor(kind="talks", span=cue)
        for part in _included(whole, cue.end, sentence.span.end, reading) or conjuncts(view, reading.text, whole):
            if says_something(part, reading):
                yield as_item(sentence, part, cue, f"passive: {found.group('cue')}", status, (talks,))


def _included(whole: Span, behind: int, end: int, reading: Reading) -> tuple[Span, ...]:
    """What a general word is told to include behind its verb: "issues were raised by Peru, including tea and fish"."""
    view = reading.view
    found = _INCLUDING.match(view, behind, end)
    if found is None or not _GENERAL.search(view, whole.start, whole.end):
        return ()
    return conjuncts(view, reading.text, object_span(view, found.end(), end, reading.lexicon))


_INCLUDING = re.compile(r"(?: by [^,;:\"]{2,60}| (?:at|in|during) [^,;:\"]{2,60})?,? (?:including|among them|such as) ")
_GENERAL = re.compile(r"\b(?:issues|topics|matters|subjects|questions|points|concerns|items|areas|themes)\b")
_SETTLED = ("agreed", "signed", "settled", "thrashed out", "ironed out")
_FINITE = re.compile(r"(?!.*\b(?:who|which|that|whose)\b).*? (?:will|would|is|are|was|were|has|have|had|said)(?: |$)")
_FRONT = re.compile(
    r"(?:^|\b(?:in|at|on|during|for|under|of) which\s|,\s|"
    r";\s|\bthat\s|\bsaid\s|\bsaying\s|\badditionally,?\s|\bin addition,?\s|\balso,\s)"
)


def clause_start(view: str, start: int, end: int) -> int:
    """Where the clause that runs up to ``end`` begins; a list of three keeps its commas."""
    piece = view[start:end]
    if " and " in piece and piece.count(",") >= 2 and not re.match(r"[\w ]{1,20},", piece):
        return start
    last, inside = start, False
    for found in _FRONT.finditer(piece):
        if inside:
            inside = False  # the comma behind the relative clause
            continue
        inside = piece.startswith(("who ", "which ", "whose "), found.end())
        if not inside:
            last = start + found.end()
    return last


_MAIN_VERB = re.compile(
    r"(?P<what>(?:(?!\b(?:that|which|who|whose|what|how|where)\b)[^\"]){3,90}?) "
    r"(?:(?:will|would|is|are|was|were|has|have|had) |"
    r"(?:starts?|started|begins?|began|resumes?|resumed|opens?|opened|ends?|ended|collapsed)\b)"
)
_TO_COME = re.compile(r"\b(?:will|would|is to|are to|is expected to|are expected to)\b")
_ANNOUNCES = re.compile(r"with an? |(?:with|in) (?:the )?(?:[a-z]+ )?(?:hopes?|aims?|view|goal) ")
_HOPE = re.compile(r"in (?:the )?hopes? of")
_WHO = re.compile(r"\bwho [^,;:\"]*\Z")
_HELD = re.compile(  # "will hold a first round of", "had frank"
    r"\b(?:(?P<coming>(?:will|would|to|expected to|due to) (?:also )?"
    r"(?:hold|have|start|begin|resume|open|conduct|continue))|"
    r"(?:held|holds|had|conducted|began|resumed|opened|concluded|ended|engaged in|joined|"
    r"included|involved|featured|saw))(?: [\w-]+){0,6}? $"
)
_WITH_ANYBODY = ("conversation", "exchange")  # unless somebody has or holds one
_OF_TALKS = re.compile(r"with an? |aimed at")


def _is_of_sides(found: re.Match[str], sentence: Sentence, reading: Reading) -> bool:
    """Whether those in talks are people or countries, or those they talk with."""
    if not found.group().startswith(_TALKING):
        return True
    before = reading.cast.subject(sentence.span, Span(found.start(), found.end()))
    return before is not None and (before.kind in {"person", "country", "both"} or bool(before.country))


_TALKING = ("in ", "into ", "began ", "begun ", "resumed ", "started ")
_PHRASE = re.compile(
    r"(?:hold|ice|time|track|schedule|paper|record|offer|course|display)\b.*"
)  # "puts the deal on hold"
_POINTING = re.compile(r"(?:this|that|these|those|such) (?:issue|matter|topic|question|subject)s?\b")


def _is_of_others(found: re.Match[str], sentence: Sentence, reading: Reading) -> bool:
    """Whether what is hoped for is hoped by others: "migrants who cross in the hope of"."""
    return bool(_HOPE.match(found.group()) and _WHO.search(reading.view, sentence.span.start, found.start()))


def nouns(sentence: Sentence, reading: Reading) -> Iterator[Item]:
    """What follows a noun cue: "with an emphasis on new opportunities", "talks on the border"."""
    view = reading.view
    for found in _noun_cues(reading.lexicon).finditer(view, sentence.span.start, sentence.span.end):
        if _is_of_others(found, sentence, reading) or denied(reading.lexicon).search(
            view[max(sentence.span.start, found.start() - 40) : found.start()]
        ):
            continue
        if (
            _OF_TALKS.match(found.group())
            and found.group("fixed")
            and not event_nouns(reading.lexicon).search(
                view, max(sentence.span.start, view.rfind(",", 0, max(0, found.start() - 2)) + 1), found.start()
            )
        ):
            continue  # "a reporter with a focus on", "efforts aimed at"
        if not found.group("fixed") and " with " in found.group() and not _is_of_sides(found, sentence, reading):
            continue  # "the company is in talks with banks to"
        whole = object_span(view, found.end(), sentence.span.end, reading.lexicon)
        told = _MAIN_VERB.match(view, whole.start, whole.end)
        if told:
            whole = trim(view, whole.start, told.end("what"))  # "talks on tea will resume"
        whole = without_partner(whole, reading)
        cue = Span(*found.span())
        ahead = _ANNOUNCES.match(found.group()) and _TO_COME.search(view, sentence.span.start, found.start())
        status: ItemStatus = "to-discuss" if ahead else "open"
        if found.group("talks"):
            held = _HELD.search(view, sentence.span.start, found.start())
            if held is None and found.group("talks").startswith(_WITH_ANYBODY):
                continue
            status = "open" if held is None else "to-discuss" if held.group("coming") else "discussed"
        for part in conjuncts(view, reading.text, whole):
            if says_something(part, reading) and not (
                _POINTING.match(view, part.start, part.end) or _PHRASE.fullmatch(view, part.start, part.end)
            ):
                yield as_item(sentence, part, cue, f"noun: {found.group()}", status, (Actor(kind="talks", span=cue),))
