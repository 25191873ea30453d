"""Sentences that hold two: a headline or caption of the page stands before the sentence without a stop."""

from __future__ import annotations

import re

# Grammar: a capital on one of these, in mid-sentence and before a small letter, begins another sentence.
_BEGINS_AGAIN = re.compile(
    r"[a-z0-9’'”\"] (?:He|She|They|We|It|This|These|Those|There|But|However|Meanwhile|Although|Though|While|When|After|"
    r"Before|Since|During|Earlier|Later|If|According) [a-z]"
)
_QUOTED = re.compile(r"[\"“][^\"”]*(?:[\"”]|$)")


def runs_on(sentence: str) -> bool:
    """Whether a sentence begins anew without a stop outside its quotations: "Talks end early He will go home."."""
    return bool(_BEGINS_AGAIN.search(_QUOTED.sub(lambda found: "_" * len(found.group()), sentence)))
