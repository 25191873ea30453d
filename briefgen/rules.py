"""Words and rules that are looked for in texts: compiled once, matched whole, every find a span.

Words match on the folded view, so case and accents do not matter. Two to five capitals ("US", "F-35") match exactly,
and a proper name needs its capital ("Turkey" is not "turkey").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import Any, Generic, Literal, NamedTuple, TypeVar, cast

from ahocorasick_rs import AhoCorasick, MatchKind

from briefgen.errors import Problem, ProfileError
from briefgen.model import Span
from briefgen.text import fold, squeeze

K = TypeVar("K", bound=Hashable)
Case = Literal["fold", "capital", "exact"]


def case_of(word: str, *, proper: bool = False) -> Case:
    """How a word must be written to match: short all-capitals exactly, a proper name with its capital.

    >>> case_of("US"), case_of("F-35"), case_of("sanctions"), case_of("Turkey", proper=True)
    ('exact', 'exact', 'fold', 'capital')
    """
    letters = [char for char in word if char.isalpha()]
    if letters and len(letters) <= 5 and all(char.isupper() for char in letters):
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
        for start, end, term in self._hits(text, view):
            if start >= free or (start == last and -end == free):  # or a second key for the same words
                last, free = start, -end
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
            for start, end, found in self._folded.find(line):
                capital = text[start].isupper()
                hits.extend((start, -end, term) for term in found if capital or term.case == "fold")
        if self._exact:
            for start, end, found in self._exact.find(text.replace("\n", " ")):
                hits.extend((start, -end, term) for term in found)
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
        found, edges, end_of_line = self._found, self._edges, len(line)
        return [
            (start, end, found[index])
            for index, start, end in self._search.find_matches_as_indexes(line, overlapping=True)
            if not (edges[index][0] and start and _joins(line[start - 1]))
            and not (edges[index][1] and end < end_of_line and _joins(line[end]))
        ]


def _joins(char: str) -> bool:
    """Whether the character is part of a word; scripts written without spaces have no word edges."""
    return (char.isalnum() or char == "_") and not ("\u0e00" <= char <= "\u0eff" or "\u2e80" <= char <= "\u9fff")


# --- rules -------------------------------------------------------------------------------------------------------

Zone = Literal["title", "lede", "body", "quote"]
ZONES: tuple[Zone, ...] = ("title", "lede", "body", "quote")
NEAR = 8  # words apart, where a rule says nothing else
Slot = tuple[str, ...]  # alternatives: "lift | ease | remove"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a profile looks for. It fires where nothing of ``none`` is found, all of ``all`` is, and one of the rest.

    Attributes:
        any: words of which one is enough.
        all: words that must all be there, each with its alternatives.
        none: words that forbid it.
        near: groups of words, each with alternatives, that must stand within ``within`` words of each other.
        regex: patterns of the ``regex`` package, matched on the text as written, case ignored.
        zones: where a text must stand.
        weight: what one find counts.
    """

    any: tuple[str, ...] = ()
    all: tuple[Slot, ...] = ()
    none: tuple[str, ...] = ()
    near: tuple[tuple[Slot, ...], ...] = ()
    within: int = NEAR
    regex: tuple[str, ...] = ()
    zones: tuple[Zone, ...] = ZONES
    weight: float = 1.0


class Score(NamedTuple):
    """A rule that fired: for whom, how strongly, and the words that made it."""

    id: str
    score: float
    spans: tuple[Span, ...]


class _Key(NamedTuple):
    """What a term of a rule stands for: rule number, kind, group and slot."""

    rule: int
    kind: Literal["any", "all", "none", "near"]
    group: int
    slot: int


class RuleSet:
    """The rules of a profile, compiled together and matched in one pass."""

    def __init__(self, rules: Sequence[tuple[str, Rule]]) -> None:
        self._rules = tuple(rules)
        self._patterns = tuple(tuple(compile_regex(pattern) for pattern in rule.regex) for _, rule in rules)

    @cached_property
    def _terms(self) -> TermSet[_Key]:
        return compile_terms(
            Term(word, key, case_of(word))
            for number, (_, rule) in enumerate(self._rules)
            for key, words in _slots(number, rule)
            for word in words
        )

    def score(self, text: str, zone: Zone = "body", view: str | None = None) -> tuple[Score, ...]:
        """The rules that fire on ``text``, the highest score first, the order of the file where scores are equal.

        The score is the weight times the finds: one for each different word of ``any``, each slot of ``all`` and
        each ``regex``, two for each group of ``near``. Words inside a longer find of the same rule do not count again.

        Raises:
            ProfileError: a ``regex`` ran longer than it may.
        """
        view = fold(text) if view is None else view
        by_rule: dict[int, list[Match[_Key]]] = {}
        for match in self._terms.find_all(text, view):
            by_rule.setdefault(match.key.rule, []).append(match)
        fired = []
        for number, (name, rule) in enumerate(self._rules):
            if zone not in rule.zones or not (number in by_rule or self._patterns[number]):
                continue
            found = _fire(rule, by_rule.get(number, []), view, _searches(self._patterns[number], text, name))
            if found:
                count, spans = found
                fired.append(Score(name, rule.weight * count, tuple(sorted(set(spans)))))
        return tuple(sorted(fired, key=lambda score: -score.score))


