"""A profile to begin with: a text that explains itself, loads, and makes a brief at once."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from briefgen.errors import Problem, ProfileError
from briefgen.packs import Packs
from briefgen.profile import Profile, Side, load_profile
from briefgen.profile.examples import try_examples
from briefgen.profile.sides import key
from briefgen.render.escape import printed
from briefgen.resources import Workspace
from briefgen.workshop.editor import LINE
from briefgen.workshop.effective import scalar
from briefgen.workshop.inherited import KEYS, WEEKLY, Inherited
from briefgen.workshop.parties import Parties
from briefgen.workshop.suggestions import Met, Name, Seen, Suggestions

_WIDTH = 118
_WORDS = 12  # of a side that are shown; a few countries bring thirty
_TOPICS = 8
_SAID = 200  # letters of a sentence that shows something
_UNREADABLE = frozenset({"Cn", "Co"})  # of no script; some of them YAML refuses
_EXAMPLE = """\
# topics:
#   driving-licences:
#     title: Driving licences
#     any: [driving licence, driving licences]
#     examples:
#       match:
#         - They agreed to recognise each other's driving licences.
#         - A driving licence of the one is to be good in the other.
#       skip:
#         - The bank lost its licence.
"""
_SCHEDULE = """\
schedule:
  when: weekly on Monday at 06:30
  zone: UTC  # the place whose clock counts: Europe/Istanbul"""
