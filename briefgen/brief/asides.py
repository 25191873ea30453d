"""Dates that are none of what their sentence tells: of a clause beside it, a comparison, or a name."""

from __future__ import annotations

import re

_OPENING = 3  # words up to a date with which a sentence opens


def is_beside(before: str, after: str, *, year_only: bool) -> bool:
    """Whether a date dates something else than its sentence does; the words around it, folded.

    "The talks, the first since 1989, end" tells nothing of 1989, nor does "who was jailed in 1994" of a release.

    Args:
        before: what stands before the date in its sentence.
        after: what stands behind it.
        year_only: whether it is a bare year.
    """
    if len(before.split()) <= _OPENING:
        return False
    if _COMPARED.search(before) or _RELATIVE.search(before) or _PARTICIPLE.search(before):
        return True
    # "in 1994 its 1989 treaty"; "commended its support of the February 25 declaration" tells nothing of that day either
    named = (year_only or _TOLD.search(before)) and _DETERMINED.search(before) and _NOUN.match(after)
    return bool(named) or (year_only and bool(_NOW.search(before) or _NOW.search(after)))


_COMPARED = re.compile(
    r"\b(?:first|last|only|record|more|less|(?:most|least) [a-z]+|[a-z]{3,}(?<!for)(?<!inter)est)\b[^.;]{0,80}?"
    r"\bsince\b(?: [\w'-]+){0,20} ?$"
)
_RELATIVE = re.compile(
    r"(?:, (?:which|who|whose|where|when)\b|\b(?:which|whose|who)\b|"
    r"\b(?!(?:said|says|saying|stated|added|noted|announced|confirmed|recalled|so|now|after|all)\b)[a-z]+ that "
    r"(?:[\w'-]+ ){1,3}"
    r"[a-z]+(?:ed|en|lt|ld|nt|de|ok))[^,;]{0,60}$"
)
_PARTICIPLE = re.compile(
    r", (?:[a-z]+ly )?(?!(?:and|but|then)\b)[a-z]{3,}(?:ed|en|lt|ld)(?: [\w'-]+){0,4} (?:in|on|since) $"
)
_TOLD = re.compile(r"\b(?:said|told|is|are|was|were|has|have|had|will|would|[a-z]{3,}ed)\b")
_DETERMINED = re.compile(r"\b(?:the|an?|its|his|her|their|our|this|[a-z]+'s|[a-z]+s') $")
_NOUN = re.compile(r"(?: |-)[a-z]")
_NOW = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|tonight|(?:last|this|next) (?:week|month))\b"
)
