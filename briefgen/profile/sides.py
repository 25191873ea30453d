"""The sides of a profile: what the packs know of a country, what the profile adds, and who owns which word."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from collections.abc import Sequence as Many
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from briefgen.errors import Location
from briefgen.packs import Country, Packs
from briefgen.profile import schema, values
from briefgen.profile.document import Faults, Mapping, Node, Scalar, Sequence
from briefgen.profile.keys import read_map
from briefgen.profile.model import Side
from briefgen.rules import case_of
from briefgen.text import fold

_PART_OF = {"england": "GB", "scotland": "GB", "wales": "GB", "holland": "NL"}  # asked for by them, and no name of it


@cache
def key(word: str) -> str:
    """What two spellings of a word share when articles are read: "US" is not "us"."""
    return word if case_of(word) == "exact" else fold(word)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A side before it is known which words the others claim."""

    side: Side
    given: tuple[tuple[str, Location], ...]  # the words the profile itself gives, with their places


def read_sides(found: dict[str, Any], at: Location, packs: Packs, faults: Faults) -> tuple[Side, ...]:
    """The sides, from ``sides:`` or from ``counterpart:`` and ``our_side:``."""
    node: Node | None = found.get("sides")
    counterpart, ours = found.get("counterpart"), found.get("our_side")
    drafts: list[_Draft] = []
    if node is not None and counterpart:
        faults.add(counterpart.at, "both 'sides' and 'counterpart' are given", "Keep one")
    if node is None:
        drafts = _shorthand(counterpart, ours, at, packs, faults)
    elif not isinstance(node, Sequence):
        faults.add(
            at, f"'sides' is a list, found {values.kind_of(node)}", "Write a line `- {country: US}` for each side"
        )
    else:
        for item in node.items:
            if draft := _side(item, packs, faults):
                drafts.append(draft)
        if len(drafts) < len(node.items):
            return ()  # whoever else is named beside them may be of the side that is not known
        if len(node.items) < 2:
            faults.add(at, "a profile has two sides or more", "Write a line `- {country: US}` for each side")
    _refuse_doubles(drafts, faults)
    return _without_shared(drafts, faults)


def _shorthand(
    counterpart: Scalar | None, ours: Scalar | None, at: Location, packs: Packs, faults: Faults
) -> list[_Draft]:
    if counterpart is None:
        faults.add(at, "a profile needs 'sides'", "Write `sides: [{country: US}, {country: TR}]`")
        return []
    if ours is None:
        faults.add(counterpart.at, "'counterpart' needs 'our_side' beside it", "Write `our_side: TR`, or give `sides`")
        return []
    found = [(code, find_country(code, packs, faults)) for code in (ours, counterpart)]
    return [_Draft(_known(country, country.name, code.at), ()) for code, country in found if country]


def _side(node: Node, packs: Packs, faults: Faults) -> _Draft | None:
    if isinstance(node, Scalar):
        country = find_country(node, packs, faults)
        return _Draft(_known(country, "", node.at), ()) if country else None
    found = read_map(node, schema.SIDE, "a side", faults)
    if not isinstance(node, Mapping):
        return None
    name: str = found.get("name", "")
    before = len(faults.problems)
    country = _party(node, found, packs, faults)
    if len(faults.problems) > before or not (country or name):
        return None
    base = (
        _known(country, name, node.at)
        if country
        else Side(name=name, country="", names=(name,), demonyms=(), capitals=(), at=node.at)
    )
    aliases, demonyms, capitals = (tuple(found.get(field, ())) for field in ("aliases", "demonyms", "capital"))
    side = replace(
        base,
        names=_once(base.names, aliases),
        demonyms=_once(base.demonyms, demonyms),
        capitals=_once(base.capitals, capitals),
    )
    return _Draft(side, _places(node))


