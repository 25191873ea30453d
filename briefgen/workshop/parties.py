"""Who the sides of a new profile are: those that are named, and where only one is, whom that one meets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefgen.errors import Location, Problem, ProfileError, UsageError
from briefgen.model import Findings
from briefgen.packs import Packs
from briefgen.profile import Profile, Side, load_profile, profile_files
from briefgen.profile.document import Faults, Scalar
from briefgen.profile.sides import find_country, nearest_country
from briefgen.resources import Workspace
from briefgen.text import fold
from briefgen.workshop.suggestions import partners

_EXAMPLES = ("TR", "US")
_SHORT = 3  # letters: they are near too many names
_OWN = 3  # times a profile of the desk's counts as often as a shipped one


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """The sides of a new profile.

    Attributes:
        sides: in the order of print.
        ours: our side's name; "" for a neutral brief.
        asked: the name of the side it is made for.
        why: why the other side is here, where nobody named it.
    """

    sides: tuple[Side, ...]
    ours: str
    asked: str
    why: str = ""

    @property
    def counterpart(self) -> Side:
        """The side it is made for."""
        return next(side for side in self.sides if side.name == self.asked)

    @property
    def other(self) -> Side:
        """The first side that it is not made for."""
        return next(side for side in self.sides if side.name != self.asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What tells whom a country meets, where nobody names it.

    Attributes:
        model: the profile that the new one is made like, if any.
        found: what the articles hold.
        packs: the countries.
        workspace: where the profiles are.
        own: whether those of the workspace are the desk's own, not only those that briefgen ships.
    """

    model: Profile | None
    found: tuple[Findings, ...]
    packs: Packs
    workspace: Workspace
    own: bool


def named_sides(
    country: Sequence[str], our_side: str | None, packs: Packs, name: str = ""
) -> tuple[tuple[Side, ...], Side | None]:
    """The sides that the command line names: one or two, and which of them is ours.

    Args:
        country: codes or names.
        our_side: the code or name of ours.
        packs: the countries.
        name: of the profile; it may nearly name a country.

    Raises:
        UsageError: a country that is none, or sides that cannot be meant.
    """
    if not country:
        raise UsageError(Problem("no country is named", remedy=_near_name(name, packs)))
    countries = tuple(side_of(code, "--country", packs) for code in country)
    ours = side_of(our_side, "--our-side", packs) if our_side else None
    names = [side.name for side in countries]
    if len(names) > 2:
        raise UsageError(Problem("--country names two sides at most", remedy="Add the others to `sides:` in the file"))
    if len(set(names)) < len(names) or (ours and names == [ours.name]):
        raise UsageError(Problem(f"both sides are {names[0]}", remedy="Name two different countries"))
    if ours and len(names) == 2 and ours.name not in names:
        remedy = f"Write --our-side {countries[0].country} or {countries[1].country}, or name one --country"
        raise UsageError(Problem(f"--our-side: {ours.name} is none of the two sides", remedy=remedy))
    return countries, ours


def countries_in(name: str, packs: Packs) -> tuple[str, ...]:
    """The countries that the name of a profile names: "malaysia", "us-turkiye", "south-korea-kenya"; else none."""
    words = name.split("-")
    parts = [(name,), *(("-".join(words[:at]), "-".join(words[at:])) for at in range(1, len(words)))]
    found = (tuple(_country_in(part, packs) for part in pair) for pair in parts)
    return next((codes for codes in found if all(codes)), ())


def _near_name(name: str, packs: Packs) -> str:
    """What to write where the name of a profile names no country, but a part of one's name or nearly one."""
    written = fold(name.replace("-", " "))
    partly = {one.id: one for one in packs.countries if written in fold(one.name).split()}
    if not partly and len(written) > _SHORT and (nearest := nearest_country(written, packs)):
        partly = {nearest.id: nearest}
    if not partly:
        return "Write one behind --country: --country MY"
    return f"Did you mean {' or '.join(f'--country {one.id} ({one.name})' for one in partly.values())}?"


