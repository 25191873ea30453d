"""What must hold for a find to be in the brief, in the order in which it is asked."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.match.weight import enough_for
from briefgen.model import Item
from briefgen.profile import Profile
from briefgen.select import Choice, Kind
from briefgen.workshop.answers import Condition

_POINTS = "enough speaks for it"
_BETTER = ("no better line says the same", ("says the same as",))
_ROOM = ("its list has room for it", ("over the limit of",))

# Each condition, and how the reasons begin for which it does not hold.
CONDITIONS: dict[Kind, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "agenda": (
        (
            "is a matter of the two sides",
            (
                "two others act",
                "a visit, and nothing is asked",
                "tells only when something else came about",
                "a tie with a third country",
                "raised by a third party",
                "a matter of one side with somebody else",
                "its actor is of no known side",
                "a plan that nobody tells",
                "what the writer makes of a meeting",
                "a line under a picture",
                "a heading",
                "a courtesy",
                "tells of what another sentence names",
                "history",
                "how the two came to stand",
                "when there were talks",
                "a recital",
                "where a trip leads",
                "an anniversary",
                "the first talks for long",
                "what the books tell",
                "what befell a private person",
            ),
        ),
        ("is of the time of its meeting", ("background:", "dated after the meeting")),
        (_POINTS, ("too little speaks for it",)),
        (
            "tells a matter of its own",
            ("each of its parts is an item", "names no matter", "says no more"),
        ),
        _BETTER,
        _ROOM,
    ),
    "position": (
        ("its holder is of one of the sides", ("its holder is of",)),
        ("is no tie with a third country", ("a tie with a third country",)),
        ("is not of an earlier year", ("background: held in an earlier year",)),
        (
            "tells what somebody holds, not only of the meeting",
            ("tells of the meeting", "tells of fighting", "hangs on"),
        ),
        _BETTER,
        ("is not printed as a quote already", ("printed as a quote",)),
        ("is not printed on the agenda already", ("printed on the agenda",)),
        _ROOM,
    ),
    "quote": (
        ("somebody is sure to have said it", ("nobody is sure to have said it",)),
        ("its speaker is sure enough", ("the speaker is not sure enough",)),
        ("one can tell who its speaker is", ("nobody can tell who",)),
        ("its speaker is of one of the sides", ("the speaker is of",)),
        _BETTER,
        ("has words enough, or is all that is quoted of its speaker", ("too few words",)),
        _ROOM,
    ),
}


def conditions(choice: Choice, profile: Profile, *, printed: bool) -> tuple[Condition, ...]:
    """Each condition of a find: met, not met, or not asked any more.

    Args:
        choice: the find.
        profile: of the brief.
        printed: whether the profile's ``sections`` have one for such finds.
    """
    return (*_asked(choice, profile), *(() if printed or not choice.kept else (_LEFT_OUT,)))


_LEFT_OUT = Condition(name="has a section in this profile", met=False, note="`sections` or `limits` leave it out")


def _asked(choice: Choice, profile: Profile) -> Iterator[Condition]:
    failed = False
    for name, reasons in CONDITIONS[choice.kind]:
        lacking = not choice.kept and not failed and choice.reason.startswith(reasons)
        failed = failed or lacking
        met = False if lacking else None if failed else True
        if name == _POINTS:
            total, enough = points(choice, profile)
            yield Condition(name=name, met=total >= enough, note=f"{total:g} points of {enough}")
        else:
            yield Condition(name=name, met=met, note=choice.reason if lacking else "")
    if not choice.kept and not failed:
        yield Condition(name="nothing else rules it out", met=False, note=choice.reason)


def points(choice: Choice, profile: Profile) -> tuple[float, int]:
    """The points of an agenda item's sentence, and how many it needs."""
    item, placed = choice.placed.find, choice.placed
    assert isinstance(item, Item)  # noqa: S101
    met = placed.event is not None or profile.meeting is not None
    return sum(value for _, value in placed.points), enough_for(item, met=met)
