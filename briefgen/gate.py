"""The verbatim gate: a brief is written only when every line in it stands, letter for letter, in its sources."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain

from briefgen.errors import GateError, Problem
from briefgen.model import (
    AgendaEntry,
    BottomLine,
    Brief,
    BriefMeeting,
    Evidence,
    FigureEntry,
    Line,
    Page,
    Participant,
    PositionEntry,
    QuoteEntry,
    SourceEntry,
)
from briefgen.text import JOINT, squeeze


def check_verbatim(brief: Brief, texts: Mapping[str, str], known: Collection[str] = ()) -> None:
    """Every source line of ``brief`` re-read in its sources, with every name, office and place, title and publisher.

    Args:
        brief: the finished brief.
        texts: the text of record of each page, by path.
        known: names that profile and packs vouch for, so that no source needs to write them in full.

    Raises:
        GateError: a line is not what stands at its place; all such lines are named.
    """
    sources = {source.n: source for source in brief.sources}
    printed = PrintedPages(texts)
    faults = [
        Problem(f"{_name(line)}: {fault}")
        for line in lines_of(brief)
        for fault in chain(_faults(line, texts, printed), _mark_faults(line, sources))
    ]
    faults += _register_faults(brief, printed)
    used = {source.path for source in brief.sources}
    faults += [
        Problem(f"{_name(line)}: {words!r} stands in no source")
        for line in lines_of(brief)
        for words in _told(line)
        if words not in known and not any(squeeze(words) in printed[path] for path in used)
    ]
    if faults:
        raise GateError(*dict.fromkeys(faults))


def _register_faults(brief: Brief, printed: Mapping[str, str]) -> list[Problem]:
    """The titles and publishers, of articles that are used and of those that are not, that no page holds."""
    listed = [(f"source {source.n}", source) for source in brief.sources]
    told = [(of, what, words, one.path) for of, one in listed for what, words in _credits(one)]
    told += [(f"not used {one.path}/{one.story}", "title", one.title, one.path) for one in brief.not_used]
    return [
        Problem(f"{of}: its {what} is not in {path}: {words!r}")
        for of, what, words, path in told
        if squeeze(words) not in printed[path]
    ]


def _credits(source: SourceEntry) -> tuple[tuple[str, str], ...]:
    return ("title", source.title), ("publisher", source.publisher)


def _told(line: Line) -> Iterator[str]:
    """The names, offices, places, events and words for a day beside a line's text."""
    if isinstance(line, BriefMeeting) and line.origin == "articles":
        yield from line.who
        yield from (line.place, line.event, line.when_text, line.filed)
    elif isinstance(line, Participant):
        yield from (line.name, line.office)
    elif isinstance(line, QuoteEntry | PositionEntry):
        yield from (line.speaker, line.office)
    elif isinstance(line, BottomLine):
        yield from line.who.split(", ")
    elif isinstance(line, FigureEntry):
        yield from (*line.amounts, line.speaker)


def lines_of(brief: Brief) -> Iterator[Line]:
    """Every line of the brief that comes from a source."""
    yield from brief.meetings
    if brief.meeting and brief.meeting not in brief.meetings:
        yield brief.meeting
    for section in (
        brief.participants,
        brief.bottom_line,
        brief.agenda,
        brief.positions,
        brief.quotes,
        brief.figures,
        brief.dates_ahead,
        brief.background,
        brief.watch_outs,
    ):
        yield from section
    yield from (change for change in brief.changes or () if change.kind != "dropped")


def slices(evidence: Sequence[Evidence], texts: Mapping[str, str]) -> str | None:
    """The words that stand at those places, as a line prints them; None where a place is not inside its page."""
    pieces = []
    for at in evidence:
        page = texts.get(at.path)
        if page is None or not 0 <= at.start < at.end <= len(page):
            return None
        pieces.append(squeeze(page[at.start : at.end]))
    return JOINT.join(pieces)


