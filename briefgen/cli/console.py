"""What a run says: results on standard output, everything else on standard error, nothing a terminal would act on."""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from briefgen.errors import BriefgenError

_PATIENCE = 1.0  # seconds before a run says what it is doing
# Controls, what turns the direction of a line, and halves of letters, which no terminal can be sent.
_ACTIVE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def harmless(text: str) -> str:
    """``text`` with a mark for each character a terminal acts on; line ends, tabs and all other letters kept."""
    return _ACTIVE.sub("\N{REPLACEMENT CHARACTER}", text)


def out(text: str) -> None:
    """A line of the result."""
    sys.stdout.write(harmless(text) + "\n")


def out_json(value: Any, indent: int | None = None) -> None:
    """A value of the result as JSON, on a line where no ``indent`` is given; what a terminal acts on is escaped."""
    from briefgen.render.escape import written_json

    out(written_json(json.dumps(value, ensure_ascii=False, indent=indent)))


def err(text: str) -> None:
    """A line about the run."""
    sys.stderr.write(harmless(text) + "\n")


def tell(fault: BriefgenError, of: str = "") -> None:
    """Each problem of a fault on a line of its own, under the name of the profile where there are several."""
    for problem in fault.problems:
        err(f"briefgen: {of}: {problem}" if of else f"briefgen: {problem}")


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
