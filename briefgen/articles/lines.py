"""The lines of a page and what each looks like by itself: what splitting and labelling both start from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from briefgen.articles.whens import scan
from briefgen.lexicon import Lexicon
from briefgen.model import BlockKind, Span
from briefgen.text import fold

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
DETAILS = 100
NOTE = 350
TITLE = 220
CAPTION = 500


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line: a line of details may hold a byline, a date and a count of comments."""

    span: Span
    kind: BlockKind


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
class Marks:
    """The compiled words of pages."""

    whole: frozenset[str]
    ends: frozenset[str]
    opening: re.Pattern[str]
    containing: re.Pattern[str]
    ending: re.Pattern[str]
    bar_words: frozenset[str]
    credits: re.Pattern[str]
    related: frozenset[str]
    highlights: frozenset[str]
    counter: re.Pattern[str]
    field: re.Pattern[str]
    title_fields: frozenset[str]
    body_fields: frozenset[str]
    updated: re.Pattern[str]
    published: re.Pattern[str]
    age: re.Pattern[str]
    date_rest: re.Pattern[str]
    clock: re.Pattern[str]
    header_date: re.Pattern[str]
    byline: re.Pattern[str]
    role: re.Pattern[str]
    office: re.Pattern[str]
    source: re.Pattern[str]
    agencies: frozenset[str]
    agency: str
    note: re.Pattern[str]
    editors_note: re.Pattern[str]
    caption_alone: re.Pattern[str]
    caption_opening: re.Pattern[str]
    caption_containing: re.Pattern[str]
    caption_credit: re.Pattern[str]
    caption_verb: re.Pattern[str]
    caption_place: re.Pattern[str]


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(fold(word)) for word in sorted(words, key=lambda word: (-len(word), word)))


def _words_of(lexicon: Lexicon, path: str) -> frozenset[str]:
    return frozenset(fold(word) for word in lexicon.words(path))


@cache
def marks(lexicon: Lexicon) -> Marks:
    """The patterns of a lexicon. All but those for names run on a folded line of at most a few hundred characters."""
    words = lexicon.words
    agency = _any(words("articles.agencies"))
    units = _any(words("articles.ago_units"))
    number = r"(?:\d{1,3}|an?|one|two|three|four|five|six)"
    count = rf"{number}\s?(?:{units})"
    dates = ("published", "updated", "plain")
    label = rf"(?:{_any(word for group in dates for word in words(f'articles.date.{group}'))})"
    zone = rf"(?:{_any(words('articles.zones'))})"
    clock = r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?"
    return Marks(
        whole=_words_of(lexicon, "articles.furniture.whole"),
        ends=_words_of(lexicon, "articles.furniture.ends"),
        opening=re.compile(rf"(?:{_any(words('articles.furniture.opening'))})(?!\w)"),
        containing=re.compile(_any(words("articles.furniture.containing"))),
        ending=re.compile(rf"\b\d+\s(?:{_any(words('articles.furniture.ending'))})$"),
        bar_words=_words_of(lexicon, "articles.share_bar"),
        credits=re.compile(rf"[(\[]?(?:{_any(words('articles.credits'))})\b"),
        related=_words_of(lexicon, "articles.related"),
        highlights=_words_of(lexicon, "articles.highlights"),
        counter=re.compile(
            rf"(?:(?:{_any(words('articles.counters'))})\s?(?:no\.?\s?|#\s?)?\d{{1,3}}(?:\s?(?:of|/)\s?\d{{1,4}})?"
            rf"|[\[(]?\d{{1,3}}\s?(?:of|/)\s?\d{{1,4}}[\])]?(?:\s(?:{_any(words('articles.counters'))})s?)?)[.:]?$"
        ),
        field=re.compile(rf"({_any(words('articles.fields'))})\s?:\s?|(hd|by|wc|pd|sn|la|lp|td)\s{{2,}}"),
        title_fields=_words_of(lexicon, "articles.fields.title"),
        body_fields=_words_of(lexicon, "articles.fields.body"),
        updated=re.compile(rf"(?:{_any(words('articles.date.updated'))})\b"),
        published=re.compile(rf"(?:{_any(words('articles.date.published'))})\b"),
        age=re.compile(rf"(?:{count}(?:\s(?:and\s)?{count})*\sago|{_any(words('articles.just_now'))})\b"),
        date_rest=re.compile(
            rf"(?:{label}\b|{clock}|{zone}\b|[+-]\d{{1,2}}(?::?\d{{2}})?|t(?=\d)|[\s,;:()\[\]|/.@*_-])+"
        ),
        clock=re.compile(rf"(?:{clock})(?:\s(?:{zone}))?$"),
        header_date=re.compile(r"date\s+(?=\d{4}-\d\d-\d\d(?!\d))"),
        byline=re.compile(rf"({_any(words('articles.byline'))})\s?:?\s"),
        role=re.compile(rf"({_any(words('articles.byline_roles'))})s?\s?:\s?"),
        office=re.compile(rf"(?:{_any(words('articles.issuing_office'))})$"),
        source=re.compile(rf"(?:{_any(words('articles.source_labels'))})\s?:\s?(?=\S)"),
        agencies=_words_of(lexicon, "articles.agencies"),
        agency=agency,
        editors_note=re.compile(_any(words("articles.editors_note"))),
        note=re.compile(
            rf"\((?:{_any(words('articles.notes'))})\b[^()]{{0,250}}\)"
            rf"|(?:{_any(words('articles.editors_note'))})[^.]{{0,{NOTE}}}\.(?=\s)"
        ),
        # a photographer's credit on a line of its own: "REUTERS/Ada Stone", "(AFP Photo)"
        caption_alone=re.compile(rf"\(?(?:{agency})(?:/[^()\[\]]{{1,60}}|\sphotos?)\)?$"),
        caption_opening=re.compile(rf"[(\[]?(?:{_any(words('articles.caption.opening'))})(?!\w)"),
        caption_containing=re.compile(
            rf"[(\[|][^()\[\]]*(?:{_any(words('articles.caption.containing'))})[^()\[\]]*[)\]]?$"
        ),
        caption_credit=re.compile(rf"[(\[](?:{agency})(?:/[^()\[\]]{{1,60}})?[)\]]$"),
        caption_verb=re.compile(rf"\b(?:{_any(words('articles.caption.verbs'))})\b"),
        caption_place=re.compile(
            rf",\s(?:from\s)?(?:{_any(words('articles.caption.places'))}),|\\((?:\\w{{1,6}}\\s(?:from\\s)?)?[lrc]\\)"
        ),
    )


