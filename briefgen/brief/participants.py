"""Who takes part: everybody the meetings name, with the office they held then and their side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache

from briefgen.brief.sources import Sources
from briefgen.match import THIRD, Matched, Story
from briefgen.model import Participant, Person
from briefgen.packs import KnownPerson, Packs, Tenure
from briefgen.profile import Profile
from briefgen.text import words


def participants(
    profile: Profile, matched: Matched, sources: Sources, packs: Packs, as_of: date
) -> tuple[Participant, ...]:
    """Everybody the reports of the meetings name, the sides in the order of print, each once."""
    order = {side.name: number for number, side in enumerate(profile.sides)}
    used = {story.findings.article.id for story in sources.stories}
    known_people = who_is_who(profile, packs)
    found: dict[str, Participant] = {}
    for event in matched.events:
        for report in event.reports:
            if report.article not in used:
                continue
            story = sources.story(report.article)
            for actor in report.meeting.who:
                person = story.cast.person_named(actor.name) if actor.kind == "person" else None
                if person is None:
                    continue
                known = found.get(person.name)
                if known is None or (person.office and not known.office):
                    held = event.first or event.told or as_of
                    found[person.name] = _then(_participant(person, story, sources), held, known_people, as_of)
    return tuple(sorted(found.values(), key=lambda entry: order.get(entry.side or "", len(order))))


def _participant(person: Person, story: Story, sources: Sources) -> Participant:
    span = person.descriptions[0] if person.descriptions else person.mentions[0]
    line = sources.line("participant", story.findings.article.id, (span,))
    side = story.cast.person(person.name)
    return Participant(
        id=line.id,
        text=line.text,
        evidence=line.evidence,
        marks=line.marks,
        name=person.name,
        office=person.office,
        side=None if side == THIRD else side,
    )


def _then(entry: Participant, held: date, known: WhoIsWho, as_of: date) -> Participant:
    """The participant with the office marked as past where profile or packs know that it has ended."""
    person = known.get(tuple(words(entry.name)))
    if person is None:
        return entry
    ended = person.ended(held, as_of)
    return replace(entry, then=ended, now=person.office_on(as_of) if ended else "", say_as=person.say_as)


WhoIsWho = Mapping[tuple[str, ...], KnownPerson]


@cache
def who_is_who(profile: Profile, packs: Packs) -> WhoIsWho:
    """The people of profile and packs by the folded words of name and aliases; the profile's own win."""
    own = (
        KnownPerson(
            name=person.name,
            aliases=person.aliases,
            country="",
            tenures=(Tenure(office=person.office, since=person.since, until=person.until),) if person.office else (),
            say_as=person.say_as,
        )
        for person in profile.people
    )
    found: dict[tuple[str, ...], KnownPerson] = {}
    for person in (*own, *packs.people):
        for name in (person.name, *person.aliases):
            found.setdefault(tuple(words(name)), person)
    return found
