"""The lists of a brief that a find counts in, and how much each may hold."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from briefgen.match import OTHER
from briefgen.profile import Profile
from briefgen.select.choice import Choice, Kind

OVER = "over the limit of"  # how the reason begins for what finds no room in its list


@dataclass(frozen=True, slots=True)
class Cap:
    """One list that a find counts in.

    Attributes:
        key: the same for all finds of the list.
        limit: the key of the profile's ``limits`` that says how many it holds.
        most: how many.
    """

    key: tuple[object, ...]
    limit: str
    most: int


def caps(profile: Profile, choice: Choice) -> tuple[Cap, ...]:
    """The lists a find counts in; none for an announcement that is printed with its report."""
    if choice.told_by:
        return ()
    limits, placed = profile.limits, choice.placed
    if choice.kind == "agenda":
        return (Cap(("agenda", placed.event, placed.topic), "agenda_per_topic", limits.agenda_per_topic),)
    if choice.kind == "position":
        wants = placed.find.rule.startswith("ask")  # asks stand in a list of their own
        return (Cap(("position", placed.side, wants), "positions_per_side", limits.positions_per_side),)
    whole = Cap(("quote",), "quotes", limits.quotes)
    if placed.topic == OTHER:
        return (whole,)
    return whole, Cap(("quote", placed.topic), "quotes_per_topic", limits.quotes_per_topic)


def limited(profile: Profile, found: list[Choice], kinds: tuple[Kind, ...]) -> list[Choice]:
    """The finds, best first, those of some kinds cut to the profile's limits, the best kept.

    An announcement that is printed with its report takes no room of its own.
    """
    counts: dict[tuple[object, ...], int] = defaultdict(int)
    out: dict[int, Choice] = {}
    kept: set[str] = set()
    for number, choice in sorted(enumerate(found), key=lambda pair: bool(pair[1].told_by)):
        out[number] = choice
        if not choice.kept or choice.kind not in kinds:
            continue
        alone = choice if choice.told_by in kept else replace(choice, told_by="")
        out[number] = alone
        lists = caps(profile, alone)
        full = next((cap for cap in lists if counts[cap.key] >= cap.most), None)
        if full is not None:
            out[number] = replace(alone, kept=False, reason=f"{OVER} {full.most} for its list")
            continue
        kept.add(choice.id)
        for cap in lists:
            counts[cap.key] += 1
    return [out[number] for number in range(len(found))]
