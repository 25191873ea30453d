"""Each find of a story that counts: whose it is, its topic, the meeting it belongs to, and what rules it out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from briefgen.articles.whens import resolve
from briefgen.extract.sentences import cue_forms
from briefgen.lexicon import Lexicon
from briefgen.match.appraised import appraises, goes_by_the_writer
from briefgen.match.asks import is_ask
from briefgen.match.beside import ties_with_others, why_beside, why_of_old, why_old
from briefgen.match.cast import Cast
from briefgen.match.events import Event
from briefgen.match.filing import topic_held, topic_of
from briefgen.match.leaning import standing, tells_of_fighting
from briefgen.match.partners import is_held_with_third, is_of_another_pact, is_with_others
from briefgen.match.raised import raised
from briefgen.match.reports import Report
from briefgen.match.sides import THIRD
from briefgen.match.tidings import why_tidings
from briefgen.match.voices import why_private
from briefgen.match.weight import REPORT, STATEMENT, Points, enough_for, points_of
from briefgen.model import Actor, Item, Position, Quote, Span
from briefgen.rules import Zone
from briefgen.text import fold, words

_BARE = 2  # words of "the minister"
_LOOK_BACK = 40  # reports; whoever acts in a sentence was met not long before it
_PAST = timedelta(days=21)
_NEXT_DAY = timedelta(days=1)  # on which a meeting is still told about
_FRESH_DAYS = 7  # a sentence dated longer before the meeting tells its background


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A find with what the profile makes of it.

    Attributes:
        find: the item, position or quote.
        article: the id of the article it stands in.
        sentence: the sentence around it.
        sides: the sides it comes from, in the order of print; none for nobody in particular.
        topic: topic id, "other" when none fits.
        fired: the words of the topic's rule.
        event: number of the event it belongs to, among ``Matched.events``; None for none.
        excluded: why it cannot be used, "" when it can.
        ask: whether it is a position that asks the other side for something.
        points: of an item, what speaks for and against its being the meeting's business.
    """

    find: Item | Position | Quote
    article: str
    sentence: Span
    sides: tuple[str, ...]
    topic: str
    fired: tuple[str, ...]
    event: int | None
    excluded: str = ""
    ask: bool = False
    points: Points = ()

    @property
    def side(self) -> str:
        """The one side it comes from; "" for several or none."""
        return self.sides[0] if len(self.sides) == 1 else ""


def place(
    cast: Cast, gathered: tuple[Event, ...], lexicon: Lexicon, reports: tuple[Report, ...] = ()
) -> Iterator[Placed]:
    """The items, positions and quotes of a story, each with its side, topic and meeting."""
    found = cast.findings
    points = points_of(cast, reports)
    told = _told(found.article.id, gathered)
    told_of = {
        report.meeting.span for event in gathered for report in event.reports if report.article == found.article.id
    }
    discussed = {item.sentence for item in found.items if item.status == "discussed"}
    for item in raised(cast, points, lexicon):
        owners = {side for actor in item.actors if (side := cast.actor(actor))}
        ours = owners - {THIRD} or _both(item.actors, cast)
        event = _event_of(item.sentence, _names(item.actors), told, cast, gathered)
        event = _held_before(item, event, told, found.article.date.day, gathered)
        reason = (
            why_beside(item, cast)
            or _why_no_item(item, owners, cast)
            or _why_past(item, event, cast, gathered)
            or _why_old_deal(item, cast)
            or _why_untold(item, cast, lexicon)
            or _why_old_words(item, cast)
            or why_tidings(item, cast, lexicon)
        )
        if not reason and event is not None and _is_overtaken(event, told, cast, gathered):
            reason = "background: told of an earlier meeting"
        known = points.get(item.sentence.start, ())
        total = sum(value for _, value in known)
        enough = enough_for(item, met=event is not None or cast.sides.profile.meeting is not None)
        if not reason and total < enough:
            reason = f"too little speaks for it: {total} points of {enough}"
        yield replace(_placed(cast, item, item.sentence, ours, event, reason), points=known)
    for position in found.positions:
        event = _event_of(position.span, _names((position.actor,)), told, cast, gathered)
        relayed = position.span in discussed or (position.span in told_of and _closes(position))
        yield _placed_position(position, event, relayed=relayed, cast=cast, lexicon=lexicon)
    for quote in found.quotes:
        side = cast.speaker(quote.speaker) if quote.speaker else None
        sentence = cast.sentence_at(quote.span) or quote.span
        event = _event_of(sentence, {quote.speaker.name} if quote.speaker else set(), told, cast, gathered)
        owners = {side} if side else _jointly(quote, event, cast)
        reason = _why_silent(quote, side, joint=side is None and bool(owners))
        if not reason and is_of_another_pact(sentence, cast):
            reason = "a tie with a third country"
        yield _placed(cast, quote, sentence, owners, event, reason)


