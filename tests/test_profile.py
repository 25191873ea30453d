"""Profiles: what a sound one gives, and the exact words for every broken one (``data/profiles/broken``)."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.errors import ProfileError
from briefgen.model import Desk
from briefgen.profile import SECTIONS, Deliver, Profile, Schedule, find_profile, load_profile
from briefgen.resources import COMMANDS, SHIPPED, Workspace, list_profiles
from briefgen.rules import Rule
from briefgen.wording import say

DATA = ROOT / "tests" / "data"
BROKEN = DATA / "profiles" / "broken"
SIDES = "sides:\n  - {country: TR}\n  - {country: MY}\n"


@pytest.fixture
def desk(tmp_path: Path) -> Workspace:
    (tmp_path / "profiles" / "packs").mkdir(parents=True)
    return Workspace(tmp_path)


def write(desk: Workspace, name: str, text: str) -> Path:
    path = desk.root / "profiles" / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def load(desk: Workspace, text: str) -> Profile:
    return load_profile(write(desk, "talks", text), desk)


def faults(desk: Workspace, text: str) -> list[str]:
    with pytest.raises(ProfileError) as raised:
        load(desk, text)
    return [problem.message for problem in raised.value.problems]


# --- broken ones: every fault at once, in these words --------------------------------------------------------------


@pytest.mark.parametrize("path", sorted(BROKEN.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_broken_profile_is_told_so_in_these_words(path, monkeypatch):
    monkeypatch.chdir(BROKEN)
    with pytest.raises(ProfileError) as raised:
        load_profile(Path(path.name), Workspace(DATA))
    told = str(raised.value).replace(f"{DATA / 'profiles'}/", "…/")
    assert told == path.with_suffix(".txt").read_text(encoding="utf-8").rstrip("\n")


def test_there_are_many_broken_profiles_and_none_without_its_words():
    broken = {path.stem for path in BROKEN.glob("*.yaml")}
    assert len(broken) >= 40
    assert broken == {path.stem for path in BROKEN.glob("*.txt")}


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "the file is empty"),
        (b"# nothing but a remark\n", "the file is empty"),
        (b"title: T\xfcrkiye\nsides: []\n", "this is not UTF-8"),
        (b"title: a\x00b\n", "a character YAML does not allow: U+0000"),
        (b"title: \x1b[31mred\n", "a character YAML does not allow: U+001B"),
        (b"x: 1\n" * 300_000, "larger than 1000 kB"),
        (b"[" * 500_000, "nested more than 12 deep"),
    ],
    ids=["empty", "only a comment", "cp1254", "nul", "terminal escape", "large", "brackets"],
)
def test_bytes_that_are_no_profile(tmp_path, raw, message):
    path = tmp_path / "talks.yaml"
    path.write_bytes(raw)
    with pytest.raises(ProfileError) as raised:
        load_profile(path, Workspace(tmp_path))
    assert [problem.message for problem in raised.value.problems] == [message]


def test_a_folder_is_no_profile(tmp_path):
    path = tmp_path / "talks.yaml"
    path.mkdir()
    with pytest.raises(ProfileError, match="this is a folder, not a file"):
        load_profile(path, Workspace(tmp_path))


def test_an_excerpt_of_an_endless_line_stays_short_and_its_caret_in_place(desk):
    with pytest.raises(ProfileError) as raised:
        load(
            desk,
            "sides: [{country: TR}, {country: MY}]\ntopics: {energy: {any: [" + "gas, " * 2000 + "], wieght: 1}}\n",
        )
    _, line, caret = str(raised.value).splitlines()
    assert len(line) < 140
    assert line[caret.index("^") :].startswith("wieght")


def test_a_caret_counts_letters_not_bytes(desk):
    with pytest.raises(ProfileError) as raised:
        load(desk, "title: Türkiye’nin görüşmeleri\nsides: [{name: Şırnak, alais: [x]}, {country: MY}]\n")
    _, line, caret = str(raised.value).splitlines()
    assert line[caret.index("^") :].startswith("alais")


@cache
def teaching() -> str:
    """The teaching profile with its commented examples put to use."""
    keys = ("our_side:", "people:", "exclude:", "meeting:", "desk:", "sections:", "handling:")
    lines = (SHIPPED / "profiles" / "us-turkiye.yaml").read_text(encoding="utf-8").splitlines()
    opens = ("#   ", *(f"# {key}" for key in keys))
    return "\n".join(line.removeprefix("# ") if line.startswith(opens) else line for line in lines)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.floats(0, 1), cut=st.integers(0, 30), put=st.text("[]{}:-#&*!|>'\"%@` \n\tab0", max_size=6))
def test_a_torn_profile_is_refused_or_read_and_nothing_else(tmp_path, start, cut, put):
    path = tmp_path / "torn.yaml"
    at = int(start * len(teaching()))
    path.write_text(teaching()[:at] + put + teaching()[at + cut :], encoding="utf-8")
    with suppress(ProfileError):
        assert len(load_profile(path, Workspace(tmp_path)).sides) >= 2


# --- names and files -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["../evil", "..", "/etc/passwd", "a/b", "a\nb", "-x", "", ".hidden", "a\\b"])
def test_a_name_is_no_path(desk, name):
    with pytest.raises(ProfileError, match="cannot be the name of a profile"):
        find_profile(name, desk)


def test_an_unknown_profile_is_told_its_neighbour(desk):
    with pytest.raises(ProfileError, match=r"Did you mean us-turkiye\?"):
        find_profile("us-turkey", desk)


def test_the_profile_of_the_workspace_wins(desk):
    path = write(desk, "pakistan", "title: Ours\nour_side: TR\ncounterpart: PK\n")
    assert find_profile("pakistan", desk) == path
    assert list_profiles(desk)["pakistan"] == "Ours"


def test_profiles_are_listed_by_their_first_lines_even_where_they_do_not_load(desk):
    write(desk, "quoted", "# remark\ntitle: 'Talks: part two'  # said so\n")
    write(desk, "broken", "title: Broken\nsides: [\n")
    write(desk, "untitled", SIDES)
    write(desk, "check", "title: The name of a command\n")
    found = list_profiles(desk)
    assert found["quoted"] == "Talks: part two"
    assert found["broken"] == "Broken"
    assert found["untitled"] == "untitled"
    assert not COMMANDS & set(found)
    assert {"us-turkiye", "pakistan", "turkiye-israel", "uganda-south-sudan", "hungary-israel"} <= set(found)


@pytest.mark.parametrize("name", sorted(list_profiles(Workspace(SHIPPED))))
def test_a_shipped_profile_loads_and_holds_no_desk_text(name):
    profile = load_profile(name, Workspace(SHIPPED))
    assert len(profile.sides) == 2
    assert profile.desk == Desk()


def test_the_starter_profile_loads():
    profile = load_profile(SHIPPED / "templates" / "workspace" / "profiles" / "first-brief.yaml", Workspace(SHIPPED))
    assert [side.name for side in profile.sides] == ["Türkiye", "Malaysia"]


def test_the_commented_examples_of_the_teaching_profile_load(desk):
    profile = load(desk, teaching())
    assert profile.our_side == "Türkiye"
    assert profile.meeting
    assert profile.meeting.zone == "America/New_York"
    assert profile.desk.points[0].topic == "syria"
    assert profile.people[0].side == "US"
    assert profile.handling == "OFFICIAL"
    assert "not-used" not in profile.sections


# --- sides ---------------------------------------------------------------------------------------------------------


def test_the_smallest_profile_works(desk):
    profile = load(
        desk,
        "title: North Korea–China\nsides:\n"
        "  - {name: North Korea, aliases: [DPRK, North Korean, Pyongyang]}\n  - {country: CN}\n",
    )
    north, china = profile.sides
    assert (north.name, north.country) == ("North Korea", "KP")
    assert (china.name, china.country) == ("China", "CN")
    assert "Pyongyang" in north.aliases
    assert {"Chinese", "Beijing"} <= set(china.aliases)
    assert profile.our_side is None
    assert profile.extends == ("packs/topics",)
    assert [topic.id for topic in profile.topics][:2] == ["bilateral-relations", "defence-industry-and-sanctions"]
    assert profile.sections == SECTIONS


def test_a_country_brings_name_spellings_demonyms_and_capital(desk):
    side = load(desk, SIDES).sides[0]
    assert side.name == "Türkiye"
    assert {"Turkey", "Turkish", "Turks", "Ankara"} <= set(side.aliases)
    assert side.capitals == ("Ankara",)


def test_a_side_adds_to_what_its_country_brings(desk):
    side = load(
        desk, "sides:\n  - {country: TR, name: Turkey, aliases: [the Porte], capital: [Beştepe]}\n  - {country: MY}\n"
    ).sides[0]
    assert side.name == "Turkey"
    assert {"Türkiye", "the Porte", "Turkish"} <= set(side.aliases)
    assert side.capitals == ("Ankara", "Beştepe")


def test_a_side_may_be_a_bare_code(desk):
    plain = load(desk, "sides: [TR, {country: MY}, EU]\n")
    assert [side.country for side in plain.sides] == ["TR", "MY", "EU"]
    assert plain.sides[0].names == load(desk, SIDES).sides[0].names


def test_sentences_in_brackets_are_sound_where_none_is_split(desk):
    texts = '[Rice was short., "A date, in May, for the council.", eBay sold it!, No end here]'
    profile = load(desk, f"{SIDES}desk: {{author: A. Vale, date: 2026-03-20, objectives: {texts}, press_line: Yes}}\n")
    assert len(profile.desk.objectives) == 4
    words = load(desk, f'{SIDES}topics: {{oil: {{any: [Crude, gas, U.S.], regex: "a{{1,2}}b"}}}}\n').topics[-1]
    assert (words.rule.any, words.rule.regex) == (("Crude", "gas", "U.S."), ("a{1,2}b",))


def test_the_shorthand_puts_our_side_first(desk):
    profile = load(desk, "our_side: TR\ncounterpart: PK\n")
    assert [side.name for side in profile.sides] == ["Türkiye", "Pakistan"]
    assert profile.our_side == "Türkiye"
    assert profile.title == "Türkiye–Pakistan"


@pytest.mark.parametrize("written", ["MY", "Malaysia", "MALAYSIA", "Putrajaya"])
def test_our_side_is_given_by_code_name_or_alias(desk, written):
    assert load(desk, f"{SIDES}our_side: {written}\n").our_side == "Malaysia"


def test_norway_is_no_boolean(desk):
    profile = load(desk, "sides:\n  - {country: NO}\n  - {name: on, aliases: [yes, 12:30, 010]}\n")
    assert [side.name for side in profile.sides] == ["Norway", "on"]
    assert profile.sides[1].aliases == ("on", "yes", "12:30", "010")


def test_a_capital_that_two_sides_claim_is_nobodys(desk):
    profile = load(
        desk,
        "sides:\n  - {country: BE}\n  - {country: EU, capital: [Brussels]}\n  - {name: NATO, capital: [Brussels]}\n",
    )
    assert [side.capitals for side in profile.sides] == [(), (), ()]
    assert "Belgian" in profile.sides[0].aliases


def test_a_word_that_two_countries_share_is_neithers(desk):
    north, south = load(desk, "sides:\n  - {country: KP}\n  - {country: KR}\n").sides
    assert not {"Korea", "Korean"} & {*north.aliases, *south.aliases}
    assert "Korea" in load(desk, "sides:\n  - {country: KR}\n  - {country: US}\n").sides[0].aliases


def test_a_territory_the_packs_leave_out_is_known_without_its_codes(desk):
    side = load(desk, "sides:\n  - {country: AW}\n  - {country: NL}\n").sides[0]
    assert (side.name, side.country) == ("Aruba", "AW")
    assert side.aliases == ("Aruba", "Aruban", "Oranjestad")


def test_a_word_of_a_side_inside_another_name_is_a_decoy(desk):
    sudan = load(desk, "sides:\n  - {country: SD}\n  - {country: US}\n")
    assert {"South Sudan", "South Sudanese", "Latin America", "Washington Post"} <= set(sudan.decoys)
    assert "South Sudan" not in load(desk, "sides:\n  - {country: SS}\n  - {country: US}\n").decoys


def test_many_aliases_in_any_script(desk):
    words = [f"alias number {n}" for n in range(10_000)]
    side = load(
        desk,
        f"sides:\n  - {{country: TR, aliases: [تركيا, 土耳其, Türkiyə, {', '.join(words)}]}}\n  - {{country: MY}}\n",
    ).sides[0]
    assert {"تركيا", "土耳其", "alias number 9999"} <= set(side.aliases)


# --- the other keys ------------------------------------------------------------------------------------------------


def test_everything_a_full_profile_says(desk):
    profile = load(
        desk,
        SIDES
        + """
