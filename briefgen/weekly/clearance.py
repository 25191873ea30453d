"""Who cleared which bytes: the record of it, and whether those bytes still are what stands there."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from briefgen.errors import InputError, Location, Problem, UsageError
from briefgen.weekly.hashes import file_hash
from briefgen.weekly.state import MANIFEST, Issue, moment, read_manifest

CLEARANCE_SCHEMA = "briefgen/clearance/1"
LONGEST_NAME = 80
_BESIDE = " .'’-()/"  # what a name may hold beside letters and digits


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearance:
    """Who cleared which bytes.

    Attributes:
        sha256: of the Markdown.
        by: who cleared it.
        at: when.
        views: hashes of all the views, by name.
        first_page: the headings of the sections that begin on page 1; none where there is no PDF.
    """

    sha256: str
    by: str
    at: str
    views: Mapping[str, str]
    first_page: tuple[str, ...] = ()


def name_given(written: str) -> str:
    """The name of a person or desk as it is printed: on one line, letters and what stands between them.

    Raises:
        UsageError: it is empty, far too long, or holds what a name does not.
    """
    name = unicodedata.normalize("NFC", " ".join(written.split(" "))).strip()
    name = re.sub(" {2,}", " ", name)
    if not any(char.isalpha() for char in name):
        raise UsageError(Problem("--by: a name is needed", remedy='Write --by "Ada Stone"'))
    if len(name) > LONGEST_NAME:
        raise UsageError(Problem(f"--by: a name has at most {LONGEST_NAME} letters", remedy="Shorten it"))
    if wrong := next((char for char in name if not _is_of_names(char)), ""):
        told = (
            f"--by: a name holds no {wrong!r}" if wrong.isprintable() else f"--by: a name holds no U+{ord(wrong):04X}"
        )
        raise UsageError(Problem(told, remedy="Letters, digits, spaces and any of . ' - ( ) / may stand in it"))
    return name


def _is_of_names(char: str) -> bool:
    return char.isalnum() or char in _BESIDE or unicodedata.category(char) in {"Mn", "Mc"}


def clearance_file(file: Path) -> Path:
    """Where it is written down who cleared a brief built by hand."""
    return file.with_name(f"{file.stem}.clearance.json")


def read_clearance(file: Path) -> Clearance | None:
    """Who cleared a brief built by hand; None where nobody has.

    Raises:
        InputError: the record is not as briefgen writes it.
    """
    path = clearance_file(file)
    try:
        data = json.loads(path.read_bytes())
        if data["schema"] != CLEARANCE_SCHEMA:
            raise ValueError("this is no clearance")
        views = {str(name): str(held) for name, held in data["views"].items()}
        name, at = name_given(data["by"]), datetime.fromisoformat(data["at"])
        first = tuple(map(str, data["first_page"]))
        return Clearance(sha256=str(data["sha256"]), by=name, at=moment(at), views=views, first_page=first)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, UsageError) as fault:
        remedy = "Clear the brief once more"
        raise InputError(Problem(f"not as briefgen writes it: {fault}", Location(str(path)), remedy)) from None


def altered(folder: Path, views: Mapping[str, str]) -> tuple[str, ...]:
    """The names of the views that are not what was cleared, or are gone.

    Args:
        folder: where they stand.
        views: hashes by name.
    """
    return tuple(name for name, held in views.items() if file_hash(folder / Path(name).name) != held)


def voided(issue: Issue) -> tuple[str, ...]:
    """The names of the views of a cleared draft that somebody has altered since; nobody has cleared those.

    Raises:
        InputError: the manifest is not as briefgen writes it.
    """
    views = held_hashes(issue)
    return altered(issue.folder, views | {issue.view("md").name: issue.status.cleared_sha256})


def held_hashes(issue: Issue) -> dict[str, str]:
    """The hashes of an issue's views as its manifest holds them, by name.

    Raises:
        InputError: the manifest is not as briefgen writes it.
    """
    held = read_manifest(issue).get("files")
    if not isinstance(held, dict):
        raise InputError(Problem("not as briefgen writes it: files", Location(str(issue.folder / MANIFEST))))
    return {str(name): str(one) for name, one in held.items()}
