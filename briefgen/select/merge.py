"""The same thing said twice is printed once, with both sources; nothing else is ever merged.

Word counts would call "will return" and "will not return" the same. Two items or positions are one only when they have
the same words in the same order, articles and prepositions aside; a quote only when it stands word for word in a longer
one of the same speaker.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from briefgen.match import Story
from briefgen.model import Quote
from briefgen.select.choice import Choice
from briefgen.text import words

# Words that may differ between two tellings of one subject without changing it; grammar, so they stand here.
_SMALL = frozenset({"the", "a", "an", "of", "in", "on", "for", "to", "and", "with", "its", "their", "his", "her"})


def merge(found: list[Choice], stories: Mapping[str, Story]) -> list[Choice]:
    """The finds, best first, with every repetition of a better one put out and named there.

    Args:
        found: best first.
        stories: by article id.
    """
    out: list[Choice] = []
    seen: dict[tuple[object, ...], list[tuple[int, tuple[str, ...]]]] = defaultdict(list)
    for choice in found:
        tokens = _tokens(choice, stories)
        if not choice.kept or not tokens:
            out.append(choice)
            continue
        twin = next((number for number, other in seen[_key(choice, tokens)] if _holds(other, tokens)), None)
        if twin is None:
            for key in _keys(choice, tokens):
                seen[key].append((len(out), tokens))
            out.append(choice)
            continue
        if tokens == _tokens(out[twin], stories):  # a fragment's source does not carry the whole quote
            out[twin] = replace(out[twin], also=tuple(dict.fromkeys((*out[twin].also, choice.placed.article))))
        out.append(replace(choice, kept=False, reason=f"says the same as {out[twin].id}"))
    return out


def _tokens(choice: Choice, stories: Mapping[str, Story]) -> tuple[str, ...]:
    text = stories[choice.placed.article].findings.article.text
    found = [word for piece in choice.pieces for word in words(piece.of(text))]
    return tuple(found) if choice.kind == "quote" else tuple(word for word in found if word not in _SMALL)


def _key(choice: Choice, tokens: tuple[str, ...]) -> tuple[object, ...]:
    """Where what says the same is found: a quote by its speaker and first words, anything else by all that it says."""
    find = choice.placed.find
    if isinstance(find, Quote):
        return "quote", find.speaker.name if find.speaker else "", tokens[:2]
    return choice.kind, choice.placed.event, choice.placed.sides, getattr(find, "status", ""), tokens


def _keys(choice: Choice, tokens: tuple[str, ...]) -> set[tuple[object, ...]]:
    """Every key under which a shorter one may ask: a quote may be repeated from any of its words on."""
    if not isinstance(choice.placed.find, Quote):
        return {_key(choice, tokens)}
    return {_key(choice, tokens[i : i + size]) for i in range(len(tokens)) for size in (1, 2)}


def _holds(whole: tuple[str, ...], part: tuple[str, ...]) -> bool:
    size = len(part)
    return any(whole[i : i + size] == part for i in range(len(whole) - size + 1))
