"""Verbs of several words with a day, a place or an adverb between: "agreed on Tuesday to", "touched briefly on"."""

from __future__ import annotations

import re
from functools import cache

from briefgen.extract.clauses import words_of
from briefgen.extract.trie import trie
from briefgen.extract.verbs import forms
from briefgen.lexicon import Lexicon
from briefgen.text import fold

_ENTRIES = "agenda.verbs"


@cache
def heads(lexicon: Lexicon) -> tuple[str, ...]:
    """The first words of the verbs of several words, in every form."""
    return tuple(_tails(lexicon))


def end_of_rest(view: str, head: str, after: int, end: int, lexicon: Lexicon) -> int:
    """Where the rest of a verb ends that begins with ``head`` and is interrupted there; 0 for no such verb."""
    inside = _between(lexicon).match(view, after, end)
    found = _tails(lexicon)[head].match(view, inside.end(), end) if inside else None
    return found.end() if found else 0


def uninterrupted(said: str, lexicon: Lexicon) -> str:
    """A verb without what interrupts it."""
    head = _HEAD.match(said)
    inside = _between(lexicon).match(said, head.end()) if head else None
    return said[: inside.start()] + said[inside.end() :] if inside else said


_HEAD = re.compile(r"[\w'-]+")


def behind_adverbial(view: str, start: int, end: int, lexicon: Lexicon) -> int:
    """Where the words end that tell only when or how, and stand before an object; ``start`` for none."""
    found = _adverbial(lexicon).match(view, start, end)
    return found.end() if found else start


@cache
def _tails(lexicon: Lexicon) -> dict[str, re.Pattern[str]]:
    found: dict[str, list[str]] = {}
    for entries in lexicon.groups(_ENTRIES).values():
        for entry in entries:
            for form in forms(entry):
                head, _, rest = fold(form.text).partition(" ")
                if rest:
                    found.setdefault(head, []).append(rest)
    return {head: re.compile(rf" (?:{trie(tuple(dict.fromkeys(rests)))})(?![\w'-])") for head, rests in found.items()}


def between(lexicon: Lexicon) -> str:
    """A pattern for one to three adverbials of any kind, with or without commas around them."""
    plain = words_of(lexicon.words("agenda.adverbs"))
    one = rf"(?:{_when(lexicon)}|{plain}|[a-z]{{3,}}ly|in [\w'-]{{3,}}(?: {_A_NAME})?)(?![\w'-])"
    return rf"(?:,? {one}(?:,? (?:and )?{one}){{0,2}},?(?= ))"


@cache
def _between(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(between(lexicon))


@cache
def _adverbial(lexicon: Lexicon) -> re.Pattern[str]:
    """The same where no word of the verb follows: an adverb of one word may as well be the first of the object."""
    one = rf"(?:{_when(lexicon)})(?![\w'-])"
    return re.compile(rf",? {one}(?:,? {one})?,?(?= (?:{_OBJECT})\b)|, {one},(?= )| (?:{_how(lexicon)}),?(?= )")


def _how(lexicon: Lexicon) -> str:
    return words_of(lexicon.words("agenda.adverbials"))


def _when(lexicon: Lexicon) -> str:
    events, days = (words_of(lexicon.words(f"agenda.{name}")) for name in ("events", "days"))
    return (
        rf"(?:(?:on|late|late on|early|early on|earlier|later|last|this|next) )?(?:{days})"
        rf"(?: (?:morning|afternoon|evening|night))?|on the same day|(?:this|last) (?:week|month|weekend)|"
        rf"(?:on )?(?:{_MONTHS}) \d{{1,2}}|on \d{{1,2}} (?:{_MONTHS})|here|"
        rf"(?:at|in|during|after|following) (?:the|their|a|his|her|these|those|this) (?:[\w-]+ )?(?:{events})|"
        rf"{_how(lexicon)}"
    )


_A_NAME = r"(?!(?:to|on|upon|about|over|for|that|with|of|at|the|a)\b)[\w'-]+"
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_OBJECT = "the|an?|his|her|its|their|all|how|ways|both|new|further|several"
