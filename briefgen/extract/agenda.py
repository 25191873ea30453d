"""Agenda items: the subject after a cue ("discussed", "will raise", "X will be addressed"), clause by clause.

A construction is code; its cues are the lexicon's. The subject must stand beside the cue, the cue must be a finite
verb of a plausible actor, and what is denied, hypothetical or told as background is no item.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.extract.clauses import conjuncts, object_span, trim
from briefgen.extract.cues import Cue, find_cues, is_bare
from briefgen.extract.reading import (
    Reading,
    as_item,
    asked,
    background,
    condition,
    controlled,
    denied,
    hedged,
    hopes,
    keeping_condition,
    refusing,
    says_something,
    tag,
    wishes,
)
from briefgen.extract.topics import event_nouns, fronted, nouns, passives, purposes
from briefgen.model import Actor, ActorKind, Item, ItemStatus, Sentence, Span

if TYPE_CHECKING:
    from briefgen.extract.actors import Cast

# Who may be the subject of a group's cues. "Unnamed" sources speak about talks, they do not hold them.
_MAY: dict[str, frozenset[ActorKind]] = {
    "discuss": frozenset({"person", "country", "both", "talks"}),
    "raise": frozenset({"person", "country", "both"}),
    "ask": frozenset({"person", "country", "both"}),
    "stance": frozenset({"person", "country", "both", "talks"}),
    "agree": frozenset({"person", "country", "both", "talks"}),
    "announce": frozenset({"both", "talks"}),
}
_JOINT = frozenset({"discuss", "agree", "announce"})


def find_items(cast: Cast) -> tuple[Item, ...]:
    """The agenda items of an article, in order: each a verbatim clause with its status, cue and actors."""
    named = frozenset(
        span.start
        for person in cast.people
        for span in (*person.mentions, *person.descriptions)
        if not cast.view.startswith("'s", span.end)
    )
    reading = Reading(cast.text, cast.view, cast.lexicon, cast, named)
    return tuple(item for sentence in cast.sentences_with(_LISTS) for item in _items_of(sentence, reading))


def _items_of(sentence: Sentence, reading: Reading) -> list[Item]:
    taken: list[Item] = []
    for construction, lists in _CONSTRUCTIONS:
        if reading.cast.has_any(lists, sentence.span):
            for one in construction(sentence, reading):
                if not any(one.span.meets(other.span) for other in taken):
                    taken.append(one)
    return sorted(taken, key=lambda one: one.span)


def _active(sentence: Sentence, reading: Reading) -> Iterator[Item]:
    """Subject, cue, object: "The ministers discussed the pipeline"; also a second cue of the same subject."""
    actor: Actor | None = None
    coming = ahead = idle = False
    cues = find_cues(sentence.span, "agenda", reading.cast)
    for number, cue in enumerate(cues):
        near = reading.cast.subject(sentence.span, Span(cue.chain, cue.span.end))
        shared = near is None and actor is not None and _continues(reading.view, cues[number - 1], cue)
        idle = _does_not(near, cue, sentence, reading) or (idle and shared and cue.form.form == "base")
        if idle and not shared and near is not None and is_bare(cue, near, reading.view):
            continue  # "Kenya wants Peru to support its bid": Peru does nothing, and Kenya stays the subject
        near = actor if shared else _they(near, reading) or _carried(sentence, cue, reading)
        if near is None:
            continue
        # "will highlight A and recall B": a bare second verb is as far off as the first
        coming = ahead or cue.coming or (shared and coming and cue.form.form in {"base", "ing"})
        coming = coming or (not shared and cue.form.form == "base" and cue.chain > near.span.end + 1)
        actor = near
        following = cues[number + 1] if number + 1 < len(cues) else None
        if idle or not _may(near, cue) or _is_off(sentence, cue, reading) or _is_outer(cue, following):
            continue
        status = _status(cue, coming=coming)
        if _THAT.match(reading.view, cue.span.end):
            yield from _clause(sentence, cue, reading, (near, status, cues[number + 1 :]))
            ahead = coming  # "will repeat that it welcomed": what is said is still to be said
            continue
        goes_on = following is not None and not _ends_list(reading.view, cue, following)
        last = following.chain if following and goes_on else sentence.span.end
        limit = _object_limit(reading.view, cue, last, sentence)
        rule = f"{cue.group}: {cue.form.lemma}"
        for part in _slices(object_span(reading.view, cue.span.end, limit, reading.lexicon), cue, sentence, reading):
            yield as_item(sentence, keeping_condition(part, status, sentence, reading), cue.span, rule, status, (near,))


def _does_not(near: Actor | None, cue: Cue, sentence: Sentence, reading: Reading) -> bool:
    """Whether a verb is only possible ("might raise"), or wanted of its subject by another ("wants Peru to raise")."""
    view, lexicon = reading.view, reading.lexicon
    if hedged(lexicon).search(view, max(sentence.span.start, cue.span.start - 60), cue.span.start):
        return True
    return (
        near is not None
        and is_bare(cue, near, view)
        and bool(controlled(lexicon).search(view, max(sentence.span.start, near.span.start - 60), near.span.start))
    )


def _is_outer(cue: Cue, following: Cue | None) -> bool:
    """Whether a verb only leads to the next: "wants to discuss"."""
    return following is not None and following.chain <= cue.span.start


def _slices(whole: Span, cue: Cue, sentence: Sentence, reading: Reading) -> Iterator[Span]:
    """What is printed of an object: its conjuncts, or all of it with its verb where that turns its meaning."""
    view, lexicon = reading.view, reading.lexicon
    part = _content(whole, cue, sentence, reading)
    if not says_something(part, reading) or not _is_wished(whole, part, cue, sentence, reading):
        return
    if cue.form.lemma in refusing(lexicon):
        yield trim(view, cue.span.start, part.end)  # "rejected the tariff": the tariff alone is no view of it
    elif _TO_DO.match(view, part.start) or condition(lexicon).search(view, part.start, part.end):
        yield part  # the verb, or the condition, may be for all that is listed
    else:
        yield from (one for one in conjuncts(view, reading.text, part) if says_something(one, reading))


def _they(actor: Actor | None, reading: Reading) -> Actor | None:
    """Both of them, where "they" follows a sentence that names two people; else the actor as found."""
    if actor is None or actor.kind != "other" or actor.span.of(reading.view) != "they":
        return actor
    number = bisect_right(reading.cast.sentence_starts, actor.span.start) - 1
    if number < 1:
        return actor
    before = reading.cast.sentences[number - 1].span
    return replace(actor, kind="both") if len(reading.cast.people_in(before)) == 2 else actor


def _may(actor: Actor, cue: Cue) -> bool:
    """Whether the actor can be the subject of the cue; an unnamed official speaks for the country that is named."""
    return actor.kind in _MAY[cue.group] or (actor.kind == "unnamed" and bool(actor.country))


def _carried(sentence: Sentence, cue: Cue, reading: Reading) -> Actor | None:
    """The sentence's first subject, for a second verb far behind it: "This is the first visit … and will focus on"."""
    before = reading.view[sentence.span.start : cue.chain]
    if not before.endswith(" and ") or re.search(r"[,;]|\b(?:that|while|which|who|as)\b", before):
        return None
    first = reading.cast.main_subject(sentence.span)
    if first is not None:
        return first
    event = event_nouns(reading.lexicon).search(reading.view, sentence.span.start, cue.chain)
    return Actor(kind="talks", span=Span(*event.span())) if event else None


