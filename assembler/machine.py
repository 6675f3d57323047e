"""What this machine has of what the program needs: looked at, never changed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from ctypes.util import find_library
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

LIBRARIES = {
    "pango-1.0": "libpango-1.0-0",
    "pangoft2-1.0": "libpangoft2-1.0-0",
    "harfbuzz": "libharfbuzz0b",
    "harfbuzz-subset": "libharfbuzz-subset0",
    "fontconfig": "libfontconfig1",
}
"""The system libraries of the PDF writer, each with its Debian package."""
PACKAGES = (
    "click",
    "jinja2",
    "lxml",
    "markdown",
    "pillow",
    "python-docx",
    "pyyaml",
    "rapidfuzz",
    "segno",
    "weasyprint",
)
TIMES_FACES = ("Times New Roman", "Liberation Serif", "Tinos", "Nimbus Roman", "TeX Gyre Termes")
"""Faces with the widths of Times New Roman."""


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that the program needs."""

    name: str
    """What it is."""
    found: str
    """What the machine has; empty where it has nothing."""
    remedy: str = ""
    """How to get it."""
    required: bool = True
    """Whether the program can't do without."""


def needs() -> tuple[Need, ...]:
    """Everything the program needs, in the order in which it would be missed."""
    return (_python(), *map(_package, PACKAGES), *(_library(*pair) for pair in LIBRARIES.items()), _times_face())


def _python() -> Need:
    running = ".".join(str(part) for part in sys.version_info[:3])
    return Need("Python 3.12 or newer", running if sys.version_info >= (3, 12) else "", "install a newer Python")


def _package(name: str) -> Need:
    try:
        return Need(f"package {name}", version(name))
    except PackageNotFoundError:
        return Need(f"package {name}", "", f"pip install {name}")


def _library(name: str, package: str) -> Need:
    return Need(f"library {name}", find_library(name) or "", f"apt-get install {package}")


def _times_face() -> Need:
    """The face in which the PDF is set: the first that Fontconfig knows and that has the widths of Times New Roman."""
    name = "a face with the widths of Times New Roman"
    program = shutil.which("fc-match")
    if program is None:
        return Need(name, "", "apt-get install fontconfig fonts-liberation")
    command = [program, "--format=%{family[0]}", "Times New Roman"]
    family = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    return Need(name, family if family in TIMES_FACES else "", "apt-get install fonts-liberation")
