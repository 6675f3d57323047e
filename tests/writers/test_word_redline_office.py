"""The redline in LibreOffice: it accepts and rejects all changes as Word would, and what stays are the two states."""

from __future__ import annotations

from pathlib import Path

import pytest

from assembler.editing.compare import compare
from assembler.model.report import Report
from assembler.model.walk import passage_text, rewrite_report
from assembler.readers.word import WordText, read_report_docx
from assembler.value import replace
from tests.builders import note, para
from tests.editing.redlines import redline, settled_report
from tests.editing.test_merging_office import in_office
from tests.writers.test_word_redline import BASE, LONG


def later() -> Report:
    """The report with paragraphs that are new, gone, moved and changed, and a note that is new."""
    added = para("x/y#p1", 1, LONG, note("A note that is new.", 1), ".")
    report = rewrite_report(BASE, lambda blocks: (*blocks[1:3], added, *blocks[3:]) if len(blocks) > 3 else blocks)
    masthead = replace(report.masthead, date="18 September 2020")
    return settled_report(replace(report, masthead=masthead))


def words(text: WordText | Report) -> list[str]:
    """Every block with its notes, headings of sections left out."""
    sections = [*text.sections, *(below for it in text.sections for below in it.sections)]
    parts = [*(it.blocks for it in sections), *(it.blocks for it in text.annexes)]
    return [passage_text((block,)) for blocks in parts for block in blocks]


@pytest.mark.parametrize(("command", "place"), [("AcceptAllTrackedChanges", "new"), ("RejectAllTrackedChanges", "old")])
def test_office_settles_all_changes(tmp_path: Path, command: str, place: str) -> None:
    comparison = compare(BASE, later())
    data = in_office(tmp_path, redline(comparison), [["settle", command]], tracked=False)
    text, _ = read_report_docx(data)
    assert text is not None
    expected = comparison.new if place == "new" else comparison.old
    assert words(text) == words(expected)
