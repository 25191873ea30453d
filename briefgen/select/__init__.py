"""What goes into the brief: scored, repetitions merged, cut to the profile's limits; each with a reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from briefgen.lexicon import Lexicon
from briefgen.match import Matched, Story
from briefgen.model import Quote, Span
from briefgen.packs import Packs
from briefgen.profile import Profile
from briefgen.select.choice import Choice, Kind, choose, evidence, goes_on, line_id, utterances
from briefgen.select.hollow import without_hollow
from briefgen.select.limits import limited
from briefgen.select.merge import merge
from briefgen.select.overtaken import told_by_reports
from briefgen.select.stories import Stories, Unused, choose_stories
from briefgen.select.twice import not_on_the_agenda
from briefgen.text import words

__all__ = ["Choice", "Kind", "Selection", "Unused", "evidence", "line_id", "select"]

_SAYS_SOMETHING = 4  # words of a fragment
_NAMES_A_THING = 2  # words of a fragment that stands for nothing by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What the brief is made of, and what it is not made of."""

    used: tuple[Story, ...]  # newest first
    unused: tuple[Unused, ...]  # in the order read
    choices: tuple[Choice, ...]
    start: date  # the window, both days included
    end: date
    slid: bool  # nothing fell into the window, so it ends at the newest coverage

    def kept(self, kind: Kind) -> tuple[Choice, ...]:
        """The finds of one kind that are in the brief, best first."""
        return tuple(choice for choice in self.choices if choice.kind == kind and choice.kept)


def select(profile: Profile, matched: Matched, as_of: date, window: int, knowledge: tuple[Packs, Lexicon]) -> Selection:
    """The stories of the window and, from them, what the brief prints.

    Args:
        profile: its limits cut the lists.
        matched: everything found, seen through the profile.
        as_of: the last day of the window, unless nothing falls into it.
        window: its length in days.
        knowledge: the countries, and the words that tell two subjects apart.
    """
    stories = choose_stories(matched, as_of, window)
    return Selection(
        used=stories.used,
        unused=stories.unused,
        choices=tuple(_choices(profile, matched, stories, knowledge)),
        start=stories.start,
        end=stories.end,
        slid=stories.slid,
    )


def _choices(profile: Profile, matched: Matched, stories: Stories, knowledge: tuple[Packs, Lexicon]) -> list[Choice]:
    by_id = {story.findings.article.id: story for story in stories.used}
    rank = {id_: number for number, id_ in enumerate(by_id)}
    said = utterances(matched.placed)
    newest = stories.used[0].findings.article.date.day if stories.used else None
    found = [
        choose(placed, by_id[placed.article], said, newest)
        for placed in matched.placed
        if placed.article in by_id and not goes_on(placed, said)
    ]
    found.sort(key=lambda choice: (-choice.score, rank[choice.placed.article], choice.pieces))
    merged = told_by_reports(profile, merge(found, by_id, knowledge[1]), by_id, knowledge)
    quoted = _not_twice(limited(profile, _worth_quoting(merged, by_id), ("quote",)))
    agenda = without_hollow(profile, limited(profile, quoted, ("agenda",)), by_id, knowledge)
    listed = not_on_the_agenda(agenda, by_id)
    return limited(profile, listed, ("position",))


def _worth_quoting(found: list[Choice], stories: Mapping[str, Story]) -> list[Choice]:
    """A fragment of a few words is printed only where nothing longer is quoted of that speaker, and then one.

    One or two words are never printed: "safeguard" says nothing without its sentence. Nor is a short fragment whose
    sentence is printed already, with a longer one.
    """
    said = {one.id: _words_of(one, stories[one.placed.article]) for one in found if one.kind == "quote"}
    quotes = sorted((one for one in found if one.kept and one.kind == "quote"), key=lambda one: -said[one.id])
    heard = {_speaker(one) for one in quotes if not _is_fragment(one) or said[one.id] >= _SAYS_SOMETHING}
    told = dict[tuple[str, Span], str]()  # the longest quote of each sentence
    for one in quotes:
        told.setdefault((one.placed.article, one.placed.sentence), one.id)
    out = []
    for choice in found:
        if choice.kept and choice.kind == "quote" and _is_fragment(choice) and said[choice.id] <= _SAYS_SOMETHING:
            few = said[choice.id] < _SAYS_SOMETHING
            repeats = told[choice.placed.article, choice.placed.sentence] != choice.id
            if repeats or (few and (_speaker(choice) in heard or said[choice.id] <= _NAMES_A_THING)):
                out.append(replace(choice, kept=False, reason="too few words to quote"))
                continue
            heard.add(_speaker(choice))
        out.append(choice)
    return out


def _speaker(choice: Choice) -> str:
    find = choice.placed.find
    return find.speaker.name if isinstance(find, Quote) and find.speaker else ""


def _is_fragment(choice: Choice) -> bool:
    return isinstance(choice.placed.find, Quote) and choice.placed.find.kind == "fragment"


def _words_of(choice: Choice, story: Story) -> int:
    return sum(len(words(piece.of(story.findings.article.text))) for piece in choice.pieces)


def _not_twice(found: list[Choice]) -> list[Choice]:
    """A position whose sentence holds a full quote that is printed is printed as that quote alone.

    So is one whose sentence is printed with a fragment of it; what a side asks for stays among its asks.
    """
    quotes: dict[str, list[Span]] = defaultdict(list)
    around: set[tuple[str, Span]] = set()
    for choice in found:
        if choice.kept and isinstance(choice.placed.find, Quote):
            if choice.placed.find.kind == "full":
                quotes[choice.placed.article].extend(choice.pieces)
            else:
                around.add((choice.placed.article, choice.placed.sentence))
    return [
        replace(choice, kept=False, reason="printed as a quote")
        if choice.kind == "position"
        and choice.kept
        and (
            any(piece.meets(choice.placed.sentence) for piece in quotes[choice.placed.article])
            or (not choice.placed.ask and (choice.placed.article, choice.placed.sentence) in around)
        )
        else choice
        for choice in found
    ]
