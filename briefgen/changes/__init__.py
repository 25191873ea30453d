"""Two briefs of one profile beside each other: what is new, moved, dropped and unchanged.

A function of the two briefs' JSON and of nothing else; what is matched is the subject and not the string. First the
very same lines, then the same words told elsewhere, then other words for one subject: of the same meeting, topic, side
or speaker, as far as the words that carry the subject agree and no name stands against it. What is paired counts as
unchanged only where every word but the small ones, every figure and every country is the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

from briefgen.changes.baseline import Baseline, list_of, names_of, read_baseline, sources_of, words_of
from briefgen.changes.entries import Entry, Score, entries, one_subject, same_item, same_words
from briefgen.changes.meetings import same_meeting
from briefgen.changes.moves import is_still_ahead_of_its_report, moves
from briefgen.changes.pairs import Likeness, Paired, joined, pair
from briefgen.changes.people import same_person
from briefgen.changes.places import EarlierSources
from briefgen.match.likeness import Words, folded
from briefgen.model import Aspect, Change, ChangeKind, ChangeSection, Line, Since
from briefgen.wording import say

__all__ = ["Baseline", "Words", "changes", "names_of", "read_baseline", "sources_of"]

_KINDS = ("moved", "new", "dropped", "unchanged")
_SECTIONS: tuple[ChangeSection, ...] = get_args(ChangeSection)
# Under which headings each list is printed; what one of the two briefs does not print is not compared.
_PRINTED_AS: Mapping[ChangeSection, frozenset[str]] = {
    "meetings": frozenset({"meeting", "last-time"}),
    "agenda": frozenset({"agenda"}),
    "participants": frozenset({"participants"}),
    "positions": frozenset({"positions", "asks"}),
    "quotes": frozenset({"quotes"}),
    "dates_ahead": frozenset({"dates-ahead"}),
    "figures": frozenset({"figures"}),
    "background": frozenset({"background"}),
}
_REPORTED = ("discussed", "agreed")
_NO_REASONS: Mapping[str, str] = {}


def changes(
    then: Baseline, now: Mapping[str, Any], words: Words, left_out: Mapping[str, str] = _NO_REASONS
) -> tuple[Since, tuple[Change, ...]]:
    """Every item of two briefs, once as it stands now, or as it stood where it is gone; and what it is compared with.

    Args:
        then: the earlier brief.
        now: the JSON of this one.
        words: what is known of words.
        left_out: why a find of this brief's articles is not printed, by id; without it fewer drops are explained.
    """
    sources = EarlierSources(then.data, now)
    found: list[Change] = []
    meetings = pair(
        entries(then.data["meetings"], "meetings", words),
        entries(now["meetings"], "meetings", words),
        (same_item, same_meeting),
    )
    if _both_print("meetings", then.data, now):
        found += _told(meetings, ((), ()), words, sources, left_out)
    sides = frozenset(name for side in now["sides"] for name in words.of(side).names)
    people = frozenset(word for brief in (then.data, now) for word in _people(brief))
    for section in _SECTIONS[1:]:
        if not _both_print(section, then.data, now):
            continue
        old, new = _meeting_names(then.data, now, meetings)
        subject = _Subject(sides, people, _announced(then.data, now) if section == "agenda" else {})
        paired = pair(
            entries(_of_their_own(then.data[section]), section, words, old),
            entries(_of_their_own(now[section]), section, words, new),
            _rounds(section, subject),
        )
        found += _told(paired, _joins(paired, section, subject), words, sources, left_out)
    lines = [line for change in found if (line := _earlier(change))]
    cited = sources.cited(lines)
    placed = (_placed(change, sources, cited) for change in found)
    return Since(name=then.name, as_of=then.as_of, sources=cited), tuple(sorted(placed, key=_order))


def _both_print(section: ChangeSection, then: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Whether both briefs have that list and print it; an older brief may lack one, and a profile may leave one out."""
    for brief in (then, now):
        headings = list_of(brief, "sections")
        if section not in brief or (headings and _PRINTED_AS[section].isdisjoint(headings)):
            return False
    return True


def _people(brief: Mapping[str, Any]) -> frozenset[str]:
    """The words of the names and offices of those who take part."""
    return frozenset(
        word
        for person in brief["participants"]
        for field in ("name", "office")
        for word in folded(words_of(person, field))
    )


@dataclass(frozen=True, slots=True)
class _Subject:
    """Whether two items are of one subject.

    Attributes:
        sides: the words of their names.
        people: the words of the names and offices of those who take part.
        announced: the ids of what was announced, by that of the item which reports on it in either brief.
    """

    sides: frozenset[str]
    people: frozenset[str]
    announced: Mapping[str, frozenset[str]]

    def is_reported(self, one: Entry, other: Entry) -> Score | None:
        """An announcement, and the report with which it is printed in either brief."""
        told = one.line.id in self.announced.get(other.line.id, ()) or other.line.id in self.announced.get(
            one.line.id, ()
        )
        return (1.0,) if told else None

    def is_one(self, one: Entry, other: Entry) -> Score | None:
        """Another wording for the same subject."""
        return one_subject(one, other, self.sides, self.people)


