"""What is given on the command line, read as text and paths.

Typer reads every option that is no flag, also where it is not given, with pydantic; to load that takes longer than all
the rest of a short command.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from briefgen.errors import Problem, UsageError

_KINDS: dict[Any, Callable[[str], object]] = {str: str, list[str]: str, Path: Path, list[Path]: Path}


class Command(TyperCommand):
    """A command whose options are read without pydantic."""

    def get_params(self, ctx: typer.Context) -> list[Any]:  # type: ignore[override]
        """Its options and arguments."""
        return [_plain(param) for param in super().get_params(ctx)]


class Group(TyperGroup):
    """The same of a command that has commands."""

    def get_params(self, ctx: typer.Context) -> list[Any]:  # type: ignore[override]
        """Its options and arguments."""
        return [_plain(param) for param in super().get_params(ctx)]

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """The command of the first word; at the top a profile that is not there is told with what to do.

        Raises:
            UsageError: there is neither a profile nor a command of that name.
        """
        word = args[0]
        if ctx.parent is None and not word.startswith("-") and self.get_command(ctx, word) is None:
            near = difflib.get_close_matches(word, self.commands, n=1)
            begin = "`briefgen profiles` lists the profiles, `briefgen new COUNTRY` begins one"
            remedy = f"Did you mean {near[0]}?" if near else begin
            raise UsageError(Problem(f"there is no profile or command '{word}'", remedy=remedy))
        return super().resolve_command(ctx, args)


def _plain(param: Any) -> Any:
    if not isinstance(param.get_runtime_param, partial):
        kind = _KINDS.get(param.type_descriptor.annotation)
        param.get_runtime_param = partial(_Reading, kind, param.get_runtime_param)
    return param


@dataclass(frozen=True, slots=True)
class _Reading:
    """How the words given for an option or argument become its value."""

    kind: Callable[[str], object] | None  # None where only Typer can tell
    typers_own: Callable[[], Any]

    def coerce(self, value: Any, param: Any, ctx: typer.Context) -> Any:
        many = param.multiple or param.nargs == -1
        if value is None:
            return () if many else None
        if self.kind is None:
            return self.typers_own().coerce(value, param=param, ctx=ctx)
        return [self.kind(word) for word in value] if many else self.kind(value)
