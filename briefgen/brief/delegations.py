"""Who is named as one of a delegation."""

from __future__ import annotations

import re

from briefgen.match import Story
from briefgen.text import page_view


def members(story: Story) -> tuple[str, ...]:
    """The names of those who are said to be of a delegation: "Rep. Ada Stone, another lawmaker in the delegation"."""
    found = story.findings
    if not any(_TEAMS.search(one.span.of(found.article.text)) for one in found.sentences):
        return ()
    view = page_view(found.article.text)
    return tuple(
        person.name
        for person in found.people
        if any(
            _MEMBER.match(view, span.end) or _MEMBER_TITLE.search(view, max(0, span.start - _TITLE), span.start)
            for span in person.mentions[:_NAMINGS]
        )
    )


_NAMINGS = 4  # places that name somebody which are looked at
_TITLE = 80  # characters before a name in which a title stands
_TEAMS = re.compile(r"(?i)\b(?:delegation|team)\b")
_ONE = r"(?:an?|another|one|the (?:only|other|youngest|oldest|senior))"
_MEMBER = re.compile(
    rf"(?:,? \(?[a-z]-[\w.]+\)?)?, (?:who is )?{_ONE} (?:[\w-]+ ){{1,3}}(?:of|in|on|with) the (?:[\w-]+ )?"
    r"(?:delegation|team)\b"
)
_MEMBER_TITLE = re.compile(r"\b(?:delegation|team) member,? (?:[\w.-]+ ){0,3}\Z")
