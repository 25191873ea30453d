"""``deliver:`` in a profile: what a sound one gives. What a broken one is told stands in ``data/profiles/broken``."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.errors import ProfileError
from briefgen.profile import Deliver, load_profile
from briefgen.profile.deliver import DELIVER, MAIL, SUBJECT, written_address
from briefgen.profile.model import Address, Mail
from briefgen.resources import Workspace

SIDES = "sides: [{country: TR}, {country: MY}]\n"
LEAST = "from: desk@mfa.example, to: a@mfa.example, server: smtp.mfa.example"


@pytest.fixture
def deliver(tmp_path):
    def read(written: str) -> Deliver | None:
        path = tmp_path / "talks.yaml"
        path.write_text(SIDES + written, encoding="utf-8")
        return load_profile(path, Workspace(tmp_path)).deliver

    return read


@pytest.fixture
def mail(deliver):
    def read(more: str = "") -> Mail:
        return deliver(f"deliver: {{mail: {{{LEAST}{more}}}}}\n").mail

    return read


def test_a_profile_without_it_has_none(deliver):
    assert deliver("") is None


def test_the_smallest_mail(mail):
    desk = Address("", "desk@mfa.example")
    assert mail() == Mail(
        sender=desk,
        to=(Address("", "a@mfa.example"),),
        owner=desk,
        subject=SUBJECT,
        server="smtp.mfa.example",
        port=587,
        security="starttls",
        domains=("mfa.example",),
    )


def test_every_key(deliver, tmp_path):
    found = deliver(
        """\
deliver:
  mail:
    from: Americas Desk <desk@mfa.example>
    to:
      - a@mfa.example
      - Bilge Ölçer <b.olcer@MFA.example>
      - Vale, Ada <Ada+brief@cabinet.example>
      - '"O. K." <o-k@mfa.example>'
    owner: Duty Officer <duty@mfa.example>
    subject: "[{handling}] {counterpart}, {date}: {change}"
    server: 10.0.0.25
    port: 2525
    security: tls
    user: desk
    password_file: secret/password
    ca_file: /etc/ssl/mfa.pem
    domains: [mfa.example, Cabinet.example]
    timeout: 10
  folder: [copies, /srv/briefs, copies]
"""
    )
    assert found == Deliver(
        mail=Mail(
            sender=Address("Americas Desk", "desk@mfa.example"),
            to=(
                Address("", "a@mfa.example"),
                Address("Bilge Ölçer", "b.olcer@mfa.example"),
                Address("Vale, Ada", "Ada+brief@cabinet.example"),
                Address("O. K.", "o-k@mfa.example"),
            ),
            owner=Address("Duty Officer", "duty@mfa.example"),
            subject="[{handling}] {counterpart}, {date}: {change}",
            server="10.0.0.25",
            port=2525,
            security="tls",
            user="desk",
            password_file=tmp_path / "secret" / "password",
            ca_file=Path("/etc/ssl/mfa.pem"),
            domains=("mfa.example", "cabinet.example"),
            timeout=10,
        ),
        folders=(tmp_path / "copies", Path("/srv/briefs")),
    )


@pytest.mark.parametrize(
    ("more", "security", "port"),
    [
        ("", "starttls", 587),
        (", port: 465", "tls", 465),
        (", security: tls", "tls", 465),
        (", port: 2525", "starttls", 2525),
        (", port: 465, security: starttls", "starttls", 465),
        (", security: none, port: 1025", "none", 1025),
    ],
)
def test_security_and_port_follow_each_other(deliver, more, security, port):
    found = deliver(f"deliver: {{mail: {{{LEAST.replace('smtp.mfa.example', 'localhost')}{more}}}}}\n").mail
    assert (found.security, found.port) == (security, port)


@pytest.mark.parametrize("server", ["localhost", "127.0.0.1", "127.8.8.8", "'::1'"])
def test_a_server_on_this_machine_needs_no_tls(deliver, server):
    assert deliver(f"deliver: {{mail: {{{LEAST.replace('smtp.mfa.example', server)}, security: none}}}}\n").mail


@pytest.mark.parametrize(
    "server", ["localhost.mfa.example", "128.0.0.1", "10.0.0.1", "'::2'", "127.0.0.1.example", "LOCALHOST1"]
)
def test_any_other_does(deliver, server):
    with pytest.raises(ProfileError, match="without TLS nothing is sent"):
        deliver(f"deliver: {{mail: {{{LEAST.replace('smtp.mfa.example', server)}, security: none}}}}\n")


def test_a_folder_alone(deliver, tmp_path):
    assert deliver("deliver: {folder: copies}\n") == Deliver(folders=(tmp_path / "copies",))


def test_the_example_of_every_key_is_one(deliver):
    given = {name: key for name, key in MAIL.items() if name != "password_file"}
    told = "".join(f"    {name}: {key.example}\n" for name, key in given.items())
    found = deliver(f"deliver:\n  folder: {DELIVER['folder'].example}\n  mail:\n{told}")
    assert found.mail
    assert found.folders == (Path("/srv/briefs"),)


def test_what_many_profiles_share_stands_in_a_pack_and_its_files_beside_it(tmp_path):
    packs = tmp_path / "profiles" / "packs"
    packs.mkdir(parents=True)
    (packs / "post.yaml").write_text(
        "deliver: {mail: {from: desk@mfa.example, to: [a@mfa.example], server: smtp.mfa.example, user: desk, "
        "password_file: ../../keys/password, ca_file: mfa.pem}}\n",
        encoding="utf-8",
    )
    path = tmp_path / "profiles" / "talks.yaml"
    path.write_text(
        f"extends: packs/post\n{SIDES}deliver: {{mail: {{+to: [b@mfa.example], owner: b@mfa.example}}}}\n",
        encoding="utf-8",
    )
    mail = load_profile(path, Workspace(tmp_path)).deliver.mail
    assert [to.spec for to in mail.to] == ["a@mfa.example", "b@mfa.example"]
    assert mail.owner.spec == "b@mfa.example"
    assert mail.ca_file == packs / "mfa.pem"
    assert mail.password_file.resolve() == (tmp_path / "keys" / "password").resolve()


@pytest.mark.parametrize("key", ["password", "password_env"])
def test_no_message_repeats_a_password(deliver, key):
    with pytest.raises(ProfileError) as raised:
        deliver(f"deliver:\n  mail: {{{LEAST}, user: desk, {key}: s3cret horse, port: x}}\n")
    assert "s3cret" not in str(raised.value)
    assert len(raised.value.problems) == 2


def test_an_address_on_the_command_line_is_read_in_the_same_way():
    assert written_address("Ada <Ada@MFA.example>") == Address("Ada", "Ada@mfa.example")
    for written in (
        "",
        "ada",
        "a@mfa.example\r\nBcc: b@mfa.example",
        "a@mfa.example,b@mfa.example",
        "çağla@mfa.example",
    ):
        with pytest.raises(ValueError, match=r"'|empty|control character"):
            written_address(written)
