"""Arabic in the Word file: alignment, and lines of every length in LibreOffice."""

from __future__ import annotations

from pathlib import Path

import pytest

from assembler.model.nodes import LetteredList, ListItem
from assembler.model.report import Report
from assembler.model.value import replace
from assembler.writers.docx.document import write
from tests import office
from tests.builders import TEMPLATES, every_node, note, para, t
from tests.writers.docx.word_reading import W, has, text_of, text_of_run, value
from tests.writers.docx.word_reports import arabic, reading, with_blocks

_WORDS = "حماية اللاجئين عملا بالقرار الصادر عن الجمعية العامة للأمم المتحدة بشأن التعاون بين المنظمات الإقليمية"
_NUMBER = " في 12 بلدا من بلدان المنطقة."


def test_text_is_justified_by_longer_strokes() -> None:
    styles = reading(arabic()).part("word/styles.xml")
    alignments = {
        element.getparent().getparent().get(W + "styleId"): element.get(W + "val") for element in styles.iter(W + "jc")
    }
    assert alignments["SingleTxt"] == "lowKashida"
    assert "both" not in alignments.values()


def test_text_from_left_to_right_is_justified_by_spaces() -> None:
    styles = reading(every_node()).part("word/styles.xml")
    assert [element.get(W + "val") for element in styles.iter(W + "jc")].count("both") == 1


def runs_at_notes(report: Report) -> list[str]:
    """The words of the runs that look like calls of notes, with a 0 for each call."""
    runs = [run for run in reading(report).document.iter(W + "r") if run.find(f"{W}rPr/{W}rStyle") is not None]
    called = [run for run in runs if value(run.find(W + "rPr"), "rStyle") == "FootnoteReference"]
    return ["0" if run.find(W + "footnoteReference") is not None else text_of_run(run) for run in called]


def test_calls_of_notes_stand_in_parentheses() -> None:
    report = with_blocks(para("g#1", 1, "One", note("A note.", 1), note("Another.", 2), "."))
    assert runs_at_notes(replace(report, masthead=replace(report.masthead, notes=()))) == ["0", ",", "0"]
    turned = replace(report, masthead=replace(report.masthead, notes=()), language="ar", direction="rtl")
    assert runs_at_notes(turned) == ["(", "0", ")", ",", "(", "0", ")"]


def test_job_line_stands_at_the_right_and_runs_from_left_to_right() -> None:
    foot = reading(arabic()).part("word/footer-first.xml")
    (line,) = (paragraph for paragraph in foot.iter(W + "p") if "20-11922" in text_of(paragraph))
    indent = line.find(f"{W}pPr/{W}ind")
    assert not has(line, "bidi")
    assert value(line.find(W + "pPr"), "jc") == "right"
    assert (indent.get(W + "left"), indent.get(W + "right")) == ("0", "108")


@pytest.mark.slow
@pytest.mark.parametrize("number", [_NUMBER, " في 12\u00a0بلدا من بلدان المنطقة.", " و 12\u00a0500\u00a0000 دولار."])
def test_lines_of_every_length_end_at_a_number_and_are_laid_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: str
) -> None:
    """LibreOffice 25.2 hangs on some of these lengths where the text is justified by spaces."""
    monkeypatch.setattr(office, "_SECONDS", 40)
    monkeypatch.setattr(office, "_ATTEMPTS", 1)
    texts = [_WORDS[:length].strip() + number for length in range(1, len(_WORDS))]
    items = LetteredList(tuple(ListItem(t(text)) for text in texts))
    nested = LetteredList((ListItem(t("واحد"), below=(items,)),))
    paragraphs = [para(f"g#{place}", place, text) for place, text in enumerate(texts, 1)]
    report = with_blocks(*paragraphs, items, nested, draft=False)
    right_to_left = replace(report, language="ar", direction="rtl", wording=arabic().wording)
    (printed,) = office.print_out({"report": write(right_to_left, TEMPLATES)}, tmp_path).values()
    assert office.text_of_pages(printed).count("12") >= 3 * len(texts)
