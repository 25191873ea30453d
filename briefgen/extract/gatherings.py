"""The summit, forum or exercise that a meeting is, or is held at: its name as the article gives it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from briefgen.extract.company import company_at
from briefgen.extract.places import CAPITAL
from briefgen.extract.trie import any_of
from briefgen.model import Span
from briefgen.text import fold

if TYPE_CHECKING:
    from briefgen.extract.actors import Cast
    from briefgen.extract.clausefacts import Days
    from briefgen.extract.occasions import Occasion
    from briefgen.lexicon import Lexicon

_REACH = 110  # characters behind a meeting's words in which its gathering is named
_LONGEST = 9  # words before the head: "the seventh Silk Road and Black Sea Cooperation Summit"


@dataclass(frozen=True, slots=True, eq=False)
class _Words:
    head: re.Pattern[str]
    kinds: frozenset[str]  # small words that belong to the name: "regional"
    days: frozenset[str]  # months and weekdays tell when, not which
    leads: re.Pattern[str]  # what stands right before a gathering that somebody meets at
    beside: re.Pattern[str]  # "on the sidelines of the"
    breaks: re.Pattern[str]
    named: re.Pattern[str]  # "at the G20", "sessions of the Group of 20"
    body: re.Pattern[str]  # the word that makes a name one of a body that meets: "committee"
    session: re.Pattern[str]  # "fifth meeting of the"


@cache
def _words(lexicon: Lexicon) -> _Words:
    article = r"(?:(?:the|a|an|this year's|this week's|their|its|his|her)(?: |(?=')))"
    return _Words(
        head=re.compile(rf"\b(?:{any_of(lexicon, 'meetings.gatherings')})(?![\w-])"),
        kinds=frozenset(fold(word) for word in lexicon.words("meetings.gathering_kinds")),
        days=frozenset(fold(word) for path in ("months", "weekdays") for word in lexicon.words(f"articles.{path}")),
        leads=re.compile(rf"\b(?:{any_of(lexicon, 'meetings.gathering_leads')}) {article}?(?:\w+ (?:ever )?)?[\"'(]?$"),
        beside=re.compile(rf"\b(?:{any_of(lexicon, 'meetings.sidelines')}) {article}?"),
        named=re.compile(
            rf"\b(?:at|during|attend|attends|attended|attending|sessions? of|meetings? of|delegations? to|margins of|"
            rf"sidelines of) (?:(?:the|this year's|a) )?(?P<name>(?:{any_of(lexicon, 'meetings.assemblies')})(?![\w-]))"
            r"(?! (?:members?|countries|nations|states|leaders|partners|ministers?|finance|foreign|counterparts?)\b)"
        ),
        body=re.compile(rf"\b(?:{any_of(lexicon, 'meetings.joint_bodies')})(?![\w-])"),
        session=re.compile(r"\b(?:sessions?|meetings?|rounds?|editions?|sittings?) of (?:the|their) "),
        breaks=re.compile(r"[;:]|\b(?:that|which|who|whom|whose|after|before|since|ahead|because|until|while|but)\b"),
    )


def gathering_of(sentence: Span, cue: Occasion, end: int, cast: Cast) -> Span | None:
    """The gathering that a meeting's sentence names as what it is, or as where it is held; None for none.

    Args:
        sentence: the sentence that tells of the meeting.
        cue: the words that say there is a meeting.
        end: where the words of its company, place and day end.
        cast: who and where is named in the article.
    """
    words, text, view = _words(cast.lexicon), cast.text, cast.view
    for head in words.head.finditer(view, sentence.start, min(sentence.end, end + _REACH)):
        name = _name(head, sentence, cast, words)
        if name is not None and _is_its(name, head, sentence, cue, cast):
            return name
    if (known := words.named.search(view, sentence.start, min(sentence.end, end + _REACH))) or (
        known := _NUMBERED.search(text, sentence.start, min(sentence.end, end + _REACH))
    ):
        return Span(*known.span("name"))
    if body := _body(sentence, cue, end, cast, words):
        return body
    if own := _OWN_NAME.search(text, cue.span.start, cue.span.end):
        return Span(*own.span("name"))
    beside = words.beside.search(view, sentence.start, sentence.end)
    run = _RUN.match(text, beside.end(), sentence.end) if beside else None
    if run is None:
        return None
    return _without_day(run, text, words)


def _without_day(run: re.Match[str], text: str, words: _Words) -> Span:
    """A name up to the day that is read with it: "the Ocean Week on Tuesday"."""
    cut = next((at.start() for at in _JOINED.finditer(run.group()) if fold(at["word"]) in words.days), len(run.group()))
    return _closed(text, run.start(), run.start() + cut)


def _body(sentence: Span, cue: Occasion, end: int, cast: Cast, words: _Words) -> Span | None:
    """The body whose session a meeting is: "co-chaired the fifth meeting of the Peru-Kenya Joint Trade Committee"."""
    text, view = cast.text, cast.view
    if is_another(cue, cue.span.end, sentence, cast):
        return None
    session = words.session.search(view, cue.span.start, min(sentence.end, end + _REACH))
    if session and not words.breaks.search(view, min(cue.span.end, session.start()), session.start()):
        run = _RUN.match(text, session.end(), sentence.end)
        if run and words.body.search(fold(run.group())) and not cast.people_in(Span(*run.span())):
            return _without_day(run, text, words)
    for convenes in _CONVENES.finditer(text, cue.span.end, min(sentence.end, end + _REACH)):
        run = _RUN.match(text, convenes.start("name"), convenes.end("name"))
        if run and run.end() == convenes.end("name") and words.body.search(fold(run.group())):
            return Span(*run.span())
    return None


def is_another(cue: Occasion, end: int, sentence: Span, cast: Cast) -> bool:
    """Whether a gathering is one before or after the meeting: "agreed to hold the next session", "after a session"."""
    if _NEXT.search(cast.view, cue.span.start, max(end, cue.span.end)):
        return True
    low = max(sentence.start, cue.span.start - _BEFORE)
    return not cue.verb and _AFTER.search(cast.view, low, cue.span.start) is not None


def place_behind(event: Span | None, cue: Occasion, sentence: Span, cast: Cast, days: Days) -> Span | None:
    """The town that follows right behind the name of a meeting's gathering: "the Fish Forum in Lima"."""
    opening = _IN_TOWN.match(cast.view, event.end, sentence.end) if event else None
    if event is None or opening is None or is_another(cue, event.end, sentence, cast):
        return None
    return company_at(cast, days, Span(event.end, sentence.end), cast.lexicon, "noun").place


