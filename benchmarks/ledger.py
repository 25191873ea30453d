"""What the last run of ``evaluate.py`` got right, kept outside git: hashes, places and rules, no words of a text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scoring import Outcome, Place, Scored

FORM = 1
Measures = Mapping[str, Mapping[str, float]]  # by view, then by name


@dataclass(frozen=True)
class Change:
    """A quote that became right or wrong, or one that is found by mistake and was not, or the other way round."""

    text: str  # the name of the file
    place: Place
    learn: bool
    before: Outcome
    now: Outcome


@dataclass(frozen=True)
class Changes:
    """All changes of one set since the last run."""

    gained: tuple[Change, ...] = ()
    lost: tuple[Change, ...] = ()
    false_more: tuple[Change, ...] = ()
    false_fewer: tuple[Change, ...] = ()


class Ledger:
    """The last run, or an empty one where nothing was kept."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._sets: dict[str, Any] = {}
        if path.exists():
            kept = json.loads(path.read_text(encoding="utf-8"))
            self._sets = kept["sets"] if kept.get("form") == FORM else {}

    def figures(self, name: str) -> Measures:
        """The measures of a set."""
        found: Measures = self._sets.get(name, {}).get("figures", {})
        return found

    def before(self, name: str, text: Scored) -> tuple[dict[Place, Outcome], dict[Place, Outcome]] | None:
        """What became of a text's quotes, and its false ones; None where the text or its annotation is another."""
        kept = self._sets.get(name, {}).get("texts", {}).get(_key(text))
        return (_read(kept[0]), _read(kept[1])) if kept else None

    def changes(self, name: str, texts: Iterable[Scored]) -> Changes | None:
        """What the texts of a set have gained and lost; None where nothing can be compared."""
        pairs = [(text, before) for text in texts if (before := self.before(name, text))]
        if not pairs:
            return None
        gained: list[Change] = []
        lost: list[Change] = []
        more: list[Change] = []
        fewer: list[Change] = []
        for text, (quotes, false) in pairs:
            for place, now, then in _both(text.quotes, quotes):
                change = Change(text.name, place, text.learn, then, now)
                if now.right != then.right:
                    (gained if now.right else lost).append(change)
            for place, now, then in _both(text.false, false):
                change = Change(text.name, place, text.learn, then, now)
                if (place in text.false) != (place in false):
                    (more if place in text.false else fewer).append(change)
        return Changes(tuple(gained), tuple(lost), tuple(more), tuple(fewer))

    def keep(self, name: str, texts: Sequence[Scored], figures: Measures) -> None:
        """Puts a set of this run in place of the last one's."""
        self._sets[name] = {
            "figures": figures,
            "texts": {_key(text): [_written(text.quotes), _written(text.false)] for text in texts},
        }

    def write(self) -> None:
        """Writes the file."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.write_text(json.dumps({"form": FORM, "sets": self._sets}), encoding="utf-8")


def _key(text: Scored) -> str:
    """A text with its annotation, by hash: another annotation is another text."""
    return hashlib.sha256(f"{text.name}\0{text.data}".encode()).hexdigest()[:16]


def _both(now: Mapping[Place, Outcome], before: Mapping[Place, Outcome]) -> Iterable[tuple[Place, Outcome, Outcome]]:
    nothing = Outcome()
    return ((place, now.get(place, nothing), before.get(place, nothing)) for place in sorted({*now, *before}))


def _written(outcomes: Mapping[Place, Outcome]) -> list[list[Any]]:
    return [[*place, int(one.right), int(one.sure), one.rule] for place, one in outcomes.items()]


def _read(rows: Iterable[Sequence[Any]]) -> dict[Place, Outcome]:
    return {(row[0], row[1]): Outcome(right=bool(row[2]), sure=bool(row[3]), rule=row[4]) for row in rows}
