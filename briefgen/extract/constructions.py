"""The constructions that join a quotation and its speaker, in the order they are tried."""

from __future__ import annotations

import re
from dataclasses import replace

from briefgen.extract import fragments, tags
from briefgen.extract.doubts import is_doubtful
from briefgen.extract.phrases import Shape
from briefgen.extract.quoted import Construction, Find, Place

CONSTRUCTIONS: tuple[Construction, ...] = (
    fragments.told_in_front,
    tags.tag_inverted,
    tags.tag_after,
    tags.second_half,
    tags.colon_before,
    fragments.passive_by,
    tags.according_to,
    tags.cue_before,
    fragments.introduced,
    fragments.dash_before,
    tags.tag_at_end,
    fragments.nearest_cue,
    fragments.sentence_subject,
)

# The rules of a quotation's own tag, and of what introduces a whole one.
TAGS = frozenset(
    {"second half of a sentence", "quote, cue, subject", "quote, subject, cue", "cue before", "cue before, colon"}
)
_ALONE = re.compile(r"[Q.,\-()c]*+\Z")


def construe(place: Place) -> Find | None:
    """The first construction that finds a speaker; one may also say that nobody is named."""
    for construction in CONSTRUCTIONS:
        found = construction(place)
        if found is not None:
            return replace(found, strong=False) if found.strong and is_doubtful(place, found) else found
    return None


def stands_alone(shape: Shape) -> bool:
    """Whether a sentence is nothing but quotations."""
    return _ALONE.match(shape.kinds) is not None
