"""LibreOffice and its bridge now and then go by themselves: what they were to do is done anew, three times at most."""

from __future__ import annotations

from pathlib import Path
from shutil import which

import pytest
from docx import Document

from tests import office

pytestmark = pytest.mark.slow

_GOES = """#!/bin/sh
echo once more >> {log}
[ $(wc -l < {log}) -gt {times} ] || kill -SEGV $$
exec {command} "$@"
"""


def goes(folder: Path, command: str, times: int) -> Path:
    """A program that ends by a signal so many times before it runs."""
    program = folder / Path(command).name
    program.write_text(_GOES.format(log=folder / "log", times=times, command=command))
    program.chmod(0o755)
    return program


def words(path: Path) -> list[str]:
    return [paragraph.text for paragraph in Document(str(path)).paragraphs]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    document = Document()
    document.add_paragraph("The cat sat here.")
    path = tmp_path / "cat.docx"
    document.save(str(path))
    return path


@pytest.mark.skipif(not office.can_edit(), reason="LibreOffice's bindings for Python are not installed")
def test_session_is_held_anew(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "PYTHON", str(goes(file.parent, office.PYTHON, times=2)))
    saved = file.with_name("saved.docx")
    saved.write_bytes(office.edit(file.read_bytes(), [["replace", "cat", "dog"]], file.parent))
    assert words(saved) == ["The dog sat here."]


def test_session_that_never_ends_well_fails(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "PYTHON", str(goes(file.parent, "/bin/true", times=3)))
    with pytest.raises(AssertionError, match="saved nothing"):
        office.edit(file.read_bytes(), [], file.parent)


def test_file_is_converted_anew(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    soffice = which("soffice")
    assert soffice is not None
    office.make_profile()  # before the other program takes its place
    goes(file.parent, soffice, times=1)
    monkeypatch.setenv("PATH", str(file.parent), prepend=":")
    (printed,) = office.print_out({"cat": file.read_bytes()}, file.parent).values()
    assert office.text_of_pages(printed).split() == ["The", "cat", "sat", "here."]
