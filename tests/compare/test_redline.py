"""A comparison is written in each format by its writer, and what a writer cannot use is named."""

from __future__ import annotations

import pytest

from assembler.compare.compare import parse_words
from assembler.compare.comparison import compare_reports
from assembler.compare.redline import write_redline
from assembler.errors import Unprintable
from assembler.model.value import replace
from assembler.runtime.pdf_worker import PdfWorker
from assembler.writers.formats import formats_of
from assembler.writers.redline.docx import write as write_docx
from assembler.writers.redline.html import make_pdf_page, write_html
from tests.builders import TEMPLATES as DOCX
from tests.builders import every_node
from tests.compare.redlines import settled_report
from tests.conftest import ROOT

TEMPLATES = DOCX | {"comparison.html.j2": (ROOT / "templates/comparison.html.j2").read_bytes()}
WORDS = parse_words((ROOT / "templates/comparison/en.yaml").read_text(encoding="utf-8"), "comparison/en.yaml")
OLD = settled_report(every_node(draft=False))
COMPARISON = replace(compare_reports(OLD, replace(OLD, annexes=())), name="A. Person", names=("draft 1", "draft 2"))


class Worker(PdfWorker):
    """A PDF worker that makes no PDF, and keeps the pages that it was given."""

    def __init__(self, *forms: str) -> None:
        self._made = {form: form.encode() for form in forms}
        self.begun: list[str] = []

    def begin_page(self, page: str) -> None:
        self.begun.append(page)

    def finish(self) -> dict[str, bytes]:
        return self._made


def compared(*forms: str) -> tuple[dict[str, bytes], list[str], list[str]]:
    """The outputs of a comparison, what was told, and the pages that were printed."""
    told: list[str] = []
    worker = Worker("pdf")
    outputs = write_redline(COMPARISON, WORDS, "x", forms, TEMPLATES, worker=worker, progress=told.append)
    return outputs, told, worker.begun


def test_comparison_is_written_in_each_form_while_its_page_is_printed() -> None:
    outputs, told, begun = compared("html", "pdf", "docx")
    assert outputs == {
        "x.docx": write_docx(COMPARISON, "COMPARISON", "draft 1 and draft 2", TEMPLATES),
        "x.html": write_html(COMPARISON, WORDS, TEMPLATES),
        "x.pdf": b"pdf",
    }
    assert told == ["writing docx", "writing html", "writing pdf"]
    assert begun == [make_pdf_page(COMPARISON, WORDS, TEMPLATES)]


@pytest.mark.parametrize("form", formats_of("comparison"))
def test_comparison_is_written_in_one_form_alone(form: str) -> None:
    outputs, told, begun = compared(form)
    assert (list(outputs), told, len(begun)) == ([f"x.{form}"], [f"writing {form}"], form == "pdf")


def test_states_of_one_name_are_named_once() -> None:
    same = replace(COMPARISON, names=("draft", "draft"))
    outputs = write_redline(same, WORDS, "x", ("docx",), TEMPLATES)
    assert outputs["x.docx"] == write_docx(same, "COMPARISON", "draft", TEMPLATES)


@pytest.mark.parametrize("form", ["pdf", "docx", "html"])
def test_what_a_writer_of_comparisons_cannot_use_is_named(form: str) -> None:
    templates = DOCX | {"comparison.html.j2": b"{% nonsense %}", "emblem": b"no picture"}
    with pytest.raises(Unprintable, match=f"^The {form} cannot be written: ."):
        write_redline(COMPARISON, WORDS, "x", (form,), templates)


@pytest.mark.slow
def test_pdf_is_made_in_this_thread_without_a_worker() -> None:
    outputs = write_redline(COMPARISON, WORDS, "x", ("pdf",), TEMPLATES)
    assert outputs["x.pdf"].startswith(b"%PDF-")
