"""What the articles at hand suggest to somebody who begins a profile: words, topics, people, a partner."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice, pairwise

from briefgen.leaders import bare
from briefgen.lexicon import Lexicon
from briefgen.match import OTHER, Story, match
from briefgen.match.sides import Sides
from briefgen.model import Findings, Item, Person, Span
from briefgen.packs import Packs
from briefgen.profile import Profile, Side
from briefgen.rules import RuleSet, TermSet, compile_terms, terms
from briefgen.text import fold, squeeze, words

_PEOPLE = 8  # of one side; more is a list to read, not a suggestion
_NAMES = 3  # unknown names of one side
_TOP = 3  # sentences that tell what an article is about
_OFTEN = 5  # times that a side is named in an article about it
_LONGEST = 240  # letters of a sentence that is an example
_STATE = ("state", "government", "speech", "arms")
_NAME_LETTERS = 40  # of a name in brackets
_WORD = re.compile(r"[a-z]{4,}")  # that can be a subject
_BRACKETED = re.compile(r"\s?\(([^()\n]+)\)")
_VAGUE = (
    "language.stop_words", "agenda.issues", "agenda.topics", "agenda.events", "agenda.empty", "agenda.deals",
    "agenda.papers", "agenda.aims", "agenda.efforts", "agenda.calls", "agenda.purposes", "agenda.infinitives",
    "agenda.feelings", "agenda.courtesies", "agenda.adverbs", "agenda.days", "agenda.auxiliaries", "signs.ahead",
    "signs.before", "signs.together", "people.titles", "people.calendar", "people.openers", "quotes.people",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A sentence of an article, verbatim but for its line ends, and the file and line it begins on."""

    text: str
    path: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fires:
    """A topic, and in how many sentences of how many articles its words are found."""

    title: str
    sentences: int
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """Somebody of a side whom the articles name with an office.

    Attributes:
        name: as fully as the articles give it.
        office: as they write it.
        side: the side's name.
        articles: how many name the person.
        last: the day of the newest of them, if any has one.
        known: the pack that knows the person; "" where none does.
        seen: a sentence that shows it.
    """

    name: str
    office: str
    side: str
    articles: int
    last: date | None
    known: str
    seen: Seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name of a side that no pack knows: it stands in brackets behind one that is known."""

    text: str
    side: str
    seen: Seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is often on the agenda and comes under no topic: its two words, and a sentence that has them."""

    word: str
    sentences: int
    seen: Seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestions:
    """All that the articles suggest.

    Attributes:
        read: how many articles there are.
        naming: how many of them name each side, by the side's name.
        about: how many are about the side that the profile is made for, not only name it.
        both: how many are about the sides together: those that a brief uses.
        words: how often each word that means a side was seen, by the side's name.
        names: names of the sides that no pack knows.
        topics: the topics whose words are found in the articles about that side, most found first.
        people: those of the sides, most named first.
        subject: what could be a topic of its own, if anything.
    """

    read: int
    naming: dict[str, int]
    about: int
    both: int
    words: dict[str, tuple[tuple[str, int], ...]]
    names: tuple[Name, ...]
    topics: tuple[Fires, ...]
    people: tuple[Met, ...]
    subject: Subject | None