def _placed_position(position: Position, event: int | None, *, relayed: bool, cast: Cast, lexicon: Lexicon) -> Placed:
    """A position; ``relayed``: its sentence tells of a meeting rather."""
    side = cast.actor(position.actor)
    owners = {side} if side else _holding_both(position.actor, cast)
    reason = "" if owners and not side else _why_no_side(side, "its holder")
    behind = Span(position.cue.end, max(position.cue.end, position.sentence.end))
    pact = is_of_another_pact(position.sentence, cast) or is_held_with_third(position.sentence, cast)
    if not reason and side and (pact or ties_with_others(behind, position.sentence, cast)):
        reason = "a tie with a third country"
    reason = reason or why_private(position, cast) or why_old(position, cast)
    if not reason and position.rule.startswith("say") and relayed:
        reason = "tells of the meeting, not of a position"
    if not reason and tells_of_fighting(position, cast, lexicon):
        reason = "tells of fighting, not of a position"
    shown = position.span if reason else standing(position, cast, lexicon)
    reason = reason if shown else "hangs on the sentence before"
    placed = _placed(cast, replace(position, span=shown or position.span), position.sentence, owners, event, reason)
    ask = not reason and is_ask(position, placed.side, met=event is not None, cast=cast, lexicon=lexicon)
    return replace(placed, ask=ask)


def _closes(position: Position) -> bool:
    """Whether no more than its end tells who says so: "Kenya and Peru will meet in May, the source said"."""
    span = position.sentence
    return 2 * position.cue.start > span.start + span.end


def _placed(
    cast: Cast, find: Item | Position | Quote, sentence: Span, owners: set[str], event: int | None, reason: str
) -> Placed:
    inner = find.content if isinstance(find, Quote) else find.span
    zone: Zone = "quote" if isinstance(find, Quote) else "lede" if find.paragraph == 1 else "body"
    topic, fired = topic_held(cast, find, zone) if isinstance(find, Position) else topic_of(cast, inner, sentence, zone)
    return Placed(
        find=find,
        article=cast.findings.article.id,
        sentence=sentence,
        sides=tuple(side.name for side in cast.sides.profile.sides if side.name in owners),
        topic=topic,
        fired=fired,
        event=event,
        excluded=reason,
    )


def _both(actors: Iterable[Actor], cast: Cast) -> set[str]:
    """Where two sides make the pair, "both" are the two."""
    return set().union(*(cast.pair(actor) for actor in actors))


def _holding_both(actor: Actor, cast: Cast) -> set[str]:
    """The two sides of a pair where both hold a position; "both Kenyan and Chilean officials" are not the two."""
    return set() if len(cast.sides_in(actor.span)) == 1 else _both((actor,), cast)


def _names(actors: Iterable[Actor]) -> set[str]:
    return {actor.name for actor in actors if actor.name}


def _jointly(quote: Quote, event: int | None, cast: Cast) -> set[str]:
    """The two sides of a pair that speak at once, in "the two leaders" or a joint statement, where they met."""
    names = {side.name for side in cast.sides.profile.sides}
    speaker = quote.speaker
    if speaker is None or (speaker.kind == "named" and cast.sides_in(speaker.mention) != names):
        return set()  # "France and Germany said in a joint statement"
    return names if speaker.joint and event is not None and len(names) == 2 else set()


def _why_silent(quote: Quote, side: str | None, *, joint: bool) -> str:
    if quote.speaker is None:
        return f"nobody is sure to have said it ({quote.rule})"
    if quote.confidence != "strong":
        return f"the speaker is not sure enough ({quote.rule})"
    name = words(quote.speaker.name)
    told = joint or (quote.speaker.kind == "document" and bool(side))  # "the readout", of a known side
    if quote.speaker.kind != "named" and len(name) == _BARE and name[0] == "the" and not told:
        return "nobody can tell who the speaker is"  # "the minister", of whom the article tells no more
    return "" if joint else _why_no_side(side, "the speaker")


