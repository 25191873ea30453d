"""``extends``: a profile on top of its packs. Every value keeps the place where it was set."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from briefgen.errors import Location
from briefgen.profile import values
from briefgen.profile.document import Entry, Faults, Mapping, Node, Scalar, Sequence, load_document
from briefgen.resources import Workspace, is_there

DEFAULT_PACKS = ("packs/topics",)
# read for every profile, in another shape
NOT_EXTENDED = ("packs/countries", "packs/leaders", "packs/organisations", "packs/people")


class Extender:
    """Reads what a profile extends, and merges it underneath."""

    def __init__(self, workspace: Workspace, faults: Faults) -> None:
        self._workspace = workspace
        self._faults = faults
        self._open: dict[Path, str] = {}  # what is being read now, and how it is named
        self.files: list[Path] = []
        self.names: list[str] = []

    def whole(self, own: Mapping, path: Path) -> Mapping:
        """The profile with everything it extends underneath it; the default topics where it names nothing."""
        self.files.append(path)
        self._open[path.resolve()] = path.stem
        self._refuse_added(own)
        below = self._below(own) if "extends" in own.entries else self._default(own)
        return merge(below, own, self._faults)

    def _refuse_added(self, own: Mapping) -> None:
        if added := own.entries.get("+extends"):  # it would be read after that to which it adds, and change nothing
            self._faults.add(added.at, "'+extends' adds to nothing", "Write extends: [packs/topics, …]")

    def _default(self, own: Mapping) -> Mapping:
        return self._merged(tuple(Scalar(own.at, pack) for pack in DEFAULT_PACKS))

    def _below(self, own: Mapping) -> Mapping:
        node = own.get("extends")
        if isinstance(node, Scalar):
            return self._merged((node,))
        if isinstance(node, Sequence):
            return self._merged(tuple(item for item in node.items if isinstance(item, Scalar)))
        return Mapping(own.at, {})

    def _merged(self, names: tuple[Scalar, ...]) -> Mapping:
        whole = Mapping(names[0].at if names else Location(""), {})
        for name in names:
            whole = merge(whole, self._one(name), self._faults)
        return whole

    def _one(self, name: Scalar) -> Mapping:
        nothing = Mapping(name.at, {})
        if name.text in NOT_EXTENDED:
            self._faults.add(name.at, f"'{name.text}' is read for every profile", "Delete it here")
            return nothing
        found = self._find(name)
        # A profile may extend the shipped one of its own name: what is open already is passed over for the next folder.
        path = next((path for path in found if path.resolve() not in self._open), None)
        if path is None:
            if found:
                names = list(self._open.values())[list(self._open).index(found[0].resolve()) :]
                circle = " -> ".join([*names, names[0]])
                self._faults.add(name.at, f"'{name.text}' extends itself: {circle}", "Take one of them out")
            return nothing
        if (own := load_document(path, show(path), self._faults)) is None:
            return nothing
        self.names.append(name.text)
        self.files.append(path)
        self._open[path.resolve()] = name.text
        self._refuse_added(own)
        if "extends" in own.entries:
            whole = merge(self._below(own), own, self._faults)
        elif name.text.startswith("packs/"):
            whole = own
        else:  # a profile that names nothing stands on the default topics, here as well
            whole = merge(self._default(own), own, self._faults)
        del self._open[path.resolve()]
        return Mapping(whole.at, {key: entry for key, entry in whole.entries.items() if key != "extends"})

    def _find(self, name: Scalar) -> list[Path]:
        """The files of that name, the workspace's first; none, with the fault noted, where there is none."""
        pure = PurePosixPath(name.text)
        if pure.is_absolute() or ".." in pure.parts or "\\" in name.text or not pure.parts:
            self._faults.add(name.at, f"'{name.text}' is not the name of a pack", "Write packs/NAME")
            return []
        file = f"{name.text.removesuffix('.yaml')}.yaml"
        found = [folder / file for folder in self._workspace.folders("profiles") if is_there(folder / file)]
        if not found:
            known = [pack for pack in packs(self._workspace) if pack not in NOT_EXTENDED]
            self._faults.add(name.at, f"no pack '{name.text}'", values.suggest(name.text, known))
        return found


def packs(workspace: Workspace) -> list[str]:
    """The names of all packs, as ``extends`` writes them."""
    folders = workspace.folders("profiles")
    return sorted({f"packs/{path.stem}" for folder in folders for path in (folder / "packs").glob("*.yaml")})


def show(path: Path) -> str:
    """How a file is named in messages: from the current folder where it lies below it."""
    try:
        return path.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except (ValueError, OSError, RuntimeError):  # it lies elsewhere, or is a link to itself
        return str(path)


def merge(below: Mapping, above: Mapping, faults: Faults) -> Mapping:
    """``above`` on ``below``: maps merge, everything else replaces, and ``+key`` adds to the list below."""
    merged = dict(below.entries)
    for written, entry in above.entries.items():
        name = written.removeprefix("+")
        old = merged.get(name)
        value: Node = entry.value
        if written.startswith("+"):
            if name in above.entries:
                faults.add(entry.at, f"both '{name}' and '{written}' are given", "Keep one")
            value = _added(old.value if old else None, entry, written, faults)
        elif old and isinstance(value, Mapping) and isinstance(old.value, Mapping):
            value = merge(old.value, value, faults)
        elif isinstance(value, Mapping):
            value = merge(Mapping(value.at, {}), value, faults)
        merged[name] = Entry(entry.at, value)
    return Mapping(above.at, merged)


def _added(old: Node | None, entry: Entry, written: str, faults: Faults) -> Node:
    new = entry.value
    if isinstance(new, Mapping):
        faults.add(
            entry.at,
            f"'{written}' adds to a list, and this is a map",
            f"Maps merge by themselves: write '{written[1:]}'",
        )
        return new
    items = new.items if isinstance(new, Sequence) else (new,)
    if old is None:
        return Sequence(new.at, items)
    if isinstance(old, Mapping):
        faults.add(entry.at, f"'{written}' adds to a list, and what it adds to is a map")
        return old
    return Sequence(new.at, (*(old.items if isinstance(old, Sequence) else (old,)), *items))
