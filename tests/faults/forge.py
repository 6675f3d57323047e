"""Runs the program, the real one, in a process that dies or meets a fault of the machine at its k-th step on the disk.

Steps are told by the interpreter's own audit events: files opened, names made, changed, taken away, folders made and
removed; and by the two calls that have none, writing and flushing. A process of its own loads the program once and
makes a copy of itself for each run, since to start anew for each of some hundred steps would take minutes.
"""

from __future__ import annotations

import errno
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.slow import require_slow

ROOT = Path(__file__).parents[2]
CHANGES = ("os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "os.truncate")
READINGS = ("os.scandir", "os.listdir")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


@dataclass(frozen=True)
class Ran:
    """What came of a run."""

    status: int
    """Its exit status; minus the number of the signal that has ended it."""
    steps: tuple[str, ...]
    """The steps that it took, each as what was done to which file."""
    out: str
    """What it has printed."""
    err: str
    """What it has said."""


@dataclass
class Forge:
    """The process that waits for runs."""

    process: subprocess.Popen[str]
    place: Path
    """Only steps on files below this folder count."""

    def run(self, *arguments: str, at: int = 0, fault: str = "", dies: int = 0, reading: bool = False) -> Ran:
        """Runs a command; the fault comes at a step, counted from 1: “kill”, “interrupt”, or the name of an error.

        Steps are changes, or with `reading` files and folders opened to be read. At the step `dies` it is killed.
        """
        job = {"arguments": arguments, "at": at, "fault": fault, "dies": dies, "reading": reading}
        job["under"] = str(self.place)
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(job) + "\n")
        self.process.stdin.flush()
        said = json.loads(self.process.stdout.readline())
        return Ran(said["status"], tuple(said["steps"]), said["out"], said["err"])


@contextmanager
def forge(place: Path) -> Iterator[Forge]:
    """A forge for files below a folder."""
    require_slow("a series of killed commands")
    command = [sys.executable, "-m", "tests.faults.forge"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Forge(process, place)
        assert process.stdin is not None
        process.stdin.close()


# In the process


@dataclass
class Steps:
    """Counts steps and brings the fault."""

    job: dict[str, Any]
    told: int
    """The open file into which the steps are told, whatever comes of the process."""
    count: int = 0
    working: bool = field(default=False)

    def audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Hears every audit event of the interpreter."""
        if event == "ctypes.dlsym" and arguments[1] == "renameat2":
            self.step("exchange", self.job["under"])
        elif event == "open" and not isinstance(arguments[0], int):
            if self.job["reading"] != bool((arguments[2] or 0) & WRITING):
                self.step(event, arguments[0])
        elif event in (READINGS if self.job["reading"] else CHANGES):
            self.step(event, arguments[0])

    def step(self, what: str, path: object, half: Any = None) -> None:
        """Takes a step on a file; before the fault comes, half of what is to be written may be."""
        name = os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else str(path)
        inside = name.startswith(self.job["under"]) or not name.startswith("/")
        if not inside or self.working or name.endswith((".py", ".pyc")):
            return
        self.count += 1
        os.write(self.told, f"{what} {name}\n".encode("utf-8", "replace"))
        if self.count == self.job["dies"]:
            os.kill(os.getpid(), signal.SIGKILL)
        if self.count == self.job["at"]:
            if half:
                self.working = True
                half()
                self.working = False
            self.fail(name)

    def fail(self, name: str) -> None:
        """The fault."""
        if self.job["fault"] == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        elif self.job["fault"] == "interrupt":
            os.kill(os.getpid(), signal.SIGINT)
        elif self.job["fault"] == "ENOSYS":
            raise AttributeError(name)  # the system has no such call
        elif self.job["fault"]:
            number = getattr(errno, self.job["fault"])
            raise OSError(number, os.strerror(number), *([name] if Path(name).is_file() else []))


def watch(steps: Steps) -> None:
    """Has the steps counted, in this process from now on."""
    real_fsync, real_fdopen = os.fsync, os.fdopen

    class Counted(io.FileIO):
        def write(self, data: Any, /) -> int:
            place = Path(f"/proc/self/fd/{self.fileno()}").readlink()
            steps.step("write", place, lambda: io.FileIO.write(self, bytes(data)[: len(data) // 2]))
            return super().write(data)

    def fsync(number: int) -> None:
        steps.step("flush", Path(f"/proc/self/fd/{number}").readlink())
        real_fsync(number)

    def fdopen(number: int, mode: str = "r", *rest: Any, **named: Any) -> Any:
        if mode == "wb" and not rest and not named:
            return io.BufferedWriter(Counted(number, "wb"))
        return real_fdopen(number, mode, *rest, **named)

    os.fsync, os.fdopen = fsync, fdopen  # type: ignore[assignment]
    sys.addaudithook(steps.audit)


def child(job: dict[str, Any], told: int, streams: tuple[int, int]) -> None:
    """The run itself."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number, stream in zip((1, 2), streams, strict=True):
        os.dup2(stream, number)
    sys.stdout = open(1, "w", closefd=False, encoding="utf-8")  # noqa: SIM115
    sys.stderr = open(2, "w", closefd=False, encoding="utf-8")  # noqa: SIM115
    os.chdir(job["under"])
    sys.argv = ["assembler", *job["arguments"]]
    watch(Steps(job, told))
    from assembler.__main__ import main

    try:
        main()
    except SystemExit as end:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(int(end.code or 0))


def serve() -> None:
    """Makes a copy of this process for each job."""
    for path in sorted((ROOT / "assembler").rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        if not name.endswith("__main__") and ".portal" not in name:  # the portal has a Django to start first
            import_module(name.removesuffix(".__init__"))
    for line in sys.stdin:
        told, out, err = (os.memfd_create(name) for name in ("told", "out", "err"))
        process = os.fork()
        if not process:
            child(json.loads(line), told, (out, err))
        status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        steps, said, complained = (text_of(stream) for stream in (told, out, err))
        ran = {"status": status, "steps": steps.splitlines(), "out": said, "err": complained}
        print(json.dumps(ran), flush=True)  # noqa: T201


def text_of(handle: int) -> str:
    """What was written into an open file."""
    os.lseek(handle, 0, os.SEEK_SET)
    with os.fdopen(handle, "rb") as file:
        return file.read().decode("utf-8", "replace")


if __name__ == "__main__":
    serve()
