"""The workspace of this run: set once from the command line, before any command is built."""

from __future__ import annotations

from collections.abc import Sequence
from contextvars import ContextVar
from pathlib import Path

from briefgen.errors import InputError, Problem
from briefgen.resources import SHIPPED, Workspace, workspace

_workspace: ContextVar[Workspace | None] = ContextVar("workspace", default=None)


def enter(given: str | None) -> Workspace:
    """The workspace that every command of this run sees from now on."""
    found = workspace(given)
    _workspace.set(found)
    return found


def current() -> Workspace:
    """The workspace of this run."""
    return _workspace.get() or enter(None)


def articles_or_seeds(given: Sequence[Path] | None) -> tuple[Path, ...]:
    """The articles named on the command line, else the seeds/ of the workspace, else those shipped.

    Raises:
        InputError: none are named, and there is no seeds/.
    """
    if given:
        return tuple(given)
    found = current().folders("seeds")
    if not found:
        raise InputError(Problem("no articles", remedy="Name a file or folder with --articles"))
    return found[:1]


def is_sample(articles: Sequence[Path]) -> bool:
    """Whether the articles are those shipped with briefgen."""
    return [path.resolve() for path in articles] == [(SHIPPED / "seeds").resolve()]
