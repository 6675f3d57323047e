"""Says how a system package is installed on this machine: by apt, dnf, pacman, apk or Homebrew.

The packages are named as Debian names them; other systems have other names, and one package for several libraries.
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Mapping
from contextlib import suppress

from assembler.model.value import Value


class _Installer(Value):
    """How packages are installed on a kind of system."""

    command: str
    """What is typed before their names."""
    names: Mapping[str, str]
    """The name of each package by its name in Debian; empty where another one brings it."""


_INSTALLERS = {
    "fedora": _Installer(
        "dnf install",
        {
            **dict.fromkeys(("libpango-1.0-0", "libpangoft2-1.0-0"), "pango"),
            **dict.fromkeys(("libharfbuzz0b", "libharfbuzz-subset0"), "harfbuzz"),
            **dict.fromkeys(("libfontconfig1", "fontconfig"), "fontconfig"),
            "fonts-liberation": "liberation-serif-fonts",
            "fonts-noto-core": "google-noto-naskh-arabic-fonts",
            "fonts-noto-cjk": "google-noto-serif-cjk-fonts",
        },
    ),
    "arch": _Installer(
        "pacman -S",
        {
            **dict.fromkeys(("libpango-1.0-0", "libpangoft2-1.0-0"), "pango"),
            **dict.fromkeys(("libharfbuzz0b", "libharfbuzz-subset0"), "harfbuzz"),
            **dict.fromkeys(("libfontconfig1", "fontconfig"), "fontconfig"),
            "fonts-liberation": "ttf-liberation",
            "fonts-noto-core": "noto-fonts",
            "fonts-noto-cjk": "noto-fonts-cjk",
        },
    ),
    "alpine": _Installer(
        "apk add",
        {
            **dict.fromkeys(("libpango-1.0-0", "libpangoft2-1.0-0"), "pango"),
            **dict.fromkeys(("libharfbuzz0b", "libharfbuzz-subset0"), "harfbuzz-subset"),
            **dict.fromkeys(("libfontconfig1", "fontconfig"), "fontconfig"),
            "fonts-liberation": "font-liberation",
            "fonts-noto-core": "font-noto-arabic",
            "fonts-noto-cjk": "font-noto-cjk",
        },
    ),
    "macos": _Installer(
        "brew install",
        {
            **dict.fromkeys(("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz0b", "libharfbuzz-subset0"), "pango"),
            **dict.fromkeys(("libfontconfig1", "fontconfig"), "fontconfig"),
            "fonts-liberation": "font-liberation",
            "fonts-noto-core": "font-noto-naskh-arabic",
            "fonts-noto-cjk": "font-noto-serif-cjk-sc",
        },
    ),
}
"""By kind of system; Debian, Ubuntu and what is made from them need no other names."""


def explain_installation(*packages: str) -> str:
    """The command that installs these packages of Debian, or what stands for them on this system."""
    if sys.platform == "win32":
        return "use the program in WSL, where the package is " + " ".join(packages)
    installer = _INSTALLERS.get(_find_kind())
    if installer is None:
        return f"apt-get install {' '.join(packages)}"
    return f"{installer.command} {' '.join(dict.fromkeys(installer.names[name] for name in packages))}"


def _find_kind() -> str:
    """The kind of this system."""
    if sys.platform == "darwin":
        return "macos"
    with suppress(OSError):
        system = platform.freedesktop_os_release()
        kinds = (system["ID"], *system.get("ID_LIKE", "").split())
        return next((kind for kind in kinds if kind in _INSTALLERS), "debian")
    return "debian"
