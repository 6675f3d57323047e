"""The process in which PDFs are made; runtime/pdf_worker.py starts it, hands it a job and reads what it has made.

It sets limits to its own time and memory, loads the PDF writer, which takes a while, and only then waits until its
standard input is closed: the job is there then, or nobody wants anything any more. Whatever the texts of a report make
of the libraries, it happens here and not in the program itself. The files have no names, so none is left behind by a
program that is killed.
"""

from __future__ import annotations

import ctypes
import json
import os
import pickle
import signal
import sys
from contextlib import suppress
from functools import partial
from xml.etree.ElementTree import Element

from assembler.model.value import as_dict
from assembler.writers.formats import PDF_FORMATS
from assembler.writers.html.footnote_placement import Placements
from assembler.writers.pdf.worker_job import MEMORY_LIMIT, TIME_LIMIT, PdfJob, UsedFont

_DEATH_SIGNAL = 1
"""PR_SET_PDEATHSIG."""


def main(job_file: int, fonts_file: int, *output_files: int) -> None:
    """Makes what the job in one open file asks for, each of `PDF_FORMATS` into its own file.

    The fonts with which they were drawn go into another file, as JSON.
    """
    if hasattr(signal, "pthread_sigmask"):  # runtime/pdf_worker.py starts this process with signals deferred
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
    _end_with_parent()
    _limit_resources()
    from assembler.writers.pdf import document as pdf

    sys.stdin.buffer.read()
    with os.fdopen(job_file, "rb") as file:
        file.seek(0)
        pickled = file.read()
    if not pickled:
        return
    job = pickle.loads(pickled)
    fonts: list[UsedFont] = []
    for name, writer, descriptor in zip(PDF_FORMATS, (pdf.archive_file, pdf.print_file), output_files, strict=True):
        if name in job.pages:
            _write(descriptor, writer(partial(_page, job, name), fonts.extend))
    _write(fonts_file, json.dumps([as_dict(font) for font in fonts]).encode())


def _write(descriptor: int, data: bytes) -> None:
    """Gives an open file this content alone, and closes it."""
    with os.fdopen(descriptor, "r+b") as file:
        file.seek(0)
        file.truncate()
        file.write(data)


def _page(job: PdfJob, name: str, placements: Placements) -> Element:
    """The page as it came with the job, or rendered again with footnote placements."""
    if not placements:
        return job.pages[name]
    from assembler.writers.html.page import render_page  # only here, since most reports do without
    from assembler.writers.html.page_tree import parse_page

    report, templates = pickle.loads(job.sources[name])
    return parse_page(render_page(report, templates, printed=True, placements=placements))


def _end_with_parent() -> None:
    """Has the system end this process when its parent ends, even if that is killed; Linux alone can do so."""
    call = None if os.name == "nt" else getattr(ctypes.CDLL(None), "prctl", None)
    if call is not None:
        call(_DEATH_SIGNAL, signal.SIGKILL)


def _limit_resources() -> None:
    """Sets limits of time and memory, or leaves stricter ones that are there; Windows has no such limits."""
    with suppress(ImportError):
        import resource

        for what, wanted in ((resource.RLIMIT_CPU, TIME_LIMIT), (resource.RLIMIT_AS, MEMORY_LIMIT)):
            _, hard = resource.getrlimit(what)
            resource.setrlimit(what, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
    # Everything is written; to free thousands of boxes one by one would take a twentieth of a build.
    os._exit(0)
