"""``briefgen new``: a profile for a new counterpart, begun from the articles at hand."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from commandline import briefgen
from cutoff import with_rights_of_nobody
from newdesk import DAY, begun, flat, make_desk, new, sound, tree, with_people

from briefgen.cli import main
from briefgen.resources import SHIPPED


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return make_desk(tmp_path / "desk", articles=False)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return make_desk(tmp_path / "newsdesk", articles=True)


# --- the profile -----------------------------------------------------------------------------------------------------


def test_a_code_alone_is_enough(news):
    text = begun(news, "malaysia", "--country", "MY")
    assert text.startswith("# yaml-language-server: $schema=schema.json\n")
    assert (news / "profiles" / "schema.json").is_file()
    assert "\ntitle: Türkiye–Malaysia\n" in text
    assert "  - {country: TR}\n" in text
    assert "  - {country: MY}\n" in text
    assert "\n# our_side: TR\n" in text
    assert "Why Türkiye: the articles name it most often together with Malaysia." in text
    assert "# Türkiye–Malaysia" in briefgen("malaysia", *DAY, "--out", "o", cwd=news).out or text


def test_the_brief_has_the_meeting(news):
    begun(news, "malaysia", "--country", "MY")
    brief = (news / "out" / "malaysia" / "malaysia-2026-03-16.md").read_text(encoding="utf-8")
    assert "Salim Rahim" in brief
    assert "the quarry licences" in brief


def test_words_that_the_code_brings_and_how_often_they_were_seen(news):
    text = begun(news, "malaysia", "--country", "MY")
    assert "# MY means Malaysia, Malaysian, Malaysians, Kuala Lumpur" in text
    assert re.search(r"# Seen in the articles: Malaysian? \d+, Malaysian? \d+\.", text)


def test_people_with_office_count_and_the_sentence_that_shows_it(news):
    text = begun(news, "malaysia", "--country", "MY")
    assert "#   - {name: Salim Rahim, side: MY, office: Foreign Minister}\n" in text
    assert (
        "#     # 2 articles, the last of 2026-03-11. after.txt:5: “Malaysian Foreign Minister Salim Rahim met" in text
    )
    assert "Known already, with their offices: Hakan Fidan (2 articles)." in flat(text)
    assert "{name: Hakan Fidan" not in text
    assert re.search(r"Anwar Ibrahim, side: MY.* in packs/leaders\.yaml already", flat(text))
    assert "Otieno" not in text  # of a country that is no side here


def test_a_suggested_person_is_used_once_the_sign_is_taken_away(news):
    text = begun(news, "malaysia", "--country", "MY")
    changed = with_people(text)
    assert "\npeople:\n  - {name: Salim Rahim" in changed
    (news / "profiles" / "malaysia.yaml").write_text(changed, encoding="utf-8")
    sound(news, "malaysia")


def test_topics_with_counts_and_one_of_its_own_from_the_agenda(news):
    text = begun(news, "malaysia", "--country", "MY")
    assert re.search(r"# Sentences on each in \d articles much about Malaysia: .*Trade and economy 1 in 1", text)
    assert "\n  quarry-licences:\n    title: Quarry licences\n    any: [quarry licences]\n" in text
    assert re.search(r"      match:\n        - .*quarry licences.*\n      skip:\n        - ", text)
    brief = (news / "out" / "malaysia" / "malaysia-2026-03-16.md").read_text(encoding="utf-8")
    assert "| Quarry licences |" in brief


def test_another_name_of_a_side_in_another_script(news):
    text = begun(news, "malaysia", "--country", "MY")
    assert "ماليزيا (talks.txt:7)" in text
    found = re.search(r"(?m)^    # (- \{country: MY, aliases: .*\})$", text)
    assert found
    used = text.replace("  - {country: MY}\n", f"  {found[1]}\n")
    (news / "profiles" / "malaysia.yaml").write_text(used, encoding="utf-8")
    sound(news, "malaysia")


@pytest.mark.parametrize("alias", ["Büyük Türkiye", "ماليزيا", "马来西亚", "IŞIK", "マレーシア"])
def test_aliases_of_every_script_are_kept_by_like(desk, alias):
    old = f"title: Old\nour_side: TR\nsides:\n  - {{country: TR, aliases: ['{alias}']}}\n  - {{country: PK}}\n"
    (desk / "profiles" / "old.yaml").write_text(old, encoding="utf-8")
    assert f"  - {{country: TR, aliases: [{alias}]}}\n" in begun(desk, "malaysia", "--country", "MY", "--like", "old")


def test_without_articles(desk):
    ran = new(desk, "malaysia", "--country", "MY", "--our-side", "TR")
    assert ran.code == 0
    assert "no articles to look at, so nothing is suggested" in ran.out
    text = sound(desk, "malaysia")
    assert "#   - {name: Ada Vale, side: MY" in text
    (desk / "profiles" / "malaysia.yaml").write_text(with_people(text), encoding="utf-8")
    sound(desk, "malaysia")


def test_without_a_workspace_the_current_folder_becomes_one(tmp_path):
    ran = new(tmp_path, "malaysia", "--country", "MY")
    assert ran.code == 0, ran.said
    assert "this folder is a workspace from now on: articles go into seeds/, briefs come into out/" in ran.out
    assert not (SHIPPED / "profiles" / "malaysia.yaml").exists()
    assert "ok" in briefgen("check", "malaysia", cwd=tmp_path).out


def test_articles_elsewhere_are_named_in_what_to_run_next(news):
    (news / "seeds").rename(news / "in box")
    ran = new(news, "malaysia", "--country", "MY", "--articles", "in box")
    assert ran.out.endswith("next: briefgen malaysia --articles 'in box'\n")


def test_from_elsewhere_the_workspace_is_named_in_what_to_run_next(news):
    ran = briefgen("--workspace", "newsdesk", "new", "malaysia", *DAY, cwd=news.parent)
    assert ran.code == 0, ran.said
    check, make = (line.removeprefix("next: briefgen ").split() for line in ran.out.splitlines()[-2:])
    assert check == ["--workspace", "newsdesk", "check", "malaysia"]
    assert briefgen(*check, cwd=news.parent).code == 0
    assert briefgen(*make, *DAY, cwd=news.parent).code == 0


def test_articles_of_later_days_are_not_seen(news):
    ran = briefgen("new", "malaysia", "--country", "MY", "--as-of", "2026-03-05", cwd=news)
    assert "Malaysia is in 2 of 2 articles of seeds" in ran.out


@pytest.mark.parametrize(
    ("name", "sides"),
    [
        ("kenya", ["MY", "KE"]),
        ("malaysia-kenya", ["MY", "KE"]),
        ("us-south-korea", ["US", "KR"]),
        ("turkiye-guinea-bissau", ["TR", "GW"]),
        ("guinea-bissau", ["TR", "GW"]),
        ("eu", ["TR", "EU"]),
    ],
)
def test_the_name_tells_the_country_where_nothing_else_does(news, name, sides):
    assert re.findall(r"(?m)^  - \{(?:country|organisation): (\w+)\}", begun(news, name)) == sides


NOBODY = """Malaysia in the world

