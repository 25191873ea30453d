"""One quotation in its sentence, and what a construction answers about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from briefgen.extract.phrases import Shape
from briefgen.extract.subjects import Phrase

SIGHT = 120  # tokens a construction looks to either side: a sentence without an end costs no more than its length


@dataclass(frozen=True, slots=True)
class Place:
    """One quotation in its sentence."""

    shape: Shape
    token: int
    full: bool  # its content is a sentence or the part of one that a tag can cut off
    comma: bool  # its content ends as it does before a tag: in a comma, ?, ! or dash
    ends: bool = False  # a new sentence begins right after it: a small word with a capital

    @property
    def inside(self) -> bool:
        """Whether it is a fragment with nothing between it and the next word: no tag follows it."""
        near = self.shape.kinds[self.token + 1 : self.token + 2]
        return not (self.full or self.comma or near in ("", ",", "-"))

    def after(self, skip: str) -> int:
        """The first token after the quotation that is none of ``skip``."""
        at = self.token + 1
        while at < len(self.shape.kinds) and self.shape.kinds[at] in skip:
            at += 1
        return at


@dataclass(frozen=True, slots=True)
class Find:
    """Who speaks, by the construction ``rule``."""

    rule: str
    phrase: Phrase | None  # None: the construction says that nobody is named
    cue: int | None
    strong: bool


Construction = Callable[[Place], Find | None]


def clause_before(shape: Shape, at: int, marks: str) -> int:
    """Where the clause before a token begins: after the last of ``marks``, or as far as a construction sees."""
    lowest = max(0, at - SIGHT)
    return max(max(shape.kinds.rfind(mark, lowest, at) for mark in marks) + 1, lowest)
