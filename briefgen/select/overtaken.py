"""What was announced for a meeting and has been reported of it since: the report tells it, and stands alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from briefgen.lexicon import Lexicon
from briefgen.match import Story
from briefgen.match.sameness import Subject, same_subject, subject_of
from briefgen.model import Item
from briefgen.select.choice import Choice

_ANNOUNCED = ("to-discuss", "to-raise")
_HAPPENED = ("discussed", "agreed")
_LOOK_AT = 60  # reports of one meeting that an announcement is compared with


def without_overtaken(found: list[Choice], stories: Mapping[str, Story], lexicon: Lexicon) -> list[Choice]:
    """The finds, less the announcements of which a later article reports the very matter, of the same meeting.

    Args:
        found: the finds.
        stories: by article id.
        lexicon: the words that tell two subjects apart.
    """
    reports: dict[int, list[tuple[Choice, Subject]]] = defaultdict(list)
    for choice in found:
        if choice.kept and choice.placed.event is not None and _status(choice) in _HAPPENED:
            reports[choice.placed.event].append((choice, _subject(choice, stories, lexicon)))
    out = []
    for choice in found:
        event = choice.placed.event
        if choice.kept and event is not None and reports[event] and _status(choice) in _ANNOUNCED:
            own = _subject(choice, stories, lexicon)
            later = (one for one in reports[event][:_LOOK_AT] if _is_later(one[0], choice, stories))
            twin = next((one for one, subject in later if same_subject(subject, own, lexicon)), None)
            if twin is not None:
                out.append(replace(choice, kept=False, reason=f"says the same as {twin.id}"))
                continue
        out.append(choice)
    return out


def _status(choice: Choice) -> str:
    return choice.placed.find.status if isinstance(choice.placed.find, Item) else ""


def _subject(choice: Choice, stories: Mapping[str, Story], lexicon: Lexicon) -> Subject:
    story = stories[choice.placed.article]
    text, mask = story.findings.article.text, story.cast.sides.without
    return subject_of(" ".join(mask(piece.of(text)) for piece in choice.pieces), lexicon)


def _is_later(one: Choice, other: Choice, stories: Mapping[str, Story]) -> bool:
    days = [stories[choice.placed.article].findings.article.date.day for choice in (one, other)]
    return days[0] is not None and days[1] is not None and days[0] > days[1]
