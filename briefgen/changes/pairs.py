"""Two lists of items paired, whatever their order: the surest pairs first, each item once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from briefgen.changes.entries import Entry, Score

Likeness = Callable[[Entry, Entry], Score | None]


@dataclass(frozen=True, slots=True)
class Paired:
    """What stands in both briefs, and what stands in one of them only."""

    pairs: tuple[tuple[Entry, Entry], ...]  # then, now
    then: tuple[Entry, ...]
    now: tuple[Entry, ...]


def pair(then: Sequence[Entry], now: Sequence[Entry], rounds: Sequence[Likeness]) -> Paired:
    """The pairs of two lists: those of the first round before those of the next, and in each the likest first.

    Args:
        then: the items of the earlier brief.
        now: those of this one.
        rounds: how alike two items are, None where they are none; the surest way of telling first.
    """
    pairs: list[tuple[Entry, Entry]] = []
    left, right = list(then), list(now)
    for likeness in rounds:
        found = likest(left, right, likeness)
        pairs += found
        taken = {id(entry) for both in found for entry in both}
        left = [entry for entry in left if id(entry) not in taken]
        right = [entry for entry in right if id(entry) not in taken]
    return Paired(tuple(pairs), tuple(left), tuple(right))


def likest(then: Sequence[Entry], now: Sequence[Entry], likeness: Likeness) -> list[tuple[Entry, Entry]]:
    """The pairs of one round."""
    candidates = [
        (tuple(-part for part in score), sorted((one.order, other.order)), one.order, one, other)
        for one in then
        for other in now
        if (score := likeness(one, other)) is not None
    ]
    candidates.sort(key=lambda candidate: candidate[:3])
    taken: set[int] = set()
    found = []
    for *_, one, other in candidates:
        if id(one) not in taken and id(other) not in taken:
            taken |= {id(one), id(other)}
            found.append((one, other))
    return found


def joined(alone: Sequence[Entry], others: Sequence[Entry], likeness: Likeness) -> list[tuple[Entry, Entry]]:
    """Each item that is left alone with the likest of the others, though that has its own partner already."""
    found = []
    for entry in alone:
        scored = [(score, other) for other in others if (score := likeness(entry, other)) is not None]
        if scored:
            best = min(scored, key=lambda pair: (tuple(-part for part in pair[0]), pair[1].order))
            found.append((entry, best[1]))
    return found