def _why_no_side(side: str | None, whose: str) -> str:
    if side is None:
        return f"{whose} is of no known side"
    return f"{whose} is of neither side" if side == THIRD else ""


def _why_no_item(item: Item, owners: set[str], cast: Cast) -> str:
    if owners == {THIRD}:
        return "raised by a third party"
    if is_with_others(item, owners, cast):
        return "a matter of one side with somebody else"
    named = [actor for actor in item.actors if actor.kind in {"person", "country"}]
    if named and item.rule not in {STATEMENT, REPORT} and not any(cast.actor(actor) for actor in named):
        return "its actor is of no known side"
    return ""


def _why_past(item: Item, event: int | None, cast: Cast, gathered: tuple[Event, ...]) -> str:
    """What happened before or since is no agenda: it hangs on a day, month or year of its own.

    What is still to be discussed or raised is not past, whenever whatever it is about came to be.
    """
    if event is None:
        return ""
    first, last = gathered[event].first, gathered[event].last
    article = cast.findings.article
    if first is None or last is None:
        return ""
    ahead = item.status in _AHEAD_OF_IT
    for when in cast.whens_in(item.sentence):
        if item.rule not in {STATEMENT, REPORT} and _is_of_the_thing(when.span, item, article.text):
            continue
        days = resolve(when, article.date.day)
        if days and article.date.day and last + _NEXT_DAY < days[0] <= article.date.day:
            return "dated after the meeting"
        if not ahead and days and (first - days[1]).days > _FRESH_DAYS:
            return "background: dated before the meeting"
        if not ahead and days is None and _earlier(when.year, when.month, first):
            return "background: told of an earlier month or year"
    return ""


def _why_old_words(item: Item, cast: Cast) -> str:
    """What was stated long ago is no matter now."""
    return why_of_old(item.sentence, item.cue, cast) if item.status == "open" else ""


_AHEAD_OF_IT = frozenset({"to-discuss", "to-raise"})


def _is_of_the_thing(when: Span, item: Item, text: str) -> bool:
    """Whether a date is that of what they speak of: "discussed the levy imposed in March"."""
    return item.span.holds(when) and _OF_OLD.search(text, item.span.start, when.start) is not None


def _is_in_an_aside(when: Span, item: Item, text: str) -> bool:
    """Whether a date tells of who acts, and not when they do: "Kato, who took office in April, offered aid"."""
    opens = _ASIDE_OPENS.search(text, item.sentence.start, when.start)
    return opens is not None and text.find(",", when.end, item.cue.start) >= 0


_ASIDE_OPENS = re.compile(r", (?:who|which|whose) (?=[^,]*\Z)")
_OF_OLD = re.compile(
    r"\b(?:[a-z]+ed|begun|made|held|struck|built|sold|taken|put|since|of)(?: [a-z]+){0,2} (?:in |on |since )?\Z"
)


def _why_untold(item: Item, cast: Cast, lexicon: Lexicon) -> str:
    """What the article itself says a side means to do is no matter of the talks: "It also plans to close the port"."""
    if item.status != "open":
        return ""
    found, sentence = cast.findings, item.sentence
    view = fold(sentence.of(found.article.text))
    if appraises(view, lexicon):
        return "what the writer makes of a meeting"
    if item.rule.startswith(_HOPES) and item.span == sentence and not frozenset(cue_forms(lexicon)) & {*words(view)}:
        return "a plan that nobody tells"  # "Under its new king, Peru is hoping for warmer ties"
    deed = item.rule.startswith("agree: decide") and goes_by_the_writer(view)
    if not deed and not item.rule.startswith("intend: "):
        return ""
    said = not frozenset(cue_forms(lexicon)).isdisjoint(words(sentence.of(found.article.text)))
    said = said or any(one.sentence == sentence and one.rule.startswith(("say", "stance")) for one in found.positions)
    told = said or any(one.span.meets(sentence) for one in found.quotes)
    return "" if told else "a plan that nobody tells"


_HOPES = ("ask: hope", "ask: wish")


