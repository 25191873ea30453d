"""The command line: the only place that prints, reads the clock and exits. One command per file."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from typing import Annotated, cast

import typer
from typer.main import get_command

from briefgen import __version__
from briefgen.cli.console import err, out, tell
from briefgen.cli.context import enter
from briefgen.cli.given import Command, Group
from briefgen.errors import BriefgenError, Exit, UsageError

_ROOT_HELP = """Pre-meeting briefs from the articles a desk keeps: verbatim or absent.

briefgen PROFILE writes the brief of that profile to out/. Each profile below is a command; a new file in profiles/
becomes one too.
"""


def _version(value: bool) -> None:
    if value:
        out(f"briefgen {__version__}")
        raise typer.Exit


def make_command(profiles: dict[str, str]) -> Group:
    """The command line: every command, and before them one for each profile (its name and title)."""
    from briefgen.cli.backfill import backfill
    from briefgen.cli.build import build, for_profile
    from briefgen.cli.check import check
    from briefgen.cli.clear import clear, issue
    from briefgen.cli.diff import diff
    from briefgen.cli.explain import explain
    from briefgen.cli.extract import extract
    from briefgen.cli.init import init
    from briefgen.cli.new import new
    from briefgen.cli.profiles import group as list_command
    from briefgen.cli.render_file import render
    from briefgen.cli.run_due import run_due
    from briefgen.cli.schedule import group as schedule
    from briefgen.cli.schema import schema
    from briefgen.cli.status import status
    from briefgen.cli.test import try_profiles
    from briefgen.cli.verify import verify

    app = typer.Typer(
        cls=Group,
        no_args_is_help=True,
        subcommand_metavar="PROFILE|COMMAND [ARGS]...",
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    @app.callback(help=_ROOT_HELP)
    def root(
        version: Annotated[
            bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
        ] = False,
        workspace: Annotated[
            str | None,
            typer.Option("--workspace", metavar="DIR", help="Folder with profiles/, templates/, seeds/ of your own."),
        ] = None,
    ) -> None:
        """The root."""

    for command in (
        build,
        init,
        new,
        check,
        diff,
        extract,
        explain,
        verify,
        render,
        run_due,
        backfill,
        status,
        clear,
        issue,
        schema,
    ):
        app.command(command.__name__.replace("_", "-"), cls=Command)(command)
    app.command("test", cls=Command)(try_profiles)
    app.add_typer(list_command, name="profiles")
    app.add_typer(schedule, name="schedule")
    whole = cast(Group, get_command(app))
    any_profile = cast(Command, whole.commands["build"])
    one_profile = {name: for_profile(name, title, any_profile) for name, title in profiles.items()}
    whole.commands = {**one_profile, **whole.commands}
    return whole


def main(argv: Sequence[str]) -> int:
    """Runs a command line and answers with its exit code. A user's mistake is a line; a bug keeps its traceback."""
    from briefgen.resources import COMMANDS, list_profiles

    try:
        rest, given = _workspace_of(list(argv))
        profiles = {name: title for name, title in list_profiles(enter(given)).items() if name not in COMMANDS}
        make_command(profiles)(args=rest, prog_name="briefgen")
    except BriefgenError as fault:
        tell(fault)
        return fault.exit_code
    except KeyboardInterrupt:
        err("briefgen: interrupted; nothing half written is left")
        return Exit.INTERRUPTED
    except SystemExit as leaving:
        code = leaving.code
        return code if isinstance(code, int) else Exit.OK if code is None else Exit.IO
    return Exit.OK


def _workspace_of(argv: list[str]) -> tuple[list[str], str | None]:
    """The command line without ``--workspace DIR``, which may stand anywhere, and the folder it names."""
    rest: list[str] = []
    given: str | None = None
    words = iter(argv)
    for word in words:
        if word == "--":
            return [*rest, word, *words], given
        if word == "--workspace":
            given = next(words, None)
            if given is None:
                raise UsageError("--workspace needs a folder")
        elif word.startswith("--workspace="):
            given = word.partition("=")[2]
            if not given:
                raise UsageError("--workspace needs a folder")
        else:
            rest.append(word)
    return rest, given


def run() -> None:
    """The entry point of the ``briefgen`` command."""
    gc.set_threshold(1_000_000, 20, 20)  # a short run makes many small values and no cycles: a tenth of its time
    sys.exit(main(sys.argv[1:]))
