"""A machine that refuses what every program takes for granted: files to open, processes, libraries, room to speak."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, MakeReport, contribution, small_report, write_all

pytestmark = pytest.mark.slow

NOBODY = 65534


def called(root: Path, shell: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Calls the program in a report; the shell's words stand before it or, after a bar, behind it."""
    before, _, behind = shell.partition("|")
    words = " ".join(f"'{argument}'" for argument in (sys.executable, "-m", "assembler", *arguments))
    return subprocess.run(
        ["bash", "-c", f"{before} {words} {behind}"],
        cwd=root,
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
    )


def test_too_few_open_files_are_named(make_report: MakeReport) -> None:
    ran = called(make_report(), "ulimit -n 8;", "build", "--to", "pdf")
    assert ran.returncode == 2
    assert ran.stderr.startswith("assembler: The PDF cannot be written: ")
    assert "Too many open files; a higher limit for open files is needed (ulimit -n)" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


@pytest.fixture
def without_processes() -> Iterator[Path]:
    """A report of somebody who may start no process beside the one that is at work."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    write_all(folder / "report", small_report())
    for path in (folder, *folder.rglob("*")):
        if os.geteuid() == 0:
            shutil.chown(path, NOBODY, NOBODY)
    yield folder / "report"
    shutil.rmtree(folder)


def as_somebody() -> str:
    """What stands before a command that somebody without rights calls."""
    return f"setpriv --reuid={NOBODY} --clear-groups" if os.geteuid() == 0 else ""


def test_what_somebody_elses_build_has_left_is_in_nobodys_way(without_processes: Path) -> None:
    """The superuser has built once, as in a container: the folder of outputs is theirs, and so are the files in it."""
    if os.geteuid() != 0:
        pytest.skip("only the superuser can be somebody else")
    root = without_processes
    (root / "build").mkdir()
    shutil.chown(root / "build", NOBODY, NOBODY)
    assert called(root, "", "build", "--to", "txt").returncode == 0
    for label in "abc":
        ran = called(root, as_somebody(), "build", "--to", "txt", "--label", label, HOME="/", XDG_CACHE_HOME="/none")
        assert ran.returncode == 0, ran.stderr
    (left,) = (root / "build").glob(".assembler-*")
    assert left.name.endswith("-left")
    assert called(root, "", "build", "--to", "txt", "--label", "d").returncode == 0
    assert not list((root / "build").glob(".assembler-*"))


def test_outputs_that_somebody_has_write_protected_are_replaced_and_leave_nothing(without_processes: Path) -> None:
    root = without_processes
    draft = root / "build/draft"
    for label in "abc":
        ran = called(root, as_somebody(), "build", "--to", "txt", "--label", label, HOME="/", XDG_CACHE_HOME="/none")
        assert ran.returncode == 0, ran.stderr
        assert not list(root.rglob(".assembler-*"))
        for path in (*draft.iterdir(), draft):
            path.chmod(0o555)


def test_file_in_the_place_of_the_outputs_is_named(make_report: MakeReport) -> None:
    root = make_report()
    (root / "build").touch()
    ran = called(root, "", "build", "--to", "txt")
    assert ran.returncode == 2
    assert ran.stderr == f"assembler: {root / 'build'} is a file, where a folder is needed; nothing was made.\n"


@pytest.mark.parametrize(
    ("named", "needed"),
    [
        ("build", "Is a directory; a file is needed"),
        ("file/inside.docx", "Not a directory; a folder is needed where a file stands on the way there"),
        ("round.docx", "Too many levels of symbolic links; a link that leads to a file is needed"),
    ],
)
@pytest.mark.parametrize("command", ["import", "merge"])
def test_what_is_no_file_is_named(make_report: MakeReport, command: str, named: str, needed: str) -> None:
    root = make_report()
    (root / "build").mkdir()
    (root / "file").touch()
    (root / "round.docx").symlink_to("round.docx")
    ran = called(root, "", command, named)
    if (command, named) == ("import", "build"):  # a folder of files that came back
        assert (ran.returncode, ran.stderr) == (2, "assembler: There is no Word file in build.\n")
    else:
        assert (ran.returncode, ran.stderr) == (2, f"assembler: {named} cannot be read: {needed}.\n")


@pytest.mark.parametrize("arguments", [("build", "--to", "pdf"), ("doctor",)])
def test_too_few_processes_are_named(without_processes: Path, arguments: tuple[str, ...]) -> None:
    # Not inside a function that exits at once: the limit counts what else this person runs.
    ran = called(without_processes, f"ulimit -u 1; exec {as_somebody()}", *arguments, HOME="/", XDG_CACHE_HOME="/none")
    assert ran.returncode == 2, ran.stderr
    assert ran.stderr.startswith("assembler: ")
    assert "a higher limit for processes is needed (ulimit -u)" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


def test_library_that_cannot_be_loaded_is_named(make_report: MakeReport, tmp_path: Path) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken/yaml.py").write_text("raise ImportError('failed to map segment from shared object')")
    ran = called(make_report(), "", "check", PYTHONPATH=f"{tmp_path / 'broken'}:{ROOT}")
    assert ran.returncode == 2
    said = "A part of the program cannot be loaded (failed to map segment from shared object); "
    assert ran.stderr == f"assembler: {said}“assembler doctor” says what is missing.\n"


@pytest.mark.parametrize("redirection", ["2>/dev/full", ">&- 2>/dev/full"])
@pytest.mark.parametrize(("arguments", "status"), [(("check",), 0), (("check", "nowhere"), 2), (("nonsense",), 2)])
def test_nobody_hears_what_is_said_and_the_status_stands(
    make_report: MakeReport, redirection: str, arguments: tuple[str, ...], status: int
) -> None:
    assert called(make_report(), f"|{redirection}", *arguments).returncode == status


@pytest.mark.parametrize(
    "arguments",
    [("build", "--to", "txt"), ("check", "--fix"), ("clear", "who", "--by", "Ana Reyes"), ("consolidate", "au")],
)
def test_disk_without_room_for_a_byte_is_not_taken_for_another_process(
    make_report: MakeReport, arguments: tuple[str, ...]
) -> None:
    """The lock itself cannot be written then; who is at work there is a secret, but nobody waits."""
    root = make_report(who__au=contribution("who", "au", "W\u200bHO worked."))
    ran = called(root, "ulimit -f 0;", *arguments)
    assert "Waiting" not in ran.stderr
    assert ran.returncode == 2, ran.stderr
    needed = r"room for (a file of|\d+ files with) [\d,]+ bytes is needed\."
    assert re.fullmatch(rf"assembler: .+ cannot be written: File too large; {needed}\n", ran.stderr)
    assert not (root / "build").exists()


def link_to_nothing(path: Path) -> None:
    path.symlink_to("nowhere")


@pytest.mark.parametrize("name", ["wording/en/own.yaml", "labels/en.yaml", "report.html.j2", "report.css"])
@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir, link_to_nothing])
def test_template_that_is_no_file_is_named_and_neither_waited_for_nor_passed_over(
    make_report: MakeReport, name: str, make: Callable[[Path], None]
) -> None:
    root = make_report()
    (root / "templates" / name).parent.mkdir(parents=True)
    make(root / "templates" / name)
    ran = called(root, "", "build", "--to", "html")
    said = f"The template {root}/templates/{name} is no file; put a file in its place, or take it away."
    assert (ran.returncode, ran.stderr) == (2, f"assembler: {said}\n")


@pytest.mark.parametrize("name", ["templates", "templates/labels", "templates/wording", "templates/wording/en"])
@pytest.mark.parametrize("make", [os.mkfifo, Path.touch, link_to_nothing])
def test_folder_of_templates_that_is_none_is_named(
    make_report: MakeReport, name: str, make: Callable[[Path], None]
) -> None:
    """Such as a link to the templates of the house on a drive that is not there today."""
    root = make_report()
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    make(root / name)
    ran = called(root, "", "check")
    said = f"{root}/{name} is no folder; put a folder with templates in its place, or take it away."
    assert (ran.returncode, ran.stderr) == (2, f"assembler: {said}\n")


def test_template_that_is_no_template_by_its_size_is_named_and_not_read(make_report: MakeReport) -> None:
    root = make_report()
    (root / "templates").mkdir()
    (root / "templates/report.css").touch()
    os.truncate(root / "templates/report.css", 1 << 30)
    ran = called(root, "", "build", "--to", "html")
    assert ran.returncode == 2
    assert ran.stderr.startswith(f"assembler: The template {root}/templates/report.css has 1,073,741,824 bytes, ")
    assert len(ran.stderr.splitlines()) == 1


@pytest.mark.parametrize("arguments", [("import",), ("merge",), ("verify", ".", "--key"), ("build", "--sign")])
def test_pipe_into_which_nobody_writes_is_named_and_not_waited_for(
    make_report: MakeReport, arguments: tuple[str, ...]
) -> None:
    root = make_report()
    os.mkfifo(root / "sent.docx")
    ran = called(root, "", *arguments, "sent.docx")
    said = "assembler: sent.docx is a pipe into which nobody writes; a file is needed.\n"
    assert (ran.returncode, ran.stderr) == (2, said)


@pytest.mark.parametrize("command", ["import", "merge"])
def test_nobody_waits_for_who_writes_into_a_pipe(make_report: MakeReport, command: str) -> None:
    root = make_report()
    os.mkfifo(root / "sent.docx")
    words = [sys.executable, "-m", "assembler", command, "sent.docx"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(words, cwd=root, stderr=subprocess.DEVNULL, env=environment) as waiting:
        with (root / "sent.docx").open("wb"):  # once the program has opened it, too
            ran = called(root, "", "new", "contribution", "unhcr", "asean")
        waiting.wait()
    assert (ran.returncode, "Waiting" in ran.stderr) == (0, False), ran.stderr


def test_socket_is_no_file(make_report: MakeReport) -> None:
    root = make_report()
    with socket.socket(socket.AF_UNIX) as there, contextlib.chdir(root):  # names of sockets are short
        there.bind("sent.docx")
        ran = called(root, "", "import", "sent.docx")
    assert ran.stderr == "assembler: sent.docx cannot be read: No such device or address; a file is needed.\n"
