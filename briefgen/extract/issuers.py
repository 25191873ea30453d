"""Whose "the statement" is, where somebody spoke "in a statement" before."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from briefgen.extract.attribution import Attribution
from briefgen.lexicon import Lexicon
from briefgen.model import Speaker

_GENERAL = "statement"  # any of them may be called so
_REACH = 3000  # characters in which "the statement" is still the one spoken in


@dataclass(frozen=True, slots=True)
class _Issued:
    """A document in which somebody spoke."""

    issuer: Speaker
    end: int
    noun: str  # what it is called: "statement"


class Issuers:
    """Hears the speakers of an article in order, and remembers who spoke last in a document of their own."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self._text = text
        self._spoken, self._named, self._meant = _patterns(lexicon)
        self._last: _Issued | None = None

    def told(self, attribution: Attribution, speaker: Speaker | None, *, sure: bool) -> Speaker | None:
        """The speaker of a quotation; of "the statement", whoever has just spoken in one.

        Not where another document is named in between: nobody can tell which of the two is meant.
        """
        if speaker is None:
            return None
        if speaker.kind == "document":
            return self._issuer(speaker) or speaker
        if sure and attribution.strong and attribution.cue is not None and attribution.sentence is not None:
            spoken = self._spoken.search(self._text, attribution.cue.end, attribution.sentence.end)
            if spoken is not None and speaker.kind == "named":
                self._last = _Issued(speaker, spoken.end(), spoken[0].split()[-1])
        return speaker

    def _issuer(self, document: Speaker) -> Speaker | None:
        last, place = self._last, document.mention
        if last is None or document.country or document.joint or not 0 <= place.start - last.end <= _REACH:
            return None
        noun = document.name.split()[-1]
        if noun not in (last.noun, _GENERAL) and last.noun != _GENERAL:
            return None  # "in a post … the readout said"
        if not self._meant.fullmatch(document.name) or self._named.search(self._text, last.end, place.start):
            return None
        return replace(last.issuer, mention=place)


@cache
def _patterns(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What tells that somebody spoke "in a statement", that a document is named anew, and that "the statement" is."""
    nouns = "|".join(re.escape(noun).replace(r"\ ", r"\s") for noun in lexicon.words("quotes.issued"))
    noun = rf"(?:[\w’'-]+\s)?(?:[\w’'-]+\s)?(?:{nouns})\b"
    return (
        re.compile(rf"\bin\s(?:an?|its|their|his|her)\s{noun}"),
        re.compile(rf"\b(?:an?|another|its|their|his|her|joint|\w+[’']s?)\s{noun}"),
        re.compile(rf"[Tt]he (?:{nouns})"),
    )
