"""Day and place of a meeting where they do not follow its cue: before it, at the head of the clause, or further on."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from briefgen.extract.trie import any_of
from briefgen.model import Actor, Span, When

if TYPE_CHECKING:
    from briefgen.extract.actors import Cast
    from briefgen.extract.occasions import Occasion
    from briefgen.lexicon import Lexicon

_FURTHER = 110  # characters after a meeting's company in which its date may stand


@dataclass(frozen=True, slots=True)
class Days:
    """An article's dates, in order, with where each begins."""

    whens: tuple[When, ...]
    starts: tuple[int, ...]

    def inside(self, span: Span) -> tuple[When, ...]:
        """The dates that begin inside ``span``."""
        low = bisect_left(self.starts, span.start)
        return self.whens[low : bisect_left(self.starts, span.end, low)]

    def at(self, start: int) -> When | None:
        """The date that begins at ``start``."""
        return next(iter(self.inside(Span(start, start + 1))), None)

    def until(self, first: When, view: str) -> When | None:
        """The weekday that a range of weekdays ends with: "Tuesday to Thursday", "on Thursday and Friday"."""
        if first.weekday is None or first.day is not None:
            return None
        to = _TO.match(view, first.span.end)
        last = self.at(to.end()) if to else None
        return last if last and last.weekday is not None and last.day is None else None


@dataclass(frozen=True, slots=True, eq=False)
class _Words:
    reported: re.Pattern[str]  # the day before it is that of the report
    said: re.Pattern[str]
    breaks: re.Pattern[str]  # what follows belongs to something else
    unsure: re.Pattern[str]
    report_of: re.Pattern[str]  # a verb of report right before a noun
    aside: re.Pattern[str]  # the sentence only counts its own time from the meeting


@cache
def _words(lexicon: Lexicon) -> _Words:
    return _Words(
        reported=re.compile(rf"\b(?:{any_of(lexicon, 'actors.said', 'meetings.reported')})\b"),
        said=re.compile(rf"\b(?:{any_of(lexicon, 'actors.said')})\b"),
        breaks=re.compile(
            rf"\b(?:{any_of(lexicon, 'actors.said', 'meetings.reported', 'meetings.breaks')})\b|"
            r"(?<!set )(?<!due )(?<!scheduled )(?<!expected )\bto \w|[;:\"]"
        ),
        report_of=re.compile(
            rf"\b(?:{any_of(lexicon, 'actors.said', 'meetings.reported')}) (?:(?:the|a|an|his|her|their|its) )?"
            r"(?:(?!(?:during|in|at|on|after|following|before|over)\b)[\w-]+ ){0,2}$"
        ),
        aside=re.compile(
            rf"\b(?:(?:{any_of(lexicon, 'meetings.counted_from')}|ahead of|despite)|"
            r"(?:over|into|regarding|concerning) (?:the|his|her|its|their)) (?:[\w'-]+ ){0,4}$"
        ),
        unsure=re.compile(rf"\b(?:{any_of(lexicon, 'meetings.counted_from')})\b"),
    )


def day_of(sentence: Span, cue: Occasion, end: int, subject: Actor | None, cast: Cast, days: Days) -> When | None:
    """The date of a meeting whose company's words end at ``end``; never the day somebody reported it."""
    words = _words(cast.lexicon)
    return (
        owned_day(sentence, cue, cast, days)
        or (next(iter(days.inside(cue.span)), None) if cue.verb else None)  # "will travel on 3 May to"
        or _day_before(sentence, cue, subject, cast, days, words)
        or (None if cue.verb in _WITH_OBJECT else _day_after(sentence, end, cast, days, words))
        or _day_of_words(sentence, cue, end, subject, cast, days)
    )


def is_reported(sentence: Span, cue: Occasion, cast: Cast) -> bool:
    """Whether a noun is what somebody reported, so that a day behind it may be the report's: "confirmed the visit"."""
    words = _words(cast.lexicon)
    return not cue.verb and bool(
        words.report_of.search(cast.view, max(sentence.start, cue.span.start - 60), cue.span.start)
    )


def is_quoted(when: When, cue: Occasion, sentence: Span, cast: Cast) -> bool:
    """Whether a date is in a quotation that the cue is not; "today" in one is the day somebody said it."""
    low, high = sorted((when.span.start, cue.span.start))
    apart = cast.view.count('"', low, high) % 2
    return bool(apart or (when.offset is not None and cast.view.count('"', sentence.start, when.span.start) % 2))