def _party(node: Mapping, found: dict[str, Any], packs: Packs, faults: Faults) -> Country | None:
    """The country or organisation of a side; None where the packs know none, or with the fault noted."""
    code, body = node.get("country"), node.get("organisation")
    if code and body:
        faults.add(body.at, "both 'country' and 'organisation' are given", "Keep one")
    elif isinstance(code, Scalar) and "country" in found:
        return find_country(code, packs, faults)
    elif isinstance(body, Scalar) and "organisation" in found:
        return _find_organisation(body, packs, faults)
    elif found.get("name"):
        return packs.country_named(found["name"])
    elif not {"name", "country", "organisation"} & node.entries.keys():
        remedy = "Write {country: US}, {organisation: EU} or {name: Northern League}"
        faults.add(node.at, "a side needs 'country', 'organisation' or 'name'", remedy)
    return None


def _known(country: Country, name: str, at: Location) -> Side:
    printed = name or country.name
    return Side(
        name=printed,
        country=country.id,
        names=_once((printed,), country.names),
        demonyms=country.demonyms,
        capitals=(*country.capital, *country.seat),
        at=at,
        bodies=country.bodies,
    )


def _once(first: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    """Both, without a word that is there already."""
    found: dict[str, str] = {}
    for word in (*first, *more):
        found.setdefault(key(word), word)
    return tuple(found.values())


def _places(node: Mapping) -> tuple[tuple[str, Location], ...]:
    """Every word the profile itself gives for a side."""
    given: list[tuple[str, Location]] = []
    for field, entry in node.entries.items():
        if field.removeprefix("+") in ("name", "aliases", "demonyms", "capital"):
            items = entry.value.items if isinstance(entry.value, Sequence) else (entry.value,)
            given += [(item.text, item.at) for item in items if isinstance(item, Scalar)]
    return tuple(given)


def _refuse_doubles(drafts: Many[_Draft], faults: Faults) -> None:
    """Faults for two sides with one name or country, and for words the profile gives that another side owns."""
    named: dict[str, Side] = {}
    for draft in drafts:
        side = draft.side
        twin = named.get(key(side.name)) or named.get(side.country)
        if twin:
            remedy = f"{values.seen_from(twin.at, side.at)} has it: a side is named once, and can have many aliases"
            faults.add(side.at, f"two sides are '{twin.name}'", remedy)
            return
        named |= {key(side.name): side} | ({side.country: side} if side.country else {})
    for number, draft in enumerate(drafts):
        _refuse_shared(draft, drafts[:number], drafts[number + 1 :], faults)


def _refuse_shared(draft: _Draft, before: Many[_Draft], after: Many[_Draft], faults: Faults) -> None:
    owner: dict[str, tuple[Side, Location | None]] = {}
    for other in (*before, *after):
        places = {key(word): place for word, place in other.given}
        theirs = {key(word) for word in (*other.side.names, *other.side.demonyms)}
        if other in after:  # of two that give the word, the later one is told
            theirs -= places.keys()
        owner |= {word: (other.side, places.get(word)) for word in theirs}
    capitals = {key(word) for word in draft.side.capitals}  # shared by two sides they are nobody's, and no fault
    for word, at in draft.given:
        if key(word) in owner and key(word) not in capitals:
            side, place = owner[key(word)]
            where = f"{values.seen_from(place or side.at, at)} {'gives' if place else 'brings'} it"
            faults.add(at, f"'{word}' also means '{side.name}'", f"{where}: give a word to one side only")


def _without_shared(drafts: Many[_Draft], faults: Faults) -> tuple[Side, ...]:
    """The sides without the words that more than one of them claims."""
    if faults.problems:
        return tuple(draft.side for draft in drafts)
    claims: dict[str, set[int]] = {}
    for number, draft in enumerate(drafts):
        for word in draft.side.aliases:
            claims.setdefault(key(word), set()).add(number)

    def own(words: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(word for word in words if len(claims[key(word)]) == 1)

    return tuple(
        replace(
            draft.side,
            names=own(draft.side.names),
            demonyms=own(draft.side.demonyms),
            capitals=own(draft.side.capitals),
            bodies=own(draft.side.bodies),
        )
        for draft in drafts
    )


def find_country(code: Scalar, packs: Packs, faults: Faults) -> Country | None:
    """The country of a code; a name is no code, and the message says which code it has."""
    written = code.text.strip()
    if country := packs.country(written):
        return country
    known = packs.country(written.upper()) or packs.country_named(written)
    if known is None:
        outside = _outside(written)
        if outside and not packs.country(outside.id):
            return outside
        known = packs.country(outside.id) if outside else None
    known = known or nearest_country(written, packs)
    remedy = _meant(known) if known else "Write a code such as TR, or `name:` and `aliases:`"
    faults.add(code.at, f"unknown country '{written}'", remedy)
    return None


def nearest_country(written: str, packs: Packs) -> Country | None:
    """The country or organisation that is most likely meant by a misspelt name or another code."""
    spellings = {fold(word): one for one in packs.countries for word in (*one.names, *one.demonyms, *one.capital)}
    if part := packs.country(_PART_OF.get(fold(written), "")):
        return part
    near = difflib.get_close_matches(fold(written), spellings, n=1, cutoff=0.7)
    # MYS and TUR are codes too, of three letters
    likely = packs.country(written[:2].upper()) if len(written) == 3 else None
    return spellings[near[0]] if near else likely


def _find_organisation(code: Scalar, packs: Packs, faults: Faults) -> Country | None:
    """The organisation of an id; a name is no id, and the message says which id it has."""
    written = code.text.strip()
    found = packs.country(written)
    if found and found.kind == "organisation":
        return found
    if found:
        faults.add(code.at, f"'{written}' is a country", f"Write {{country: {written}}}")
        return None
    named = packs.country(written.upper().replace(" ", "-")) or packs.country_named(written)
    if named is None:
        ids = [one.id for one in packs.countries if one.kind == "organisation"]
        remedy = values.suggest(written, ids) or "packs/organisations.yaml lists them; or write `name:` and `aliases:`"
    elif named.kind == "country":
        remedy = f"Write {{country: {named.id}}}"
    else:
        remedy = _meant(named)
    faults.add(code.at, f"unknown organisation '{written}'", remedy)
    return None


def _meant(known: Country) -> str:
    return f"Did you mean {known.id}?" if known.id == known.name else f"Did you mean {known.id} ({known.name})?"


def _outside(written: str) -> Country | None:
    """A country or territory that our packs leave out, as the countryinfo package has it, without its codes."""
    import countryinfo  # 75 ms, and needed for nearly no profile

    try:
        info = countryinfo.CountryInfo(written).info()
    except countryinfo.CountryNotFoundError:
        return None
    codes = info.get("ISO", {})
    name = str(info["name"])
    spellings = [
        str(word) for word in info.get("altSpellings", ()) if word not in (codes.get("alpha2"), codes.get("alpha3"))
    ]
    return Country(
        id=str(codes.get("alpha2", "")),
        name=name,
        names=tuple(dict.fromkeys((name, *spellings))),
        demonyms=tuple(filter(None, (str(info.get("demonym", "")),))),
        capital=tuple(filter(None, (str(info.get("capital", "")),))),
    )


def sides_by_word(sides: Many[Side]) -> dict[str, Side]:
    """The sides by every word that means one: country code as written, name and aliases by their ``key``."""
    found: dict[str, Side] = {}
    for side in sides:
        for word in (*filter(None, (side.country,)), *map(key, (side.name, *side.aliases))):
            found.setdefault(word, side)
    return found


def side_named(written: str, sides: Many[Side]) -> Side | None:
    """The side of that country code, name or alias."""
    known = sides_by_word(sides)
    return known.get(written) or known.get(key(written))


def decoys(sides: Many[Side], packs: Packs) -> tuple[str, ...]:
    """The phrases that hold a word of a side and mean somebody else: "Latin America", "South Sudan" beside Sudan."""
    own = {key(word) for side in sides for word in side.aliases}
    inside = {fold(word) for word in own}
    return tuple(word for word, runs in _phrases(packs) if key(word) not in own and not inside.isdisjoint(runs))


@cache
def _phrases(packs: Packs) -> tuple[tuple[str, frozenset[str]], ...]:
    """Every place of more than one word, with the runs of words in it."""
    phrases = [place.word for place in packs.place_words() if " " in place.word]
    return tuple((word, frozenset(_stretches(fold(word).split()))) for word in phrases)


def _stretches(words: list[str]) -> Iterator[str]:
    """Every run of words of a phrase."""
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            yield " ".join(words[start:end])