def _slots(number: int, rule: Rule) -> Iterable[tuple[_Key, Slot]]:
    yield _Key(number, "any", 0, 0), rule.any
    yield _Key(number, "none", 0, 0), rule.none
    for slot, words in enumerate(rule.all):
        yield _Key(number, "all", 0, slot), words
    for group, slots in enumerate(rule.near):
        for slot, words in enumerate(slots):
            yield _Key(number, "near", group, slot), words


def _fire(
    rule: Rule, matches: list[Match[_Key]], view: str, regexes: Callable[[], list[Span]]
) -> tuple[int, list[Span]] | None:
    """How many finds a rule makes and their spans; None where it does not fire."""
    if any(match.key.kind == "none" for match in matches):
        return None
    needed = {match.key.slot: match.span for match in reversed(matches) if match.key.kind == "all"}
    if len(needed) < len(rule.all):
        return None
    spans = list(needed.values())
    count = len(needed)
    words: set[str] = set()
    free = 0
    for match in matches:
        if match.key.kind == "any" and match.span.start >= free:
            free = match.span.end
            if (word := fold(match.term)) not in words:
                words.add(word)
                spans.append(match.span)
    groups = [span for group in range(len(rule.near)) if (span := _near(rule, group, matches, view))]
    patterns = regexes()
    if (rule.any or rule.near or rule.regex) and not (words or groups or patterns):
        return None
    return count + len(words) + 2 * len(groups) + len(patterns), [*spans, *groups, *patterns]


_WORD = re.compile(r"\w+")


def _near(rule: Rule, group: int, matches: list[Match[_Key]], view: str) -> Span | None:
    """The first stretch that holds one word of every slot of a group, close enough together."""
    hits = [match for match in matches if match.key.kind == "near" and match.key.group == group]
    wanted = len(rule.near[group])
    if len({match.key.slot for match in hits}) < wanted:
        return None
    starts = [word.start() for word in _WORD.finditer(view)]
    last: dict[int, Match[_Key]] = {}
    for match in hits:
        last[match.key.slot] = match
        if len(last) == wanted:
            start = min(other.span.start for other in last.values())
            end = max(other.span.end for other in last.values())
            if bisect_right(starts, match.span.start) - bisect_right(starts, start) <= rule.within:
                return Span(start, end)
    return None


# --- regular expressions of a profile -----------------------------------------------------------------------------

REGEX_SECONDS = 0.5  # for one text; a pattern that needs longer runs away


def compile_regex(pattern: str) -> Any:
    """The compiled pattern.

    Raises:
        ValueError: it does not compile, or it matches the empty text and so everything; the message says which.
    """
    import regex  # 15 ms that a profile without patterns need not pay

    try:
        compiled = regex.compile(pattern, regex.IGNORECASE | regex.VERSION0)
    except regex.error as fault:
        raise ValueError(f"this regex does not compile: {fault}") from None
    try:
        empty = compiled.search("", timeout=REGEX_SECONDS)
    except TimeoutError:
        empty = None
    if empty:
        raise ValueError("this regex matches the empty text, so it would match everything")
    return compiled


def _searches(patterns: tuple[Any, ...], text: str, name: str) -> Callable[[], list[Span]]:
    def search() -> list[Span]:
        found = []
        for pattern in patterns:
            try:
                hit = pattern.search(text, timeout=REGEX_SECONDS)
            except TimeoutError:
                raise ProfileError(
                    Problem(
                        f"the regex of '{name}' took longer than {REGEX_SECONDS} s on one text: {pattern.pattern}",
                        remedy="Use words (any, all, near) or a pattern without nested repeats",
                    )
                ) from None
            if hit:
                found.append(Span(*hit.span()))
        return found

    return search
