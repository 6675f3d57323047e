"""Ctrl-C at any time: status 130, no traceback, no rubbish, no process left; the same for a hang-up and a kill."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT, MakeReport, contribution
from tests.faults.forge import Forge
from tests.faults.test_whole import ALL, KILLS, WRITINGS, any_forge, files_in, hidden, visible

pytestmark = pytest.mark.slow

__all__ = ["any_forge"]
BUILD = ("build", "--to", "txt")


@pytest.mark.parametrize("reading", [False, True])
def test_interrupted_at_any_step_a_build_leaves_nothing_behind(
    any_forge: Forge, make_report: MakeReport, reading: bool
) -> None:
    root = make_report()
    forge = Forge(any_forge.process, root)
    assert forge.run(*BUILD).status == 0
    old = files_in(root)
    steps = forge.run(*BUILD, reading=reading).steps
    for at in range(1, len(steps) + 1, 1 if ALL else 2):
        ran = forge.run(*BUILD, at=at, fault="interrupt", reading=reading)
        assert ran.status == 130, steps[at - 1]
        assert ran.err.split()[-1:] == ["Interrupted."]
        assert "Traceback" not in ran.err
        assert files_in(root) == old
        assert hidden(root) == []


def test_ctrl_c_is_heard_before_anything_is_loaded_that_takes_long() -> None:
    code = "import sys, assembler.__main__; print(*sys.modules)"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        [sys.executable, "-S", "-c", code], check=True, capture_output=True, text=True, env=environment
    )
    assert not {"typing", "re", "pathlib", "click"} & set(ran.stdout.split())


@pytest.mark.parametrize("name", WRITINGS)
def test_interrupted_command_leaves_files_old_or_new_and_nothing_else(
    any_forge: Forge, make_report: MakeReport, name: str
) -> None:
    root = make_report()
    WRITINGS[name].ready(root)
    before = files_in(root)
    forge = Forge(any_forge.process, root)
    for at in (1, 5, 9):
        ran = forge.run(*WRITINGS[name].arguments, at=at, fault="interrupt")
        assert ran.status == 130, ran.err
        assert "Traceback" not in ran.err
        assert hidden(root) == []
        if visible(files_in(root)) != visible(before):
            break


def left_in_session(session: int) -> list[int]:
    """The processes of a session that are still alive."""
    found = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = place.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(int(place.parent.name))
    return found


@pytest.mark.parametrize(("more", "forms"), [(0, "docx,pdf"), (200, "docx,txt")])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_ended_at_random_times(make_report: MakeReport, tmp_path: Path, number: int, more: int, forms: str) -> None:
    root = make_report(**{f"unhcr__o{count}": contribution("unhcr", "au", "Words.") for count in range(more)})
    folder = tmp_path / "temporary"
    folder.mkdir()
    command = [sys.executable, "-m", "assembler", "build", "-C", str(root), "--to", forms]
    start = time.monotonic()
    subprocess.run(command, check=False, cwd=ROOT, capture_output=True)
    longest = time.monotonic() - start
    old = files_in(root)
    chance = random.Random(number)
    for _ in range(KILLS if number == signal.SIGINT else 2):
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            env=os.environ | {"TMPDIR": str(folder)},
        )
        time.sleep(chance.uniform(0.1, longest))
        os.killpg(process.pid, number)  # as a terminal does, to everybody who works there
        err = process.communicate()[1]
        early = process.returncode == -number or "KeyboardInterrupt" in err
        if not early or "/assembler/" in err:  # else the interpreter had not come to our first line
            assert process.returncode in (128 + number, 0, 1), err
            assert "Traceback" not in err
        assert files_in(root) == old
        assert hidden(root) == []
        assert list(folder.iterdir()) == []
        assert left_in_session(process.pid) == []
