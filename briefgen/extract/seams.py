"""Where a heading or a caption that has lost its line runs into a sentence, and no stop stands between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from briefgen.lexicon import Lexicon
from briefgen.model import Span
from briefgen.wording import MONTHS

# Grammar: a capital on one of these in mid-sentence begins another one.
_OPENS = (
    "He|She|They|We|It|This|These|Those|There|But|However|Meanwhile|Although|Though|While|When|After|Before|Since|"
    "During|Earlier|Later|If|According|In|On|At|As|For|A|An|Some|Many|Among|Despite|Following|Under|Asked|Speaking|"
    "His|Her|Their|Its"
)
_MONTH = "|".join(MONTHS)
_LAST = rf"Last (?:week|month|year|night|spring|summer|autumn|winter|[A-Z][a-z]+day|{_MONTH})\b"
# "The" does so with a noun, or with names and what is said of them; a paper's name goes on otherwise.
_GOES_ON = r"(?:in|on|at|that|as|by|for|and|or|of|to|from|with|about|after|last|this|first|earlier)\b"
_THE = rf"The (?:[a-z]|(?:[A-Z][\w.-]*(?:['’]s?)? ){{1,3}}(?!{_GOES_ON})[a-z])"
_DAY = rf"(?:(?:{_MONTH}) \d{{1,2}},? \d{{4}}|\d{{1,2}} (?:{_MONTH}) \d{{4}})"
_CAPTION = 40  # characters before the day on which a caption ends, at least: "On 3 May 2019 Kenya" opens a sentence
_CAPITAL = re.compile(
    rf"(?:(?<=[a-z]{{3}})|(?<=[a-z]{{2}}['’”\"])(?!\s+(?:{_OPENS}) [A-Z]))(?P<gap>\s+)"
    rf"(?:(?:{_OPENS}) [A-Za-z]|{_LAST}|{_THE})"
)
_PICTURED = re.compile(rf"(?:\b(?:on|in) |, ){_DAY}(?P<gap>\s+)[A-Z]")
_DATED = re.compile(rf"\({_DAY}\)(?P<gap>\s+)[A-Z]")  # the day of a picture, behind the line under it
_FEW = re.compile(r"\S+(?:\s+\S+){3}")  # the words that a sentence has, at least


def seams(text: str, sentence: Span, quoted: Sequence[Span], lexicon: Lexicon) -> tuple[int, ...]:
    """The places within what was read as one sentence where another begins; none of them in a quotation."""
    start, end = sentence.start, sentence.end
    titled = lexicon.words("quotes.before_a_title")
    found = {
        seam.end("gap")
        for seam in _CAPITAL.finditer(text, start, end)
        if text[start : seam.start()].rpartition(" ")[2] not in titled
    }
    found |= {seam.end("gap") for seam in _titled(lexicon).finditer(text, start, end)}
    found |= {seam.end("gap") for seam in _PICTURED.finditer(text, start, end) if seam.start() - start > _CAPTION}
    dated = _DATED.match(text, start, end)
    if dated is not None:
        found.add(dated.end("gap"))
    return tuple(
        at
        for at in sorted(found)
        if _FEW.match(text, at, end) and not any(span.start < at < span.end for span in quoted)
    )


@cache
def _titled(lexicon: Lexicon) -> re.Pattern[str]:
    """The capital of the United States with a title behind it, which opens the next sentence."""
    groups = ("state", "government")
    heads = {word.split()[0].capitalize() for group in groups for word in lexicon.words(f"people.titles.heads.{group}")}
    return re.compile(
        rf"\b(?:in|to|from) Washington,? D\.?C\.(?P<gap>\s+)(?:{'|'.join(map(re.escape, sorted(heads)))})\b"
    )
