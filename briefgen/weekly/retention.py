"""Old drafts taken away. What came out stays for good."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from briefgen.durable import remove_folder
from briefgen.errors import InputError
from briefgen.weekly.state import Issue, by_people, read_issue, version_folders, writing


def drop_old_drafts(out: Path, profile: str, keep: int | None, today: date, current: str = "") -> tuple[Issue, ...]:
    """The drafts that were taken away: those of more than ``keep`` weeks ago that never came out.

    One that a person has edited or cleared stays: it holds what nobody could make again. So does that of the current
    week and the newest of all, however old: the next run would make them again. What cannot be read stays, too.

    Args:
        out: the folder of the issues.
        profile: whose.
        keep: weeks; None keeps everything.
        today: the day of the run.
        current: the key of the current week; empty where there is none.

    Raises:
        OutputError: a draft cannot be taken away.
    """
    if keep is None:
        return ()
    year, week, _ = (today - timedelta(weeks=keep)).isocalendar()
    oldest = f"{year:04}-W{week:02}"
    folders = version_folders(out, profile)
    spared = {current, *(key for key, _, _ in folders[-1:])}
    old = (_read(folder) for key, _, folder in folders if key < oldest and key not in spared)
    gone = tuple(one for one in old if one and not one.status.issued and not by_people(one.folder))
    for issue in gone:
        with writing(issue.folder):
            remove_folder(issue.folder)
            if not any(issue.folder.parent.iterdir()):
                issue.folder.parent.rmdir()
    return gone


def _read(folder: Path) -> Issue | None:
    try:
        return read_issue(folder)
    except InputError:
        return None
