"""What the stages find in a few sentences, one line a find: what an example of a word list says after its arrow."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from data.brief_data import agenda_item, baseline, brief_data
from test_quotes import article

from briefgen.articles import read_page
from briefgen.articles.language import by_language
from briefgen.articles.readers import read_bytes
from briefgen.articles.whens import find_whens, resolve
from briefgen.changes import Words, changes
from briefgen.extract import extract, extract_quotes
from briefgen.extract.sentences import split_sentences
from briefgen.extract.whole import whole
from briefgen.lexicon import Lexicon
from briefgen.match import match
from briefgen.model import Actor, Figure, Findings, Meeting, Page, Person, Quote, Span
from briefgen.packs import load_packs
from briefgen.pipeline import Request, make_brief
from briefgen.profile import load_profile
from briefgen.resources import Workspace

Facts = Callable[[str, Lexicon], Iterator[str]]
_TODAY = date(2026, 3, 4)  # a Wednesday


def of_sentences(text: str, lexicon: Lexicon) -> Iterator[str]:
    """``sentence: It rained.``"""
    for sentence in split_sentences(article(text), lexicon):
        yield f"sentence: {sentence.span.of(text)}"


def of_quotes(text: str, lexicon: Lexicon) -> Iterator[str]:
    """The people of some prose, and its quotes."""
    found = extract_quotes(article(text), load_packs(), lexicon)
    yield from map(_person, found.people)
    for quote in found.quotes:
        yield _quote(quote, found)


def of_article(text: str, lexicon: Lexicon) -> Iterator[str]:
    """The people of some prose, its meetings, agenda items, positions, quotes and figures."""
    whens = tuple(find_whens(text, Span(0, len(text)), lexicon))
    found = extract(replace(article(text), whens=whens), load_packs(), lexicon)
    yield from map(_person, found.people)
    for meeting in found.meetings:
        yield _meeting(meeting, text)
    for item in found.items:
        yield _with(f"{item.status}: {item.span.of(text)}", by=_names(item.actors))
    for statement in found.statements:
        for sign in statement.signs:
            yield f"{sign}: {statement.span.of(text)}"
    for position in found.positions:
        yield f"position of {_name(position.actor)}, {position.rule}"
    for quote in found.quotes:
        yield _quote(quote, found)
    for figure in found.figures:
        yield _figure(figure, text)


def of_line(text: str, lexicon: Lexicon) -> Iterator[str]:
    """The line that is printed of the words in brackets."""
    start, end = text.index("["), text.index("]") - 1
    plain = text.replace("[", "").replace("]", "")
    part, sentence = Span(start, end), Span(0, len(plain))
    line = whole(part, part, sentence, sentence, plain, lexicon)
    yield line.of(plain) if line else ""


def of_changes(text: str, lexicon: Lexicon) -> Iterator[str]:
    """What became of an agenda item: its words then on the first line, now on the second."""
    then, now = text.strip().splitlines()
    _, found = changes(
        baseline(agenda=[agenda_item(then)]), brief_data(agenda=[agenda_item(now, 2)]), Words(load_packs(), lexicon)
    )
    for change in found:
        yield f"{change.kind}: {change.text}"


def of_page(text: str, lexicon: Lexicon) -> Iterator[str]:
    """The parts of a page: its articles, their heads and blocks, and the days that the prose names."""
    page = read_bytes(text.encode(), "page.txt")
    assert isinstance(page, Page)
    for number, story in enumerate(read_page(page, lexicon), 1):
        yield f"article {number}: {story.title.of(text)}"
        for part in ("byline", "dateline", "publisher"):
            if getattr(story, part):
                yield f"{part} of article {number}: {getattr(story, part)}"
        yield f"date of article {number}: {story.date.day or 'none'}"
        for block in story.blocks:
            yield f"{block.kind}: {block.span.of(text)}"
        for when in story.whens:
            days = resolve(when, _TODAY)
            yield f"{when.span.of(text)} is {days[0] if days else when.year or 'no day'}"


def of_stories(text: str, lexicon: Lexicon) -> Iterator[str]:
    """The people of the stories on a page, read with their datelines."""
    page = read_bytes(text.encode(), "page.txt")
    assert isinstance(page, Page)
    for story in read_page(page, lexicon):
        yield from map(_person, extract_quotes(story, load_packs(), lexicon).people)


def of_relevance(text: str, lexicon: Lexicon) -> Iterator[str]:
    """Whether a page counts for Norway and Iceland: ``used``, or why it is not; and the meetings of the two."""
    page = read_bytes(text.encode(), "page.txt")
    assert isinstance(page, Page)
    with TemporaryDirectory() as folder:
        profile = Path(folder, "pair.yaml")
        profile.write_text("title: Pair\nsides:\n  - country: NO\n  - country: IS\n", encoding="utf-8")
        pair = load_profile(profile, Workspace(Path(folder)))
    found = tuple(extract(story, load_packs(), lexicon) for story in read_page(page, lexicon))
    matched = match(pair, found, lexicon)
    for story in matched.stories:
        yield story.dyad.missing or "used"
    for event in matched.events:
        yield _with(f"meeting of {_names(event.who)}", place=event.place, event=event.event)


def _person(person: Person) -> str:
    sex = {"m": "a man", "f": "a woman", "": ""}[person.gender]
    private = "private" if person.private else ""
    told = _with(f"person {person.name}", office=person.office, of=person.country, bare=private)
    return _with(told, bare=sex)


def _meeting(meeting: Meeting, text: str) -> str:
    told = ("cancelled", "coming", "earlier", "pictured")
    how = " and ".join(word for word in told if getattr(meeting, word))
    place = meeting.place.of(text) if meeting.place else ""
    when = meeting.when.span.of(text) if meeting.when else ""
    at = meeting.event.of(text) if meeting.event else ""
    return _with(f"{meeting.kind} of {_names(meeting.who) or 'nobody'}", bare=how, place=place, when=when, event=at)


def _quote(quote: Quote, found: Findings) -> str:
    kind = {"full": "statement", "fragment": "fragment"}[quote.kind]
    cue = quote.cue.of(found.article.text) if quote.cue else ""
    if (speaker := quote.speaker) is None:
        return _with(f"{kind} of nobody", bare=quote.confidence)
    office = speaker.office
    told = _with(f"{kind} of {speaker.name}", office=office, cue=cue, kind=speaker.kind, bare=quote.confidence)
    return _with(told, of=speaker.country)


def _figure(figure: Figure, text: str) -> str:
    low, high = f"{figure.low:.10g}", f"{figure.high:.10g}"
    amount = low if low == high else f"{low} to {high}"
    whose = figure.credit.of(text) if figure.credit else ""
    return _with(f"figure {figure.span.of(text)}", bare=f"{amount} {figure.unit}", by=whose)


def _with(head: str, **facts: str) -> str:
    return ", ".join([head, *(f"{name} {fact}" if name != "bare" else fact for name, fact in facts.items() if fact)])


def _names(actors: tuple[Actor, ...]) -> str:
    return " and ".join(_name(actor) for actor in actors)


def _name(actor: Actor) -> str:
    return actor.name or actor.kind


def without(lexicon: Lexicon, path: str, words: frozenset[str] = frozenset()) -> Lexicon:
    """The word lists with one list, or some words of one, taken out."""

    def cut(node: Any, keys: list[str]) -> Any:
        if keys:
            assert isinstance(node, Mapping)
            return {**node, keys[0]: cut(node[keys[0]], keys[1:])}
        kept = [word for word in node if words and word not in words]
        return kept or ["qqqqq"]

    return Lexicon(lexicon.language, cut(lexicon.lists, path.split(".")))


def of_language(text: str, lexicon: Lexicon) -> Iterator[str]:
    """``read``, or why an article is not."""
    page = read_bytes(text.encode(), "page.txt")
    assert isinstance(page, Page)
    read, foreign = by_language(read_page(page, lexicon), lexicon)
    yield from ("read" for _ in read)
    yield from (one.reason for one in foreign)


_HEAD = """Norway and Iceland hold talks
2 March 2026

