"""Titles as the text writes them: the office, the words that qualify it, and the country it belongs to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from briefgen.extract.officetails import LONGEST, OfficeWords, Places, office_words, reach_on
from briefgen.extract.places import fold_word

if TYPE_CHECKING:
    from briefgen.lexicon import Lexicon
    from briefgen.model import Block


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


def find_offices(
    text: str, blocks: tuple[Block, ...], starts: Places, ends: Places, lexicon: Lexicon
) -> tuple[Office, ...]:
    """The titles in ``blocks``, in order: "Defence Minister", "the CIA director", "special envoy for the Middle East".

    ``starts`` and ``ends`` are the article's places by where they begin and end.
    """
    words = office_words(lexicon)
    offices: list[Office] = []
    free = 0  # where the last head ended
    for head, trunk, area in words.heads.find(text, blocks):
        if head < free or text.startswith("-", trunk) or (text[head - 1 : head] == "-" and not _led(text, head, words)):
            continue
        free = trunk
        if head in starts:
            continue
        folded = fold_word(text[head:trunk])
        if offices and (head < offices[-1].end or _is_aided(text, offices[-1], head)):
            offices[-1] = _before_own(text, offices[-1], head, folded, reach_on(text, trunk, area.end, starts, words))
            if head < offices[-1].end:
                continue
        # "army chief | General Stone"
        rank = offices and offices[-1].end == head - 1 and offices[-1].head in _RANKED and folded in words.ranks
        before = None if rank else _sent(_reach_back(text, head, area.start, ends, words), text, folded, ends, words)
        if before is None:
            continue
        begin, start, held, country = before
        end, tail_country = reach_on(text, trunk, area.end, starts, words)
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


def _before_own(text: str, over: Office, head: int, folded: str, on: tuple[int, str]) -> Office:
    """A title that another stands in, up to it where that is the name's behind: "spokesman for the | Foreign Minister".

    "Special assistant to the Prime Minister of Kolan | Ada Stone" is the assistant.
    """
    if _is_aided(text, over, head):
        return over._replace(end=max(over.end, on[0]), country=over.country or on[1])
    return _trunk(over) if head >= over.trunk and folded.rpartition(" ")[2] in _OWN_TITLES else over


def _is_aided(text: str, over: Office, head: int) -> bool:
    """Whether a title is that of whom the one before helps: "special assistant to the | Prime Minister".

    Likewise "head of the Office of the | President".
    """
    between = text[over.trunk : head]
    return (between == " to the " and over.head.rpartition(" ")[2] in _AIDES) or _OFFICE_OF.fullmatch(
        between
    ) is not None


def _doubled(text: str, before: list[Office], one: Office) -> list[Office]:
    """A title behind the one before; both as one where they are of one bearer."""
    if not before or not _is_second(text, before[0], one):
        return [*before, one]
    begin, start, held, *_ = before[0]
    return [one._replace(begin=begin, start=start, held=held, country=before[0].country)]


def _is_second(text: str, first: Office, second: Office) -> bool:
    """Whether two titles are of the one whose name follows: "Kolan's Crown Prince and Prime Minister Ada Stone"."""
    if text[first.end : second.begin] not in _JOINTS or second.country or not first.country:
        return False
    if text[second.end : second.end + 1] not in (" ", "\u00a0") or not text[second.end + 1 : second.end + 2].isupper():
        return False
    capitals = text[first.held].isupper() and text[second.held].isupper()
    return capitals and not (first.plural or second.plural or first.kin or second.kin)


_JOINTS = frozenset((" and ", " & ", " - ", " – ", " — "))
_RANKED = frozenset(
    ("chief", "minister", "president", "premier", "leader", "commander", "chairman", "head", "governor")
)
_AIDES = frozenset(
    ("assistant", "adviser", "advisor", "aide", "counselor", "counsellor", "secretary", "staff", "deputy")
)
_OFFICE_OF = re.compile(
    r" (?:of|at|in) the (?:[Ee]xecutive |[Pp]rivate )?(?:[Oo]ffice|[Aa]dministration|[Ss]ecretariat|[Cc]hancellery|"
    r"[Ss]taff|[Cc]abinet|[Cc]ourt|[Hh]ousehold) of (?:the )?"
)
_OWN_TITLES = frozenset(("minister", "president", "premier", "chancellor", "king", "queen", "prince", "emir", "pope"))


def _trunk(office: Office) -> Office:
    return office._replace(end=office.trunk)


_Before = tuple[int, int, int, str]


def _reach_back(text: str, head: int, floor: int, ends: Places, words: OfficeWords) -> _Before | None:
    """Where the whole phrase begins, where the title, where the office, and the country before; None: a family name."""
    start = held = begin = head
    capitals = 0
    country = ""
    closed = False  # nothing but such words stands before "former" or "embattled"
    floor = max(floor, head - LONGEST)
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


def _charge_before(text: str, head: int, end: int, floor: int, ends: Places) -> _Before | None:
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


def _sent(before: _Before | None, text: str, head: str, ends: Places, words: OfficeWords) -> _Before | None:
    """The same with whoever sends an envoy for the country: "Kolan's | UN ambassador" is Kolan's, not the UN's."""
    if before is None or not before[3] or head.rpartition(" ")[2] not in words.envoys:
        return before
    begin, start, held, _ = before
    end = begin - 1
    sender = ends.get(end) or (ends.get(end - 2) if text.endswith(("'s", "’s"), 0, end) else None)
    return (sender.span.start, start, held, sender.country) if sender else before


def _is_standing(text: str, at: int, end: int, words: OfficeWords) -> bool:
    """Whether a word says how someone stands to an office: "former", "then-", "the then"."""
    folded = fold_word(text[at:end])
    return (
        folded in words.standing
        or (text.startswith("-", end) and f"{folded}-" in words.standing)
        or (text.startswith("the ", at - 4) and f"the {folded}" in words.standing)
    )


def _led(text: str, head: int, words: OfficeWords) -> bool:
    """Whether a noun behind a hyphen is led by such a word: "ex-minister"."""
    return _is_standing(text, _word_start(text, head - 1, max(0, head - LONGEST)), head - 1, words)


def _stands(text: str, begin: int, head: int, words: OfficeWords) -> bool:
    """Whether a title holds such a word: "deputy foreign minister"."""
    return any(fold_word(word) in words.standing for word in text[begin:head].split())


def _holder_before(text: str, end: int, floor: int, ends: Places) -> tuple[int, str] | None:
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
    if text[begin : begin + 1].isupper():
        return begin, ""
    body = _STATE_BODY.search(text, max(floor, name_end - _BODY), name_end)
    owner = ends.get(body.start()) if body else None
    return (owner.span.start, owner.country) if owner else None  # "the Kolan government's top official"


_BODY = 30  # characters of a body between its country and what it has
_STATE_BODY = re.compile(
    r" (?:government|administration|cabinet|parliament|embassy|mission|army|navy|air force|military|president|premier|"
    r"prime minister|chancellor|king|queen|emir|sultan|(?:foreign|defen[cs]e|finance|trade|interior) minist(?:ry|er))\Z"
)


def _word_start(text: str, end: int, floor: int) -> int:
    begin = end
    while begin > floor and not text[begin - 1].isspace():
        begin -= 1
    while begin < end and text[begin] in "\"'“‘(":
        begin += 1
    return begin


def _joins(text: str, begin: int, after: int, floor: int, words: OfficeWords) -> bool:
    """Whether "and" joins two words of one title ("Treasury and Finance Minister")."""
    before = _word_start(text, begin - 1, floor)
    first = text[before : begin - 1]
    follower = text[after : after + 1]
    return fold_word(first) in words.mods and first[:1].isupper() == follower.isupper()
