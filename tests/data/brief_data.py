"""The JSON of small briefs, made by hand for comparing two of them: what is not said is as plain as can be."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from briefgen.changes import Baseline, read_baseline

PROFILE, THEN, NOW = "varnia-ostheim", "2025-05-03", "2025-05-10"
SIDES = ("Norway", "Iceland")
MEETING = "m1"


def _line(text: str, source: int, **values: Any) -> dict[str, Any]:
    """An item whose id and place come of its words, so that the same words are the same line of the same article."""
    place = int(sha256(text.encode()).hexdigest()[:6], 16)
    return {
        "id": sha256(f"{values.get('section')}{source}{text}".encode()).hexdigest()[:9],
        "text": text,
        "evidence": [{"path": f"{source}.txt", "start": place, "end": place + len(text)}],
        "marks": [{"source": source, "paragraph": 1}],
        "sources": [source],
        **{key: value for key, value in values.items() if key != "section"},
    }


def agenda_item(text: str, source: int = 1, **values: Any) -> dict[str, Any]:
    """An item of the agenda."""
    plain = {"status": "to-discuss", "topic": "trade", "meeting": MEETING, "by": [], "note": ""}
    return _line(text, source, section="agenda", **{**plain, **values})


def position(text: str, source: int = 1, **values: Any) -> dict[str, Any]:
    """A position of the first side."""
    plain = {"side": SIDES[0], "topic": "trade", "speaker": "Ada Berg"}
    return _line(text, source, section="positions", **{**plain, **values})


def quote(text: str, source: int = 1, **values: Any) -> dict[str, Any]:
    """A quotation."""
    plain = {"speaker": "Ada Berg", "side": SIDES[0], "topic": "trade", "date": "2025-05-02"}
    return _line(text, source, section="quotes", **{**plain, **values})


def participant(name: str, office: str = "", source: int = 1, **values: Any) -> dict[str, Any]:
    """A person of the meeting."""
    plain = {"name": name, "office": office, "side": SIDES[0], "then": False, "now": ""}
    return _line(f"{office} {name}".strip(), source, section="participants", **{**plain, **values})


def meeting(text: str = "Ada Berg will meet Jon Lind in Oslo.", source: int = 1, **values: Any) -> dict[str, Any]:
    """A meeting that is to come."""
    plain = {
        "status": "upcoming", "kind": "visit", "who": ["Ada Berg", "Jon Lind"], "place": "Oslo",
        "start": "2025-05-12", "end": "2025-05-13", "note": "", "origin": "articles",
    }  # fmt: skip
    return {**_line(text, source, section="meetings", **{**plain, **values}), "id": values.get("id", MEETING)}


def figure(text: str, source: int = 1, **values: Any) -> dict[str, Any]:
    """A sentence with figures."""
    plain = {"amounts": [], "kind": "count", "topic": "trade", "speaker": "", "date": "2025-05-02"}
    return _line(text, source, section="figures", **{**plain, **values})


def dated(text: str, source: int = 1, **values: Any) -> dict[str, Any]:
    """A date ahead, or a dated fact of the background."""
    return _line(text, source, section="dated", **{"date": "2025-06-01", "end": None, "since": False, **values})


def source(n: int, **values: Any) -> dict[str, Any]:
    """A source."""
    plain = {
        "n": n, "title": f"Article {n}", "publisher": "", "date": "2025-05-02", "date_basis": "stated",
        "date_reason": "", "path": f"{n}.txt", "story": 1, "sha256": sha256(str(n).encode()).hexdigest(),
    }  # fmt: skip
    return {**plain, **values}


def brief_data(as_of: str = NOW, **lists: Any) -> dict[str, Any]:
    """The JSON of a brief with these lists; one meeting and nine sources where none are given."""
    meetings = lists.get("meetings", [meeting()])
    return {
        "schema": "briefgen/brief/1",
        "profile": PROFILE,
        "title": "Norway–Iceland",
        "as_of": as_of,
        "sides": list(SIDES),
        "meeting": meetings[0] if meetings else None,
        "participants": [],
        "agenda": [],
        "positions": [],
        "quotes": [],
        "figures": [],
        "dates_ahead": [],
        "background": [],
        "topics": [{"id": "trade", "title": "Trade"}],
        "sources": [source(n) for n in range(1, 10)],
        "not_used": [],
        **lists,
        "meetings": meetings,
    }


def baseline(**lists: Any) -> Baseline:
    """An earlier brief with these lists."""
    return read_baseline(brief_data(THEN, **lists), "earlier.json", PROFILE, NOW)
