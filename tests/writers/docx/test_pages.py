"""The pages of the Word file: masthead, agenda block, heads and feet, boxes, tables, direction, properties."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from lxml import etree
from PIL import Image

from assembler.model.nodes import Heading, Table
from assembler.model.value import replace
from assembler.writers.column_widths import share_out_width
from assembler.writers.docx.document import write
from tests.builders import TEMPLATES, every_node, t
from tests.writers.docx.word_reading import R, W, fields_of, has, style_of, text_of, text_of_run, value
from tests.writers.docx.word_reports import arabic, reading, with_blocks
from tests.writers.docx.word_values import looks


def runs_with_sizes(root: etree._Element) -> list[tuple[str, str]]:
    found = []
    for run in root.iter(W + "r"):
        form = run.find(W + "rPr")
        found.append((text_of_run(run), "" if form is None else value(form, "sz")))
    return found


def test_masthead_has_large_series_letters_and_both_organs() -> None:
    head = reading(every_node()).part("word/header-first.xml")
    runs = runs_with_sizes(head)
    place = runs.index(("A", "40"))
    assert [text for text, _ in runs[place : place + 5]] == ["A", "/75/345", "–", "S", "/2020/898"]
    assert [size for _, size in runs[place : place + 5]] == ["40", "", "", "40", ""]
    large = [text_of(paragraph) for paragraph in head.iter(W + "p") if style_of(paragraph) == "XLarge"]
    assert large == ["General Assembly", "Security Council"]


def test_masthead_has_measured_columns_and_rows() -> None:
    head = reading(every_node()).part("word/header-first.xml")
    assert [column.get(W + "w") for column in head.iter(W + "gridCol")] == [
        "1267",
        "1872",
        "245",
        "3110",
        "245",
        "3111",
    ]
    assert [element.get(W + "val") for element in head.iter(W + "trHeight")] == ["864", "2880"]


def test_agenda_of_two_organs_stands_side_by_side() -> None:
    table = next(reading(every_node()).document.iter(W + "tbl"))
    left, right = table.iter(W + "tc")
    assert [text_of(paragraph) for paragraph in left.iter(W + "p")][:3] == [
        "General Assembly",
        "Seventy-fifth session",
        "Agenda item 130 (a), (b) and (c) of the provisional agenda",
    ]
    assert [text_of(paragraph) for paragraph in right.iter(W + "p")] == ["Security Council", "Seventy-fifth year"]
    assert table.find(f"{W}tr/{W}trPr/{W}cantSplit") is None


def test_agenda_of_one_organ_does_without_its_name() -> None:
    report = every_node()
    word = reading(replace(report, masthead=replace(report.masthead, organs=report.masthead.organs[:1])))
    assert [text_of(paragraph) for paragraph in word.paragraphs("Session")] == ["Seventy-fifth session"]


def test_symbols_and_page_numbers_stand_at_the_outer_edge() -> None:
    word = reading(every_node(draft=False))
    assert text_of(word.part("word/header-default.xml")) == "\tA/75/345\tS/2020/898"
    assert text_of(word.part("word/header-even.xml")) == "A/75/345\tS/2020/898\t"
    assert text_of(word.part("word/footer-default.xml")) == "20-11922\t1/1"
    assert text_of(word.part("word/footer-even.xml")) == "1/1\t20-11922"
    assert fields_of(word.part("word/footer-even.xml")) == [("PAGE", "1"), ("NUMPAGES", "1")]


def test_pictures_have_alternative_text() -> None:
    word = reading(every_node())
    roots = [word.part(f"word/{name}-first.xml") for name in ("header", "footer")]
    described = [element.get("descr") for root in roots for element in root.iter("{*}docPr")]
    assert described == [
        "Place of the emblem",
        "QR code linking to A/75/345",
        "Barcode 2011922",
    ]


def test_report_without_job_number_has_no_barcode() -> None:
    report = every_node()
    word = reading(replace(report, masthead=replace(report.masthead, job_number="", job_line="", address="")))
    assert list(word.part("word/footer-first.xml").iter("{*}docPr")) == []


def picture(kind: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (20, 10)).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["png", "jpeg"])
def test_emblem_of_the_user_keeps_its_proportions(kind: str) -> None:
    head = reading(every_node(), picture(kind)).part("word/header-first.xml")
    described = next(head.iter("{*}docPr"))
    extent = next(head.iter("{*}extent"))
    assert described.get("descr") == "United Nations emblem"
    assert int(extent.get("cx", "0")) == pytest.approx(2 * int(extent.get("cy", "0")), abs=2)


def test_vector_emblem_stands_beside_a_bitmap() -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><path d="M0 0h20v10z"/></svg>'
    word = reading(every_node(), svg)
    assert "word/media/emblem.svg" in word.names
    vector = next(word.part("word/header-first.xml").iter("{*}svgBlip"))
    assert word.targets("header-first")[vector.get(R + "embed", "")] == "media/emblem.svg"


@pytest.mark.parametrize("emblem", [b"no picture", b"<svg", b""])
def test_emblem_that_is_no_picture_is_refused(emblem: bytes) -> None:
    with pytest.raises(ValueError, match="no picture"):
        write(every_node(), {**TEMPLATES, "emblem": emblem})


def test_sections_have_measured_margins() -> None:
    word = reading(every_node())
    first, second = word.document.iter(W + "sectPr")
    bottoms = [element.find(W + "pgMar").get(W + "bottom") for element in (first, second)]  # type: ignore[union-attr]
    assert bottoms == ["1728", "1152"]
    assert (first.find(W + "titlePg") is not None, second.find(W + "titlePg") is not None) == (True, False)
    assert value(second, "type") == "continuous"
    assert word.part("word/settings.xml").find(W + "evenAndOddHeaders") is not None


def test_lines_are_numbered_on_every_page_when_asked_for() -> None:
    sections = list(reading(replace(every_node(), line_numbers=True)).document.iter(W + "sectPr"))
    numbered = [section.find(W + "lnNumType") for section in sections]
    assert [dict(element.attrib) if element is not None else {} for element in numbered] == [
        {W + "countBy": "1", W + "restart": "newPage"},
    ] * 2


def test_lines_are_not_numbered_unasked() -> None:
    assert list(reading(every_node()).document.iter(W + "lnNumType")) == []


def test_summary_is_boxed_indented_and_unnumbered() -> None:
    word = reading(every_node())
    (box,) = [table for table in word.document.iter(W + "tbl") if "The summary of the report." in text_of(table)]
    assert (
        [element.tag for element in box.iter(W + "tblBorders")[0]]
        if False
        else box.find(f"{W}tblPr/{W}tblBorders") is not None
    )
    paragraph = list(box.iter(W + "p"))[-1]
    indent = paragraph.find(f"{W}pPr/{W}ind")
    assert indent is not None
    assert indent.get(W + "firstLine") == "475"
    assert not has(paragraph, "numPr")


def test_annex_begins_a_page_and_the_end_rule_ends_the_document() -> None:
    word = reading(every_node())
    (annex,) = [paragraph for paragraph in word.paragraphs("HCh") if text_of(paragraph) == "Annex"]
    assert has(annex, "pageBreakBefore")
    last = word.paragraphs()[-1]
    assert style_of(last) == "EndRule"
    assert has(last, "pBdr")


def test_table_repeats_its_head_and_keeps_its_rows_whole() -> None:
    word = reading(every_node())
    (table,) = [element for element in word.document.iter(W + "tbl") if "League of Arab States" in text_of(element)][
        -1:
    ]
    rows = table.findall(W + "tr")
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert [[text_of(cell) for cell in row.findall(W + "tc")] for row in rows] == [
        ["Organization", "Sub-item", "Entities"],
        ["African Union", "(a)", "UNHCR, OSAA"],
        ["League of Arab States", "(c)", "–"],
    ]
    assert sum(int(column.get(W + "w", "0")) for column in table.iter(W + "gridCol")) == 7306


@pytest.mark.parametrize(("level", "space"), [(1, "360"), (2, "360"), (3, "240"), (4, "240")])
def test_heading_stands_as_far_under_a_table_as_under_text(level: int, space: str) -> None:
    above = [Heading(t("Above"), level=degree) for degree in range(1, level)]
    table = Table(caption=t("Title"), head=(t("a"),), rows=((t("b"),),))
    word = reading(with_blocks(*above, table, Heading(t("Below"), level=level)))
    (below,) = [paragraph for paragraph in word.paragraphs() if text_of(paragraph) == "Below"]
    assert looks(word, below)["before"] == space


def test_columns_share_the_width_as_in_the_pdf() -> None:
    table = Table(caption=t("Title"), head=(t("Sub-item"), t("Entities")), rows=((t("(a)"), t("many words " * 30)),))
    *_, grid = reading(with_blocks(table)).document.iter(W + "tblGrid")
    widths = [int(element.get(W + "w", "0")) for element in grid]
    assert widths == [pytest.approx(share * sum(widths), abs=1) for share in share_out_width(table)]


def test_column_of_words_keeps_off_the_next_one() -> None:
    rows = ((t("d"), t("1"), t("e")),)
    table = Table(caption=t("Title"), head=(t("a"), t("b"), t("c")), rows=rows, alignments=("left", "right"))
    word = reading(with_blocks(table))
    indents = [paragraph.find(f"{W}pPr/{W}ind") for paragraph in word.paragraphs("TableText")]
    assert ["" if indent is None else indent.get(W + "right") for indent in indents] == ["160", "", ""]


def test_numbered_table_prints_its_line() -> None:
    table = Table(caption=t("Title"), head=(t("a"),), rows=((t("b"),),), number=2)
    word = reading(with_blocks(table))
    assert [text_of(paragraph) for paragraph in word.paragraphs("RepTableNumber")] == ["Table 2"]
    assert [text_of(paragraph) for paragraph in word.paragraphs("RepTableTitle")] == ["Title"]


def test_contents_name_the_headings_and_lead_to_them() -> None:
    word = reading(replace(every_node(draft=False), contents=True))
    entries = [text_of(paragraph).strip() for style in ("TOC1", "TOC2") for paragraph in word.paragraphs(style)]
    assert entries == [
        "I.\tCooperation with organizations",
        "II.\tObservations and recommendations",
        "Annex",
        "Contributions received",
        "African Union",
        "A.\tRecommendations",
    ]
    anchors = {link.get(W + "anchor") for link in word.document.iter(W + "hyperlink") if link.get(W + "anchor")}
    assert anchors <= {bookmark.get(W + "name") for bookmark in word.document.iter(W + "bookmarkStart")}


def test_right_to_left_version_says_so_everywhere() -> None:
    word = reading(arabic())
    assert all(has(paragraph, "bidi") for paragraph in word.paragraphs())
    assert all(table.find(f"{W}tblPr/{W}bidiVisual") is not None for table in word.document.iter(W + "tbl"))
    assert all(element.find(W + "bidi") is not None for element in word.document.iter(W + "sectPr"))
    arabic_runs = [run for run in word.document.iter(W + "r") if text_of_run(run) == "A third paragraph"]
    symbols = [run for run in word.document.iter(W + "r") if text_of_run(run).startswith("2457")]
    assert all(run.find(f"{W}rPr/{W}rtl") is not None for run in arabic_runs)
    assert all(element.find(f"{W}rPr/{W}rtl") is None for element in symbols)


def test_mark_of_a_draft_runs_from_right_to_left_on_every_page() -> None:
    word = reading(arabic())
    marks = [
        paragraph
        for name in ("header-first.xml", "header-default.xml", "header-even.xml")
        for paragraph in word.part(f"word/{name}").iter(W + "p")
        if "DRAFT" in text_of(paragraph)
    ]
    assert len(marks) == 3
    for paragraph in marks:
        (run,) = (run for run in paragraph.iter(W + "r") if "DRAFT" in text_of_run(run))
        assert has(paragraph, "bidi")
        assert run.find(f"{W}rPr/{W}rtl") is not None


def test_language_of_the_version_stands_in_the_line_that_an_original_leaves_empty() -> None:
    report = arabic()
    masthead = replace(report.masthead, version="Arabic", original="Original: English")
    head = reading(replace(report, masthead=masthead)).part("word/header-first.xml")
    spaces = {
        text_of(paragraph): paragraph.find(f"{W}pPr/{W}spacing").get(W + "before")
        for paragraph in head.iter(W + "p")
        if text_of(paragraph)
    }
    assert (spaces["Arabic"], spaces["Original: English"]) == ("0", "0")
    original = reading(every_node()).part("word/header-first.xml")
    (line,) = (paragraph for paragraph in original.iter(W + "p") if text_of(paragraph) == "Original: English")
    assert line.find(f"{W}pPr/{W}spacing").get(W + "before") == "240"


def columns_of_first_row(name: str) -> list[tuple[str, str]]:
    """The columns and the width of each cell in the first row of the masthead, with that name of the Organization."""
    report = every_node()
    head = reading(replace(report, masthead=replace(report.masthead, united_nations=name))).part(
        "word/header-first.xml"
    )
    row = next(head.iter(W + "tr"))
    return [(value(cell, "gridSpan"), cell.find(W + "tcW").get(W + "w")) for cell in row.iter(W + "tcPr")]


def test_long_name_of_the_organization_has_room_on_one_line() -> None:
    assert [columns for columns, _ in columns_of_first_row("United Nations")] == ["", "2", "3"]
    usual, long = columns_of_first_row("United Nations"), columns_of_first_row("Организация Объединенных Наций")
    assert [columns for columns, _ in long] == ["", "3", "2"]
    assert sum(int(width) for _, width in long) == sum(int(width) for _, width in usual)
    assert int(long[1][1]) > 5000


def test_left_to_right_version_says_nothing_of_direction() -> None:
    document = reading(every_node()).document
    assert [element for tag in ("bidi", "rtl", "bidiVisual") for element in document.iter(W + tag)] == []


def test_properties_say_title_symbol_session_and_day() -> None:
    word = reading(every_node())
    core = {etree.QName(element).localname: element.text for element in word.part("docProps/core.xml")}
    assert core["title"] == "Cooperation between the United Nations and regional and other organizations"
    assert core["subject"] == "A/75/345–S/2020/898"
    assert core["creator"] == "United Nations"
    assert core["language"] == "en-GB"
    assert core["created"] == core["modified"] == "2020-09-11T00:00:00Z"
    assert "lastModifiedBy" not in core
    custom = {element.get("name"): element[0].text for element in word.part("docProps/custom.xml")}
    assert custom == {
        "Symbol": "A/75/345–S/2020/898",
        "Session": "Seventy-fifth session; Seventy-fifth year",
        "JobNumber": "20-11922",
    }


def test_stray_parts_of_the_template_are_gone() -> None:
    names = reading(every_node()).names
    assert len(set(names)) == len(names)
    assert not [name for name in names if re.search("thumbnail|stylesWithEffects|app.xml|webSettings", name)]
