"""What a run did for one profile: told apart from the doing, which takes much longer to load."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from briefgen.errors import Exit, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a run did for one profile.

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
        rests_on: the files that this rests on.
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
    rests_on: tuple[Path, ...] = ()