def read_lines(text: str, lexicon: Lexicon) -> tuple[Line, ...]:
    """The lines of a page that are not blank, in order, each with what it looks like by itself."""
    words = marks(lexicon)
    out: list[Line] = []
    position = gap = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            start = position + len(raw) - len(raw.lstrip())
            out.append(_line(text, Span(start, start + len(stripped)), stripped, gap, words, lexicon))
            gap = 0
        else:
            gap += 1
        position += len(raw) + 1
    return tuple(out)


def look(text: str, span: Span, gap: int, lexicon: Lexicon) -> Line:
    """One stretch of text, looked at as one line."""
    return _line(text, span, span.of(text), gap, marks(lexicon), lexicon)


_BULLET = re.compile(r"(?:[•●▪◦‣∙·*–—»>-]|\d{1,2}[.)])\s+(?=\S)")
_HEADING = re.compile(r"#{1,6}\s+")
_WORD = re.compile(r"\w+")
_SOURCE_AT_END = re.compile(r"\s*\[[^\[\]]{2,60}\]$")
_SENTENCE_END = (".", ".”", '."', ".’", ".'", "!”", "?”", '!"', '?"', ":", ";", ",")


def _line(text: str, span: Span, written: str, gap: int, words: Marks, lexicon: Lexicon) -> Line:
    if len(written) > CAPTION:
        return Line(span, gap, "date" if words.header_date.match(fold(written[:40])) else "prose")
    folded = fold(written)
    bullet = _BULLET.match(written) is not None
    pieces = detail_pieces(text, span, folded, lexicon) if len(written) <= SHORT else ()
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
    if len(written) > TITLE or (written.endswith(_SENTENCE_END) and not _abbreviation_ends(written)):
        return "prose"
    begins = written.lstrip("#•●▪*-–—>\"'“‘”’«([ \t")[:1]
    return "title" if len(written) >= 12 and key.count(" ") >= 2 and not begins.islower() else "short"


def title_key(folded: str) -> str:
    """The words of a line that may be a headline, without bullet, number and source: "[Reuters]"."""
    bare = _SOURCE_AT_END.sub("", _BULLET.sub("", _HEADING.sub("", folded), count=1))
    return " ".join(_WORD.findall(bare))


def _abbreviation_ends(written: str) -> bool:
    """``… talks in the U.S.``: a capital before the stop."""
    if written[-1] != "." or not written[-2:-1].isupper() or written[-3:-2].isalpha():
        return False
    return _SENTENCE_WITHIN.search(written) is None


_SENTENCE_WITHIN = re.compile(r"[^\W\d_]{4}[.!?][\"”’']? [A-Z“\"]")


