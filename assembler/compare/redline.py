"""Writes a comparison as a redline: Word with tracked changes, web page, PDF."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from assembler.errors import wrap_writer_errors
from assembler.model.comparison import Comparison, ComparisonWords
from assembler.model.progress import Progress, no_progress

if TYPE_CHECKING:
    from assembler.runtime.pdf_worker import PdfWorker


def write_redline(
    comparison: Comparison,
    words: ComparisonWords,
    stem: str,
    formats: Iterable[str],
    templates: Mapping[str, bytes],
    *,
    worker: PdfWorker | None = None,
    progress: Progress = no_progress,
) -> dict[str, bytes]:
    """The redline in these formats, some of docx, html and pdf, by file name.

    The PDF worker makes the PDF while the others are written; without one it is made in this thread. Raises
    Unprintable where a writer cannot use a picture or a template.
    """
    wanted = set(formats)
    outputs: dict[str, bytes] = {}
    if "pdf" in wanted and worker is not None:
        worker.begin_page(_make_pdf_page(comparison, words, templates))
    if "docx" in wanted:
        progress("writing docx")
        outputs[f"{stem}.docx"] = _write_docx(comparison, words, templates)
    if "html" in wanted:
        progress("writing html")
        outputs[f"{stem}.html"] = _write_html(comparison, words, templates)
    if "pdf" in wanted:
        progress("writing pdf")
        pdf = worker.finish()["pdf"] if worker is not None else _write_pdf(comparison, words, templates)
        outputs[f"{stem}.pdf"] = pdf
    return outputs


def _write_docx(comparison: Comparison, words: ComparisonWords, templates: Mapping[str, bytes]) -> bytes:
    from assembler.writers.redline.docx import write  # imported only where it is asked for, as the others are
    from assembler.writers.redline.view_model import name_states

    with wrap_writer_errors("The docx"):
        return write(comparison, words.say("mark"), name_states(comparison, words), templates)


def _write_html(comparison: Comparison, words: ComparisonWords, templates: Mapping[str, bytes]) -> bytes:
    from assembler.writers.redline.html import write_html

    with wrap_writer_errors("The html"):
        return write_html(comparison, words, templates)


def _make_pdf_page(comparison: Comparison, words: ComparisonWords, templates: Mapping[str, bytes]) -> str:
    from assembler.writers.redline.html import make_pdf_page

    with wrap_writer_errors("The pdf"):
        return make_pdf_page(comparison, words, templates)


def _write_pdf(comparison: Comparison, words: ComparisonWords, templates: Mapping[str, bytes]) -> bytes:
    page = _make_pdf_page(comparison, words, templates)
    from assembler.writers.html.page_tree import parse_page
    from assembler.writers.pdf.document import archive_file

    with wrap_writer_errors("The pdf"):
        return archive_file(lambda _: parse_page(page))
