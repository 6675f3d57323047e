"""Commands work where the system lacks what only Linux and macOS have: tried by hiding that from child processes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

HIDE = """
import fcntl, os, select, signal, sys
from types import ModuleType

_fcntl = fcntl

class windows(ModuleType):
    LK_NBLCK = 2

    @staticmethod
    def locking(handle, mode, count):
        try:
            _fcntl.flock(handle, _fcntl.LOCK_EX | _fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise PermissionError(error.errno, "Permission denied") from error

for name in ("fcntl", "resource", "pwd", "grp", "termios"):
    sys.modules[name] = None
sys.modules["msvcrt"] = windows("msvcrt")
for name in ("fork", "fchmod", "geteuid", "getuid", "sched_getaffinity", "pread", "pwrite", "O_NOFOLLOW"):
    delattr(os, name)
for name in ("SIGHUP", "SIGCHLD", "SIGALRM", "pthread_sigmask", "alarm"):
    delattr(signal, name)
del select.poll
"""
"""Hides what Windows lacks; locks are real, and refused with the error of Windows."""


def start(folder: Path, code: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", HIDE + code],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(folder: Path, *arguments: str) -> tuple[int, str, str]:
    """The status and the words of a command."""
    command = f"sys.argv = {['assembler', *arguments]!r}\nimport assembler.__main__\nassembler.__main__.main()"
    with start(folder, command) as process:
        out, err = process.communicate(timeout=60)
    return process.returncode, out, err


@pytest.mark.slow
def test_report_is_begun_checked_and_built(tmp_path: Path) -> None:
    assert run(tmp_path, "new", "report", "2024")[0] == 0
    report = tmp_path / "2024"
    assert run(report, "check")[0] == 0
    assert run(report, "new", "contribution", "ohchr", "au")[0] == 0
    assert run(report, "build", "--to", "docx,html")[0] == 0
    assert run(report, "undo")[0] == 0
    assert (report / "build/draft/A-81-1.docx").read_bytes()[:2] == b"PK"
    assert not (report / "contributions/ohchr/au.md").exists()


@pytest.mark.slow
def test_one_command_waits_for_another(tmp_path: Path) -> None:
    assert run(tmp_path, "new", "report", "2024")[0] == 0
    lock = "from pathlib import Path\nfrom assembler.storage import lock\nlock.PATIENCE = 0.2\n"
    hold = "with lock.lock_report(Path(), print):\n    print('locked', flush=True)\n    sys.stdin.read()\n"
    report = tmp_path / "2024"
    with start(
        report,
        f"sys.argv = ['assembler', 'build']\n{lock}{hold}".replace("sys.stdin.read()", "import time; time.sleep(60)"),
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "locked\n"
        with start(report, lock + hold) as other:
            _, err = other.communicate(timeout=60)
        holder.kill()
    assert "Busy" in err
    assert "build" in err
