"""The regular expressions of a profile: the exception to words, and never without a time limit."""

from __future__ import annotations

from typing import Any

from briefgen.errors import Problem, ProfileError
from briefgen.model import Span

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


def search(patterns: tuple[Any, ...], text: str, name: str) -> list[Span]:
    """The first find of each pattern that is in ``text``.

    Raises:
        ProfileError: a pattern of the rule ``name`` ran longer than it may.
    """
    found = []
    for pattern in patterns:
        try:
            hit = pattern.search(text, timeout=REGEX_SECONDS)
        except TimeoutError:
            message = f"the regex of '{name}' took longer than {REGEX_SECONDS} s on one text: {pattern.pattern}"
            remedy = "Use words (any, all, near) or a pattern without nested repeats"
            raise ProfileError(Problem(message, remedy=remedy)) from None
        if hit:
            found.append(Span(*hit.span()))
    return found
