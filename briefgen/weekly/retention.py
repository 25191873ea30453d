"""Old drafts taken away. What came out stays for good."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

from briefgen.weekly.state import Issue, by_people, read_issues, writing


def drop_old_drafts(out: Path, profile: str, keep: int | None, today: date) -> tuple[Issue, ...]:
    """The drafts that were taken away: those of more than ``keep`` weeks ago that never came out.

    One that a person has edited or cleared stays: it holds what nobody could make again.

    Args:
        out: the folder of the issues.
        profile: whose.
        keep: weeks; None keeps everything.
        today: the day of the run.

    Raises:
        OutputError: a draft cannot be taken away.
    """
    if keep is None:
        return ()
    year, week, _ = (today - timedelta(weeks=keep)).isocalendar()
    oldest = f"{year:04}-W{week:02}"
    drafts = (one for one in read_issues(out, profile) if one.key < oldest and not one.status.issued)
    gone = tuple(one for one in drafts if not by_people(one.folder))
    for issue in gone:
        with writing(issue.folder):
            shutil.rmtree(issue.folder)
            if not any(issue.folder.parent.iterdir()):
                issue.folder.parent.rmdir()
    return gone