_REST = """\
# The meeting as you know it; it wins over what the articles say:
# meeting: {when: DAY, where: Geneva}

# Your own text, printed as the desk's and never mixed with what sources say:
# desk:
#   author: A. Vale
#   date: DAY
#   objectives:
#     - A date for the next council.
#   press_line: The talks were friendly and useful.
"""
_MORE = {
    "exclude": "# Stories to leave out, by words of which one is enough:\n# exclude: [football, basketball]\n",
    "glossary": (
        "# Contested words, and whose word each is; where a source uses one, the brief says so:\n"
        "# glossary: {liberated area: {used_by: %s}}\n"
    ),
    "window": "# How far back the brief looks, and how much it prints at most:\n# window: 180d\n",
    "limits": "# limits: {quotes: 10, figures: 4}\n",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a new profile is to be.

    Attributes:
        name: of the file and the command.
        parties: who the sides are.
        like: the name of the profile it takes things over from; "" for none.
        weekly: whether it has a schedule from the start.
        articles: how the articles are named that it was made beside.
        day: the day it is made for; the examples in its comments have it.
    """

    name: str
    parties: Parties
    like: str = ""
    weekly: bool = False
    articles: str = ""
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A new profile.

    Attributes:
        text: the file.
        left: topics of the other profile that were not taken over, since their examples fail beside these sides.
    """

    text: str
    left: tuple[str, ...]


def begin(
    plan: Plan, packs: Packs, workspace: Workspace, taken: Inherited | None = None, found: Suggestions | None = None
) -> Begun:
    """The text of a new profile, which loads and whose examples are read as they should be.

    Args:
        plan: what it is to be.
        packs: what a country's code brings.
        workspace: where it is to stand.
        taken: what it takes over from another profile.
        found: what the articles suggest.

    Raises:
        ProfileError: what it takes over does not load beside these sides.
    """
    taken, left = taken or Inherited(plain={}, entries={}, foreign=()), dict[str, None]()
    while True:
        text = "\n".join(_parts(plan, packs, taken, found))
        profile = _as_profile(text, plan, workspace)
        failing = {trial.topic for trial in try_examples(profile) if trial.fails}
        wrong = failing & set(taken.entries.get("topics", ()))
        if failing - wrong and found and found.subject:
            found = replace(found, subject=None)
            continue
        if not wrong:
            return Begun(text=text, left=tuple(left))
        left |= dict.fromkeys(sorted(wrong))
        kept = {name: piece for name, piece in taken.entries["topics"].items() if name not in wrong}
        taken = replace(taken, entries={**taken.entries, "topics": kept})


def as_profile(plan: Plan, packs: Packs, workspace: Workspace) -> Profile:
    """The profile with its sides alone: what articles are looked at with."""
    return _as_profile("\n".join(_sides(plan, packs, None)), plan, workspace)


def _as_profile(text: str, plan: Plan, workspace: Workspace) -> Profile:
    try:
        return load_profile(Path(f"{plan.name}.yaml"), workspace, text)
    except ProfileError as fault:
        if not plan.like:
            raise
        told = (f"'{plan.like}' cannot be taken over: {one.message}" for one in fault.problems)
        raise ProfileError(*(Problem(one, remedy="Begin without --like") for one in told)) from None


def _parts(plan: Plan, packs: Packs, taken: Inherited, found: Suggestions | None) -> Iterator[str]:
    plain = taken.plain
    yield LINE + _comment(_head(plan, found))
    yield from _sides(plan, packs, found)
    for name in ("language", "extends"):
        if name in plain:
            yield plain[name] + "\n"
    yield from _topics(plan, taken, found)
    yield from _people(plan, found)
    yield from _glossary(plan, taken)
    for name in KEYS[4:]:
        if name in plain:
            yield plain[name] + "\n"
        elif name in _MORE:
            yield _MORE[name]
    yield _REST.replace("DAY", plan.day.isoformat())
    yield from _weekly(plan, taken)


def _head(plan: Plan, found: Suggestions | None) -> str:
    like = f" It began like '{plan.like}'." if plan.like else ""
    if found is None or not found.read:
        looked = "There were no articles to look at when it was made: put some into seeds/."
    else:
        looked = (
            f"What is said of articles below was found in {many(found.read, 'article')} of {line(plan.articles)}: "
            f"{found.naming[plan.parties.asked]} named {plan.parties.asked}, {found.about} told much of it, and "
            f"{found.both} of the sides together."
        )
    name = plan.name
    return (
        f"`briefgen {name}` makes the brief, `briefgen check {name}` lists mistakes, `briefgen test {name}` tries the "
        f"examples, `briefgen explain {name}` says why a line is in the brief or not. A # begins a comment.{like} "
        f"{looked}"
    )


# --- sides -----------------------------------------------------------------------------------------------------------


def _sides(plan: Plan, packs: Packs, found: Suggestions | None) -> Iterator[str]:
    yield f"title: {scalar('–'.join(side.name for side in plan.parties.sides))}\n"
    rows = [_comment("The parties, two or more, in the order of print. `aliases: [WORD, WORD]` adds words for one.")]
    rows.append("sides:")
    for side in plan.parties.sides:
        rows.append(f"  - {_side(side, packs)}")
        rows += [f"    {row}" for row in _of_side(side, packs, found)]
    if plan.parties.why:
        other = plan.parties.other.name
        rows.append(_comment(f"Why {other}: {plan.parties.why}. Put another country there, if they meet another."))
    yield "\n".join(rows) + "\n"
    code = scalar(plan.parties.other.country or plan.parties.other.name)
    if plan.parties.ours:
        ours = next(side for side in plan.parties.sides if side.name == plan.parties.ours)
        text = "Who we are. The other side's positions are “likely asks”; without this line the brief is neutral."
        yield f"{_comment(text)}\nour_side: {scalar(ours.country or ours.name)}\n"
    else:
        text = "Who we are. The brief is neutral until you take the # away before the side that is ours:"
        yield f"{_comment(text)}\n# our_side: {code}\n"


def _side(side: Side, packs: Packs, more: Iterable[str] = ()) -> str:
    """A side as a profile has it: its code, and what the code does not bring."""
    country = packs.country(side.country)
    whole = (*country.names, *country.demonyms, *country.capital, *country.seat) if country else ()
    known = {key(word) for word in whole}
    if side.country and country is None:
        known = {key(word) for word in side.aliases}  # the code brings what the library knows of it
    which = "organisation" if country and country.kind == "organisation" else "country"
    rows = [f"{which}: {scalar(side.country)}"] if side.country else []
    if not side.country or (country and side.name != country.name):
        rows.append(f"name: {scalar(side.name)}")
    own = [word for word in side.names[1:] if key(word) not in known]
    for field, words in (("aliases", [*own, *more]), ("demonyms", side.demonyms), ("capital", side.capitals)):
        if fresh := [word for word in words if key(word) not in known]:
            rows.append(f"{field}: [{', '.join(map(scalar, fresh))}]")
    return f"{{{', '.join(rows)}}}"


def _of_side(side: Side, packs: Packs, found: Suggestions | None) -> Iterator[str]:
    """What the code brings, which of it the articles have, and what stands beside it there."""
    if side.country:
        brought = dict.fromkeys(map(line, side.aliases))
        shown, rest = list(brought)[:_WORDS], len(brought) - _WORDS
        more = f" and {many(rest, 'more word')}" if rest > 0 else ""
        text = f"{side.country} means {', '.join(shown)}{more}."
        yield from _comment(text, 4).splitlines()
    if found is None or not found.read:
        return
    seen = found.words.get(side.name, ())
    told = ", ".join(f"{line(word)} {times}" for word, times in seen[:_WORDS]) or "none of these words"
    yield from _comment(f"Seen in the articles: {told}.", 4).splitlines()
    names: list[Name] = [name for name in found.names if name.side == side.name]
    if names:
        where = ", ".join(f"{line(name.text)} ({_place(name.seen)})" for name in names)
        yield from _comment(
            f"Seen behind its name, and perhaps another one of it: {where}. To use it, write", 4
        ).splitlines()
        yield f"# - {_side(side, packs, (line(name.text) for name in names))}"


# --- topics ----------------------------------------------------------------------------------------------------------


def _topics(plan: Plan, taken: Inherited, found: Suggestions | None) -> Iterator[str]:
    usual = "The topics of `extends:`" if "extends" in taken.plain else "The usual topics"
    rows = [_comment(f"{usual} come by themselves: `briefgen profiles show {plan.name} --effective` prints them.")]
    if found and found.topics:
        fires = "; ".join(f"{line(one.title)} {one.sentences} in {one.articles}" for one in found.topics[:_TOPICS])
        rows.append(
            _comment(f"Sentences on each in {many(found.about, 'article')} much about {plan.parties.asked}: {fires}.")
        )
    inherited = taken.entries.get("topics", {})
    subject = found.subject if found and found.subject and found.subject.word not in inherited else None
    if inherited:
        rows.append(_comment("Of its own it has those below; words match whole, whatever their case and accents."))
        own = list(inherited.values())
        if subject:
            seen = f"“{subject.word}” ({many(subject.sentences, 'sentence')}, {_place(subject.seen)})"
            rows.append(_comment(f"Often on the agenda, and under no topic yet: {seen}."))
    elif subject:
        id_ = subject.word.replace(" ", "-")
        seen = f"found on the agenda {many(subject.sentences, 'time')} and under no usual topic"
        rows.append(
            _comment(
                f"One of its own: '{subject.word}', {seen}. Words match whole, whatever their case and accents. "
                f"Check and test try the examples: one that is on it ({_place(subject.seen)}), one that is not."
            )
        )
        rule = f"{id_}:\n  title: {scalar(subject.word.capitalize())}\n  any: [{scalar(subject.word)}]\n"
        match = f"    match:\n      - {scalar(line(subject.seen.text))}\n"
        own = [f"{rule}  examples:\n{match}    skip:\n      - They spoke of something else."]
    else:
        rows.append(
            _comment(
                "One of its own, to show how: take the # away and change it. Words match whole, whatever their case "
                "and accents; check and test try the examples."
            )
        )
        yield "\n".join([*rows, _EXAMPLE])
        return
    rows.append("topics:")
    rows += [textwrap.indent(piece, "  ") for piece in own]
    yield "\n".join(rows) + "\n"


def _glossary(plan: Plan, taken: Inherited) -> Iterator[str]:
    terms = taken.entries.get("glossary", {})
    kept = [textwrap.indent(piece, "  ") for name, piece in terms.items() if name not in taken.foreign]
    if kept:
        text = "Contested words, and whose word each is; where a source uses one, the brief says so."
        yield "\n".join([_comment(text), "glossary:", *kept]) + "\n"
    else:
        yield _MORE["glossary"] % scalar(plan.parties.counterpart.country)
    if taken.foreign:
        names = ", ".join(map(line, taken.foreign))
        yield _comment(f"Left out, since whose word it is stands on no side here: {names}.") + "\n"


# --- people ----------------------------------------------------------------------------------------------------------


def _people(plan: Plan, found: Suggestions | None) -> Iterator[str]:
    rows = ["People of the meeting whom the packs do not know, or know otherwise, with the days they held the office."]
    fresh = [one for one in found.people if one.known != "packs/people.yaml"] if found else []
    known = [one for one in found.people if one.known == "packs/people.yaml"] if found else []
    if known:
        told = ", ".join(f"{line(one.name)} ({many(one.articles, 'article')})" for one in known)
        rows.append(f"Known already, with their offices: {told}.")
    if not fresh:
        theirs = scalar(plan.parties.counterpart.country)
        rows.append("For others, take the # away and change the line:")
        people = [f"# people:\n#   - {{name: Ada Vale, side: {theirs}, office: Ambassador, since: 2025-01-20}}"]
    else:
        rows.append(
            "The articles name these with an office. Check each, add the days, and take the # away before `people:` "
            "and before the line."
        )
        people = ["# people:", *(_person(one, plan) for one in fresh)]
    yield "\n".join([_comment(" ".join(rows)), *people]) + "\n"


def _person(one: Met, plan: Plan) -> str:
    side = next(side for side in plan.parties.sides if side.name == one.side)
    entry = (
        f"name: {scalar(line(one.name))}, side: {scalar(side.country or side.name)}, office: {scalar(line(one.office))}"
    )
    when = f", the last of {one.last}" if one.last else ""
    which = " The side is in packs/leaders.yaml already." if one.known else ""
    shown = _comment(
        f"{many(one.articles, 'article')}{when}.{which} {_place(one.seen)}: “{_cut(one.seen.text)}”", 6, "#     # "
    )
    return f"#   - {{{entry}}}\n{shown}"


# --- every week ------------------------------------------------------------------------------------------------------


def _weekly(plan: Plan, taken: Inherited) -> Iterator[str]:
    pieces = [taken.plain[name] for name in WEEKLY if name in taken.plain]
    if "schedule" not in taken.plain:
        pieces.insert(0, _SCHEDULE)
    block = "\n".join(pieces)
    if plan.weekly:
        yield _comment("An issue each week: `briefgen run-due` makes what is due, `briefgen schedule show` says when.")
        yield block + "\n"
    else:
        yield _comment("An issue each week, made by `briefgen run-due`, once you take the # away:")
        yield textwrap.indent(block, "# ", lambda _: True) + "\n"


# --- words of articles, harmless -------------------------------------------------------------------------------------


def line(text: str) -> str:
    """Words of an article as a profile may hold them: one line, no sign that acts on a screen or that YAML refuses."""
    return "".join(char for char in printed(text) if unicodedata.category(char) not in _UNREADABLE)


def _cut(text: str) -> str:
    whole = line(text)
    return whole if len(whole) <= _SAID else f"{whole[:_SAID].rsplit(' ', 1)[0]} […]"


def _place(seen: Seen) -> str:
    return f"{line(seen.path)}:{seen.line}"


def many(number: int, what: str) -> str:
    """A count with its noun."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def _comment(text: str, indent: int = 0, lead: str = "# ") -> str:
    """The text as lines that begin with #."""
    width = _WIDTH - indent - len(lead)
    folded: Sequence[str] = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    return "\n".join(f"{lead}{row}" for row in folded)