def _of_their_own(items: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The items without the announcements that are printed with their reports."""
    return [item for item in items if not item.get("told_by")]


def _announced(*briefs: Mapping[str, Any]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for item in (item for brief in briefs for item in brief["agenda"]):
        if report := words_of(item, "told_by"):
            found.setdefault(report, set()).add(words_of(item, "id"))
    return {report: frozenset(ids) for report, ids in found.items()}


def _rounds(section: ChangeSection, subject: _Subject) -> tuple[Likeness, ...]:
    if section == "participants":
        return (_same_participant,)
    if section == "background":
        return same_item, same_words
    return same_item, subject.is_reported, same_words, subject.is_one


def _same_participant(one: Entry, other: Entry) -> tuple[float, ...] | None:
    if not same_person(one.get("name"), other.get("name")):
        return None
    return float(one.get("name") == other.get("name")), float(one.get("side") == other.get("side"))


def _meeting_names(
    then: Mapping[str, Any], now: Mapping[str, Any], meetings: Paired
) -> tuple[dict[str, str], dict[str, str]]:
    """What to call the meeting of an agenda item in either brief: alike where it is one meeting.

    An item that names no meeting belongs to the one the brief is for.
    """
    old = {entry.line.id: f"then {entry.line.id}" for entry in meetings.then}
    old |= {before.line.id: after.line.id for before, after in meetings.pairs}
    main_then, main_now = (brief["meeting"]["id"] if brief["meeting"] else "" for brief in (then, now))
    return old | {"": old.get(main_then, "")}, {"": main_now}


Joins = tuple[tuple[tuple[Entry, Entry], ...], tuple[tuple[Entry, Entry], ...]]


def _joins(paired: Paired, section: ChangeSection, subject: _Subject) -> Joins:
    """A further report of a subject that stands in both briefs: an item alone with the one it reports on, then and now.

    The first pairs are of an item that stands alone now, the others of one that stood alone then.
    """
    if section not in ("agenda", "positions"):
        return (), ()

    still = (both for both in paired.pairs if any(is_still_ahead_of_its_report(*two) for two in (both, both[::-1])))
    unreported = {id(item) for both in still for item in both}

    def likeness(one: Entry, other: Entry) -> Score | None:
        told = subject.is_reported(one, other)
        if told is None and id(other) in unreported and _tells_of_both(one):
            return None  # what was announced stands there as something of which no report was found
        return told or subject.is_one(one, other)

    before = joined(paired.now, [then for then, _ in paired.pairs], likeness)
    after = joined(paired.then, [now for _, now in paired.pairs], likeness)
    return tuple((then, now) for now, then in before), tuple(after)


def _tells_of_both(item: Entry) -> bool:
    """Whether an agenda item tells what both sides did; what one of them states may answer what was to be raised."""
    return item.get("status") in _REPORTED or len(item.all("by")) > 1


def _told(
    paired: Paired, joins: Joins, words: Words, sources: EarlierSources, left_out: Mapping[str, str]
) -> list[Change]:
    told_of = {id(entry) for both in (*joins[0], *joins[1]) for entry in both}
    reports = (*joins[0], *((now, then) for then, now in joins[1]))
    reported = {id(subject) for subject, report in reports if report.get("status") in _REPORTED}
    found = [_pair_change(then, now, words) for then, now in joins[0]]
    found += [_still_told(_pair_change(then, now, words)) for then, now in joins[1]]
    for then, now in paired.pairs:
        # Where there is a report that it was discussed, that tells what became of it.
        known = id(then) in reported or id(now) in reported
        found.append(_pair_change(then, now, words, "note" if known else None))
    found += [_fresh(now, sources) for now in paired.now if id(now) not in told_of]
    for then in paired.then:
        if id(then) not in told_of:
            gone = _change("dropped", then)
            found.append(replace(gone, reason=sources.why_gone(then, left_out)))
    return found


def _fresh(now: Entry, sources: EarlierSources) -> Change:
    """An item that its list had not; with a reason where the earlier brief told its words in another."""
    new = _change("new", now)
    told = now.section not in ("meetings", "participants") and sources.had(now)
    return replace(new, reason=say("changes.why.told")) if told else new


def _pair_change(then: Entry, now: Entry, words: Words, but: Aspect | None = None) -> Change:
    """What became of an item, in every respect but one."""
    moved = tuple(move for move in moves(then, now, words) if move.aspect != but)
    same = then.line.id == now.line.id and not moved
    return replace(_change("moved" if moved else "unchanged", now), moves=moved, was=None if same else then.line)


def _still_told(change: Change) -> Change:
    """An item that is gone, and whose subject stood and stands in another: that one's status has not moved."""
    wording = tuple(move for move in change.moves if move.aspect == "wording")
    return replace(change, moves=wording) if wording else change


def _change(kind: ChangeKind, entry: Entry) -> Change:
    line = entry.line
    return Change(
        id=line.id,
        text=line.text,
        evidence=line.evidence,
        marks=line.marks,
        kind=kind,
        section=entry.section,
        status=entry.get("status"),
        topic=entry.get("topic"),
        side=entry.get("side") or ", ".join(entry.all("by")),
        name=entry.get("name") or entry.get("speaker") or entry.get("kind") * (entry.section == "meetings"),
    )


def _earlier(change: Change) -> Line | None:
    """The line of a change that is of the earlier brief."""
    return change if change.kind == "dropped" else change.was


def _placed(change: Change, sources: EarlierSources, cited: tuple[Any, ...]) -> Change:
    if change.kind == "dropped":
        line = sources.renumbered(change, cited)
        return replace(change, evidence=line.evidence, marks=line.marks)
    return replace(change, was=sources.renumbered(change.was, cited)) if change.was else change


def _order(change: Change) -> tuple[Any, ...]:
    """The order of the list, whatever that of the two files: by section and kind, then by place in the sources."""
    places = [(mark.source, mark.paragraph) for mark in change.marks]
    starts = [at.start for at in change.evidence]
    was = change.was.id if change.was else ""
    return _SECTIONS.index(change.section), _KINDS.index(change.kind), places, starts, change.id, was, change.text
