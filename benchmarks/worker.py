"""A process of its own that is asked and answers in lines of JSON, pinned to one core, so that rounds can alternate.

Only the standard library: the peer's process runs in an environment where briefgen is not.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Self

# Without these, numerical libraries start a thread a core.
ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "BLIS_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
    "NUMEXPR_NUM_THREADS": "1",
}


def one_core() -> None:
    """From now on this process and its children have one core, the same for all, where the system can do that."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def timed(work: Callable[[], object]) -> dict[str, float]:
    """How many seconds some work takes, by the clock and of the processor."""
    started, spent = time.perf_counter(), time.process_time()
    work()
    return {"seconds": time.perf_counter() - started, "cpu": time.process_time() - spent}


def megabytes(usage: resource.struct_rusage) -> float:
    """The largest memory a process had."""
    return usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def serve(answer: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> None:
    """Answers every line of standard input until it ends."""
    for line in sys.stdin:
        answered = {**answer(json.loads(line)), "peak": megabytes(resource.getrusage(resource.RUSAGE_SELF))}
        print(json.dumps(answered), flush=True)


class Worker:
    """The asking side; leaving the ``with`` block ends the process."""

    def __init__(self, python: Path, script: Path, **environ: str) -> None:
        self._process = subprocess.Popen(
            [python, script],
            env={**os.environ, **ONE_THREAD, **environ},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def ask(self, **asked: object) -> dict[str, Any]:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit(f"the worker ended with {self._process.wait()} on {asked.get('what')}")
        answered: dict[str, Any] = json.loads(line)
        return answered

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()
