"""What must hold before an issue goes out. An issue that fails is kept as a draft, and its owner is told why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from briefgen.model import Desk, DeskText
from briefgen.pipeline import Made
from briefgen.profile.model import Schedule
from briefgen.wording import day as printed_day

_PARTS = {"objectives": "objectives", "points": "points", "if_raised": "if raised", "press_line": "press line"}


def reasons(schedule: Schedule, made: Made, day: date) -> tuple[str, ...]:
    """Every reason why the issue must not go out, for its owner to read; none where it may.

    The verbatim gate is not among them: a brief that fails it is never made.

    Args:
        schedule: with the gates that the profile asks for.
        made: the issue's brief, and all that led to it.
        day: of the issue.
    """
    return (*_inputs(made), *_desk(schedule, made.brief.desk, day), *_coverage(schedule, made, day))


def _inputs(made: Made) -> Iterator[str]:
    if made.brief.sample:
        yield "it is made from the sample articles shipped with briefgen; name your own under schedule: articles"
    for problem in made.reading.problems:
        yield f"an article could not be read: {problem}"
    if not made.brief.sources:
        yield "no article is about the two sides"


def _desk(schedule: Schedule, desk: Desk, day: date) -> Iterator[str]:
    texts: dict[str, tuple[DeskText, ...]] = {part: getattr(desk, part) for part in _PARTS}
    for part in schedule.require:
        if not texts[part]:
            yield f"the desk text is missing: {_PARTS[part]}"
    if schedule.desk_within is None:
        return
    for part, written in texts.items():
        old = [text for text in written if _age(text.date, day) > schedule.desk_within]
        for text in old:
            aged = f"{_age(text.date, day)} days old, more than {schedule.desk_within}"
            yield f"the desk text is stale: {_PARTS[part]} of {printed_day(text.date)} is {aged}"


def _coverage(schedule: Schedule, made: Made, day: date) -> Iterator[str]:
    if schedule.coverage_within is None or not made.brief.sources:
        return
    cutoff = made.brief.cutoff
    if not cutoff:
        yield "no article that is used is dated, so nobody can tell how old the coverage is"
    elif _age(cutoff, day) > schedule.coverage_within:
        aged = f"{_age(cutoff, day)} days old, more than {schedule.coverage_within}"
        yield f"the newest article used is of {printed_day(cutoff)}, {aged}"


def _age(written: str, day: date) -> int:
    return (day - date.fromisoformat(written)).days
