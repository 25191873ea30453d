"""The summit, forum or exercise that a meeting is, or is held at: its name as the article gives it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from briefgen.extract.places import CAPITAL
from briefgen.extract.trie import any_of
from briefgen.model import Span
from briefgen.text import fold

if TYPE_CHECKING:
    from briefgen.extract.actors import Cast
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
    beside = words.beside.search(view, sentence.start, sentence.end)
    run = _RUN.match(text, beside.end(), sentence.end) if beside else None
    if run is None:
        return None
    cut = next((at.start() for at in _JOINED.finditer(run.group()) if fold(at["word"]) in words.days), len(run.group()))
    return _closed(text, run.start(), run.start() + cut)


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
    if named := cast.people_in(Span(start, head.start())):
        start = named[-1][0].end + 1  # "will chair with Ada Stone the Fish Forum"
        start += len("the ") if fold(text[start : start + 4]) == "the " else 0
    tail = _TAIL.match(text, head.end(), sentence.end)
    if tail and (cast.people_in(Span(*tail.span())) or _is_torn(tail, cast)):
        tail = None  # "the summit of President Baker and", "a joint session of the Kenyan parliament"
    end = tail.end() if tail and not words.days.intersection(fold(tail.group()).rstrip(".").split()) else head.end()
    return _closed(text, start, end) if start < head.start() or end > head.end() or _whole(head) else None


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
_TAIL = re.compile(rf"(?: ['’]?\d\d(?:\d\d)?(?!\w))?(?: (?:of|on|for) (?:the )?{_CAPS})?")
_RUN = re.compile(_CAPS)
_JOINED = re.compile(r" (?:of|and|for|on) (?:the )?(?P<word>\w+)")