Norwegian Foreign Minister Ada Stone met Icelandic Prime Minister Jon Marsh in Reykjavik on Monday for talks on the fish
tariffs that have been in force since spring.

"""


def of_brief(text: str, lexicon: Lexicon) -> Iterator[str]:
    """What a brief on Norway and Iceland prints of a story that ends so, line by line."""
    with TemporaryDirectory() as folder, patch("briefgen.pipeline.load_lexicon", return_value=lexicon):
        profile, story = Path(folder, "pair.yaml"), Path(folder, "story.txt")
        profile.write_text("title: Pair\nsides:\n  - country: NO\n  - country: IS\n", encoding="utf-8")
        story.write_text(_HEAD + text, encoding="utf-8")
        request = Request(articles=(story,), as_of=date(2026, 3, 3))
        brief = make_brief(load_profile(profile, Workspace(Path(folder))), request).brief
    for person in brief.participants:
        yield _with(f"participant: {person.name}", office=person.office, of=person.side or "")
    for item in brief.agenda:
        yield f"item: {item.text}"
    for warning in brief.watch_outs:
        yield f"watch-out: {warning.label}: {warning.text}"
    for ask in brief.positions:
        yield f"{'ask' if ask.ask else 'position'}: {ask.text}"
    for line in brief.background:
        yield f"background: {line.text}"
    for day in brief.dates_ahead:
        yield f"ahead {day.date}: {day.text}"
    for gap in brief.gaps:
        yield f"gap: {gap}"
    for figure in brief.figures:
        yield f"figure: {figure.text}"
    for line in brief.bottom_line:
        yield f"bottom: {line.text}"
