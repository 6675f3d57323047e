"""What the machine is said to have and to lack."""

from __future__ import annotations

import shutil
import tomllib

import pytest
from packaging.requirements import Requirement as PackageRequirement

from assembler.__main__ import run
from assembler.runtime import requirements as machine
from assembler.runtime.requirements import Requirement, check_requirements
from tests.conftest import ROOT


def test_font_that_only_stands_in_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "_family", lambda _: "DejaVu Sans")
    assert [need.found for need in check_requirements() if need.name.startswith("a font")] == [""]


def test_without_fontconfig_no_font_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    (font,) = [need for need in check_requirements() if need.name.startswith("a font")]
    assert font.found == ""
    assert "fontconfig" in font.remedy


def test_doctor_passes_what_is_only_optional(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    optional = Requirement("a font for Arabic", "", "apt-get install it", required=False)
    monkeypatch.setattr(
        "assembler.commands.doctor.check_requirements", lambda: (Requirement("Python", "3.12"), optional)
    )
    monkeypatch.setattr("assembler.commands.doctor.check_fonts_around", lambda *_: ())
    assert run(["doctor"]) == 0
    assert capsys.readouterr().out == "ok       Python: 3.12\noptional a font for Arabic: apt-get install it\n"


def test_doctor_fails_for_what_is_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "assembler.commands.doctor.check_requirements", lambda: (Requirement("Python", "", "install it"),)
    )
    assert run(["doctor"]) == 2


def test_every_package_that_the_project_needs_is_looked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert list(machine.PACKAGES) == [PackageRequirement(requirement).name for requirement in project["dependencies"]]