title: Talks
our_side: TR
handling: OFFICIAL
window: 26w
dyad: {min_sentences: 3}
limits: {quotes: 4}
sections: [bottom-line, quotes]
exclude: {any: [football], in: title}
people:
  - {name: Ada Vale, aliases: [A. Vale], side: Malaysia, office: Ambassador, since: 2025-01-20, until: 2025-12-31}
glossary:
  the strait: {aliases: [the channel], used_by: MY, note: They never say sea.}
meeting: {when: 2026-03-25 10:30, until: 2026-03-26, zone: Asia/Kuala_Lumpur, where: Putrajaya, who: [Ada Vale]}
desk:
  for: The Minister
  from: Asia Desk
  author: A. Vale
  date: 2026-03-20
  objectives: [A date.]
  points: {trade: [Say this., {text: And that., author: B. Stone, date: 2026-03-21}], other: Thank them.}
  press_line: The talks were friendly.
schedule: {when: weekly on Monday at 06:30, zone: Europe/Istanbul}
deliver: {folder: [copies]}
""",
    )
    assert (profile.title, profile.our_side, profile.handling, profile.window_days) == (
        "Talks",
        "Türkiye",
        "OFFICIAL",
        182,
    )
    assert profile.dyad.min_sentences == 3
    assert (profile.limits.quotes, profile.limits.pages) == (4, 4)
    assert profile.sections == ("bottom-line", "quotes")
    assert profile.exclude == Rule(any=("football",), zones=("title",))
    person = profile.people[0]
    assert (person.side, person.since, person.until) == ("Malaysia", date(2025, 1, 20), date(2025, 12, 31))
    assert (profile.glossary[0].term, profile.glossary[0].used_by) == ("the strait", "Malaysia")
    meeting = profile.meeting
    assert meeting
    assert (meeting.start, meeting.end, meeting.when) == (date(2026, 3, 25), date(2026, 3, 26), "2026-03-25 10:30")
    assert [(text.topic, text.author, text.date) for text in profile.desk.points] == [
        ("trade", "A. Vale", "2026-03-20"),
        ("trade", "B. Stone", "2026-03-21"),
        ("other", "A. Vale", "2026-03-20"),
    ]
    assert profile.desk.press_line[0].text == "The talks were friendly."
    assert profile.schedule == Schedule(weekday=0, hour=6, minute=30, zone="Europe/Istanbul")
    assert profile.deliver == Deliver(folders=(desk.root / "copies",))


def test_every_section_has_a_heading():
    assert [say(f"heading.{section}") for section in SECTIONS]


# --- extends -------------------------------------------------------------------------------------------------------


def test_maps_merge_and_lists_replace(desk):
    write(desk, "packs/words", "topics:\n  syria: {any: [Homs], title: Homs}\nwindow: 26w\n")
    profile = load(
        desk, SIDES + "extends: [packs/topics, packs/words]\ntopics:\n  syria: {title: The north}\nwindow: 10d\n"
    )
    syria = next(topic for topic in profile.topics if topic.id == "syria")
    assert (syria.title, syria.rule.any, syria.rule.weight) == ("The north", ("Homs",), 1.2)
    assert profile.window_days == 10
    assert profile.extends == ("packs/topics", "packs/words")
    assert [path.stem for path in profile.files] == ["talks", "topics", "words"]


def test_plus_adds_to_the_list_below(desk):
    profile = load(desk, SIDES + "topics:\n  syria: {+any: [Wadi Test]}\n")
    syria = next(topic for topic in profile.topics if topic.id == "syria")
    assert {"Syria", "Wadi Test"} <= set(syria.rule.any)


def test_a_pack_may_extend_a_pack(desk):
    write(desk, "packs/small", "topics:\n  fish: {any: [cod]}\n")
    write(desk, "packs/large", "extends: [packs/small]\ntopics:\n  fish: {+any: [hake]}\n")
    (fish,) = load(desk, SIDES + "extends: packs/large\n").topics
    assert fish.rule.any == ("cod", "hake")


def test_a_profile_may_extend_a_profile(desk):
    profile = load(desk, "extends: [us-turkiye]\nour_side: US\n")
    assert (profile.title, profile.our_side) == ("US–Türkiye", "US")


def test_a_profile_may_extend_the_shipped_one_of_its_name(desk):
    write(desk, "us-turkiye", "extends: [us-turkiye]\ntitle: Ours\n")
    profile = load_profile("us-turkiye", desk)
    assert (profile.title, len(profile.sides)) == ("Ours", 2)


def test_a_profile_that_extends_itself(desk):
    assert faults(desk, SIDES + "extends: [talks]\n") == ["'talks' extends itself: talks -> talks"]


def test_the_topics_a_profile_names_itself_are_its_own(desk):
    profile = load(desk, SIDES + "topics:\n  syria: {+any: [Wadi Test]}\n  fish: {any: [cod]}\n")
    assert [topic.id for topic in profile.topics if topic.own] == ["syria", "fish"]


def test_no_packs_and_no_topics(desk):
    assert load(desk, SIDES + "extends: []\n").topics == ()


def test_a_weight_of_nothing_switches_a_topic_off(desk):
    profile = load(desk, SIDES + "topics:\n  trade: {weight: 0}\n")
    assert "trade" not in [topic.id for topic in profile.topics]


def test_the_word_for_a_side_puts_nothing_under_a_topic(desk):
    profile = load(desk, "sides:\n  - {country: SY}\n  - {country: TR}\n")
    syria = next(topic for topic in profile.topics if topic.id == "syria")
    assert "Syria" not in syria.rule.any
    assert "Aleppo" in syria.rule.any


def test_a_fault_of_a_pack_is_told_where_the_pack_has_it(desk):
    path = write(desk, "packs/words", "window: soon\n")
    with pytest.raises(ProfileError) as raised:
        load(desk, SIDES + "extends: [packs/words]\n")
    (problem,) = raised.value.problems
    assert problem.where
    assert (Path(problem.where.path).name, problem.where.line) == (path.name, 1)


def test_a_profile_built_on_another_has_the_topics_that_one_has(desk):
    write(desk, "first", f"title: First\n{SIDES}topics: {{tea: {{any: [tea]}}}}\n")
    first = load_profile("first", desk)
    second = load(desk, "extends: [first]\n")
    assert [topic.id for topic in second.topics] == [topic.id for topic in first.topics]
    assert len(second.topics) > 10
