"""What the writer makes of a meeting or a deed, which nobody says: "The talks underline the growing role of Peru"."""

from __future__ import annotations

import re
from functools import cache

from briefgen.extract.trie import any_of
from briefgen.lexicon import Lexicon


def appraises(view: str, lexicon: Lexicon) -> bool:
    """Whether a sentence, folded, tells what a meeting shows; what it "underlined" is told of the meeting itself."""
    return _shows(lexicon).match(view) is not None


def goes_by_the_writer(view: str) -> bool:
    """Whether a sentence, folded, sums up a deed: "decided to go ahead, a move that has angered Lima"."""
    return _A_MOVE.search(view) is not None


@cache
def _shows(lexicon: Lexicon) -> re.Pattern[str]:
    events, shows = any_of(lexicon, "agenda.events"), any_of(lexicon, "lines.shows")
    return re.compile(
        rf"(?:but |and )?(?:the|this|that|these|their|his|her) (?:[\w'-]+ ){{0,3}}(?:{events}) (?:{shows})\b"
    )


_A_MOVE = re.compile(r", an? (?:[a-z-]+ ){0,2}(?:move|step|decision|gesture|shift) (?:that|which)\b")
