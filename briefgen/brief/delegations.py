"""Who heads a delegation, and who is named as one of it."""

from __future__ import annotations

import re
from bisect import bisect_left

from briefgen.match import Story
from briefgen.model import Span
from briefgen.text import page_view


def led(story: Story) -> dict[str, str]:
    """The side whose delegation somebody heads, by name: "The Kenyan team is led by", "Heading the Kenyan team is"."""
    cast, found, sides = story.cast, story.findings, dict[str, str]()
    view = page_view(found.article.text)
    named = sorted((span.start, person.name) for person in found.people for span in person.mentions)
    for lead in _LEADS.finditer(view, found.article.span.start, found.article.span.end):
        at = bisect_left(named, (lead.end(), ""))
        team = cast.sides_in(Span(*lead.span()))
        if len(team) == 1 and at < len(named) and named[at][0] - lead.end() <= _HEAD:
            sides.setdefault(named[at][1], next(iter(team)))
    return sides


_HEAD = 60  # characters from the verb to the name, with the office between
_TEAM = r"(?:delegation|team|negotiators|negotiating team)"
_LEADS = re.compile(
    rf"\b(?:the|[a-z]+'s) (?:[\w.-]+ ){{0,3}}{_TEAM} (?:[\w',-]+ ){{0,6}}?(?:is|was|are|were|will be|being) "
    rf"(?:led|headed) by (?=\w)|\b(?:heading|leading) (?:the )?(?:[\w.-]+ ){{1,3}}{_TEAM} (?:is|was|will be) (?=\w)"
)


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
