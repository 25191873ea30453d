"""``run-due --eml DIR`` and ``run-due --test-to ADDRESS``: how an issue would look, nothing kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.cli.console import err, out, tell
from briefgen.errors import BriefgenError, Exit

if TYPE_CHECKING:
    from briefgen.profile import Profile
    from briefgen.weekly.run import Run


def rehearse(profiles: Sequence[Profile], run: Run, eml: Path | None, test_to: str | None) -> int:
    """The exit code of trying the profiles out, each told about on a line of its own."""
    code = int(Exit.OK)
    for profile in profiles:
        try:
            code = max(code, _tried(profile, run, eml, test_to))
        except BriefgenError as fault:
            tell(fault, profile.name)
            code = max(code, fault.exit_code)
    return code


def _tried(profile: Profile, run: Run, eml: Path | None, test_to: str | None) -> int:
    from briefgen.render.write import write_files
    from briefgen.weekly.rehearsal import mails, send_to
    from briefgen.weekly.rehearsal import rehearse as made

    rehearsal = made(profile, run)
    for warning in rehearsal.warnings:
        err(f"warning: {warning}")
    if eml is not None:
        for path in write_files(mails(rehearsal), eml).files:
            out(f"wrote {path}")
    if test_to is not None:
        send_to(rehearsal, test_to)
        out(f"sent {rehearsal.issue} to {test_to}; it does not count as issued")
    for reason in rehearsal.held:
        err(f"it would be held back: {reason}")
    return Exit.GATE if rehearsal.held else Exit.OK
