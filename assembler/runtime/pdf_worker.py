"""Has PDFs made in a process of their own: started ahead, watched, ended in time, and replaced once if it dies.

A PDF is set by large libraries in C out of what fifty entities have typed. So it happens in a process with limits
(writers/pdf/process.py), while the program checks the report and writes the other forms; and since a process that only
waits costs nothing, it starts before the texts are read, and has loaded its libraries when the report is assembled. The
two share files that have no names, and vanish with the last process that has them open.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from assembler.errors import Unprintable, explain_os_error
from assembler.model.value import Value
from assembler.runtime.environment import program_environment
from assembler.storage.atomic import defer_signals
from assembler.writers.formats import PDF_FORMATS
from assembler.writers.pdf.job import TIME_LIMIT, PdfJob

if TYPE_CHECKING:
    import subprocess  # loaded where it is needed, as all that only those need who print

    from assembler.model.report import Report

# -P: a file in the working folder, such as a report's own weasyprint.py, must never be taken for a library.
COMMAND = (sys.executable, "-P", "-m", "assembler.writers.pdf.process")
ATTEMPTS = 2
"""How often a process may be tried; one that dies may have met a machine short of memory."""


class _SharedFiles(Value):
    """The files that are shared with the process."""

    job: IO[bytes]
    """For the job."""
    made: Mapping[str, IO[bytes]]
    """For what is made, by form."""
    said: IO[bytes]
    """For what the process says."""


class PdfWorker:
    """A process that makes PDFs; for one job. Made by `press`."""

    def __init__(self, files: ExitStack) -> None:
        """Has the files that it opens closed by `files`."""
        self._files = files
        self._opened: _SharedFiles | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._forms: tuple[str, ...] = ()
        self._refused: Unprintable | None = None
        self._abandoned = False

    def start(self) -> None:
        """Starts the process, which loads its libraries and waits.

        Raises Unprintable once it is abandoned, and where the machine has no room for it.
        """
        import subprocess

        if self._abandoned:
            raise Unprintable("The PDF can't be written: the program is ending.")
        paths = (str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", ""))
        files = self._shared()
        shared = [it.fileno() for it in (files.job, *files.made.values())]
        with defer_signals(), _explain_refusals("its process can't be started"):
            self._process = subprocess.Popen(
                [*COMMAND, *map(str, shared)],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=files.said,
                pass_fds=shared,
                env={**program_environment(), "PYTHONPATH": os.pathsep.join(filter(None, paths)), "PATH": ""},
            )

    def _shared(self) -> _SharedFiles:
        """The files that are shared with the process, opened when they are first needed."""
        if self._opened is None:
            import tempfile

            files = (tempfile.TemporaryFile() for _ in range(2 + len(PDF_FORMATS)))  # noqa: SIM115  # `_files` closes them
            with _explain_refusals():
                job, said, *made = map(self._files.enter_context, files)
            self._opened = _SharedFiles(job, dict(zip(PDF_FORMATS, made, strict=True)), said)
        return self._opened

    def begin(self, report: Report, templates: Mapping[str, bytes], forms: Iterable[str]) -> None:
        """Hands over a report of which those of `FORMS` are to be made that are named, and does not wait for them.

        Where a template can't be used, nobody hears of it before `finish`, since other things may be worse. Raises
        Unprintable where the machine has no room.
        """
        wanted = set(forms)
        self._forms = tuple(form for form in PDF_FORMATS if form in wanted)
        if not self._forms:
            return
        import pickle

        from assembler.writers.html.page import add_crop_marks, render_page
        from assembler.writers.html.page_tree import parse_page

        try:
            looks = {form: add_crop_marks(templates) if form == "print" else dict(templates) for form in self._forms}
            pages = {form: parse_page(render_page(report, look, printed=True)) for form, look in looks.items()}
        except ValueError as error:  # what the writers say of a template that they can't use
            self._refused = Unprintable(f"The PDF can't be written: {error}")
            return
        self._hand_over(PdfJob(pages, {form: pickle.dumps((report, look)) for form, look in looks.items()}))

    def begin_page(self, page: str) -> None:
        """Hands over a page that is to be made as it stands, and does not wait for it; it holds no notes to be placed.

        Raises Unprintable where the machine has no room.
        """
        from assembler.writers.html.page_tree import parse_page

        self._forms = PDF_FORMATS[:1]
        self._hand_over(PdfJob({PDF_FORMATS[0]: parse_page(page)}, {}))

    def _hand_over(self, job: PdfJob) -> None:
        import pickle

        try:
            pickled = pickle.dumps(job)
        except RecursionError:
            self._refused = Unprintable("The PDF can't be written: parts of its page stand too deep inside each other.")
            return
        file = self._shared().job
        with _explain_refusals():
            file.write(pickled)
            file.flush()
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
                return {form: _read_whole(self._shared().made[form]) for form in self._forms}
        raise Unprintable(
            f"The PDF can't be written: the process that makes it died {ATTEMPTS} times, {self._manner(status)}. "
            "“assembler doctor” says what the machine lacks."
        )

    def stop(self) -> None:
        """Ends the process, whatever it does."""
        with defer_signals():
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
        """The status with which the process ends; in time, for it is killed when it is late."""
        with process:
            late = not _has_ended(process, TIME_LIMIT)
            if late:
                process.kill()
            status = process.wait()
        self._process = None
        if late:
            raise Unprintable(f"The PDF can't be written: it is not ready after {TIME_LIMIT} seconds.")
        return status

    def _manner(self, status: int) -> str:
        """How it died: by which signal, or what it said last."""
        if status < 0:
            return f"by the signal {_signal_name(-status)}"
        last = _last_error(_read_whole(self._shared().said).decode("utf-8", errors="replace"))
        return f"with status {status}{f' ({last})' if last else ''}"


def needs_pdf_worker(forms: Iterable[str]) -> bool:
    """Whether any of these forms is for the press."""
    return not set(PDF_FORMATS).isdisjoint(forms)


@contextmanager
def start_pdf_worker(forms: Iterable[str] = PDF_FORMATS) -> Iterator[PdfWorker]:
    """A press for one job, its process started at once if any of the forms is for it, and ended with the block.

    Raises Unprintable where the machine has no room for it.
    """
    with ExitStack() as files:
        it = PdfWorker(files)
        try:
            if needs_pdf_worker(forms):
                it.start()
            yield it
        finally:
            it.stop()


@contextmanager
def _explain_refusals(refused: str = "") -> Iterator[None]:
    """While it lasts, what the machine refuses is named as what it is: room for our files, or what is given."""
    try:
        yield
    except OSError as error:
        import tempfile

        folder = f" in {tempfile.tempdir}" if tempfile.tempdir else ""
        what = refused or f"there is no room for it{folder}"
        raise Unprintable(f"The PDF can't be written: {what} ({explain_os_error(error)}).") from error


def _has_ended(process: subprocess.Popen[bytes], seconds: float) -> bool:
    """Whether a process ends within so many seconds; the system tells at once when it does."""
    from select import select
    from subprocess import TimeoutExpired

    try:
        handle = os.pidfd_open(process.pid)
    except (AttributeError, OSError):  # a system without such handles, or no more files may be open
        with suppress(TimeoutExpired):
            process.wait(seconds)  # looks up every twentieth of a second
            return True
        return False
    try:
        return bool(select([handle], [], [], seconds)[0])
    finally:
        os.close(handle)


def _signal_name(number: int) -> str:
    """The name of a signal, or its number where it has none."""
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)


def _last_error(said: str) -> str:
    """The last line in which Python has named an error, after which other things may be said; else the last line."""
    lines = [line.strip() for line in said.split("\n") if line.strip()]
    named = [line for line in lines if line.partition(":")[0].endswith("Error")]
    return (named or lines or [""])[-1]


def _read_whole(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()
