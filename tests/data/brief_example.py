"""A brief with every section filled, made by hand from three made-up articles; countries and people do not exist."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import Any

from briefgen.model import (
    AgendaEntry,
    Brief,
    BriefMeeting,
    Change,
    DatedLine,
    Desk,
    DeskText,
    Evidence,
    FigureEntry,
    Line,
    Mark,
    Move,
    NotUsed,
    Participant,
    PositionEntry,
    QuoteEntry,
    Since,
    SourceEntry,
    TopicHead,
    WatchOut,
    Window,
)

VISIT = """\
Varnia's foreign minister to visit Ostheim for talks on Halic Strait

LIMAN — Varnian Foreign Minister Şule Iğdır will visit Ostheim on May 12-13, officials said on Friday.

Iğdır will meet Ostheim's Prime Minister Дарья Ковалёва and Trade Minister Jonas Weiß.

The talks will cover the reopening of the Halic Strait, the need for a "clean" customs union, and visa-free travel for
students.

Iğdır will raise the release of two Varnian sailors <script>alert(1)</script> held since March.

"We expect no miracles. We expect the strait to open," Iğdır told reporters [see](http://example.org) on Friday.

The two sides aim at €5 billion in trade by 2027.

Liman Post
"""
READOUT = """\
Ostheim and Varnia agree to keep talking

OSTHEIM CITY — Prime Minister Ковалёва met Iğdır's predecessor, İsmet Çağlayan, in Ostheim City on January 20.

The two discussed the Halic Strait and *tariffs* on steel | aluminium.

“Steel is not a weapon,” Ковалёва said. “We will not use it as one.”

An Ostheim official, who asked not to be named, called the Varnian offer “half a step” and said more was needed.

Ostheim wants the tariffs lifted before any customs union.

Varnia closed the strait on 3 November 2023 after a collision.

OCN
"""
NOTE = "Ostheim will host a 土 summit on June 1 \x1b[31mif\x1b[0m the strait is open by then, reports say.\n"

ARTICLES = {
    "visit.txt": VISIT,
    "old/readout.txt": READOUT,
    "note.txt": NOTE,
    "sport.txt": "Varnia beat Ostheim 2–1\n",
    "odd `name`.txt": "[^1] A title\n",
}
_SOURCE = {path: n for n, path in enumerate(ARTICLES, 1)}


def _line(made: type[Line], path: str, /, *pieces: str, paragraph: int = 1, **values: Any) -> Any:
    page = ARTICLES[path]
    evidence = tuple(
        Evidence(path=path, start=page.index(words), end=page.index(words) + len(words)) for words in pieces
    )
    return made(
        id=sha256("".join((path, *pieces)).encode()).hexdigest()[:10],
        text=" […] ".join(" ".join(words.split()) for words in pieces),
        evidence=evidence,
        marks=(Mark(source=_SOURCE[path], paragraph=paragraph),),
        **values,
    )


_WILL_VISIT = "Varnian Foreign Minister Şule Iğdır will visit Ostheim on May 12-13, officials said on Friday."
_MET = "Prime Minister Ковалёва met Iğdır's predecessor, İsmet Çağlayan, in Ostheim City on January 20."
_COVER = (
    'The talks will cover the reopening of the Halic Strait, the need for a "clean" customs union, and visa-free travel'
    " for students."
)
_RAISE = "Iğdır will raise the release of two Varnian sailors <script>alert(1)</script> held since March."
_DISCUSSED = "The two discussed the Halic Strait and *tariffs* on steel | aluminium."
_HALF = (
    "An Ostheim official, who asked not to be named, called the Varnian offer “half a step” and said more was needed."
)


def _item(words: str, meeting: str, topic: str, sentence: str, path: str, paragraph: int, **values: Any) -> AgendaEntry:
    entry: AgendaEntry = _line(
        AgendaEntry,
        path,
        words,
        paragraph=paragraph,
        meeting=meeting,
        topic=topic,
        sentence=" ".join(sentence.split()),
        **values,
    )
    return entry


def example() -> Brief:
    """The brief as of 10 May 2025."""
    visit = _line(
        BriefMeeting, "visit.txt", _WILL_VISIT, status="upcoming", kind="visit",
        who=("Şule Iğdır", "Дарья Ковалёва", "Jonas Weiß"), place="Ostheim", start="2025-05-12", end="2025-05-13",
    )  # fmt: skip
    earlier = _line(
        BriefMeeting, "old/readout.txt", _MET, status="held", kind="meeting", who=("Дарья Ковалёва", "İsmet Çağlayan"),
        place="Ostheim City", start="2025-01-20", end="2025-01-20",
    )  # fmt: skip
    return Brief(
        profile="varnia-ostheim",
        title="Varnia–Ostheim",
        sides=("Varnia", "Ostheim"),
        our_side="Varnia",
        as_of="2025-05-10",
        cutoff="2025-05-09",
        window=Window(start="2024-11-11", end="2025-05-10", basis="as-of"),
        language="en",
        handling="OFFICIAL – SENSITIVE",
        sample=False,
        articles_read=5,
        meeting=visit,
        meetings=(visit, earlier),
        participants=(
            _line(Participant, "visit.txt", "Varnian Foreign Minister Şule Iğdır", name="Şule Iğdır",
                  office="Foreign Minister", side="Varnia", say_as="SHOO-leh UH-dir"),
            _line(Participant, "visit.txt", "Prime Minister Дарья Ковалёва", paragraph=2, name="Дарья Ковалёва",
                  office="Prime Minister", side="Ostheim"),
            _line(Participant, "old/readout.txt", "İsmet Çağlayan", name="İsmet Çağlayan", office="", side="Varnia",
                  then=True, now="Ambassador to Ostheim"),
        ),
        bottom_line=(
            _line(Line, "visit.txt", _WILL_VISIT),
            _line(Line, "old/readout.txt", "Ostheim wants the tariffs lifted before any customs union.", paragraph=5),
        ),
        changes=_changes(),
        since=Since(name="varnia-ostheim-2025-05-03.json", as_of="2025-05-03"),
        topics=(
            TopicHead(id="strait", title="The strait"),
            TopicHead(id="trade", title="Trade"),
            TopicHead(id="consular", title="Consular"),
        ),
        agenda=(
            _item("the reopening of the Halic Strait", visit.id, "strait", _COVER, "visit.txt", 3,
                  status="to-discuss", by=(), outlets=2),
            _item('the need for a "clean" customs union', visit.id, "trade", _COVER, "visit.txt", 3,
                  status="to-discuss", by=()),
            _item("visa-free travel for\nstudents", visit.id, "consular", _COVER, "visit.txt", 3,
                  status="to-discuss", by=()),
            _item("the release of two Varnian sailors <script>alert(1)</script> held since March", "", "consular",
                  _RAISE, "visit.txt", 4, status="to-raise", by=("Varnia",)),
            _item("the Halic Strait", earlier.id, "strait", _DISCUSSED, "old/readout.txt", 2, status="discussed",
                  by=()),
            _item("*tariffs* on steel | aluminium", earlier.id, "other", _DISCUSSED, "old/readout.txt", 2,
                  status="discussed", by=(), note="discussed; no later report"),
        ),
        positions=(
            _line(PositionEntry, "old/readout.txt", _HALF, paragraph=4, side="Ostheim", topic="trade",
                  speaker="An Ostheim official", date="2025-01-21"),
            _line(PositionEntry, "old/readout.txt", "Varnia closed the strait on 3 November 2023 after a collision.",
                  paragraph=6, side="Varnia", topic="strait"),
            _line(PositionEntry, "old/readout.txt", "We will not use it as one.", paragraph=3, side="Ostheim",
                  topic="trade", speaker="Дарья Ковалёва", date="2025-01-20"),
            _line(PositionEntry, "old/readout.txt", "Ostheim wants the tariffs lifted before any customs union.",
                  paragraph=5, side="Ostheim", topic="trade", ask=True),
        ),
        quotes=(
            _line(QuoteEntry, "visit.txt", "We expect no miracles. We expect the strait to open,", paragraph=5,
                  speaker="Şule Iğdır", office="Foreign Minister", side="Varnia", speaker_kind="named", kind="full",
                  topic="strait", date="2025-05-09", date_basis="said-on", source=1),
            _line(QuoteEntry, "old/readout.txt", "Steel is not a weapon,", "We will not use it as one.", paragraph=3,
                  speaker="Дарья Ковалёва", office="Prime Minister", side="Ostheim", speaker_kind="named", kind="full",
                  topic="trade", date="2025-01-21", date_basis="inferred", source=2, then=True),
            _line(QuoteEntry, "old/readout.txt", "half a step", paragraph=4, speaker="An Ostheim official", office="",
                  side="Ostheim", speaker_kind="unnamed", kind="fragment", topic="trade", date="", date_basis="unknown",
                  source=2, sentence=_HALF),
        ),
        figures=(
            _line(FigureEntry, "visit.txt", "The two sides aim at €5 billion in trade by 2027.", paragraph=6,
                  amounts=("€5 billion",), kind="money", topic="trade", date="2025-05-09"),
        ),
        dates_ahead=(
            _line(DatedLine, "note.txt", NOTE.strip(), date="2025-06-01"),
        ),
        background=(
            _line(DatedLine, "old/readout.txt", "Varnia closed the strait on 3 November 2023 after a collision.",
                  paragraph=6, date="2023-11-03"),
        ),
        watch_outs=(
            _line(WatchOut, "note.txt", NOTE.strip(), label="Relayed report"),
            WatchOut(id="w2", text="", evidence=(), marks=(), label="One source only: the customs union"),
        ),
        desk=Desk(
            addressee="The Foreign Minister",
            sender="Eastern Department",
            objectives=(DeskText(text="A date for reopening the strait.", author="A. Demir", date="2025-05-02"),),
            points=(
                DeskText(text="Sailors first: ask for consular access this week.", author="A. Demir", date="2025-05-02",
                         topic="consular"),
                DeskText(text="We can move on steel | if *they* move on transit.", topic="trade"),
            ),
        ),
        gaps=("No Varnian account of the talks of 20 January 2025 found.",),
        sources=(
            _source("visit.txt", "Varnia's foreign minister to visit Ostheim for talks on Halic Strait", "Liman Post",
                    date="2025-05-09", date_basis="stated"),
            _source("old/readout.txt", "Ostheim and Varnia agree to keep talking", "OCN", date="2025-01-21",
                    date_basis="inferred", date_reason="from another story on the page"),
            _source("note.txt", NOTE.strip(), "", date="", date_basis="unknown"),
        ),
        not_used=(
            NotUsed(path="sport.txt", story=1,
                    title="Varnia beat Ostheim 2–1", reason="the sides do not act on each other"),
            NotUsed(path="odd `name`.txt", story=2, title="[^1] A title", reason="only one side is named"),
        ),
        notices=("1 article dated after 10 May 2025 was not looked at.",),
        sections=SECTIONS,
    )  # fmt: skip


def _changes() -> tuple[Change, ...]:
    """What changed since the brief of 3 May 2025."""
    return (
        _line(Change, "visit.txt", _WILL_VISIT, kind="moved", section="meetings", status="upcoming", name="visit",
              moves=(Move(aspect="date", was="May 2025", now="12–13 May 2025"),)),
        _line(Change, "visit.txt", "the reopening of the Halic Strait", paragraph=3, kind="moved", section="agenda",
              status="to-discuss", topic="strait",
              moves=(Move(aspect="status", was="to-raise", now="to-discuss"),
                     Move(aspect="side", was="Ostheim", now=""), Move(aspect="wording")),
              was=_line(Line, "old/readout.txt", "the Halic Strait", paragraph=2)),
        _line(Change, "visit.txt", "visa-free travel for\nstudents", paragraph=3, kind="new", section="agenda",
              status="to-discuss", topic="consular"),
        _line(Change, "visit.txt", 'the need for a "clean" customs union', paragraph=3, kind="unchanged",
              section="agenda", status="to-discuss", topic="trade"),
        _line(Change, "old/readout.txt", "İsmet Çağlayan", kind="moved", section="participants", side="Varnia",
              name="İsmet Çağlayan", moves=(Move(aspect="office", was="Minister", now="Ambassador"),)),
        _line(Change, "old/readout.txt", _MET, kind="dropped", section="positions", side="Ostheim", topic="other",
              reason="over the limit of 5 for its list"),
        _line(Change, "old/readout.txt", "half a step", paragraph=4, kind="new", section="quotes", side="Ostheim",
              topic="trade", name="An Ostheim official"),
    )  # fmt: skip


SECTIONS = (
    "changes", "bottom-line", "meeting", "agenda", "participants", "last-time", "positions", "asks", "quotes",
    "objectives", "points", "if-raised", "press-line", "watch-outs", "dates-ahead", "figures", "background", "gaps",
    "dropped", "sources", "not-used",
)  # fmt: skip


def _source(path: str, title: str, publisher: str, **values: Any) -> SourceEntry:
    return SourceEntry(
        n=_SOURCE[path], title=title, publisher=publisher, path=path, story=1,
        sha256=sha256(ARTICLES[path].encode()).hexdigest(), **{"date_reason": "", **values},
    )  # fmt: skip


def empty() -> Brief:
    """The same brief with nothing found."""
    nothing: tuple[Any, ...] = ()
    return replace(
        example(), meeting=None, meetings=nothing, participants=nothing, bottom_line=nothing, changes=None, since=None,
        agenda=nothing, positions=nothing, quotes=nothing, figures=nothing, dates_ahead=nothing, background=nothing,
        watch_outs=nothing, desk=Desk(), gaps=nothing, sources=nothing, not_used=nothing, notices=nothing, cutoff="",
        handling="", articles_read=1,
    )  # fmt: skip
