"""What the template sets out: the brief's lines grouped, labelled and in order. Nothing is dropped here but repeats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from briefgen.model import (
    AgendaEntry,
    Brief,
    BriefMeeting,
    DatedLine,
    DeskText,
    NotUsed,
    Participant,
    PositionEntry,
    QuoteEntry,
    SourceEntry,
)
from briefgen.render.escape import printed
from briefgen.wording import dates_as_printed, day, days, say

T = TypeVar("T")
DESK_SECTIONS = ("objectives", "points", "if-raised", "press-line")
CUT = " […]"
_LONGEST_TITLE = 200  # characters: no headline is longer; a lede that stands for one may be
_IN_FULL = 6  # meetings beside the brief's own that are told with their sentence; of years of articles there are dozens
_SHARED_BY = 3  # items; fewer and a line above the table saves nothing


@dataclass(frozen=True, slots=True)
class Group(Generic[T]):
    """Lines that stand together under one label."""

    label: str
    lines: tuple[T, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """An agenda item with its number on the page, what our words say of it, and what was announced of the same."""

    n: int
    entry: AgendaEntry
    tag: str
    announced: tuple[tuple[AgendaEntry, str], ...] = ()  # each with what our words say of it


@dataclass(frozen=True, slots=True)
class Agenda:
    """A meeting and its agenda, a group for each topic; ``legend`` holds what many items share, printed once."""

    meeting: BriefMeeting | None
    legend: tuple[tuple[str, str], ...]  # what stands at the item, nothing for the commonest, and what it stands for
    groups: tuple[Group[Row], ...]
    short: bool = False  # without the sentence that reports the meeting


def grouped(lines: Iterable[T], label: Callable[[T], str], order: Sequence[str] = ()) -> tuple[Group[T], ...]:
    """``lines`` under their labels: those of ``order`` first, then as they come."""
    found: dict[str, list[T]] = {name: [] for name in order}
    for line in lines:
        found.setdefault(label(line), []).append(line)
    return tuple(Group(name, tuple(held)) for name, held in found.items() if held)


# --- meetings and agenda --------------------------------------------------------------------------------------------


def meeting_label(meeting: BriefMeeting) -> str:
    """The kind of a meeting and how it stands: "Visit, upcoming"."""
    kind = say(f"kind.{meeting.kind}")
    if meeting.note:  # whether it took place is not known
        return f"{kind}, {say('meeting.announced')}"
    return f"{kind}, {say(f'meeting.{meeting.status}')}" if meeting.status != "none" else kind


def meeting_facts(meeting: BriefMeeting) -> tuple[str, ...]:
    """When, where, at which event, in which format and who, as far as they are known."""
    dates = days(meeting.start, meeting.end) if meeting.start else say("meeting.none")
    if meeting.when_text:
        desk = meeting.origin == "desk"
        dates = meeting.when_text if desk else say("meeting.as-written", words=meeting.when_text)
    filed = say("meeting.filed", words=dates_as_printed(meeting.filed)) if meeting.filed else ""
    who = ", ".join(meeting.who)
    facts = (dates, meeting.place, filed, meeting.event, meeting.format, who, meeting.note)
    return tuple(fact for fact in facts if fact)


def agenda(brief: Brief) -> Agenda:
    """The agenda of the meeting the brief is for, with the items that name no meeting."""
    own = brief.meeting.id if brief.meeting else ""
    return _agenda(brief, brief.meeting, [entry for entry in brief.agenda if entry.meeting in ("", own)], 1)


def last_time(brief: Brief) -> tuple[Agenda, ...]:
    """The other meetings with what was on their agenda, in the brief's order; none of the further ones."""
    own = brief.meeting.id if brief.meeting else ""
    folded = further_meetings(brief)
    others = [meeting for meeting in brief.meetings if meeting.id != own]
    tables = []
    n = 1 + sum(entry.meeting in ("", own) and not entry.told_by for entry in brief.agenda)
    for number, meeting in enumerate(others):
        if meeting in folded:
            continue
        entries = [entry for entry in brief.agenda if entry.meeting == meeting.id]
        tables.append(replace(_agenda(brief, meeting, entries, n), short=number >= _IN_FULL))
        n += sum(not entry.told_by for entry in entries)
    return tuple(tables)


