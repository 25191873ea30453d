"""Where an issue is brought, as a profile says it: by mail, into folders."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from briefgen.errors import Location
from briefgen.profile import values
from briefgen.profile.document import Faults, Mapping, Node, Scalar, Sequence, Wrong
from briefgen.profile.keys import TEXT, Key, Keys, Many, Number, OneOf, Table, Text, read_map
from briefgen.profile.model import Address, Deliver, Mail, Security

SUBJECT = "{handling} · {counterpart} · {date} · {version} · {change}"
SUBJECT_FIELDS = ("counterpart", "title", "date", "issue", "version", "change", "handling", "profile")
PORTS: dict[Security, int] = {"starttls": 587, "tls": 465, "none": 25}
_SUBJECT_MOST = 160
_TIMEOUT_MOST = 600
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_DOMAIN = re.compile(rf"{_LABEL}(?:\.{_LABEL})+|localhost")
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_NAMED = re.compile(r"(?P<name>[^<>]*)<(?P<spec>[^<>]*)>")
_FIELD = re.compile(r"\{([^{}]*)\}")
_VARIABLE = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_ADDRESS = "Write desk@mfa.example, or Americas Desk <desk@mfa.example>"
_SECRETS = ("password_env", "password_file")


def _line(node: Node) -> str:
    """Words on one line. What YAML folds into one is one; an escape that opens another is refused."""
    if isinstance(node, Scalar) and not node.text.strip().isprintable():
        raise Wrong(node.at, "a control character or line end in the middle of the value", "Write it on one line")
    return values.text(node)


def address(node: Node) -> Address:
    """A mailbox: ``desk@mfa.example``, or ``Americas Desk <desk@mfa.example>``."""
    written = _line(node)
    named = _NAMED.fullmatch(written)
    name, spec = (named["name"].strip(), named["spec"].strip()) if named else ("", written)
    if len(name) > 1 and name[0] == name[-1] == '"':
        name = name[1:-1].strip()
    if "@" in name or spec.count("@") > 1 or "," in spec or ";" in spec:
        raise Wrong(node.at, f"'{written}' is more than one address", "Write [one@mfa.example, two@mfa.example]")
    local, _, domain = spec.rpartition("@")
    if not spec.isascii():
        raise Wrong(
            node.at, f"'{spec}' has letters that mail servers do not take", "Write the address in plain letters"
        )
    if len(local) > 64 or len(spec) > 254 or not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(domain):
        raise Wrong(node.at, f"'{written}' is not an address", _ADDRESS)
    if '"' in name or "\\" in name:
        raise Wrong(node.at, f"'{name}' cannot be the name before an address", _ADDRESS)
    return Address(name, f"{local}@{domain.lower()}")


def written_address(written: str) -> Address:
    """The mailbox that is written ``desk@mfa.example``, on the command line.

    Raises:
        ValueError: it is none; the message says why.
    """
    try:
        return address(Scalar(Location(""), written))
    except Wrong as wrong:
        raise ValueError(wrong.message) from None


def _domain(node: Node) -> str:
    written = _line(node)
    if not _DOMAIN.fullmatch(written):
        raise Wrong(node.at, f"'{written}' is not a domain", "Write mfa.example; each subdomain is named by itself")
    return written.lower()


def _subject(node: Node) -> str:
    written = _line(node)
    for name in _FIELD.findall(written):
        if name not in SUBJECT_FIELDS:
            raise Wrong(node.at, f"unknown field '{{{name}}}' in the subject", values.suggest(name, SUBJECT_FIELDS))
    if {"{", "}"} & set(_FIELD.sub("", written)):
        raise Wrong(node.at, "a brace in the subject that belongs to no field", "Write {counterpart}")
    if len(written) > _SUBJECT_MOST:
        raise Wrong(node.at, f"the subject is longer than {_SUBJECT_MOST} characters", "No mail program shows so much")
    return written


def _server(node: Node) -> str:
    written = _line(node)
    host, colon, port = written.rpartition(":")
    if colon and port.isdecimal() and _HOST.fullmatch(host):
        raise Wrong(node.at, f"'{written}' is a server with its port", f"Write `server: {host}` and `port: {port}`")
    if not _HOST.fullmatch(written) and not _is_ip(written):
        raise Wrong(node.at, f"'{written}' is not the name of a server", "Write smtp.mfa.example")
    return written


def _port(node: Node) -> int:
    number = values.whole(node)
    if not 0 < number < 65536:
        raise Wrong(node.at, f"'{number}' is not a port", "Write 587 for starttls or 465 for tls")
    return number


def _security(node: Node) -> Security:
    written = values.text(node)
    for known in PORTS:
        if written == known:
            return known
    raise Wrong(node.at, f"unknown word '{written}'", values.suggest(written, PORTS))


def _variable(node: Node) -> str:
    # The value is not told: it may be the password itself.
    if not _VARIABLE.fullmatch(values.text(node)):
        raise Wrong(node.at, "this is not the name of a variable", "Write password_env: BRIEFGEN_SMTP_PASSWORD")
    return values.text(node)


def _path(node: Node) -> Path:
    """A file, seen from the file that names it."""
    return (Path(node.at.path).parent / _line(node)).absolute()


def _timeout(node: Node) -> int:
    seconds = values.positive(node)
    if seconds > _TIMEOUT_MOST:
        raise Wrong(node.at, f"{seconds} seconds are too long to wait", f"Write {_TIMEOUT_MOST} or less")
    return seconds


_MAILBOX = Text("an address", r"[^@]+@[^@,;]+")
_NAMES = "|".join(SUBJECT_FIELDS)
_FILE = Text("a file")
MAIL: Keys = {
    "from": Key("Who sends it.", "Americas Desk <desk@mfa.example>", address, required=True, holds=_MAILBOX),
    "to": Key(
        "Who gets it, each a mail of their own.",
        "[minister@mfa.example]",
        required=True,
        holds=Many(_MAILBOX, least=1),
    ),
    "owner": Key(
        "Who is told when an issue cannot go out; the sender where it is left out.",
        "desk@mfa.example",
        address,
        holds=_MAILBOX,
    ),
    "subject": Key(
        f"The subject; fields are {', '.join(f'{{{name}}}' for name in SUBJECT_FIELDS)}.",
        "'{counterpart} · {date} · {change}'",
        _subject,
        holds=Text("text with fields", rf"[^{{}}]*(?:\{{(?:{_NAMES})\}}[^{{}}]*)*"),
        default=f"'{SUBJECT}'",
    ),
    "server": Key(
        "The server that takes the mail.",
        "smtp.mfa.example",
        _server,
        required=True,
        holds=Text("the name of a server", r"[^\s/]+"),
    ),
    "port": Key(
        "Its port; 587 for starttls and 465 for tls where it is left out.", "587", _port, holds=Number(1, 65535)
    ),
    "security": Key(
        "How the connection is made safe: starttls or tls; none for a server on this machine.",
        "starttls",
        _security,
        holds=OneOf(tuple(PORTS)),
        default="starttls",
    ),
    "user": Key("The name for the login.", "desk", _line, holds=TEXT),
    "password_env": Key(
        "The environment's variable with the password.",
        "BRIEFGEN_SMTP_PASSWORD",
        _variable,
        holds=Text("the name of a variable", r"[A-Za-z_][A-Za-z0-9_]*"),
    ),
    "password_file": Key(
        "The file with the password, which only its owner reads.", "/etc/briefgen/password", _path, holds=_FILE
    ),
    "ca_file": Key("Certificates to trust instead of the system's.", "/etc/ssl/mfa.pem", _path, holds=_FILE),
    "domains": Key(
        "The domains that recipients and owner may have; the sender's where it is left out.",
        "[mfa.example]",
        holds=Many(Text("a domain", r"[^\s@]+"), least=1),
    ),
    "timeout": Key(
        "How many seconds to wait for the server.", "30", _timeout, holds=Number(1, _TIMEOUT_MOST), default="30"
    ),
}
DELIVER: Keys = {
    "mail": Key(
        "Who gets the issue by mail, and through which server.",
        "{from: desk@mfa.example, to: [minister@mfa.example], server: smtp.mfa.example}",
        holds=Table(MAIL),
    ),
    "folder": Key("Folders that get a copy of the files, seen from the workspace.", "[/srv/briefs]", values.words),
}


def read_deliver(node: Node | None, workspace: Path, faults: Faults) -> Deliver | None:
    """Where the issues go; None where the profile does not say.

    Args:
        node: the value of ``deliver``.
        workspace: the folder that paths of folders are seen from.
        faults: where faults go.
    """
    if node is None:
        return None
    found = read_map(node, DELIVER, "deliver", faults)
    if isinstance(node, Mapping) and not node.entries:
        faults.add(node.at, "deliver says nothing", "Write `mail:` or `folder:` under it, or delete the key")
    folders = tuple(dict.fromkeys((workspace / name).absolute() for name in found.get("folder", ())))
    return Deliver(mail=_read_mail(found.get("mail"), faults), folders=folders)


def _read_mail(node: Node | None, faults: Faults) -> Mail | None:
    """The mail; None where it is not given, or too little of it can be read."""
    written = isinstance(node, Mapping) and "password" in node.entries
    if isinstance(node, Mapping):
        node = _without_password(node, faults)
    found: dict[str, Any] = read_map(node, MAIL, "mail", faults)
    if not isinstance(node, Mapping):
        return None
    for name, read in (("to", address), ("domains", _domain)):
        if name in found:
            found[name] = dict(_each(found[name], read, faults))
            if not found[name] and isinstance(listed := node.get(name), Sequence) and not listed.items:
                faults.add(listed.at, f"'{name}' is an empty list", f"For example `{name}: {MAIL[name].example}`")
    if not written:
        _check_login(node, found, faults)
    security: Security = found.get("security") or ("tls" if found.get("port") == PORTS["tls"] else "starttls")
    if security == "none" and "server" in found and not _is_loopback(found["server"]):
        at = node.entries["security"].value.at
        faults.add(at, f"without TLS nothing is sent to '{found['server']}'", "Write starttls or tls")
    if not {"from", "to", "server"} <= found.keys():
        return None
    sender, domains = found["from"], tuple(found.get("domains", ()))
    mail = Mail(
        sender=sender,
        to=tuple(found["to"]),
        owner=found.get("owner", sender),
        subject=found.get("subject", SUBJECT),
        server=found["server"],
        port=found.get("port", PORTS[security]),
        security=security,
        user=found.get("user", ""),
        password_env=found.get("password_env", ""),
        password_file=found.get("password_file"),
        ca_file=found.get("ca_file"),
        domains=domains or (_domain_of(sender),),
        timeout=found.get("timeout", 30),
    )
    _check_domains(mail, found["to"], node.entries["owner" if "owner" in found else "from"].value, faults)
    return mail


def _without_password(node: Mapping, faults: Faults) -> Mapping:
    """The map as it may be shown: a password that stands in it is a fault, and no message repeats the line it is on."""
    for name in ("password", "password_env"):
        entry = node.entries.get(name)
        if not entry or not isinstance(entry.value, Scalar) or (name != "password" and _is_variable(entry.value)):
            continue
        secret, at = entry.value.text, entry.value.at
        lines = faults.lines.get(at.path, [])
        lines[:] = [line.replace(secret, "…") if secret else line for line in lines]
    if "password" not in node.entries:
        return node
    at = node.entries["password"].at
    faults.add(at, "a password does not stand in a profile", "Write password_env: NAME, or password_file: PATH")
    return Mapping(node.at, {name: entry for name, entry in node.entries.items() if name != "password"})


def _is_variable(node: Scalar) -> bool:
    return _VARIABLE.fullmatch(node.text.strip()) is not None


def _each(node: Node, read: values.Reader[Any], faults: Faults) -> Iterator[tuple[Any, Node]]:
    """The items of a list that can be read, with their places; one that is there twice is a fault."""
    seen: set[str] = set()
    for item in node.items if isinstance(node, Sequence) else (node,):
        value = values.take(read, item, faults)
        if value is None:
            continue
        same = value.spec.lower() if isinstance(value, Address) else value
        if same in seen:
            faults.add(item.at, f"'{same}' is there twice")
            continue
        seen.add(same)
        yield value, item


def _check_login(node: Mapping, found: dict[str, Any], faults: Faults) -> None:
    given = [name for name in _SECRETS if name in node.entries]
    if len(given) > 1:
        faults.add(node.entries[given[1]].at, f"both '{given[0]}' and '{given[1]}' are given", "Keep one")
    if given and "user" not in node.entries:
        faults.add(node.entries[given[0]].at, "a password without a 'user'", "Write `user: desk`")
    if "user" in found and not given:
        faults.add(
            node.entries["user"].at,
            "a login needs its password",
            "Write `password_env: BRIEFGEN_SMTP_PASSWORD`, or `password_file: PATH`",
        )


def _check_domains(mail: Mail, to: dict[Address, Node], owner: Node, faults: Faults) -> None:
    """Every recipient and the owner must be of the domains: a slip of the pen sends no brief to strangers."""
    for one, node in [*to.items(), (mail.owner, owner)]:
        if _domain_of(one) not in mail.domains:
            who = f"the owner '{one.spec}'" if node is owner else f"'{one.spec}'"
            remedy = f"Write `domains: [{', '.join((*mail.domains, _domain_of(one)))}]` if it is meant to be"
            faults.add(node.at, f"{who} is not of {' or '.join(mail.domains)}", remedy)


def _domain_of(one: Address) -> str:
    return one.spec.rpartition("@")[2]


def _is_ip(written: str) -> bool:
    try:
        ipaddress.ip_address(written)
    except ValueError:
        return False
    return True


def _is_loopback(server: str) -> bool:
    return server == "localhost" or (_is_ip(server) and ipaddress.ip_address(server).is_loopback)
