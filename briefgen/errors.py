"""What can go wrong, with a place and a remedy. A user's mistake is one of these; anything else is a bug."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Exit(IntEnum):
    """The exit codes of the command line."""

    OK = 0
    IO = 1
    PROFILE = 2
    NOTHING = 3
    GATE = 4
    DELIVERY = 5
    LOCKED = 75
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file: line and column count from 1; 0 means the whole file."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        # A file's name may hold a line end; it must not begin a line of its own in a message.
        path = self.path.replace("\n", "\\n").replace("\r", "\\r")
        return ":".join([path, *(str(n) for n in (self.line, self.column) if n)])


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault or warning: where, what is wrong, what to do, and the line with a caret when there is one."""

    message: str
    where: Location | None = None
    remedy: str = ""
    excerpt: str = ""

    def __str__(self) -> str:
        head = f"{self.where}: {self.message}" if self.where else self.message
        return head + (f". {self.remedy}" if self.remedy else "") + (f"\n{self.excerpt}" if self.excerpt else "")


class BriefgenError(Exception):
    """A user's mistake or a fault of the world around us; printed without a traceback.

    Attributes:
        exit_code: what the process ends with.
        problems: every fault found, not only the first.
    """

    exit_code = Exit.IO

    def __init__(self, *problems: Problem | str) -> None:
        self.problems = tuple(Problem(p) if isinstance(p, str) else p for p in problems)
        super().__init__("\n".join(str(p) for p in self.problems))


class InputError(BriefgenError):
    """An article, folder or file that cannot be read."""


class OutputError(BriefgenError):
    """A place that cannot be written, or a library that writing needs."""


class NoPangoError(OutputError):
    """The system library that PDFs are set with is missing; every other view can still be made."""


class ProfileError(BriefgenError):
    """A profile, pack or lexicon that does not load."""

    exit_code = Exit.PROFILE


class UsageError(BriefgenError):
    """A command line that cannot be meant."""

    exit_code = Exit.PROFILE


class GateError(BriefgenError):
    """A line that is not in its source, or a warning under ``--strict``: nothing is written."""

    exit_code = Exit.GATE


class DeliveryError(BriefgenError):
    """A recipient or folder that did not get its brief."""

    exit_code = Exit.DELIVERY


class LockedError(BriefgenError):
    """Another run is at work on the same profile."""

    exit_code = Exit.LOCKED
