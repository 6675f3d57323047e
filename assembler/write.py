"""Hands a report and its templates to the writers, each imported only where its output is asked for."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from assembler.errors import being_written
from assembler.model.progress import Tell
from assembler.writers.pdf.job import FORMS as PRINTED

if TYPE_CHECKING:
    from assembler.model.comparison import Comparison, ComparisonWords
    from assembler.model.report import Report
    from assembler.runtime.pdf_worker import Press

FORMATS = ("docx", "pdf", "html", "txt")
"""What a report can be written as, in the order in which it is done; the press works beside the program."""
PRINT = "print"
"""The further PDF with crop marks."""
_WRITERS = {"docx": "docx.document", "html": "html.page", "txt": "text"}


def write(
    report: Report, stem: str, formats: Container[str], templates: Mapping[str, bytes], step: Tell, printing: Press
) -> dict[str, bytes]:
    """The outputs by file name, such as A-75-345.docx; the press has begun with this report already.

    Raises Unprintable where a writer can't use a picture or a template.
    """
    tell(formats, step)
    return unprinted(report, stem, formats, templates) | printed(stem, printing)


def tell(formats: Container[str], step: Tell) -> None:
    """Tells the step of each form that is to be written."""
    for form in (*_WRITERS, *PRINTED):
        if form in formats:
            step(f"writing {form}")


def unprinted(report: Report, stem: str, formats: Container[str], templates: Mapping[str, bytes]) -> dict[str, bytes]:
    """The outputs that need no press; each writer is imported only where it is asked for. Raises as `write` does."""
    outputs: dict[str, bytes] = {}
    for form, module in _WRITERS.items():
        if form in formats:
            writer = import_module(f"assembler.writers.{module}")
            with being_written(f"The {form}"):
                outputs[f"{stem}.{form}"] = writer.write(report, templates)
    return outputs


def printed(stem: str, printing: Press) -> dict[str, bytes]:
    """The outputs that the press has begun with, once they are there. Raises as `write` does."""
    names = {"pdf": f"{stem}.pdf", PRINT: f"{stem}-print.pdf"}
    return {names[form]: data for form, data in printing.finish().items()}


def write_comparison(
    comparison: Comparison,
    words: ComparisonWords,
    stem: str,
    formats: Iterable[str],
    templates: Mapping[str, bytes],
    step: Tell,
    printing: Press,
) -> dict[str, bytes]:
    """The outputs of a comparison by file name, each writer imported only where it is asked for. Raises Unprintable."""
    wanted = set(formats)
    outputs: dict[str, bytes] = {}
    if "pdf" in wanted:
        from assembler.writers.redline.html import printed_page

        with being_written("The pdf"):
            page = printed_page(comparison, words, templates)
        printing.begin_page(page)
    if "docx" in wanted:
        from assembler.writers.redline import docx as word_redline

        step("writing docx")
        old, new = comparison.names
        label = words.say("states", old=old, new=new) if old != new else new
        mark = words.say("mark")
        with being_written("The docx"):
            outputs[f"{stem}.docx"] = word_redline.write(comparison, mark, label, templates)
    if "html" in wanted:
        from assembler.writers.redline import html as redline_page

        step("writing html")
        with being_written("The html"):
            outputs[f"{stem}.html"] = redline_page.write(comparison, words, templates)
    if "pdf" in wanted:
        step("writing pdf")
        outputs[f"{stem}.pdf"] = printing.finish()["pdf"]
    return outputs
