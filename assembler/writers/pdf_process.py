"""The process in which PDFs are made: takes a job from a folder and leaves the files there; press.py starts it.

It sets limits to its own time and memory, loads the PDF writer, which takes a while, and only then waits until its
standard input is closed: the job is there then, or nobody wants anything any more. Whatever the texts of a report make
of the libraries, it happens here and not in the program itself.
"""

from __future__ import annotations

import os
import pickle
import resource
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from assembler.writers.amendments import Amendments

JOB = "job"
"""The file that holds the job."""
SECONDS = 300
"""How long the process may compute; a report of 100 pages takes about 10 seconds."""
MEMORY = 4 * 1024**3
"""How many bytes it may ask for; a report of 100 pages takes about 200 MB."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be made."""

    pages: Mapping[str, str]
    """By name of the file to be left in the folder, pdf or print: the report as one HTML page."""
    further: Mapping[str, bytes]
    """By the same name: report and templates, pickled, for a page with amendments, which is seldom needed."""


def main(folder: Path) -> None:
    """Makes what the job in the folder asks for."""
    _limit(resource.RLIMIT_CPU, SECONDS)
    _limit(resource.RLIMIT_AS, MEMORY)
    from assembler.writers import pdf  # only here, since press.py shares this module and needs no PDF writer

    writers = {"pdf": pdf.archive_file, "print": pdf.press_file}
    sys.stdin.buffer.read()
    if not (folder / JOB).is_file():
        return
    job = pickle.loads((folder / JOB).read_bytes())
    for form in job.pages:
        (folder / form).write_bytes(writers[form](partial(_page, job, form)))


def _page(job: Job, form: str, amendments: Amendments) -> str:
    """The page as it came with the job, or made anew with amendments."""
    if not amendments:
        return job.pages[form]
    from assembler.writers.html import page  # only here, since most reports do without

    report, templates = pickle.loads(job.further[form])
    return page(report, templates, printed=True, amendments=amendments)


def _limit(what: int, wanted: int) -> None:
    """Sets a limit, or leaves the stricter one that is there."""
    _, hard = resource.getrlimit(what)
    resource.setrlimit(what, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
    # Everything is written; to take down thousands of boxes one by one would only cost time.
    os._exit(0)
