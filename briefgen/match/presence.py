"""A meeting that no construction tells: who must have met, where sentences put people of two sides in one place.

"She gave him ninety minutes", "the guest laughed loudest of all": there is no end of words for a meeting. But a story
of the pair that names somebody in office of each side, beside words of a scene (a guest, a table, a toast, a
communiqué), tells of one all the same.
"""

from __future__ import annotations

from briefgen.extract.meetings import CAPTION
from briefgen.match.cast import Cast
from briefgen.model import Actor, Meeting, Person, Statement
from briefgen.text import fold

_OPENING = 10  # sentences; a story tells early that its people met
_SCENE, _PLANNED = "scene", "planned"  # signs of a sentence
_ENOUGH = 2  # sentences with words of a scene, where none of them names both people


def presence(cast: Cast) -> Meeting | None:
    """The meeting of two in office, one of each side, that the opening of a story shows; None where it shows none.

    ``span`` is the sentence that shows it best: one that names both people before one that names both sides. Its day
    is one that this sentence names.
    """
    people = _first_in_office(cast)
    if len(people) != _PAIR:
        return None
    opening = cast.findings.statements[:_OPENING]
    scenes = [one for one in opening if _SCENE in one.signs and not _is_caption(one, cast)]
    shown = [one for one in scenes if _named(one, people) == _PAIR]
    if not shown and len(scenes) >= _ENOUGH:
        shown = [one for one in scenes if len(cast.sides_in(one.sentence)) > 1]
    if not shown:
        return None
    best = shown[0]
    days = [when for when in cast.whens_in(best.sentence) if when.day is not None or when.weekday is not None]
    coming = _PLANNED in best.signs
    return Meeting(
        span=best.sentence,
        kind="meeting",
        cue=best.sentence,
        who=tuple(_actor(person, best) for person in people),
        place=None,
        when=days[0] if len(days) == 1 else None,
        paragraph=best.paragraph,
        coming=coming,
        done=not coming,
    )


_PAIR = 2


def _is_caption(statement: Statement, cast: Cast) -> bool:
    """Whether a sentence tells who stands where, or has the whole date of a picture, which may be an old one."""
    whole = any(when.year and when.day for when in cast.whens_in(statement.sentence))
    return whole or CAPTION.search(fold(statement.sentence.of(cast.findings.article.text))) is not None


def _first_in_office(cast: Cast) -> list[Person]:
    """Of each side whoever is named first among those in office, in the order of the article."""
    sides = {side.name for side in cast.sides.profile.sides}
    found: dict[str, Person] = {}
    for person in sorted(cast.findings.people, key=lambda one: one.mentions[0]):
        side = cast.person(person.name)
        if side in sides and person.office and not person.private:
            found.setdefault(side, person)
    return list(found.values())


def _named(statement: Statement, people: list[Person]) -> int:
    return sum(any(statement.sentence.holds(mention) for mention in person.mentions) for person in people)


def _actor(person: Person, statement: Statement) -> Actor:
    """Somebody as the sentence names them, else as the article first does."""
    inside = (mention for mention in person.mentions if statement.sentence.holds(mention))
    return Actor(
        kind="person",
        span=next(inside, person.mentions[0]),
        name=person.name,
        country=person.country,
        office=person.office,
    )
