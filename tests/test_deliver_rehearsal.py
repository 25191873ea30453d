"""``--test-to``: what is no single address of the profile's domains is refused before anything is composed."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from data.mails import MAIL

from briefgen.errors import UsageError
from briefgen.weekly.rehearsal import send_to


@pytest.mark.parametrize(
    "address",
    [
        "a@press.example\r\nBcc: b@mfa.example",
        "a@press.example,b@mfa.example",
        "a@press.example b@mfa.example",
        "mfa.example",
        "çağla@mfa.example",
        "",
        "a@mfa.example@press.example",
        "<script>@mfa.example",
    ],
)
def test_what_only_ends_like_an_allowed_address(address):
    rehearsal: Any = SimpleNamespace(mail=replace(MAIL, domains=("mfa.example",)))
    with pytest.raises(UsageError, match=r"^--test-to: "):
        send_to(rehearsal, address)
