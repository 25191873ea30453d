"""Rules: what a profile looks for in a text, compiled once and matched in one pass, every find a span."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from briefgen.errors import Location
from briefgen.model import Span
from briefgen.rules.regexes import compile_regex, search
from briefgen.rules.terms import Case, Match, Term, TermSet, case_of, compile_terms, terms
from briefgen.text import fold

__all__ = [
    "GENERAL",
    "NEAR",
    "ZONES",
    "Case",
    "Match",
    "Rule",
    "RuleSet",
    "Score",
    "Slot",
    "Term",
    "TermSet",
    "Zone",
    "case_of",
    "compile_regex",
    "compile_terms",
    "terms",
]

Zone = Literal["title", "lede", "body", "quote"]
ZONES: tuple[Zone, ...] = ("title", "lede", "body", "quote")
GENERAL = 0.75  # a rule of less weight has general words: it stands behind every other that fires
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
    places: tuple[Location, ...] = field(default=(), compare=False)  # where each regex stands in its file


class Score(NamedTuple):
    """A rule that fired: for whom, how strongly, the words that made it, and whether it has general words."""

    id: str
    score: float
    spans: tuple[Span, ...]
    general: bool = False


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

        A rule of general words (weight below ``GENERAL``) comes behind every other, whatever it scores.

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
            found = _fire(rule, by_rule.get(number, []), view, search(self._patterns[number], text, name, rule.places))
            if found:
                count, spans = found
                fired.append(Score(name, rule.weight * count, tuple(sorted(set(spans))), rule.weight < GENERAL))
        return tuple(sorted(fired, key=lambda score: (score.general, -score.score)))


def _slots(number: int, rule: Rule) -> Iterable[tuple[_Key, Slot]]:
    yield _Key(number, "any", 0, 0), rule.any
    yield _Key(number, "none", 0, 0), rule.none
    for slot, words in enumerate(rule.all):
        yield _Key(number, "all", 0, slot), words
    for group, slots in enumerate(rule.near):
        for slot, words in enumerate(slots):
            yield _Key(number, "near", group, slot), words


def _fire(rule: Rule, matches: list[Match[_Key]], view: str, patterns: list[Span]) -> tuple[int, list[Span]] | None:
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
