"""The lines that an agenda is made of: whom it is asked of, whose business it is."""

from __future__ import annotations

import pytest
from specfile import Case, cases
from test_weight import MET, seen


@pytest.mark.parametrize("case", cases("lines.md"))
def test_lines(case: Case, agrees):
    found = seen(MET, case.plain)
    text = found.stories[0].findings.article.text
    last = found.stories[0].cast.findings.sentences[-1].span
    agrees(
        case,
        expected=[
            one.find.span.of(text) for one in found.placed if one.points and not one.excluded and one.sentence == last
        ],
    )
