"""The lines of a page and what each looks like by itself: what splitting and labelling both start from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from briefgen.articles.details import Piece, detail_pieces
from briefgen.articles.marks import NOTE, Marks, marks
from briefgen.lexicon import Lexicon
from briefgen.model import Span
from briefgen.text import page_view, words_alone

Mark = Literal[
    "rule",  # no letter or digit: "-----", "* * *"
    "date",  # date, age or "Updated …", alone or with a byline and the like
    "byline",
    "publisher",
    "furniture",
    "related",  # what opens a list of links
    "highlights",  # what opens a summary
    "counter",  # "Document 2 of 5"
    "field",  # "Subject: …"
    "caption",
    "title",  # may be a headline
    "short",  # no sentence and no headline: "RUSSIA IMPACT"
    "prose",
]

SHORT = 200  # a furniture pattern never eats a longer line
TITLE = 260
CAPTION = 500


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, without the white space around it."""

    span: Span
    gap: int  # blank lines before it
    mark: Mark
    key: str = ""  # of a line that may be a headline: its folded words, to find it again
    pieces: tuple[Piece, ...] = ()  # of a line of details
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class _Page:
    """What a line is looked at with."""

    text: str
    view: str
    lexicon: Lexicon
    words: Marks


def read_lines(text: str, lexicon: Lexicon) -> tuple[Line, ...]:
    """The lines of a page that are not blank, in order, each with what it looks like by itself."""
    page = _Page(text, page_view(text), lexicon, marks(lexicon))
    out: list[Line] = []
    position = gap = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            start = position if raw[0] == stripped[0] else position + len(raw) - len(raw.lstrip())
            out.append(_line(page, Span(start, start + len(stripped)), gap))
            gap = 0
        else:
            gap += 1
        position += len(raw) + 1
    return tuple(out)


def look(text: str, span: Span, gap: int, lexicon: Lexicon) -> Line:
    """One stretch of text, looked at as one line."""
    return _line(_Page(text, page_view(text), lexicon, marks(lexicon)), span, gap)


_BULLET = re.compile(r"[•●▪◦‣∙·*–—»>\d-](?:(?<!\d)|\d?[.)])\s+(?=\S)")
_HEADING = re.compile(r"#{1,6}\s+")
_LETTER = re.compile(r"[^\W_]")
_SOURCE_AT_END = re.compile(r"\s*\[[^\[\]]{2,60}\]$")
_SENTENCE_END = (".", ".”", '."', ".’", ".'", "!”", "?”", '!"', '?"', ":", ";", ",")


def _line(page: _Page, span: Span, gap: int) -> Line:
    written, folded, words = span.of(page.text), span.of(page.view), page.words
    if len(written) > CAPTION:
        return Line(span, gap, "date" if words.header_date.match(folded, 0, 40) else "prose")
    bullet = _BULLET.match(written) is not None
    pieces = detail_pieces(page.text, span, folded, page.lexicon) if len(written) <= SHORT else ()
    mark = _strongest(pieces) if pieces else _details_mark(folded, words, runs_on=written[0].islower())
    if mark is not None:
        return Line(span, gap, mark, pieces=pieces, bullet=bullet)
    if is_caption(written, folded, words):
        return Line(span, gap, "caption", bullet=bullet)
    key = title_key(folded) if len(written) <= TITLE else ""
    return Line(span, gap, _wording_mark(written, folded, key, words), key=key, bullet=bullet)


def _wording_mark(written: str, folded: str, key: str, words: Marks) -> Mark:
    """What a line is that no word of the lexicon tells: a sentence, a headline, or too short to be either."""
    if words.header_date.match(folded):
        return "date"
    if (
        len(written) > TITLE
        or _LISTED.search(written)
        or (written.endswith(_SENTENCE_END) and not _abbreviation_ends(written))
    ):
        return "prose"
    begins = written.lstrip("#•●▪*-–—>\"'“‘”’«([ \t")[:1]
    return "title" if len(written) >= 12 and key.count(" ") >= 2 and not begins.islower() else "short"


def title_key(folded: str) -> str:
    """The words of a line that may be a headline, without bullet, number and source: "[Reuters]"."""
    bare = folded
    if "#" in bare:
        bare = _HEADING.sub("", bare)
    if bullet := _BULLET.search(bare):
        bare = bare[: bullet.start()] + bare[bullet.end() :]
    if bare.endswith("]"):
        bare = _SOURCE_AT_END.sub("", bare)
    return words_alone(bare)


def _abbreviation_ends(written: str) -> bool:
    """``… talks in the U.S.``: a capital before the stop."""
    if written[-1] != "." or not written[-2:-1].isupper() or written[-3:-2].isalpha():
        return False
    return _SENTENCE_WITHIN.search(written) is None


_LISTED = re.compile(r"[;,] (?:and|or)$")  # a part of a list of clauses: "Noting the need for rain; and"
_SENTENCE_WITHIN = re.compile(r"[^\W\d_]{4}[.!?][\"”’']? [A-Z“\"]")


