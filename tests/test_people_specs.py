"""Places, people, actors and meetings, case by case, in stories of our own making."""

from __future__ import annotations

from functools import cache
from itertools import pairwise, product
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from specfile import Case, cases

from briefgen.articles import read_page
from briefgen.extract import extract_quotes
from briefgen.extract.actors import Cast, cast_of
from briefgen.extract.meetings import find_meetings
from briefgen.extract.people import find_people
from briefgen.extract.places import find_places, places_outside
from briefgen.extract.sentences import split_sentences
from briefgen.lexicon import Lexicon, load_lexicon
from briefgen.model import Actor, Article, Meeting, Page, Person, Place, Sentence, Span
from briefgen.packs import Packs, load_packs
from briefgen.resources import SHIPPED

Found = tuple[Article, tuple[Sentence, ...], tuple[Place, ...], tuple[Person, ...]]


@cache
def _knowledge() -> tuple[Packs, Lexicon]:
    return load_packs(), load_lexicon()


def read(text: str) -> Found:
    """The one story of a page, with its sentences, places and people."""
    packs, lexicon = _knowledge()
    (article,) = read_page(Page(path="case.txt", text=text, sha256="", encoding="utf-8"))
    found = extract_quotes(article, packs, lexicon)
    return article, found.sentences, found.places, found.people


def cast(text: str) -> Cast:
    return cast_of(*read(text), _knowledge()[1])


def meetings(text: str) -> tuple[Meeting, ...]:
    return find_meetings(cast(text))


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


@pytest.mark.parametrize("case", [*cases("meetings.md"), *cases("meetings-further.md")])
def test_meetings(case: Case, agrees):
    lines = []
    for meeting in meetings(case.plain):
        assert meeting.span.holds(meeting.cue)
        place = meeting.place.of(case.plain) if meeting.place else ""
        when = meeting.when.span.of(case.plain) if meeting.when else ""
        kind = f"cancelled {meeting.kind}" if meeting.cancelled else meeting.kind
        event = f" | {meeting.event.of(case.plain)}" if meeting.event else ""
        people = ", ".join(who(actor, case.plain) for actor in meeting.who)
        lines.append(f"{kind} | {people} | {place} | {when}{event}")
    agrees(case, expected=lines)


def test_a_scene_knows_what_ends_where():
    text = "Foreign Minister Olivia Baker said talks would go on."
    scene = cast(text)
    assert scene.ending(text.index(" said")).name == "Olivia Baker"
    assert scene.ending(3) is None
    assert [person.name for _, person in scene.people_in(Span(0, len(text)))] == ["Olivia Baker"]


SEEDS = sorted((SHIPPED / "seeds").glob("0*.txt"))


def seed_articles() -> list[Article]:
    """The stories of the sample pages."""
    texts = ((path, path.read_bytes().decode()) for path in SEEDS)
    pages = [Page(path=path.name, text=normalize("NFC", text), sha256="", encoding="utf-8") for path, text in texts]
    return [article for page in pages for article in read_page(page)]


@pytest.mark.parametrize("article", seed_articles(), ids=lambda article: article.id)
def test_every_find_in_a_sample_story_is_a_slice_of_it(article: Article):
    packs, lexicon = _knowledge()
    sentences, places = split_sentences(article), find_places(article, packs)
    people = find_people(article, sentences, lexicon, packs)
    found = find_meetings(cast_of(article, sentences, places, people, lexicon))
    spans = [place.span for place in places]
    spans += [span for person in people for span in (*person.mentions, *person.descriptions)]
    spans += [span for meeting in found for span in (meeting.cue, meeting.place or meeting.cue)]
    assert all(article.span.holds(span) and span.of(article.text).strip() for span in spans)
    assert people == find_people(article, sentences, lexicon, packs, places)
    mentions = sorted(span for person in people for span in person.mentions)
    assert all(one.end <= other.start for one, other in pairwise(mentions)), "a name is one person's"
    for person in people:
        assert any(person.name == span.of(article.text) for span in person.mentions) or person.name in KNOWN


KNOWN = {known.name for known in load_packs().people}
WORDS = ("Olivia Baker", "Mr Kavak", "Peru", "Peruvian", "President", "met", "in Lima", "on Monday", "and", ",", "’s")
MARKS = (
    "said",
    "“",
    "”",
    "the two leaders",
    "talks with",
    "he",
    "who",
    "Minister of",
    "-",
    ".",
    "\n",
    "İstanbul",
    "J.",
)
NAMES = st.lists(st.sampled_from(WORDS + MARKS), max_size=30)


@settings(max_examples=150, deadline=None)
@given(NAMES)
def test_any_words_in_any_order_are_read_without_harm(words: list[str]):
    text = "It began on Monday. " + " ".join(words) + " so it was."
    packs, lexicon = _knowledge()
    for article in read_page(Page(path="case.txt", text=text, sha256="", encoding="utf-8")):
        sentences, places = split_sentences(article), find_places(article, packs)
        people = find_people(article, sentences, lexicon, packs)
        for meeting in find_meetings(cast_of(article, sentences, places, people, lexicon)):
            assert meeting.span.holds(meeting.cue)
        for person in people:
            assert all(article.span.holds(span) for span in person.mentions)


def test_a_long_line_of_names_takes_no_longer_than_its_length():
    """Nothing looks back further than a title may reach; a line without an end is read like any other."""
    text = "It began on Monday. " + "Minister of Trade and Foreign Minister Olivia Baker and " * 2000 + "left."
    _, _, _, people = read(text)
    assert [person.name for person in people] == ["Olivia Baker"]


def test_a_list_of_hundreds_of_one_family_name_keeps_everybody():
    """People of one name are not compared each with each, and none is lost for it."""
    firsts = ["".join(letters) for letters in product("BDGKT", "ou", "lmnrst", "ou")]
    text = "It began on Monday. " + " ".join(f"Minister {first} Kavak spoke." for first in firsts)
    _, _, _, people = read(text)
    assert [person.name for person in people] == [f"{first} Kavak" for first in firsts]


def test_the_visit_and_the_calls_of_the_samples():
    packs, lexicon = _knowledge()
    told = set()
    for article in seed_articles():
        sentences, places = split_sentences(article), find_places(article, packs)
        people = find_people(article, sentences, lexicon, packs)
        for meeting in find_meetings(cast_of(article, sentences, places, people, lexicon)):
            place = meeting.place.of(article.text) if meeting.place else ""
            when = meeting.when.span.of(article.text) if meeting.when else ""
            told.add((meeting.kind, tuple(sorted(actor.name for actor in meeting.who)), place, when))
    assert ("visit", ("Hakan Fidan",), "Washington D.C.", "March 25-26") in told
    assert ("meeting", ("Antony Blinken", "Recep Tayyip Erdoğan"), "Ankara", "Thursday, December 12") in told
    assert ("meeting", ("Hakan Fidan", "Marco Rubio"), "Washington", "March 25") in told
    assert ("call", ("Donald Trump", "Tayyip Erdogan"), "", "") in told
    assert ("visit", ("Hakan Fidan", "Yaşar Güler"), "Pakistan", "July 9") in told
    hosts = ("Asim Munir", "Hakan Fidan", "Ishaq Dar", "Shehbaz Sharif", "Yaşar Güler")
    assert ("meeting", hosts, "", "") in told
