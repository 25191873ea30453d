"""Two who are named side by side and stand for one side each: they lead the two teams, or chair or sign together."""

from __future__ import annotations

import re

_TEAMS = r"(?:(?:the|their|both|two|respective) )+(?:[a-z]+ )?(?:sides|delegations|teams|groups|panels)"

LED_APART = re.compile(
    rf"(?:\bco-?(?:chaired|hosted|led|signed) by|\b(?i:{_TEAMS}) (?:were |are |was )?(?:led|headed|chaired) by)"
    r" [^;.]*\Z"
)
"""What stands before the first of the two: "co-chaired by", "the two delegations were led by"."""

LEAD_APART = re.compile(
    r",? (?:who )?(?:will |also |jointly |had |have )?(?:co-?(?:chair|host|lead|sign)(?:ed|s)?\b|"
    rf"(?:head(?:ed|s)?|lead|led|heading|leading) {_TEAMS}\b)"
)
"""What stands behind the second: "co-chaired", "who headed the teams"."""