def further_meetings(brief: Brief) -> tuple[BriefMeeting, ...]:
    """The meetings that are told in one line of all: past the first few those of which no agenda is reported."""
    own = brief.meeting.id if brief.meeting else ""
    others = [meeting for meeting in brief.meetings if meeting.id != own]
    with_items = {entry.meeting for entry in brief.agenda}
    return tuple(meeting for meeting in others[_IN_FULL:] if meeting.id not in with_items)


def stands_in_full(brief: Brief, meeting: str) -> bool:
    """Whether the sentence that reports a meeting stands in its own section of the page."""
    if brief.meeting and brief.meeting.id == meeting:
        return "meeting" in brief.sections
    told = {table.meeting.id for table in last_time(brief) if table.meeting and not table.short}
    return "last-time" in brief.sections and meeting in told


def last_time_heading(brief: Brief) -> str:
    """The heading, with the day where one dated meeting that was held stands there alone; "Last time" is past."""
    told = last_time(brief)
    if any(table.meeting and table.meeting.status in ("upcoming", "under-way") for table in told):
        return say("heading.last-time.others")
    meeting = told[0].meeting if len(told) == 1 else None
    if meeting is None or not meeting.start or meeting.status != "held":
        return say("heading.last-time")
    return say("heading.last-time.dated", date=days(meeting.start, meeting.end))


def _agenda(brief: Brief, meeting: BriefMeeting | None, entries: Sequence[AgendaEntry], first: int) -> Agenda:
    legend = _legend(entries)
    titles = {topic.id: topic.title for topic in brief.topics}
    other = say("topic.other")
    own = [entry for entry in entries if not entry.told_by]
    announced: dict[str, list[AgendaEntry]] = {}
    for entry in entries:
        announced.setdefault(entry.told_by, []).append(entry)
    ordered = grouped(own, lambda entry: titles.get(entry.topic, other), [*titles.values(), other])
    numbers = iter(range(first, first + len(own)))
    groups = tuple(
        Group(
            group.label,
            tuple(
                Row(
                    next(numbers),
                    entry,
                    _tag(entry, legend),
                    tuple((one, _announced(one)) for one in announced.get(entry.id, ())),
                )
                for entry in group.lines
            ),
        )
        for group in ordered
    )
    told = ((at_item, _unrepeated(at_item, note)) for at_item, note in legend.items())
    return Agenda(meeting, tuple(pair for pair in told if pair[1]), groups)


def _unrepeated(at_item: str, note: str) -> str:
    """A note without the words that stand at the item: "24 March 2025; no report that it was"."""
    rest = note.removeprefix(at_item) if at_item else note
    return note if rest == note else _unbracketed(rest).lstrip(" ,;")


_ANNOUNCED = frozenset({"to-raise", "to-discuss"})  # of a meeting that is past


def _legend(entries: Sequence[AgendaEntry]) -> dict[str, str]:
    """What many items share, by what stands in its place: nothing for the commonest, the status for another note."""
    entries = [entry for entry in entries if not entry.told_by]
    shared = Counter(_standing(entry) for entry in entries if entry.note or not entry.by)
    # of two notes that begin alike the longer one stands at no item: "was to be discussed" alone is the shorter
    ranked = sorted(shared, key=lambda note: (-shared[note], -len(note)))
    longer = (
        note for note in ranked if shared[note] >= _SHARED_BY and note != ranked[0] and note.startswith(ranked[0])
    )
    common = next(longer, ranked[0] if ranked else "")
    count = shared[common]
    if count < _SHARED_BY:
        return {}
    legend = {"": common}
    for note, count in Counter(entry.note for entry in entries if entry.note not in ("", common)).most_common():
        status = next(entry.status for entry in entries if entry.note == note)
        stands_for = say(f"status.was-{status}") if status in _ANNOUNCED else say(f"status.{status}")
        bare = any(entry.status == status and not entry.note for entry in entries)
        if count >= _SHARED_BY and not bare and stands_for not in legend:
            legend[stands_for] = note
    return legend