def _continues(view: str, before: Cue, cue: Cue) -> bool:
    """Whether a cue shares the subject of the cue before it: ", and pledged", ", while discussing", ", offering"."""
    return not _ends_list(view, before, cue) and bool(_JOINED.search(view, before.span.end, cue.chain))


_JOINED = re.compile(r"(?:,|\band|\bwhile|\bbut|,? as well as)\s*(?:then |also )?$")
_JOINT_BEFORE = re.compile(r"(?:,? and|,? while|,? but|,)\s+$")


def _ends_list(view: str, before: Cue, cue: Cue) -> bool:
    """Whether a gerund is the last of a list and no verb of its own: "the fund, and raising the quota"."""
    return cue.form.form == "ing" != before.form.form and view.endswith(" and ", before.span.end, cue.chain)


def _object_limit(view: str, cue: Cue, following: int, sentence: Sentence) -> int:
    """The object ends where the next cue of the same subject begins: "welcomed A and pledged B"."""
    joint = _JOINT_BEFORE.search(view, cue.span.end, following)
    return joint.start() if joint else sentence.span.end


def _content(whole: Span, cue: Cue, sentence: Sentence, reading: Reading) -> Span:
    """The object or, where somebody is asked to do it, what they are asked."""
    view = reading.view
    start = whole.start
    if cue.form.lemma in asked(reading.lexicon):
        found = _ASKED.match(view, whole.start, whole.end)
        # "wants a return to trade" asks nobody
        if found and (cue.form.lemma not in wishes(reading.lexicon) or _is_named(found, sentence, reading)):
            start = found.end()
    return trim(view, start, whole.end)


