"""The words that say there is a meeting: a verb of meeting, a light verb with its noun, or the noun alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from briefgen.extract.cues import Cue, Verb, as_cue, find_verbs
from briefgen.extract.denials import dropped, is_denied
from briefgen.extract.journeys import GROUP, way_to_place
from briefgen.extract.trie import any_of, trie
from briefgen.model import MeetingKind, Span
from briefgen.text import fold

if TYPE_CHECKING:
    from briefgen.extract.actors import Cast
    from briefgen.lexicon import Lexicon

_KINDS: dict[str, MeetingKind] = {
    "visit": "visit",
    "meeting": "meeting",
    "host": "meeting",
    "gather": "meeting",
    "jointly": "meeting",
    "talks": "talks",
    "call": "call",
    "summit": "summit",
    "told": "talks",
    "raised": "meeting",
    "sign": "meeting",
    "discuss": "meeting",
    "phoned": "call",
    "paid": "meeting",
    "saw": "meeting",
    "brought": "meeting",
}


_PASSIVES = ("meetings.verbs.passive", "meetings.verbs.signed", "meetings.welcomed")
_NOUNS = ("meetings.nouns", "meetings.sidelines")
_GUESTS = "meetings.guests"
_BESIDE = "meetings.beside"
LISTS = ("meetings.alone", _GUESTS, _BESIDE, *_PASSIVES, *_NOUNS)
"""The lists without whose words there is no cue of a meeting."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """A cue of a meeting, and where what belongs to it begins."""

    span: Span
    kind: MeetingKind
    chain: int  # where the verb's auxiliaries begin
    after: int  # from where company, place and date follow
    verb: str = ""  # the lexicon's group of verbs; "" for a noun
    noun_too: bool = False  # a verb that could be the noun: "talks", "visit"
    past: bool = False  # a verb in the past: "met"
    ahead: bool = False  # on the way there: "is heading to", "flies to"
    now: bool = False  # there as it is told: "is on a visit to", "is in"
    off: bool = False  # a plan that is none any more: "will no longer visit"


@dataclass(frozen=True, slots=True, eq=False)
class _Words:
    noun: re.Pattern[str]
    nouns: dict[str, MeetingKind]
    light: re.Pattern[str]  # from a light verb to its noun
    passive: re.Pattern[str]
    signed: re.Pattern[str]
    welcomed: re.Pattern[str]
    guest: re.Pattern[str]
    beside: re.Pattern[str]  # from "said" to "alongside"
    trip: re.Pattern[str]  # from "is on" to "a three-day mission"
    thing: re.Pattern[str]  # from "opened" to "a new railway"
    letter: re.Pattern[str]  # from "handed" to "a written message"
    journeys: frozenset[str]  # verbs whose present tells of what is to come


@cache
def _words(lexicon: Lexicon) -> _Words:
    nouns = {fold(word): _KINDS[group] for group, many in lexicon.groups("meetings.nouns").items() for word in many}
    beside: dict[str, MeetingKind] = {fold(word): "sidelines" for word in lexicon.words("meetings.sidelines")}
    noun = rf"(?P<noun>{trie(tuple(nouns))})(?![\w'-])"
    be = r"\b(?:(?:will|to|has|have|had) )?(?:be|was|were|been|is|are|being) (?:\w+ly )?"
    return _Words(
        noun=re.compile(rf"\b(?P<noun>{trie((*nouns, *beside))})(?![\w'-])"),
        nouns=nouns | beside,
        light=re.compile(
            rf" (?:(?:[\w-]+ ){{0,2}}(?:days?|weeks?|hours?|rounds?|series|string|sessions?) of )?"
            rf"(?:what [\w. ]{{2,40}}? (?:called|described as|termed) )?"
            rf"(?:(?!(?:{_NO_PART}) )[\"(]?[\w.'&-]+[\")]?,? ){{0,8}}?\"?{noun}"
        ),
        passive=re.compile(rf"{be}(?P<cue>{any_of(lexicon, 'meetings.verbs.passive')})(?={_SCENE} by )"),
        signed=re.compile(rf"{be}(?P<cue>{any_of(lexicon, 'meetings.verbs.signed')})(?= (?:by|in|at|on) )"),
        welcomed=re.compile(
            rf"{be}(?P<cue>{any_of(lexicon, 'meetings.welcomed')})(?= (?:at|in|on|with) )(?!{_BY_SOMEONE})"
        ),
        beside=re.compile(
            rf"\b(?P<cue>{any_of(lexicon, 'actors.said')}|spoke|speaking|appeared|appearing)(?![\w'-])"
            rf"(?=(?:(?! (?:{_CLAUSE}) )[^.;:\",]){{0,80}}? (?:{any_of(lexicon, _BESIDE)}) )|"
            r", (?P<flanked>flanked|seated|standing|sitting)(?= (?:by|beside|next to|alongside) )|"
            r"(?<!\w)(?P<with>with)(?= [^;:\"]{3,90} (?:at|by) (?:his|her) side\b)"
        ),
        guest=re.compile(
            rf"\b(?:his|her) (?:[a-z]+ )?(?P<guest>{any_of(lexicon, 'meetings.guests')}),?(?= (?!(?:and|of|in|at|to) ))"
        ),
        trip=re.compile(
            rf" (?:a|an|his|her|their) (?:[\w-]+ ){{0,5}}?(?:{any_of(lexicon, 'meetings.trips')})(?![\w'-])"
        ),
        thing=re.compile(
            rf" (?:the|a|an|their) (?:[\w'-]+,? ){{0,6}}?(?:{any_of(lexicon, 'meetings.new_things')})(?![\w'-])"
        ),
        letter=re.compile(
            rf"(?: (?:on [\w ]{{3,16}}|today|yesterday|here))? (?:a|an|the|his|her|their) "
            rf"(?:{_NO_WHOM}[\w'-]+ ){{0,4}}?(?:{any_of(lexicon, 'meetings.letters')})(?![\w'-])"
        ),
        journeys=frozenset(lexicon.words("meetings.journeys")),
    )


_NO_WHOM = r"(?!(?:in|on|at|with|from|to|by|for|who|and|of|during|after|before)\b)"


_BY_SOMEONE = r"[^.,;:\"]{0,90}? by "
_CLAUSE = "that|would|will|was|is|are|were|had|have|has|he|she|they|it|to|work|working|fight|fighting"  # another verb
# What may stand between "was met" and "by": "at the airport", "with full honours on Monday".
_SCENE = r"(?: (?:at|in|on|with|upon|here|there)\b(?! by )[^.,;:\"]{0,60}?)?"


def find_occasions(sentence: Span, cast: Cast) -> list[Occasion]:
    """The cues of meetings in a sentence, in order, the longest first; what is denied is left out."""
    words, view = _words(cast.lexicon), cast.view
    found = list(_verbs(sentence, cast, words))
    if cast.has_any(_PASSIVES, sentence):
        found += _passives(sentence, view, words)
    if cast.has_any(_NOUNS, sentence):
        found += _nouns(sentence, view, words)
    if cast.has_any((_BESIDE,), sentence):
        found += _beside(sentence, view, words)
    if cast.has_any((_GUESTS,), sentence):
        found += _guests(sentence, view, words)
    denied = [cue for cue in found if is_denied(sentence, cue, cast)]
    kept = [cue for cue in found if not any(no.span.holds(cue.span) for no in denied)]
    kept += [
        replace(cue, chain=chain, verb=cue.verb or "visit", off=True, past=False, ahead=True)
        for cue in denied
        if (chain := dropped(cue, cast)) is not None
    ]
    return sorted(kept, key=lambda cue: (cue.span.start, -cue.span.end))


def _verbs(sentence: Span, cast: Cast, words: _Words) -> Iterator[Occasion]:
    """Verbs of meeting, and light verbs with their nouns."""
    view = cast.view
    for verb in find_verbs(sentence, "meetings", cast):
        if view.startswith("-", verb.start - 1) or _agent(verb, view) or _is_noun(verb, view, words):
            continue
        sense = _sense(verb, sentence, cast, words)
        if sense and (cue := as_cue(verb, sentence, cast)):
            group, kind, end = sense
            span = Span(verb.start, end)
            noun_too = group != "light" and cue.chain == span.start and span.of(view) in words.nouns
            yield Occasion(
                span,
                kind,
                cue.chain,
                end,
                group,
                noun_too,
                past=cue.form.form in ("past", "participle") and not cue.coming,
                ahead=_is_ahead(cue, sentence, view, words),
                now=_is_now(cue, sentence, view),
            )


def _sense(verb: Verb, sentence: Span, cast: Cast, words: _Words) -> tuple[str, MeetingKind, int] | None:
    """What a verb tells of with the words behind it: its group, the kind of meeting, and where the cue ends."""
    view, end, lemma = cast.view, verb.end, verb.form.lemma
    group = "light" if lemma == "lead" else verb.group  # "led a round of talks", where it is no delegation
    if verb.group == GROUP and (to := way_to_place(verb, sentence, cast)):
        return "visit", "visit", to
    if lemma in _ON_TRIP:
        trip = words.trip.match(view, end, sentence.end)
        return ("light", "visit", trip.end()) if trip else None
    has_nouns = sentence.start in cast.cue_words["meetings.nouns"]
    if group in _WITH_NOUN and has_nouns and (found := words.light.match(view, end, sentence.end)):
        told = words.nouns[found.group("noun")]
        if group != "host" or told == "call":  # "received a phone call from X"
            return "light", told, found.end()
    return _by_object(lemma, group, verb, sentence, view, words)


def _by_object(
    lemma: str, group: str, verb: Verb, sentence: Span, view: str, words: _Words
) -> tuple[str, MeetingKind, int] | None:
    """What a verb tells of by what follows it: a new railway is opened, people gather, a letter is handed to a king."""
    end, kind = verb.end, _KINDS.get(group)
    papers = _CREDENTIALS.match(view, end) if group == "host" else None
    if papers:
        return group, "meeting", papers.end()
    if (
        (lemma in _OPENING and not words.thing.match(view, end, sentence.end))  # a campaign, or fire
        or (lemma in _SPEAKING and _MATTER.match(view, end))
        or (group == "gather" and not _GATHERED.match(view, end))
        or (group == "brought" and not words.letter.match(view, end, sentence.end))
    ):
        return None
    group = "raised" if group == "brought" else group
    return (group, kind, end) if kind else None


def _is_noun(verb: Verb, view: str, words: _Words) -> bool:
    """Whether what could be a verb stands behind an article: "ahead of a visit"."""
    if view[verb.start : verb.end] not in words.nouns:
        return False
    return bool(_ARTICLE.search(view, max(0, verb.start - 30), verb.start))


def _agent(verb: Verb, view: str) -> bool:
    """Whether a past form is a passive without "was": "a summit called by Kenya"."""
    return verb.group != "light" and verb.form.form in ("past", "participle") and bool(_BY_ONE.match(view, verb.end))


def _is_ahead(cue: Cue, sentence: Span, view: str, words: _Words) -> bool:
    """Whether a verb in the present tells of what is still to come: "is heading to", "flies to", "until X meets Y"."""
    if cue.form.form == "third" and _UNTIL.search(view, max(sentence.start, cue.chain - 90), cue.chain):
        return True
    if cue.form.form == "third" and cue.form.lemma in _STARTING:
        return True  # "starts a two-day visit on Thursday"
    if cue.form.form == "base" and _WILL_AND.search(view, max(sentence.start, cue.chain - 120), cue.chain):
        return True
    if cue.form.lemma not in words.journeys:
        return False
    return cue.form.form == "third" or (cue.form.form == "ing" and bool(_IS.search(view, cue.chain, cue.span.start)))


def _is_now(cue: Cue, sentence: Span, view: str) -> bool:
    """Whether a verb tells of somebody who is there: "is on a visit to", "is visiting"; not "while he is in"."""
    if _WHILE.search(view, max(sentence.start, cue.chain - 90), cue.chain):
        return False
    if cue.form.form == "third" or view.startswith("are ", cue.span.start):
        return cue.form.lemma in _STAYING
    if not _IS_NOW.search(view, cue.chain, cue.span.start):
        return False
    return cue.form.lemma in _VISITING or (cue.form.form == "ing" and cue.group in _MEETING)


def _passives(sentence: Span, view: str, words: _Words) -> Iterator[Occasion]:
    """Cues such as "was received by", "was greeted in Lima" and "was signed in Lima by"."""
    for found in words.welcomed.finditer(view, sentence.start, sentence.end):
        past, cue = not _TO_BE.match(found.group()), Span(*found.span("cue"))
        yield Occasion(cue, "visit", found.start(), cue.end, "welcomed", past=past)
    if view.find(" by ", sentence.start, sentence.end) < 0:
        return
    for group, pattern in (("host", words.passive), ("signed", words.signed)):
        for found in pattern.finditer(view, sentence.start, sentence.end):
            past, end = not _TO_BE.match(found.group()), found.end("cue")
            after = view.find(" by ", end) if group == "host" else end
            yield Occasion(Span(*found.span("cue")), "meeting", found.start(), after, group, past=past)


def _beside(sentence: Span, view: str, words: _Words) -> Iterator[Occasion]:
    """Who speaks with somebody at their side: "said in Lima on Monday alongside President Stone"."""
    for found in words.beside.finditer(view, sentence.start, sentence.end):
        told = Span(*found.span(found.lastgroup or 0))
        yield Occasion(
            told, "meeting", found.start(), max(0, told.start - 1) if found["with"] else told.end, "beside", past=True
        )


def _nouns(sentence: Span, view: str, words: _Words) -> Iterator[Occasion]:
    for found in words.noun.finditer(view, sentence.start, sentence.end):
        if view[found.start() - 1 : found.start()] in ("-", "'"):
            continue
        if found["noun"].endswith("lateral") and _DESCRIBES.match(view, found.end()):
            continue  # "hosted the trilateral maritime dialogue"
        kind = words.nouns[found.group("noun")]
        event = _EVENT.match(view, found.end(), sentence.end) if kind == "sidelines" else None
        short = _IN_SHORT.match(view, found.end(), sentence.end)
        after = event.end() if event else short.end() if short else found.end()
        yield Occasion(Span(*found.span()), kind, found.start(), after)


def _guests(sentence: Span, view: str, words: _Words) -> Iterator[Occasion]:
    """Who is somebody's guest: "the king and his guest, President Stone"."""
    for found in words.guest.finditer(view, sentence.start, sentence.end):
        yield Occasion(Span(*found.span("guest")), "meeting", found.start("guest"), found.end())


