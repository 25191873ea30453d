"""The brief as data: its keys are a contract."""

from __future__ import annotations

import json
from dataclasses import replace

from data.brief_example import ARTICLES, empty, example

from briefgen.render.json import render_json

KEYS = [
    "schema", "profile", "title", "draft", "edition", "as_of", "cutoff", "window", "language", "handling", "sample",
    "sides", "our_side", "articles_read", "topics", "sections", "meeting", "meetings", "participants", "bottom_line",
    "since", "changes", "agenda", "positions", "quotes", "figures", "dates_ahead", "background", "watch_outs", "desk",
    "gaps", "sources", "not_used", "notices",
]  # fmt: skip


def test_keys_and_their_order():
    data = json.loads(render_json(example()))
    assert list(data) == KEYS
    assert data["schema"] == "briefgen/brief/1"
    assert data["window"] == {"from": "2024-11-11", "to": "2025-05-10", "basis": "as-of"}
    assert list(json.loads(render_json(empty()))) == KEYS


def test_every_item_has_an_id_and_its_place():
    data = json.loads(render_json(example()))
    for name in (
        "meetings",
        "participants",
        "bottom_line",
        "agenda",
        "positions",
        "quotes",
        "dates_ahead",
        "background",
    ):
        for item in data[name]:
            assert item["id"]
            found = [ARTICLES[at["path"]][at["start"] : at["end"]] for at in item["evidence"]]
            assert item["text"] == " […] ".join(" ".join(words.split()) for words in found)
            assert item["sources"]


def test_an_unknown_day_is_null():
    data = json.loads(render_json(example()))
    assert data["quotes"][2]["date"] is None
    assert data["sources"][2]["date"] is None
    assert data["bottom_line"][0]["text"]
    undated = replace(example(), meeting=replace(example().meeting, start="", end=""), cutoff="")
    data = json.loads(render_json(undated))
    assert data["meeting"]["start"] is None
    assert data["cutoff"] is None


def test_letters_stand_as_themselves_and_controls_as_escapes():
    text = render_json(replace(example(), title="Şule \x1b[31m\x9b\u202e\ud800\u2028 土"))
    assert "Şule" in text
    assert "土" in text
    assert "\\u001b[31m\\u009b\\u202e\\ud800\\u2028" in text
    text.encode()
    assert json.loads(text)["title"] == "Şule \x1b[31m\x9b\u202e\ud800\u2028 土"
    assert text.endswith("}\n")
