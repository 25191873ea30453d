"""``briefgen explain``: why a line is in a brief, and why another is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.build import Articles, AsOf, WindowLength, request_of
from briefgen.cli.console import out, out_json
from briefgen.cli.context import current

if TYPE_CHECKING:
    from briefgen.profile import Profile
    from briefgen.workshop.answers import (
        Answer,
        ArticleAnswer,
        Condition,
        FindAnswer,
        LineAnswer,
        Listed,
        Nearest,
        Part,
        PassageAnswer,
        Spot,
    )

_SHORT = 100


def explain(
    profile: Annotated[str, typer.Argument(metavar="PROFILE", help="A profile, by name or path.")],
    item: Annotated[
        str | None,
        typer.Argument(
            metavar="ITEM-ID|ARTICLE|FILE:LINE|WORDS", help="A line of the brief, an article, or words of either."
        ),
    ] = None,
    articles: Articles = None,
    as_of: AsOf = None,
    window: WindowLength = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a line of JSON for each answer.")] = False,
) -> None:
    """Say why lines are in a brief and why others are not: rule, span, score, each condition, and what is lacking.

    Alone, it lists every article with the conditions it met, and every find with its outcome. ITEM-ID is the `id` that
    --json prints, of any line; ARTICLE is an article as the brief lists it (a.txt/1); FILE:LINE is a line of a file,
    as an editor counts it; WORDS are words of a line, in quotation marks: what the articles say with them, and what
    was found there. What is not in the brief is told with the nearest change of the profile that would have kept it;
    each was tried.

    Examples: `briefgen explain us-turkiye a.txt:21`, `briefgen explain us-turkiye "lifting of sanctions"`
    """
    from briefgen.pipeline import gather
    from briefgen.profile import load_profile
    from briefgen.workshop.answers import as_data
    from briefgen.workshop.asked import answers
    from briefgen.workshop.nearest import Trials
    from briefgen.workshop.reasons import Reasons

    loaded, request = load_profile(profile, current()), request_of(articles, as_of, window)
    gathered = gather(request.articles, current().folders("profiles/packs"), loaded.language)
    found = answers(Reasons(Trials(loaded, request, gathered, _below(loaded))), item)
    if as_json:
        for answer in found:
            out_json(as_data(answer))
        return
    for answer in found:
        for line in _told(answer, short=item is None or "/" in item):
            out(line)


def _below(profile: Profile) -> dict[str, str]:
    """The keys that only a file sets which the profile extends, each with the place."""
    from briefgen.profile import merged_profile
    from briefgen.profile.extend import show

    whole = merged_profile(profile.path, current()) if profile.exclude else None
    return (
        {key: str(one.at) for key, one in whole.entries.items() if one.at.path != show(profile.path)} if whole else {}
    )


def _told(answer: Answer, *, short: bool) -> Iterable[str]:
    from briefgen.workshop.answers import ArticleAnswer, FindAnswer, LineAnswer, PassageAnswer

    if isinstance(answer, ArticleAnswer):
        return _article(answer)
    if isinstance(answer, PassageAnswer):
        return _passage(answer)
    if isinstance(answer, FindAnswer):
        return (_short(answer),) if short and answer.nearest is None else _find(answer)
    if isinstance(answer, LineAnswer):
        return _line(answer)
    return f"{answer.id}  {answer.title}", f"  {answer.reason}"


def _article(answer: ArticleAnswer) -> Iterator[str]:
    yield f"{answer.id}  {answer.title}"
    yield "  used" if answer.used else f"  not used: {answer.reason}"
    yield from map(_condition, answer.conditions)
    yield f"  {answer.joint} sentences name both"
    yield from _nearest(answer.nearest)


def _passage(answer: PassageAnswer) -> Iterator[str]:
    where = f"{answer.spot.path}:{answer.spot.line}"
    if answer.block == "blank":
        yield f"{where} is a blank line"
        return
    kind = answer.block + (f", paragraph {answer.paragraph}" if answer.paragraph else "")
    yield f"  {where}, {kind or 'in no article that was seen'}: {answer.text}".rstrip(" :")
    if not answer.found:
        yield "  nothing of it is in the brief"
        yield from map(_condition, answer.conditions)
        yield from _score(sum(part.points for part in answer.parts), answer.parts)
        yield from _nearest(answer.nearest)


def _short(answer: FindAnswer) -> str:
    words = answer.text if len(answer.text) <= _SHORT else answer.text[: _SHORT - 1] + "…"
    return f"  {_sign(answer.kept)} {answer.id} {answer.kind} {answer.score:g} · {words} · {answer.reason}"


def _find(answer: FindAnswer) -> Iterator[str]:
    yield f"{answer.id}  {answer.kind}: {'in the brief' if answer.kept else 'not in the brief'}"
    yield f"  text    {answer.text}"
    yield from map(_spot, answer.spots)
    yield f"  rule    {answer.rule}"
    yield f"  side    {answer.side or 'both, or nobody in particular'}"
    words = f" ({', '.join(answer.topic_words)})" if answer.topic_words else ""
    yield f"  topic   {answer.topic}{words or ': no topic has a word of it'}"
    if answer.meeting:
        yield f"  meeting {answer.meeting}"
    yield from _score(answer.score, answer.parts)
    for other in answer.also:
        yield f"  also in {other}"
    yield from map(_condition, answer.conditions)
    for held in answer.lists:
        yield from _list(held)
    yield f"  {_sign(answer.kept)} {answer.reason}"
    yield from _nearest(answer.nearest)


def _line(answer: LineAnswer) -> Iterator[str]:
    yield f"{answer.id}  in the brief under {', '.join(answer.sections)}"
    if answer.text:
        yield f"  text    {answer.text}"
    yield from map(_spot, answer.spots)
    if answer.label:
        yield f"  label   {answer.label}"
    if answer.limit:
        yield f"  list    {answer.held} of at most {answer.most} (limits: {answer.limit})"
    if not answer.spots:
        told = "about the brief as a whole, or lines of it" if answer.label else "from the profile"
        yield f"  {told}, not from one place in an article"


def _list(held: Listed) -> Iterator[str]:
    yield f"  list    {held.list}: place {held.place} of at most {held.most} (limits: {held.limit})"
    for number, other in enumerate(held.before, 1):
        words = other.text if len(other.text) <= _SHORT else other.text[: _SHORT - 1] + "…"
        yield f"          {number}. {other.id} {other.score:g} · {words}"


def _nearest(nearest: Nearest | None) -> Iterator[str]:
    from briefgen.workshop.changes import as_pasted

    if nearest is None:
        return
    yield f"  lacking {nearest.lacking}"
    if nearest.instead:
        yield f"  there   {', '.join(nearest.instead)}"
    elif nearest.profile:
        yield f"  nearest in the brief with this in the profile, as tried: {'; '.join(map(as_pasted, nearest.profile))}"
    elif nearest.tried:
        yield "  nearest no change of the profile that was tried keeps it"
    else:
        yield "  nearest not tried: ask about this line alone"


def _score(total: float, parts: Iterable[Part]) -> Iterator[str]:
    """The arithmetic of a score: "5 a cue + 3 a topic - 2 stands near the end"."""
    told = "".join(f" {'-' if part.points < 0 else '+'} {abs(part.points):g} {part.name}" for part in parts)
    if told:
        yield f"  score   {total:g} = {told.removeprefix(' + ').removeprefix(' ')}"


def _condition(condition: Condition) -> str:
    note = f": {condition.note}" if condition.note else ""
    return f"  {'·' if condition.met is None else _sign(condition.met)} {condition.name}{note}"


def _spot(spot: Spot) -> str:
    return f"  span    {spot.path}:{spot.line}, code points {spot.start} to {spot.end}"


def _sign(met: bool) -> str:
    return "✓" if met else "✗"