def _why_old_deal(item: Item, cast: Cast) -> str:
    """What was agreed in a bare year that is past is nobody's news: "signed an accord in 1985".

    Nobody dates what has just been agreed by its year alone, so an article without a day is no other.
    """
    day = cast.findings.article.date.day
    if item.status != "agreed":
        return ""
    for when in cast.whens_in(Span(item.cue.start, max(item.cue.end, item.span.end))):
        bare = when.year is not None and when.month is None and when.day is None
        told = bare and _IN_YEAR.search(cast.findings.article.text, item.cue.start, when.span.start)
        ahead = _AHEAD.search(cast.findings.article.text, item.cue.end, when.span.start)
        if told and not ahead and (day is None or (when.year is not None and when.year < day.year)):
            return "background: agreed in an earlier year"
    return ""


_IN_YEAR = re.compile(r"\b(?:in|back in|in early|in late)\s+\Z")
# What is agreed may itself be for a year to come, or about one that is past.
_AHEAD = re.compile(
    r"\b(?:to|will|would|by|from|until|through|since|begun|signed|made|concluded|reached|that|which|started|after)\b"
)


def _is_overtaken(event: int, told: Told, cast: Cast, gathered: tuple[Event, ...]) -> bool:
    """Whether the meeting was long past when the article was written, which tells of a newer one."""
    published = cast.findings.article.date.day
    if published is None or gathered[event].when >= published - _PAST:
        return False
    return any(gathered[number].when >= published - _PAST for _, number in told)


_HALF_A_YEAR = 6


def _earlier(year: int | None, month: int | None, first: date) -> bool:
    """Whether a month or year without a day lies before the meeting; a bare month is the nearest of its name."""
    if year is not None:
        return (year, month or first.month) < (first.year, first.month)
    return month is not None and 0 < (first.month - month) % 12 <= _HALF_A_YEAR


Told = list[tuple[int, int]]  # where a report of a meeting begins, and the number of the meeting


def _told(article: str, gathered: tuple[Event, ...]) -> Told:
    """The reports of one article, by where they begin."""
    return sorted(
        (report.meeting.span.start, number)
        for number, event in enumerate(gathered)
        for report in event.reports
        if report.article == article
    )


def _event_of(sentence: Span, names: set[str], told: Told, cast: Cast, gathered: tuple[Event, ...]) -> int | None:
    """The meeting a sentence belongs to: the nearest told before it that the actors attend, else the nearest.

    A meeting long past when the article was written owns only the sentence that tells of it.
    """
    published = cast.findings.article.date.day
    fallback = nearest = None
    end = bisect_right(told, (sentence.end, len(gathered)))
    for start, number in reversed(told[max(0, end - _LOOK_BACK) : end]):
        event = gathered[number]
        past = published is not None and event.when < published - _PAST
        if past and not sentence.start <= start < sentence.end:
            continue
        if names & event.attended:
            return number
        if nearest is None and event.kind != "call":
            nearest = number
        fallback = number if fallback is None else fallback
    if nearest is not None or fallback is not None:
        return nearest if nearest is not None else fallback
    return next((number for _, number in told if published is None or gathered[number].when >= published - _PAST), None)


def _held_before(
    item: Item, event: int | None, told: Told, published: date | None, gathered: tuple[Event, ...]
) -> int | None:
    """The meeting an item belongs to: what they discussed or agreed is of one that took place, where one is told of.

    "They agreed to meet in May. Both also agreed to lift the levy" tells of the meeting before, not of that in May.
    What one side asked for is of it where who asked was there, or the story tells of it first and who asked is at none.
    """
    if event is None or item.status in _AHEAD_OF_IT or not gathered[event].coming:
        return event
    sentence, names = item.sentence, _names(item.actors)
    end = bisect_right(told, (sentence.end, len(gathered)))
    near = told[max(0, end - _LOOK_BACK) : end]
    if any(number == event and start >= sentence.start for start, number in near):
        return event
    newest = published and published - _PAST
    among = bool(names & gathered[event].attended)
    for _, number in reversed(near):
        held = gathered[number]
        old = held.earlier or (newest is not None and held.when < newest)
        asked = names & held.attended or (not among and number == told[0][1])
        if held.done and not old and (item.status in _OVER or asked):
            return number
    return event


_OVER = frozenset({"discussed", "agreed"})
