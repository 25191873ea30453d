"""What a run says: results on standard output, everything else on standard error, nothing a terminal would act on."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

_PATIENCE = 1.0  # seconds before a run says what it is doing


def harmless(text: str) -> str:
    """``text`` without the characters a terminal acts on, line ends and tabs kept."""
    return "".join(char if char.isprintable() or char in "\n\t" else "\N{REPLACEMENT CHARACTER}" for char in text)


def out(text: str) -> None:
    """A line of the result."""
    sys.stdout.write(harmless(text) + "\n")


def err(text: str) -> None:
    """A line about the run."""
    sys.stderr.write(harmless(text) + "\n")


@dataclass(slots=True)
class Progress:
    """Says what is being done, on standard error, once a run takes longer than a second."""

    quiet: bool = False
    verbose: bool = False
    _began: float = field(default_factory=time.monotonic)

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        """A stage of the run; named at once when verbose, before it begins when the run already takes long."""
        if not self.quiet and (self.verbose or time.monotonic() - self._began > _PATIENCE):
            err(f"{what} …")
        yield
