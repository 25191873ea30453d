"""What a brief holds of whole documents of ministries: joint statements, travel notices, readouts, transcripts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from specfile import cases

from briefgen.model import Brief
from briefgen.pipeline import Request, make_brief
from briefgen.profile import load_profile
from briefgen.resources import Workspace

PAIR = "title: Peru–Kenya\nsides:\n  - country: PE\n  - country: KE\n"


def _told(brief: Brief) -> Iterator[str]:
    """The meeting, who takes part, the agenda and the quotations, a line each."""
    if (meeting := brief.meeting) is not None:
        days = f"{meeting.start} {meeting.end}"
        yield f"meeting: {meeting.kind} | {', '.join(meeting.who)} | {meeting.place or ''} | {days}"
    for one in brief.participants:
        yield f"takes part: {one.name}, {one.office} ({one.side})"
    for item in brief.agenda:
        yield f"{item.status}: {item.text}"
    for quote in brief.quotes:
        yield f"{quote.speaker}: {quote.text}"


@pytest.mark.parametrize("case", cases("documents.md"))
def test_documents(case, agrees, tmp_path):
    profile, document = tmp_path / "pair.yaml", tmp_path / "document.txt"
    profile.write_text(PAIR, encoding="utf-8")
    document.write_text(f"{case.plain}\n", encoding="utf-8")
    request = Request(articles=(document,), as_of=date(2026, 3, 31))
    brief = make_brief(load_profile(profile, Workspace(tmp_path)), request).brief
    agrees(case, expected=list(_told(brief)))