def _name(head: re.Match[str], sentence: Span, cast: Cast, words: _Words) -> Span | None:
    """The name around its head, none where nothing tells which summit it is."""
    text = cast.text
    start = at = head.start()
    for _ in range(_LONGEST):
        word = _WORD_BEFORE.search(text, max(sentence.start, at - 40), at)
        if word is None:
            break
        at = word.start()
        written = word.group("word")
        if written[0].isupper() or written[0].isdigit():
            if fold(written) in _NO_NAME | words.days or fold(written).endswith(("'s", "s'")):
                break
            start = at
        elif fold(written) in words.kinds and not _OF.search(cast.view, max(sentence.start, at - 8), at):
            start = at
        elif fold(written) not in _JOINTS or start == head.start():
            break
    start = _behind_place(start, head.start(), cast)
    if named := cast.people_in(Span(start, head.start())):
        start = named[-1][0].end + 1  # "will chair with Ada Stone the Fish Forum"
        start += len("the ") if fold(text[start : start + 4]) == "the " else 0
    tail = _TAIL.match(text, head.end(), sentence.end)
    if tail and (cast.people_in(Span(*tail.span())) or _is_torn(tail, cast)):
        tail = None  # "the summit of President Baker and", "a joint session of the Kenyan parliament"
    end = tail.end() if tail and not words.days.intersection(fold(tail.group()).rstrip(".").split()) else head.end()
    return _closed(text, start, end) if start < head.start() or end > head.end() or _whole(head) else None


def _behind_place(start: int, end: int, cast: Cast) -> int:
    """Where a name begins that is read on from a town: "had come to Lima for the Fish Forum"."""
    towns = (one.span.end for one in cast.places_in(Span(start, end)) if one.form != "demonym")
    return max((found.end() for at in towns if (found := _FOR.match(cast.view, at))), default=start)


