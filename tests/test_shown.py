"""Which quotes, positions and asks of a story a brief shows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from briefgen.match import Placed
from briefgen.model import Brief, Position
from briefgen.pipeline import Request, make_brief
from briefgen.profile import load_profile
from briefgen.resources import Workspace

HEAD = """Kenya and Peru hold talks on fish
NAIROBI, 2 March 2026

Kenyan President Daniel Otieno met Peruvian Foreign Minister Ana Quispe in Nairobi on Monday for talks on fish.

"""


def brief(folder: Path, text: str, more: str = "") -> Brief:
    """The brief of two sides on a story that ends so."""
    (folder / "story.txt").write_text(HEAD + text, encoding="utf-8")
    (folder / "pair.yaml").write_text(
        f"title: Pair\nsides:\n  - country: KE\n  - country: PE\n{more}", encoding="utf-8"
    )
    request = Request(articles=(folder / "story.txt",), as_of=date(2026, 3, 3))
    return make_brief(load_profile(folder / "pair.yaml", Workspace(folder)), request).brief


def held(folder: Path, text: str) -> dict[str, Placed]:
    """The positions that a story ends with, by their words, whether the agenda tells them already or not."""
    (folder / "story.txt").write_text(HEAD + text, encoding="utf-8")
    (folder / "pair.yaml").write_text("title: Pair\nsides:\n  - country: KE\n  - country: PE\n", encoding="utf-8")
    request = Request(articles=(folder / "story.txt",), as_of=date(2026, 3, 3))
    found = make_brief(load_profile(folder / "pair.yaml", Workspace(folder)), request).matched.placed
    told = (one for one in found if isinstance(one.find, Position) and not one.excluded)
    return {(HEAD + text)[one.sentence.start : one.sentence.end]: one for one in told}


@pytest.mark.parametrize(
    ("sentence", "ask"),
    [
        ("Quispe urged Kenya to release the two sailors.", True),
        ("Quispe urged the Kenyan navy to release the two sailors.", True),
        ("Quispe demanded the release of the two sailors.", True),
        ("Quispe said Peru wants the two sailors to be released.", True),
        ("Quispe urged Chad to release the two sailors.", False),
        ("Quispe called on the Chadian army to release the two sailors.", False),
        ("Quispe wants no quarrel with the fleet over the sailors.", False),
        ("Quispe does not want the two sailors to be moved.", False),
        ("Quispe said the two sailors were in good health.", False),
    ],
)
def test_what_is_asked_of_a_third_or_refused_is_no_ask(tmp_path: Path, sentence: str, ask: bool) -> None:
    found = {text: one.ask for text, one in held(tmp_path, sentence).items()}
    assert found.get(sentence) is ask, found


@pytest.mark.parametrize(
    ("sentence", "speakers"),
    [
        ('"We will open the ports to all boats," the two leaders said.', [("the two leaders", None)]),
        ('"We will open the ports to all boats," a joint statement said.', [("a joint statement", None)]),
        ('"We will open the ports to all boats," a statement said.', []),
        ('"We will open the ports to all boats," the statement said.', []),
        ('"We will open the ports to all boats," the official said.', []),
        ('"We will open the ports to all boats," a Kenyan official said.', [("a Kenyan official", "Kenya")]),
        (
            '"We will open the ports to all boats," a statement from the Kenyan Foreign Ministry said.',
            [("a statement from the Kenyan Foreign Ministry", "Kenya")],
        ),
        ('"We will open the ports to all boats," Otieno said.', [("Daniel Otieno", "Kenya")]),
        ('"We will open the ports to all boats," an analyst said.', []),
    ],
)
def test_a_quote_is_shown_with_whoever_can_be_told(tmp_path: Path, sentence: str, speakers: list[object]) -> None:
    assert [(one.speaker, one.side) for one in brief(tmp_path, sentence).quotes] == speakers


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ('Otieno said Kenya would send boats to "safeguard" the coast.', []),
        (
            'Otieno said it would "keep law and order" and "meet the needs of all the people".',
            ["meet the needs"],
        ),
        ('Otieno said the boats would "keep law and order" there.', ["keep law and order"]),
        ('Otieno said the boats would be "a new day".', ["a new day"]),
    ],
)
def test_a_fragment_of_a_few_words_is_shown_where_it_says_something(
    tmp_path: Path, sentence: str, printed: list[str]
) -> None:
    found = [quote.text for quote in brief(tmp_path, sentence).quotes]
    assert len(found) == len(printed)
    assert all(text.startswith(start) for text, start in zip(found, printed, strict=True))


def test_quotes_that_fit_no_topic_are_only_counted_in_all(tmp_path: Path) -> None:
    said = "\n\n".join(f'"The {n} birds of the island sang all night," Otieno said.' for n in range(30))
    assert len(brief(tmp_path, said, "limits: {quotes: 12, quotes_per_topic: 2}\n").quotes) == 12
    assert len(brief(tmp_path, said).quotes) == 20


def test_quotes_of_one_topic_are_limited(tmp_path: Path) -> None:
    said = "\n\n".join(f'"The {n} tariffs on trade are too high for us," Otieno said.' for n in range(30))
    found = brief(tmp_path, said, "extends: [packs/topics]\nlimits: {quotes_per_topic: 2}\n").quotes
    assert 0 < len(found) <= 4, [one.topic for one in found]


# --- nothing twice ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "held"),
    [
        ("Quispe reiterated the commitment of Peru to the joint fish quota.", False),  # its verb is the item's own
        ("Quispe said Kenya and Peru would share the joint fish quota in May.", False),  # all that is said is an item
        ("Quispe said she had raised the joint fish quota with Otieno.", True),  # of which the quota is the subject
        ("Quispe wants the joint fish quota of both countries to be raised in May.", True),  # an ask has its own list
    ],
)
def test_what_the_agenda_tells_is_no_position_again(tmp_path: Path, sentence: str, held: bool) -> None:
    made = brief(tmp_path, sentence)
    assert [one.text for one in made.agenda if one.text in sentence], made.agenda
    assert (sentence in [one.text for one in made.positions]) is held


@pytest.mark.parametrize(
    ("sentence", "side"),
    [
        ("The two ministers insisted that ferries were safe.", "Kenya, Peru"),
        ("Kenya and Peru insisted that ferries were safe.", "Kenya, Peru"),
        ("Both Kenyan and Chadian officials insisted that ferries were safe.", None),
    ],
)
def test_what_both_hold_is_theirs(tmp_path: Path, sentence: str, side: str | None) -> None:
    found = {text: ", ".join(one.sides) for text, one in held(tmp_path, sentence).items()}
    assert found.get(sentence) == side, found


@pytest.mark.parametrize(
    ("sentence", "ask"),
    [
        ("Quispe sought the release of the two sailors.", True),
        ("Quispe sought to reassure the two sailors on the pier.", False),
        ("Quispe expects Kenya to release the two sailors.", True),
        ("Quispe expects a letter like the one sent to the sailors in May.", None),
    ],
)
def test_what_one_means_to_do_is_no_ask(tmp_path: Path, sentence: str, ask: bool | None) -> None:
    found = {text: one.ask for text, one in held(tmp_path, sentence).items()}
    assert found.get(sentence) is ask, found


@pytest.mark.parametrize(
    ("sentence", "ask"),
    [
        ("Quispe urged Kenya to open the north harbour by June.", True),
        ("Quispe urged the Kenyan side to open the north harbour by June.", True),
        ("Quispe urged the administration to open the north harbour by June.", True),
        ("Quispe urged them to open the north harbour by June.", True),
        ("Quispe called for a new lighthouse in the north harbour.", True),
        ("Quispe asked in return for more lamps on the quay of the harbour.", True),
        ("Quispe wants the lamps of the lighthouse to be lit by June.", True),
        ("Quispe wants to rejoin the harbour fund by June.", True),
        ("Quispe wants to keep the harbour links with Kenya in the coming years.", True),
        ("Quispe wants to open the north harbour by June.", False),
        ("Quispe urged Chile to open the north harbour by June.", False),
        ("Quispe urged Chile and Kenya to open the north harbour by June.", False),
        ("Quispe urged the islanders to open the north harbour by June.", False),
        ("Quispe urged all parties to keep the north harbour open till June.", False),
        ("Quispe urged the two countries to build a lighthouse in the north harbour.", False),
        ("Quispe called on Kenya and Peru to build a lighthouse in the north harbour.", False),
        ("Quispe called for a global response to the flood of the north harbour.", False),
        ("Quispe called for a truce in Chile before the spring.", False),
        ("Quispe asked how the lighthouse of the north harbour was lit.", False),
        ("Quispe had asked for a lighthouse in the north harbour.", None),
        ("Quispe demanded that Kenya open the north harbour by June.", True),
        ("Quispe demanded that Peruvian ships be let into the harbour of Kenya.", True),
        ("Quispe demanded that her own police open the Kenyan boat by June.", False),
        ("Peruvian Senator Juan Rojas demanded that President Quispe hit Kenya harder.", False),
        ("Peruvian Senator Juan Rojas demanded that John Marsh of the harbour hit Kenya harder.", False),
        ("Quispe demanded that Kenyan Minister Lena Borg open the harbour to Minister Juan Rojas.", True),
    ],
)
def test_an_ask_is_put_to_the_other_side(tmp_path: Path, sentence: str, ask: bool | None) -> None:
    found = {text: one.ask for text, one in held(tmp_path, sentence).items()}
    assert found.get(sentence) is ask, found


@pytest.mark.parametrize(
    ("sentence", "ask"),
    [
        ("Quispe said Kenya must pay for the old lighthouse in the north harbour.", True),
        ("Quispe said Kenya had paid for the old lighthouse in the north harbour.", False),
        ("Quispe said Peru must pay for the old lighthouse in the north harbour.", False),
        ("Quispe said she did not know what Kenya should pay for the lighthouse.", False),
        ("Quispe threatened to leave the fund unless Kenya paid for the lighthouse.", True),
        ("Quispe threatened to leave the fund unless boats were paid for, as Kenya had said.", False),
        ("Quispe threatened to leave the fund because of the old lighthouse.", False),
    ],
)
def test_what_the_other_must_do_is_asked_of_them(tmp_path: Path, sentence: str, ask: bool) -> None:
    assert [one.ask for one in held(tmp_path, sentence).values()] == [ask]


def test_the_bottom_line_has_no_sentence_of_analysts(tmp_path: Path) -> None:
    theirs = "Kenya and Peru will sign the joint fish treaty in May, analysts said on Monday."
    assert theirs not in [line.text for line in brief(tmp_path, theirs).bottom_line]


@pytest.mark.parametrize(
    ("before", "sentence", "shown"),
    [
        ("Kenya was put out of the fish fund in May. ", "Nairobi says its removal is unjust and illegal.", True),
        ("Kenya was put out of the fund. ", "Nairobi says its removal is unjust, and has demanded to rejoin.", True),
        ("Peru says that Kenya was late. ", "Nairobi says its removal is unjust and illegal.", False),  # another's word
        ("Two boats are charged with theft.\n\n", "Nairobi denies the charges.", False),  # another paragraph
        ("Two boats are charged with theft. ", "Nairobi denies the charges.", True),
        ("The boats fish at the reef. ", "Otieno said Kenya would regard this as theft.", True),
        ("There is a plan for the reef. ", "Otieno says it is designed to bring back the fish.", True),
    ],
)
def test_a_position_that_leans_on_the_sentence_before_is_shown_with_it_or_not_at_all(
    tmp_path: Path, before: str, sentence: str, shown: bool
) -> None:
    found = [one for one in held(tmp_path, before + sentence).items() if one[0] == sentence]
    text = HEAD + before + sentence
    printed = [text[one.find.span.start : one.find.span.end] for _, one in found]
    assert printed == ([before + sentence] if shown else [])


@pytest.mark.parametrize(
    "sentence",
    [
        "Nairobi says its position on the reef is clear to all.",
        "Nairobi denies the theft of two boats in May.",
        "Otieno says Kenya is designed for fish.",
        "Nairobi rejects the quota for fish this year.",
    ],
)
def test_a_position_that_stands_alone_is_shown_alone(tmp_path: Path, sentence: str) -> None:
    before = "Two boats were lost on the reef. "
    assert [
        one.find.span == one.sentence for text, one in held(tmp_path, before + sentence).items() if text == sentence
    ] == [True]


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("The Kenyan army said it shot down two drones over the reef.", False),
        ("Kenya claims it has recaptured territory near the lake.", False),
        ("Kenya said the shelling must stop and the troops go home.", True),
        ("Kenya said the fish of the reef were safe.", True),
    ],
)
def test_what_forces_did_is_no_position(tmp_path: Path, sentence: str, kept: bool) -> None:
    assert list(held(tmp_path, sentence)) == [sentence] * kept


@pytest.mark.parametrize(
    ("before", "shown"),
    [
        ("That theft also led to Kenya's removal from the fund. ", None),
        ("That theft did not lead to Kenya's removal from the fund. ", None),
        ("That theft may have led to Kenya's removal from the fund. ", None),
        (
            "The theft also led to Kenya's removal from the fund. ",
            "The theft also led to Kenya's removal from the fund. ",
        ),
    ],
)
def test_what_stands_before_a_position_does_not_lean_itself(tmp_path: Path, before: str, shown: str | None) -> None:
    sentence = "Nairobi says its removal is unjust and illegal."
    found = [one for one in held(tmp_path, before + sentence).items() if one[0] == sentence]
    text = HEAD + before + sentence
    printed = [text[one.find.span.start : one.find.span.end] for _, one in found]
    assert printed == ([] if shown is None else [shown + sentence])


def test_behind_a_sentence_that_leans_a_position_that_tells_enough_stands_alone(tmp_path: Path) -> None:
    before = "That theft also led to Kenya's removal from the fund. "
    sentence = "Nairobi says its removal is unjust and illegal, and has demanded to be paid for its share of the fund."
    found = [one for text, one in held(tmp_path, before + sentence).items() if text == sentence]
    assert [one.find.span == one.sentence for one in found] == [True]


@pytest.mark.parametrize(
    ("told", "left"),
    [
        ("Kenya hopes that Peru will lift the trade ban on tuna.", "hopes that Peru will lift the trade ban on tuna"),
        ("At the time, the two countries vowed to share the tuna of the reef.", ""),
        ("The talks underline the growing role that Kenya plays in the ports of Peru.", ""),
        ("Alongside Chile, Kenya and Peru have also signed fishing agreements.", ""),
        ("Kenya and Peru signed fishing agreements.", "fishing agreements"),
        ("Kenya decided to close the ports, a move that has angered Peru.", ""),
    ],
)
def test_what_is_printed_of_hopes_old_words_and_the_writer(tmp_path: Path, told: str, left: str) -> None:
    items = [item.text for item in brief(tmp_path, told).agenda]
    assert [item for item in items if item in told] == [left] * bool(left)


def test_how_the_two_came_to_stand_is_no_item(tmp_path: Path) -> None:
    told = "Ties between Peru and Kenya have drifted apart in recent years over the fish fund."
    assert told.rstrip(".") not in [item.text.rstrip(".") for item in brief(tmp_path, told).agenda]