def _details_mark(folded: str, words: Marks, *, runs_on: bool) -> Mark | None:
    """Furniture and other lines known by their words; ``runs_on`` is a line that may continue a sentence."""
    if len(folded) > SHORT:  # only an editor's note may be longer
        return "furniture" if len(folded) <= NOTE and words.editors_note.match(folded) else None
    bare = folded.strip(" \t#*_:|-.!»>→")
    mark: Mark | None = None
    if (bare in words.ends and not runs_on) or not _LETTER.search(bare):
        mark = "rule"
    elif bare in words.related or words.related_to.match(bare):
        mark = "related"
    elif bare in words.highlights:
        mark = "highlights"
    elif words.counter.match(bare):
        mark = "counter"
    elif bare in words.whole or _is_furniture(folded, words, runs_on=runs_on):
        mark = "furniture"
    elif words.field.match(folded):
        mark = "field"
    elif len(bare) <= 80 and words.office.match(bare):
        mark = "publisher"
    return mark


_COPYRIGHT = re.compile(r"copyright\s(?:\(c\)|\d{4}|by\s)")
_URL = re.compile(r"(?:https?://\S+|www\.\S+|@\w+|\S+\.(?:com|org|net)/\S*)$")
_TWEET = re.compile(r"[—-] .{1,60}\(@\w+\)")
_READING_TIME = re.compile(r"(?:^|[|·•,(-]\s?)\d{1,2}[ -]min(?:ute)?s?\.?(?: read)?\)?$")  # "Ada Stone · 5 min read"
# "ZCZC", "a1230", "ENG012" at the head of wire copy; "3 comments" at the foot of a page
_CODE = re.compile(r"[a-z]{0,4}\d{2,5}$|\d[\d.,]*k? (?:comment|share|view|like|repl|read)\w{0,3}$")
_TOKEN = re.compile(r"[\w-]+")
_MENU = re.compile(r"\s(?:[|»>•·]|::)\s")
_MENU_MARKS = ("|", "»", ">", "•", "·", "::")


def _is_furniture(folded: str, words: Marks, *, runs_on: bool) -> bool:
    text, sign, _ = folded.partition("©")
    if sign:  # a copyright line; where it ends a paragraph, the paragraph decides
        return len(text) < 40 or _is_furniture(text.rstrip(), words, runs_on=runs_on)
    opened = words.opening.match(folded)
    if opened is not None and (not runs_on or opened.end() > 14):  # "follow the", in small letters, is a sentence's
        return True
    if words.containing.search(folded) or words.credits.match(folded) or _COPYRIGHT.match(folded):
        return True
    if _URL.match(folded) or _TWEET.match(folded) or _CODE.match(folded):
        return True
    if len(folded) <= 120 and (_is_share_bar(folded, words) or _READING_TIME.search(folded)):
        return True
    return _is_menu(folded)


def _is_share_bar(folded: str, words: Marks) -> bool:
    """At least two words of a share bar and hardly another one: "ShareFacebook Twitter WhatsApp"."""
    tokens = 0
    for token in _TOKEN.finditer(folded):
        if token[0] not in words.bar_words:
            return False
        tokens += 1
    return tokens >= 2


def _is_menu(folded: str) -> bool:
    """At least three short entries between bars or arrows: "Home > World > Asia"."""
    if not any(mark in folded for mark in _MENU_MARKS):
        return False
    parts = _MENU.split(folded)
    return len(parts) >= 3 and max(map(len, parts)) <= 40 and not any(char.isdigit() for char in folded)


def _strongest(pieces: tuple[Piece, ...]) -> Mark:
    kinds = {piece.kind for piece in pieces}
    return "date" if "date-header" in kinds else "byline" if "byline" in kinds else "publisher"


def is_caption(written: str, folded: str, words: Marks) -> bool:
    """Whether a line is the text under a photograph.

    A photo credit or a caption's first words are enough; otherwise people must do in the present tense what people
    do in photographs, and the line must give their places ("left,") or end in an agency's name.
    """
    if len(written) > CAPTION:
        return False
    bracket = "(" in folded or "[" in folded
    if (
        words.caption_opening.match(folded)
        or ((bracket or "|" in folded) and words.caption_containing.search(folded))
        or words.caption_alone.match(folded)
    ):
        return True
    if '"' in folded:
        return False
    if not words.caption_place.search(folded) and not (bracket and _is_bracketed(written, folded, words)):
        return False
    return words.caption_verb.search(folded) is not None


def _is_bracketed(written: str, folded: str, words: Marks) -> bool:
    """Whether brackets say who stands where, or name an agency at the end, in words with which nobody says anything.

    An agency's name also ends articles: below a photograph there is one sentence.
    """
    side = words.caption_side.search(folded)
    credit = words.caption_credit.search(folded) if folded[-1] in ")]" else None
    if (side is None and credit is None) or words.caption_not.search(folded):
        return False
    return side is not None or (credit is not None and not _SENTENCE_WITHIN.search(written[: credit.start()]))
