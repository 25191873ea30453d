"""The regular expressions of a profile: the exception to words, and never without a time limit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from briefgen.errors import Location, Problem, ProfileError
from briefgen.model import Span

REGEX_SECONDS = 0.5  # for one text; a pattern that needs longer runs away
_LONG = 200  # characters of a text on which a pattern is tried: a long sentence
REMEDY = "Use words (any, all, near) or a pattern without nested repeats"


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


def runs_away(pattern: str) -> bool:
    """Whether a sound pattern takes longer than it may on a text of its own letters, as a long sentence can be one."""
    compiled = compile_regex(pattern)
    try:
        for text in _provoking(pattern):
            compiled.search(text, timeout=REGEX_SECONDS)
    except TimeoutError:
        return True
    return False


def _provoking(pattern: str) -> Iterator[str]:
    """Texts on which nested repeats try every way to share them out: the letters of the pattern, over and over."""
    letters = dict.fromkeys(_LETTERS.findall(pattern))
    end = "\n!" + "".join(letters)  # without a letter that it needs the engine would not even begin
    for piece in [*dict.fromkeys((*_RUNS.findall(pattern), *letters, "a", "1", " ", "a "))][:_PIECES]:
        yield (piece * _LONG)[:_LONG] + end


_RUNS = re.compile(r"(?<!\\)\w{2,}")
_LETTERS = re.compile(r"(?<!\\)\w")
_PIECES = 40


def search(patterns: tuple[Any, ...], text: str, name: str, places: tuple[Location, ...] = ()) -> list[Span]:
    """The first find of each pattern that is in ``text``.

    Args:
        patterns: compiled.
        text: any text.
        name: of the rule.
        places: where the patterns stand in their file, where that is known.

    Raises:
        ProfileError: a pattern of the rule ``name`` ran longer than it may.
    """
    found = []
    for number, pattern in enumerate(patterns):
        try:
            hit = pattern.search(text, timeout=REGEX_SECONDS)
        except TimeoutError:
            message = f"the regex of '{name}' took longer than {REGEX_SECONDS} s on one text: {pattern.pattern}"
            where = places[number] if number < len(places) else None
            raise ProfileError(Problem(message, where, REMEDY)) from None
        if hit:
            found.append(Span(*hit.span()))
    return found
