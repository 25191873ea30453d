"""Profiles: from YAML to a checked ``Profile``, every fault at once with its place, its line and what to do."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from briefgen.errors import Location, Problem, ProfileError
from briefgen.packs import load_packs
from briefgen.profile import schema, values
from briefgen.profile.deliver import read_deliver
from briefgen.profile.desk import read_desk, read_glossary, read_meeting, read_people
from briefgen.profile.document import Faults, Mapping, Scalar, load_document
from briefgen.profile.extend import Extender, show
from briefgen.profile.keys import read_map
from briefgen.profile.model import (
    Deliver,
    DeskMeeting,
    Dyad,
    GlossaryTerm,
    Limits,
    Profile,
    ProfilePerson,
    Schedule,
    Side,
    Topic,
)
from briefgen.profile.schedule import read_schedule
from briefgen.profile.schema import SECTIONS
from briefgen.profile.sides import decoys, read_sides, side_named
from briefgen.profile.topics import read_exclude, read_topics
from briefgen.resources import COMMANDS, PROFILE_NAME, Workspace, is_there, list_profiles, profile_files

__all__ = [
    "COMMANDS",
    "SECTIONS",
    "Deliver",
    "DeskMeeting",
    "Dyad",
    "GlossaryTerm",
    "Limits",
    "Profile",
    "ProfilePerson",
    "Schedule",
    "Side",
    "Topic",
    "find_profile",
    "list_profiles",
    "load_profile",
    "profile_files",
]

DEFAULT_WINDOW = 180
_OTHER_ENDINGS = (".yml", ".yaml.txt", ".yml.txt", ".txt", ".YAML", "")


def find_profile(given: str, workspace: Workspace) -> Path:
    """The file of a profile, given by name or as the path of a ``.yaml`` file.

    Raises:
        ProfileError: there is none, or the name cannot be one.
    """
    if given.endswith((".yaml", ".yml")):
        return Path(given)
    if not PROFILE_NAME.fullmatch(given):
        raise ProfileError(
            Problem(
                f"'{given}' cannot be the name of a profile",
                remedy="A profile elsewhere is named by its file: FILE.yaml",
            )
        )
    path = workspace.find("profiles", f"{given}.yaml")
    if path is None:
        _refuse_ending(given, workspace)
        remedy = values.suggest(given, list_profiles(workspace))
        raise ProfileError(
            Problem(
                f"no profile '{given}'", remedy=f"{remedy.removesuffix('.')} (`briefgen profiles` lists them)".strip()
            )
        )
    return path


def _refuse_ending(name: str, workspace: Workspace) -> None:
    """A fault for a file of that name that is no profile by its ending alone."""
    for folder in workspace.folders("profiles"):
        for ending in _OTHER_ENDINGS:
            if is_there(found := folder / f"{name}{ending}"):
                message = f"no profile '{name}': a profile's file ends in .yaml"
                raise ProfileError(Problem(message, Location(show(found)), f"Rename it to {name}.yaml"))


def load_profile(given: str | Path, workspace: Workspace, text: str | None = None) -> Profile:
    """The profile of that name or file, with its packs.

    Args:
        given: the name or file.
        workspace: where profiles and packs are looked for.
        text: what the file is to hold, where it is not written yet.

    Raises:
        ProfileError: with every fault found, in the order of the files.
    """
    path = given if isinstance(given, Path) else find_profile(given, workspace)
    faults = Faults()
    shown = show(path)
    _check_name(path.stem, shown, faults)
    own = load_document(path, shown, faults, text)
    if own is None:
        raise ProfileError(*faults.in_order())
    extender = Extender(workspace, faults)
    node = extender.whole(own, path)
    profile = _read(node, path, extender, workspace, faults)
    if faults.problems:
        raise ProfileError(*faults.in_order())
    return profile


def merged_profile(given: str | Path, workspace: Workspace) -> Mapping:
    """A sound profile with all that it extends underneath it; every value knows where it was set.

    Raises:
        ProfileError: with every fault found, in the order of the files.
    """
    path = load_profile(given, workspace).path
    faults = Faults()
    own = load_document(path, show(path), faults)
    if own is None:
        raise ProfileError(*faults.in_order())
    return Extender(workspace, faults).whole(own, path)


def _check_name(name: str, shown: str, faults: Faults) -> None:
    if name in COMMANDS:
        faults.add(Location(shown), f"'{name}' is a command of briefgen", "Give the file another name")
    elif not PROFILE_NAME.fullmatch(name):
        faults.add(
            Location(shown), f"'{name}' cannot be the name of a profile", "Use letters, digits, hyphens and single dots"
        )


def _read(node: Mapping, path: Path, extender: Extender, workspace: Workspace, faults: Faults) -> Profile:
    found = read_map(node, schema.PROFILE, "a profile", faults)
    # A side's code is looked up with its place, so these two stay nodes.
    codes: dict[str, Any] = {
        name: value
        for name in ("counterpart", "our_side")
        if isinstance(value := node.get(name), Scalar) and name in found
    }
    packs = load_packs(*workspace.folders("profiles/packs"))
    at = node.entries["sides"].at if "sides" in found else node.at
    sides = read_sides({"sides": found.get("sides"), **codes}, at, packs, faults)
    topics = read_topics(found.get("topics"), sides, show(path), faults)
    return Profile(
        name=path.stem,
        path=path,
        title=found.get("title") or "–".join(side.name for side in sides),
        language=_language(node, found, workspace, faults),
        sides=sides,
        our_side=_our_side(codes.get("our_side"), sides, faults),
        decoys=decoys(sides, packs),
        extends=tuple(extender.names),
        people=read_people(found.get("people"), sides, faults),
        topics=topics,
        exclude=read_exclude(found.get("exclude"), faults),
        glossary=read_glossary(found.get("glossary"), sides, faults),
        sections=_sections(node, found, faults),
        limits=Limits(**read_map(found.get("limits"), schema.LIMITS, "limits", faults)),
        window_days=found.get("window", DEFAULT_WINDOW),
        dyad=Dyad(**read_map(found.get("dyad"), schema.DYAD, "dyad", faults)),
        meeting=read_meeting(found.get("meeting"), faults),
        desk=read_desk(found.get("desk"), tuple(topic.id for topic in topics), faults),
        handling=found.get("handling", ""),
        schedule=read_schedule(found.get("schedule"), faults),
        deliver=read_deliver(found.get("deliver"), workspace.root, faults),
        files=tuple(dict.fromkeys(extender.files)),
    )


def _language(node: Mapping, found: dict[str, Any], workspace: Workspace, faults: Faults) -> str:
    language: str = found.get("language", "en")
    if not re.fullmatch(r"[a-z]{2,3}", language) or not workspace.find("profiles", f"lexicon/{language}.yaml"):
        at = node.entries["language"].value.at if "language" in node.entries else node.at
        faults.add(at, f"no word lists for the language '{language}'", "Write en")
    return language


def _our_side(ours: Scalar | None, sides: tuple[Side, ...], faults: Faults) -> str | None:
    if ours is None or not sides:
        return None
    if side := side_named(ours.text, sides):
        return side.name
    known = [side.country or side.name for side in sides]
    faults.add(ours.at, f"'{ours.text}' is none of the sides", values.suggest(ours.text, known))
    return None


def _sections(node: Mapping, found: dict[str, Any], faults: Faults) -> tuple[str, ...]:
    wanted: tuple[str, ...] = found.get("sections", SECTIONS)
    for number, section in enumerate(wanted):
        at = values.place_of(node.entries["sections"].value, section) if "sections" in found else node.at
        if section not in SECTIONS:
            faults.add(at, f"unknown section '{section}'", values.suggest(section, SECTIONS))
        elif section in wanted[:number]:
            faults.add(at, f"the section '{section}' is there twice")
    return wanted