def _details_mark(folded: str, words: Marks, *, runs_on: bool) -> Mark | None:
    """Furniture and other lines known by their words; ``runs_on`` is a line that may continue a sentence."""
    if len(folded) > SHORT:  # only an editor's note may be longer
        return "furniture" if len(folded) <= NOTE and words.editors_note.match(folded) else None
    bare = folded.strip(" \t#*_:|-.!»>→")
    known: tuple[tuple[Mark, bool], ...] = (
        ("rule", bare in words.ends or not any(char.isalnum() for char in bare)),
        ("related", bare in words.related),
        ("highlights", bare in words.highlights),
        ("counter", words.counter.match(bare) is not None),
        ("furniture", bare in words.whole or _is_furniture(folded, words, runs_on=runs_on)),
        ("field", words.field.match(folded) is not None),
        ("publisher", len(bare) <= 80 and words.office.match(bare) is not None),
    )
    return next((mark for mark, holds in known if holds), None)


_COPYRIGHT = re.compile(r"copyright\s(?:\(c\)|\d{4}|by\s)")
_URL = re.compile(r"(?:https?://\S+|www\.\S+|@\w+|\S+\.(?:com|org|net)/\S*)$")
_TWEET = re.compile(r"[—-] .{1,60}\(@\w+\)")
_MENU = re.compile(r"\s(?:[|»>•·]|::)\s")


def _is_furniture(folded: str, words: Marks, *, runs_on: bool) -> bool:
    text, sign, _ = folded.partition("©")
    if sign:  # a copyright line; where it ends a paragraph, the paragraph decides
        return len(text) < 40 or _is_furniture(text.rstrip(), words, runs_on=runs_on)
    opened = words.opening.match(folded)
    if opened is not None and (not runs_on or opened.end() > 14):  # "follow the", in small letters, is a sentence's
        return True
    if words.containing.search(folded) or words.credits.match(folded) or _COPYRIGHT.match(folded):
        return True
    if _URL.match(folded) or _TWEET.match(folded):
        return True
    if len(folded) <= 120 and _is_share_bar(folded, words):
        return True
    return _is_menu(folded)


def _is_share_bar(folded: str, words: Marks) -> bool:
    """At least two words of a share bar and hardly another one: "ShareFacebook Twitter WhatsApp"."""
    tokens = re.findall(r"[\w-]+", folded)
    return len(tokens) >= 2 and sum(token in words.bar_words for token in tokens) == len(tokens)


def _is_menu(folded: str) -> bool:
    """At least three short entries between bars or arrows: "Home > World > Asia"."""
    parts = _MENU.split(folded)
    return len(parts) >= 3 and max(map(len, parts)) <= 40 and not any(char.isdigit() for char in folded)


def _strongest(pieces: tuple[Piece, ...]) -> Mark:
    kinds = {piece.kind for piece in pieces}
    return "date" if "date-header" in kinds else "byline" if "byline" in kinds else "publisher"


# --- lines of details: "By Ada Stone | March 7, 2024 | 47 comments" ---------------------------------------------

_BAR = re.compile(r"\s*[|·•]\s*|\s+-\s+(?=\w)")


def detail_pieces(text: str, span: Span, folded: str, lexicon: Lexicon) -> tuple[Piece, ...]:
    """The parts of a line that holds nothing but bylines, dates, publishers and counts; none where it says more."""
    words = marks(lexicon)
    if len(folded) > DETAILS and (folded[-1] in ".!?" or not _BAR.search(folded)):
        return ()
    if folded.startswith("("):  # "(NEWSWIRE - Northern Post)": the dash divides nothing
        whole = _piece_kind(text, span, folded, words, lexicon)
        return (Piece(span, whole),) if whole == "publisher" else ()
    out: list[Piece] = []
    start = 0
    bounds = [*((found.start(), found.end()) for found in _BAR.finditer(folded)), (len(folded), len(folded))]
    for end, after in bounds:
        part = folded[start:end]
        if part:
            kind = _piece_kind(text, Span(span.start + start, span.start + end), part, words, lexicon)
            if kind is None and (len(bounds) == 1 or len(part.split()) > 5 or part[-1] in ".!?"):
                return ()
            if kind == "publisher" and (day := _day_at_end(text, Span(span.start + start, span.start + end), lexicon)):
                out.append(Piece(_trimmed(text, span.start + start, day), "publisher"))
                start, kind = day - span.start, "date-header"
            # the bar belongs to the piece before it, so that only white space is left between blocks
            out.append(Piece(_trimmed(text, span.start + start, span.start + after), kind or "furniture"))
        elif after > end and out:
            out[-1] = Piece(_trimmed(text, out[-1].span.start, span.start + after), out[-1].kind)
        start = after
    if not any(piece.kind in ("date-header", "byline", "publisher") for piece in out):
        return ()
    if out[0].span.start != span.start or (len(out) > 1 and not any(p.kind in ("date-header", "byline") for p in out)):
        return ()
    return tuple(out)


