"""Has PDFs made in a process of their own: started ahead, watched, ended in time, and replaced once if it dies.

A PDF is set by large libraries in C out of what fifty entities have typed. So it happens in a process with limits
(writers/pdf_process.py), while the program checks the report and writes the other forms; and since a process that only
waits costs nothing, it starts before the texts are read, and has loaded its libraries when the report is assembled. The
two share files that have no names, and vanish with the last process that has them open.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from assembler.disk import unbroken
from assembler.errors import Unprintable, why
from assembler.writers.pdf_process import FORMS, SECONDS, Job

if TYPE_CHECKING:
    from assembler.model.report import Report

# -P: a file in the working folder, such as a report's own weasyprint.py, must never be taken for a library.
COMMAND = (sys.executable, "-P", "-m", "assembler.writers.pdf_process")
ATTEMPTS = 2
"""How often a process may be tried; one that dies may have met a machine short of memory."""


class Press:
    """A process that makes PDFs; for one job. Made by `press`."""

    def __init__(self, job: IO[bytes], made: Mapping[str, IO[bytes]], said: IO[bytes]) -> None:
        """With the files for the job, for what is made by form, and for what the process says."""
        self._job = job
        self._made = made
        self._said = said
        self._process: subprocess.Popen[bytes] | None = None
        self._forms: tuple[str, ...] = ()
        self._refused: Unprintable | None = None
        self._abandoned = False

    def start(self) -> None:
        """Starts the process, which loads its libraries and waits. Raises Unprintable once it is abandoned."""
        if self._abandoned:
            raise Unprintable("The PDF can't be written: the program is ending.")
        paths = (str(Path(__file__).parent.parent), os.environ.get("PYTHONPATH", ""))
        shared = [it.fileno() for it in (self._job, *self._made.values())]
        with unbroken():
            self._process = subprocess.Popen(
                [*COMMAND, *map(str, shared)],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=self._said,
                pass_fds=shared,
                env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))},
            )

    def begin(self, report: Report, templates: Mapping[str, bytes], forms: Iterable[str]) -> None:
        """Hands over a report of which those of `FORMS` are to be made that are named, and does not wait for them.

        Where a template can't be used, nobody hears of it before `finish`, since other things may be worse. Raises
        Unprintable where the machine has no room.
        """
        wanted = set(forms)
        self._forms = tuple(form for form in FORMS if form in wanted)
        if not self._forms:
            return
        from assembler.writers.html import for_press, page  # only here, since not every build prints

        looks = {form: for_press(templates) if form == "print" else dict(templates) for form in self._forms}
        try:
            pages = {form: page(report, look, printed=True) for form, look in looks.items()}
        except ValueError as error:  # what the writers say of a template that they can't use
            self._refused = Unprintable(f"The PDF can't be written: {error}")
            return
        self._hand_over(Job(pages, {form: pickle.dumps((report, look)) for form, look in looks.items()}))

    def begin_page(self, page: str) -> None:
        """Hands over a page that is to be made as it stands, and does not wait for it; it holds no notes to be placed.

        Raises Unprintable where the machine has no room.
        """
        self._forms = FORMS[:1]
        self._hand_over(Job({FORMS[0]: page}, {}))

    def _hand_over(self, job: Job) -> None:
        with _room():
            self._job.write(pickle.dumps(job))
            self._job.flush()
        self._go()

    def finish(self) -> dict[str, bytes]:
        """What was begun, by form, once it is there. Raises Unprintable where it can't be made."""
        if self._refused:
            raise self._refused
        if not self._forms:
            return {}
        status = 0
        for _ in range(ATTEMPTS):
            status = self._end(self._go())
            if status == 0:
                return {form: _whole(self._made[form]) for form in self._forms}
        raise Unprintable(
            f"The PDF can't be written: the process that makes it died {ATTEMPTS} times, {self._manner(status)}. "
            "“assembler doctor” says what the machine lacks."
        )

    def stop(self) -> None:
        """Ends the process, whatever it does."""
        with unbroken():
            if self._process is not None:
                self._process.kill()
                self._end(self._process)

    def abandon(self) -> None:
        """Ends the process from another thread; who waits there for what was begun gets Unprintable."""
        self._abandoned = True
        if self._process is not None:
            self._process.kill()

    def _go(self) -> subprocess.Popen[bytes]:
        """The process, let go: it begins with the job as soon as its input is closed."""
        if self._process is None:
            self.start()
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.close()
        return self._process

    def _end(self, process: subprocess.Popen[bytes]) -> int:
        """The status with which the process ends."""
        with process:
            try:
                status = process.wait(SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                raise Unprintable(f"The PDF can't be written: it is not ready after {SECONDS} seconds.") from None
        self._process = None
        return status

    def _manner(self, status: int) -> str:
        """How it died: by which signal, or what it said last."""
        if status < 0:
            return f"by the signal {signal.Signals(-status).name}"
        said = _whole(self._said).decode("utf-8", errors="replace").split("\n")
        last = next((line.strip() for line in reversed(said) if line.strip()), "")
        return f"with status {status}{f' ({last})' if last else ''}"


def is_printed(forms: Iterable[str]) -> bool:
    """Whether any of these forms is for the press."""
    return not set(FORMS).isdisjoint(forms)


@contextmanager
def press(forms: Iterable[str] = FORMS) -> Iterator[Press]:
    """A press for one job, its process started at once if any of the forms is for it, and ended with the block.

    Raises Unprintable where the machine has no room for it.
    """
    with ExitStack() as files:
        with _room():
            job, said, *made = (files.enter_context(tempfile.TemporaryFile()) for _ in range(2 + len(FORMS)))
        it = Press(job, dict(zip(FORMS, made, strict=True)), said)
        try:
            if is_printed(forms):
                it.start()
            yield it
        finally:
            it.stop()


@contextmanager
def _room() -> Iterator[None]:
    """While it lasts, a machine without room for our files is named as what it is."""
    try:
        yield
    except OSError as error:
        raise Unprintable(f"The PDF can't be written: there is no room for it, {why(error)}.") from error


def _whole(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()