def owned_day(sentence: Span, cue: Occasion, cast: Cast, days: Days) -> When | None:
    """The day that owns the noun: "Thursday's state visit"."""
    near = () if cue.verb else days.inside(Span(max(sentence.start, cue.span.start - 36), cue.span.start))
    if not near or not _OWNED.fullmatch(cast.view, near[-1].span.end, cue.span.start):
        return None
    return near[-1]


def _day_before(
    sentence: Span, cue: Occasion, subject: Actor | None, cast: Cast, days: Days, words: _Words
) -> When | None:
    """A date between subject and verb, or at the head of the clause: "X on Tuesday met", "On Tuesday, X met"."""
    if subject is None or not sentence.start <= subject.span.start < cue.span.start:
        return None
    if (not cue.verb or cast.view.startswith("talks", cue.span.start)) and words.aside.search(
        cast.view, max(sentence.start, cue.span.start - 60), cue.span.start
    ):
        return None  # "on Tuesday praised the port ahead of a visit"
    for when in reversed(days.inside(Span(subject.span.end, cue.span.start))):
        if _owns(when, cast) or _NEXT_VERB.match(cast.view, when.span.end, cue.span.start):
            continue
        if not words.reported.search(cast.view, subject.span.end, when.span.start):
            return when
    lead = cast.view[sentence.start : subject.span.start]
    opening = days.inside(Span(sentence.start, subject.span.start))
    if opening and _OTHER_CLAUSE.search(cast.view, opening[0].span.end, subject.span.start):
        return None  # "opened a fair on Monday, while Y will meet"
    if (
        len(opening) != 1
        or _owns(opening[0], cast)
        or '"' in lead
        or cast.view.count(",", opening[0].span.end, subject.span.start) > 2
    ):
        return None
    return None if words.reported.search(lead) or words.unsure.search(lead) else opening[0]


def _owns(when: When, cast: Cast) -> bool:
    """Whether a date says which of several something else is: "May's election"."""
    return cast.view.startswith("'s ", when.span.end)


def _day_after(sentence: Span, end: int, cast: Cast, days: Days, words: _Words) -> When | None:
    """A date further on in the same clause: "met in the palace's old library on 4 May"."""
    for when in days.inside(Span(end, min(sentence.end, end + _FURTHER))):
        if _owns(when, cast):
            continue
        if not words.breaks.search(cast.view, end, when.span.start) and not _DONE.search(
            cast.view, end, when.span.start
        ):
            return when
    return None


def _day_of_words(
    sentence: Span, cue: Occasion, end: int, subject: Actor | None, cast: Cast, days: Days
) -> When | None:
    """The day of words that were said at the meeting itself: "said on Tuesday during talks with", "as he hosted"."""
    view = cast.view
    before = days.inside(Span(max(sentence.start, cue.chain - _FURTHER), cue.chain))
    if before and _MEANWHILE.fullmatch(view, before[-1].span.end, cue.chain):
        return before[-1]
    if cue.verb or subject is None or not _AT_IT.search(view, max(sentence.start, cue.chain - 50), cue.chain):
        return None
    for when in days.inside(Span(end, min(sentence.end, end + _FURTHER))):
        said = _words(cast.lexicon).said.search(view, end, when.span.start)
        if said is None or not _AT_ONCE.fullmatch(view, said.end(), when.span.start):
            return None
        speaker = cast.subject(sentence, Span(*said.span()))
        return when if speaker is not None and speaker.name == subject.name else None
    return None


def place_of(sentence: Span, cue: Occasion, subject: Actor | None, cast: Cast) -> Span | None:
    """The place before a meeting's noun ("a White House meeting") or at the head of its clause ("In Lima, …")."""
    if not cue.verb:
        near = cast.places_in(Span(max(sentence.start, cue.span.start - 24), cue.span.start))
        if near and near[-1].form in ("capital", "body") and near[-1].span.end == cue.span.start - 1:
            return near[-1].span
        near = cast.places_in(Span(max(sentence.start, cue.span.start - 40), cue.span.start))
        if (
            near
            and _IN_FOR.search(cast.view, near[-1].span.start - 4, near[-1].span.start)
            and _FOR.fullmatch(cast.view, near[-1].span.end, cue.span.start)
        ):
            return near[-1].span  # "in Lima for talks"
    if cue.verb == "light" and cue.kind == "visit" and _PAID.match(cast.view, cue.span.start):  # "paid Kenya a visit"
        return next((one.span for one in cast.places_in(cue.span) if one.form != "demonym"), None)
    if subject is None or not _IN.match(cast.view, sentence.start):
        return None
    opening = cast.places_in(Span(sentence.start, sentence.start + 6))
    return next((one.span for one in opening if one.form != "demonym" and one.span.end < cue.span.start), None)