def _country_in(written: str, packs: Packs) -> str:
    spellings = (written, written.upper(), written.replace("-", " "))
    return next((one.id for one in map(packs.country_named, spellings) if one), "")


def side_of(code: str, option: str, packs: Packs) -> Side:
    """The side of a country's code, in capitals or not, or of its name.

    Raises:
        UsageError: there is no such country.
    """
    written = code.strip()
    known = packs.country(written.upper()) or packs.country_named(written) or packs.country_named(written.upper())
    known = known or (find_country(Scalar(Location(option), written), packs, Faults()) if written else None)
    if known is None or not known.id:
        raise UsageError(Problem(f"{option}: unknown country '{written}'", remedy=_nearest(written, packs)))
    return Side(
        name=known.name,
        country=known.id,
        names=tuple(dict.fromkeys((known.name, *known.names))),
        demonyms=known.demonyms,
        capitals=(*known.capital, *known.seat),
        at=Location(option),
        bodies=known.bodies,
    )


def _nearest(written: str, packs: Packs) -> str:
    country = nearest_country(written, packs)
    return f"Did you mean {country.id} ({country.name})?" if country else "Write its code of two letters, such as MY"


def parties(countries: tuple[Side, ...], ours: Side | None, desk: Desk) -> Parties:
    """The sides of a new profile, of those that are named and of what is around them."""
    model = desk.model
    if ours is None and model and model.our_side:
        ours = next(side for side in model.sides if side.name == model.our_side)
    named = countries if len(countries) > 1 or ours is None else (ours, *countries)
    sides = {side.name: side for side in named}
    asked = next((side for side in countries if ours is None or side.name != ours.name), countries[0])
    if ours and ours.name not in sides:
        ours = None  # --like is another desk's, and both sides are named
    why = ""
    if len(sides) < 2:
        partner, why = _partner(asked, desk)
        sides = {partner.name: partner, **sides}
    return Parties(sides=tuple(sides.values()), ours=ours.name if ours else "", asked=asked.name, why=why)


def _partner(asked: Side, desk: Desk) -> tuple[Side, str]:
    """The side across the table from a country, where nobody names it, and why."""
    neutral = desk.model and not desk.model.our_side  # either of its sides may be the counterpart
    codes = {side.country: side for side in desk.model.sides if side.country} if desk.model and neutral else {}
    beside = [code for code in partners(asked.country, desk.found, desk.packs) if not codes or code in codes]
    ours, most = _common(desk)
    choices = (
        (ours, "it is the side of your other profiles"),
        (beside, f"the articles name it most often together with {asked.name}"),
        (list(codes), f"it is a side of '{desk.model.name if desk.model else ''}'"),
        (most, "most of the profiles here have it"),
        (list(_EXAMPLES), "it stands as an example"),
    )
    code, why = next(_others(choices, asked.country))
    return codes.get(code) or side_of(code, "--country", desk.packs), why


def _others(choices: Sequence[tuple[list[str], str]], country: str) -> Iterator[tuple[str, str]]:
    for codes, why in choices:
        yield from ((code, why) for code in codes if code != country)


def _common(desk: Desk) -> tuple[list[str], list[str]]:
    """The one country that is ours in the desk's own profiles, and those on the sides of all, most often first."""
    ours: Counter[str] = Counter()
    sides: Counter[str] = Counter()
    for path in profile_files(desk.workspace):
        try:
            profile = load_profile(path, desk.workspace)
        except ProfileError:
            continue
        own = desk.own and path.is_relative_to(desk.workspace.root / "profiles")
        sides.update({side.country: _OWN if own else 1 for side in profile.sides if side.country})
        ours.update(side.country for side in profile.sides if own and side.country and side.name == profile.our_side)
    return list(ours) if len(ours) == 1 else [], [code for code, _ in sides.most_common()]
