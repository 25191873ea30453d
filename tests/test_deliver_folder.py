"""Copies put into a folder: whole, never over something else; and the password from where nobody else reads it."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.deliver.folder import put
from briefgen.deliver.secrets import password
from briefgen.errors import DeliveryError, Exit
from briefgen.profile.model import Address, Mail

FILES = {"talks-2026-W12.md": b"# Talks\n", "talks-2026-W12.pdf": bytes(range(256))}


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def told(files: dict[str, bytes], folder: Path) -> str:
    with pytest.raises(DeliveryError) as raised:
        put(files, folder)
    assert raised.value.exit_code == Exit.DELIVERY
    return str(raised.value)


def test_what_is_new_is_put_there_and_named(tmp_path):
    assert put(FILES, tmp_path) == tuple(tmp_path / name for name in FILES)
    assert held(tmp_path) == FILES


def test_what_is_there_already_stays_as_it_is(tmp_path):
    put(FILES, tmp_path)
    before = {path: path.stat().st_ino for path in tmp_path.iterdir()}
    assert put(FILES, tmp_path) == ()
    assert {path: path.stat().st_ino for path in tmp_path.iterdir()} == before


def test_what_a_run_cut_off_left_is_put_there_and_its_rest_taken_away(tmp_path):
    (tmp_path / "talks-2026-W12.md").write_bytes(FILES["talks-2026-W12.md"])
    (tmp_path / ".talks-2026-W12.pdf.briefgen.tmp").write_bytes(b"half")
    assert put(FILES, tmp_path) == (tmp_path / "talks-2026-W12.pdf",)
    assert held(tmp_path) == FILES


def test_nothing_takes_the_place_of_something_else(tmp_path):
    theirs = tmp_path / "talks-2026-W12.pdf"
    theirs.write_bytes(b"theirs")
    assert told(FILES, tmp_path) == (
        f"{theirs} is already there with other content. It is kept; move it away to get this one"
    )
    assert held(tmp_path) == {theirs.name: b"theirs"}  # nor is the other file put there


@pytest.mark.parametrize("kind", ["folder", "link", "link to nothing"])
def test_what_is_no_file_is_left_alone(tmp_path, kind):
    place, target = tmp_path / "here" / "talks-2026-W12.md", tmp_path / "target"
    place.parent.mkdir()
    if kind == "folder":
        place.mkdir()
    else:
        place.symlink_to(target)
        if kind == "link":
            target.write_bytes(b"theirs")
    assert "already there with other content" in told(FILES, place.parent)
    assert target.exists() == (kind == "link")


def test_a_link_where_the_file_is_staged_leads_nowhere(tmp_path):
    (tmp_path / "target").write_bytes(b"theirs")
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / ".talks-2026-W12.md.briefgen.tmp").symlink_to(tmp_path / "target")
    put(FILES, tmp_path / "here")
    assert held(tmp_path / "here") == FILES
    assert (tmp_path / "target").read_bytes() == b"theirs"


def test_somebody_who_was_there_first_is_not_overwritten(tmp_path, monkeypatch):
    link = os.link

    def late(source: Path, place: Path) -> None:
        place.write_bytes(b"theirs")
        link(source, place)

    monkeypatch.setattr(os, "link", late)
    assert "already there with other content" in told(FILES, tmp_path)
    assert held(tmp_path) == {"talks-2026-W12.md": b"theirs"}


def test_a_share_without_hard_links(tmp_path, monkeypatch):
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    put(FILES, tmp_path)
    assert held(tmp_path) == FILES


def test_a_full_disk_leaves_nothing_half_done(tmp_path, monkeypatch):
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert "No space left on device" in told(FILES, tmp_path)
    assert held(tmp_path) == {}


def test_a_folder_that_is_not_there_is_not_made(tmp_path):
    missing = tmp_path / "share"
    assert told(FILES, missing) == f"there is no folder {missing}. Make it; a brief is not put elsewhere"
    assert not missing.exists()


@pytest.mark.parametrize("name", ["../talks.md", "a/b.md", "..", ".", "", "a\0b", "/etc/passwd"])
def test_a_name_is_no_path(tmp_path, name):
    (tmp_path / "here").mkdir()
    assert "cannot be a path" in told({name: b""}, tmp_path / "here")
    assert list(tmp_path.rglob("*")) == [tmp_path / "here"]


# --- the password ----------------------------------------------------------------------------------------------------

DESK = Address("", "desk@mfa.example")
MAIL = Mail(sender=DESK, to=(DESK,), owner=DESK, subject="", server="localhost", port=587, security="tls", user="desk")
HORSE = "correct horse"


@pytest.fixture
def key(tmp_path) -> Path:
    path = tmp_path / "key"
    path.write_text(f"{HORSE}\n", encoding="utf-8")
    path.chmod(0o600)
    return path


def refused(mail: Mail, environ: dict[str, str] | None = None) -> str:
    with pytest.raises(DeliveryError) as raised:
        password(mail, environ or {})
    assert HORSE not in str(raised.value)
    assert raised.value.exit_code == Exit.DELIVERY
    return str(raised.value)


def test_without_a_login_there_is_none():
    assert password(replace(MAIL, user=""), {}) is None


def test_from_the_environment():
    mail = replace(MAIL, password_env="POST")  # noqa: S106
    assert password(mail, {"POST": HORSE}) == HORSE
    assert refused(mail) == "no password in the environment: POST is not set. Set it for who runs briefgen"
    assert refused(mail, {"POST": ""}).startswith("no password in the environment")
    assert refused(mail, {"POST": f"{HORSE}\nRCPT TO:<x@press.example>"}) == (
        "the password in POST has a control character or more than one line. Keep only the password"
    )


@pytest.mark.parametrize("mode", [0o600, 0o400])
@pytest.mark.parametrize("ends", ["", "\n", "\r\n"])
def test_from_a_file_that_only_its_owner_reads(key, mode, ends):
    key.write_bytes(f"{HORSE} ş{ends}".encode())
    key.chmod(mode)
    assert password(replace(MAIL, password_file=key), {}) == f"{HORSE} ş"


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644, 0o666, 0o610, 0o601])
def test_a_file_that_others_may_touch(key, mode):
    key.chmod(mode)
    assert refused(replace(MAIL, password_file=key)) == f"others can read the password file {key}. chmod 600 {key}"


def test_a_file_of_somebody_else(key, monkeypatch):
    owner = key.stat().st_uid
    monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
    if owner == 0:  # root's is read by anybody who may
        assert password(replace(MAIL, password_file=key), {}) == HORSE
        os.chown(key, 12345, -1)
        owner = 12345
    told = f"the password file {key} belongs to somebody else. It must be yours or root's"
    assert refused(replace(MAIL, password_file=key)) == told


def test_a_link_counts_as_what_it_leads_to(key, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(key)
    assert password(replace(MAIL, password_file=link), {}) == HORSE
    key.chmod(0o644)
    assert refused(replace(MAIL, password_file=link)).startswith("others can read")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no password in {path}. Write it on the first line"),
        (b"\n", "no password in {path}. Write it on the first line"),
        (b"one\ntwo\n", "the password in {path} has a control character or more than one line. Keep only the password"),
        (b"\xff\xfe", "the password file {path} is not UTF-8"),
        (b"x" * 5000, "the password file {path} is too long. Keep only the password"),
    ],
)
def test_a_file_that_holds_no_password(key, content, message):
    key.write_bytes(content)
    assert refused(replace(MAIL, password_file=key)) == message.format(path=key)


def test_what_is_no_file(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe, 0o600)
    for path, why in ((pipe, "is not a file"), (tmp_path, "is not a file"), (tmp_path / "none", "cannot be read: No ")):
        assert refused(replace(MAIL, password_file=path)).startswith(f"the password file {path} {why}")
