"""How a package is installed on each kind of system."""

from __future__ import annotations

import platform
import sys

import pytest

from assembler.runtime.requirements import LIBRARIES, SCRIPT_FONTS
from assembler.runtime.system_packages import explain_installation
from tests.conftest import ROOT

PACKAGES = {*LIBRARIES.values(), "fontconfig", "fonts-liberation", *(package for _, package in SCRIPT_FONTS.values())}
"""Everything that can be missing, as Debian names it."""
LINUX = {
    "debian": ({"ID": "debian"}, "apt-get install libpango-1.0-0 fonts-liberation"),
    "ubuntu": ({"ID": "ubuntu", "ID_LIKE": "debian"}, "apt-get install libpango-1.0-0 fonts-liberation"),
    "rocky": ({"ID": "rocky", "ID_LIKE": "rhel centos fedora"}, "dnf install pango liberation-serif-fonts"),
    "manjaro": ({"ID": "manjaro", "ID_LIKE": "arch"}, "pacman -S pango ttf-liberation"),
    "alpine": ({"ID": "alpine"}, "apk add pango font-liberation"),
    "unknown": ({"ID": "strange"}, "apt-get install libpango-1.0-0 fonts-liberation"),
}


@pytest.mark.parametrize("name", LINUX)
def test_each_kind_of_linux_has_its_command(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    release, command = LINUX[name]
    monkeypatch.setattr(platform, "freedesktop_os_release", lambda: release)
    assert explain_installation("libpango-1.0-0", "fonts-liberation") == command


def test_macos_has_one_package_for_several_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert (
        explain_installation("libpango-1.0-0", "libharfbuzz0b", "fonts-liberation")
        == "brew install pango font-liberation"
    )


def test_windows_is_sent_to_wsl(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert explain_installation("fonts-noto-cjk") == "use the program in WSL, where the package is fonts-noto-cjk"


@pytest.mark.parametrize("kind", ["fedora", "arch", "alpine"])
def test_everything_that_can_be_missing_has_a_name_there(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "freedesktop_os_release", lambda: {"ID": kind})
    assert all("apt-get" not in explain_installation(package) for package in PACKAGES)


def test_container_installs_everything_that_can_be_missing() -> None:
    recipe = (ROOT / ".ci/Containerfile").read_text(encoding="utf-8")
    assert [package for package in sorted(PACKAGES) if package not in recipe.split()] == []
