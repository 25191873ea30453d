"""The workspace of this run: set once from the command line, before any command is built."""

from __future__ import annotations

from contextvars import ContextVar

from briefgen.resources import Workspace, workspace

_workspace: ContextVar[Workspace | None] = ContextVar("workspace", default=None)


def enter(given: str | None) -> Workspace:
    """The workspace that every command of this run sees from now on."""
    found = workspace(given)
    _workspace.set(found)
    return found


def current() -> Workspace:
    """The workspace of this run."""
    return _workspace.get() or enter(None)