# What stands in no phrase of a light verb: "made the remark after meeting" is no "made a meeting"
_NO_PART = (
    r"and(?! (?:open|frank|candid|productive|constructive|fruitful|friendly|cordial|detailed)\b)|or|of|with|"
    r"that|to|on|in|for|by|at|said|says|will|would|he|she|they|it|postponed|delayed|cancell?ed|scrapped|called|put|"
    r"after|before|during|following|from|as|when|while|since|about|over|until|against|not|never"
)
_GATHERED = re.compile(  # themselves, and no evidence
    r"[,.]| (?:in|at|on|for|to|with|here|there|again|last|this|behind|under|around|early|late|yesterday|today|tomorrow|"
    r"virtually|online|\w+day)\b"
)
_WITH_NOUN = frozenset({"light", "host", "jointly"})
_CREDENTIALS = re.compile(
    r" (?:(?:the )?(?:letters of credence|credentials) (?:of|from)|a copy of the credentials of)(?= )"
)
_ON_TRIP = frozenset(f"{be} {how}on" for be in ("be", "are") for how in ("", "currently ", "now ", "already "))
_STAYING = _ON_TRIP | {f"{one.removesuffix('on')}in" for one in _ON_TRIP}
_VISITING = frozenset({"visit", "tour"})
_MEETING = frozenset({"meeting", "talks", "host", "light"})
_WHILE = re.compile(r"\b(?:while|when|once|until|if) (?:(?!(?:and|but|that|who|which)\b)[\w.'-]+ ){1,9}$")
_IS_NOW = re.compile(r"\b(?:is|are) ")
_OPENING = frozenset({"open", "launch"})
_SPEAKING = frozenset({"speak", "talk", "converse", "chat"})
_MATTER = re.compile(r" (?:of|out|up|against|in favou?r|on behalf|for (?!(?:[\w-]+ ){0,3}(?:minutes?|hours?|hour)))\b")
_STARTING = frozenset({"start", "begin", "kick off", "embark on"})
_BY_ONE = re.compile(r" by (?!(?:[a-z]+ )?(?:phone|telephone|video)\b)")
_UNTIL = re.compile(r"\b(?:until|when|once|before) (?:(?!(?:and|but|that|who|which)\b)[\w.'-]+ ){1,9}$")
_WILL_AND = re.compile(r"\b(?:will|would|is to|are to|set to|due to|plans to) [^.;:\"]*\band (?:then |also |later )?$")
_IS = re.compile(r"\b(?:is|are|was|were) ")
_ARTICLE = re.compile(r"\b(?:a|an|the|his|her|its|their|(?:a|an|his|her) [\w-]+|(?:a|an|the|their) [a-z]+ \d{1,2}) $")
_TO_BE = re.compile(r"(?:will|to) |is |are ")
_DESCRIBES = re.compile(
    r" (?!(?:in|at|on|with|of|between|among|by|for|to|from|and|was|is|were|are|will|would|that|which|where|as|this|"
    r"last|next|after|before|during|held|hosted|later|earlier|here|there)\b)[a-z]"
)
_IN_SHORT = re.compile(r" \([\w.-]{2,12}\)")  # "Bilateral Political Consultations (BPC)"
_EVENT = re.compile(r"(?: (?!(?:in|at|on|with) )[\w'&-]+){1,8}")