def _is_wished(whole: Span, part: Span, cue: Cue, sentence: Sentence, reading: Reading) -> bool:
    """Whether a wish is one of somebody else: "wants to be free" is none, nor "hopes the weather will hold"."""
    if cue.form.lemma in wishes(reading.lexicon):
        return part.start > whole.start or not reading.view.startswith("to ", part.start)
    if cue.form.lemma not in hopes(reading.lexicon):
        return True
    found = _WILL.match(reading.view, part.start, part.end)
    return found is not None and _is_named(found, sentence, reading)


_TO_DO = re.compile(r"(?:not |never |no longer )?to ")
_WILL = re.compile(r"[\w .'-]{2,60}? (?=(?:will|would|can)\b)")
_ASKED = re.compile(r"[\w .,'&-]{2,90}? (?=(?:(?:not |never |no longer )?to|against) \w)")


def _is_named(found: re.Match[str], sentence: Sentence, reading: Reading) -> bool:
    """Whether who is to act is somebody known, or has a name."""
    at = found.end()
    actor = reading.cast.subject(sentence.span, Span(at, at + 2))
    words = reading.text[found.start() : at].split()
    return (actor is not None and actor.kind != "other") or all(word[:1].isupper() for word in words)


_HAD = re.compile(r"\bhad\b")
_REPORTED = re.compile(r"\b(?:that|said|says|added)\b")


def _is_off(sentence: Sentence, cue: Cue, reading: Reading) -> bool:
    """Denied, hypothetical or told as background."""
    view, start, end = reading.view, sentence.span.start, cue.span.start
    # "had pledged" tells what went before; "said he had raised" reports what was raised
    if _HAD.search(view, cue.chain, end) and not _REPORTED.search(view, start, end):
        return True
    clause = max(view.rfind(",", start, end), view.rfind(";", start, end), start - 1) + 1
    return bool(
        denied(reading.lexicon).search(view, max(start, end - 60), end)
        or background(reading.lexicon).search(view, clause, end)
    )


def _status(cue: Cue, *, coming: bool) -> ItemStatus:
    if cue.group in {"agree", "announce"} and not coming:
        return "agreed"
    if cue.group in _JOINT:
        return "to-discuss" if coming else "discussed"
    return "to-raise" if coming else "open"


_THAT = re.compile(r" (?:once again |once more |again |also |too )?that ")


def _clause(
    sentence: Sentence, cue: Cue, reading: Reading, found: tuple[Actor, ItemStatus, list[Cue]]
) -> Iterator[Item]:
    """A that-clause, whole: "stressed that the transition must be inclusive". The innermost cue of a sentence wins."""
    actor, status, inner = found
    that = _THAT.match(reading.view, cue.span.end)
    start, end = that.end() if that else cue.span.end, sentence.span.end
    if any(reading.cast.subject(sentence.span, Span(one.chain, one.span.end)) for one in inner):
        return
    tail = tag(reading.lexicon).search(reading.view, start, end)
    part = trim(reading.view, start, tail.start() if tail else end)
    if says_something(part, reading):
        if cue.form.lemma in refusing(reading.lexicon):
            part = Span(cue.span.start, part.end)
        part = keeping_condition(part, status, sentence, reading)
        yield as_item(sentence, part, cue.span, f"{cue.group} that: {cue.form.lemma}", status, (actor,))


# The constructions, in the order in which they may take their words, and the lists without whose words none can be.
_CONSTRUCTIONS: tuple[tuple[Callable[[Sentence, Reading], Iterator[Item]], tuple[str, ...]], ...] = (
    (_active, ("agenda.verbs",)),
    (passives, ("agenda.passive",)),
    (fronted, ("agenda.topics", "agenda.tops")),
    (nouns, ("agenda.nouns", "agenda.aims")),
    (purposes, ("agenda.purposes",)),
)
_LISTS = tuple(name for _, lists in _CONSTRUCTIONS for name in lists)
