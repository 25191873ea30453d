"""Titles as the text writes them: the office, the words that qualify it, and the country it belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from briefgen.extract.places import fold_word
from briefgen.extract.trie import trie
from briefgen.model import Place, Span

if TYPE_CHECKING:
    from briefgen.lexicon import Lexicon

_LONGEST = 160  # characters a title may reach back or on; keeps the work per title constant


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A title in the text: "Turkey's former Deputy Foreign Minister"."""

    span: Span  # all of it, from the country or possessor on
    office: Span  # "Deputy Foreign Minister"
    head: str  # folded: "minister"
    country: str = ""
    owner: Span | None = None  # "Trump" in "Trump's special envoy"
    plural: bool = False
    kin: bool = False  # tells of a tie, not of an office: "counterpart", "wife"
    trunk: int = 0  # where its head ends, and what follows begins: "of State"


@dataclass(frozen=True, slots=True, eq=False)
class _Words:
    heads: re.Pattern[str]
    mods: frozenset[str]
    former: frozenset[str]
    tails: frozenset[str]
    kin: frozenset[str]
    plural: frozenset[str]
    strangers: frozenset[str]  # capitalised words that never belong to a title
    first_names: frozenset[str]
    bodies: frozenset[str]


@cache
def _words(lexicon: Lexicon) -> _Words:
    heads, plural = lexicon.words("people.titles.heads"), lexicon.words("people.titles.plural")
    return _Words(
        heads=re.compile(rf"(?<![\w-])(?:{trie(_cases((*heads, *plural)))})(?![\w-])"),
        mods=frozenset(map(fold_word, lexicon.words("people.titles.mods"))),
        former=frozenset(map(fold_word, lexicon.words("people.titles.former"))),
        tails=frozenset(map(fold_word, lexicon.words("people.titles.tails"))),
        kin=frozenset(map(fold_word, lexicon.words("people.titles.heads.kin"))),
        plural=frozenset(map(fold_word, plural)),
        strangers=frozenset(
            fold_word(word).rstrip(".")
            for path in ("openers", "calendar", "honorifics")
            for word in lexicon.words(f"people.{path}")
        ),
        first_names=frozenset(map(fold_word, lexicon.words("people.first_names"))),
        bodies=frozenset(map(fold_word, lexicon.words("people.bodies"))),
    )


def _cases(words: tuple[str, ...]) -> tuple[str, ...]:
    """Each phrase in small letters, as a sentence opens with it, and with every word capitalised."""
    forms: dict[str, None] = {}
    for word in words:
        if word.isupper():
            forms[word] = None  # "PM" is no "5 pm"
            continue
        low = word.lower()
        capitals = re.sub(r"(?<![\w'])(?!of\b|the\b|in\b|and\b)[a-zà-ÿ]", lambda found: found.group().upper(), low)
        first = low[:1].upper() + low[1:]
        forms.update(dict.fromkeys((low, first, capitals)))
    return tuple(forms)


def find_offices(text: str, area: Span, places: tuple[Place, ...], lexicon: Lexicon) -> tuple[Office, ...]:
    """The titles in ``area``, in order: "Defence Minister", "the CIA director", "special envoy for the Middle East"."""
    words = _words(lexicon)
    starts = {place.span.start: place for place in places}
    ends = {place.span.end: place for place in places}
    offices: list[Office] = []
    for head in words.heads.finditer(text, area.start, area.end):
        if head.start() in starts:
            continue
        if offices and head.start() < offices[-1].span.end:
            if head.start() < offices[-1].trunk or fold_word(head.group()).rpartition(" ")[2] not in _OWN_TITLES:
                continue
            offices[-1] = _trunk(offices[-1])  # "spokesman for the | Interior Minister"
        office = _office(text, head, area, (starts, ends), words)
        if office is None:
            continue
        # "Deputy", "Deputy Assistant", "Deputy Assistant Secretary of State": the longest is the title
        while offices and offices[-1].span.start >= office.span.start:
            offices.pop()
        if offices and offices[-1].trunk <= office.span.start < offices[-1].span.end:
            offices[-1] = _trunk(offices[-1])
        if not offices or offices[-1].span.end <= office.span.start:
            offices.append(office)
    return tuple(offices)


_OWN_TITLES = frozenset(("minister", "president", "premier", "chancellor", "king", "queen", "prince", "emir", "pope"))


def _trunk(office: Office) -> Office:
    return replace(office, span=Span(office.span.start, office.trunk), office=Span(office.office.start, office.trunk))


_Places = tuple[dict[int, Place], dict[int, Place]]


def _office(text: str, head: re.Match[str], area: Span, places: _Places, words: _Words) -> Office | None:
    start, whole, country, owner = _reach_back(text, head.start(), area.start, places[1], words)
    if start is None:
        return None
    stop, tail_country = _reach_on(text, head.end(), area.end, places[0], words)
    folded = fold_word(head.group())
    return Office(
        span=Span(whole, stop),
        office=Span(start, stop),
        head=folded.rpartition(" ")[2] if folded not in words.kin else folded,
        country=country or tail_country,
        owner=owner,
        plural=folded in words.plural,
        kin=folded in words.kin,
        trunk=head.end(),
    )


