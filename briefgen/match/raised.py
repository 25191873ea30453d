"""The items of a story as a brief prints them: the subjects of its constructions, and what is raised without any.

A subject cut out of a long sentence may leave out the very point of it. Where it is less than most of what its clause
says, the clause stands for it; a list of subjects stays a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from briefgen.extract.positionwords import is_in_passing
from briefgen.extract.whole import whole
from briefgen.lexicon import Lexicon
from briefgen.match.aims import with_their_aims
from briefgen.match.cast import Cast
from briefgen.match.hedges import with_hedge
from briefgen.match.telling import telling
from briefgen.match.voices import ONE_SIDED, Voices, actor_of
from briefgen.match.weight import LEAST, ONLOOKER, REPORT, STATEMENT, TAKES_PART, Points
from briefgen.model import Actor, Item, Span, Statement
from briefgen.text import fold, words

_MOST = 0.8  # share of a clause's words of some length, speaker and cue apart, from which its subject tells it
_SMALL = 4  # letters of a word that tells no subject, at most
_LONG = 30  # words
_HELPERS = 4  # words between who acts and the verb: "is also expected to"
_PAIR = 2  # words of some length that tell what one side raises: "an inquiry" alone does not
_CONTEST = "contest"  # the sign of a sentence about who is to hold office
_MEETS = "reports the meeting"
_NO_MORE = "reports no more than the meeting"
_TOPIC = "speaks of a topic of the profile"
_APPRAISAL = "appraisal"
_LEAST = 3  # words of some length that tell a statement: "it was a good day" is none


def raised(cast: Cast, points: dict[int, Points], lexicon: Lexicon) -> Iterator[Item]:
    """The items of a story, those of constructions first, each group in the order of the text; none is torn."""
    clauses = {one.sentence.start: one.span for one in cast.findings.statements}
    for _, group in groupby(_raised(cast, points, lexicon), key=lambda item: item.sentence.start):
        yield from telling(tuple(_whole(group, clauses, cast, lexicon)), cast, lexicon)


def _whole(group: Iterable[Item], clauses: dict[int, Span], cast: Cast, lexicon: Lexicon) -> Iterator[Item]:
    """The items of one sentence, each with the words that can stand alone, none with those of another."""
    taken: list[Span] = []
    for item in group:
        one = _standing(item, clauses.get(item.sentence.start, item.sentence), cast, lexicon)
        if one is not None and not (one.span != item.span and any(one.span.meets(span) for span in taken)):
            taken.append(one.span)
            yield one


def _standing(item: Item, clause: Span, cast: Cast, lexicon: Lexicon) -> Item | None:
    """An item with the words that can stand alone on a line; None where there are none."""
    span = whole(item.span, item.cue, clause, item.sentence, cast.findings.article.text, lexicon)
    return None if span is None else with_hedge(replace(item, span=span), cast, lexicon)


def _raised(cast: Cast, points: dict[int, Points], lexicon: Lexicon) -> Iterator[Item]:
    plain = frozenset(lexicon.words("lines.plain"))
    found, voices = cast.findings, Voices(cast)
    said = {position.sentence.start for position in found.positions}
    said |= {at.start for quote in found.quotes if quote.speaker and (at := cast.sentence_at(quote.span))}
    stated = {one.sentence.start: one for one in found.statements if _CONTEST not in one.signs}
    for start, group in groupby(found.items, key=lambda item: item.sentence.start):
        items, statement = with_their_aims(_of_the_matter(tuple(group), found.article.text), lexicon), stated.get(start)
        if statement is None:
            continue
        if _is_private(items, cast) and TAKES_PART not in dict(points.get(start, ())):
            del stated[start]
            continue
        for line in _lines(items, statement, _MEETS in dict(points.get(start, ())), found.article.text):
            one = _alone(_with_verb(line, items, found.article.text, plain), statement, cast)
            voiced = statement.voiced and start in said and one.span.start == statement.span.start
            yield voices.voiced(_owned(one, statement.actor, cast) if voiced else one)
        if items[-1].span.end > statement.span.start:
            del stated[start]  # "told them in talks on fish that": else what is said is a matter of its own
    quoted = _quoted(cast)
    for start, statement in stated.items():
        idle = ONLOOKER in dict(points[start]) or _is_slight(statement.span.of(found.article.text))
        idle = idle or _LEADS_IN.match(found.article.text, statement.span.end) is not None
        passing = start in said and start not in quoted and _is_in_passing(statement, cast)
        idle = idle or (passing and not _is_of_a_side(statement, cast))
        if not idle and sum(value for _, value in points[start]) >= LEAST:
            voiced = (statement.voiced and start in said and not passing) or start in quoted
            rule = STATEMENT if voiced else REPORT
            if (rule == REPORT and _APPRAISAL in statement.signs) or (
                _NO_MORE in dict(points[start]) and (rule == REPORT or _TOPIC not in dict(points[start]))
            ):
                continue  # "The visit comes amid a row": what the writer makes of it, or the meeting once more
            yield voices.voiced(_as_item(statement, rule, quoted.get(start, statement.actor), cast))


def _lines(items: tuple[Item, ...], statement: Statement, meets: bool, text: str) -> Iterator[Item]:
    """The items of a sentence as they are printed: of one that only tells of the meeting, what the meeting is for."""
    only = meets and items[0].rule.startswith(_FOR) and not _is_bare(items[0], text)
    printed = items if only else _printed(items, statement, text)
    return (_addressed(item, text) for item in printed)


def _of_the_matter(items: tuple[Item, ...], text: str) -> tuple[Item, ...]:
    """The items of a sentence less why one side wants them: "agreed on a pier, as Lima looks to sell more tuna"."""
    return tuple(
        item
        for number, item in enumerate(items)
        if not (number and item.rule.startswith("intend:") and _WHY.search(text, items[0].span.end, item.cue.start))
    )


_WHY = re.compile(r", (?:as|since|because) [^,;:\"“]*\Z")


_FOR = ("purpose:", "noun: aimed at", "discuss:")


def _with_verb(item: Item, items: tuple[Item, ...], text: str, plain: frozenset[str]) -> Item:
    """What one side says of a thing, with the verb: "welcomed the ban" and "regretted the ban" are two things.

    A verb that only says that somebody spoke of it may go: "raised the ban".
    """
    between = text[item.cue.end : item.span.start]
    led = item.status in ONE_SIDED and item.rule.startswith(_VERBS) and sum(one.cue == item.cue for one in items) == 1
    if not led or not between or len(between.split()) > _ADDRESSEE or _STOPS.search(between):
        return item
    alone = not between.strip() and item.rule.partition(": ")[2] in plain
    return item if alone else replace(item, span=Span(item.cue.start, item.span.end))


_VERBS = ("stance:", "raise:", "ask:", "ask that: hope", "intend:", "agree:", "discuss: ")
_STOPS = re.compile(r"[;:\"“”]")


def _addressed(item: Item, text: str) -> Item:
    """What somebody is asked to do, with the verb and whom it asks: "to pay" alone reads as the speaker's plan."""
    between = text[item.cue.end : item.span.start].split()
    asks = item.rule.startswith(("ask:", "raise: press")) and _TO_DO.match(text, item.span.start)
    if not asks or not 0 < len(between) <= _ADDRESSEE:
        return item
    return replace(item, span=Span(item.cue.start, item.span.end))


