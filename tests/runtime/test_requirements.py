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


@pytest.mark.parametrize("name", ["a face for Arabic, Noto Naskh Arabic", "a face for Chinese, Noto Serif CJK SC"])
def test_faces_of_other_scripts_are_looked_for_and_not_required(name: str) -> None:
    (face,) = [need for need in check_requirements() if need.name == name]
    assert not face.required
    assert face.remedy.startswith("apt-get install fonts-noto-")


def test_a_face_that_only_stands_in_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "_family", lambda _: "DejaVu Sans")
    assert [need.found for need in check_requirements() if need.name.startswith("a face")] == ["", "", ""]


def test_without_fontconfig_no_face_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    faces = [need for need in check_requirements() if need.name.startswith("a face")]
    assert [need.found for need in faces] == ["", "", ""]
    assert "fontconfig" in faces[0].remedy


def test_doctor_passes_what_is_only_optional(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    optional = Requirement("a face for Arabic", "", "apt-get install it", required=False)
    monkeypatch.setattr(
        "assembler.commands.doctor.check_requirements", lambda: (Requirement("Python", "3.12"), optional)
    )
    assert run(["doctor"]) == 0
    assert capsys.readouterr().out == "ok       Python: 3.12\noptional a face for Arabic: apt-get install it\n"


def test_doctor_fails_for_what_is_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "assembler.commands.doctor.check_requirements", lambda: (Requirement("Python", "", "install it"),)
    )
    assert run(["doctor"]) == 2


def test_every_package_that_the_project_needs_is_looked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert list(machine.PACKAGES) == [PackageRequirement(it).name for it in project["dependencies"]]
