"""Lines of details: "By Ada Stone | March 7, 2024 | 47 comments"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefgen.articles.marks import Marks, marks
from briefgen.articles.whens import scan
from briefgen.lexicon import Lexicon
from briefgen.model import BlockKind, Span

DETAILS = 100  # a longer line gives details only between bars


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line: a line of details may hold a byline, a date and a count of comments."""

    span: Span
    kind: BlockKind


_NUMBERED = re.compile(r"(?:no\.? ?)?\d{1,5}-(?P<day>\d\d-\d\d-\d{4})")  # a document's number: "218-04-03-2025"
_MAY_DATE = re.compile(r"\d|ago|now|day")  # every date and age has one of these
_BAR = re.compile(r"\s*[|·•]\s*|\s+-\s+(?=\w)|\s+/\s+(?=\w)")


def detail_pieces(text: str, span: Span, folded: str, lexicon: Lexicon) -> tuple[Piece, ...]:
    """The parts of a line that holds nothing but bylines, dates, publishers and counts; none where it says more."""
    if numbered := _NUMBERED.fullmatch(folded):
        cut = span.start + numbered.start("day")
        return Piece(Span(span.start, cut), "furniture"), Piece(Span(cut, span.end), "date-header")
    bars = _bars(folded)
    if not bars and " by " in folded and (signed := _signed_day(text, span, folded, lexicon)):
        return signed
    return _parted(text, span, folded, bars, lexicon)


def _parted(text: str, span: Span, folded: str, bars: list[tuple[int, int]], lexicon: Lexicon) -> tuple[Piece, ...]:
    """The parts of a line between its bars."""
    if len(folded) > DETAILS and (folded[-1] in ".!?" or not bars):
        return ()
    words = marks(lexicon)
    if folded.startswith("("):  # "(NEWSWIRE - Northern Post)": the dash divides nothing
        whole = _piece_kind(text, span, folded, words, lexicon)
        return (Piece(span, whole),) if whole == "publisher" else ()
    out: list[Piece] = []
    start = 0
    bounds = [*bars, (len(folded), len(folded))]
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
    kinds = {piece.kind for piece in out}
    if kinds.isdisjoint(("date-header", "byline", "publisher")):
        return ()
    if out[0].span.start != span.start or (len(out) > 1 and kinds.isdisjoint(("date-header", "byline"))):
        return ()
    return tuple(out)


def _signed_day(text: str, span: Span, folded: str, lexicon: Lexicon) -> tuple[Piece, ...]:
    """The parts of "Posted on 3 March 2025 by Ada Stone"; none where a line says anything else."""
    words = marks(lexicon)
    at = folded.index(" by ")
    day, by = Span(span.start, span.start + at), Span(span.start + at + 1, span.end)
    name = folded[at + 4 :]
    if len(name) > 40 or not is_date_line(text, day, folded[:at], words, lexicon):
        return ()
    signed = byline_of(by.of(text), folded[at + 1 :], words) != ""
    if not signed and not (words.published.match(folded) and name.count(" ") < 3):
        return ()
    return Piece(day, "date-header"), Piece(by, "byline" if signed else "furniture")


def _bars(folded: str) -> list[tuple[int, int]]:
    """Where the bars between the parts of a line begin and end."""
    if (
        " -" not in folded
        and " /" not in folded
        and "|" not in folded
        and "·" not in folded
        and "•" not in folded
        and "\n" not in folded
    ):
        return []
    return [found.span() for found in _BAR.finditer(folded)]


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
    if not _MAY_DATE.search(folded):
        return False
    if age := words.age.search(rest):
        rest, found = rest[: age.start()] + " " + rest[age.end() :], True
    elif dates := [one.when for one in scan(text, span, lexicon)]:
        for when in reversed(dates):
            if when.month is None and when.weekday is None:
                continue
            labelled = words.published.match(folded) or words.updated.match(folded)
            beside = when.weekday is not None and any(other.day for other in dates)  # "March 3, 2025 Monday"
            if when.day is None and not labelled and not beside:
                continue
            found = True
            rest = rest[: when.span.start - span.start] + " " + rest[when.span.end - span.start :]
    if not found or not rest.strip() or words.date_rest.fullmatch(rest):
        return found
    return _FILED.fullmatch(rest) is not None and _FILED_WRITTEN.match(span.of(text)) is not None


# "Norpress, Ostvik, 3 March 2025": up to two names before the date
_FILED = re.compile(
    r"[*_]?(?:(?:[\w.'-]+(?: [\w.'-]+){0,3},\s){1,2}(?:[\s,*_]|p(?:g|age)?\.?\s?\d{1,3})*"
    r"|[\w.'-]+(?: [\w.'-]+){0,3}\s\(\s*\))"
)
_FILED_WRITTEN = re.compile(r"[*_]?(?:[A-ZÀ-ÖØ-ÞĀ-Ž][\w.'’-]*(?: [A-ZÀ-ÖØ-ÞĀ-Ž][\w.'’-]*){0,3}(?:,\s|\s(?=\())){1,2}")


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
