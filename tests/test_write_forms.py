"""Which outputs are written in which form, what is told of each, and what a writer can't use."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from assembler.compare.comparison import compare, comparison_words
from assembler.errors import Unprintable
from assembler.model.value import replace
from assembler.runtime.pdf_worker import Press
from assembler.write import render, take_printed, write, write_comparison
from assembler.writers import text
from assembler.writers.docx import document as word
from assembler.writers.formats import formats_of
from assembler.writers.redline import docx as word_redline
from assembler.writers.redline import html as redline_page
from tests.builders import every_node
from tests.compare.redlines import settled_report
from tests.conftest import ROOT

REPORT = every_node()
TEMPLATES = {"comparison.html.j2": (ROOT / "templates/comparison.html.j2").read_bytes()}
WORDS = comparison_words((ROOT / "templates/comparison/en.yaml").read_text(encoding="utf-8"), "comparison/en.yaml")
OLD = settled_report(every_node(draft=False))
COMPARISON = replace(compare(OLD, replace(OLD, annexes=())), name="A. Person", names=("draft 1", "draft 2"))


class Printing(Press):
    """A press that makes no page, and keeps what it was told."""

    def __init__(self, *forms: str) -> None:
        self._made = {form: form.encode() for form in forms}
        self.begun: list[str] = []

    def begin_page(self, page: str) -> None:
        self.begun.append(page)

    def finish(self) -> dict[str, bytes]:
        return self._made


def test_each_form_is_written_by_its_writer_and_told_in_order() -> None:
    told: list[str] = []
    forms = ("pdf", "txt", "docx", "print")
    outputs = write(REPORT, "A-75-345", forms, {}, told.append, Printing("pdf", "print"))
    assert outputs == {
        "A-75-345.docx": word.write(REPORT, {}),
        "A-75-345.txt": text.write(REPORT, {}),
        "A-75-345.pdf": b"pdf",
        "A-75-345-print.pdf": b"print",
    }
    assert told == ["writing docx", "writing txt", "writing pdf", "writing print"]


def test_nothing_is_written_that_was_not_asked_for() -> None:
    assert write(REPORT, "x", (), {}, lambda _: None, Printing()) == {}
    assert take_printed("x", Printing()) == {}


@pytest.mark.parametrize(
    ("form", "templates"),
    [("docx", {"emblem": b"no picture"}), ("html", {"report.html.j2": b"{% nonsense %}", "screen.css": b""})],
)
def test_what_a_writer_cannot_use_is_named(form: str, templates: Mapping[str, bytes]) -> None:
    with pytest.raises(Unprintable, match=f"^The {form} can't be written: .") as raised:
        render(REPORT, form, templates)
    assert str(raised.value.__cause__) in str(raised.value)


def compared(*forms: str) -> tuple[dict[str, bytes], list[str], list[str]]:
    """The outputs of a comparison, what was told, and the pages that were printed."""
    told: list[str] = []
    printing = Printing("pdf")
    outputs = write_comparison(COMPARISON, WORDS, "x", forms, TEMPLATES, told.append, printing)
    return outputs, told, printing.begun


def test_comparison_is_written_in_each_form_while_its_page_is_printed() -> None:
    outputs, told, begun = compared("html", "pdf", "docx")
    assert outputs == {
        "x.docx": word_redline.write(COMPARISON, "COMPARISON", "draft 1 and draft 2", TEMPLATES),
        "x.html": redline_page.write(COMPARISON, WORDS, TEMPLATES),
        "x.pdf": b"pdf",
    }
    assert told == ["writing docx", "writing html", "writing pdf"]
    assert begun == [redline_page.printed_page(COMPARISON, WORDS, TEMPLATES)]


@pytest.mark.parametrize("form", formats_of("comparison"))
def test_comparison_is_written_in_one_form_alone(form: str) -> None:
    outputs, told, begun = compared(form)
    assert (list(outputs), told, len(begun)) == ([f"x.{form}"], [f"writing {form}"], form == "pdf")


def test_states_of_one_name_are_named_once() -> None:
    same = replace(COMPARISON, names=("draft", "draft"))
    outputs = write_comparison(same, WORDS, "x", ("docx",), {}, lambda _: None, Printing())
    assert outputs["x.docx"] == word_redline.write(same, "COMPARISON", "draft", {})


@pytest.mark.parametrize("form", ["pdf", "docx", "html"])
def test_what_a_writer_of_comparisons_cannot_use_is_named(form: str) -> None:
    templates = {"comparison.html.j2": b"{% nonsense %}", "emblem": b"no picture"}
    with pytest.raises(Unprintable, match=f"^The {form} can't be written: ."):
        write_comparison(COMPARISON, WORDS, "x", (form,), templates, lambda _: None, Printing("pdf"))
