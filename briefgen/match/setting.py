"""Where a meeting is whose own sentence has no place: the town in which the story is set."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from briefgen.extract.tense import is_coming, is_earlier
from briefgen.extract.trie import any_of
from briefgen.link import surnames
from briefgen.match.cast import Cast
from briefgen.match.sides import THIRD
from briefgen.model import Meeting, Span
from briefgen.text import fold, page_view, words

if TYPE_CHECKING:
    from briefgen.lexicon import Lexicon

_ENOUGH = 2  # a town beside a word for a meeting; or beside those who meet, told twice
_NEAR = 90  # characters before a town in which the word for a meeting stands
_SHORT = 4  # letters of a dateline's town
_NAME = 30  # characters before a word for a meeting in which its name stands


def setting(meeting: Meeting, cast: Cast, lexicon: Lexicon) -> Span | None:
    """The one town that title and sentences put those who meet in; None where there are several, or none.

    "The Lima talks", "after the ceremony in Lima", "told reporters in Lima": what lies ahead of a meeting that is over,
    or before it, tells of another one, and so does what a meeting with others has for its own place.
    """
    text = cast.findings.article.text
    points = Counter[str]()
    first: dict[str, Span] = {}
    scene = _Scene(cast, meeting, page_view(text), _patterns(lexicon), lexicon)
    for sentence, town in sorted(_towns(cast, scene.view)):
        if weight := scene.weight(town, sentence) or scene.is_left(town, sentence) * _ENOUGH:
            name = fold(town.of(text))
            points[name] += weight
            first.setdefault(name, town)
    known = [name for name, weight in points.items() if weight >= _ENOUGH]
    if known:
        return first[known[0]] if len(known) == 1 else None
    lands = [one.span for one in cast.findings.places if one.form == "name"]
    left = {
        cast.country_at(land): land
        for land in reversed(lands)
        if (told := cast.sentence_at(land)) and scene.is_left(land, told)
    }
    return left.popitem()[1] if len(left) == 1 else None


def _towns(cast: Cast, view: str) -> Iterator[tuple[Span, Span]]:
    """The capitals that title and sentences name, and the town of the dateline, each with its sentence."""
    article = cast.findings.article
    spans = [one.span for one in cast.findings.places if one.form == "capital"]
    known = article.filed is None or any(span.meets(article.filed) for span in spans)
    if not known and len(name := fold(article.dateline)) >= _SHORT:
        spans += [Span(*found.span()) for found in re.finditer(rf"\b{re.escape(name)}\b", view)]
    for span in spans:
        sentence = article.title if article.title.holds(span) else cast.sentence_at(span)
        if sentence is not None and sentence.holds(span):
            yield sentence, span


@dataclass(frozen=True, slots=True)
class _Scene:
    """A meeting, and how much speaks for a town as its place."""

    cast: Cast
    meeting: Meeting
    view: str
    patterns: _Patterns
    lexicon: Lexicon

    def weight(self, town: Span, sentence: Span) -> int:
        """What a town counts by the words around it."""
        view, patterns = self.view, self.patterns
        if patterns.owned.match(view, town.end) or (owner := self._owner(town)) is False:
            return 0
        is_title = sentence == self.cast.findings.article.title
        if owner or (is_title and self._is_in_title(town, sentence)):
            return _ENOUGH
        near = max(sentence.start, town.start - _NEAR)
        word = patterns.at.search(view, near, town.start) or patterns.noun.match(view, town.end, sentence.end)
        if word and (self._is_of_others(word, near) or (is_title and patterns.topic.search(view, near, town.start))):
            return 0
        found = word or patterns.within.search(view, near, town.start)
        if found is None or not (word or self._are_there(town, sentence)):
            return 0
        told = Span(min(found.start(), town.start), max(found.end(), town.end))
        sure = word or sentence == self.meeting.span  # "said in Lima after meeting her counterpart"
        return 0 if self._is_another_time(told, sentence, is_title) else _ENOUGH if sure else 1

    def is_left(self, place: Span, sentence: Span) -> bool:
        """Whether one of those who meet leaves a place that is not their own country: "Stone left Lima on Thursday"."""
        if self.meeting.coming or self.patterns.leaving.search(self.view, sentence.start, place.start) is None:
            return False
        for actor in self.meeting.who:
            person = self.cast.person_named(actor.name) if actor.kind == "person" else None
            if person is None or self.cast.actor(actor) == self.cast.sides.of_country(self.cast.country_at(place)):
                continue
            starts = [one.end for one in person.mentions if sentence.holds(one) and one.end < place.start]
            if any(self.patterns.left.fullmatch(self.view, at, place.start) for at in (*starts[-1:],)):
                return True
            if self.patterns.he_left.fullmatch(self.view, sentence.start, place.start):
                return True
        return False

    def _owner(self, town: Span) -> bool | None:
        """Whether a town is the place of this meeting as another sentence tells it; None where it is of none."""
        for one in self.cast.findings.meetings:
            if one.place and one.place.start == town.start:
                people = {actor.name for actor in one.who if actor.kind == "person"}
                met = {actor.name for actor in self.meeting.who if actor.kind == "person"}
                sides = {self.cast.actor(actor) for actor in one.who} - {None}
                others = THIRD in sides or not sides or bool(people - met)
                stop = one.kind == "visit" and self.cast.sides.of_country(self.cast.country_at(town)) == THIRD
                return not (one.earlier or one.cancelled or one.coming != self.meeting.coming or others or stop)
        return None

    def _is_in_title(self, town: Span, title: Span) -> bool:
        """Whether a title puts those who meet in a town: "Stone, Lund inch on in Lima", "No handshake in Lima as"."""
        before = self.view[title.start : town.start]
        if not self.patterns.leads_there.search(before) or not self.patterns.ends.match(self.view, town.end, title.end):
            return False
        if self.patterns.topic.search(before):
            return False
        return bool(surnames(self.meeting.who) & set(words(before))) or self.patterns.at.search(before) is not None

    def _is_of_others(self, word: re.Match[str], near: int) -> bool:
        """Whether a meeting is only wished for, or has a name of its own: "the Andean Pact summit in Lima"."""
        text = self.cast.findings.article.text
        named = _NAMED.search(text, max(0, word.start() - _NAME), word.start())
        return bool(named and not _OPENS.fullmatch(named["name"])) or bool(
            self.patterns.wished.search(self.view, near, word.start())
        )

    def _is_another_time(self, told: Span, sentence: Span, is_title: bool) -> bool:
        view, patterns = self.view, self.patterns
        if is_earlier(view, sentence, told, self.lexicon) or patterns.dated.search(view, sentence.start, sentence.end):
            return True
        coming = is_coming(view, sentence, told, self.lexicon)
        coming = coming and not patterns.had_hoped.search(view, sentence.start, told.start)
        return not is_title and coming != self.meeting.coming

    def _are_there(self, town: Span, sentence: Span) -> bool:
        """Whether one of those who meet stands right before "in Lima", speaks there, or stands behind "In Lima,"."""
        people = (self.cast.person_named(actor.name) for actor in self.meeting.who if actor.kind == "person")
        mentions = [one for person in people if person for one in person.mentions if sentence.holds(one)]
        opens = town.start - sentence.start <= len("while in ")
        return any(
            self.patterns.there.fullmatch(self.view, one.end, town.start)
            if one.end < town.start
            else opens and self.patterns.opens.fullmatch(self.view, town.end, one.start)
            for one in mentions
        )


class _Patterns:
    """The words around a town in which people meet."""

    def __init__(self, lexicon: Lexicon) -> None:
        met = any_of(lexicon, "meetings.nouns.meeting", "meetings.nouns.talks", "meetings.nouns.summit")
        scene = any_of(lexicon, "meetings.settings")
        said = any_of(lexicon, "actors.said")
        wished = any_of(lexicon, "meetings.wanted", "meetings.denied")
        topic = any_of(lexicon, "meetings.open_topics", "meetings.scenes_of_others")
        day = r"(?: (?:(?:on )?\w+day|here|today|yesterday|this week))?"
        heard = r"(?: (?:reporters|journalists|(?:a|the) (?:news|press) conference|a crowd|a rally))?"
        self.at = re.compile(rf"\b(?:{met}|{scene}){day} (?:in|at|outside|near) (?:the )?\Z")
        link = r"(?:to|in|and|on|for|after|as|with|that|but|before|while|when|where)\b"
        self.noun = re.compile(rf"(?: (?!{link})[\w-]+)? (?:{met}|visit|trip|ceremony)\b")
        self.within = re.compile(r"\b(?:in|outside) (?:the )?\Z")
        self.there = re.compile(rf",? (?:(?:{said}){heard}{day} )?in (?:the )?")
        self.opens = re.compile(r",? (?:on \w+day,? )?(?:the )?(?:[\w.’'-]+ ){0,3}")
        self.dated = re.compile(
            r"\b(?:in|of) (?:1[89]|20)\d\d\b|\b(?:next|another|future) (?:\w+ )?(?:round|meeting|summit|session)\b"
        )
        self.had_hoped = re.compile(r"\bhad (?:been )?(?:hoped|expected|planned|wanted|looked forward)\b")
        self.wished = re.compile(rf"\b(?:{wished}|about|against) (?:[\w'-]+ ){{0,4}}\Z")
        self.topic = re.compile(
            rf"\b(?:of|for|about|on|against|over) (?:[\w'-]+ ){{1,3}}in (?:the )?\Z|\b(?:{topic}) in (?:the )?\Z"
        )
        leaving = any_of(lexicon, "meetings.leaving")
        self.leaving = re.compile(rf"\b(?:{leaving}) (?:the )?\Z")
        self.left = re.compile(rf"(?:, [^,;]{{1,60}},)?(?: \w+day)? (?:{leaving}) (?:the )?")
        self.he_left = re.compile(rf"(?:he|she) (?:{leaving}) (?:the )?")
        self.leads_there = re.compile(r"\b(?:in|at) (?:the )?\Z")
        self.ends = re.compile(r"\s*\Z|[,:;.\n]| (?:as|for|after|amid|with|and|on|ahead|to|over|–|-|—|summit|talks)\b")
        self.owned = re.compile(r"['’-]|, \d")


@cache
def _patterns(lexicon: Lexicon) -> _Patterns:
    return _Patterns(lexicon)


_NAMED = re.compile(r"(?P<name>(?<![\w’'-])[A-Z][\w’'-]*) \Z")
_OPENS = re.compile(r"The|A|An|After|During|Before|At|In|On|Following|[A-Z][\w-]*(?:ese|ish|ian|an|i)")
