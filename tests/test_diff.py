"""``briefgen diff``: what a change of a profile does to its brief."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from commandline import Ran, briefgen
from weeklydesk import FIRST, SECOND

from briefgen.cli.diff import _told as told
from briefgen.workshop.difference import Difference

PROFILE = "title: Peru–Kenya\nsides: [{country: PE}, {country: KE}]\n"
TEA = f"{PROFILE}topics: {{tea: {{title: Tea, any: [tea]}}}}\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    for folder in ("profiles/packs", "news"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "profiles" / "peru-kenya.yaml").write_text(PROFILE, encoding="utf-8")
    (tmp_path / "news" / "first.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "news" / "second.txt").write_text(SECOND, encoding="utf-8")
    return tmp_path


def diff(desk: Path, *args: object) -> Ran:
    return briefgen("diff", *args, "--articles", "news", "--as-of", "2026-03-16", cwd=desk)


def changed(desk: Path, text: str) -> Path:
    path = desk / "changed.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_same_profile_makes_no_difference(desk: Path) -> None:
    ran = diff(desk, "peru-kenya", changed(desk, PROFILE))
    assert (ran.code, ran.out) == (0, "The two briefs are the same.\n")
    assert not (desk / "out").exists()


def test_a_new_topic_moves_what_it_holds(desk: Path) -> None:
    ran = diff(desk, "peru-kenya", changed(desk, TEA))
    assert "~ agenda: the price of tea: topic agriculture-and-fisheries → tea\n" in ran.out
    assert ran.out.endswith("1 move\n")


def test_what_leaves_says_why(desk: Path) -> None:
    ran = diff(desk, "peru-kenya", changed(desk, f"{PROFILE}limits: {{quotes: 0}}\n"))
    assert "- quotes: We agree on the treaty, (over the limit of 0 for its list)\n" in ran.out
    back = diff(desk, changed(desk, f"{PROFILE}limits: {{quotes: 0}}\n"), "peru-kenya")
    assert "+ quotes: We agree on the treaty,\n" in back.out


def test_an_article_that_is_excluded_leaves_with_all_that_stands_in_it(desk: Path) -> None:
    ran = diff(desk, "peru-kenya", changed(desk, f"{PROFILE}exclude: [agree on fish]\n"))
    (article,) = [line for line in ran.out.splitlines() if line.startswith("- articles")]
    assert article.startswith("- articles: Peru and Kenya agree on fish (")
    assert "- quotes: We agree on the treaty," in ran.out


def test_the_number_of_a_source_is_no_move(desk: Path) -> None:
    """Without the second article the first is source 1, and what it says is as it was."""
    said = "\n“We want the price of tea to be fair for both of our peoples,” Quispe said in Lima on Tuesday.\n"
    (desk / "news" / "first.txt").write_text(FIRST + said, encoding="utf-8")
    ran = diff(desk, "peru-kenya", changed(desk, f"{PROFILE}exclude: [agree on fish]\n"))
    assert "- articles: Peru and Kenya agree on fish" in ran.out
    assert "source " not in ran.out


def test_a_line_that_is_its_label_is_printed_once(desk: Path) -> None:
    was, now = (f"{PROFILE}glossary: {{the treaty: {{note: {note}}}}}\n" for note in ("Before.", "After."))
    assert diff(desk, changed(desk, was), "peru-kenya").out.count("Contested term") <= 1
    one = Difference(
        kind="moves",
        section="watch_outs",
        id="w",
        text="Two sources",
        was={"label": "A source"},
        now={"label": "Two sources"},
    )
    assert told(one) == "~ watch outs: Two sources: it was A source"
    (desk / "was.yaml").write_text(was, encoding="utf-8")
    assert "note Before. → After." in diff(desk, "was.yaml", changed(desk, now)).out


def test_json_for_other_programs(desk: Path) -> None:
    ran = diff(desk, "peru-kenya", changed(desk, TEA), "--json")
    (one,) = map(json.loads, ran.out.splitlines())
    assert (one["kind"], one["section"], one["text"]) == ("moves", "agenda", "the price of tea")
    assert (one["was"], one["now"]) == ({"topic": "agriculture-and-fisheries"}, {"topic": "tea"})


@pytest.fixture
def committed(desk: Path) -> Path:
    """The desk under version control: the packs and the profile as they were, and a change that is not committed."""
    (desk / "profiles" / "packs" / "drinks.yaml").write_text("topics: {tea: {title: Tea, any: [tea]}}\n")
    (desk / "profiles" / "peru-kenya.yaml").write_text(f"{PROFILE}extends: [packs/topics, packs/drinks]\n")
    author = ("-c", "user.name=A. Vale", "-c", "user.email=vale@mfa.example")
    for words in (("init", "-q"), ("add", "profiles"), (*author, "commit", "-q", "-m", "as it was")):
        subprocess.run(["git", "-C", str(desk), *words], check=True)
    (desk / "profiles" / "packs" / "drinks.yaml").write_text("topics: {tea: {title: Tea, any: [coffee]}}\n")
    return desk


def test_a_profile_and_its_packs_are_compared_with_a_commit(committed: Path) -> None:
    ran = diff(committed, "peru-kenya", "--git", "HEAD")
    assert "~ agenda: the price of tea: topic tea → agriculture-and-fisheries\n" in ran.out


@pytest.mark.parametrize("rev", ["HEAD~7", "--output=x", "-h", "nothing", "HEAD:profiles"])
def test_a_commit_that_is_not_there(committed: Path, rev: str) -> None:
    ran = diff(committed, "peru-kenya", f"--git={rev}")
    assert ran.code == 2
    assert f"there is no commit '{rev}'" in ran.err
    assert not (committed / "x").exists()


def test_a_commit_without_the_profile(committed: Path) -> None:
    (committed / "profiles" / "fresh.yaml").write_text(PROFILE)
    ran = diff(committed, "fresh", "--git", "HEAD")
    assert (ran.code, "HEAD has no fresh.yaml" in ran.err) == (2, True)


def test_no_repository(desk: Path) -> None:
    ran = diff(desk, "peru-kenya", "--git", "HEAD")
    assert (ran.code, "is in no git repository" in ran.err) == (1, True)


@pytest.mark.parametrize("args", [(), ("other.yaml", "--git", "HEAD")])
def test_one_thing_to_compare_with(desk: Path, args: tuple[str, ...]) -> None:
    ran = diff(desk, "peru-kenya", *args)
    assert (ran.code, "name what to compare with" in ran.err) == (2, True)


def test_a_changed_profile_with_faults_is_told_as_check_tells_it(desk: Path) -> None:
    ran = diff(desk, "peru-kenya", changed(desk, f"{PROFILE}topicz: {{}}\n"))
    assert (ran.code, "changed.yaml:3:1: unknown key 'topicz'" in ran.err) == (2, True)


def commit(desk: Path, folder: str = "profiles") -> None:
    author = ("-c", "user.name=A. Vale", "-c", "user.email=vale@mfa.example")
    for words in (("add", folder), (*author, "commit", "-q", "-m", "another")):
        subprocess.run(["git", "-C", str(desk), *words], check=True)


MAMANI = """people:
  Rosa Mamani: {country: PE, gender: f, offices: [{office: Fisheries Minister, since: 2020-01-01}]}
