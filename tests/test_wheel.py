"""The built wheel, in an environment that has nothing of this repository: it begins the example and builds it."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment with the wheel; its libraries are those of the tests, of which no other file is seen."""
    folder = tmp_path_factory.mktemp("environment")
    run(
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        folder,
        ROOT,
        at=folder,
    )
    (wheel,) = folder.glob("*.whl")
    run(sys.executable, "-m", "venv", "--without-pip", folder / "venv", at=folder)
    site = next((folder / "venv").glob("lib/python3*/site-packages"))
    # A folder that a .pth file names is searched, but its own .pth files are not read: the checkout stays unseen.
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    run(sys.executable, "-m", "pip", "--python", folder / "venv", "install", "--quiet", "--no-deps", wheel, at=folder)
    return folder / "venv"


def run(*command: object, at: Path) -> str:
    """What a command prints, on both streams; fails where its status is not 0."""
    done = subprocess.run([*map(str, command)], cwd=at, env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True)
    printed = done.stdout + done.stderr
    assert done.returncode == 0, printed
    return printed


def test_every_file_of_the_program_is_in_the_wheel(environment: Path) -> None:
    """Also templates, pictures, translations and migrations of the portal, which no import asks for."""
    site = next(environment.glob("lib/python3*/site-packages"))
    tracked = subprocess.run(["git", "ls-files", "assembler"], cwd=ROOT, capture_output=True, text=True, check=True)
    files = [name for name in tracked.stdout.splitlines() if not name.endswith(".po")]
    assert len(files) > 500
    assert [name for name in files if not (site / name).is_file()] == []


def test_example_is_begun_and_built(environment: Path, tmp_path: Path) -> None:
    program = environment / "bin/assembler"
    where = run(environment / "bin/python", "-c", "import assembler; print(assembler.__file__)", at=tmp_path)
    assert where.startswith(str(environment))
    run(program, "new", "report", "report", "--example", at=tmp_path)
    assert "build/final/A-75-345.pdf\n" in run(program, "build", "-C", "report", "--final", at=tmp_path)
    assert "all is as manifest.json says" in run(program, "verify", "report/build/final", at=tmp_path)


def test_form_and_page_have_their_templates(environment: Path, tmp_path: Path) -> None:
    program = environment / "bin/assembler"
    run(program, "new", "report", "report", at=tmp_path)
    run(program, "new", "contribution", "-C", "report", "unhcr", "--to", "docx", at=tmp_path)
    run(program, "status", "-C", "report", "--format", "html", "-o", "status.html", at=tmp_path)
    assert (tmp_path / "report/build/forms/unhcr.docx").is_file()
    assert (tmp_path / "status.html").is_file()