def _is_torn(tail: re.Match[str], cast: Cast) -> bool:
    """Whether a name ends with a country's adjective, whose noun follows."""
    named = cast.places_in(Span(*tail.span()))
    return bool(named) and named[-1].form == "demonym" and named[-1].span.end == tail.end()


def _whole(head: re.Match[str]) -> bool:
    """Whether a head is a name by itself: "general assembly", but not "leaders' meeting"."""
    return " " in head.group() and not head.group().endswith("meeting")


def _closed(text: str, start: int, end: int) -> Span:
    """A name without the full stop of its sentence."""
    return Span(start, end - (text.endswith(".", start, end) and not _ABBREVIATED.search(text, start, end)))


def _is_its(name: Span, head: re.Match[str], sentence: Span, cue: Occasion, cast: Cast) -> bool:
    """Whether a gathering is the meeting's own: its very noun, or what "at" and "during" lead to in its clause."""
    words, view = _words(cast.lexicon), cast.view
    if name.meets(cue.span):
        return True
    if not words.leads.search(view, max(sentence.start, name.start - 40), name.start):
        return False
    if name.start > cue.span.end:
        return not words.breaks.search(view, cue.span.end, name.start)
    if _WHERE.match(view, name.end, cue.span.start):
        return True
    return not view[sentence.start : name.start].count(",") and not words.breaks.search(view, head.end(), cue.chain)


# "at COP30", "the delegation to Lima+20": a name with its number
_NUMBERED = re.compile(
    rf"\b(?:at|during|[Aa]ttend(?:s|ed|ing)?|delegations? to|for|sidelines of|margins of) (?:the )?"
    rf"(?P<name>[{CAPITAL}][A-Za-z]+(?:\+\d\d|(?<=[A-Z]{{3}})-?\d\d?))(?![\w-])"
)
_BEFORE = 40  # characters before a meeting's noun in which "after a" stands
_NEXT = re.compile(r"\b(?:next|future|another|following|upcoming|forthcoming)\b")
_AFTER = re.compile(r"\b(?:after|before|following|ahead of|since|until) (?:(?:a|an|the) )?(?:[\w-]+ ){0,2}$")
_FOR = re.compile(r" for (?:(?:the|a|an) )?")
_IN_TOWN = re.compile(r"(?:,? held)?(?: on \w+day)? in ")
_WHERE = re.compile(r",? (?:where|at which|during which) (?!.*[;:\"])")
_WORD_BEFORE = re.compile(r"(?<![\w.&’'-])(?P<word>[^\W_][\w.&’'-]*)\s+$")
_ABBREVIATED = re.compile(r"\w\.\w\.$")
_OF = re.compile(r"(?:^|\W)of $")
_JOINTS = frozenset({"of", "and", "on", "for", "the", "de"})
_NO_NAME = frozenset(
    {"the", "a", "an", "this", "that", "at", "in", "during", "on", "his", "her", "their", "its", "after", "before",
     "following", "as", "when", "while", "for", "and", "but", "with", "to", "attending"}
)  # fmt: skip
_CAP = rf"[{CAPITAL}\d][\w.&-]*(?:['’]s(?= [{CAPITAL}]))?"
_CAPS = rf"{_CAP}(?: (?:(?:of|and|for|on) (?:the )?)?{_CAP}){{0,7}}"
# a name of three words and more right before the meeting's noun: "held the first Kolan Clean Energy Board meeting"
_OWN_NAME = re.compile(
    rf"(?<![\w-])(?P<name>{_CAP}(?: (?:(?:of|and|for|on) (?:the )?)?{_CAP}){{2,7}}(?: \([A-Z]{{2,9}}\))? "
    r"(?:meeting|session|dialogue|consultations|talks))\Z"
)
_TAIL = re.compile(rf"(?: ['’]?\d\d(?:\d\d)?(?!\w))?(?: (?:of|on|for) (?:the )?{_CAPS})?")
_RUN = re.compile(_CAPS)
_JOINED = re.compile(r" (?:of|and|for|on) (?:the )?(?P<word>\w+)")
_CONVENES = re.compile(
    rf"\bwhen the (?P<name>{_CAPS}) (?:will |is to |is due to |was to )?(?:convenes?|meets?|sits?|holds?|gathers?)\b"
)
