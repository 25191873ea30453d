"""Who only runs for an office, or is told to have left one, and holds none in the article: they speak for nobody."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from briefgen.extract.places import fold_word
from briefgen.text import page_view

if TYPE_CHECKING:
    from briefgen.lexicon import Lexicon
    from briefgen.model import Findings, Person, Sentence

_NAMINGS = 12  # places that name a person which are looked at
_BEFORE = 100  # characters before a name in which candidates are listed
_APPOSED = 24  # characters behind "the former president" within which a name tells who that is
_HEAD = 60  # characters from the start of a sentence within which its subject is named


class Running:
    """The people of one article by whether they only run for an office."""

    def __init__(self, found: Findings, lexicon: Lexicon) -> None:
        self._view = page_view(found.article.text)
        self._sentences = found.sentences
        self._words = _patterns(lexicon)
        self._at = {one.span.start: number for number, one in enumerate(found.sentences)}
        self._first: dict[int, tuple[int, str]] = {}  # who is named first in a sentence, by its number
        named = sorted((span.start, one.name) for one in found.people for span in one.mentions)
        numbers = iter(enumerate(found.sentences))
        number, sentence = next(numbers, (-1, None))
        for start, name in named:
            while sentence is not None and sentence.span.end <= start:
                number, sentence = next(numbers, (-1, None))
            if sentence is not None and sentence.span.start <= start:
                self._first.setdefault(number, (start, name))

    def is_one(self, person: Person) -> bool:
        """Whether an article that tells no office of somebody tells of a candidacy, or of an office in the past.

        Whoever runs and is in office, "Vice President Ada Stone, the nominee", speaks for the country.
        """
        if person.office:
            return self._words.title.search(fold_word(person.office)) is not None
        view = self._view
        for span in person.mentions[:_NAMINGS]:
            front = view[max(0, span.start - _BEFORE) : span.start]
            if self._words.before.search(front) or self._words.behind.match(view, span.end):
                return True
        return any(self._is_told(number, start) for number, (start, name) in self._first.items() if name == person.name)

    def _is_told(self, number: int, start: int) -> bool:
        """Whether a sentence tells of its subject's candidacy or past office, or the one behind calls them former."""
        sentence = self._sentences[number]
        if start - sentence.span.start > _HEAD:
            return False
        if self._words.told.search(self._view, sentence.span.start, sentence.span.end):
            return True
        after = self._sentences[number + 1] if number + 1 < len(self._sentences) else None
        return after is not None and self._goes_on(after, number + 1)

    def _goes_on(self, sentence: Sentence, number: int) -> bool:
        """Whether a sentence opens with "The former president", nobody being named there before it."""
        former = self._words.former.match(self._view, sentence.span.start)
        return former is not None and (number not in self._first or self._first[number][0] > former.end() + _APPOSED)


class _Patterns:
    __slots__ = ("before", "behind", "former", "title", "told")

    def __init__(self, lexicon: Lexicon) -> None:
        def any_of(path: str) -> str:
            return "|".join(re.escape(fold_word(word)) for word in sorted(lexicon.words(path), key=len, reverse=True))

        runs, bids = any_of("people.origins.running"), any_of("people.origins.bids")
        gone = any_of("people.titles.former")
        party = r"(?:[a-z]+(?:'s)? ){0,2}"
        self.title = re.compile(rf"(?<![\w-])(?:{runs})\Z")
        self.before = re.compile(
            rf"(?<![\w-])(?:(?:{runs}),? (?:mr |ms |mrs )?\Z|"
            rf"(?:{runs})s?\b[^.;:]{{0,50}}: (?:{party}[\w' -]+ and )?{party}\Z)"
        )
        self.behind = re.compile(
            rf", (?:who is |who was |now )?(?:the|an?|his|her|their) "
            rf"(?:(?!(?:of|to|with|for|and|by|from|at) )[\w'-]+ ){{0,4}}?(?:{runs})\b"
        )
        self.told = re.compile(rf"(?<![\w-])(?:{bids})(?![\w-])")
        self.former = re.compile(rf"the (?:{gone})[ -]?(?:[a-z]+[ -]){{0,2}}?[a-z]+\b")


@cache
def _patterns(lexicon: Lexicon) -> _Patterns:
    return _Patterns(lexicon)
