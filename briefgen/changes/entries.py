"""The items of a brief as they are compared: each with its line, what it says, and the meeting it belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefgen.changes.baseline import evidence, list_of, marks, words_of
from briefgen.changes.people import same_person
from briefgen.match.likeness import Wording, Words, folded, same_subject
from briefgen.model import ChangeSection, Line

_OTHER = "other"
_STATEMENT = 3  # words of its own that two statements of one subject share at least


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One item of a brief.

    Attributes:
        section: the list it stands in.
        item: its JSON.
        line: its words with their places.
        said: what they say.
        meeting: of an agenda item, the meeting it belongs to; the same for both briefs.
    """

    section: ChangeSection
    item: Mapping[str, Any]
    line: Line
    said: Wording
    meeting: str = ""

    def get(self, field: str) -> str:
        """A text of the item, empty where it has none."""
        return words_of(self.item, field)

    def all(self, field: str) -> tuple[str, ...]:
        """A list of texts of the item."""
        return list_of(self.item, field)

    @property
    def order(self) -> tuple[str, ...]:
        """What it sorts by among its like, whatever the order of the file."""
        return (self.line.text, self.line.id, *(self.get(field) for field in ("status", "meeting", "name", "speaker")))


def entries(
    items: Sequence[Mapping[str, Any]],
    section: ChangeSection,
    words: Words,
    meetings: Mapping[str, str] | None = None,
) -> list[Entry]:
    """The items of one list.

    Args:
        items: their JSON.
        section: the list.
        words: what is known of words.
        meetings: what to call the meeting of an agenda item, by the id the item names.
    """
    found = []
    for item in items:
        text = words_of(item, "text")
        line = Line(id=words_of(item, "id"), text=text, evidence=evidence(item), marks=marks(item))
        named = words_of(item, "meeting")
        meeting = (meetings or {}).get(named, named)
        found.append(Entry(section, item, line, words.of(text), meeting))
    return found


Score = tuple[float, ...]


def same_item(one: Entry, other: Entry) -> Score | None:
    """The very same line of the very same article."""
    if one.line.id != other.line.id or one.line.text != other.line.text or not one.line.text:
        return None  # the desk's meeting has no words, and one id whatever meeting it is
    return (float(_alike_beside(one, other)),)


def same_words(one: Entry, other: Entry) -> Score | None:
    """The same told by another article, or at another place."""
    if one.said.words != other.said.words or not one.line.text or not _of_one_list(one, other):
        return None
    return (float(_alike_beside(one, other)),)


def one_subject(one: Entry, other: Entry, sides: frozenset[str], people: frozenset[str] = frozenset()) -> Score | None:
    """Another wording for the same subject, now where the first was then; an older figure is no later form of one."""
    across = one.section == "agenda" and _share_a_name(one, other, sides)
    apart = _is_older(one, other) or _apart_in_one_article(one, other)
    if apart or not _of_one_list(one, other) or not (_one_topic(one, other) or across):
        return None
    if one.section == "agenda":
        return same_subject(one.said, other.said, sides, people=people)
    if one.section == "positions":
        return same_subject(one.said, other.said, sides | _speakers(one, other), _STATEMENT)
    if one.section in ("figures", "dates_ahead"):
        return same_subject(one.said, other.said, sides, _STATEMENT)
    if one.section == "quotes" and _one_utterance(one, other, sides):
        return (1.0,)
    return None


def _is_older(one: Entry, other: Entry) -> bool:
    """Whether a figure is none of a later article than the other; without a day nobody knows."""
    return one.section == "figures" and not "" < one.get("date") <= other.get("date")


def _of_one_list(one: Entry, other: Entry) -> bool:
    """Whether two items may be one at all: of one meeting, one side, one speaker; figures of one kind.

    What one side states is no later form of what the other stated; what was announced may have become both sides'.
    """
    if one.section == "agenda":
        stated = one.get("status") == other.get("status") == "open"
        return one.meeting == other.meeting and not (stated and one.all("by") != other.all("by"))
    if one.section == "positions":
        return one.get("side") == other.get("side")
    if one.section in ("dates_ahead", "background"):
        return True
    if one.section == "figures":
        return one.get("kind") == other.get("kind")
    return same_person(one.get("speaker"), other.get("speaker"))


def _alike_beside(one: Entry, other: Entry) -> bool:
    return all(one.get(field) == other.get(field) for field in ("status", "topic", "speaker", "side"))


def _speakers(one: Entry, other: Entry) -> frozenset[str]:
    return folded(one.get("speaker")) | folded(other.get("speaker"))


def _one_topic(one: Entry, other: Entry) -> bool:
    topics = {one.get("topic"), other.get("topic")}
    return len(topics) == 1 or _OTHER in topics


def _apart_in_one_article(one: Entry, other: Entry) -> bool:
    """Whether two lines stand at two places of the same article, which has not changed its mind since."""
    if one.section not in ("agenda", "positions"):
        return False
    places = [(at.path, at.start, at.end) for at in one.line.evidence]
    others = [(at.path, at.start, at.end) for at in other.line.evidence]
    if not places or not others or {path for path, *_ in places} != {path for path, *_ in others}:
        return False
    return not any(a < d and c < b for _, a, b in places for _, c, d in others)


def _share_a_name(one: Entry, other: Entry, sides: frozenset[str]) -> bool:
    """Whether two items of different topics name the same country or body, and share a further word of their own."""
    shared = (one.said.own & other.said.own) - sides
    return len(shared) > 1 and not shared.isdisjoint(one.said.names)


def _one_utterance(one: Entry, other: Entry, sides: frozenset[str]) -> bool:
    """Whether one quotes more of what the other quotes, or both give the words of one day in two translations."""
    short, long = sorted((one.said.words, other.said.words), key=len)
    short, long = short[: short.index("|")], long[: long.index("|")]
    if short and any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1)):
        return True
    days = {one.get("date"), other.get("date")}
    return len(days) == 1 and "" not in days and same_subject(one.said, other.said, sides, _STATEMENT) is not None
