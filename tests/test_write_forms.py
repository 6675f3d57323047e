"""Which outputs are written in which form, what is told of each, and what a writer cannot use."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from assembler.errors import Unprintable
from assembler.runtime.pdf_worker import PdfWorker
from assembler.write import render, take_printed, write
from assembler.writers import text
from assembler.writers.docx import document as word
from tests.builders import TEMPLATES as DOCX
from tests.builders import every_node

REPORT = every_node()


class Printing(PdfWorker):
    """A press that makes no page, and keeps what it was told."""

    def __init__(self, *forms: str) -> None:
        self._made = {form: form.encode() for form in forms}

    def finish(self) -> dict[str, bytes]:
        return self._made


def test_each_form_is_written_by_its_writer_and_told_in_order() -> None:
    told: list[str] = []
    forms = ("pdf", "txt", "docx", "print")
    outputs = write(REPORT, "A-75-345", forms, DOCX, told.append, Printing("pdf", "print"))
    assert outputs == {
        "A-75-345.docx": word.write(REPORT, DOCX),
        "A-75-345.txt": text.write(REPORT, {}),
        "A-75-345.pdf": b"pdf",
        "A-75-345-print.pdf": b"print",
    }
    assert told == ["writing docx", "writing pdf", "writing txt", "writing print"]


def test_nothing_is_written_that_was_not_asked_for() -> None:
    assert write(REPORT, "x", (), {}, lambda _: None, Printing()) == {}
    assert take_printed("x", Printing()) == {}


@pytest.mark.parametrize(
    ("form", "templates"),
    [("docx", {**DOCX, "emblem": b"no picture"}), ("html", {"report.html.j2": b"{% nonsense %}", "screen.css": b""})],
)
def test_what_a_writer_cannot_use_is_named(form: str, templates: Mapping[str, bytes]) -> None:
    with pytest.raises(Unprintable, match=f"^The {form} cannot be written: .") as raised:
        render(REPORT, form, templates)
    assert str(raised.value.__cause__) in str(raised.value)
