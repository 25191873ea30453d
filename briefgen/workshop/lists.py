"""The lists of a brief as they were filled: at which place of its list a find stands, and what stands before it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from briefgen.match import OTHER
from briefgen.pipeline import Made
from briefgen.profile import Profile
from briefgen.select import Choice
from briefgen.select.limits import Cap, caps
from briefgen.workshop.answers import Listed, Rival

_CUT = "over the limit of"


def is_cut(choice: Choice) -> bool:
    """Whether a find is good enough, and only its list is full."""
    return not choice.kept and choice.reason.startswith(_CUT)


def full_list(choice: Choice, profile: Profile, made: Made) -> tuple[Cap, int] | None:
    """The list that had no room for a find, and the place that the find has among those meant for it, from 1."""
    counts: dict[tuple[object, ...], int] = defaultdict(int)
    for other in made.selection.choices:
        if other.kind != choice.kind or not (other.kept or is_cut(other)):
            continue
        lists = caps(profile, other)
        full = next((cap for cap in lists if counts[cap.key] >= cap.most), None)
        if other.id == choice.id:
            return (full, counts[full.key] + 1) if full else None
        for cap in (full,) if full else lists:  # what is cut waits in the list that cut it
            counts[cap.key] += 1
    return None


def lists(choice: Choice, profile: Profile, made: Made, words: Callable[[Choice], str]) -> tuple[Listed, ...]:
    """The lists a find counts in, with what stands before it; none where it did not come so far.

    Args:
        choice: the find.
        profile: of the brief.
        made: the brief.
        words: what a find says.
    """
    if not (choice.kept or is_cut(choice)):
        return ()
    earlier = []
    for other in made.selection.choices:
        if other.id == choice.id:
            break
        if other.kept and other.kind == choice.kind:
            earlier.append(other)
    cut = full_list(choice, profile, made)
    found = []
    for cap in caps(profile, choice):
        before = [other for other in earlier if any(one.key == cap.key for one in caps(profile, other))]
        place = cut[1] if cut and cut[0].key == cap.key else len(before) + 1
        rivals = tuple(Rival(id=other.id, score=other.score, text=words(other)) for other in before)
        name = _name(cap, choice, profile)
        found.append(Listed(list=name, limit=cap.limit, most=cap.most, place=place, before=rivals))
    return tuple(found)


def _name(cap: Cap, choice: Choice, profile: Profile) -> str:
    topics = {topic.id: topic.title for topic in profile.topics}
    topic = topics.get(choice.placed.topic, "no topic" if choice.placed.topic == OTHER else choice.placed.topic)
    if cap.limit == "agenda_per_topic":
        return f"agenda items on {topic} of {'its meeting' if choice.placed.event is not None else 'no meeting'}"
    if cap.limit == "positions_per_side":
        what = "asks" if choice.placed.find.rule.startswith("ask") else "positions"
        return f"{what} of {choice.placed.side or 'both sides'}"
    return f"quotes on {topic}" if cap.limit == "quotes_per_topic" else "quotes"