def place_before_where(sentence: Span, cue: Occasion, subject: Actor | None, cast: Cast) -> Span | None:
    """The place of the clause that "where" hangs on: "met in Lima for a summit where on Sunday they signed"."""
    start = subject.span.start if subject is not None else cue.chain
    if start >= cue.span.start or start <= sentence.start:
        return None
    where = _WHERE_BEFORE.search(cast.view, max(sentence.start, start - 60), start)
    if where is None:
        return _place_before_when(sentence, start, cast)
    named = cast.places_in(Span(sentence.start, where.start()))
    told = [
        one.span
        for one in named
        if one.form != "demonym" and _IN_FOR.search(cast.view, one.span.start - 4, one.span.start)
    ]
    return told[0] if len(told) == 1 else None


def _place_before_when(sentence: Span, start: int, cast: Cast) -> Span | None:
    """The town of what somebody did "when" they met: "won the loan in Lima on Tuesday, when she was received"."""
    for one in reversed(cast.places_in(Span(max(sentence.start, start - _FURTHER), start))):
        if one.form == "capital" and _WHEN_BEFORE.fullmatch(cast.view, one.span.end, start):
            in_it = _IN_FOR.search(cast.view, one.span.start - 4, one.span.start)
            return one.span if in_it and not cast.owns(one.span.end) else None
    return None


def place_of_clause(before: Span, cue: Occasion, cast: Cast) -> Span | None:
    """The place that a clause opens with "where" for: "flew to Lima, where she met"; None where it does not."""
    return before if _WHERE.fullmatch(cast.view, before.end, cue.chain) else None


_WHEN_BEFORE = re.compile(
    r" (?:on |late |early |this |last )*(?:\w+day|yesterday|today|week|month),? (?:when|as|where) "
)
_WHERE_BEFORE = re.compile(
    r"\b(?:where|at which|during which),? (?:on \w+day,? )?(?:(?:the|both|presidents?|ministers?) )*\Z"
)
# "wrote to him on Monday evening and will meet": the day of the first verb
_NEXT_VERB = re.compile(
    r"(?: (?:morning|afternoon|evening|night))?,? (?:and|but) "
    r"(?:is|are|was|were|will|would|plans|intends|expects|hopes) "
)
_OTHER_CLAUSE = re.compile(r"\b(?:whereas|but)\b|\bwhile (?!(?:in|on|at|there|still|\w+ing)\b)|;")
_WHERE = re.compile(r"(?:,? [\w .'-]{1,30})?(?: on [\w ]{3,20})?,? where (?:[\w.'-]+ ){1,6}")
_PAID = re.compile(r"(?:pays?|paid|paying) ")
_IN_FOR = re.compile(r"\b(?:in|at) $")
_FOR = re.compile(r" for (?:[\w-]+ ){0,3}")
_WITH_OBJECT = ("discuss", "raised")  # a day behind the verb may be of what was discussed
_MEANWHILE = re.compile(
    r",? (?:(?:as|while|when) (?:he|she|they|it|the (?:two|pair|leaders?|ministers?|presidents?)(?: \w+)?) (?:\w+ )?|"
    r"(?:in|during|at|on) (?:(?:a|an|the|his|her|their) )?(?:[\w-]+ ){0,4})"
)
_AT_IT = re.compile(r"(?:^|, |\n)(?:on|during|in|at) (?:(?:a|an|the|his|her|their) )?(?:[\w-]+ ){0,4}$")
_AT_ONCE = re.compile(
    r"(?: (?:reporters|journalists|lawmakers|parliament|a [\w ]{3,30}))?(?: in [\w ]{2,24})?,?(?: on)? "
)
_TO = re.compile(r"(?: to | through | until | till | and | ?- ?)")
# Another verb's day: "A visit to Lima drew criticism on Friday"
_DONE = re.compile(
    r"\b(?!(?:scheduled|planned|expected|slated|hosted|attended|postponed|delayed|moved|rescheduled|accompanied|"
    r"organi[sz]ed|red|united|so-called|walled|limited)\b)(?:drew|came|comes|began|brought|sent|went|took|gave|\w+ed)\b"
)
_OWNED = re.compile(r"(?:'s|,)? (?:(?!(?:into|over|about|regarding|concerning|despite|amid|against)\b)[\w.-]+ ){0,2}")
_IN = re.compile(r"(?:in|at|from) ")