def partners(country: str, found: Iterable[Findings], packs: Packs) -> tuple[str, ...]:
    """The countries that stand in one sentence with that one, most often first."""
    beside: Counter[str] = Counter()
    for one in found:
        places = sorted(one.places, key=lambda place: place.span)
        for sentence in one.sentences:
            named = {place.country for place in places if sentence.span.holds(place.span)}
            if country in named:
                beside.update(named - {country})
    states = {one.id for one in packs.countries if one.kind == "country"}
    ranked = sorted(beside.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(id_ for id_, _ in ranked if id_ in states)


def suggestions(
    profile: Profile, asked: str, found: tuple[Findings, ...], packs: Packs, lexicon: Lexicon
) -> Suggestions:
    """What the articles suggest for a profile that has its sides and nothing else of its own.

    Args:
        profile: the profile as far as it goes.
        asked: the name of the side it is made for; topics are looked for in the articles that name it.
        found: what the articles hold.
        packs: who is known already.
        lexicon: the words that are no subject.
    """
    sides = Sides(profile)
    used = match(profile, found, lexicon)
    pair = {story.findings.article.id for story in used.stories if story.dyad.kept}
    seen = {one.article.id: _words_seen(one, sides) for one in found}
    naming = {
        side.name: sum(any(owner == side.name for owner, _ in counted) for counted in seen.values())
        for side in profile.sides
    }
    total = sum(seen.values(), Counter())
    about = [one for one in found if one.article.id in pair or _is_about(asked, one, seen[one.article.id], sides)]
    return Suggestions(
        read=len(found),
        naming=naming,
        about=len(about),
        both=len(pair),
        words={side.name: _of_side(side, total) for side in profile.sides},
        names=tuple(name for side in profile.sides for name in _names(side, found, sides)),
        topics=_topics(about, sides),
        people=tuple(
            _people([(story, None if story.dyad.kept else asked) for story in used.stories], sides, packs, lexicon)
        ),
        subject=_subject(
            [
                (one.find, found_in)
                for one in used.placed
                if isinstance(one.find, Item) and one.topic == OTHER and not one.excluded
                for found_in in found
                if found_in.article.id == one.article
            ],
            profile,
            lexicon,
        ),
    )


def _words_seen(found: Findings, sides: Sides) -> Counter[tuple[str, str]]:
    article = found.article
    spans = [article.title, *(sentence.span for sentence in found.sentences)]
    if article.title_basis != "headline":
        spans = spans[1:]
    return Counter(
        (match.key, squeeze(match.span.of(piece)))
        for piece in (span.of(article.text) for span in spans)
        for match in sides.aliases.find(piece)
    )


def _is_about(asked: str, found: Findings, seen: Counter[tuple[str, str]], sides: Sides) -> bool:
    """Whether an article names the side in its title or first sentences, or often."""
    times = sum(count for (owner, _), count in seen.items() if owner == asked)
    top = [found.article.title, *(sentence.span for sentence in found.sentences[:_TOP])]
    return times >= _OFTEN or any(
        match.key == asked for span in top for match in sides.aliases.find(span.of(found.article.text))
    )


def _of_side(side: Side, total: Counter[tuple[str, str]]) -> tuple[tuple[str, int], ...]:
    mine = [(word, times) for (owner, word), times in total.items() if owner == side.name]
    return tuple(sorted(mine, key=lambda pair: (-pair[1], pair[0])))


def _seen(found: Findings, span: Span) -> Seen:
    """The sentence that holds a span, or else the span itself."""
    whole = next((sentence.span for sentence in found.sentences if sentence.span.holds(span)), span)
    article = found.article
    return Seen(
        text=squeeze(whole.of(article.text)), path=article.path, line=article.text.count("\n", 0, whole.start) + 1
    )


# --- names, topics ---------------------------------------------------------------------------------------------------


def _names(side: Side, found: Sequence[Findings], sides: Sides) -> Iterator[Name]:
    """Short forms and names in another script, in brackets behind a name of the side: "Kolania (كولانيا)"."""
    told: dict[str, Name] = {}
    for one in found:
        text = one.article.text
        for sentence in one.sentences:
            piece = sentence.span.of(text)
            for named in sides.aliases.find(piece):
                inside = _BRACKETED.match(piece, named.span.end) if named.key == side.name else None
                if (
                    inside
                    and named.term in side.names
                    and _is_name(inside[1], named.term)
                    and not sides.aliases.find(inside[1])
                ):
                    told.setdefault(inside[1], Name(text=inside[1], side=side.name, seen=_seen(one, sentence.span)))
    yield from list(told.values())[:_NAMES]


def _is_name(text: str, of: str) -> bool:
    """Whether it is a short form in capitals that begins as the name does, or words in a script that is not Latin."""
    letters = [*filter(str.isalpha, text)]
    if not letters or len(text) > _NAME_LETTERS or any(map(str.isdigit, text)):
        return False
    short = text.isascii() and text.isupper() and text.isalpha() and 1 < len(text) <= 5 and text[0] == of[0]
    return short or all(letter > "\u02ff" for letter in letters)


def _topics(about: Iterable[Findings], sides: Sides) -> tuple[Fires, ...]:
    rules: RuleSet = sides.topics
    sentences: Counter[str] = Counter()
    articles: Counter[str] = Counter()
    for found in about:
        pieces = (sentence.span.of(found.article.text) for sentence in found.sentences)
        fired = Counter(scores[0].id for piece in pieces if (scores := rules.score(piece)))
        sentences += fired
        articles.update(fired.keys())
    titles = {topic.id: topic.title for topic in sides.profile.topics}
    ranked = sorted(sentences.items(), key=lambda pair: -pair[1])
    return tuple(Fires(title=titles[id_], sentences=times, articles=articles[id_]) for id_, times in ranked)


# --- people ----------------------------------------------------------------------------------------------------------


def _people(stories: Iterable[tuple[Story, str | None]], sides: Sides, packs: Packs, lexicon: Lexicon) -> Iterator[Met]:
    """Everybody in office whose description names a side, most named first, at most some for each side.

    Args:
        stories: each story and the one side whose people are looked for in it; None for all sides.
        sides: who is whose.
        packs: who is known already.
        lexicon: what is an office of state.
    """
    own = [side.name for side in sides.profile.sides]
    offices = _offices(lexicon)
    of: dict[tuple[str, str], list[tuple[Findings, Person]]] = defaultdict(list)
    for story, wanted in stories:
        found = story.findings
        for person in found.people:
            side = sides.of_person(person, found.article.text)
            if side in ([wanted] if wanted else own) and len(person.name.split()) > 1 and not person.private:
                of[person.name, str(side)].append((found, person))
    met: dict[str, list[Met]] = defaultdict(list)
    for (name, side), those in of.items():
        shown = (
            (found, person, span)
            for found, person in those
            if person.office and offices.find(person.office)
            for span in person.descriptions
            if _shows(span, side, found, sides)
        )
        for found, person, span in islice(shown, 1):
            days = [other.article.date.day for other, _ in those if other.article.date.day]
            met[side].append(
                Met(
                    name=name,
                    office=person.office,
                    side=side,
                    articles=len(those),
                    last=max(days, default=None),
                    known=_known(name, packs),
                    seen=_seen(found, span),
                )
            )
    for name in own:
        yield from sorted(met[name], key=_first)[:_PEOPLE]


@cache
def _offices(lexicon: Lexicon) -> TermSet[str]:
    """The offices of a state, and who speaks for one; no scholars, editors or relatives."""
    words = (word for group in _STATE for word in lexicon.words(f"people.titles.heads.{group}"))
    return compile_terms(terms(words, "office"))


def _shows(span: Span, side: str, found: Findings, sides: Sides) -> bool:
    """Whether a description says whose the person is: it names the side, or its sentence does and it no country."""
    text = found.article.text
    if any(span.holds(place.span) for place in found.places):
        return sides.whose(span.of(text)) == side
    sentence = next((one.span for one in found.sentences if one.span.holds(span)), span)
    return any(match.key == side for match in sides.aliases.find(sentence.of(text)))


def _first(one: Met) -> tuple[bool, int, int, str]:
    """Whom to name first: those whom nobody knows, most named, in the newest articles."""
    return bool(one.known), -one.articles, -(one.last.toordinal() if one.last else 0), one.name


def _known(name: str, packs: Packs) -> str:
    """The pack that knows somebody of that name."""
    wanted = _bare(name)
    if any(wanted == _bare(word) for person in packs.people for word in (person.name, *person.aliases)):
        return "packs/people.yaml"
    return "packs/leaders.yaml" if packs.led_by(tuple(words(name))) else ""


def _bare(name: str) -> str:
    """A name without what its spellings differ in: initials, "Jr.", accents."""
    return bare(fold(name.replace(",", "")))


# --- a topic of its own ----------------------------------------------------------------------------------------------


def _subject(items: Sequence[tuple[Item, Findings]], profile: Profile, lexicon: Lexicon) -> Subject | None:
    """The pair of words that most agenda items without a topic share, and a short sentence that has it.

    One word alone tells too little: "progress", "passage".
    """
    vague = {word for path in _VAGUE for phrase in lexicon.words(path) for word in words(phrase)}
    own = {word for side in profile.sides for alias in side.aliases for word in words(alias)}
    where: dict[str, dict[Span, Findings]] = defaultdict(dict)
    for item, found in items:
        text = found.article.text
        named = {word for person in found.people for word in words(person.name)}
        named |= {word for place in found.places for word in words(place.span.of(text))}
        view = squeeze(fold(item.span.of(text)))
        for one, other in pairwise(_WORD.finditer(view)):
            pair = (one[0], other[0])
            if view[one.end() : other.start()] == " " and not vague.union(own, named).intersection(pair):
                where[" ".join(pair)][item.sentence] = found
    for shared in sorted(where, key=lambda shared: (-len(where[shared]), shared)):
        if len(where[shared]) < 2:
            break
        for sentence, found in where[shared].items():
            seen = _seen(found, sentence)
            if len(seen.text) <= _LONGEST and re.search(rf"\b{shared}\b", fold(seen.text)):
                return Subject(word=shared, sentences=len(where[shared]), seen=seen)
    return None