def _standing(entry: AgendaEntry) -> str:
    return entry.note or say(f"status.{entry.status}")


def stands(status: str, by: str, as_told_by: str = "") -> str:
    """How an agenda item stands: "stated by Kenya, Peru, as Peru tells it"."""
    if as_told_by:
        return say("status.by.open.as-told", sides=by, teller=as_told_by)
    return say(f"status.by.{status}", sides=by) if by else say(f"status.{status}")


def _tag(entry: AgendaEntry, legend: Mapping[str, str]) -> str:
    said = stands(entry.status, ", ".join(entry.by), entry.as_told_by)
    if entry.note and entry.note not in legend.values():
        said = _unbracketed(_with_sides(entry))
    elif entry.note and entry.status == "to-raise":  # the legend tells when, and what came of it
        sides = ", ".join(entry.by)
        said = say("status.by.was-to-raise", sides=sides) if sides else say("status.was-to-raise")
    elif entry.note and entry.status == "to-discuss" and entry.note != legend.get(""):
        said = say("status.was-to-discuss")
    elif _standing(entry) == legend.get("") and (entry.note or not entry.by):
        said = ", ".join(entry.by)
    outlets = say("outlets", n=entry.outlets) if entry.outlets > 1 else ""
    return ", ".join(part for part in (said, outlets) if part)


def _with_sides(entry: AgendaEntry) -> str:
    """A note with whoever was to raise the matter."""
    plain = say("status.was-to-raise")
    if not entry.by or not entry.note.startswith(plain):
        return entry.note
    return say("status.by.was-to-raise", sides=", ".join(entry.by)) + entry.note.removeprefix(plain)


def _announced(entry: AgendaEntry) -> str:
    """What our words say of an announcement that stands with its report."""
    by = say(f"status.by.{entry.status}", sides=", ".join(entry.by)) if entry.by else ""
    return ", ".join(part for part in (say("agenda.announced"), by) if part)


def _unbracketed(note: str) -> str:
    """A note for printing inside brackets of its own."""
    return note.replace(" (", ", ").replace(")", "")


# --- people, positions, quotes --------------------------------------------------------------------------------------


def participants(brief: Brief) -> tuple[Group[Participant], ...]:
    """The people of the brief's own meeting by side, in the sides' order; last the others, each with the side known."""
    own = brief.meeting.who if brief.meeting else ()
    here = [person for person in brief.participants if not own or person.name in own]
    groups = grouped(here, lambda person: person.side or say("side.none"), brief.sides)
    elsewhere = [person for person in brief.participants if person not in here]
    others = grouped(elsewhere, lambda person: _elsewhere(person.side), [_elsewhere(side) for side in brief.sides])
    known = {group.label: group for group in groups}
    unknown = known.pop(say("side.none"), None)
    if unknown is not None:  # one group of those of no side
        rest = {group.label: group for group in others}
        strangers = rest.pop(_elsewhere(None), Group("", ()))
        others = (*rest.values(), Group(unknown.label, (*unknown.lines, *strangers.lines)))
    return (*known.values(), *others)


def _elsewhere(side: str | None) -> str:
    """The label of those who are not of the brief's own meeting: "Others · Kenya"."""
    return " · ".join(filter(None, (say("people.elsewhere"), side)))


def person_tag(person: Participant) -> str:
    """What the person is now, where that differs, and how the name is said."""
    now = say("office.now", office=person.now) if person.now else ""
    return ", ".join(part for part in (now, say("say-as", words=person.say_as) if person.say_as else "") if part)


