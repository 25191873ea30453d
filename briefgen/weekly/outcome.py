"""What a run did for one issue of a profile: told apart from the doing, which takes much longer to load."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefgen.errors import Exit, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a run did for one issue of a profile, or that there was nothing to do.

    Attributes:
        profile: its name.
        issue: the issue it was about, "" for none.
        version: of that issue.
        steps: what was done, in order: built, held, waiting, left-out, issued, sent.
        missed: the keys of the weeks that were passed over.
        held: why the issue must not go out.
        sent: what became of each copy that this run tried, by recipient.
        warnings: what a person should know.
        problems: what went wrong.
        following: when the next issue is due.
        code: of ``Exit``.
        known: whether all of it was told by a run before.
        settled: whether nothing is left to do before the next issue is due.
        waiting: whether a copy of any issue is still to be sent.
        rests_on: the stamps of the files that this rests on.
    """

    profile: str
    issue: str = ""
    version: int = 0
    steps: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    sent: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    following: str = ""
    code: Exit = Exit.OK
    known: bool = False
    settled: bool = False
    waiting: bool = False
    rests_on: tuple[list[str | int], ...] = ()


def joined(made: Sequence[Outcome], sent: Sequence[Outcome]) -> tuple[Outcome, ...]:
    """What the two halves of a run did for a profile, one outcome for each issue."""
    found = {(one.issue, one.version): one for one in made if one.issue or one.problems}
    for one in sent:
        before = found.get((one.issue, one.version))
        if before is None:
            found[one.issue, one.version] = one
            continue
        found[one.issue, one.version] = replace(
            before,
            steps=(*before.steps, *one.steps),
            sent={**before.sent, **one.sent},
            problems=(*before.problems, *one.problems),
            code=before.code or one.code,
            known=before.known and one.known,
            settled=one.settled,
            rests_on=one.rests_on,
        )
    kept = [one for one in found.values() if one.issue or one.code]
    return tuple(kept or sent or made)
