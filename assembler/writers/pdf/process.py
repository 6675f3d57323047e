"""The process in which PDFs are made; runtime/pdf_worker.py starts it, hands it a job and reads what it has made.

It sets limits to its own time and memory, loads the PDF writer, which takes a while, and only then waits until its
standard input is closed: the job is there then, or nobody wants anything any more. Whatever the texts of a report make
of the libraries, it happens here and not in the program itself. The files have no names, so none is left behind by a
program that is killed.
"""

from __future__ import annotations

import ctypes.util
import gc
import os
import pickle
import resource
import signal
import sys
from functools import partial
from xml.etree.ElementTree import Element

from assembler.runtime.parallel import end_with_parent
from assembler.runtime.recursion import with_room
from assembler.writers.formats import PDF_FORMATS
from assembler.writers.html.footnote_placement import Placements
from assembler.writers.pdf.job import MEMORY_LIMIT, TIME_LIMIT, PdfJob


def main(asked: int, *made: int) -> None:
    """Makes what the job in one open file asks for, each of `FORMS` into its own."""
    with_room(lambda: _main(asked, *made))


def _main(asked: int, *made: int) -> None:
    signal.pthread_sigmask(signal.SIG_SETMASK, ())  # runtime/pdf_worker.py starts this while signals wait
    end_with_parent()
    _open_libraries_by_file_name()
    _trust_no_server()
    _limit(resource.RLIMIT_CPU, TIME_LIMIT)
    _limit(resource.RLIMIT_AS, MEMORY_LIMIT)
    gc.disable()  # hardly anything of one layout becomes garbage; only further ones make some, see `_page`
    from assembler.writers.pdf import document as pdf

    sys.stdin.buffer.read()
    with os.fdopen(asked, "rb") as file:
        file.seek(0)
        pickled = file.read()
    if not pickled:
        return
    job = pickle.loads(pickled)
    for form, writer, descriptor in zip(PDF_FORMATS, (pdf.archive_file, pdf.print_file), made, strict=True):
        if form in job.pages:
            with os.fdopen(descriptor, "r+b") as file:
                file.seek(0)
                file.truncate()
                file.write(writer(partial(_page, job, form), alone=True))


def _page(job: PdfJob, form: str, placements: Placements) -> Element:
    """The page as it came with the job, or made anew with placements."""
    if not placements:
        return job.pages[form]
    gc.collect()  # the pages of the layout before the last one
    from assembler.writers.html.page import render_page  # only here, since most reports do without
    from assembler.writers.html.page_tree import parse_page

    report, templates = pickle.loads(job.further[form])
    return parse_page(render_page(report, templates, printed=True, placements=placements))


def _open_libraries_by_file_name() -> None:
    """Has Python not look for libraries by short names, for which it starts a compiler and a linker again and again.

    The PDF writer tries such names first. The compiler takes longer than all else that is loaded, and what it makes is
    left behind if this process is killed. On Linux the names of the files are enough.
    """
    if sys.platform == "linux":
        ctypes.util.find_library = _nowhere


def _nowhere(name: str) -> str | None:  # noqa: ARG001  # the library's own signature
    """Where a library of a short name lies: that is not looked for."""
    return None


def _trust_no_server() -> None:
    """Has the PDF writer load no certificates: it would do so four times over before it asks nobody for anything."""
    os.environ["SSL_CERT_FILE"] = os.devnull


def _limit(what: int, wanted: int) -> None:
    """Sets a limit, or leaves the stricter one that is there."""
    _, hard = resource.getrlimit(what)
    resource.setrlimit(what, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
    # Everything is written; to take down thousands of boxes one by one would only cost time.
    os._exit(0)
