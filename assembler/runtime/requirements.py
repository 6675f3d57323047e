"""What this machine has of what the program needs: looked at, never changed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from ctypes.util import find_library
from importlib.metadata import PackageNotFoundError, version

from assembler.model.value import Value
from assembler.runtime.environment import surroundings

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
TIMES_FACES = ("Times New Roman", "Liberation Serif", "Tinos", "Nimbus Roman", "TeX Gyre Termes")
"""Faces with the widths of Times New Roman."""
SCRIPT_FACES = {"Noto Naskh Arabic": ("Arabic", "fonts-noto-core"), "Noto Serif CJK SC": ("Chinese", "fonts-noto-cjk")}
"""The faces for versions in other scripts, each with its script and its Debian package."""


class Need(Value):
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
    libraries = (_library(*pair) for pair in LIBRARIES.items())
    return (_python(), *map(_package, PACKAGES), *libraries, _times_face(), *map(_script_face, SCRIPT_FACES))


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
    family = _family("Times New Roman")
    packages = "fonts-liberation" if family else "fontconfig fonts-liberation"
    found = family if family in TIMES_FACES else ""
    return Need("a face with the widths of Times New Roman", found, f"apt-get install {packages}")


def _script_face(name: str) -> Need:
    """A face without which the letters of a script come from whatever the machine has, or as empty boxes."""
    script, package = SCRIPT_FACES[name]
    found = name if _family(name) == name else ""
    return Need(f"a face for {script}, {name}", found, f"apt-get install {package}", required=False)


def _family(name: str) -> str:
    """The family that Fontconfig gives for a name; empty where there is no Fontconfig."""
    program = shutil.which("fc-match")
    if program is None:
        return ""
    return fontconfig_says(program, "%{family[0]}", name).strip()


def fontconfig_says(program: str, form: str, pattern: str) -> str:
    """What a program of Fontconfig says in this form of what matches a pattern; a name may hold any byte."""
    command = [program, f"--format={form}", pattern]
    done = subprocess.run(command, capture_output=True, check=False, env=surroundings())
    return done.stdout.decode("utf-8", "replace")
