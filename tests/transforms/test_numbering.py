"""Numbers of paragraphs, annexes and tables, numerals and letters of headings, even where labels run out."""

from __future__ import annotations

from datetime import date

import pytest

from assembler.model.nodes import Block, Heading, Paragraph, Placeholder, Table, Text
from assembler.model.plan import OrganizationChoice, Plan, SectionPlan
from assembler.model.report import Annex, Report, Section, Summary
from assembler.model.text.traversal import walk_blocks, walk_sections
from assembler.model.value import replace
from assembler.model.vocabulary import Labels
from assembler.readers.settings.labels import read_labels
from assembler.transforms.numbering import is_placeholder, number_report
from tests.builders import WORDING, masthead, t
from tests.conftest import ROOT

MISSING = Placeholder("[Missing.]")
TABLE = Table((), (t("A"),), ())


def labels(count: int) -> Labels:
    """The English labels with so many numerals and letters."""
    read, _ = read_labels((ROOT / "templates/labels/en.yaml").read_text(encoding="utf-8"), "")
    assert read is not None
    return replace(read, numerals=read.numerals[:count], capitals=read.capitals[:count])


def section(*blocks: Block, below: int = 0) -> Section:
    return Section("s", "", 1, blocks=blocks, sections=tuple(Section("b", "", 2) for _ in range(below)))


def numbered(
    *sections: Section, headings: str = "names", count: int = 9, annexes: int = 0, blocks: tuple[Block, ...] = ()
) -> Report:
    """A report with its numbers; its annexes have some blocks, its summary has a paragraph."""
    made = tuple(Annex(f"annex-{place}", "", "", blocks) for place in range(annexes))
    summary = Summary("Summary", (Paragraph(t("Summary.")),))
    report = Report("en", "ltr", True, masthead(), summary, sections, made, WORDING)
    planned = tuple(SectionPlan("", "", OrganizationChoice(), headings) for _ in sections)
    return number_report(report, Plan("", "", (), date(2020, 9, 11), (), planned), labels(count))


def numbers(report: Report) -> list[int | None]:
    return [one.number for one in walk_blocks(report) if isinstance(one, Paragraph | Table)]


def heads(report: Report) -> list[str]:
    return [one.label for one in walk_sections(report)]


def test_paragraphs_run_through_the_sections_and_begin_anew_in_each_annex() -> None:
    text = Paragraph(t("A"))
    first = replace(section(text, Heading(t("H"), 2)), sections=(section(text, text),))
    made = numbered(first, section(text), annexes=2, blocks=(text, text))
    assert numbers(made) == [None, 1, 2, 3, 4, 1, 2, 1, 2]


@pytest.mark.parametrize(
    ("content", "made"),
    [((MISSING,), True), ((MISSING, MISSING), True), ((MISSING, Text("words")), False), (t("words"), False)],
)
def test_words_of_the_assembler_alone_have_no_number(content: tuple[Text | Placeholder, ...], made: bool) -> None:
    assert is_placeholder(Paragraph(content)) == made
    assert numbers(numbered(section(Paragraph(content)))) == [None, None if made else 1]


def test_sections_have_numerals_as_long_as_there_are_any() -> None:
    assert heads(numbered(section(), section(), section(), count=2)) == ["I.", "II.", ""]


def test_organizations_have_letters_where_the_plan_says_so_and_as_long_as_there_are_any() -> None:
    assert heads(numbered(section(below=3), section(below=1), headings="lettered", count=2)) == (
        ["I.", "A.", "B.", "", "II.", "A."]
    )
    assert heads(numbered(section(below=2))) == ["I.", "", ""]


def test_headings_of_the_first_degree_in_a_text_have_letters_before_the_sections_below() -> None:
    blocks = (Heading(t("H"), 2), Heading(t("H"), 3), Heading(t("H"), 2), Heading(t("H"), 2))
    made = numbered(section(*blocks, below=1), count=2)
    assert [one.label for one in walk_blocks(made) if isinstance(one, Heading)] == ["A.", "", "B.", ""]
    assert heads(numbered(section(blocks[0], below=1), headings="lettered")) == ["I.", "B."]


@pytest.mark.parametrize(
    ("annexes", "named"), [(1, ["Annex"]), (2, ["Annex I", "Annex II"]), (3, ["Annex I", "Annex II", "Annex 3"])]
)
def test_annexes_have_numerals_where_there_are_several_and_figures_where_these_run_out(
    annexes: int, named: list[str]
) -> None:
    assert [one.label for one in numbered(count=2, annexes=annexes).annexes] == named


def test_several_tables_are_numbered_through_the_report_and_one_is_not() -> None:
    assert numbers(numbered(section(TABLE))) == [None, None]
    assert numbers(numbered(section(TABLE), annexes=1, blocks=(TABLE,))) == [None, 1, 2]


def test_plan_of_other_sections_is_no_plan_of_the_report() -> None:
    made = numbered(section())
    with pytest.raises(ValueError, match="shorter"):
        number_report(made, Plan("", "", (), date(2020, 9, 11), (), ()), labels(2))
