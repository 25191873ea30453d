"""What was announced for a meeting and has been reported of it since: both are one item, told by its report."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from briefgen.extract.clauses import words_of
from briefgen.lexicon import Lexicon
from briefgen.match import Story
from briefgen.match.likeness import Likeness, Wording, Words, same_subject
from briefgen.match.sameness import Subject, contradict, subject_of
from briefgen.match.sameness import same_subject as says_no_more
from briefgen.model import Item
from briefgen.packs import Packs
from briefgen.profile import Profile
from briefgen.select.choice import Choice
from briefgen.text import fold

_ANNOUNCED = ("to-discuss", "to-raise")
_HAPPENED = ("discussed", "agreed")
_LOOK_AT = 60  # reports of one meeting that an announcement is compared with
_SURE = 2  # words of their own that an announcement and its report share,
_REPORT = 8.0  # to the score of what both stated at a meeting for which matters were announced
_OF_ALL = 3  # or so many of any kind, where every word of the shorter one is among them


@dataclass(frozen=True, slots=True)
class _Told:
    """A find with what its words tell."""

    choice: Choice
    subject: Subject
    said: Wording


def told_by_reports(
    profile: Profile, found: list[Choice], stories: Mapping[str, Story], knowledge: tuple[Packs, Lexicon]
) -> list[Choice]:
    """The finds, each announcement with the report that a later article has of its matter, at the same meeting.

    One that says nothing beyond its report is not printed; any other stands with it, as ``Choice.told_by`` says. What
    both sides are reported to have stated was taken up, too. Reports are compared under the announcement's own topic.

    Args:
        profile: whose sides every line may name.
        found: the finds.
        stories: by article id.
        knowledge: the countries, and the words that tell two subjects apart.
    """
    lexicon = knowledge[1]
    told = [one for one in found if one.kept and _is_report(one, stories, lexicon)]
    events = {one.placed.event for one in told}
    announced = [one for one in found if one.kept and _status(one) in _ANNOUNCED and one.placed.event in events]
    if not announced:
        return found
    words = Words(*knowledge)
    sides = frozenset(name for side in profile.sides for name in words.of(side.name).names)
    reports: dict[tuple[int | None, str], list[_Told]] = defaultdict(list)
    for one in told:
        reports[one.placed.event, one.placed.topic].append(_told(one, stories, words, lexicon))
    by_event: dict[int | None, list[tuple[int | None, str]]] = defaultdict(list)
    for held in reports:
        by_event[held[0]].append(held)
    out = {one.id: _taken_up(one) for one in told if _status(one) == "open"}
    for one in announced:
        near = [
            report
            for report in reports[one.placed.event, one.placed.topic][:_LOOK_AT]
            if _is_later(report.choice, one, stories)
        ]
        own = _told(one, stories, words, lexicon)
        scored = [(score, report) for report in near if (score := _likeness(own, report, sides, lexicon))]
        if scored:
            best = max(scored, key=lambda pair: pair[0])[1]
            out[one.id] = (
                replace(one, kept=False, reason=f"says the same as {best.choice.id}")
                if _is_all_of(own, best, lexicon)
                else replace(one, told_by=best.choice.id)
            )
            continue
        others = (report for held in by_event[one.placed.event] for report in reports[held][:_LOOK_AT])
        if any(_is_in_part(own, report, sides) and _is_later(report.choice, one, stories) for report in others):
            out[one.id] = replace(one, in_part=True)
    return sorted(
        (out.get(one.id, one) if isinstance(one.placed.find, Item) else one for one in found),
        key=lambda one: -one.score,
    )


def _is_report(choice: Choice, stories: Mapping[str, Story], lexicon: Lexicon) -> bool:
    """Whether a find tells that a matter was taken up: discussed, agreed, stated by both or of both at once."""
    if choice.placed.event is None:
        return False
    status = _status(choice)
    if status != "open" or len(choice.placed.sides) > 1:
        return status in (*_HAPPENED, "open")
    text = stories[choice.placed.article].findings.article.text
    return any(_of_both(lexicon).search(fold(piece.of(text))) for piece in choice.pieces)


@cache
def _of_both(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words_of(lexicon.words('actors.both'))})\b")


def _taken_up(choice: Choice) -> Choice:
    """What both stated where announcements wait for a report: before these, like all that is reported."""
    return replace(
        choice,
        score=round(choice.score + _REPORT, 2),
        parts=(*choice.parts, ("tells what was taken up", _REPORT)),
    )


def _day(choice: Choice, stories: Mapping[str, Story]) -> date:
    return stories[choice.placed.article].findings.article.date.day or date.min


def _status(choice: Choice) -> str:
    return choice.placed.find.status if isinstance(choice.placed.find, Item) else ""


def _told(choice: Choice, stories: Mapping[str, Story], words: Words, lexicon: Lexicon) -> _Told:
    story = stories[choice.placed.article]
    text, mask = story.findings.article.text, story.cast.sides.without
    plain = " ".join(piece.of(text) for piece in choice.pieces)
    masked = " ".join(mask(piece.of(text)) for piece in choice.pieces)
    return _Told(choice, subject_of(masked, lexicon), words.of(plain))


def _likeness(own: _Told, report: _Told, sides: frozenset[str], lexicon: Lexicon) -> Likeness | None:
    """How surely a report is of what was announced; None where they differ by a number, a negation or an opposite."""
    if own.subject.numbers and report.subject.numbers and own.subject.numbers != report.subject.numbers:
        return None
    if contradict(own.subject.text, report.subject.text, lexicon):
        return None
    score = same_subject(own.said, report.said, sides)
    if score is None:
        return None
    shared = len((own.said.own & report.said.own) - sides)
    return score if shared >= _SURE or (score[0] == 1 and score[2] >= _OF_ALL) else None


def _is_all_of(own: _Told, report: _Told, lexicon: Lexicon) -> bool:
    """Whether an announcement says nothing beyond a report: its words stand there, and in one subject of several.

    "Solar energy cooperation and nuclear waste" has every word of "nuclear energy cooperation", and is no report of it.
    """
    if not says_no_more(report.subject, own.subject, lexicon) or len(own.subject.words) > len(report.subject.words):
        return False
    subjects = (report.subject.text,) if _AND.search(own.subject.text) else _AND.split(report.subject.text)
    return any(own.subject.words <= subject_of(subject, lexicon).words for subject in subjects)


_AND = re.compile(r",? and |, ")


def _is_in_part(own: _Told, report: _Told, sides: frozenset[str]) -> bool:
    """Whether a report of another topic tells of some of what was announced: a name that both have, and a matter."""
    names = own.said.names & report.said.names - sides
    return bool(names) and len((own.said.own & report.said.own) - sides) >= _SURE


def _is_later(one: Choice, other: Choice, stories: Mapping[str, Story]) -> bool:
    return date.min < _day(other, stories) < _day(one, stories)
