"""Many words looked for at once, matched whole, every find a span.

Words match on the folded view, so case and accents do not matter. Two to five capitals ("US", "F-35") match exactly,
and a proper name needs its capital ("Turkey" is not "turkey").
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from operator import itemgetter
from typing import Generic, Literal, NamedTuple, TypeVar, cast

from ahocorasick_rs import AhoCorasick, MatchKind

from briefgen.model import Span
from briefgen.text import fold, squeeze

K = TypeVar("K", bound=Hashable)
Case = Literal["fold", "capital", "exact"]


def case_of(word: str, *, proper: bool = False) -> Case:
    """How a word must be written to match: short all-capitals exactly, a proper name with its capital.

    >>> case_of("US"), case_of("F-35"), case_of("sanctions"), case_of("Turkey", proper=True)
    ('exact', 'exact', 'fold', 'capital')
    """
    letters = [*filter(str.isalpha, word)]
    if letters and len(letters) <= 5 and all(map(str.isupper, letters)):
        return "exact"
    return "capital" if proper and word[:1].isupper() else "fold"


class Term(NamedTuple, Generic[K]):
    """A word or phrase to look for, and what it stands for."""

    text: str
    key: K
    case: Case


class Match(NamedTuple, Generic[K]):
    """A term found in a text."""

    span: Span
    key: K
    term: str


def terms(words: Iterable[str], key: K, *, proper: bool = False) -> tuple[Term[K], ...]:
    """The words as terms that stand for ``key``; ``proper`` for names of people, countries and bodies."""
    return tuple(Term(word, key, case_of(word, proper=proper)) for word in words)


def compile_terms(wanted: Iterable[Term[K]], decoys: Iterable[str] = ()) -> TermSet[K]:
    """A matcher of all the terms at once.

    Args:
        wanted: the terms.
        decoys: phrases that hold a term and do not mean it; they are found first and thrown away.
    """
    return TermSet(tuple(wanted), tuple(decoys))


class TermSet(Generic[K]):
    """Many words looked for at once, in one pass over the text."""

    def __init__(self, wanted: Sequence[Term[K]], decoys: Sequence[str] = ()) -> None:
        self.terms = tuple(wanted)
        thrown = (Term(phrase, cast(K, None), case_of(phrase, proper=True)) for phrase in decoys)  # stands for nothing
        folded: dict[str, list[Term[K]]] = {}
        exact: dict[str, list[Term[K]]] = {}
        for term in (*thrown, *self.terms):
            where, text = (exact, term.text) if term.case == "exact" else (folded, fold(term.text))
            if text := squeeze(text):
                where.setdefault(text, []).append(term)
        self._folded = _Automaton(folded)
        self._exact = _Automaton(exact)

    def find(self, text: str, view: str | None = None) -> tuple[Match[K], ...]:
        """The terms in ``text``, leftmost first, the longest where several begin together; none overlap.

        Args:
            text: any stretch of text; spans count from its start.
            view: its folded view, where the caller has it already.
        """
        found: list[Match[K]] = []
        free = last = 0
        first: K | None = None
        for start, end, term in self._hits(text, view):
            if start >= free:
                last, free, first = start, -end, term.key
            elif start != last or -end != free or term.key == first:
                continue  # inside a longer one, or the same once more; a second key for the same words is told too
            if term.key is not None:
                found.append(Match(Span(start, -end), term.key, term.text))
        return tuple(found)

    def find_all(self, text: str, view: str | None = None) -> tuple[Match[K], ...]:
        """Every term in ``text``, overlapping ones too, by start and then longest first; decoys hide nothing here."""
        hits = (hit for hit in self._hits(text, view) if hit[2].key is not None)
        return tuple(Match(Span(start, -end), term.key, term.text) for start, end, term in hits)

    def _hits(self, text: str, view: str | None) -> list[tuple[int, int, Term[K]]]:
        """(start, -end, term) of every find, in that order."""
        hits: list[tuple[int, int, Term[K]]] = []
        if self._folded:
            line = (fold(text) if view is None else view).replace("\n", " ")
            hits = [
                (start, -end, term)
                for start, end, found in self._folded.find(line)
                for term in found
                if term.case == "fold" or text[start].isupper()
            ]
        if self._exact:
            line = text.replace("\n", " ")
            hits += [(start, -end, term) for start, end, found in self._exact.find(line) for term in found]
        hits.sort(key=_PLACE)
        return hits


_PLACE = itemgetter(0, 1)


class _Automaton(Generic[K]):
    """Literal patterns found whole: a letter or digit may not go on before or after them."""

    def __init__(self, patterns: dict[str, list[Term[K]]]) -> None:
        self._found = tuple(patterns.values())
        self._edges = tuple((_joins(text[0]), _joins(text[-1])) for text in patterns)
        # Every match is asked for and the edges are checked here: the longest one at a place may turn out to be a
        # piece of a longer word while a shorter one stands whole.
        self._search = AhoCorasick(list(patterns), matchkind=MatchKind.Standard) if patterns else None

    def __bool__(self) -> bool:
        return self._search is not None

    def find(self, line: str) -> list[tuple[int, int, list[Term[K]]]]:
        assert self._search is not None  # noqa: S101
        found, edges, joins, padded = self._found, self._edges, _JOINS, f" {line} "
        return [
            (start, end, found[index])
            for index, start, end in self._search.find_matches_as_indexes(line, overlapping=True)
            if not (joins[padded[start]] and edges[index][0]) and not (joins[padded[end + 1]] and edges[index][1])
        ]


def _joins(char: str) -> bool:
    """Whether the character is part of a word; scripts written without spaces have no word edges."""
    return (char.isalnum() or char == "_") and not ("\u0e00" <= char <= "\u0eff" or "\u2e80" <= char <= "\u9fff")


class _Joins(dict[str, bool]):
    """``_joins`` of every character met so far."""

    def __missing__(self, char: str) -> bool:
        self[char] = joins = _joins(char)
        return joins


_JOINS = _Joins()