def _day_at_end(text: str, span: Span, lexicon: Lexicon) -> int:
    """Where the day begins that ends a line like "Source: Northern Post, 3 March 2025"; 0 where none does."""
    found = [one.when for one in scan(text, span, lexicon) if one.when.day and one.when.span.end == span.end]
    return found[0].span.start if found and found[0].span.start > span.start else 0


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))


def _piece_kind(text: str, span: Span, part: str, words: Marks, lexicon: Lexicon) -> BlockKind | None:
    if is_date_line(text, span, part, words, lexicon):
        return "date-header"
    if words.ending.search(part) and len(part) < 30:
        return "furniture"
    if byline_of(span.of(text), part, words) or (words.role.match(part) and len(part) <= 80):
        return "byline"
    alone = part[0] == "(" and part[-1] == ")" and part.count("(") == 1 and part[-2] != "."
    alone = alone and not words.credits.match(part) and not words.caption_alone.match(part)
    labelled = alone or words.source.match(part) is not None
    return "publisher" if (labelled and len(part) <= 60) or part in words.agencies else None


def is_date_line(text: str, span: Span, folded: str, words: Marks, lexicon: Lexicon) -> bool:
    """Whether a line says nothing but a date or an age, with label, clock and zone."""
    if len(folded) > DETAILS:
        return False
    if words.clock.match(folded):
        return True
    rest = folded
    found = False
    if age := words.age.search(rest):
        rest, found = rest[: age.start()] + " " + rest[age.end() :], True
    elif dates := [one.when for one in scan(text, span, lexicon)]:
        for when in reversed(dates):
            if when.month is None and when.weekday is None:
                continue
            if when.day is None and not (words.published.match(folded) or words.updated.match(folded)):
                continue
            found = True
            rest = rest[: when.span.start - span.start] + " " + rest[when.span.end - span.start :]
    if not found or not rest.strip() or words.date_rest.fullmatch(rest):
        return found
    return _FILED.fullmatch(rest) is not None and _FILED_WRITTEN.match(span.of(text)) is not None


# "Norpress, Ostvik, 3 March 2025": up to two names before the date
_FILED = re.compile(r"(?:[\w.'-]+(?: [\w.'-]+)?,\s){1,2}\s*")
_FILED_WRITTEN = re.compile(r"(?:[A-ZÀ-ÖØ-ÞĀ-Ž][\w.'’-]*(?: [A-ZÀ-ÖØ-ÞĀ-Ž][\w.'’-]*)?,\s){1,2}")


_NAME = re.compile(
    r"[^\W\d_][\w.'’-]*(?:(?:,\s|\s(?:and|&)\s|\s(?:al-|bin\s|bint\s|de\s|da\s|der\s|van\s|von\s|del\s|la\s|el-|in\s|for\s)?|/)"
    r"[^\W\d_][\w.'’-]*){0,11}$"
)


def byline_of(written: str, folded: str, words: Marks) -> str:
    """The names of a byline: "By Ada Stone and Li Wei" gives "Ada Stone and Li Wei"; empty where it is none."""
    opened = words.byline.match(folded)
    if opened is None or len(written) > 120:
        return ""
    names = written[opened.end() :].strip().rstrip(".")
    if not _NAME.match(names):
        return ""
    small = [word for word in re.findall(r"[\w'’-]+", names) if word[0].islower()]
    joining = {
        "and",
        "al",
        "bin",
        "bint",
        "de",
        "da",
        "der",
        "van",
        "von",
        "del",
        "la",
        "el",
        "in",
        "for",
        "of",
        "the",
        "di",
        "ibn",
    }
    return names if names[0].isupper() and all(word.lower() in joining or "-" in word for word in small) else ""


# --- captions ---------------------------------------------------------------------------------------------------


def is_caption(written: str, folded: str, words: Marks) -> bool:
    """Whether a line is the text under a photograph.

    A photo credit or a caption's first words are enough; otherwise people must do in the present tense what people
    do in photographs, and the line must give their places ("left,") or end in an agency's name.
    """
    if len(written) > CAPTION:
        return False
    if (
        words.caption_opening.match(folded)
        or words.caption_containing.search(folded)
        or words.caption_alone.match(folded)
    ):
        return True
    if '"' in folded:
        return False
    verb = words.caption_verb.search(folded)
    return verb is not None and bool(words.caption_place.search(folded) or words.caption_credit.search(folded))
