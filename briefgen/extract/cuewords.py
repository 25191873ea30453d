"""Where the words stand that rules wait for: one scan of an article, so that most sentences need no further look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from ahocorasick_rs import BytesAhoCorasick

from briefgen.extract.interrupted import end_of_rest, heads
from briefgen.extract.verbs import forms
from briefgen.lexicon import Lexicon
from briefgen.model import Sentence
from briefgen.text import fold

# The lexicon's lists that are looked for: as they stand there, and in every form of their verbs.
_WORDS = (
    "agenda.passive",
    "agenda.nouns",
    "agenda.talks",
    "agenda.settled",
    "agenda.resolved",
    "agenda.exchanged",
    "agenda.focuses",
    "agenda.made",
    "agenda.feelings",
    "agenda.unsettled",
    "agenda.aims",
    "agenda.topics",
    "agenda.purposes",
    "agenda.issues",
    "agenda.topped_by",
    "agenda.calls",
    "agenda.efforts",
    "agenda.unagreed",
    "agenda.deals",
    "positions.sources",
    "positions.nouns",
    "meetings.nouns",
    "meetings.sidelines",
    "meetings.guests",
    "meetings.beside",
    "meetings.welcomed",
    "meetings.summoned",
    "meetings.sent",
    "meetings.verbs.passive",
    "meetings.verbs.signed",
)
_VERBS = (
    "agenda.verbs",
    "agenda.tops",
    "agenda.comes_up",
    "agenda.works",
    "agenda.provides",
    "meetings.verbs",
    "positions.verbs",
)
_SIGNS = "signs"  # each of its lists is looked for on its own
_HEADS = "agenda.verbs, interrupted"  # the first words of verbs of several words: "agreed on Tuesday to"
_ALONE = "meetings.alone"  # the verbs of meeting that need no noun beside them

CueWords = dict[str, dict[int, list[tuple[int, int]]]]
"""By list, and by where a sentence begins: where the list's words begin and end in it.

In order, the longest first where several begin together; a sentence without any is left out.
"""


def find_cue_words(view: str, sentences: tuple[Sentence, ...], lexicon: Lexicon) -> CueWords:
    """The cue words in each sentence of a folded text."""
    found: CueWords = {name: {} for name in (*_WORDS, *_VERBS, _ALONE, *_signs(lexicon))}
    if not sentences:
        return found
    scan = _scan(lexicon)
    rest = iter(sentences)
    span = next(rest).span
    for start, after, index in scan.hits(view, span.start, sentences[-1].span.end):
        while span.end <= start:
            span = next(rest).span
        if span.start <= start and -after <= span.end:
            for name in scan.lists[index]:
                if name != _HEADS:
                    found[name].setdefault(span.start, []).append((start, -after))
                elif end := end_of_rest(view, view[start:-after], -after, span.end, lexicon):
                    interrupted = found["agenda.verbs"].setdefault(span.start, [])
                    interrupted.append((start, end))
                    interrupted.sort(key=lambda one: (one[0], -one[1]))
    return found


def lists_by_sentence(cue_words: CueWords) -> dict[int, set[str]]:
    """The lists of which a sentence holds a word, by where the sentence begins."""
    found: dict[int, set[str]] = {}
    for name, sentences in cue_words.items():
        for start in sentences:
            found.setdefault(start, set()).add(name)
    return found


def _signs(lexicon: Lexicon) -> dict[str, list[str]]:
    return {f"{_SIGNS}.{name}": list(words) for name, words in lexicon.groups(_SIGNS).items()}


class _Scan:
    """All the phrases of all the lists at once."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        found: dict[str, list[str]] = {}
        for name, phrases in lists.items():
            for phrase in dict.fromkeys(map(fold, phrases)):
                found.setdefault(phrase, []).append(name)
        self.lists = tuple(tuple(names) for names in found.values())
        self._phrases = tuple(found)
        self._search = BytesAhoCorasick([b" %s " % _letters(phrase) for phrase in found])

    def hits(self, view: str, start: int, end: int) -> list[tuple[int, int, int]]:
        """(start, -end, number) of every phrase that stands whole between ``start`` and ``end``, in that order."""
        hits = []
        room = view[start:end]
        plain = room.isascii()
        for index, before, _ in self._search.find_matches_as_indexes(b" %s " % _letters(room), overlapping=True):
            phrase, at = self._phrases[index], start + before
            after = at + len(phrase)
            # The scan takes any mark for a space, and any letter beyond ASCII.
            if view.startswith(phrase, at) and (plain or not _goes_on(view, at, after)):
                hits.append((at, -after, index))
        hits.sort()
        return hits


def _letters(text: str) -> bytes:
    """The text in one byte a character, all but the letters and digits of ASCII a space."""
    return text.encode("ascii", "replace").translate(_SPACED)


_SPACED = bytes(code if chr(code).isalnum() or chr(code) == "_" else 32 for code in range(128)).ljust(256)


def _goes_on(view: str, start: int, end: int) -> bool:
    """Whether the word goes on before or behind the phrase."""
    return view[start - 1 : start].isalnum() or view[end : end + 1].isalnum()


@cache
def _scan(lexicon: Lexicon) -> _Scan:
    words = {name: list(lexicon.words(name)) for name in _WORDS}
    verbs = {name: lexicon.words(name) for name in _VERBS}
    groups = lexicon.groups("meetings.verbs").items()
    verbs[_ALONE] = tuple(entry for group, entries in groups if group != "light" for entry in entries)
    written = {name: [form.text for entry in entries for form in forms(entry)] for name, entries in verbs.items()}
    return _Scan(words | written | {_HEADS: list(heads(lexicon))} | _signs(lexicon))
