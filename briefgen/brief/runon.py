"""Sentences that hold two, a headline or caption and the one behind it, and such lines alone: they have no stop."""

from __future__ import annotations

import re

# Grammar: a capital on one of these, in mid-sentence and before a small letter, begins another sentence.
_BEGINS_AGAIN = re.compile(
    r"[a-z0-9’'”\"] (?:He|She|They|We|It|This|These|Those|There|But|However|Meanwhile|Although|Though|While|When|After|"
    r"Before|Since|During|Earlier|Later|If|According) [a-z]"
)
# So does "The" with a name and its verb, where no word before it belongs to the name: "no end in sight The Danes have".
_NAMES_ANEW = re.compile(
    r"(?<! (?:in|of|by|at|to|as|on))(?<! (?:for|and|via|nor))(?<! (?:from|with|told|like|says))(?<! while)"
    r"(?<=[a-z0-9’'”\"]) The (?!Gambia|Bahamas|Hague|Netherlands)(?:[A-Z][\w-]+ ){1,3}"
    r"(?:has|have|had|is|are|was|were|will|would|said|says) "
)
_CREDITED = re.compile(
    r"\((?:[A-Z][a-z]+\.? \d{1,2}|\d{1,2} [A-Z][a-z]+\.?),? \d{4}\) "
)  # the day of a picture before it
_QUOTED = re.compile(r"[\"“][^\"”]*(?:[\"”]|$)")


_ENDS = re.compile(r"(?:[.!?…;:,]|[-–—])[\"”’')\]]*\Z|[\"”’)\]]\Z")


def runs_on(sentence: str) -> bool:
    """Whether a sentence begins anew without a stop outside its quotations: "Talks end early He will go home.".

    So it is of a heading or caption that ends without one.
    """
    if not _ENDS.search(sentence):
        return True
    told = _QUOTED.sub(lambda found: "_" * len(found.group()), sentence)
    return bool(_CREDITED.match(sentence) or _BEGINS_AGAIN.search(told) or _NAMES_ANEW.search(told))
