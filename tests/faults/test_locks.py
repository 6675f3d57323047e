"""One at a time: who waits is told for whom, who has died holds nobody up, and what is printed is of one moment."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assembler import build
from assembler.__main__ import run
from assembler.load import Loaded, load
from assembler.merge import merge
from assembler.storage import lock, report_files
from assembler.storage.atomic import hidden_path
from assembler.storage.files import read_bytes
from assembler.storage.lock import hold_lock
from assembler.storage.report_files import ReportFiles
from tests.conftest import ROOT, MakeReport, contribution, small_report, write_all
from tests.faults.test_whole import with_edited_draft

pytestmark = pytest.mark.slow

NAME = "build/.assembler-lock"
BUILD = [sys.executable, "-m", "assembler", "build", "--to", "txt", "-C"]


def started(root: Path) -> subprocess.Popen[str]:
    return subprocess.Popen([*BUILD, str(root)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_ten_builds_at_once_all_succeed_one_after_the_other(make_report: MakeReport) -> None:
    root = make_report()
    processes = [started(root) for _ in range(10)]
    said = [process.communicate()[1] for process in processes]
    assert [process.returncode for process in processes] == [0] * 10, said
    assert run(["verify", str(root / "build/draft")]) == 0
    assert [path.name for path in (root / "build").iterdir()] == ["draft"]


def test_who_waits_is_told_for_whom_and_then_builds(make_report: MakeReport) -> None:
    root = make_report()
    with hold_lock(root / NAME, lambda _: None):
        process = started(root)
        assert process.stderr is not None
        line = process.stderr.readline()
        assert line.startswith(f"Waiting for process {os.getpid()} (“")
        assert line.endswith(f"which is at work in {root / 'build'}.\n")
        assert process.poll() is None
    process.communicate()
    assert process.returncode == 0


def test_lock_that_is_a_pipe_is_not_waited_for(make_report: MakeReport) -> None:
    root = make_report()
    (root / "build/.assembler-0123456789ab-new").mkdir(parents=True)
    os.mkfifo(root / "build/.assembler-0123456789ab-lock")
    assert subprocess.run([*BUILD, str(root)], cwd=ROOT, check=False, capture_output=True, timeout=60).returncode == 0
    assert not (root / "build/.assembler-0123456789ab-new").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "--to", "txt"),
        ("check", "--fix"),
        ("consolidate", "au"),
        ("clear", "unhcr", "--by", "A. Person"),
        ("new", "contribution", "unhcr", "asean"),
        ("merge", "/dev/null"),
        ("import", "/dev/null"),
    ],
    ids=lambda case: case[0],
)
def test_whoever_waits_too_long_has_done_nothing(
    make_report: MakeReport,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
) -> None:
    root = make_report()
    monkeypatch.setattr(lock, "PATIENCE", 0.2)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    with hold_lock(root / NAME, lambda _: None):
        assert run([*arguments, "-C", str(root)]) == 2
    said = capsys.readouterr().err.splitlines()
    assert said[0].startswith(f"Waiting for process {os.getpid()} (“")
    assert said[1].startswith(f"assembler: process {os.getpid()} (“")
    assert said[1].endswith("so nothing was done; wait for it, or end it.")
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_lock_of_a_process_that_has_died_holds_nobody_up(make_report: MakeReport) -> None:
    root = make_report()
    code = "import os; from pathlib import Path; from assembler.storage.lock import hold_lock\n"
    code += f"with hold_lock(Path({str(root / NAME)!r}), print): os.kill(os.getpid(), 9)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == -9
    assert (root / NAME).exists()
    assert run(["build", "--to", "txt", "-C", str(root)]) == 0
    assert not (root / NAME).exists()


def test_lock_that_the_disk_gives_up_badly_undoes_nothing(tmp_path: Path) -> None:
    with hold_lock(tmp_path / "lock", lambda _: None):
        for handle in Path("/proc/self/fd").iterdir():
            if handle.is_symlink() and handle.readlink() == tmp_path / "lock":
                os.close(int(handle.name))
    assert not (tmp_path / "lock").exists()


def test_lock_can_be_looked_at_by_others_whatever_is_usual_for_our_files(tmp_path: Path) -> None:
    usual = os.umask(0o077)
    try:
        with hold_lock(tmp_path / "lock", lambda _: None):
            assert (tmp_path / "lock").stat().st_mode & 0o777 == 0o644
    finally:
        os.umask(usual)


def test_place_that_holds_no_files_is_named_and_not_waited_for(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "PAUSE", 0.001)
    assert run(["build", "--to", "txt", "-C", str(make_report()), "--out", "/proc/out"]) == 2
    assert "assembler: /proc cannot be written: No such file or directory.\n" in capsys.readouterr().err


def test_lock_is_never_written_through_a_link(make_report: MakeReport, tmp_path: Path) -> None:
    root = make_report()
    mine = tmp_path / "mine"
    mine.write_text("mine")
    (root / "build").mkdir()
    (root / NAME).symlink_to(mine)
    assert run(["build", "--to", "txt", "-C", str(root)]) == 2
    assert mine.read_text() == "mine"


def test_what_a_lock_says_is_shown_without_signs_that_steer_a_terminal(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_report()
    monkeypatch.setattr(lock, "PATIENCE", 0.2)
    with hold_lock(root / NAME, lambda _: None):
        (root / NAME).write_text("\x1b[31mprocess 1\x07")
        assert run(["build", "--to", "txt", "-C", str(root)]) == 2
    assert "Waiting for [31mprocess 1, which" in capsys.readouterr().err


@pytest.fixture
def of_nobody() -> Iterator[Path]:
    """A report of somebody without rights, which only the superuser can make."""
    if os.geteuid() != 0:
        pytest.skip("only the superuser can be somebody else")
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    write_all(folder / "report", small_report())
    (folder / "report/build").mkdir()
    for path in (folder, *folder.rglob("*")):
        shutil.chown(path, 65534, 65534)
    yield folder / "report"
    shutil.rmtree(folder)


def test_lock_that_somebody_else_has_left_holds_nobody_up(of_nobody: Path) -> None:
    (of_nobody / NAME).write_text("process 1")
    (of_nobody / NAME).chmod(0o644)
    ran = subprocess.run([*BUILD, str(of_nobody)], cwd=ROOT, user=65534, group=65534, capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert [path.name for path in (of_nobody / "build").iterdir()] == ["draft"]


@pytest.mark.parametrize(
    ("place", "mode", "needed"),
    [
        ("contributions/unhcr/au.md", 0o000, "cannot be read: Permission denied; the right to do so is needed."),
        ("contributions/unhcr", 0o000, "cannot be read: Permission denied; the right to do so is needed."),
        ("contributions", 0o000, "Permission denied; the right to do so is needed."),
        ("build", 0o555, "cannot be written: Permission denied; the right to do so is needed."),
        ("build", 0o555, "/build is write-protected: “chmod u+rwx "),
    ],
)
def test_missing_right_is_said_in_one_sentence(of_nobody: Path, place: str, mode: int, needed: str) -> None:
    command = [*BUILD, str(of_nobody)]
    subprocess.run(command, cwd=ROOT, user=65534, group=65534, capture_output=True, check=True)
    before = {path.name: path.read_bytes() for path in (of_nobody / "build/draft").iterdir()}
    (of_nobody / place).chmod(mode)
    ran = subprocess.run(command, cwd=ROOT, user=65534, group=65534, capture_output=True, text=True, check=False)
    (of_nobody / place).chmod(0o755)
    assert ran.returncode == 2
    assert ran.stderr.startswith("assembler: ")
    assert ran.stderr.count("\n") == 1
    assert str(of_nobody / place) in ran.stderr
    assert needed in ran.stderr
    assert {path.name: path.read_bytes() for path in (of_nobody / "build/draft").iterdir()} == before


def keep_by_root(root: Path) -> tuple[str, ...]:
    shutil.chown(root / "build", 0, 0)
    return ()


def keep_report_by_root(root: Path) -> tuple[str, ...]:
    shutil.rmtree(root / "build")
    shutil.chown(root, 0, 0)
    return ()


def keep_in_shared_folder(root: Path) -> tuple[str, ...]:
    (root / "shared/out").mkdir(parents=True)
    (root / "shared").chmod(0o1777)
    (root / "shared/out/manifest.json").write_text('{"draft": true}')
    return ("--out", str(root / "shared/out"))


def leave_in_shared_folder(root: Path) -> tuple[str, ...]:
    left = hidden_path(root / "shared/out")
    left.mkdir(parents=True)
    (root / "shared").chmod(0o1777)
    return ("--out", str(root / "shared/out"))


@pytest.mark.parametrize(
    ("change", "way_out"),
    [
        (keep_by_root, "/build belongs to root: ask for the right to write there, or rename the folder, and a new one"),
        (keep_report_by_root, "/report belongs to root: ask for the right to write there."),
        (keep_in_shared_folder, "/shared/out belongs to root: ask for its removal, or name another folder."),
        (leave_in_shared_folder, "-new belongs to root: ask for its removal, or name another folder."),
    ],
)
def test_folder_of_somebody_else_is_named_with_its_owner_and_a_way_out(
    of_nobody: Path, change: Callable[[Path], tuple[str, ...]], way_out: str
) -> None:
    command = [*BUILD, str(of_nobody)]
    subprocess.run(command, cwd=ROOT, user=65534, group=65534, capture_output=True, check=True)
    command = [*command, "--label", "draft 2", *change(of_nobody)]
    ran = subprocess.run(command, cwd=ROOT, user=65534, group=65534, capture_output=True, text=True, check=False)
    assert ran.returncode == 2
    assert ran.stderr.count("\n") == 1
    assert way_out in ran.stderr


def test_outputs_of_somebody_else_are_replaced_where_the_folder_allows_it(of_nobody: Path) -> None:
    command = [*BUILD, str(of_nobody)]
    subprocess.run(command, cwd=ROOT, user=65534, group=65534, capture_output=True, check=True)
    shutil.chown(of_nobody / "build/draft", 0, 0)
    (of_nobody / "build/draft").chmod(0o555)
    for label in ("draft 2", "draft 3"):
        ran = subprocess.run(
            [*command, "--label", label], cwd=ROOT, user=65534, group=65534, capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, ran.stderr
        assert label in (of_nobody / "build/draft/manifest.json").read_text(encoding="utf-8")


def test_full_disk_is_said_in_one_sentence_and_the_old_set_stays() -> None:
    folder = Path(tempfile.mkdtemp())
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(folder)]
    if os.geteuid() != 0 or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("only the superuser can mount a disk that is soon full")
    try:
        write_all(folder, small_report())
        assert run(["build", "--to", "txt", "-C", str(folder)]) == 0
        before = {path.name: path.read_bytes() for path in (folder / "build/draft").iterdir()}
        (folder / "contributions/general/summary.md").write_text("Now there is something to build.\n")
        free = os.statvfs(folder)
        (folder / "filler").write_bytes(bytes((free.f_bavail - 5) * free.f_bsize))
        ran = subprocess.run([*BUILD, str(folder)], cwd=ROOT, capture_output=True, text=True, check=False)
        assert ran.returncode == 2
        assert ran.stderr.startswith(
            f"assembler: {folder}/build/draft cannot be written: No space left on device; room"
        )
        assert ran.stderr.endswith("bytes is needed.\n")
        assert {path.name: path.read_bytes() for path in (folder / "build/draft").iterdir()} == before
        (folder / "filler").unlink()
        assert run(["build", "--to", "txt", "-C", str(folder)]) == 0
        assert sorted(path.name for path in (folder / "build").iterdir()) == ["draft"]
    finally:
        subprocess.run(["umount", str(folder)], check=True)
        folder.rmdir()


def test_outputs_that_came_with_the_image_of_a_container_are_replaced() -> None:
    folder = Path(tempfile.mkdtemp())
    layers = {name: folder / name for name in ("image", "upper", "work", "container")}
    root = layers["container"]
    disk = ["mount", "-t", "tmpfs", "none", str(folder)]
    if os.geteuid() != 0 or subprocess.run(disk, check=False, capture_output=True).returncode:
        pytest.skip("only the superuser can mount the disk of a container")
    try:
        for layer in layers.values():
            layer.mkdir()
        write_all(layers["image"], small_report())
        assert run(["build", "--to", "txt", "-C", str(layers["image"])]) == 0
        options = f"lowerdir={layers['image']},upperdir={layers['upper']},workdir={layers['work']}"
        overlay = ["mount", "-t", "overlay", "-o", options, "none", str(root)]
        if subprocess.run(overlay, check=False, capture_output=True).returncode:
            pytest.skip("this system has no overlay")
        try:
            (root / "contributions/unhcr/au.md").write_text(contribution("unhcr", "au", "Other words."))
            assert run(["build", "--to", "txt", "-C", str(root)]) == 0
            assert run(["verify", str(root / "build/draft"), "-C", str(root)]) == 0
            assert sorted(path.name for path in (root / "build").iterdir()) == ["draft"]
            assert run(["build", "--to", "html", "-C", str(root)]) == 0
        finally:
            subprocess.run(["umount", str(root)], check=True)
    finally:
        subprocess.run(["umount", str(folder)], check=True)
        folder.rmdir()


# Of one moment


def test_file_that_changes_while_others_are_read_is_read_again(
    make_report: MakeReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_report()
    readings = []

    read_once = report_files._read_folder

    def read_and_edit(folder: Path, listing: Any) -> ReportFiles:
        read = read_once(folder, listing)
        if not readings:
            for name in ("unhcr", "who"):
                edited = contribution(name, "au", "Both were edited.").replace("status", "also: [asean]\nstatus")
                (root / f"contributions/{name}/au.md").write_text(edited)
        readings.append(read)
        return read

    monkeypatch.setattr(report_files, "_read_folder", read_and_edit)
    assert run(["build", "--to", "txt", "-C", str(root)]) in (0, 1)
    assert len(readings) == 2
    text = (root / "build/draft/A-75-345.txt").read_text(encoding="utf-8")
    assert text.count("Both were edited.") == 2


@pytest.mark.parametrize("command", [("build", "--to", "txt"), ("check",)])
def test_file_that_vanishes_for_a_moment_is_looked_for_again(
    make_report: MakeReport, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    """As some editors save: the old file goes, then the new one comes."""
    root = make_report()
    text, aside = root / "contributions/unhcr/au.md", root / "aside"
    real = read_bytes
    moved = []

    def vanishing(path: Path | str) -> bytes:
        if aside.exists():
            aside.rename(text)
        if str(path) == str(text) and not moved:
            moved.append(path)
            text.rename(aside)
        return real(path)

    monkeypatch.setattr(report_files, "read_bytes", vanishing)
    assert run([*command, "-C", str(root)]) == 0
    assert moved


def test_file_that_changes_while_outputs_are_written_is_not_taken_for_their_input(
    make_report: MakeReport, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_report()
    write_here = build.write_here

    def edit_and_write(*arguments: object) -> dict[str, bytes]:
        (root / "contributions/unhcr/au.md").write_text("later")
        return write_here(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(build, "write_here", edit_and_write)
    assert run(["build", "--to", "txt", "-C", str(root)]) == 0
    assert json.loads((root / "build/draft/manifest.json").read_text())["inputs"]["contributions/unhcr/au.md"]
    capsys.readouterr()
    assert run(["verify", str(root / "build/draft"), "-C", str(root)]) == 1
    assert "contributions/unhcr/au.md" in capsys.readouterr().out


@pytest.mark.parametrize("saved", ["title: [", None])
def test_plan_that_is_being_saved_during_a_merge_is_that_of_its_beginning(
    make_report: MakeReport, monkeypatch: pytest.MonkeyPatch, saved: str | None
) -> None:
    """A merge reads the texts once more, as they would be, to see whether all has come in."""
    root = make_report()
    with_edited_draft(root)
    plan = root / "contributions/report.yaml"

    def load_and_save(*arguments: object, **named: object) -> Loaded:
        loaded = load(*arguments, **named)  # type: ignore[arg-type]
        if saved is None:
            plan.unlink(missing_ok=True)
        else:
            plan.write_text(saved)
        return loaded

    monkeypatch.setattr(merge, "load", load_and_save)
    assert run(["merge", str(root / "edited.docx"), "-C", str(root)]) == 0
    assert "UNHCR advised" in (root / "contributions/consolidated/au.md").read_text()


@pytest.mark.parametrize("command", [("build",), ("build", "--out", "."), ("compare", "{0}", "{0}", "--out", "..")])
def test_folder_in_which_somebody_works_is_not_replaced(
    make_report: MakeReport,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: tuple[str, ...],
) -> None:
    root = make_report()
    here = root / ("build/draft/in" if ".." in command else "build/draft")
    here.mkdir(parents=True)
    monkeypatch.chdir(here)
    assert run([argument.format(root) for argument in command]) == 2
    said = f"assembler: You are in {root}/build/draft, which would be replaced as a whole; "
    assert capsys.readouterr().err.startswith(said)
    assert list(here.iterdir()) == []


def test_folder_that_has_gone_under_somebody_is_named(
    make_report: MakeReport, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here = make_report() / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    here.rmdir()
    assert run(["build", "--to", "txt"]) == 2
    assert "The folder in which you work is no longer there" in capsys.readouterr().err
    assert run(["build", "--to", "txt", "-C", str(here.parent)]) == 0