def check_earlier(
    brief: Brief,
    pages: Mapping[str, Page],
    then: Sequence[SourceEntry] = (),
    names: Collection[str] = (),
    known: Collection[str] = (),
) -> None:
    """Every line quoted from an earlier brief re-read in its article, where that is there as it was.

    The words are those of the earlier brief, which was checked when it was made. An article that is gone or altered
    since cannot be looked into again; one that is there must hold them. So must its articles all that is told of people
    and places beside the lines, where every one of them is there.

    Args:
        brief: the finished brief.
        pages: the pages that were read, by path.
        then: all sources of the earlier brief.
        names: the names, offices and places that it tells.
        known: those that profile and packs vouch for.

    Raises:
        GateError: a line is not what stands at its place, or cites no source that is listed.
    """
    listed = (*brief.sources, *(brief.since.sources if brief.since else ()))
    numbers = {source.n: source for source in listed}
    there = {source.path: pages[source.path].text for source in (*listed, *then) if _is_there(source, pages)}
    printed = PrintedPages(there)
    faults = [
        Problem(f"the earlier brief is not as it was written, {line.id}: {fault}")
        for line in earlier_lines(brief)
        for fault in chain(_earlier_faults(line, there), _mark_faults(line, numbers))
    ]
    faults += [
        Problem(f"the earlier brief is not as it was written, source {source.n}: its {what} is not in {source.path}")
        for source in (brief.since.sources if brief.since else ())
        for what, words in _credits(source)
        if source.path in there and squeeze(words) not in printed[source.path]
    ]
    if then and all(_is_there(source, pages) for source in then):
        texts = [printed[source.path] for source in then]
        faults += [
            Problem(f"the earlier brief is not as it was written: {words!r} stands in none of its articles")
            for words in dict.fromkeys(names)
            if words not in known and not any(squeeze(words) in text for text in texts)
        ]
    if faults:
        raise GateError(*dict.fromkeys(faults))


def _is_there(source: SourceEntry, pages: Mapping[str, Page]) -> bool:
    """Whether the article of a source is among the pages, byte for byte."""
    return source.path in pages and pages[source.path].sha256 == source.sha256


def _earlier_faults(line: Line, there: Mapping[str, str]) -> Iterator[str]:
    if line.evidence and all(at.path in there for at in line.evidence):
        yield from _faults(line, there, {})


def earlier_lines(brief: Brief) -> Iterator[Line]:
    """Every line of the brief that is quoted from an earlier one."""
    for change in brief.changes or ():
        if change.kind == "dropped":
            yield change
        elif change.was is not None:
            yield change.was


class PrintedPages(dict[str, str]):
    """Whole pages as they would be printed, each made once; nothing for a page that is not there."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__()
        self._texts = texts

    def __missing__(self, path: str) -> str:
        self[path] = squeeze(self._texts.get(path, ""))
        return self[path]


def _name(line: Line) -> str:
    return f"{type(line).__name__} {line.id}"


def _faults(line: Line, texts: Mapping[str, str], printed: Mapping[str, str]) -> Iterator[str]:
    if not line.evidence:
        if line.text and not _needs_no_source(line):
            yield f"no place in a source is given for {line.text!r}"
        return
    found = slices(line.evidence, texts)
    if found is None:
        yield f"it points outside its source: {_places(line)}"
    elif found != squeeze(line.text):
        yield f"it says {line.text!r} where {_places(line)} has {found!r}"
    if isinstance(line, AgendaEntry | QuoteEntry) and line.sentence:
        yield from _sentence_faults(line, line.sentence, printed)


def _needs_no_source(line: Line) -> bool:
    return isinstance(line, BriefMeeting) and line.origin == "desk"


def _places(line: Line) -> str:
    return ", ".join(f"{at.path}[{at.start}:{at.end}]" for at in line.evidence)


def _sentence_faults(line: Line, sentence: str, printed: Mapping[str, str]) -> Iterator[str]:
    """What is quoted or clipped must lie in its sentence, and the sentence in the source."""
    words = squeeze(sentence)
    if any(piece not in words for piece in squeeze(line.text).split(JOINT)):
        yield f"{line.text!r} is not in its sentence {sentence!r}"
    if not any(words in printed[at.path] for at in line.evidence):
        yield f"its sentence is not in {_places(line)}: {sentence!r}"


def _mark_faults(line: Line, sources: Mapping[int, SourceEntry]) -> Iterator[str]:
    marked = set()
    for mark in line.marks:
        if mark.source in sources:
            marked.add(sources[mark.source].path)
        else:
            yield f"its mark names source {mark.source}, which is not listed"
    if unmarked := {at.path for at in line.evidence} - marked:
        yield f"no mark of it names {', '.join(sorted(unmarked))}"
