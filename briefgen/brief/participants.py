"""Who takes part: everybody the meetings name, with the office they held then and their side."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache

from briefgen.brief.delegations import members
from briefgen.brief.past import is_of_the_past
from briefgen.brief.sources import Sources
from briefgen.extract.trie import trie
from briefgen.lexicon import Lexicon
from briefgen.match import THIRD, Matched, Story
from briefgen.match.heads import heads
from briefgen.model import Participant, Person
from briefgen.packs import KnownPerson, Packs, Tenure
from briefgen.profile import Profile
from briefgen.text import fold, page_view, words


def participants(
    profile: Profile, matched: Matched, sources: Sources, knowledge: tuple[Packs, Lexicon], as_of: date
) -> tuple[Participant, ...]:
    """Everybody who takes part in a meeting or speaks for a side, the sides in the order of print, each once.

    Those whom the reports of the meetings name come first, then whoever else is said to attend, then those in office
    who are quoted.
    """
    packs, lexicon = knowledge
    order = {side.name: number for number, side in enumerate(profile.sides)}
    known_people = who_is_who(profile, packs)
    found: dict[str, Participant] = {}
    for story, person, held in _takers(matched, sources, lexicon, known_people):
        known = found.get(person.name)
        if known is None or (person.office and not known.office):
            entry = _participant(person, story, sources)
            if entry.side is None and (side := heads(story.cast, lexicon).get(person.name)):
                entry = replace(entry, side=side)
            found[person.name] = _then(entry, held or as_of, known_people, as_of)
    return tuple(sorted(found.values(), key=lambda entry: order.get(entry.side or "", len(order))))


_Taker = tuple[Story, Person, date | None]


def _takers(matched: Matched, sources: Sources, lexicon: Lexicon, known: WhoIsWho) -> Iterator[_Taker]:
    """Who takes part, in which story, and when."""
    used = {story.findings.article.id for story in sources.stories}
    days: dict[str, date | None] = {}
    for event in matched.events:
        for report in event.reports:
            if report.article in used:
                story = sources.story(report.article)
                day = event.first or event.told
                days.setdefault(report.article, day)
                people = (story.cast.person_named(actor.name) for actor in report.meeting.who if actor.kind == "person")
                takers = (one for one in people if one and not _is_expert(one, lexicon))
                yield from ((story, one, day) for one in takers if not is_of_the_past(one, story))
    for story in sources.stories:
        article = story.findings.article
        day = days.get(article.id, article.date.day)
        attending = _attending(story, lexicon) if article.id in days else ()
        speaking = _speaking(story, lexicon)
        acting = _acting(story, lexicon, known, alone=article.id not in days)
        listed = _listed(story, matched) if article.id in days else ()
        others = (*_meeting(story), *listed, *attending, *speaking, *acting)
        yield from (
            (story, person, day)
            for person in others
            if not (is_of_the_past(person, story) or _is_only_pictured(person, story))
        )


def _is_only_pictured(person: Person, story: Story) -> bool:
    """Whether somebody is in a story only as a picture: "a billboard with the face of President Ada Stone"."""
    text = story.findings.article.text
    fronts = (text[max(0, at.start - _FRAME) : at.start] for at in person.mentions)
    return bool(person.mentions) and all(_PICTURED.search(front) for front in fronts)


_FRAME = 80  # characters before a name in which the picture is told
_PICTURED = re.compile(
    r"\b(?:[Ff]aces?|[Pp]ortraits?|[Pp]osters?|[Bb]illboards?|[Pp]hotographs?|[Pp]hotos?|[Pp]ictures?|[Ii]mages?|[Ss]tatues?|"
    r"[Mm]urals?|[Bb]anners?|[Ee]ffig(?:y|ies)) (?:of|showing|depicting|displaying|with|bearing)(?: the face of)? "
    r"(?:the )?(?:late |former |then )?(?:[A-Z][\w’'-]* ){0,5}\Z"
)


def _meeting(story: Story) -> Iterator[Person]:
    """The people in office whom the story's other meetings join with a side, or, of a third country, with both."""
    cast = story.cast
    sides = len(cast.sides.profile.sides)
    for meeting in story.findings.meetings:
        people = [cast.person_named(actor.name) for actor in meeting.who if actor.kind == "person"]
        joined = len(cast.sides_in(meeting.span))
        for person in people if not meeting.earlier else ():
            if person is None or not person.office or person.private:
                continue
            side = cast.person(person.name)
            if len(meeting.who) == 1 and side and side == cast.sides.of_country(cast.country_at(meeting.place)):
                continue  # at home
            # the visit of a third country's president to one of the two joins nobody
            with_both = side == THIRD and joined == sides and len(meeting.who) > 1
            if (side and side != THIRD and joined > 0) or with_both:
                yield person


def _listed(story: Story, matched: Matched) -> Iterator[Person]:
    """Those in office who stand in one list with the people who meet, in a sentence that names two of these.

    As in "President Ada Stone, Vice President Bo Lund and the Kolan premier Eva Berg put trade first".
    """
    cast, text = story.cast, story.findings.article.text
    reports = (report for event in matched.events for report in event.reports)
    here = (report for report in reports if report.article == story.findings.article.id)
    met = {actor.name for report in here for actor in report.meeting.who if actor.kind == "person"}
    named = sorted(
        (min([span.start, *(one.start for one in person.descriptions if one.meets(span))]), span.end, person)
        for person in story.findings.people
        if person.office
        for span in person.mentions[:_NAMINGS]
        if any(span.meets(one) for one in cast.lead)
    )
    chain: list[Person] = []
    last = -1
    for start, end, person in named:
        if chain and not _LIST.fullmatch(text, last, start):
            yield from _companions(chain, met, story)
            chain = []
        chain.append(person)
        last = end
    yield from _companions(chain, met, story)