def _reach_back(
    text: str, head: int, floor: int, ends: dict[int, Place], words: _Words
) -> tuple[int | None, int, str, Span | None]:
    """Where the office begins, where the whole phrase begins, the country and the possessor before it."""
    start = whole = head
    capitals = 0
    floor = max(floor, head - _LONGEST)
    while whole > floor and text[whole - 1] in " \u00a0-":
        end = whole - 1
        holder = _holder_before(text, end, floor, ends)
        if holder is not None:
            return start, *holder
        begin = _word_start(text, end, floor)
        word, folded = text[begin:end], fold_word(text[begin:end])
        if folded in words.mods or (folded in ("and", "&") and _joins(text, begin, whole, floor, words)):
            whole = begin
            start = start if folded in words.former else begin
        elif word[:1].isupper() and folded not in words.strangers and word[-1].isalnum() and capitals < 4:
            if folded in words.first_names and not capitals and text[head].isupper() and start == head:
                return None, head, "", None  # "Stephen King", "Angus King": a family name, no title
            capitals += 1
            start = whole = begin
        else:
            break
    return start, whole, "", None


def _holder_before(text: str, end: int, floor: int, ends: dict[int, Place]) -> tuple[int, str, Span | None] | None:
    """The country or the owner whose words end at ``end``: "Turkish", "Turkey's", "Trump's"; where they begin."""
    place = ends.get(end)
    if place is not None:
        # "the UK-France minister" belongs to neither
        return None if text[end] == "-" and place.form != "demonym" else (place.span.start, place.country, None)
    name_end = next((end - len(mark) for mark in ("'s", "’s") if text.endswith(mark, floor, end)), end)
    if name_end == end and text[end - 1] in "'’" and text[end - 2 : end - 1] == "s":
        name_end = end - 1
    if name_end == end:
        return None
    if place := ends.get(name_end):
        return place.span.start, place.country, None
    begin = _word_start(text, name_end, floor)
    return (begin, "", Span(begin, name_end)) if text[begin : begin + 1].isupper() else None


def _word_start(text: str, end: int, floor: int) -> int:
    begin = end
    while begin > floor and not text[begin - 1].isspace():
        begin -= 1
    while begin < end and text[begin] in "\"'“‘(":
        begin += 1
    return begin


def _joins(text: str, begin: int, after: int, floor: int, words: _Words) -> bool:
    """Whether "and" joins two words of one title ("Treasury and Finance Minister")."""
    before = _word_start(text, begin - 1, floor)
    first = text[before : begin - 1]
    follower = text[after : after + 1]
    return fold_word(first) in words.mods and first not in words.former and first[:1].isupper() == follower.isupper()


_LINK = re.compile(r"(?:,)? (?:of|for|to|on|at|in charge of|in) (?:the )?")
_TOKEN = re.compile(r"[\w&][\w’'&-]*(?:\.(?=\w))?")


def _reach_on(text: str, end: int, stop: int, starts: dict[int, Place], words: _Words) -> tuple[int, str]:
    """Where a title ends that goes on after its head ("of State", "for the Middle East"), and the country in it."""
    stop = min(stop, end + _LONGEST)
    country = ""
    while link := _LINK.match(text, end, stop):
        if link.group().startswith(","):
            break
        of = " of " in link.group()[:4]
        reached, found = _tail(text, link.end(), stop, starts, words, of=of)
        if reached == link.end():
            break
        end = reached
        country = country or (
            found if of or (found and text[reached - 1] not in "'’" and " of " in link.group()) else ""
        )
    return end, country


def _tail(text: str, begin: int, stop: int, starts: dict[int, Place], words: _Words, *, of: bool) -> tuple[int, str]:
    """How far the words after "of" belong to the title, and the country among them."""
    position = reached = begin
    country = ""
    unknown = 0  # capitalised words that may be the body's name or the person's
    plain = not of
    before = ""  # the sort of the word before
    while position < stop:
        if place := starts.get(position):
            country = country or place.country
            position = reached = place.span.end
            position += 2 if text.startswith(("'s", "’s"), position) else 0
        elif token := _TOKEN.match(text, position, stop):
            sort = _sort(token.group(), words, plain=plain, first=reached == begin)
            if not sort or unknown == 3:
                break
            if sort == "unknown" and before == "title" and not _goes_on(text, token.end(), words):
                break  # "Minister of Defence | Chi Haotian"
            before = sort
            position = token.end()
            plain = plain or sort == "plain"
            unknown = 0 if sort in ("title", "plain") else unknown + (sort == "unknown")
            reached = position if sort in ("title", "plain") else reached
        if text[position : position + 1] not in (" ", "\u00a0"):
            # An unknown capitalised word that ends the phrase is the body's name: "head of Gazprom,".
            return (position if unknown else reached), country
        if unknown and not text[position + 1 : position + 2].isupper():
            reached = position
        position += 1
    return reached, country


def _goes_on(text: str, end: int, words: _Words) -> bool:
    """Whether a title's word follows an unknown one: "Western Hemisphere Affairs"."""
    after = _TOKEN.match(text, end + 1)
    return after is not None and text[end] == " " and _sort(after.group(), words, plain=True, first=False) == "title"


def _sort(word: str, words: _Words, *, plain: bool, first: bool) -> str:
    """Whether a word belongs to a title: "title", "link", "plain" (one small word: "of the delegation"), "unknown"."""
    folded = fold_word(word)
    if folded in words.tails or (folded in words.bodies and word[0].isupper()):
        return "title"
    if folded in ("and", "of", "the", "for", "&"):
        return "link"
    if word[0].isupper():
        return "" if folded in words.first_names or folded in words.strangers else "unknown"
    if plain or not (first or folded in words.mods):
        return ""
    return "title" if folded in words.mods else "plain"
