"""Places, people, actors and meetings, case by case, in stories of our own making."""

from __future__ import annotations

from functools import cache

import pytest
from specfile import Case, cases

from briefgen.articles import read_page
from briefgen.extract.actors import Cast, cast_of
from briefgen.extract.meetings import find_meetings
from briefgen.extract.people import find_people
from briefgen.extract.places import find_places, places_outside
from briefgen.extract.sentences import split_sentences
from briefgen.lexicon import Lexicon, load_lexicon
from briefgen.model import Actor, Article, Meeting, Page, Person, Place, Sentence, Span
from briefgen.packs import Packs, load_packs

Found = tuple[Article, tuple[Sentence, ...], tuple[Place, ...], tuple[Person, ...]]


@cache
def _knowledge() -> tuple[Packs, Lexicon]:
    return load_packs(), load_lexicon()


def read(text: str) -> Found:
    """The one story of a page, with its sentences, places and people."""
    packs, lexicon = _knowledge()
    (article,) = read_page(Page(path="case.txt", text=text, sha256="", encoding="utf-8"))
    sentences, places = split_sentences(article), find_places(article, packs)
    return article, sentences, places, find_people(article, sentences, lexicon, packs)


def cast(text: str) -> Cast:
    return cast_of(*read(text), _knowledge()[1])


def meetings(text: str) -> tuple[Meeting, ...]:
    return find_meetings(*read(text), _knowledge()[1])


def who(actor: Actor, text: str) -> str:
    """An actor on one line: its kind where it is no person, its name or words, its country."""
    name = actor.name or actor.span.of(text)
    kind = "" if actor.kind == "person" else f"{actor.kind}: "
    return f"{kind}{name}" + (f" ({actor.country})" if actor.country else "")


@pytest.mark.parametrize("case", cases("places.md"))
def test_places(case: Case, agrees):
    _, _, places, people = read(case.plain)
    agrees(case, expected=[f"{p.span.of(case.plain)}: {p.country} {p.form}" for p in places_outside(places, people)])


@pytest.mark.parametrize("case", cases("people.md"))
def test_people(case: Case, agrees):
    _, _, _, people = read(case.plain)
    lines = []
    for person in people:
        assert list(person.mentions) == sorted(set(person.mentions))
        forms = ", ".join(dict.fromkeys(span.of(case.plain) for span in person.mentions))
        told = " ".join(filter(None, [person.country, person.gender]))
        lines.append(f"{person.name} | {person.office} | {told} | {forms}")
    agrees(case, expected=lines)


@pytest.mark.parametrize("case", cases("actors.md"))
def test_actors(case: Case, agrees):
    """Who acts at each marked cue; the marks are the question."""
    scene = cast(case.plain)
    lines = []
    for cue in sorted(case.spans.values()):
        sentence = next(one.span for one in scene.sentences if one.span.holds(cue))
        actor = scene.subject(sentence, cue)
        lines.append(who(actor, case.plain) if actor else "nobody")
    agrees(case, expected=lines)


@pytest.mark.parametrize("case", cases("meetings.md"))
def test_meetings(case: Case, agrees):
    lines = []
    for meeting in meetings(case.plain):
        assert meeting.span.holds(meeting.cue)
        place = meeting.place.of(case.plain) if meeting.place else ""
        when = meeting.when.span.of(case.plain) if meeting.when else ""
        kind = f"cancelled {meeting.kind}" if meeting.cancelled else meeting.kind
        lines.append(f"{kind} | {', '.join(who(actor, case.plain) for actor in meeting.who)} | {place} | {when}")
    agrees(case, expected=lines)


def test_a_scene_knows_what_ends_where():
    text = "Foreign Minister Olivia Baker said talks would go on."
    scene = cast(text)
    assert scene.ending(text.index(" said")).name == "Olivia Baker"
    assert scene.ending(3) is None
    assert [person.name for _, person in scene.people_in(Span(0, len(text)))] == ["Olivia Baker"]