def _companions(chain: list[Person], met: set[str], story: Story) -> Iterator[Person]:
    """Those of a side in a list of names that holds two who meet."""
    if sum(person.name in met for person in chain) > 1:
        sides = {side.name for side in story.cast.sides.profile.sides}
        yield from (one for one in chain if story.cast.person(one.name) in sides and not one.private)


_LIST = re.compile(r"(?:,|,? and|,? as well as)(?: the)? ")


def _attending(story: Story, lexicon: Lexicon) -> Iterator[Person]:
    """The people of a side, or of a third country, in sentences that say who else was there."""
    found = story.findings
    words = _attendance(lexicon)
    named = sorted((span.start, number) for number, one in enumerate(found.people) for span in one.mentions)
    starts = [start for start, _ in named]
    view = page_view(found.article.text)
    leaders, fellows = heads(story.cast, lexicon), members(story)
    yield from (
        one for one in found.people if not one.private and (one.name in fellows or (one.name in leaders and one.office))
    )
    for sentence in found.sentences:
        if words.search(view, sentence.span.start, sentence.span.end):
            low, high = (bisect_left(starts, at) for at in (sentence.span.start, sentence.span.end))
            here = (found.people[number] for _, number in named[low:high])
            yield from (person for person in here if person.office and not person.private)


def _speaking(story: Story, lexicon: Lexicon) -> Iterator[Person]:
    """The people in office who are quoted for a side; who only speaks for another is nobody's participant."""
    for quote in story.findings.quotes:
        person = story.cast.person_named(quote.speaker.name) if quote.speaker else None
        if person is None or quote.confidence != "strong" or not person.office:
            continue
        side = story.cast.person(person.name)
        if side and side != THIRD and not person.private and not _speaks_for_another(person, lexicon):
            yield person


def _acting(story: Story, lexicon: Lexicon, known: WhoIsWho, *, alone: bool) -> Iterator[Person]:
    """The people of a side who hold an office of the state, and any others in office whom the opening names.

    Somebody known to hold an office needs none in the story, nor does whoever is quoted and named in its title or lede.
    Unless the story stands ``alone``, without a meeting, they must say or want something in it.
    """
    cast = story.cast
    sides = {side.name for side in cast.sides.profile.sides}
    quoted = Counter(one.speaker.name for one in story.findings.quotes if one.speaker and one.confidence == "strong")
    voices = set(quoted) | {one.actor.name for one in story.findings.positions}
    voices |= {actor.name for one in story.findings.items for actor in one.actors}
    for person in story.findings.people:
        if person.private or cast.person(person.name) not in sides or not (alone or person.name in voices):
            continue
        if _speaks_for_another(person, lexicon):
            # where nobody meets, a ministry's word is what a side does
            if alone and person.office and person.name in voices:
                yield person
            continue
        if person.name in voices and ((alone and person.office) or _stands_across(person, story)):
            yield person
            continue
        in_office = person.office or _held(known.get(tuple(words(person.name))), story)
        named = cast.lead if in_office else cast.lead[:_LEDE] if person.name in quoted else ()
        opening = any(mention.meets(span) for mention in person.mentions[:_NAMINGS] for span in named)
        if opening or (person.office and person.serves) or quoted[person.name] >= _OFTEN:
            yield person


def _stands_across(person: Person, story: Story) -> bool:
    """Whether somebody is told to be another's counterpart, whatever their office: "her Kolan colleague Bo Lund"."""
    text = story.findings.article.text
    return any(_ACROSS.search(text, one.start, one.end) for one in person.descriptions)


_ACROSS = re.compile(r"\b(?:counterpart|opposite number|colleague|peer|homologue|co-chair)\b")
_NAMINGS = 4  # places that name somebody which are looked at


def _held(person: KnownPerson | None, story: Story) -> bool:
    """Whether somebody is known to have been in office when a story was written; of an undated one nobody can tell."""
    day = story.findings.article.date.day
    return person is not None and (day is None or bool(person.office_on(day)))


_OFTEN = 2  # quotations of whoever speaks for a side
_LEDE = 2  # of what opens a story: the title and the first sentence


@cache
def _attendance(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{trie(tuple(map(fold, lexicon.words('people.attendance'))))})(?!\w)")


def _speaks_for_another(person: Person, lexicon: Lexicon) -> bool:
    """Whether somebody only says what others do: a spokesman, a press secretary."""
    office = words(person.office)
    return office[-2:] == ["press", "secretary"] or not _speakers(lexicon).isdisjoint(office)


@cache
def _speakers(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(map(fold, lexicon.words("people.origins.speakers")))


def _is_expert(person: Person, lexicon: Lexicon) -> bool:
    """Whether somebody speaks for nobody by calling, as an analyst does; who is formerly in office may still meet."""
    return person.private and _former(lexicon).isdisjoint(words(person.office)[:1])


@cache
def _former(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(word for one in lexicon.words("people.titles.former") for word in words(one)[:1])


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
