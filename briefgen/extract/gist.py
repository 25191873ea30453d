"""The gist of a sentence: the words that tell what is laid before the other side, and no others.

Who says it, when and to whom stand beside a line of a brief already; so does the quotation, among the quotes. What
turns the meaning stays: a negation, a hedge, a condition, the verb that refuses or only wishes.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from briefgen.extract.clauses import trim, words_of
from briefgen.extract.reading import condition, tag
from briefgen.lexicon import Lexicon
from briefgen.model import Actor, Position, Span

if TYPE_CHECKING:
    from briefgen.extract.actors import Cast

_LONG = 8  # words from which a statement is cut at the end of its main clause
_SHORT = 5  # words that are left of it at least
_TAG = 9  # words of a tag, ", the foreign minister of Peru said", at most
_LEAST = 4  # words of a gist
_NEAR = 60  # characters before a verb in which its auxiliaries and adverbs stand
_LEAD = 140  # characters in front of a subject: "Hours earlier, on a visit to Lima,"
_MARK = 2  # characters between the end of a slice and the mark that closes it: the full stop


def gist_of_prose(whole: Span, position: Position | None, actor: Actor | None, cast: Cast) -> Span:
    """The words of a sentence that tell its matter: what is said "that", a stance from its verb on, the main clause."""
    view, start, end = cast.view, whole.start, whole.end
    relayed = _RELAYED.search(view, start, end)
    told = _said_by(cast.lexicon).search(view, start, relayed.start()) if relayed else None
    if told and len(view[start : told.start()].split()) >= _LONG:
        end = told.start()  # ", said its envoy, according to the press"
    tail = tag(cast.lexicon).search(view, start, end)
    if tail and len(tail.group().split()) <= _TAG and not _tells_more(tail, cast):
        end = tail.start()
    elif position is not None and position.rule.startswith("say") and position.cue.end < position.actor.span.start:
        behind = _INVERTED.search(view, start, position.cue.start)  # "…, said Ana Quispe, who"
        end = behind.start() if behind and len(view[start : behind.start()].split()) >= _LEAST else end
    start = _head(Span(start, end), position, actor, cast)
    part = closed(trim(view, start, end), whole, cast)
    if len(part.of(view).split()) <= _LONG or condition(cast.lexicon).search(view, part.start, part.end):
        return part
    return _main_clause(part, cast)


def _tells_more(tail: re.Match[str], cast: Cast) -> bool:
    """Whether what is said follows its verb: "At a briefing, Otieno said the port was open" has no tag."""
    verb = _said(cast.lexicon).search(tail.group())
    return verb is not None and not _WHEN.match(tail.group(), verb.end())


@cache
def _said(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf" (?:{words_of(lexicon.words('agenda.said'))})\b")


_RELAYED = re.compile(
    r", (?:according to|as (?:quoted|cited|reported) by|in comments) [^,;:\"]{2,80}\Z"
)  # behind a tag


@cache
def _said_by(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf",\"? (?:{words_of(lexicon.words('agenda.said'))}) [^,;:\"]{{2,80}}\Z")


_INVERTED = re.compile(r",\"? $")
# What may follow the verb of a tag: its subject, when and where, to whom.
_WHEN = re.compile(
    r"\W*(?:$|(?:on|in|at|after|during|when|while|as|ahead|to|by|late|early|earlier|later|last|this|of|through|via|before|following|monday|"
    r"tuesday|wednesday|thursday|friday|saturday|sunday|reporters|journalists|[a-z]+ly)\b)"
)


def is_unspoken(position: Position | None, cast: Cast) -> bool:
    """Whether the article itself tells what somebody wants or is ready for: nobody is said to have said it."""
    return position is not None and position.rule.partition(": ")[2] in cast.lexicon.words("positions.inward")


# --- where a gist begins ----------------------------------------------------------------------------------------


def _head(part: Span, position: Position | None, actor: Actor | None, cast: Cast) -> int:
    if position is not None and part.start <= position.cue.start < part.end:
        at = _behind_cue(part, position, cast)
        if at:
            return at
        actor = position.actor
    return _behind_lead(part.start, actor, cast) if actor is not None else part.start


def _behind_cue(part: Span, position: Position, cast: Cast) -> int:
    """Where what is said begins, or the verb of a stance that was voiced; 0 where all in front of it must stay."""
    view, cue = cast.view, position.cue
    if _SUBORDINATE.match(view, part.start, cue.start) and "," not in view[part.start : position.actor.span.start]:
        return 0  # "While Peru has said that it is open, it will not pay"
    if position.rule.startswith("say"):
        at = _what_is_said(position, part, cast) or _what_is_named(position, part, cast)
    elif is_unspoken(position, cast) or position.actor.span.end > cue.start:
        return 0
    else:
        at = _chain(part.start, cue, cast)
        if _SECOND.search(view, position.actor.span.end, at):
            return 0  # "says the ban is unjust, and demands to come back"
    if view.count('"', part.start, at) % 2 or condition(cast.lexicon).search(view, part.start, at):
        return 0
    # "The fee is wrong, the Peruvian minister warned"
    front = Span(part.start, position.actor.span.start)
    much = front.end - front.start > part.end - at and _FINITE.search(view, front.start, front.end)
    return 0 if much or len(view[at : part.end].split()) < _LEAST else at


def _what_is_said(position: Position, part: Span, cast: Cast) -> int:
    """Where what is said begins, behind "said on Monday that" and behind a bare "said"; 0 for neither."""
    view, cue = cast.view, position.cue
    if cue.start < position.actor.span.start < part.end:
        return 0  # "…, said Ana Quispe, who is"
    that = _that(cast.lexicon).match(view, cue.end, part.end)
    if that and not _CLAUSE_BETWEEN.search(view, cue.end, that.end()):
        return that.end()
    bare = _bare(cast.lexicon).match(view, cue.end, part.end)
    if bare is None or position.rule.removeprefix("say: ") not in cast.lexicon.words("positions.with_clause"):
        return 0
    named = cast.text[bare.end()].isupper() or _TITLED.match(cast.text, bare.end())
    if not (named or _OPENS.match(view, bare.end())):
        return 0
    return bare.end() if _FINITE.search(view, bare.end(), min(part.end, bare.end() + _LEAD)) else 0


def _what_is_named(position: Position, part: Span, cast: Cast) -> int:
    """Where the verb begins whose object is named, "acknowledged the dispute"; 0 where it has none."""
    cue = position.cue
    if position.actor.span.end > cue.start or not _NAMED_THING.match(cast.view, cue.end, part.end):
        return 0
    return _chain(part.start, cue, cast)


def _chain(start: int, cue: Span, cast: Cast) -> int:
    """Where the verb begins with its auxiliaries, its negation and its adverbs; of "accusing" the whole sentence."""
    if cue.of(cast.view).split()[0].endswith("ing"):
        return start
    found = _helpers(cast.lexicon).search(cast.view, max(start, cue.start - _NEAR), cue.start)
    at = found.start() if found else cue.start
    while at < cue.start and cast.text[at].isupper():  # "Daly" is no adverb
        at = cast.view.index(" ", at) + 1
    return at


def _behind_lead(start: int, actor: Actor, cast: Cast) -> int:
    """Where the subject begins, if no more than when and where stands before it: "Hours earlier, in Lima,"."""
    view, end = cast.view, actor.span.start
    comma = _COMMA_END.search(view, start, end)
    if comma is None or end - start > _LEAD or '"' in view[start:end] or not _LEADS_IN.match(view, start):
        return start
    if _FINITE.search(view, start, end) or condition(cast.lexicon).search(view, start, end):
        return start
    return comma.end("comma")


@cache
def _that(lexicon: Lexicon) -> re.Pattern[str]:
    """What may stand between "said" and the statement: whom it is said to, the day, "that"."""
    return re.compile(rf" (?:[\w .'-]{{2,60}}?{_NO_POINTER} )?(?:{_day(lexicon)} )?that (?=\w)")


@cache
def _bare(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf" (?:{_day(lexicon)},? )?(?=\w)")


@cache
def _day(lexicon: Lexicon) -> str:
    days = words_of(lexicon.words("agenda.days"))
    return (
        rf"(?:(?:on |late |early |earlier )*(?:{days})(?: (?:morning|afternoon|evening|night))?(?: local time)?|"
        r"(?:earlier )?(?:last|this|in the) (?:week|month|night|year|day)|earlier|later|recently|again)"
    )


@cache
def _helpers(lexicon: Lexicon) -> re.Pattern[str]:
    """Auxiliaries, negation and adverbs right before a verb."""
    adverbs = words_of((*lexicon.words("agenda.adverbs"), *lexicon.words("agenda.auxiliaries")))
    return re.compile(
        rf"(?<=[ ,])(?:(?:{adverbs}|not|never|[a-z]{{3,}}ly|did|does|do|has|have|had|is|are|was|were|be),? )+$"
    )


_SECOND = re.compile(r"\w \w.*\band $")
# Grammar: behind a preposition "that" points, "during that visit".
_NO_POINTER = "".join(
    rf"(?<! {word})" for word in ("of", "in", "on", "at", "by", "to", "for", "with", "from", "after", "during")
)
# What the subject of a clause opens with, and its verb.
_OPENS = re.compile(
    r"(?:it|he|she|they|there|we|the|a|an|its|his|her|their|our|this|these|those|no|all|some|both|any|such|talks|"
    r"[a-z.]+'s?)\b"
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|needs?|wants?|did|does|do|[a-z]+ed)\b"
)
_NAMED_THING = re.compile(
    r" (?:the|an?|its|his|her|their) (?!(?:[\w'-]+ ){1,6}?(?:is|are|was|were|has|have|had|will|would)\b)"
)
_TITLED = re.compile(r"[a-z]+ (?=[A-Z][a-z]+ [A-Z])")  # "said captain Ana Quispe had"
_COMMA_END = re.compile(r"(?P<comma>, )(?:the |mr\.? |ms\.? |mrs\.? )?$")
# Behind "said", before "that": another clause, "said it had not been informed that".
_CLAUSE_BETWEEN = re.compile(
    r" (?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|did|does|do|saw|sees|see)\b|"
    r"[a-z] to (?:[a-z]+) (?:us|them|him|her|it|the)\b"
)
_LEADS_IN = re.compile(
    r"(?:in|at|on|during|after|before|ahead of|following|under|hours|days|weeks|earlier|later|meanwhile|however|"
    r"also|speaking|addressing|previously|last|this|yesterday|today|but|and|for (?:his|her|its|their) part|"
    r"separately|in addition|additionally|furthermore|moreover)\b"
)

# --- where it ends ----------------------------------------------------------------------------------------------


def closed(part: Span, whole: Span, cast: Cast) -> Span:
    """A slice with the mark that closes its last quotation, or without that quotation where none does."""
    view = cast.view
    if part.of(view).count('"') % 2 == 0:
        return part
    close = view.find('"', part.end, whole.end)
    if close >= 0 and close - part.end <= _MARK:
        return Span(part.start, close + 1)
    opened = trim(view, part.start, view.rindex('"', part.start, part.end))
    return opened if len(opened.of(view).split()) >= _SHORT else part


_REACH = 1000  # code points in which a main clause has come to its end


def _main_clause(part: Span, cast: Cast) -> Span:
    """A long statement up to the first clause that hangs on it; never inside a quotation or a bracket.

    What stands before the cut must have a verb of its own: "Speaking to the press, she said" is cut further on.
    """
    view = cast.view
    for found in _hanging(cast.lexicon).finditer(view, part.start, part.end):
        if found.start() - part.start > _REACH:
            break
        piece = view[part.start : found.start()]
        if (
            ("," not in piece and _SUBORDINATE.match(piece))
            or piece.count('"') % 2
            or piece.count("(") > piece.count(")")
            or len(piece.split()) < _SHORT
            or _is_in_name(found, cast)
            or _is_aside(found, part, view)
            or found.group().endswith("and that")  # what is said besides weighs as much
        ):
            continue
        if cast.words.finite.search(piece) or _VERB.search(piece) or _MODAL.search(piece):
            if _NO_VERB_YET.search(piece) and not cast.words.finite.search(piece.rpartition(" that")[2]):
                continue  # "reports say that, under the terms of the deal,"
            told = tag(cast.lexicon).search(view, part.start, found.start())
            told = None if told and _tells_more(told, cast) else told
            end = told.start() if told and len(view[part.start : told.start()].split()) >= _SHORT else found.start()
            return trim(view, part.start, end)
    return part


def _is_in_name(found: re.Match[str], cast: Cast) -> bool:
    """Whether a dash ties two words of a name: "the U.K. – Peru Dialogue"."""
    if "-" not in found.group():
        return False
    return (
        cast.text[found.end()].isupper()
        and _ABBREVIATION.search(cast.text[max(0, found.start() - _INITIALS) : found.start()]) is not None
    )


def _is_aside(found: re.Match[str], part: Span, view: str) -> bool:
    """Whether a dash opens or closes what stands between a verb and its content."""
    if "-" not in found.group():
        return False
    closes = _CONTENT.match(view, found.end()) and " - " in view[part.start : found.start()]
    return bool(closes) or _ASIDE.match(view, found.start(), part.end) is not None


_CONTENT = re.compile(r"(?:that|to|of|about|against|over)\b")
# What stands between two dashes before the very words that the verb governs: "warned Peru - which objects - that".
_ASIDE = re.compile(r"\s-{1,2}\s(?:who|which|whose)\b[^;:\"]{1,120}?\s-{1,2}\s(?:that|to|of|about|against|over)\b")
_INITIALS = 5  # characters before a dash that tell an abbreviation
_ABBREVIATION = re.compile(r"(?:[A-Z]\.)+\Z")
_NO_VERB_YET = re.compile(
    r" that,?\s?(?:under|in|at|on|during|after|before|with|by|for|as|if|when|while|according)\b[^\"]*$"
)
# A clause that only leads to the main one, at the start or behind "and", is no place to stop.
_SUBORDINATE = re.compile(
    r"(?:although|though|while|when|after|before|as|because|since|if|whereas|once|given|in|at|on|during|under|despite|"
    r"following|amid|for|with|by|[a-z]+ing|asked|pressed)\b"
)
_MODAL = re.compile(r"\b(?:should|must|may|might|shall|does|did|do)\b")
_VERB = re.compile(r"\b[a-z]+(?:ed|s) (?:the|a|an|its|his|her|their|to|that|on|for|with)\b")


@cache
def _hanging(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(
        rf"(?:,|(?<=,\"))\s+(?:{words_of(lexicon.words('agenda.breaks'))})\b|[;:](?=\s)|\s-{{1,2}}\s|"
        r",?\s(?:and|but)\s(?:although|though|while|whereas)\b|,\s+without\s[a-z]+ing\b"
    )
