"""Whose hope stands behind what somebody raises: "will stress the pier, with hopes of doubling the catch"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from briefgen.extract.clauses import words_of
from briefgen.lexicon import Lexicon
from briefgen.match.voices import ONE_SIDED
from briefgen.model import Item


def with_their_aims(items: tuple[Item, ...], lexicon: Lexicon) -> tuple[Item, ...]:
    """The items of a sentence, a hope that hangs on what one raises or states as theirs and with its status."""
    out: list[Item] = []
    for item in items:
        before = out[-1] if out else None
        hangs = _aim(lexicon).match(item.rule) is not None
        if hangs and before is not None and before.status in ONE_SIDED and before.span.end <= item.cue.start:
            out.append(replace(item, status=before.status, actors=before.actors))
        else:
            out.append(item)
    return tuple(out)


@cache
def _aim(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"noun: (?:with|in) (?:\w+ ){{0,2}}(?:{words_of(lexicon.words('agenda.aims'))})\b")
