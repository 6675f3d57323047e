"""The redline in LibreOffice: it accepts and rejects all changes as Word would, and what stays are the two states."""

from __future__ import annotations

from pathlib import Path

import pytest

from assembler.compare.comparison import compare_reports
from assembler.model.comparison import ChangeKind, Comparison
from assembler.model.nodes import CrossReference, Inline, LetteredList, Link, ListItem
from assembler.model.report import Report
from assembler.model.text.plain_text import extract_passage_text
from assembler.model.text.rewriting import rewrite_block, rewrite_report
from assembler.model.value import replace
from assembler.readers.report_docx.report import WordText
from tests.builders import note, para, t
from tests.compare.redlines import redline, settled_report
from tests.office import edit
from tests.readers.report_docx.word_files import read_report_docx
from tests.writers.redline.test_docx import BASE, LONG, OTHER, with_blocks

pytestmark = pytest.mark.slow


def later() -> Report:
    """The report with paragraphs that are new, gone, moved and changed, and a note that is new."""
    added = para("x/y#p1", 1, LONG, note("A note that is new.", 1), ".")
    report = rewrite_report(BASE, lambda blocks: (*blocks[1:3], added, *blocks[3:]) if len(blocks) > 3 else blocks)
    masthead = replace(report.masthead, date="18 September 2020")
    return settled_report(replace(report, masthead=masthead))


def words(text: WordText | Report) -> list[str]:
    """Every block with its notes, headings of sections left out.

    Numbers in references are left out too: LibreOffice counts them anew while it has time, before or after it settles.
    """
    sections = [*text.sections, *(below for section in text.sections for below in section.sections)]
    parts = [*(section.blocks for section in sections), *(annex.blocks for annex in text.annexes)]
    return [extract_passage_text((rewrite_block(block, numberless),)) for blocks in parts for block in blocks]


def numberless(inline: Inline) -> tuple[Inline, ...]:
    return (replace(inline, numbers=()),) if isinstance(inline, CrossReference) else (inline,)


def moved() -> tuple[Report, Report]:
    """Two states between which paragraphs of every kind have moved, one of them with other words at its end."""
    link, reference = Link(t(" as said there"), "https://www.un.org/en/"), CrossReference(t("para."), "a/b#stays1")
    stay = [para(f"a/b#stays{number}", number, f"{OTHER}, for the {number}th time.") for number in range(1, 8)]
    kinds = (
        (para("a/b#plain", 1, f"{LONG} in its first year."),),
        (para("a/b#link", 1, f"{LONG} in its second year", link, "."),),
        (para("a/b#refers", 1, f"{LONG} in its third year (see ", reference, ")."),),
        (para("a/b#noted", 1, f"{LONG} in its fourth year", link, note("A note goes along.", 1), "."),),
        (para("a/b#list", 1, f"{LONG} in its fifth year:"), LetteredList((ListItem((*t("the first"), link)),))),
        (para("a/b#ends", 1, f"{LONG} in its sixth year and now"),),
    )
    old = [report for kind in kinds for report in kind]
    new = [*old[:-1], para("a/b#ends", 1, f"{LONG} in its sixth year and then")]
    return with_blocks(BASE, "section-3", *old, *stay), with_blocks(BASE, "section-3", *stay, *new)


def meeting() -> tuple[Report, Report]:
    """Two states in which words come and go at the end of a paragraph and at the beginning of the next."""
    rest = f"the first of several matters. {LONG}"
    names = ("first", "second", "third", "fourth")
    old = [para(f"a/b#{name}", 1, f"{name.title()}, {rest} in the {name} year, as before") for name in names]
    new = [para(f"a/b#{name}", 1, f"Today {name}, {rest} in the {name} year, by now") for name in names]
    added = para("a/b#added", 1, f"{OTHER}, which is new.")
    return with_blocks(BASE, "section-3", *old), with_blocks(BASE, "section-3", *new[:3], added, *new[3:])


SETTLED = pytest.mark.parametrize(
    ("command", "place"), [("AcceptAllTrackedChanges", "new"), ("RejectAllTrackedChanges", "old")]
)


def settled(tmp_path: Path, comparison: Comparison, command: str) -> WordText:
    """What LibreOffice makes of the comparison."""
    data = edit(redline(comparison), [["settle", command]], tmp_path)
    text, _ = read_report_docx(data)
    assert text is not None
    return text


@SETTLED
def test_moved_paragraphs_leave_nothing_where_they_stood(tmp_path: Path, command: str, place: str) -> None:
    comparison = compare_reports(*moved())
    assert {unit.change for unit in comparison.units} >= {ChangeKind.MOVED_AWAY, ChangeKind.MOVED_HERE}
    expected = comparison.new if place == "new" else comparison.old
    assert words(settled(tmp_path, comparison, command)) == words(expected)


@SETTLED
def test_ends_of_paragraphs_stay_between_changes_that_meet_there(tmp_path: Path, command: str, place: str) -> None:
    comparison = compare_reports(*meeting())
    assert [unit.change for unit in comparison.units if unit.new and "a/b#" in unit.new.id].count(
        ChangeKind.CHANGED
    ) == 4
    expected = comparison.new if place == "new" else comparison.old
    assert words(settled(tmp_path, comparison, command)) == words(expected)


@SETTLED
def test_office_settles_all_changes(tmp_path: Path, command: str, place: str) -> None:
    comparison = compare_reports(BASE, later())
    expected = comparison.new if place == "new" else comparison.old
    assert words(settled(tmp_path, comparison, command)) == words(expected)
