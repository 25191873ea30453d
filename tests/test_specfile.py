"""The spec files themselves: read, marked, rewritten."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from specfile import arrow, mark, numbered, read_cases, rewrite, unmark

from briefgen.model import Span

FILE = """# Attribution

The cue may stand first.

Said before
.
<q1>“<n1>No</n1>,”</q1> <c1>said</c1> Ada.

She left, a < b & <b>.
.

Sentences
.
Dr. Stone left. She is back.
.
Dr. Stone left.
She is back.
.

Dates
.
on Tuesday => 2026-01-06
Tuesday is a word
.
"""


@pytest.fixture
def spec(tmp_path):
    path = tmp_path / "quotes.md"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_a_case_has_place_input_and_answer(spec):
    said, sentences, dates = read_cases(spec)
    assert said.id == "quotes.md:5 Said before"
    assert said.plain == "“No,” said Ada.\n\nShe left, a < b & <b>."
    assert {tag: span.of(said.plain) for tag, span in said.spans.items()} == {"q1": "“No,”", "n1": "No", "c1": "said"}
    assert said.expected is None
    assert sentences.expected == ("Dr. Stone left.", "She is back.")
    assert dates.arrows == [("on Tuesday", "2026-01-06"), ("Tuesday is a word", "")]
    assert [arrow(*pair) for pair in dates.arrows] == dates.text.splitlines()


def test_rewriting_touches_only_the_changed_case(spec):
    said, sentences, _ = read_cases(spec)
    rewrite(spec, {case.line: case for case in (said, sentences)})
    assert spec.read_text(encoding="utf-8") == FILE
    rewrite(
        spec,
        {
            said.line: replace(said, text="<q1>“No,”</q1> said Ada."),
            sentences.line: replace(sentences, expected=("One.",)),
        },
    )
    again = read_cases(spec)
    assert [case.title for case in again] == ["Said before", "Sentences", "Dates"]
    assert again[0].text == "<q1>“No,”</q1> said Ada."
    assert again[1].expected == ("One.",)
    assert spec.read_text(encoding="utf-8").startswith("# Attribution\n\nThe cue may stand first.\n")


@pytest.mark.parametrize(
    "broken", ["Title\n.\ntext\n", ".\ntext\n.\n", "\n.\ntext\n.\n", "One\n.\na\n.\nTwo\n.\nb\n.\n"]
)
def test_a_broken_file_is_named(tmp_path, broken):
    path = tmp_path / "broken.md"
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(ValueError, match=r"broken\.md:\d+"):
        read_cases(path)


@pytest.mark.parametrize("broken", ["<q1>open", "close</q1>", "<q1>a</q1><q1>b</q1>", "<q1><q1>a</q1></q1>"])
def test_marks_come_in_pairs_once(broken):
    with pytest.raises(ValueError, match="q1"):
        unmark(broken)


@given(st.text(st.characters(exclude_characters="<")), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30))))
def test_unmark_undoes_mark(text, ends):
    spans = numbered("m", [Span(min(a, b, len(text)), min(max(a, b), len(text))) for a, b in ends])
    assert unmark(mark(text, spans)) == (text, spans) or dict(unmark(mark(text, spans))[1]) == spans


def test_update_rewrites_says_so_and_refuses_in_ci(pytester, monkeypatch, root):
    pytester.makeconftest((root / "tests" / "conftest.py").read_text(encoding="utf-8"))
    pytester.path.joinpath("specfile.py").write_text((root / "tests" / "specfile.py").read_text(encoding="utf-8"))
    pytester.mkdir("specs").joinpath("a.md").write_text("Title\n.\none <w1>two</w1>\n.\n")
    pytester.makepyfile(
        """
        import pytest
        from specfile import cases, mark, numbered
        from briefgen.model import Span

        @pytest.mark.parametrize("case", cases("a.md"))
        def test_words(case, agrees):
            agrees(case, text=mark(case.plain, numbered("w", [Span(0, 3)])))
        """
    )
    monkeypatch.setenv("PYTHONPATH", str(root))
    monkeypatch.delenv("CI", raising=False)
    pytester.runpytest_subprocess("-p", "no:cacheprovider").assert_outcomes(failed=1)
    renewed = pytester.runpytest_subprocess("--update", "-p", "no:cacheprovider")
    renewed.assert_outcomes(passed=1)
    renewed.stdout.fnmatch_lines(["*a.md:1 Title", "-one <w1>two</w1>", "+<w1>one</w1> two"])
    assert pytester.path.joinpath("specs/a.md").read_text() == "Title\n.\n<w1>one</w1> two\n.\n"
    monkeypatch.setenv("CI", "true")
    refused = pytester.runpytest_subprocess("--update", "-p", "no:cacheprovider")
    refused.stderr.fnmatch_lines(["*--update is for people*"])