_ADDRESSEE = 12  # words of whom it asks
_TO_DO = re.compile(r"(?:not |never )?to [a-z]")


def _printed(items: tuple[Item, ...], statement: Statement, text: str) -> Iterator[Item]:
    """The items of a sentence with the words that are printed of them."""
    first, said = items[0], statement.span
    if len(items) == 1 and first.span.holds(said):
        yield replace(first, span=said)  # a sentence kept whole for its condition, less who says it
    elif len(items) == 1 and _is_bare(first, text):
        yield replace(first, span=Span(first.cue.start, first.span.end))  # "demanded an inquiry"
    elif len(items) > 1 or first.span.end <= said.start or _tells(first, _around(first.span, said), text):
        yield from items
    elif _LED.match(text, first.sentence.start, first.cue.start):
        yield first  # "As Kenya reaffirmed the pact, ties have cooled": the main clause is another matter
    else:
        clause = _from_verb(first, _around(first.span, said), text)
        yield first if _TORN.search(clause.of(text)) else replace(first, span=clause)


_LED = re.compile(r"(?:But |And |Yet )?(?:[Ee]ven )?(?:[Aa]s|[Ww]hile|[Aa]lthough|[Tt]hough|[Ww]hereas) [^,;:]*\Z")


def _is_in_passing(statement: Statement, cast: Cast) -> bool:
    """Whether who speaks does so in a clause beside what is printed: "Kenya recalled its envoy after Peru said"."""
    if statement.actor is None or not statement.span.holds(statement.actor.span):
        return False
    start, at = statement.span.start, statement.actor.span.start
    return is_in_passing(fold(cast.findings.article.text[start:at]), 0, at - start, said=True)


def _is_of_a_side(statement: Statement, cast: Cast) -> bool:
    """Whether a sentence tells of a side before it tells what somebody said: "Kenya recalled its envoy after"."""
    end = statement.actor.span.start if statement.actor else statement.span.start
    return bool(cast.sides_in(Span(statement.sentence.start, max(statement.sentence.start, end))))


def _is_private(items: tuple[Item, ...], cast: Cast) -> bool:
    """Whether only people of whom no office is known act: a hostage's father speaks for no country."""
    names = [actor.name for item in items for actor in item.actors if actor.kind == "person"]
    people = [person for name in names if (person := cast.person_named(name)) is not None]
    return bool(people) and len(people) == len(names) and not any(person.office for person in people)