9 March 2026

PUTRAJAYA: Malaysia (MSIA) makes progress, CNN anchor Joan Marsh said. Malaysian editor Ben Vale agreed on progress.

Kenyan Transport Minister Daniel Otieno met Malaysian Trade Minister Zed Zahar in Nairobi. Malaysia (BRINK) won.

Ministers of Malaysia and Türkiye will discuss progress. They discussed progress on 3 March. They agreed on progress.
"""


def test_no_anchor_no_third_country_and_no_single_word_is_suggested(desk):
    (desk / "seeds" / "a.txt").write_text(NOBODY, encoding="utf-8")
    text = begun(desk, "malaysia", "--our-side", "TR")
    assert re.findall(r"(?m)^#   - \{name: ([\w ]+),", text) == ["Zed Zahar"]
    assert re.findall(r"aliases: \[(\w+)\]", text) == ["MSIA"]
    assert re.findall(r"(?m)^  ([\w-]+):\n    title", text) == []
    assert "# topics:\n#   driving-licences:\n" in text


def test_what_it_begins_with_has_no_word_that_never_fires_and_no_gap(desk):
    text = begun(desk, "malaysia", "--country", "MY")
    (desk / "seeds" / "a.txt").write_text(NOBODY, encoding="utf-8")
    assert briefgen("test", "malaysia", "--coverage", cwd=desk).code == 0
    briefgen("malaysia", *DAY, cwd=desk)
    assert "riving licence" not in (desk / "out" / "malaysia" / "malaysia-2026-03-16.md").read_text(encoding="utf-8")
    assert "# meeting: {when: 2026-03-16, " in text
    assert "#   date: 2026-03-16\n#   objectives:\n#     - A date" in text
    assert "when: 2026-03-25" not in text
    example = re.search(r"(?ms)^# topics:.*?\n(?=\n)", text)
    live = text.replace(example[0], re.sub(r"(?m)^# ", "", example[0]))
    (desk / "profiles" / "malaysia.yaml").write_text(live, encoding="utf-8")
    assert briefgen("test", "malaysia", "--coverage", cwd=desk).code == 0


def test_those_whom_the_file_calls_known_are_counted(news):
    assert "1 person suggested, 1 known already" not in (ran := new(news, "malaysia", "--country", "MY")).out
    assert "2 people suggested, 2 known already" in ran.out  # one of the two suggested is in packs/leaders.yaml


# --- who is across the table -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "sides", "ours"),
    [
        (("--country", "MY", "--our-side", "TR"), ["TR", "MY"], "TR"),
        (("--country", "my", "--our-side", "tr"), ["TR", "MY"], "TR"),
        (("--country", "Malaysia", "--our-side", "Turkey"), ["TR", "MY"], "TR"),
        (("--country", "MY", "--country", "KE"), ["MY", "KE"], ""),
        (("--country", "MY", "--country", "KE", "--our-side", "KE"), ["MY", "KE"], "KE"),
        (("--country", "KE", "--like", "pakistan"), ["TR", "KE"], "TR"),
        (("--country", "KE", "--like", "us-turkiye"), ["US", "KE"], ""),
        (("--country", "US", "--like", "us-turkiye"), ["TR", "US"], ""),
        (("--country", "TR", "--like", "pakistan"), ["MY", "TR"], "TR"),
        (("--country", "KE"), ["MY", "KE"], ""),
        (("--country", "EU", "--our-side", "NATO"), ["NATO", "EU"], "NATO"),
        (("--country", "GL", "--our-side", "DK"), ["DK", "GL"], "DK"),
    ],
)
def test_the_sides(news, args, sides, ours):
    text = begun(news, "fresh", *args)
    assert re.findall(r"(?m)^  - \{(?:country|organisation): (\w+)\}", text) == sides
    assert re.findall(r"(?m)^our_side: (\w+)", text) == ([ours] if ours else [])


def test_the_side_of_the_desks_own_profiles(desk):
    (desk / "profiles" / "kenya.yaml").write_text("title: K\nour_side: PE\ncounterpart: KE\n", encoding="utf-8")
    text = begun(desk, "malaysia", "--country", "MY")
    assert re.findall(r"(?m)^  - \{country: (\w+)\}", text) == ["PE", "MY"]
    assert "Why Peru: it is the side of your other profiles." in text


# --- bad input -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("check", "--country", "MY"), 2, "'check' is a command of briefgen. Give the profile another name"),
        (("../evil", "--country", "MY"), 2, "'../evil' cannot be the name of a profile. Use letters"),
        (("a b", "--country", "MY"), 2, "'a b' cannot be the name of a profile. Use letters"),
        (("", "--country", "MY"), 2, "'' cannot be the name of a profile. Use letters"),
        (("x",), 2, "no country is named. Write one behind --country: --country MY"),
        (("malaysia-x",), 2, "no country is named"),
        (("portugl",), 2, "no country is named. Did you mean --country PT (Portugal)?"),
        (("korea",), 2, "Did you mean --country KP (North Korea) or --country KR (South Korea)?"),
        (("x", "--country", "MY", "--out", "profiles/y.yml"), 2, "is no FILE.yaml. Write profiles/y.yaml"),
        (("x", "--country", "Malasia"), 2, "--country: unknown country 'Malasia'. Did you mean MY (Malaysia)?"),
        (("x", "--country", "MYS"), 2, "--country: unknown country 'MYS'. Did you mean MY (Malaysia)?"),
        (("x", "--country", "QQ"), 2, "--country: unknown country 'QQ'. Write its code of two letters, such as MY"),
        (("x", "--country", ""), 2, "--country: unknown country ''. Write its code of two letters"),
        (("x", "--country", "MY", "--our-side", "Turky"), 2, "--our-side: unknown country 'Turky'. Did you mean TR"),
        (("x", "--country", "MY", "--our-side", "MY"), 2, "both sides are Malaysia. Name two different countries"),
        (("x", "--country", "MY", "--country", "Malaysia"), 2, "both sides are Malaysia"),
        (("x", "--country", "MY", "--country", "KE", "--country", "PE"), 2, "names two sides at most"),
        (("x", "--country", "MY", "--country", "KE", "--our-side", "TR"), 2, "Türkiye is none of the two sides"),
        (("x", "--country", "MY", "--like", "pakstan"), 2, "no profile 'pakstan'. Did you mean pakistan?"),
        (("x", "--country", "MY", "--like", "broken"), 2, "profiles/broken.yaml:2:1: unknown key 'sidez'"),
        (("broken", "--country", "MY"), 1, "profiles/broken.yaml: stands there already and is kept. Take another"),
        (("x", "--country", "MY", "--out", "x.txt"), 2, "--out: 'x.txt' is no FILE.yaml. Write x.txt/x.yaml"),
        (("x", "--country", "MY", "--out", "test.yaml"), 2, "'test' is a command of briefgen"),
        (("x", "--country", "MY", "--out", "profiles/broken.yaml"), 1, "stands there already and is kept"),
        (("x", "--country", "MY", "--out", "profiles/broken.yaml/x.yaml"), 1, "cannot be written"),
        (("x" * 300, "--country", "MY"), 1, "cannot be written: File name too long. Name a place"),
        (("x", "--country", "MY", "--articles", "nowhere"), 1, "nowhere"),
        (("x", "--country", "\x1b[31m"), 2, "--country: unknown country '�[31m'."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_one_clear_line_and_nothing_is_written(news, args, code, said):
    (news / "profiles" / "broken.yaml").write_text("title: B\nsidez: 1\n", encoding="utf-8")
    before = tree(news)
    ran = new(news, *args)
    assert ran.code == code, ran.said
    assert said in ran.err
    assert "\x1b" not in ran.said
    assert ran.out == ""
    assert tree(news) == before


def test_a_dangling_link_is_not_written_through(desk):
    (desk / "profiles" / "malaysia.yaml").symlink_to(desk / "elsewhere.yaml")
    ran = new(desk, "malaysia", "--country", "MY")
    assert (ran.code, "stands there already" in ran.err) == (1, True)
    assert not (desk / "elsewhere.yaml").exists()


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "profiles").write_text("a file", encoding="utf-8")
    ran = new(tmp_path, "malaysia", "--country", "MY")
    assert ran.code == 1
    assert "profiles/malaysia.yaml: cannot be written: " in ran.err
    assert "Name a place that you may write to with --out FILE.yaml" in ran.err


def test_a_read_only_folder(capfd):
    with tempfile.TemporaryDirectory() as name:  # pytest's own folders are closed to others
        Path(name).chmod(0o755)
        desk = make_desk(Path(name) / "desk", articles=False)
        # Whoever has no rights cannot load what is not loaded yet.
        assert main(["new", "x", "--country", "MY", "--out", f"{name}/x.yaml", "--workspace", str(desk)]) == 0
        (desk / "profiles").chmod(0o555)
        assert with_rights_of_nobody(["new", "malaysia", "--country", "MY"], desk) == 1
        assert "profiles/malaysia.yaml: cannot be written: Permission denied" in capfd.readouterr().err
        assert tree(desk) == {}
        (desk / "profiles").chmod(0o755)


def test_elsewhere(news):
    ran = new(news, "malaysia", "--country", "MY", "--out", "drafts/my.yaml")
    assert ran.code == 0, ran.said
    assert ran.out.endswith("next: briefgen check drafts/my.yaml\nnext: briefgen build drafts/my.yaml\n")
    assert (news / "drafts" / "schema.json").is_file()
    assert "`briefgen my`" in (news / "drafts" / "my.yaml").read_text(encoding="utf-8")
    assert briefgen("build", "drafts/my.yaml", *DAY, cwd=news).code == 0


def test_the_help_teaches(tmp_path):
    shown = briefgen("new", "--help", cwd=tmp_path).out
    assert "briefgen new malaysia" in shown
    for option in ("--country", "--our-side", "--like", "--articles", "--as-of", "--schedule", "--out"):
        assert option in shown


def test_an_unknown_command_says_how_a_profile_is_begun(tmp_path):
    ran = briefgen("kenya", cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert "there is no profile or command 'kenya'" in ran.err
    assert "`briefgen new COUNTRY` begins one" in ran.err


@pytest.mark.parametrize(
    ("line", "key"),
    [("#   - {name: Salim Rahim", "people"), ("#   author: A. Vale", "desk"), ("#   when: weekly", "schedule")],
)
def test_a_sign_that_was_left_before_the_key_is_named(news, line, key):
    path = news / "profiles" / "malaysia.yaml"
    text = begun(news, "malaysia")
    assert text.count(f"\n{line}") == 1
    path.write_text(text.replace(f"\n{line}", f"\n{line[1:]}"), encoding="utf-8")
    told = briefgen("check", "malaysia", cwd=news).out
    assert f"Take the # before `{key}:` away too" in told
