"""Sentences that open with a word for somebody or something named before them."""

from __future__ import annotations

import re

from briefgen.match.leaning import counts_of_before

# Grammar: pronouns, and articles that stand for a noun.
_POINTS = re.compile(
    r"(?:(?:however|still|instead|meanwhile|yet|but|and|then|later|earlier|also),? )?"
    r"(?:he|she|they|it|this|that|these|those|such|his|her|their|its|the former|the latter)\b(?!')"
)
_DAY = re.compile(r"(?:this|that) (?:year|month|week|spring|summer|autumn|winter|morning|evening)\b")


def points_back(view: str) -> bool:
    """Whether a sentence, folded, opens with a pronoun; not where it opens with a time: "This year …".

    So does one that opens with a bare number: "Nearly 50 have been charged".
    """
    if counts_of_before(view):
        return True
    return bool(_POINTS.match(view)) and not _DAY.match(view)
