"""Checks which packages, libraries and fonts this machine has, of those that the program needs."""

from __future__ import annotations

import shutil
import subprocess
import sys
from ctypes.util import find_library
from importlib.metadata import PackageNotFoundError, version

from assembler.model.value import Value
from assembler.runtime.environment import program_environment
from assembler.runtime.system_packages import explain_installation

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
    "cryptography",
    "jinja2",
    "lxml",
    "markdown",
    "msgspec",
    "python-docx",
    "qrcodegen",
    "pyyaml",
    "rapidfuzz",
    "watchfiles",
    "weasyprint",
)
"""The packages of Python that pyproject.toml names."""
TIMES_FONTS = ("Times New Roman", "Liberation Serif", "Tinos", "Nimbus Roman", "TeX Gyre Termes")
"""Fonts with the widths of Times New Roman."""
SCRIPT_FONTS = {"Arabic": ("Noto Naskh Arabic", "fonts-noto-core"), "Chinese": ("Noto Serif CJK SC", "fonts-noto-cjk")}
"""By script, the font of report.css for it, and its Debian package."""


class Requirement(Value):
    """A package, library or font that the program needs."""

    name: str
    """What it is."""
    found: str
    """What the machine has; empty where the requirement is missing."""
    remedy: str = ""
    """How to install it."""
    required: bool = True
    """Whether the program cannot do without."""


def check_requirements() -> tuple[Requirement, ...]:
    """Everything the program needs, in the order in which it would be missed."""
    libraries = (_check_library(*pair) for pair in LIBRARIES.items())
    return (_check_python(), *map(_check_package, PACKAGES), *libraries, _times_font())


def _check_python() -> Requirement:
    running = ".".join(str(part) for part in sys.version_info[:3])
    return Requirement("Python 3.12 or newer", running if sys.version_info >= (3, 12) else "", "install a newer Python")


def _check_package(name: str) -> Requirement:
    try:
        return Requirement(f"package {name}", version(name))
    except PackageNotFoundError:
        return Requirement(f"package {name}", "", f"pip install {name}")


def _check_library(name: str, package: str) -> Requirement:
    return Requirement(f"library {name}", find_library(name) or "", explain_installation(package))


def _times_font() -> Requirement:
    """The font in which the PDF is set: the first that Fontconfig knows with the widths of Times New Roman."""
    family = _family("Times New Roman")
    packages = ("fonts-liberation",) if family else ("fontconfig", "fonts-liberation")
    name = family if family in TIMES_FONTS else ""
    return Requirement("a font with the widths of Times New Roman", name, explain_installation(*packages))


def _family(name: str) -> str:
    """The family that Fontconfig gives for a name; empty where there is no Fontconfig."""
    program = shutil.which("fc-match")
    if program is None:
        return ""
    return ask_fontconfig(program, "%{family[0]}", name).strip()


def ask_fontconfig(program: str, form: str, pattern: str) -> str:
    """The output of a Fontconfig program, in this format, for a pattern; names may hold any bytes."""
    command = [program, f"--format={form}", pattern]
    done = subprocess.run(command, capture_output=True, check=False, env=program_environment())
    return done.stdout.decode("utf-8", "replace")
