"""What somebody has edited among the outputs is kept when a build replaces them: no word of it is lost."""

from __future__ import annotations

import errno
import os
import re
import shutil
from pathlib import Path

import pytest
from docx import Document

from assembler.__main__ import run
from assembler.errors import Unreadable
from assembler.storage.edited_outputs import EDITED, back_up_edited_outputs
from tests.conftest import MakeReport

WORD = "A-75-345.docx"


@pytest.fixture
def root(make_report: MakeReport) -> Path:
    """A report with a draft in Word and as text."""
    made = make_report()
    assert build(made) == 0
    return made


def build(root: Path, *options: str) -> int:
    return run(["build", "-C", str(root), "--to", "docx,txt", *options])


def kept(root: Path) -> dict[str, bytes]:
    folder = root / EDITED
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())} if folder.is_dir() else {}


def edit(path: Path) -> bytes:
    """Changes a word of the text in Word; gives the file as it is then."""
    document = Document(str(path))
    paragraph = next(candidate for candidate in document.paragraphs if "UNHCR worked" in candidate.text)
    run_ = next(run for run in paragraph.runs if "worked" in run.text)
    run_.text = run_.text.replace("worked", "toiled")
    document.save(str(path))
    return path.read_bytes()


def test_nothing_is_kept_of_what_a_build_has_written(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "contributions/unhcr/au.md").touch()
    build(root, "--label", "second")
    build(root, "--final")
    build(root, "--to", "html")
    build(root)
    assert kept(root) == {}
    assert EDITED not in capsys.readouterr().err


def test_draft_edited_where_it_lies_is_kept_and_can_be_merged(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edited = edit(root / "build/draft" / WORD)
    assert build(root) == 0
    (name,) = kept(root)
    assert kept(root)[name] == edited
    said = capsys.readouterr().err
    assert f"{WORD} was not as a build had written it and has been replaced; it is kept as {EDITED}/{name}; " in said
    assert f"“assembler merge {EDITED}/{name}” takes its words over." in said
    assert (root / "build/draft" / WORD).read_bytes() != edited
    assert run(["merge", str(root / EDITED / name), "-C", str(root)]) == 0
    assert "UNHCR toiled" in (root / "contributions/consolidated/au.md").read_text()


def test_edit_of_a_text_that_has_gone_since_is_shown_with_all_its_words(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The organization has got another id, and lines are counted from 1: there is none to name."""
    edit(root / "build/draft" / WORD)
    for path in (root / "contributions").rglob("*.*"):
        path.write_text(re.sub(r"\bau\b", "afu", path.read_text()))
        path.rename(path.with_name(path.name.replace("au.md", "afu.md")))
    assert run(["merge", str(root / "build/draft" / WORD), "-C", str(root)]) == 1
    said = capsys.readouterr().err
    assert "contributions/consolidated/au.md: these words have changed since the draft was built" in said
    assert "in Word:   UNHCR toiled" in said


def test_the_same_edit_is_kept_once(root: Path) -> None:
    edited = edit(root / "build/draft" / WORD)
    for _ in range(2):
        (root / "build/draft" / WORD).write_bytes(edited)
        build(root)
    assert list(kept(root).values()) == [edited]


def test_files_that_somebody_has_put_among_the_outputs_are_kept(root: Path) -> None:
    draft = root / "build/draft"
    shutil.copy(draft / WORD, draft / "by Jane.docx")
    (draft / "remarks").mkdir()
    (draft / "remarks/one.txt").write_text("Remarks")
    (draft / "~$A-75-345.docx").write_text("open in Word")
    (draft / ".~lock.A-75-345.docx#").write_text("open in LibreOffice")
    (draft / "elsewhere.txt").symlink_to("/etc/hostname")
    build(root)
    assert sorted(name.rpartition("-")[0] for name in kept(root)) == ["by Jane", "one"]
    assert sorted(path.name for path in draft.iterdir()) == [WORD, "A-75-345.txt", "manifest.json", "report.json"]


def test_what_lies_on_another_disk_is_kept_too(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def other_disk(*_: object) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    edited = edit(root / "build/draft" / WORD)
    monkeypatch.setattr(os, "link", other_disk)
    build(root)
    assert list(kept(root).values()) == [edited]


def test_folder_of_somebody_else_is_neither_copied_nor_replaced(root: Path, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters/one.txt").write_text("Dear colleague")
    assert build(root, "--out", str(tmp_path / "letters")) == 2
    assert kept(root) == {}


def test_what_cannot_be_kept_is_not_replaced(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edited = edit(root / "build/draft" / WORD)
    (root / EDITED).write_text("no folder")
    assert build(root) == 2
    assert f"{root / EDITED} is a file, where a folder is needed" in capsys.readouterr().err
    assert (root / "build/draft" / WORD).read_bytes() == edited


# One folder, whoever has written it


def outputs(folder: Path, manifest: str, **files: str) -> Path:
    """A folder of outputs, in which all files are somebody's edits that the manifest does not know."""
    folder.mkdir(parents=True)
    for name, words in {"manifest.json": manifest, **files}.items():
        (folder / name).write_text(words)
    return folder


def told(folder: Path, root: Path) -> list[str]:
    said: list[str] = []
    back_up_edited_outputs(folder, root, said.append)
    return said


@pytest.mark.parametrize("manifest", ["", "[]", "{}", '{"outputs": []}', '{"outputs": {}}', "[" * 100_000])
def test_everything_is_kept_where_the_manifest_knows_nothing(tmp_path: Path, manifest: str) -> None:
    folder = outputs(tmp_path / "out", manifest, a="1", **{"report.json": "{}", "z.docx": "2"})
    one, two = ("6b86b273", "d4735e3a")
    replaced = "was not as a build had written it and has been replaced; it is kept as"
    assert told(folder, tmp_path / "report") == [
        f"a {replaced} {EDITED}/a-{one}.",
        f"z.docx {replaced} {EDITED}/z-{two}.docx; “assembler merge {EDITED}/z-{two}.docx” takes its words over.",
    ]
    assert kept(tmp_path / "report") == {f"a-{one}": b"1", f"z-{two}.docx": b"2"}


def test_what_is_kept_takes_no_room_on_the_same_disk(tmp_path: Path) -> None:
    folder = outputs(tmp_path / "out", "{}", a="1", b="2")
    told(folder, tmp_path / "report")
    numbers = {path.stat().st_ino for path in (tmp_path / "report" / EDITED).iterdir()}
    assert numbers == {(folder / name).stat().st_ino for name in ("a", "b")}


def test_file_that_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    folder = outputs(tmp_path / "out", "{}", a="1")
    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(Unreadable, match=r"out/a cannot be read: Permission denied; the right to do so is needed\."):
        told(folder, tmp_path)