"""


def test_people_are_those_of_the_commit(committed: Path) -> None:
    """Somebody whom the packs of the later brief alone know says nothing in the earlier one."""
    people = committed / "profiles" / "packs" / "people.yaml"
    (committed / "news" / "second.txt").write_text(SECOND.replace("Otieno said", "Mamani said"), encoding="utf-8")
    people.write_text(MAMANI, encoding="utf-8")
    assert "+ quotes: We agree on the treaty,\n" in diff(committed, "peru-kenya", "--git", "HEAD").out
    commit(committed)
    assert "quotes" not in diff(committed, "peru-kenya", "--git", "HEAD").out
    people.unlink()
    assert "- quotes: We agree on the treaty, (" in diff(committed, "peru-kenya", "--git", "HEAD").out


@pytest.mark.parametrize("target", ["/etc/hosts", "../../../elsewhere.yaml"])
def test_a_link_out_of_the_folder_is_passed_over(committed: Path, target: str) -> None:
    (committed / "profiles" / "linked.yaml").symlink_to(target)
    commit(committed)
    ran = diff(committed, "peru-kenya", "--git", "HEAD")
    assert (ran.code, ran.out) == (0, "The two briefs are the same.\n")


def test_a_fault_is_named_where_the_commit_has_it(committed: Path) -> None:
    path = committed / "profiles" / "peru-kenya.yaml"
    path.write_text(f"{PROFILE}topicz: {{}}\n")
    commit(committed)
    path.write_text(PROFILE)
    ran = diff(committed, "peru-kenya", "--git", "HEAD")
    assert ran.code == 2
    assert ran.err.startswith("briefgen: HEAD:profiles/peru-kenya.yaml:3:1: unknown key 'topicz'")


def test_a_draft_stands_on_the_packs_of_the_commit(committed: Path) -> None:
    (committed / "drafts").mkdir()
    draft = committed / "drafts" / "peru-kenya.yaml"
    draft.write_text((committed / "profiles" / "peru-kenya.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    commit(committed, "drafts")
    (committed / "profiles" / "packs" / "drinks.yaml").write_text("topics: {tea: {title: Tea, any: [cocoa]}}\n")
    commit(committed)
    assert diff(committed, draft, "--git", "HEAD").out == "The two briefs are the same.\n"
    assert "topic tea → agriculture" in diff(committed, draft, "--git", "HEAD~1").out
