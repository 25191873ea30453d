"""A desk with a weekly brief: a workspace, articles of two weeks, and what its issues look like afterwards."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from commandline import Ran, briefgen
from mailserver import PASSWORD, USER, MailServer

FIRST = """Kenyan minister due in Lima

3 March 2026

LIMA: Kenyan Foreign Minister Daniel Otieno will meet Peruvian Foreign Minister Ana Quispe in Lima on 10 March.

The two ministers will discuss the fisheries treaty and the price of tea.
"""
SECOND = """Peru and Kenya agree on fish

11 March 2026

LIMA: Kenyan Foreign Minister Daniel Otieno met Peruvian Foreign Minister Ana Quispe in Lima on 10 March.

The two ministers discussed the fisheries treaty. “We agree on the treaty,” Otieno said.
"""
MONDAYS = ("2026-03-09T06:30-05:00", "2026-03-16T06:30-05:00", "2026-03-23T06:30-05:00")
KEYS = ("2026-W11", "2026-W12", "2026-W13")
READERS = ("a@mfa.example", "b@mfa.example", "c@mfa.example")
SCHEDULE = "  when: weekly on Monday at 06:30\n  zone: America/Lima\n  articles: [news]\n  starts: 2026-03-09\n"


@dataclass(frozen=True)
class Desk:
    """A workspace whose one profile has a schedule."""

    folder: Path

    @property
    def profile(self) -> Path:
        return self.folder / "profiles" / "peru-kenya.yaml"

    def run(self, *args: object, now: str = MONDAYS[0], command: str = "run-due", **env: str) -> Ran:
        once = ("--once",) if command == "run-due" else ()
        return briefgen(command, *args, *once, "--now", now, cwd=self.folder, SMTP_PASSWORD=PASSWORD, **env)

    def issue(self, key: str = KEYS[0], version: int = 1) -> Path:
        return self.folder / "out" / "peru-kenya" / key / f"v{version}"

    def status(self, key: str = KEYS[0], version: int = 1) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.issue(key, version) / "status.json").read_text())
        return found

    def manifest(self, key: str = KEYS[0], version: int = 1) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.issue(key, version) / "manifest.json").read_text())
        return found

    def brief(self, key: str = KEYS[0], version: int = 1) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.issue(key, version) / f"peru-kenya-{key}.json").read_text())
        return found

    def outcomes(self, key: str = KEYS[0], version: int = 1) -> dict[str, str]:
        return {copy["to"]: copy["outcome"] for copy in self.status(key, version)["copies"]}

    def keys(self) -> list[str]:
        return sorted(path.name for path in (self.folder / "out" / "peru-kenya").glob("*-W*"))


def make_desk(
    folder: Path,
    server: MailServer | None = None,
    *,
    schedule: str = "",
    profile: str = "",
    to: tuple[str, ...] = READERS,
) -> Desk:
    """A workspace with two articles and one profile; it sends mail where a server is given."""
    for name in ("profiles", "news"):
        (folder / name).mkdir(parents=True)
    (folder / "news" / "first.txt").write_text(FIRST, encoding="utf-8")
    (folder / "news" / "second.txt").write_text(SECOND, encoding="utf-8")
    text = f"title: Peru–Kenya\nsides: [{{country: PE}}, {{country: KE}}]\nschedule:\n{SCHEDULE}{schedule}{profile}"
    if server:
        text += f"""deliver:
  mail:
    from: Desk <desk@mfa.example>
    to: [{", ".join(to)}]
    owner: owner@mfa.example
    server: localhost
    port: {server.port}
    security: {server.security}
    user: {USER}
    password_env: SMTP_PASSWORD
    ca_file: {server.ca_file}
    timeout: 5
"""
    desk = Desk(folder)
    desk.profile.write_text(text, encoding="utf-8")
    return desk
