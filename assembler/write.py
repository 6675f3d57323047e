"""Hands a report and its templates to the writers, each imported only where its output is asked for."""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from assembler.errors import wrap_writer_errors
from assembler.model.progress import Progress
from assembler.writers.formats import FORMATS, PDF_FORMATS, file_name

if TYPE_CHECKING:
    from assembler.model.report import Report
    from assembler.runtime.pdf_worker import PdfWorker


def write(
    report: Report,
    stem: str,
    formats: Collection[str],
    templates: Mapping[str, bytes],
    progress: Progress,
    worker: PdfWorker,
) -> dict[str, bytes]:
    """The outputs by file name, such as A-75-345.docx; the PDF worker has begun with this report already.

    Raises Unprintable where a writer cannot use a picture or a template.
    """
    announce_formats(formats, progress)
    here = [name for name in formats if name not in PDF_FORMATS]
    return write_here(report, stem, here, templates) | take_printed(stem, worker)


def announce_formats(formats: Container[str], progress: Progress) -> None:
    """Reports each format that is to be written as progress."""
    for name in FORMATS:
        if name in formats:
            progress(f"writing {name}")


def render(report: Report, name: str, templates: Mapping[str, bytes]) -> bytes:
    """The report in the format of that name, made in this thread. Raises as `write` does."""
    row = FORMATS[name]
    writer = getattr(import_module(f"assembler.writers.{row.module}"), row.function)
    with wrap_writer_errors(f"The {name}"):
        data: bytes = writer(report, templates)
    return data


def write_here(report: Report, stem: str, formats: Container[str], templates: Mapping[str, bytes]) -> dict[str, bytes]:
    """The outputs by file name, all of them made in this thread. Raises as `write` does."""
    return {file_name(name, stem): render(report, name, templates) for name in FORMATS if name in formats}


def take_printed(stem: str, worker: PdfWorker) -> dict[str, bytes]:
    """The outputs that the PDF worker has begun with, once they are there. Raises as `write` does."""
    return {file_name(name, stem): data for name, data in worker.finish().items()}
