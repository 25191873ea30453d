"""Objects that tell of no matter: good manners, logistics, whom one meets, a bare name, a paper of one's own."""

from __future__ import annotations

import re
from functools import cache

from briefgen.extract.clauses import words_of
from briefgen.extract.cues import Cue
from briefgen.extract.reading import Reading
from briefgen.lexicon import Lexicon
from briefgen.model import Actor, Span


@cache
def _courtesies(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words_of(lexicon.words('agenda.courtesies'))})\b")


@cache
def _meeting(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"(?:an?|the|his|her|their) (?:[\w-]+ )?(?:{words_of(lexicon.words('agenda.events'))})\b")


@cache
def _venues(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words_of(lexicon.words('agenda.venues'))})\b(?! of| between| on)")


@cache
def _idle(lexicon: Lexicon) -> re.Pattern[str]:
    """The verb of an infinitive that tells of no matter, and a noun where an infinitive should stand."""
    return re.compile(rf"(?:{words_of(lexicon.words('agenda.idle'))}|the|a|an|its|his|her|their|this|that|it)\b")


@cache
def _papers(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words_of(lexicon.words('agenda.papers'))})\b")


_POINTED = re.compile(
    r"(?:this|that|these|those|such) (?:[\w-]+|(?:issue|matter|topic|question|subject)s?\b.*)"
)  # what it was stands elsewhere
_ONE_WORD = re.compile(r"[\w-]+(?:,|$)")
# Who asks for an opinion wants to hear, not to have: the one asked is as a rule no side.
_OPINION = re.compile(
    r"(?:his|her|their|its) (?:[a-z]+ )?(?:opinions?|views?|thoughts|advice|assessment|impressions?)\b"
)
_FOR_SUPPORT = re.compile(
    r"(?:for |^)(?:its|his|her|their|the) (?:[a-z]+ )?(?:support|help|assistance|solidarity|friendship)\Z"
)
_PRIDE = re.compile(r"(?:their|his|her|its|our|the) (?:own )?[\w-]+$")  # "it appeals to their pride" asks nobody
_WITH_A_BODY = re.compile(
    r" with (?:the )?(?:[A-Z][\w-]+ ){1,4}(?:Association|Union|Bank|Fund|Bloc|Council|Agency|Group)\b"
)
_ENVOY = re.compile(r"\b(?:ambassador|envoy|diplomat)s?\b")
_SIGNING = frozenset(("sign", "ink", "initial", "seal", "conclude", "finalise", "finalize", "clinch"))


def is_at_home(whole: Span, cue: Cue, actor: Actor, reading: Reading) -> bool:
    """Whether one side signs what is no paper of two: "signed the budget"."""
    return (
        cue.form.lemma in _SIGNING
        and actor.kind in ("person", "country")
        and not _papers(reading.lexicon).search(reading.view, whole.start, whole.end)
    )


def is_idle(part: Span, cue: Cue, reading: Reading) -> bool:
    """Whether a slice tells of no matter: good manners, logistics, whom one meets or speaks to, a bare name."""
    view, lexicon = reading.view, reading.lexicon
    if cue.group in ("stance", "ask", "raise", "contact") and is_name(part, reading):
        return True
    alone = " " not in view[part.start : part.end]
    start = view.index("to ", part.start) + len("to ") if cue.group == "intend" else part.start
    return bool(
        (cue.form.lemma == "thank" and _FOR_SUPPORT.search(part.of(view)))
        or (cue.form.lemma == "invite" and _INVITED.search(view, part.start, part.end) and _has_no_to(part, view))
        or (cue.form.lemma == "direct" and _AT_WHOM.search(view, part.start, part.end) and _has_no_to(part, view))
        or (cue.form.lemma == "appeal to" and _PRIDE.match(view, part.start, part.end))
        or (cue.group == "ask" and _OPINION.match(view, part.start))
        or (cue.group == "agree" and _WITH_A_BODY.search(part.of(reading.text)) and not _has_place(part, reading))
        or (cue.form.lemma == "turn to" and part.start in reading.cast.places_at)
        or _POINTED.fullmatch(view, part.start, part.end)
        or (cue.group == "contact" and alone and reading.text[part.start].isupper())  # "meets her on Thurday"
        or (cue.group == "programme" and _meeting(lexicon).match(view, part.start))
        or (cue.form.lemma == "include" and _is_a_stop(part, cue, reading))
        or (cue.group == "stance" and view.startswith("against ", part.start))  # "defend against"
        or (cue.form.lemma == "address" and _venues(lexicon).search(view, part.start, part.end))
        or (cue.group == "intend" and (_ONE_WORD.match(view, start, part.end) or _idle(lexicon).match(view, start)))
        or (cue.form.lemma == "recall" and _ENVOY.search(view, part.start, part.end))
        or _courtesies(lexicon).search(view, part.start, part.end)
    )


def _is_a_stop(part: Span, cue: Cue, reading: Reading) -> bool:
    """Whether a journey is told to lead somewhere: "the trip includes Chile"."""
    trip = _TRIP.search(reading.view, max(0, cue.chain - _BEFORE), cue.chain)
    return trip is not None and bool(reading.cast.places_in(Span(part.start, min(part.end, part.start + _BEFORE))))


_BEFORE = 40  # characters before a verb in which its journey stands, and of the slice in which a land does
_TRIP = re.compile(r"\b(?:visit|trip|tour|swing|itinerary|journey|voyage)(?: [a-z-]+){0,3} ?\Z")


def _has_no_to(part: Span, view: str) -> bool:
    comma = view.find(",", part.start, part.end)
    return _TO.search(view, part.start, comma if comma >= 0 else part.end) is None


_MANY = (
    r"(?:countries|nations|states|governments|leaders|ministers|delegations|officials|representatives|envoys|parties)"
)
_INVITED = re.compile(rf"\b{_MANY}\b")
INVITED = re.compile(rf"\binvited (?:[\w'-]+ ){{0,3}}{_MANY}\b(?![^,;:\"]* (?:to|for|into)\b)")
_AT_WHOM = re.compile(r"\b(?:at|against|towards?)\b")  # "directed sharp words at her host"
_TO = re.compile(r"\b(?:to|for|into)\b")  # whom one invites is no matter, what to may be one


def _has_place(part: Span, reading: Reading) -> bool:
    """Whether a slice names a country: one of the sides may be the partner."""
    return bool(reading.cast.places_in(part))


def is_name(part: Span, reading: Reading) -> bool:
    """Whether a slice is the name of a country or a person and nothing more."""
    bare = part.start + (4 if reading.view.startswith("the ", part.start) else 0)
    place, phrase = reading.cast.places_at.get(bare), reading.cast.phrases.get(bare)
    return part.end in (place.span.end if place else 0, phrase[0].end if phrase else 0)
