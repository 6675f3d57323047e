"""The redline in Word: accepting all its changes gives the new state, rejecting all the old one."""

from __future__ import annotations

import os
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

from assembler.compare.comparison import compare_reports
from assembler.model.nodes import BulletedList, LetteredList, Link, ListItem, Paragraph, Table, Text
from assembler.model.report import Annex, Report, Section, Summary
from assembler.model.text.plain_text import extract_text
from assembler.model.text.rewriting import rewrite_report
from assembler.model.value import replace
from assembler.ooxml.elements import Element, qualified
from assembler.pipeline import Examination
from assembler.readers.ooxml.package import open_package
from assembler.readers.report_docx.context import read_context
from assembler.readers.report_docx.report import collect_opening_words
from tests.builders import every_node, note, para, t
from tests.compare.redlines import compared, pairs, read_settled, redline, refreshed, settled_docx, settled_report
from tests.readers.report_docx.test_report import bare

PAIRS = int(os.environ.get("REDLINE_PAIRS", "12"))
"""How many random pairs are tried; 500 take ten minutes."""
# Pairs are large, and to shrink them takes long: a failure is looked at with a debugger, or made small by hand.
MANY = settings(
    deadline=None,
    max_examples=PAIRS,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
CHANGES = tuple(map(qualified, ("ins", "del", "moveFrom", "moveTo", "pPrChange")))
BASE = settled_report(every_node(draft=False))


def assert_both_come_back(old: Report, new: Report) -> bytes:
    """The redline, from which both states can be read."""
    comparison = compare_reports(old, new)
    data = redline(comparison)
    assert read_settled(data, "accept") == bare(comparison.new)
    assert refreshed(read_settled(data, "reject")) == bare(comparison.old)
    return data


def document(data: bytes, tmp_path: Path) -> Element:
    path = tmp_path / "redline.docx"
    path.write_bytes(data)
    with ZipFile(path) as package:
        return etree.fromstring(package.read("word/document.xml"))


def changed_words(root: Element, tag: str) -> list[str]:
    found = (
        element for change in root.iter(qualified(tag)) for element in change.iter(qualified("t"), qualified("delText"))
    )
    return [element.text or "" for element in found]


@pytest.mark.slow
@MANY
@given(pairs())
def test_accepting_gives_the_new_state_and_rejecting_the_old_one(pair: tuple[Report, Report]) -> None:
    assert_both_come_back(*pair)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the files lie at which the validator looks."""
    return tmp_path_factory.mktemp("redline") / "redline.docx"


@pytest.mark.slow
@settings(MANY, max_examples=max(PAIRS // 3, 5))
@given(pair=pairs())
def test_file_keeps_the_schema(place: Path, pair: tuple[Report, Report]) -> None:
    place.write_bytes(redline(compared(pair)))
    assert OpenXmlValidator(FileFormat.OFFICE_2019).validate(str(place)).errors == []


def test_example_against_itself_has_no_change(example: Examination, tmp_path: Path) -> None:
    assert example.report is not None
    root = document(assert_both_come_back(example.report, example.report), tmp_path)
    assert [element.tag for element in root.iter(*CHANGES)] == []


def with_blocks(report: Report, section: str, *blocks: Paragraph | LetteredList | BulletedList | Table) -> Report:
    """The report with other blocks in one of its sections."""

    def change(child: Section) -> Section:
        below = tuple(map(change, child.sections))
        return replace(child, sections=below, blocks=blocks if child.id == section else child.blocks)

    return settled_report(replace(report, sections=tuple(map(change, report.sections))))


LONG = "The United Nations and the African Union agreed in resolution 2457 on peace and security in Africa"
OTHER = "A second paragraph speaks of quite another matter, such as health, water and the rights of children"


def test_one_word_changed_is_one_word(tmp_path: Path) -> None:
    first = para("a/b#p1", 1, f"{LONG}.")
    old = with_blocks(BASE, "section-3", first, para("a/b#p2", 2, f"{OTHER}."))
    new = with_blocks(BASE, "section-3", first, para("a/b#p2", 2, OTHER.replace("water", "air") + "."))
    root = document(assert_both_come_back(old, new), tmp_path)
    assert changed_words(root, "ins") == ["air"]
    assert changed_words(root, "del") == ["water"]


def test_moved_paragraph_is_a_move_with_its_list_and_note(tmp_path: Path) -> None:
    moved = para("a/b#p1", 1, LONG, note("The text of the note that goes along.", 1), ".")
    items = LetteredList((ListItem(t("the first item")), ListItem(t("the second item"))))
    rest = [para(f"a/b#p{number}", number, f"{OTHER}, number {number}.") for number in (2, 3)]
    old = with_blocks(BASE, "section-3", moved, items, *rest)
    new = with_blocks(BASE, "section-3", *rest, moved, items)
    root = document(assert_both_come_back(old, new), tmp_path)
    ranges = root.iter(qualified("moveFromRangeStart"), qualified("moveToRangeStart"))
    assert [element.get(qualified("name")) for element in ranges] == ["move1", "move1"]
    assert changed_words(root, "ins") == changed_words(root, "del") == []
    assert "the second item" in changed_words(root, "moveTo")


def test_numbers_of_notes_and_paragraphs_are_no_edits(tmp_path: Path) -> None:
    first = para("a/b#first", 1, f"{LONG}.")
    rest = [para("a/b#p2", 2, OTHER, note("The note.", 1), "."), para("a/b#p3", 3, "The third one of all.")]
    old = with_blocks(BASE, "section-1", *rest)
    new = with_blocks(BASE, "section-1", first, *rest)
    root = document(assert_both_come_back(old, new), tmp_path)
    assert "".join(changed_words(root, "ins")).replace("\u00a0", " ") == f"{LONG}."
    assert changed_words(root, "del") == []


def test_another_symbol_leaves_the_form_of_every_paragraph_alone(tmp_path: Path) -> None:
    """Its address stands in the words for the QR code, which have nothing to do with the lists of the text."""
    blocks = [para("a/b#p1", 1, f"{LONG}."), para("a/b#p2", 2, f"{OTHER}.")]
    old = with_blocks(BASE, "section-3", *blocks)
    wording = replace(old.wording, qr_code="QR code linking to A/75/345/Rev.1")
    new = replace(old, masthead=replace(old.masthead, symbols=("A/75/345/Rev.1", "S/2020/898/Rev.1")), wording=wording)
    root = document(redline(compare_reports(old, new)), tmp_path)
    assert not list(root.iter(qualified("pPrChange")))


def test_rows_of_tables_come_and_go(tmp_path: Path) -> None:
    rows = ((t("AU"), t("12")), (t("LAS"), t("3")))
    table = Table(t("Contributions"), (t("Organization"), t("Entities")), rows, ("left", "right"))
    other = replace(table, rows=((t("AU"), t("13")), (t("ASEAN"), t("7"))))
    old, new = (with_blocks(BASE, "section-3", para("a/b#p1", 1, f"{LONG}."), block) for block in (table, other))
    root = document(assert_both_come_back(old, new), tmp_path)
    marks = [element.getparent().find(qualified("ins")) is not None for element in root.iter(qualified("cantSplit"))]
    assert marks.count(True) == 1
    assert "12" in changed_words(root, "del")
    assert "AU" not in changed_words(root, "del")


def test_cells_come_and_go_with_the_spaces_that_were_typed() -> None:
    link = Link((Text("A/75/345.1"), Text("2457 women")), "https://www.un.org/en/")
    first = Table((), (t("a"), t("b")), (((link,), t("x")),))
    other = Table((), (t("a"), t("b"), t("c")), ((t("x"), (link, Text(" and others")), ()),))
    for language in ("ar", "en"):
        base = replace(BASE, language=language, direction="rtl" if language == "ar" else "ltr")
        old, new = (with_blocks(base, "section-3", para("a/b#p1", 1, f"{LONG}."), block) for block in (first, other))
        assert_both_come_back(old, new)


def test_summary_and_annexes_come_and_go() -> None:
    assert BASE.summary is not None
    without = replace(BASE, summary=None, annexes=())
    more = replace(
        BASE,
        summary=Summary("Executive summary", (para("g/s#p1", None, "Another one."), *BASE.summary.blocks)),
        annexes=(*BASE.annexes, Annex("annex-2", "Annex II", "More", (para("g/x#p1", 1, "More words."),))),
    )
    assert_both_come_back(without, BASE)
    assert_both_come_back(BASE, without)
    assert_both_come_back(BASE, settled_report(more))
    assert_both_come_back(settled_report(more), BASE)


def test_changes_bear_the_symbol_and_the_day_of_the_new_state(tmp_path: Path) -> None:
    new = rewrite_report(BASE, lambda blocks: blocks[:-1])
    root = document(redline(compare_reports(BASE, settled_report(new))), tmp_path)
    said = {
        (element.get(qualified("author")), element.get(qualified("date"), "")[:10])
        for element in root.iter(*CHANGES[:2])
    }
    assert said == {("A/75/345–S/2020/898", "2020-09-11")}
    numbers = [element.get(qualified("id")) for element in root.iter(*CHANGES)]
    assert len(set(numbers)) == len(numbers)


def first_page(data: bytes) -> str:
    """The words before the text, those of the masthead among them, without spaces."""
    package, _ = open_package(data, "")
    assert package is not None
    package = replace(package, heads=package.heads[:1])
    return collect_opening_words(package, read_context(package))


def test_masthead_title_block_are_tracked() -> None:
    masthead = BASE.masthead
    assembly, council = masthead.organs
    titles = (assembly.sub_items[0], "Cooperation with somebody else", assembly.sub_items[2])
    other = replace(
        masthead,
        symbols=("A/76/1", "S/2020/898"),
        date="1 October 2021",
        title="Cooperation between the United Nations and regional organizations",
        organs=(replace(assembly, session="Seventy-sixth session", sub_items=titles), council),
    )
    new = replace(BASE, masthead=other)
    data = assert_both_come_back(BASE, new)
    assert first_page(settled_docx(data, "accept")) == first_page(redline(compare_reports(new, new)))
    assert first_page(settled_docx(data, "reject")) == first_page(redline(compare_reports(BASE, BASE)))
    assert first_page(redline(compare_reports(BASE, BASE))) != first_page(redline(compare_reports(new, new)))


def test_same_states_give_the_same_bytes() -> None:
    new = settled_report(rewrite_report(BASE, lambda blocks: tuple(reversed(blocks))))
    assert redline(compare_reports(BASE, new)) == redline(compare_reports(BASE, new))


def test_text_of_a_draft_that_only_proposes_is_not_compared() -> None:
    comparison = compare_reports(every_node(draft=True), every_node(draft=True))
    assert comparison.is_same
    assert "Proposed: old words." in [extract_text(unit.new.runs[0]) for unit in comparison.units if unit.new]
