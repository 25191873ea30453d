"""The word lists: each has examples that say what it is good for, and each word does its work in a plain sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import facts
import pytest
import yaml
from conftest import ROOT

from briefgen.errors import ProfileError
from briefgen.extract.verbs import forms
from briefgen.lexicon import Lexicon, load_lexicon

FOLDER = ROOT / "profiles" / "lexicon"
EXAMPLES: dict[str, dict[str, list[str]]] = yaml.safe_load((FOLDER / "en.examples.yaml").read_text(encoding="utf-8"))


def lists(node: Any, path: str = "") -> Iterator[str]:
    """The place of every list: ``quotes.cues.say.tell``."""
    if isinstance(node, Mapping):
        for key, child in node.items():
            yield from lists(child, f"{path}.{key}" if path else key)
    else:
        yield path


LISTS = tuple(lists(load_lexicon().lists))


HEDGING = (
    "lines.plain",
    "lines.hearsay.",
    "lines.hedges",
    "lines.undone",
    "lines.shows",
    "lines.topical",
    "lines.untopical",
    "lines.tidings.",
    "lines.scenes.",
)
DISTANCES = ("figures.distances", "figures.laid")
LEANING = ("positions.losses", "positions.at_hand", "positions.battle")


def stage(path: str) -> facts.Facts:
    """What reads the examples of a list."""
    readers: tuple[tuple[tuple[str, ...], facts.Facts], ...] = (
        (
            ("page.matters.", "page.troubles.", "page.dealings.", "page.aside", "page.received", "page.comment."),
            facts.of_relevance,
        ),
        (
            (
                "meetings.ties",
                "meetings.done_together",
                "meetings.giving",
                "meetings.settings",
                "meetings.leaving",
                "meetings.scenes_of_others",
                "meetings.ordinals",
                "meetings.rounds",
                "meetings.teams",
                "meetings.several",
                "meetings.acts_of_two",
            ),
            facts.of_relevance,
        ),
        (("people.origins.agencies", "people.origins.issuers"), facts.of_stories),
        (
            ("page.", "sameness.", "people.attendance", "positions.asked.", *HEDGING, *LEANING, *DISTANCES),
            facts.of_brief,
        ),
        (("language.",), facts.of_language),
        (("changes.",), facts.of_changes),
        (("lines.",), facts.of_line),
        (("articles.",), facts.of_page),
        (("quotes.abbreviations", "quotes.sentence_starters", "quotes.before_a_title"), facts.of_sentences),
        (("quotes.", "people."), facts.of_quotes),
    )
    return next((reader for places, reader in readers if path.startswith(places)), facts.of_article)


def holds(answer: str, found: tuple[str, ...]) -> bool:
    """Whether an answer is the beginning of something found; with "no", of nothing."""
    if answer.startswith("no "):
        return not any(one.startswith(answer[3:]) for one in found)
    return any(one.startswith(answer) for one in found)


def split(example: str) -> tuple[str, str]:
    """The text of an example and its answer."""
    text, arrow, answer = example.rstrip("\n").rpartition("\n=> ")
    assert arrow, f"no arrow in {example!r}"
    return text, answer


@cache
def found(path: str, text: str) -> tuple[str, ...]:
    """What is found in a text."""
    return tuple(stage(path)(text, load_lexicon()))


# --- examples ---------------------------------------------------------------------------------------------------------


def test_every_list_has_an_example_and_every_example_a_list() -> None:
    assert [path for path in LISTS if not EXAMPLES.get(path, {}).get("match")] == []
    assert [path for path in EXAMPLES if path not in LISTS] == []
    assert {key for kinds in EXAMPLES.values() for key in kinds} <= {"match", "skip"}


def test_examples_stand_in_the_order_of_the_lists() -> None:
    assert list(EXAMPLES) == [path for path in LISTS if path in EXAMPLES]


@pytest.mark.parametrize("path", EXAMPLES)
def test_an_example_says_what_is_found(path: str) -> None:
    for text, answer in map(split, (*EXAMPLES[path].get("match", ()), *EXAMPLES[path].get("skip", ()))):
        assert holds(answer, found(path, text)), (text, answer, found(path, text))


@pytest.mark.parametrize("path", EXAMPLES)
def test_without_its_list_an_example_fails(path: str) -> None:
    """What the list is good for is what goes when it goes: a list that decides nothing is dead."""
    poorer = facts.without(load_lexicon(), path)
    for text, answer in map(split, EXAMPLES[path].get("match", ())):
        assert not holds(answer, tuple(stage(path)(text, poorer))), (text, answer)


def test_the_examples_cost_a_run_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    read = []
    text = type(FOLDER).read_text
    monkeypatch.setattr(type(FOLDER), "read_text", lambda path, **how: (read.append(path.name), text(path, **how))[1])
    load_lexicon.__wrapped__()
    assert read == ["en.yaml"]


def test_there_are_no_word_lists_of_another_language() -> None:
    with pytest.raises(ProfileError, match="no lexicon for language 'tr'"):
        load_lexicon("tr")


# --- words ------------------------------------------------------------------------------------------------------------


def check(
    words: tuple[str, ...],
    text: str,
    answer: str,
    read: facts.Facts = facts.of_article,
    shown: Callable[[str], str] = str,
) -> None:
    """In a plain sentence every word of a list does its work; WORD and Word stand for it."""

    def failing(word: str, lexicon: Lexicon) -> bool:
        here = text.replace("Word", word[:1].upper() + word[1:]).replace("WORD", word)
        return not holds(answer.replace("WORD", shown(word)), tuple(read(here, lexicon)))

    assert [word for word in words if failing(word, load_lexicon())] == []


def words(path: str, *but: str) -> tuple[str, ...]:
    return tuple(word for word in load_lexicon().words(path) if word not in but)


def inflected(path: str, *wanted: str) -> tuple[str, ...]:
    """Some forms of each verb; where a form is written like another, the verb has no form of its own for it."""
    return tuple(form.text for entry in load_lexicon().words(path) for form in forms(entry) if form.form in wanted)


def verb(phrase: str) -> str:
    return phrase.partition(" ")[0]


@pytest.mark.parametrize("group", load_lexicon().groups("quotes.cues.say"))
def test_a_verb_of_saying_names_the_speaker(group: str) -> None:
    cues = inflected(f"quotes.cues.say.{group}", "past", "third")
    check(cues, "“We agreed,” Marta Kolas WORD.", "statement of Marta Kolas, cue WORD", facts.of_quotes, verb)


@pytest.mark.parametrize("group", ["judge", "hold"])
def test_a_verb_of_naming_or_thinking_names_whose_words_a_fragment_is(group: str) -> None:
    cues = inflected(f"quotes.cues.{group}", "past")
    check(cues, "Marta Kolas WORD the plan “a late start.”", "fragment of Marta Kolas, cue WORD", facts.of_quotes, verb)


def test_a_noun_of_saying_names_the_speaker() -> None:
    text = "Pavel Drenov left. His WORD that the plan was “late” is wrong."
    check(words("quotes.nouns"), text, "fragment of Pavel Drenov, cue WORD", facts.of_quotes)


@pytest.mark.parametrize(("path", "kind"), [("documents", "document"), ("people", "unnamed"), ("bodies", "named")])
def test_documents_people_without_a_name_and_bodies_speak(path: str, kind: str) -> None:
    doubled = set(words("quotes.documents")) if path == "bodies" else set()
    speakers = words(f"quotes.{path}", *doubled)
    check(speakers, "“We agreed,” the WORD said.", f"statement of the WORD, cue said, kind {kind}", facts.of_quotes)


@pytest.mark.parametrize(
    ("pronoun", "before"),
    [
        ("she", "Marta Kolas landed."),
        ("he", "Prime Minister Pavel Drenov landed."),
        ("they", "Officials landed."),
        ("it", "The ministry was pleased."),
        ("i", "It rained."),
        ("we", "It rained."),
        ("you", "It rained."),
    ],
)
def test_a_pronoun_speaks_for_whom_it_stands(pronoun: str, before: str) -> None:
    known = {"she": "Marta Kolas", "he": "Pavel Drenov", "they": "Officials", "it": "The ministry"}
    named = known.get(pronoun, pronoun if pronoun != "i" else "I")
    text = f"{before} “It is late,” {'I' if pronoun == 'i' else pronoun} said."
    assert set(words("quotes.pronouns")) == {"he", "she", "they", "i", "we", "it", "you"}
    assert any(named in one for one in facts.of_quotes(text, load_lexicon()) if one.startswith("statement"))


def test_an_abbreviation_ends_no_sentence() -> None:
    path = "quotes.abbreviations"
    check(words(f"{path}.never_final"), "We saw WORD. Stone there.", "sentence: We saw WORD. Stone", facts.of_sentences)
    check(words(f"{path}.may_be_final"), "We saw WORD. Kolan go.", "sentence: We saw WORD. Kolan", facts.of_sentences)
    check(words(f"{path}.may_be_final"), "We saw WORD. The rain fell.", "sentence: The rain", facts.of_sentences)
    check(words(f"{path}.before_number"), "We saw WORD. 5 of ten.", "sentence: We saw WORD. 5", facts.of_sentences)
    check(words(f"{path}.before_number"), "We saw WORD. The rain fell.", "sentence: The rain", facts.of_sentences)


def test_a_title_is_read_with_its_name() -> None:
    heads = words("people.titles.heads", *words("people.titles.heads.kin"))
    check(heads, "Marta Kolas, the WORD, left.", "person Marta Kolas, office WORD", facts.of_quotes)
    check(words("people.titles.heads"), "Word Marta Kolas left.", "person Marta Kolas", facts.of_quotes)
    check(words("people.titles.plural"), "Word Alva Kolas and Odo Drenov left.", "person Odo Drenov", facts.of_quotes)
    text, answer = "Marta Kolas, minister for WORD and rain, left.", "person Marta Kolas, office minister for WORD"
    check(words("people.titles.tails"), text, answer, facts.of_quotes)


@pytest.mark.parametrize(("group", "sex"), [("m", "a man"), ("f", "a woman")])
def test_a_form_of_address_and_some_offices_tell_the_sex(group: str, sex: str) -> None:
    for address in words(f"people.honorifics.{group}"):
        told = tuple(
            facts.of_quotes(f"{address.title()} Kolas left. They met {address.title()} Kolas.", load_lexicon())
        )
        assert any(one.startswith("person Kolas") and one.endswith(sex) for one in told), address
    for office in words(f"people.gendered.{group}"):
        first = "first " if office in ("lady", "gentleman") else ""
        told = tuple(facts.of_quotes(f"Marin Kolas, the {first}{office}, left.", load_lexicon()))
        assert any(one.startswith("person Marin Kolas") and one.endswith(sex) for one in told), office


@pytest.mark.parametrize("group", load_lexicon().groups("agenda.verbs"))
def test_an_agenda_verb_makes_an_item_of_its_object(group: str) -> None:
    for cue in inflected(f"agenda.verbs.{group}", "base"):
        whose = "Norway would cut " if cue in ("hope", "expect") else ""
        if group == "contact" or cue in words("agenda.receivers"):
            whose = f"Boris Vant {'for' if cue in ('thank', 'praise', 'commend') else 'about'} "
        elif group == "intend":
            whose = "cut "
        elif cue in words("agenda.clausal"):
            whose = "that rain has hit "
        who = "The talks of Marta Kolas" if group == "programme" else "Marta Kolas and Pavel Drenov"
        text = f"{who} will {cue} {whose}the fish tariffs."
        told = tuple(facts.of_article(text, load_lexicon()))
        assert any("the fish tariffs, by" in one and not one.startswith("position") for one in told), cue


@pytest.mark.parametrize("group", load_lexicon().groups("positions.verbs"))
def test_a_verb_of_position_names_its_holder(group: str) -> None:
    cues = inflected(f"positions.verbs.{group}", "past")
    of_whom = {
        "stance": "the toll as a threat to all.",
        "stands": "the new toll.",
        "ask": "Pavel Drenov to mend the bridge.",
    }
    told = f"Marta Kolas WORD {of_whom.get(group, 'that the bridge is late.')}"
    check(cues, told, f"position of Marta Kolas, {'stance' if group == 'stands' else group}: ")


@pytest.mark.parametrize("group", load_lexicon().groups("meetings.nouns"))
def test_a_noun_of_meeting_with_a_light_verb_is_a_meeting(group: str) -> None:
    check(words(f"meetings.nouns.{group}"), "Marta Kolas held a WORD with Pavel Drenov in Varna.", f"{group} of Marta")


def test_words_of_meetings_do_their_work() -> None:
    check(words("meetings.by_phone"), "Marta Kolas spoke with Pavel Drenov WORD on Monday.", "call of")
    check(words("meetings.sidelines"), "Marta Kolas met Pavel Drenov WORD the forum in Varna.", "sidelines of")
    check(words("meetings.met_people"), "Marta Kolas met WORD in Iceland on Monday.", "meeting of Marta Kolas and")
    check(words("agenda.passive"), "The fish tariffs will be WORD at the meeting.", "to-discuss: The fish tariffs")
    check(words("agenda.topics"), "The fish tariffs were another WORD of the talks.", "discussed: The fish tariffs")
    check(words("actors.unnamed"), "The WORD said that the bridge would stay open.", "position of")
    check(words("actors.bodies"), "The Norwegian WORD said that the bridge would stay open.", "position of Norwegian")
    check(
        words("actors.pairs"), "The visiting WORD discussed the fish tariffs.", "discussed: the fish tariffs, by both"
    )
