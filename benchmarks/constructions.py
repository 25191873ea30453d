"""How an annotated quote is attributed, told from the annotation and the text alone, never from what was found.

A quote is of one construction by where its speaker stands; the other kinds overlap with these.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

Place = tuple[int, int]

BY_PLACE = (
    "quote, then subject and cue",
    "quote, then cue and subject",
    "quote, then cue, subject, apposition",
    "cue before the quote",
    "before, no plain tag",
    "later quote after the tag",
    "speaker in another paragraph",
    "fragment in a paraphrase",
    "no speaker annotated",
)
ACROSS = (
    "pronoun speaker",
    "nominal speaker",
    "document or outlet speaks",
    "long speaker phrase",
    "one to three words",
    "no common cue verb near",
    "according to",
)

_CUES = re.compile(
    r"\b(?:said|says?|saying|told|tells?|telling|added|adds|adding|asked|asks|wrote|writes|tweeted|called|calls|calling"
    r"|explained|replied|responded|argued|argues|continued|noted|notes|stated|declared|insisted|insists|according"
    r"|announced|claimed|claims|warned|acknowledged|concluded|described|reported|suggested|joked)\b",
    re.IGNORECASE,
)
_DOCUMENTS = re.compile(
    r"\b(?:statement|letter|report|release|tweet|post|article|editorial|memo|email|e-mail|document|poll|survey|study"
    r"|filing|website|blog|newspaper|magazine|Times|Post|Journal|Magazine|News|Politico|CNN|Reuters)\b"
)
_NEAR = 60


def constructions(text: str, quotes: Sequence[Mapping[str, Any]]) -> dict[Place, frozenset[str]]:
    """The kinds of every annotated quote of a text."""
    ordered = sorted(quotes, key=lambda quote: int(quote["start"]))
    bare = _without(text, ordered)
    return {
        (quote["start"], quote["end"]): frozenset({_by_place(text, bare, quote, ordered), *_across(text, bare, quote)})
        for quote in ordered
    }


def _without(text: str, quotes: Sequence[Mapping[str, Any]]) -> str:
    """The text with its quotes blanked out, of the same length."""
    letters = list(text)
    for quote in quotes:
        letters[quote["start"] : quote["end"]] = " " * (quote["end"] - quote["start"])
    return "".join(letters)


def _by_place(text: str, bare: str, quote: Mapping[str, Any], quotes: Sequence[Mapping[str, Any]]) -> str:
    start, end, mention = quote["start"], quote["end"], quote["speaker_start"]
    opens = text.rfind("\n", 0, start) + 1
    closes = text.find("\n", end) % (len(text) + 1)
    if quote["type"] == "mixed":
        return "fragment in a paraphrase"
    if quote["speaker_text"] is None:
        return "no speaker annotated"
    if not opens <= mention < closes:
        return "speaker in another paragraph"
    if any(opens <= other["start"] < start and mention < start for other in quotes):
        return "later quote after the tag"
    if mention >= end:
        return _behind(bare[end:mention], text[mention : quote["speaker_end"] + 1])
    return "cue before the quote" if _CUES.search(bare, quote["speaker_end"], start) else "before, no plain tag"


def _behind(between: str, mention: str) -> str:
    """Of which form a tag behind its quote is; the mention comes with the character behind it."""
    if not re.search(r"\w", between):
        return "quote, then subject and cue"
    return "quote, then cue, subject, apposition" if "," in mention else "quote, then cue and subject"


def _across(text: str, bare: str, quote: Mapping[str, Any]) -> list[str]:
    start, end, speaker = quote["start"], quote["end"], quote["speaker_text"] or ""
    near = bare[max(0, start - _NEAR) : end + _NEAR]
    before = bare[max(0, (quote["speaker_start"] or 0) - 16) : quote["speaker_start"] or 0].lower()
    tests = {
        "pronoun speaker": quote["speaker_kind"] == "pronoun",
        "nominal speaker": quote["speaker_kind"] == "nominal",
        "document or outlet speaks": bool(speaker and _DOCUMENTS.search(speaker)),
        "long speaker phrase": len(speaker.split()) > 6,
        "one to three words": len(re.findall(r"\w+", text[start:end])) < 4,
        "no common cue verb near": bool(speaker) and not _CUES.search(near),
        "according to": "according to" in before,
    }
    return [name for name, holds in tests.items() if holds]