def positions(brief: Brief, ask: bool) -> tuple[Group[PositionEntry], ...]:
    """Positions by side and, within one, by topic; the asks apart where the brief has that section."""
    apart = "asks" in brief.sections
    chosen = [entry for entry in brief.positions if (entry.ask and apart) == ask]
    order = [topic.id for topic in brief.topics]
    chosen.sort(key=lambda entry: order.index(entry.topic) if entry.topic in order else len(order))
    return grouped(chosen, lambda entry: entry.side or say("side.none"), brief.sides)


def topic_title(brief: Brief, topic: str) -> str:
    """The heading of a topic; "Other" where the brief has none."""
    return next((head.title for head in brief.topics if head.id == topic), say("topic.other"))


def position_tag(entry: PositionEntry) -> str:
    """Who said it, where the words themselves do not tell, which office they held then, and when."""
    named = entry.speaker and entry.speaker.split()[-1] in entry.text
    then = " ".join((say("then"), entry.office)) if entry.then and entry.office else ""
    when = _told_when(entry)
    return ", ".join(part for part in ("" if named else entry.speaker, then, when) if part)


def told_on(date: str, basis: str) -> str:
    """The day of an article, and that it is inferred where it is."""
    if not date:
        return say("undated")
    return say("inferred", date=day(date)) if basis == "inferred" else day(date)


def quote_tag(brief: Brief, quote: QuoteEntry) -> str:
    """What our words say of a quote: kind of speaker, day and how it is known, topic."""
    kind = {"unnamed": say("speaker.unnamed"), "document": say("speaker.document")}.get(quote.speaker_kind, "")
    return ", ".join(part for part in (kind, _told_when(quote), topic_title(brief, quote.topic)) if part)


def quoted_in(brief: Brief, quote: QuoteEntry) -> str:
    """The sentence in which a fragment is quoted; nothing where it stands with an earlier fragment of it."""
    for other in brief.quotes:
        if other is quote:
            break
        if other.kind == "fragment" and (other.source, other.sentence) == (quote.source, quote.sentence):
            return ""
    return quote.sentence


def _told_when(entry: PositionEntry | QuoteEntry) -> str:
    """The day something was said, where the article tells it, else that of the article."""
    if not entry.date or entry.date_basis == "unknown":
        return say("undated")
    key = {"said-on": "said", "stated": "reported", "inferred": "inferred"}[entry.date_basis]
    return say(key, date=day(entry.date))


def dated_label(line: DatedLine) -> str:
    """The day of a dated line, or since which day it holds."""
    date = days(line.date, line.end)
    return say("date.since", date=date) if line.since else date


# --- desk text, sources ---------------------------------------------------------------------------------------------


def desk_texts(brief: Brief, section: str) -> tuple[DeskText, ...]:
    """The desk text of one section."""
    texts: tuple[DeskText, ...] = getattr(brief.desk, section.replace("-", "_"))
    return texts


def desk_tag(brief: Brief, item: DeskText) -> str:
    """Topic, author and date of a desk text."""
    topic = topic_title(brief, item.topic) if item.topic else ""
    return ", ".join(part for part in (topic, item.author, day(item.date) if item.date else "") if part)


def headline(title: str) -> str:
    """A title as listed: one that is a whole long sentence is cut between words, with a mark for it."""
    line = printed(title)
    if len(line) <= _LONGEST_TITLE:
        return line
    start = line[:_LONGEST_TITLE]
    return (start.rpartition(" ")[0] or start) + CUT


def source_date(source: SourceEntry) -> str:
    """The date of a source with its basis."""
    if source.date_basis == "unknown" or not source.date:
        return say("source.undated.reason", reason=source.date_reason) if source.date_reason else say("undated")
    if source.date_basis == "stated":
        return day(source.date)
    key = "source.inferred.reason" if source.date_reason else "source.inferred"
    return say(key, date=day(source.date), reason=source.date_reason)


def not_used(brief: Brief) -> tuple[Group[NotUsed], ...]:
    """What was read and not used, by reason."""
    return grouped(brief.not_used, _reason)


def _reason(article: NotUsed) -> str:
    return article.reason