def _around(subject: Span, clause: Span) -> Span:
    """The clause with the subject in it, should that stand behind its end."""
    return Span(min(subject.start, clause.start), max(subject.end, clause.end))


def _is_bare(item: Item, text: str) -> bool:
    """Whether a single word tells what one side raises."""
    size = sum(len(word) >= _SMALL for word in words(item.span.of(text)))
    return item.status in ONE_SIDED and item.cue.start < item.span.start and size < _PAIR


def _is_beside(between: str) -> bool:
    """Whether no more than auxiliaries, or an aside, stands between who acts and the verb."""
    return len(between.split()) <= _HELPERS or _ASIDE.fullmatch(between) is not None


_ASIDE = re.compile(r", (?:who|which|whose|an?|the)\b[^;:\"“]*, (?:also |has |had |then )?")


def _from_verb(item: Item, clause: Span, text: str) -> Span:
    """The clause from its verb on, where who acts stands right before it: a line of a brief says whose it is."""
    led = any(
        clause.start <= actor.span.start
        and actor.span.end < item.cue.start
        and _is_beside(text[actor.span.end : item.cue.start])
        for actor in item.actors
    )
    return Span(item.cue.start, clause.end) if led and item.cue.start < item.span.start else clause


def _tells(item: Item, clause: Span, text: str) -> bool:
    """Whether a subject holds most of its clause, who says it and the cue apart, or the clause is no quick reading."""
    if len(clause.of(text).split()) > _LONG:
        return True
    known = sum(
        size_of(span, text) for span in (item.cue, *(actor.span for actor in item.actors)) if clause.holds(span)
    )
    return size_of(item.span, text) >= _MOST * (size_of(clause, text) - known)


def size_of(span: Span, text: str) -> int:
    """How many words of a stretch tell a subject; short ones tell none."""
    return sum(len(word) > _SMALL for word in words(span.of(text)))


def _alone(item: Item, statement: Statement, cast: Cast) -> Item:
    """What people of one side agreed among themselves, whole: "the bill was agreed upon by Senators"."""
    text = cast.findings.article.text
    agreed = item.status == "agreed" and item.rule.startswith("passive:")
    by = _BY.match(text, item.cue.end, item.sentence.end) if agreed else None
    if (
        by is None
        or len(cast.sides_in(Span(by.end(), item.sentence.end))) != 1
        or len(cast.sides_in(item.sentence)) > 1
    ):
        return item
    return replace(item, span=_around(item.span, statement.span), status="open")


_BY = re.compile(r"(?: (?:up)?on)? by ")


def _is_slight(statement: str) -> bool:
    """Whether a statement has too few words to tell of a matter, or breaks off."""
    few = sum(len(word) >= _SMALL for word in words(statement)) < _LEAST
    return few or _TORN.search(statement) is not None or _ANSWERS.match(statement) is not None


_LEADS_IN = re.compile(r" ?: ?[\"“‘]")  # "Asked about the protests, Otieno said": the quotation is what is said
_ANSWERS = re.compile(r"\W*(?:No|Yes|Well|Look|Listen|In fact|Of course|Absolutely|Exactly|Frankly), [a-z]")
_TORN = re.compile(r"\b(?:the|an?|to|and|or|of|to say|says?|saying|vowing|adding|told(?: [\w'-]+){0,2}):?$")


def _owned(item: Item, actor: Actor | None, cast: Cast) -> Item:
    """A clause that stands for what talks are about, as the word of the side that says it."""
    talks = item.status == "open" and all(one.kind == "talks" for one in item.actors)
    return replace(item, actors=(actor,)) if talks and actor is not None and cast.actor(actor) else item


def _quoted(cast: Cast) -> dict[int, Actor]:
    """Who says the sentences that a quotation opens, by where they begin: whoever acts in it does not speak."""
    found: dict[int, Actor] = {}
    for quote in cast.findings.quotes:
        speaker, at = quote.speaker, cast.sentence_at(quote.span)
        if speaker is None or speaker.joint or quote.confidence != "strong" or not cast.speaker(speaker):
            continue
        if at is not None and at.start == quote.span.start:
            found[at.start] = actor_of(speaker, cast)
    return found


def _as_item(statement: Statement, rule: str, actor: Actor | None, cast: Cast) -> Item:
    """A statement as an item: nothing tells that it was discussed. What an office says is its side's word."""
    office = rule == STATEMENT and actor is not None and actor.kind == "unnamed" and bool(cast.actor(actor))
    known = actor is not None and (actor.kind in _TELLING or office)
    return Item(
        span=statement.span,
        sentence=statement.sentence,
        paragraph=statement.paragraph,
        cue=statement.span,
        rule=rule,
        status="open",
        actors=(actor,) if actor is not None and known else (),
    )


_TELLING = frozenset({"person", "country", "both"})
