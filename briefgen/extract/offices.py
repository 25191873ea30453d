"""Titles as the text writes them: the office, the words that qualify it, and the country it belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from briefgen.extract.places import fold_word
from briefgen.extract.wholewords import WholeWords

if TYPE_CHECKING:
    from briefgen.lexicon import Lexicon
    from briefgen.model import Block, Place

_LONGEST = 160  # characters a title may reach back or on; keeps the work per title constant


class Office(NamedTuple):
    """A title in the text: "Turkey's veteran former Deputy Foreign Minister"."""

    begin: int  # of all of it, from the country or possessor on
    start: int  # of "former Deputy Foreign Minister"
    held: int  # of "Deputy Foreign Minister"
    trunk: int  # where its head ends, and what follows begins: "of State"
    end: int
    head: str  # folded: "minister"
    country: str
    plural: bool
    kin: bool  # tells of a tie, or of what is over, not of an office: "counterpart", "wife", "who was mayor"
    apart: bool  # says how its bearer stands to the office: "former", "shadow", "deputy"


@dataclass(frozen=True, slots=True, eq=False)
class _Words:
    heads: WholeWords
    mods: frozenset[str]
    standing: frozenset[str]
    epithets: frozenset[str]
    tails: frozenset[str]
    kin: frozenset[str]
    plural: frozenset[str]
    strangers: frozenset[str]  # capitalised words that never belong to a title
    first_names: frozenset[str]
    bodies: frozenset[str]
    state_bodies: frozenset[str]
    envoys: frozenset[str]  # whoever is sent to a country or body
    ranks: frozenset[str]  # forms of address that are titles too: "General"


@cache
def _words(lexicon: Lexicon) -> _Words:
    heads, plural = lexicon.words("people.titles.heads"), lexicon.words("people.titles.plural")
    return _Words(
        heads=WholeWords(_cases((*heads, *plural))),
        mods=frozenset(map(fold_word, lexicon.words("people.titles.mods"))),
        standing=frozenset(
            fold_word(word) for path in ("former", "standing") for word in lexicon.words(f"people.titles.{path}")
        ),
        epithets=frozenset(map(fold_word, lexicon.words("people.titles.epithets"))),
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
        state_bodies=frozenset(map(fold_word, lexicon.words("people.origins.bodies"))),
        envoys=frozenset(map(fold_word, lexicon.words("people.origins.accredited"))),
        ranks=frozenset(map(fold_word, lexicon.words("people.honorifics.any"))),
    )


def _cases(words: tuple[str, ...]) -> tuple[str, ...]:
    """Each phrase in small letters, as a sentence opens with it, and with every word capitalised."""
    forms: dict[str, None] = {}
    for word in words:
        if word.isupper():
            forms[word] = None  # "PM" is no "5 pm"
            continue
        low = word.lower()
        capitals = re.sub(r"(?<![\w'])(?!of\b|the\b|in\b|and\b|at\b)[a-zà-ÿ]", lambda found: found.group().upper(), low)
        first = low[:1].upper() + low[1:]
        forms.update(dict.fromkeys((low, first, capitals)))
    return tuple(forms)


_Places = Mapping[int, "Place"]


def find_offices(
    text: str, blocks: tuple[Block, ...], starts: _Places, ends: _Places, lexicon: Lexicon
) -> tuple[Office, ...]:
    """The titles in ``blocks``, in order: "Defence Minister", "the CIA director", "special envoy for the Middle East".

    ``starts`` and ``ends`` are the article's places by where they begin and end.
    """
    words = _words(lexicon)
    offices: list[Office] = []
    free = 0  # where the last head ended
    for head, trunk, area in words.heads.find(text, blocks):
        if head < free or text.startswith("-", trunk) or (text[head - 1 : head] == "-" and not _led(text, head, words)):
            continue
        free = trunk
        if head in starts:
            continue
        folded = fold_word(text[head:trunk])
        if offices and head < offices[-1].end:
            if head < offices[-1].trunk or folded.rpartition(" ")[2] not in _OWN_TITLES:
                continue
            offices[-1] = _trunk(offices[-1])  # "spokesman for the | Interior Minister"
        # "army chief | General Stone"
        rank = offices and offices[-1].end == head - 1 and offices[-1].head in _RANKED and folded in words.ranks
        before = None if rank else _sent(_reach_back(text, head, area.start, ends, words), text, folded, ends, words)
        if before is None:
            continue
        begin, start, held, country = before
        end, tail_country = _reach_on(text, trunk, area.end, starts, words)
        # "Deputy", "Deputy Assistant", "Deputy Assistant Secretary of State": the longest is the title
        while offices and offices[-1].begin >= begin:
            offices.pop()
        if offices and offices[-1].trunk <= begin < offices[-1].end:
            offices[-1] = _trunk(offices[-1])
        if not offices or offices[-1].end <= begin:
            kin = folded in words.kin
            last = folded if kin else folded.rpartition(" ")[2]
            apart = start < held or _stands(text, begin, head, words)
            country = country or tail_country
            one = Office(begin, start, held, trunk, end, last, country, folded in words.plural, kin, apart)
            offices[-1:] = _doubled(text, offices[-1:], one)
    return tuple(offices)


def _doubled(text: str, before: list[Office], one: Office) -> list[Office]:
    """A title behind the one before; both as one where they are of one bearer."""
    if not before or not _is_second(text, before[0], one):
        return [*before, one]
    begin, start, held, *_ = before[0]
    return [one._replace(begin=begin, start=start, held=held, country=before[0].country)]


def _is_second(text: str, first: Office, second: Office) -> bool:
    """Whether two titles are of the one whose name follows: "Kolan's Crown Prince and Prime Minister Ada Stone"."""
    if text[first.end : second.begin] != " and " or second.country or not first.country:
        return False
    if text[second.end : second.end + 1] not in (" ", "\u00a0") or not text[second.end + 1 : second.end + 2].isupper():
        return False
    capitals = text[first.held].isupper() and text[second.held].isupper()
    return capitals and not (first.plural or second.plural or first.kin or second.kin)


_RANKED = frozenset(
    ("chief", "minister", "president", "premier", "leader", "commander", "chairman", "head", "governor")
)
_OWN_TITLES = frozenset(("minister", "president", "premier", "chancellor", "king", "queen", "prince", "emir", "pope"))


def _trunk(office: Office) -> Office:
    return office._replace(end=office.trunk)


_Before = tuple[int, int, int, str]


def _reach_back(text: str, head: int, floor: int, ends: _Places, words: _Words) -> _Before | None:
    """Where the whole phrase begins, where the title, where the office, and the country before; None: a family name."""
    start = held = begin = head
    capitals = 0
    country = ""
    closed = False  # nothing but such words stands before "former" or "embattled"
    floor = max(floor, head - _LONGEST)
    while begin > floor and text[begin - 1] in " \u00a0-":
        end = begin - 1
        holder = None if country and closed else _holder_before(text, end, floor, ends)
        if holder is not None:
            if end not in ends:
                return holder[0], start, held, holder[1]
            begin, country = holder  # "former | Kolan president"
            closed = ends[end].form != "body"  # "State Department spokesman": of the title too
            start, held = (start, held) if closed else (begin, begin)
            continue
        at = _word_start(text, end, floor)
        word = text[at:end]
        folded = fold_word(word)
        if _is_standing(text, at, end, words):
            start = begin = at
            closed = closed or folded not in words.mods
            held = at if not closed and word[0].isupper() == text[held].isupper() else held
        elif folded in words.epithets:
            begin, closed = at, True
        elif closed:
            break
        elif folded in words.mods or (folded in ("and", "&") and _joins(text, at, begin, floor, words)):
            begin = start = held = at
        elif word[:1].isupper() and folded not in words.strangers and word[-1].isalnum() and capitals < 4:
            if folded in words.first_names and not capitals and text[head].isupper() and start == head:
                return None  # "Stephen King", "Angus King": a family name, no title
            capitals += 1
            begin = start = held = at
        else:
            return _charge_before(text, head, end, floor, ends) or (begin, start, held, country)
    return begin, start, held, country


def _charge_before(text: str, head: int, end: int, floor: int, ends: _Places) -> _Before | None:
    """The same for a minister with a charge that no list knows: "Kolan's | herring and lighthouse minister"."""
    if not _IN_CHARGE.match(text, head):
        return None
    found = _CHARGE.search(text, max(floor, end - _CHARGE_REACH), end)
    if found is None or _NO_CHARGE.search(found["charge"]):
        return None
    place = ends.get(found.start())
    owned = bool(found["owns"])
    if place is None or (not owned and (place.form != "demonym" or " " in found["charge"])):
        return None  # "Kolan police chased minister Bo Lund"
    charge = found.start("charge")
    return place.span.start, charge, charge, place.country


_IN_CHARGE = re.compile(r"(?:minister|secretary)\b")
_CHARGE_REACH = 48  # characters between a country and "minister"
_CHARGE = re.compile(r"(?P<owns>['’]s)? (?P<charge>[a-z][a-z-]+(?: [a-z][a-z-]+){0,3})\Z")
_NO_CHARGE = re.compile(
    r"\b(?:to|of|in|on|at|by|for|from|with|that|as|is|was|are|were|has|had|will|his|her|its|their|the|an?|or|but|\w+ed|"
    r"met|told|says|sees|meets|tells|sent|sends)\b"
)


def _sent(before: _Before | None, text: str, head: str, ends: _Places, words: _Words) -> _Before | None:
    """The same with whoever sends an envoy for the country: "Kolan's | UN ambassador" is Kolan's, not the UN's."""
    if before is None or not before[3] or head.rpartition(" ")[2] not in words.envoys:
        return before
    begin, start, held, _ = before
    end = begin - 1
    sender = ends.get(end) or (ends.get(end - 2) if text.endswith(("'s", "’s"), 0, end) else None)
    return (sender.span.start, start, held, sender.country) if sender else before


def _is_standing(text: str, at: int, end: int, words: _Words) -> bool:
    """Whether a word says how someone stands to an office: "former", "then-", "the then"."""
    folded = fold_word(text[at:end])
    return (
        folded in words.standing
        or (text.startswith("-", end) and f"{folded}-" in words.standing)
        or (text.startswith("the ", at - 4) and f"the {folded}" in words.standing)
    )


def _led(text: str, head: int, words: _Words) -> bool:
    """Whether a noun behind a hyphen is led by such a word: "ex-minister"."""
    return _is_standing(text, _word_start(text, head - 1, max(0, head - _LONGEST)), head - 1, words)


def _stands(text: str, begin: int, head: int, words: _Words) -> bool:
    """Whether a title holds such a word: "deputy foreign minister"."""
    return any(fold_word(word) in words.standing for word in text[begin:head].split())


def _holder_before(text: str, end: int, floor: int, ends: _Places) -> tuple[int, str] | None:
    """Where the country or owner begins whose words end at ``end``: "Turkish", "Turkey's", "Trump's"; the country."""
    place = ends.get(end)
    if place is not None:
        # "the UK-France minister" belongs to neither
        return None if text[end] == "-" and place.form != "demonym" else (place.span.start, place.country)
    if text.endswith(("'s", "’s"), floor, end):
        name_end = end - 2
    elif text.endswith(("s'", "s’"), floor, end):
        name_end = end - 1
    else:
        return None
    if place := ends.get(name_end):
        return place.span.start, place.country
    begin = _word_start(text, name_end, floor)
    return (begin, "") if text[begin : begin + 1].isupper() else None


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
    return fold_word(first) in words.mods and first[:1].isupper() == follower.isupper()


_LINK = re.compile(r"(?:,)? (?:of|for|to|on|at|in charge of|in) (?:the )?")
_AFFAIRS = re.compile(r" (?:affairs|relations)\b")
_TWO_AFFAIRS = re.compile(r" and [^\W\d_]+ (?:Affairs|Relations)\b")
_LISTED = re.compile(
    r", (?:[^\W\d_a-z][\w-]+(?: [^\W\d_a-z][\w-]+)?, ){0,2}[^\W\d_a-z][\w-]+(?: [^\W\d_a-z][\w-]+)?,? and "
    r"[^\W\d_a-z][\w-]+(?= )"
)
_BEARER = re.compile(r"[A-ZÀ-Ý][\w’'.-]*(?: (?:(?:al|bin|de|van|el|da|von) )?[A-ZÀ-Ý][\w’'-]*){1,3}(?![\w’'-])")
_STYLE = re.compile(
    r"(?:(?:People['’]s|Democratic|Federal|Federative|Islamic|Arab|Hashemite|Bolivarian|Socialist|Oriental|"
    r"Plurinational|Independent|United|Co-operative|Cooperative|Great) ){0,3}"
    r"(?:Republic|Kingdom|State|Sultanate|Federation|Commonwealth|Emirate|Principality|Union) of (?:the )?"
)
_TOKEN = re.compile(r"[\w&][\w’'&-]*(?:\.(?=\w))?")


def _reach_on(text: str, end: int, stop: int, starts: _Places, words: _Words) -> tuple[int, str]:
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


def _tail(text: str, begin: int, stop: int, starts: _Places, words: _Words, *, of: bool) -> tuple[int, str]:
    """How far the words after "of" belong to the title, and the country among them."""
    reached = begin
    country = ""
    unknown = 0  # capitalised words that may be the body's name or the person's
    plain = not of
    before = ""  # the sort of the word before
    position = _behind_style(text, begin, stop, starts) if of else begin
    while position < stop:
        place = starts.get(position)
        if place and not text.startswith("-", place.span.end):  # the "Kolan-Peru Trade Council" is a body's name
            country, before = country or place.country, "place"
            position = reached = place.span.end
            position += 2 if text.startswith(("'s", "’s"), position) else 0
        elif token := _TOKEN.match(text, position, stop):
            sort = _sort(token.group(), words, plain=plain, first=reached == begin)
            if not sort and country and before in ("place", "title") and fold_word(token.group()) in words.state_bodies:
                sort = "title"  # "spokesman for the Kolan embassy"
            if not sort and _AFFAIRS.match(text, token.end(), stop):
                sort = "link"  # "river affairs"
            bearer = sort == "unknown" and of and before == "place" and _is_bearer(text, position, stop, words)
            if not sort or unknown == 3 or bearer:
                break  # "President of Kolan | Ada Stone"
            ends = before == "title" or (before == "place" and not of)
            if sort == "unknown" and ends and not _goes_on(text, token.end(), words):
                break  # "Minister of Defence | Chi Haotian", "ambassador to Peru | Lena Borg"
            before = sort
            position = token.end()
            plain = plain or sort == "plain"
            unknown = 0 if sort in ("title", "plain") else unknown + (sort == "unknown")
            reached = position if sort in ("title", "plain") else reached
        listed = _past_charges(text, position, stop, words) if before == "title" else 0
        position, reached = max(position, listed), max(reached, listed)
        if text[position : position + 1] not in (" ", "\u00a0"):
            # An unknown capitalised word that ends the phrase is the body's name: "head of Gazprom,".
            return (position if unknown else reached), country
        if unknown and not text[position + 1 : position + 2].isupper():
            reached = position
        position += 1
    return reached, country


def _past_charges(text: str, comma: int, stop: int, words: _Words) -> int:
    """Where a list ends of what else a minister is in charge of: "of Water, Sanitation and Irrigation"; 0 if none."""
    listed = _LISTED.match(text, comma, stop)
    if listed is None:
        return 0
    known = (_sort(word.strip(","), words, plain=True, first=False) == "title" for word in listed[0].split()[1:])
    return listed.end() if any(known) else 0


def _behind_style(text: str, begin: int, stop: int, starts: _Places) -> int:
    """Where a country's name begins behind its style: "the Federal Republic of | Kolan"."""
    style = _STYLE.match(text, begin, stop)
    return style.end() if style and style.end() in starts else begin


def _is_bearer(text: str, start: int, stop: int, words: _Words) -> bool:
    """Whether capitalised words right behind a country are whoever rules it, and no body's: no "Kolan Airways"."""
    run = _BEARER.match(text, start, stop)
    return run is not None and not any(
        _sort(word, words, plain=True, first=False) == "title" for word in run.group().split()
    )


def _goes_on(text: str, end: int, words: _Words) -> bool:
    """Whether a title's word follows an unknown one: "Western Hemisphere Affairs"."""
    if _TWO_AFFAIRS.match(text, end):
        return True  # "Environmental and Scientific Affairs"
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
