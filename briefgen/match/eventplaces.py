"""Where a meeting is that several reports tell of."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.match.reports import Report


def place_of(told: Sequence[Report]) -> str:
    """The first place; rather than a country its town, where a story is set there, and that town where none is told."""
    first = next((report for report in told if report.place), None)
    setting = next((report.setting for report in told if report.setting), "")
    if first is None:
        return setting
    if setting and any(one.setting and one.place and one.place == first.place for one in told):
        return setting
    return (_town_of(first, told) if first.land else "") or first.place


def _town_of(first: Report, told: Sequence[Report]) -> str:
    """The only town that the same article names for talks in a country visited: "to Kenya, for talks in Nairobi"."""
    towns = {
        one.place
        for one in told
        if one.place
        and not one.land
        and one.country == first.country
        and one.article == first.article
        and not one.earlier
    }
    return towns.pop() if len(towns) == 1 else ""
