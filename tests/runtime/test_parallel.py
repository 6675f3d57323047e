"""Work in a child process: the same result whatever becomes of that process.

Tried in processes of their own, since pytest may have threads.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.slow

_HEAD = """
import os, signal, sys, time
from assembler.runtime.parallel import run_in_parallel
here = os.getpid()
"""


def run(code: str, *before: str) -> str:
    """What a program prints."""
    done = subprocess.run(
        [*before, sys.executable, "-c", _HEAD + code], capture_output=True, text=True, cwd=ROOT, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_work_is_done_by_another_process_while_this_one_goes_on() -> None:
    code = """
with run_in_parallel(os.getpid, enabled=True) as there:
    mine = os.getpid()
    print(mine == here, there() == here)
"""
    assert run(code) == "True False"


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("with run_in_parallel(os.getpid, enabled=False) as there: print(there() == here)", "it is not worth it"),
        (
            "import threading; threading.Thread(target=time.sleep, args=(1,)).start()\n"
            "with run_in_parallel(os.getpid, enabled=True) as there: print(there() == here)",
            "a child process would lack a thread",
        ),
        (
            "def work():\n    if os.getpid() != here: os.kill(os.getpid(), signal.SIGKILL)\n    return os.getpid()\n"
            "with run_in_parallel(work, enabled=True) as there: print(there() == here)",
            "it was killed",
        ),
        (
            "from assembler.runtime import parallel as module\nmodule._TIME_LIMIT = 1\n"
            "def work():\n    if os.getpid() != here: time.sleep(50)\n    return os.getpid()\n"
            "with run_in_parallel(work, enabled=True) as there: print(there() == here)",
            "it waits for ever",
        ),
        (
            "def work():\n    if os.getpid() != here: raise MemoryError\n    return os.getpid()\n"
            "with run_in_parallel(work, enabled=True) as there: print(there() == here)",
            "it failed there",
        ),
        (
            "with run_in_parallel(lambda: (lambda: os.getpid()), enabled=True) as there: print(there()() == here)",
            "its result cannot travel",
        ),
        (
            "def work():\n    if os.getpid() != here:\n"
            "        told = next(it for it in range(3, 99) if os.path.exists(f'/dev/fd/{it}'))\n"
            "        os.write(told, b'\\x80\\x05K'); os.kill(os.getpid(), signal.SIGKILL)\n    return os.getpid()\n"
            "with run_in_parallel(work, enabled=True) as there: print(there() == here)",
            "it ended in the middle of its answer",
        ),
    ],
    ids=lambda text: text if " " in text and "\n" not in text and "(" not in text else "",
)
def test_work_is_done_here_where_it_can_not_be_done_there(code: str, why: str) -> None:
    assert run(code) == "True", why


def test_long_answer_travels_whole() -> None:
    code = """
with run_in_parallel(lambda: (os.getpid(), "word " * 500_000), enabled=True) as there:
    process, words = there()
print(process == here, words == "word " * 500_000)
"""
    assert run(code) == "False True"


@pytest.fixture
def one_processor() -> tuple[str, ...]:
    """What is put before a command that is to have one processor alone."""
    taskset = shutil.which("taskset")
    if taskset is None:
        pytest.skip("needs taskset")
    return (taskset, "--cpu-list", "0")


def test_one_processor_does_all_of_it(one_processor: tuple[str, ...]) -> None:
    code = "with run_in_parallel(os.getpid, enabled=True) as there: print(there() == here)"
    assert run(code, *one_processor) == "True"


_RUN = "import assembler.build; assembler.build._MANY_TEXTS = {}; import assembler.__main__ as a; a.main()"


@pytest.mark.parametrize("many", [1, 1_000_000], ids=["rules in two processes", "rules in one process"])
def test_a_build_is_the_same_with_one_processor(one_processor: tuple[str, ...], tmp_path: Path, many: int) -> None:
    report = tmp_path / "report"  # a copy, since other tests may build the example at the same time
    shutil.copytree(ROOT / "contributions", report / "contributions")

    def built(name: str, *before: str) -> tuple[str, str, dict[str, bytes]]:
        out = tmp_path / name
        command = [sys.executable, "-c", _RUN.format(many), "build", "-C", str(report), "--to", "docx,html,txt"]
        command += ["--out", str(out)]
        done = subprocess.run([*before, *command], capture_output=True, text=True, cwd=ROOT, check=False)
        files = {path.name: path.read_bytes() for path in out.iterdir()}
        return done.stdout.replace(name, ""), done.stderr.replace(name, ""), files

    several = built("several")
    assert {"A-75-345.docx", "manifest.json"} <= several[2].keys()
    assert built("one", *one_processor) == several


@pytest.mark.slow
def test_everything_is_found_by_two_as_by_one(one_processor: tuple[str, ...]) -> None:
    def found(*before: str) -> str:
        command = [*before, sys.executable, "-m", "assembler", "check", "--format", "json"]
        return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False).stdout

    assert len(found()) > 2
    assert found(*one_processor) == found()


def test_an_error_is_raised_where_the_result_is_asked_for() -> None:
    code = """
def work(): raise ValueError("no such thing")
try:
    with run_in_parallel(work, enabled=True) as there:
        print("begun")
        there()
except ValueError as error:
    print(error)
"""
    assert run(code) == "begun\nno such thing"


def test_the_child_process_ends_with_the_block() -> None:
    code = """
try:
    with run_in_parallel(lambda: time.sleep(60), enabled=True):
        1 / 0
except ZeroDivisionError:
    try: os.waitpid(-1, os.WNOHANG)
    except ChildProcessError: print("no child is left")
"""
    assert run(code) == "no child is left"


def test_the_child_process_holds_no_file_open_that_is_ours() -> None:
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("needs /proc")
    code = """
lock = open("pyproject.toml")
def held(): return [os.path.realpath(it.path) for it in os.scandir("/proc/self/fd")]
with run_in_parallel(held, enabled=True) as there:
    print(lock.name in map(os.path.basename, held()), lock.name in map(os.path.basename, there()))
"""
    assert run(code) == "True False"


def test_an_interrupt_that_both_get_is_told_once() -> None:
    code = """
import subprocess
later = f"import os, signal, time; time.sleep(.3); os.killpg({os.getpgid(0)}, signal.SIGINT)"
with run_in_parallel(lambda: time.sleep(60), enabled=True) as there:
    subprocess.Popen([sys.executable, "-c", later], start_new_session=True)
    try:
        there()
    except KeyboardInterrupt:
        print("interrupted")
"""
    command = [sys.executable, "-c", _HEAD + code]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, start_new_session=True, check=False)
    assert (done.stdout, done.stderr) == ("interrupted\n", "")


def test_child_process_of_a_program_that_is_killed_ends_at_its_time_limit() -> None:
    code = "from assembler.runtime import parallel as module\nmodule._TIME_LIMIT = 1\n"
    code += "def work():\n    os.write(1, f'{os.getpid()}\\n'.encode())\n    time.sleep(50)\n"
    code += "with run_in_parallel(work, enabled=True) as there: there()"
    with subprocess.Popen([sys.executable, "-c", _HEAD + code], stdout=subprocess.PIPE, text=True, cwd=ROOT) as program:
        assert program.stdout is not None
        child = int(program.stdout.readline())
        program.kill()
    for _ in range(50):
        line = Path(f"/proc/{child}/cmdline")
        if not line.exists() or not line.read_bytes():
            return
        time.sleep(0.1)
    os.kill(child, signal.SIGKILL)
    raise AssertionError("the child process goes on")
