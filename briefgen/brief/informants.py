"""What rests on people without a name: each as an article first calls them, with what they are credited with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from briefgen.extract.clauses import words_of
from briefgen.extract.sentences import cue_forms
from briefgen.lexicon import Lexicon
from briefgen.match import Story
from briefgen.model import Span
from briefgen.text import page_view

_BACK = 6  # words before "source" in which it is told what source it is
_REACH = 90  # characters of what may stand beside a source: ", requesting anonymity,"
_LEDE = 2  # sentences in which an article tells who its source is


@dataclass(frozen=True, slots=True)
class Informant:
    """Somebody without a name.

    Attributes:
        span: the phrase that first tells of them.
        sentences: those in which they are said to say something.
        only: whether the article rests on them: it credits sources from its top on, and nobody else with a word.
    """

    span: Span
    sentences: frozenset[Span]
    only: bool = False


@dataclass(slots=True)
class _Known:
    span: Span
    head: str
    words: frozenset[str]
    sentences: set[Span] = field(default_factory=set)


def informants(story: Story, lexicon: Lexicon) -> tuple[Informant, ...]:
    """The people without a name whom an article credits with something, in the order of its text."""
    text = story.findings.article.text
    view = page_view(text)
    known: list[_Known] = []
    recent: list[_Known] = []
    sentences = story.findings.sentences
    for sentence in sentences:
        for span, head in _speaking(text, view, sentence.span, lexicon):
            words = frozenset(span.of(view).split()) - _ANY
            earlier = _told_before(span.of(view), head, words, recent)
            if earlier is None:
                earlier = _Known(span, head, words)
                known.append(earlier)
            earlier.sentences.add(sentence.span)
            recent.append(earlier)
    alone = len(known) == 1 and known[0].head.startswith("source") and not _others_speak(story)
    top = {one.span for one in sentences[:_LEDE]}
    return tuple(Informant(one.span, frozenset(one.sentences), only=alone and _carries(one, top)) for one in known)


def _carries(one: _Known, top: set[Span]) -> bool:
    """Whether somebody is credited at the top of an article and once more at least."""
    return len(one.sentences) > 1 and not top.isdisjoint(one.sentences)


def _speaking(text: str, view: str, sentence: Span, lexicon: Lexicon) -> Iterator[tuple[Span, str]]:
    """The phrases of a sentence that name such people as saying something, each with its noun."""
    says = _says(lexicon)
    stops = frozenset(lexicon.words("language.stop_words")) | frozenset(cue_forms(lexicon))
    for head in _heads(lexicon).finditer(view, sentence.start, sentence.end):
        start = _start(text, view, Span(sentence.start, head.start()), stops)
        before = view[max(sentence.start, start - _REACH) : start]
        behind = says.behind.match(view, head.end(), sentence.end)
        if behind or says.before.search(before):
            knowing = behind if behind and behind["knowing"] else _KNOWING.match(view, head.end(), sentence.end)
            yield Span(start, knowing.end("knowing") if knowing else head.end()), head[1]


def _start(text: str, view: str, before: Span, stops: frozenset[str]) -> int:
    """Where the phrase of a noun begins: with its article, else behind the last word that cannot be of it.

    A word with a capital is of a name: the "State" of a department states nothing.
    """
    at = before.end
    for _ in range(_BACK):
        found = _WORD_BEFORE.search(view, before.start, at)
        if found is None:
            break
        if found[1] in _ARTICLES:
            return found.start(1)
        if found[1] in stops and (found.start(1) == before.start or not text[found.start(1)].isupper()):
            break
        at = found.start(1)
    return at


def _told_before(phrase: str, head: str, words: frozenset[str], recent: list[_Known]) -> _Known | None:
    """Whom "the source", "the Turkish source" or bare "sources" mean: the one so called who was told of last."""
    again = phrase.startswith("the ") or phrase == head
    for one in reversed(recent[-_LOOK_BACK:] if again else ()):
        alike = one.head == head or (head == "person" and not one.head.endswith("s"))
        if alike and words - {"person"} <= one.words:
            return one
    return next((one for one in recent if one.head == head and one.words == words), None)


def _others_speak(story: Story) -> bool:
    """Whether an article also tells what somebody with a name, or a side, has said."""
    found = story.findings
    quoted = any(quote.speaker and quote.speaker.kind != "unnamed" for quote in found.quotes)
    return quoted or any(one.rule.startswith("say") and one.actor.kind != "unnamed" for one in found.positions)


_ARTICLES = frozenset(("a", "an", "the", "one", "another", "two", "three", "four", "several", "some"))
_ANY = _ARTICLES | {"senior", "same", "unnamed"}
_LOOK_BACK = 40  # times that such people were told of before
_WORD_BEFORE = re.compile(r"([\w'.-]+) $")


_KNOWING = re.compile(
    r"(?P<knowing> (?:familiar with|close to|with knowledge of|briefed on|privy to) (?:the |his |her |its )?[\w'-]+)"
)


@dataclass(frozen=True, slots=True)
class _Saying:
    before: re.Pattern[str]
    behind: re.Pattern[str]


@cache
def _says(lexicon: Lexicon) -> _Saying:
    verbs = words_of(tuple(sorted(cue_forms(lexicon))))
    aside = rf"(?:,? (?:who|which|requesting|speaking|asking|on condition)\b[^.;]{{2,{_REACH}}}?,?)?"
    knowing = r"(?P<knowing> (?:familiar|close|with knowledge|briefed|privy|in the)\b[^,.;]{2,50}?)?"
    return _Saying(
        before=re.compile(rf"(?:according to|\b(?:{verbs})(?: by)?) \Z"),
        behind=re.compile(rf"{knowing}{aside}(?: \w+ly| also| has| have| had)? (?:{verbs})\b"),
    )


@cache
def _heads(lexicon: Lexicon) -> re.Pattern[str]:
    """The nouns: those of informants who speak for nobody by their office, and "people familiar with"."""
    nouns = [word for word in lexicon.words("actors.informants") if not word.startswith("spokes")]
    return re.compile(rf"\b({words_of(tuple(nouns))}|person|people(?= (?:familiar|close|briefed|with knowledge)))\b")
