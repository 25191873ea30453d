"""How far a title goes on behind its noun, "of State", "for the Middle East", and the words titles are read by."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from briefgen.extract.places import fold_word
from briefgen.extract.wholewords import WholeWords

if TYPE_CHECKING:
    from briefgen.lexicon import Lexicon
    from briefgen.model import Place

LONGEST = 160  # characters a title may reach back or on; keeps the work per title constant
Places = Mapping[int, "Place"]
"""An article's places by where they begin, or end."""


@dataclass(frozen=True, slots=True, eq=False)
class OfficeWords:
    """The word lists that titles are read by."""

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
def office_words(lexicon: Lexicon) -> OfficeWords:
    """The lists of the lexicon's ``people.titles`` section and those they go with, folded."""
    heads, plural = lexicon.words("people.titles.heads"), lexicon.words("people.titles.plural")
    return OfficeWords(
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


def reach_on(text: str, end: int, stop: int, starts: Places, words: OfficeWords) -> tuple[int, str]:
    """Where a title ends that goes on after its head ("of State", "for the Middle East"), and the country in it."""
    stop = min(stop, end + LONGEST)
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


def _tail(text: str, begin: int, stop: int, starts: Places, words: OfficeWords, *, of: bool) -> tuple[int, str]:
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
                named = unknown and not sort and fold_word(token.group()) in words.first_names
                reached = position - 1 if named else reached  # "envoy for the Ogaden | Ada Stone"
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


def _past_charges(text: str, comma: int, stop: int, words: OfficeWords) -> int:
    """Where a list ends of what else a minister is in charge of: "of Water, Sanitation and Irrigation"; 0 if none."""
    listed = _LISTED.match(text, comma, stop)
    if listed is None:
        return 0
    known = (_sort(word.strip(","), words, plain=True, first=False) == "title" for word in listed[0].split()[1:])
    return listed.end() if any(known) else 0


def _behind_style(text: str, begin: int, stop: int, starts: Places) -> int:
    """Where a country's name begins behind its style: "the Federal Republic of | Kolan"."""
    style = _STYLE.match(text, begin, stop)
    return style.end() if style and style.end() in starts else begin


def _is_bearer(text: str, start: int, stop: int, words: OfficeWords) -> bool:
    """Whether capitalised words right behind a country are whoever rules it, and no body's: no "Kolan Airways"."""
    run = _BEARER.match(text, start, stop)
    return run is not None and not any(
        _sort(word, words, plain=True, first=False) == "title" for word in run.group().split()
    )


def _goes_on(text: str, end: int, words: OfficeWords) -> bool:
    """Whether a title's word follows an unknown one: "Western Hemisphere Affairs"."""
    if _TWO_AFFAIRS.match(text, end):
        return True  # "Environmental and Scientific Affairs"
    after = _TOKEN.match(text, end + 1)
    return after is not None and text[end] == " " and _sort(after.group(), words, plain=True, first=False) == "title"


def _sort(word: str, words: OfficeWords, *, plain: bool, first: bool) -> str:
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
