"""Has PDFs made in a process of its own, the PDF worker: started ahead, limited, and replaced once if it dies.

A PDF is set by large libraries in C out of what fifty entities have typed. So this happens in a process with limits
(writers/pdf/worker_process.py), while the program checks the report and writes the other formats. The process starts
before the texts are read, and has loaded its libraries when the report is assembled. The two processes share files
without names, which vanish with the last process that has them open.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from assembler.errors import Unprintable, explain_os_error
from assembler.model.value import Value, convert
from assembler.runtime.environment import program_environment
from assembler.storage.atomic import defer_signals
from assembler.writers.formats import PDF_FORMATS
from assembler.writers.pdf.worker_job import TIME_LIMIT, PdfJob, UsedFont

if TYPE_CHECKING:
    import subprocess  # loaded where it is needed, as all that only those need who print

    from assembler.model.report import Report

# -P: a file in the working folder, such as a report's own weasyprint.py, must never be taken for a library.
COMMAND = (sys.executable, "-P", "-m", "assembler.writers.pdf.worker_process")
ATTEMPTS = 2
"""How often a process is started for a job, since one that dies may have met a machine short of memory."""


class _SharedFiles(Value):
    """The files that are shared with the process."""

    job: IO[bytes]
    """For the job."""
    outputs: Mapping[str, IO[bytes]]
    """For the PDFs, by format."""
    fonts: IO[bytes]
    """For the fonts with which they were drawn."""
    errors: IO[bytes]
    """For what the process writes to standard error."""


class PdfWorker:
    """Makes PDFs, one job after another, each in a process of its own; `start_pdf_worker` makes one."""

    def __init__(self, files: ExitStack) -> None:
        """Has the files that it opens closed by `files`."""
        self._files = files
        self._shared_files: _SharedFiles | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._formats: tuple[str, ...] = ()
        self._refusal: Unprintable | None = None
        self._is_abandoned = False

    def start(self) -> None:
        """Starts the process, which loads its libraries and waits.

        Raises Unprintable once the worker is abandoned, and where the system refuses a process.
        """
        import subprocess

        if self._is_abandoned:
            raise Unprintable("The PDF cannot be written: the program is ending.")
        if os.name == "nt":
            raise Unprintable("The PDF cannot be written on Windows itself: use --to docx, or the program in WSL.")
        paths = (str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", ""))
        files = self._shared()
        shared = [file.fileno() for file in (files.job, files.fonts, *files.outputs.values())]
        # No PATH, or the libraries of the PDF are looked for with a compiler, which leaves files behind when killed.
        environment = {**program_environment(), "PATH": "", "PYTHONPATH": os.pathsep.join(filter(None, paths))}
        with defer_signals(), _explain_refusals("its process cannot be started"):
            self._process = subprocess.Popen(
                [*COMMAND, *map(str, shared)],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=files.errors,
                pass_fds=shared,
                env=environment,
            )

    def _shared(self) -> _SharedFiles:
        """The files that are shared with the process, opened when they are first needed."""
        if self._shared_files is None:
            import tempfile

            files = (tempfile.TemporaryFile() for _ in range(3 + len(PDF_FORMATS)))  # noqa: SIM115  # `_files` closes them
            with _explain_refusals():
                job, errors, fonts, *outputs = map(self._files.enter_context, files)
            self._shared_files = _SharedFiles(job, dict(zip(PDF_FORMATS, outputs, strict=True)), fonts, errors)
        return self._shared_files

    def begin(self, report: Report, templates: Mapping[str, bytes], formats: Iterable[str]) -> None:
        """Hands over a report that is to be made in some of `PDF_FORMATS`, and does not wait for the PDFs.

        Where a template cannot be used, `finish` says so, since other faults may be worse. Raises Unprintable where
        there is no room for the job.
        """
        wanted = set(formats)
        self._prepare(tuple(name for name in PDF_FORMATS if name in wanted))
        if not self._formats:
            return
        import pickle

        from assembler.writers.html.page import add_crop_marks, render_page
        from assembler.writers.html.page_tree import parse_page

        try:
            looks = {name: add_crop_marks(templates) if name == "print" else dict(templates) for name in self._formats}
            pages = {name: parse_page(render_page(report, look, printed=True)) for name, look in looks.items()}
        except ValueError as error:  # what the writers say of a template that they cannot use
            self._refusal = Unprintable(f"The PDF cannot be written: {error}")
            return
        self._hand_over(PdfJob(pages, {name: pickle.dumps((report, look)) for name, look in looks.items()}))

    def begin_page(self, page: str) -> None:
        """Hands over a page without footnotes that is to be made as it stands, and does not wait for the PDF.

        Raises Unprintable where there is no room for the job.
        """
        from assembler.writers.html.page_tree import parse_page

        self._prepare(PDF_FORMATS[:1])
        self._hand_over(PdfJob({PDF_FORMATS[0]: parse_page(page)}, {}))

    def _prepare(self, formats: tuple[str, ...]) -> None:
        """Makes ready for a job in these formats; what is left of an earlier one is dropped."""
        self._formats, self._refusal = formats, None
        if self._process and self._process.stdin and self._process.stdin.closed:
            self.stop()

    def _hand_over(self, job: PdfJob) -> None:
        import pickle

        try:
            pickled = pickle.dumps(job)
        except RecursionError:
            self._refusal = Unprintable(
                "The PDF cannot be written: parts of its page stand too deep inside each other."
            )
            return
        file = self._shared().job
        with _explain_refusals():
            file.seek(0)
            file.truncate()
            file.write(pickled)
            file.flush()
        self._release()

    def finish(self) -> dict[str, bytes]:
        """The PDFs of the job by format, once they are there. Raises Unprintable where they cannot be made."""
        if self._refusal:
            raise self._refusal
        if not self._formats:
            return {}
        status = 0
        for _ in range(ATTEMPTS):
            status = self._wait(self._release())
            if status == 0:
                return {name: _read_whole(self._shared().outputs[name]) for name in self._formats}
        raise Unprintable(
            f"The PDF cannot be written: the process that makes it died {ATTEMPTS} times, {self._cause(status)}. "
            "“assembler doctor” says what the machine lacks."
        )

    def list_fonts(self) -> tuple[UsedFont, ...]:
        """The fonts with which the PDFs were drawn that `finish` has given; none where there were none."""
        if not self._formats:
            return ()
        import json

        listed = json.loads(_read_whole(self._shared().fonts))
        return tuple(convert(font, UsedFont) for font in listed)

    def stop(self) -> None:
        """Ends the process, whatever it does."""
        with defer_signals():
            if self._process is not None:
                self._process.kill()
                self._wait(self._process)

    def abandon(self) -> None:
        """Ends the process from another thread; whoever waits there for the PDFs gets Unprintable."""
        self._is_abandoned = True
        if self._process is not None:
            self._process.kill()

    def _release(self) -> subprocess.Popen[bytes]:
        """The process, which begins with the job as soon as its input is closed."""
        if self._process is None:
            self.start()
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.close()
        return self._process

    def _wait(self, process: subprocess.Popen[bytes]) -> int:
        """The status with which the process ends. Raises Unprintable where it is late; it is killed then."""
        from subprocess import TimeoutExpired

        with process:
            try:
                status = process.wait(TIME_LIMIT)
            except TimeoutExpired:
                process.kill()
                self._process = None
                raise Unprintable(f"The PDF cannot be written: it is not ready after {TIME_LIMIT} seconds.") from None
        self._process = None  # not where an interrupt ends the waiting, since `stop` must find the process then
        return status

    def _cause(self, status: int) -> str:
        """How the process died: by which signal, or its last error."""
        if status < 0:
            return f"by the signal {_signal_name(-status)}"
        error = _last_error(_read_whole(self._shared().errors).decode("utf-8", errors="replace"))
        return f"with status {status}{f' ({error})' if error else ''}"


def needs_pdf_worker(formats: Iterable[str]) -> bool:
    """Whether the PDF worker makes any of these formats."""
    return not set(PDF_FORMATS).isdisjoint(formats)


@contextmanager
def start_pdf_worker(formats: Iterable[str] = PDF_FORMATS) -> Iterator[PdfWorker]:
    """A PDF worker, which ends with the `with` block; its process starts at once if it makes any of the formats.

    Raises Unprintable if there is no room for its process.
    """
    with ExitStack() as files:
        worker = PdfWorker(files)
        try:
            if needs_pdf_worker(formats):
                worker.start()
            yield worker
        finally:
            worker.stop()


@contextmanager
def _explain_refusals(what: str = "") -> Iterator[None]:
    """Says what the system refuses: room for our files, or what is given. Raises Unprintable."""
    try:
        yield
    except OSError as error:
        import tempfile

        folder = f" in {tempfile.tempdir}" if tempfile.tempdir else ""
        what = what or f"there is no room for it{folder}"
        raise Unprintable(f"The PDF cannot be written: {what} ({explain_os_error(error)}).") from error


def _signal_name(number: int) -> str:
    """The name of a signal, or its number where it has none."""
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)


def _last_error(text: str) -> str:
    """The last line in which Python names an error, since other lines may follow; without one the last line."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    errors = [line for line in lines if line.partition(":")[0].endswith("Error")]
    return (errors or lines or [""])[-1]


def _read_whole(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()
