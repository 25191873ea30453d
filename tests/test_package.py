"""The wheel: what it carries, and that it works alone, from another folder."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest
from commandline import ROOT
from tracked import tracked


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as ``pip install .`` makes it."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "wheel", "-q", "--disable-pip-version-check", "--no-index"]
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "-w", folder, "."], cwd=ROOT, check=True)
    (found,) = folder.glob("briefgen-*.whl")
    return found


def shipped(name: str) -> set[str]:
    return {f"briefgen/_data/{path.relative_to(ROOT).as_posix()}" for path in tracked(under=name)}


def test_the_wheel_carries_templates_profiles_samples_and_their_notice(wheel):
    held = set(zipfile.ZipFile(wheel).namelist())
    wanted = shipped("templates") | shipped("profiles") | shipped("seeds")
    assert "briefgen/_data/seeds/NOTICE" in wanted
    assert wanted <= held
    assert any(name.endswith("licenses/LICENSE") for name in held)
    assert not [name for name in held if name.startswith(("tests/", "out/", "docs/"))]


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment of its own with the wheel, the locked libraries lent to it, and no checkout on its path."""
    folder = tmp_path_factory.mktemp("installed")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "venv"], check=True)
    site = next((folder / "venv").glob("lib/python*/site-packages"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    # .pth files of the lender are not read again, so an editable install of the checkout does not come along.
    (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder / "venv" / "bin" / "python"


# What only developers have may not be needed: an import of one fails as if it were not installed.
ALONE = """
import sys
DEVELOPERS = "pytest hypothesis hatchling editables pikepdf lxml mypy importlinter grimp jsonschema rpds setuptools"
sys.modules.update(dict.fromkeys(DEVELOPERS.split()))
sys.argv[0] = "briefgen"
from briefgen.cli import run
run()
"""


def run(python: Path, cwd: Path, *args: str, code: str = ALONE) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "BRIEFGEN_HOME"}}
    command = [python, "-c", code, *args]
    return subprocess.run(command, cwd=cwd, env=kept, capture_output=True, text=True, timeout=120, check=False)


def test_the_installed_package_writes_the_brief_from_another_folder(installed, tmp_path):
    assert str(ROOT) not in run(installed, tmp_path, code="import briefgen; print(briefgen.__file__)").stdout
    done = run(installed, tmp_path, "us-turkiye", "--as-of", "2025-03-29", "--html")
    assert done.returncode == 0, done.stderr
    written = sorted(path.name for path in tmp_path.glob("out/us-turkiye/[!.]*") if path.is_file())
    assert written == ["us-turkiye-2025-03-29.html", "us-turkiye-2025-03-29.md"]


def test_the_installed_package_knows_the_shipped_profiles(installed, tmp_path):
    done = run(installed, tmp_path, "profiles")
    assert done.returncode == 0, done.stderr
    for name in ("us-turkiye", "pakistan", "turkiye-israel", "uganda-south-sudan", "hungary-israel"):
        assert name in done.stdout
