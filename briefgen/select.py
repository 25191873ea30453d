"""What goes into the brief: scored, near-duplicates merged, cut to the profile's limits; each with a reason."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from briefgen.match import OTHER, Matched, Placed, Story
from briefgen.model import Evidence, Findings, Item, Position, Quote, Span
from briefgen.profile import Profile
from briefgen.text import words

Kind = Literal["agenda", "position", "quote"]

# What a group of agenda cues is worth: what both talk about before what one says in passing.
_WORTH = {
    "agree": 3.5,
    "announce": 3.5,
    "discuss": 3.0,
    "passive": 3.0,
    "raise": 3.0,
    "ask": 2.5,
    "stance": 2.0,
    "noun": 1.5,
    "purpose": 1.5,
}
_SAME_ITEM = 0.7  # word overlap from which two items are one
_OLD = timedelta(days=60)  # behind the newest story: what was said then gives way to what is said now
_COPIED_WITHIN = timedelta(days=14)
_SAME_STORY = 0.6  # shingle overlap from which two stories are the same copy


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One find and what became of it.

    Attributes:
        id: the line's id, a hash of article and spans.
        placed: the find.
        pieces: the spans that are printed, more than one where a quote goes on over paragraphs.
        kept: whether it is in the brief.
        reason: why it is in, or why not.
        score: the sum of ``parts``.
        parts: the score's arithmetic, each with its name.
        also: ids of articles whose near-duplicate was merged into this one.
    """

    id: str
    kind: Kind
    placed: Placed
    pieces: tuple[Span, ...]
    kept: bool
    reason: str
    score: float
    parts: tuple[tuple[str, float], ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unused:
    """A story that is not used, and why."""

    story: Story
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What the brief is made of, and what it is not made of."""

    used: tuple[Story, ...]  # newest first
    unused: tuple[Unused, ...]  # in the order read
    choices: tuple[Choice, ...]
    start: date  # the window, both days included
    end: date
    slid: bool  # nothing fell into the window, so it ends at the newest coverage

    def kept(self, kind: Kind) -> tuple[Choice, ...]:
        """The finds of one kind that are in the brief, best first."""
        return tuple(choice for choice in self.choices if choice.kind == kind and choice.kept)


def line_id(kind: str, path: str, spans: tuple[Span, ...]) -> str:
    """The id of a line: a hash of its article and spans, the same in every run."""
    where = ",".join(f"{span.start}-{span.end}" for span in spans)
    return f"{kind[0]}{hashlib.sha256(f'{kind}|{path}|{where}'.encode()).hexdigest()[:8]}"


def evidence(findings: Findings, pieces: tuple[Span, ...]) -> tuple[Evidence, ...]:
    """The places of the pieces."""
    path = findings.article.path
    return tuple(Evidence(path=path, start=piece.start, end=piece.end) for piece in pieces)


def select(profile: Profile, matched: Matched, as_of: date, window: int) -> Selection:
    """The stories of the window and, from them, what the brief prints.

    Args:
        profile: its limits cut the lists.
        matched: everything found, seen through the profile.
        as_of: the last day of the window, unless nothing falls into it.
        window: its length in days.
    """
    stories, unused = _stories(matched)
    start, end, slid = _window(stories, as_of, window)
    inside = [story for story in stories if _inside(story, start, end)]
    unused += [Unused(story=story, reason="outside the window") for story in stories if not _inside(story, start, end)]
    used = tuple(sorted(inside, key=_newest_first))
    choices = _choices(profile, matched, used)
    order = {story.findings.article.id: number for number, story in enumerate(matched.stories)}
    return Selection(
        used=used,
        unused=tuple(sorted(unused, key=lambda entry: order[entry.story.findings.article.id])),
        choices=tuple(choices),
        start=start,
        end=end,
        slid=slid,
    )


# --- stories -----------------------------------------------------------------------------------------------------


def _stories(matched: Matched) -> tuple[list[Story], list[Unused]]:
    """The stories about the pair, each copy once; the rest with the reason."""
    kept: list[tuple[Story, frozenset[int]]] = []
    unused: list[Unused] = []
    for story in sorted(matched.stories, key=_earliest_first):
        if not story.dyad.kept:
            unused.append(Unused(story=story, reason=story.dyad.missing))
            continue
        shingles = _shingles(story.findings)
        twin = next(
            (other for other, known in kept if _near(story, other) and _overlap(shingles, known) >= _SAME_STORY), None
        )
        if twin is not None:
            unused.append(Unused(story=story, reason=f"the same text as {twin.findings.article.path}"))
        else:
            kept.append((story, shingles))
    return [story for story, _ in kept], unused


def _earliest_first(story: Story) -> tuple[date, str, int]:
    article = story.findings.article
    return article.date.day or date.max, article.sha256, article.span.start


def _newest_first(story: Story) -> tuple[int, str, int]:
    """By day; of one day by what the page holds, so that neither the files' names nor their order matter."""
    article = story.findings.article
    return -(article.date.day.toordinal() if article.date.day else 0), article.sha256, article.span.start


def _near(one: Story, other: Story) -> bool:
    """Whether two stories can be copies: a text of another month in the same words tells another event."""
    days = one.findings.article.date.day, other.findings.article.date.day
    return days[0] is None or days[1] is None or abs(days[0] - days[1]) <= _COPIED_WITHIN


def _shingles(findings: Findings) -> frozenset[int]:
    """Hashes of every run of five words of the prose."""
    text = words(" ".join(sentence.span.of(findings.article.text) for sentence in findings.sentences))
    runs = (" ".join(text[i : i + 5]) for i in range(max(1, len(text) - 4)))
    return frozenset(int.from_bytes(hashlib.blake2b(run.encode(), digest_size=8).digest()) for run in runs)


def _overlap(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / max(1, len(one | other))


def _window(stories: list[Story], as_of: date, length: int) -> tuple[date, date, bool]:
    days = [story.findings.article.date.day for story in stories]
    dated = [day for day in days if day]
    start = as_of - timedelta(days=length)
    if not dated or any(start <= day <= as_of for day in dated):
        return start, as_of, False
    latest = max(dated)
    return latest - timedelta(days=length), latest, True


def _inside(story: Story, start: date, end: date) -> bool:
    """Undated stories are never dropped by the window."""
    day = story.findings.article.date.day
    return day is None or start <= day <= end


# --- finds -------------------------------------------------------------------------------------------------------


def _choices(profile: Profile, matched: Matched, used: tuple[Story, ...]) -> list[Choice]:
    by_id = {story.findings.article.id: story for story in used}
    rank = {id_: number for number, id_ in enumerate(by_id)}
    said = _utterances(matched)
    newest = used[0].findings.article.date.day if used else None
    found = [
        _choice(placed, by_id[placed.article], said, newest)
        for placed in matched.placed
        if placed.article in by_id and not _goes_on(placed, said)
    ]
    found.sort(key=lambda choice: (-choice.score, rank[choice.placed.article], choice.pieces))
    return _limited(profile, _quoted(_merged(found, by_id)))


def _quoted(found: list[Choice]) -> list[Choice]:
    """A position whose sentence is a full quote is printed as that quote alone."""
    quotes: dict[str, list[Span]] = defaultdict(list)
    for choice in found:
        if choice.kind == "quote" and choice.kept and choice.parts[0][1]:
            quotes[choice.placed.article].extend(choice.pieces)
    return [
        replace(choice, kept=False, reason="printed as a quote")
        if choice.kind == "position"
        and choice.kept
        and any(piece.meets(choice.placed.sentence) for piece in quotes[choice.placed.article])
        else choice
        for choice in found
    ]


_Said = dict[tuple[str, int], list[Quote]]


def _utterances(matched: Matched) -> _Said:
    """The pieces of every utterance, in order, by article and group."""
    said: _Said = defaultdict(list)
    for placed in matched.placed:
        if isinstance(placed.find, Quote):
            said[placed.article, placed.find.group].append(placed.find)
    return {key: sorted(pieces, key=lambda quote: quote.span) for key, pieces in said.items()}


def _goes_on(placed: Placed, said: _Said) -> bool:
    """A later piece of an utterance is printed with its first."""
    quote = placed.find
    return isinstance(quote, Quote) and said[placed.article, quote.group][0] != quote


def _choice(placed: Placed, story: Story, said: _Said, newest: date | None) -> Choice:
    path = story.findings.article.path
    kind, pieces, parts = _worth(placed, story, said)
    day = story.findings.article.date.day
    if kind != "agenda" and newest and day and newest - day > _OLD:
        parts = (*parts, ("older coverage", -1.0))
    return Choice(
        id=line_id(kind, path, pieces),
        kind=kind,
        placed=placed,
        pieces=pieces,
        kept=not placed.excluded,
        reason=placed.excluded or "kept",
        score=round(sum(value for _, value in parts), 2),
        parts=parts,
    )


def _worth(placed: Placed, story: Story, said: _Said) -> tuple[Kind, tuple[Span, ...], tuple[tuple[str, float], ...]]:
    find = placed.find
    topic = ("fits a topic", 0.0 if placed.topic == OTHER else 1.0)
    if isinstance(find, Item):
        group = find.rule.split(":")[0].split()[0]
        both = len({side for span, side in story.cast.presence if find.sentence.holds(span)}) > 1
        return "agenda", (find.span,), ((f"cue: {group}", _WORTH[group]), topic, ("names both sides", 0.5 * both))
    if isinstance(find, Position):
        held = 0.5 if find.actor.kind == "unnamed" else 1.0
        wants = 0.5 if find.rule.startswith("want") else 0.0
        return "position", (find.span,), (("holder named", held), topic, ("asks for something", wants))
    pieces = tuple(piece.content for piece in said[placed.article, find.group])
    named = 1.0 if find.speaker and find.speaker.kind == "named" else 0.0
    full = 1.0 if find.kind == "full" else 0.0
    return "quote", pieces, (("full quote", full), ("speaker named", named), topic)


def _merged(found: list[Choice], by_id: dict[str, Story]) -> list[Choice]:
    """Near-duplicates of a better find are merged into it: same meeting, same status, nearly the same words."""
    out: list[Choice] = []
    seen: dict[tuple[object, ...], list[tuple[int, frozenset[str]]]] = defaultdict(list)
    for choice in found:
        if not choice.kept:
            out.append(choice)
            continue
        text = by_id[choice.placed.article].findings.article.text
        bag = frozenset(word for piece in choice.pieces for word in words(piece.of(text)))
        key = (choice.kind, choice.placed.event, choice.placed.side, getattr(choice.placed.find, "status", ""))
        twin = next((number for number, other in seen[key] if _alike(choice.kind, bag, other)), None)
        if twin is None:
            seen[key].append((len(out), bag))
            out.append(choice)
            continue
        also = tuple(dict.fromkeys((*out[twin].also, choice.placed.article)))
        out[twin] = replace(out[twin], also=also)
        out.append(replace(choice, kept=False, reason=f"says the same as {out[twin].id}"))
    return out


def _alike(kind: Kind, bag: frozenset[str], other: frozenset[str]) -> bool:
    shared = len(bag & other)
    if kind == "quote" and shared == min(len(bag), len(other)):
        return True  # a fragment that stands inside the full quote
    return shared / max(1, len(bag | other)) >= _SAME_ITEM


def _limited(profile: Profile, found: list[Choice]) -> list[Choice]:
    counts: dict[tuple[object, ...], int] = defaultdict(int)
    out = []
    for choice in found:
        placed = choice.placed
        if choice.kept:
            caps = _caps(profile, choice.kind, placed)
            full = next((cap for key, cap in caps.items() if counts[key] >= cap), None)
            if full is not None:
                out.append(replace(choice, kept=False, reason=f"over the limit of {full} for its list"))
                continue
            for key in caps:
                counts[key] += 1
        out.append(choice)
    return out


def _caps(profile: Profile, kind: Kind, placed: Placed) -> dict[tuple[object, ...], int]:
    """The lists a find counts in and how many each may hold."""
    limits = profile.limits
    if kind == "agenda":
        return {("agenda", placed.event, placed.topic): limits.agenda_per_topic}
    if kind == "position":
        return {("position", placed.side): limits.positions_per_side}
    return {("quote",): limits.quotes, ("quote", placed.topic): limits.quotes_per_topic}
