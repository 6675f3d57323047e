"""The Word templates: what their keeper changes shows in the file, whatever program has saved them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordTemplate
from docx.shared import Pt, Twips
from lxml import etree
from openxml_audit import OpenXmlValidator

from assembler.compare.comparison import compare_reports
from assembler.model.value import replace
from assembler.ooxml.template import REPORT_STYLES
from assembler.writers.docx.document import write
from assembler.writers.redline.docx import write as write_redline
from tests.builders import QUESTIONNAIRE_TEMPLATE, TEMPLATES, every_node
from tests.office import convert, edit, pages, print_out
from tests.writers.docx.word_reading import W, WordReading, text_of
from tests.writers.docx.word_reports import with_blocks
from tests.writers.docx.word_values import looks

TEMPLATE = TEMPLATES["report.docx"]


def saved(template: WordTemplate) -> dict[str, bytes]:
    data = BytesIO()
    template.save(data)
    return {"report.docx": data.getvalue()}


def opened() -> WordTemplate:
    return Document(BytesIO(TEMPLATE))


def with_wider_margins() -> dict[str, bytes]:
    template = opened()
    for section in template.sections:
        section.left_margin = section.right_margin = Twips(2_000)
    return saved(template)


@pytest.mark.parametrize("content", [TEMPLATE, QUESTIONNAIRE_TEMPLATE], ids=["report", "questionnaire"])
@pytest.mark.slow
def test_template_is_valid(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "template.docx"
    file.write_bytes(content)
    assert [(error.part_uri, error.description) for error in OpenXmlValidator().validate(str(file)).errors] == []


def test_changed_style_shows() -> None:
    template = opened()
    template.styles["__Single Txt"].font.size = Pt(11)  # type: ignore[attr-defined]
    word = WordReading(write(every_node(), saved(template)))
    assert looks(word, word.paragraphs("SingleTxt")[0])["size"] == "22"


def test_changed_indent_moves_what_stands_with_the_text() -> None:
    template = opened()
    template.styles["__Single Txt"].paragraph_format.left_indent = Twips(1_000)  # type: ignore[attr-defined]
    word = WordReading(write(every_node(), saved(template)))
    levels = {
        element.get(W + "val"): element.getparent() for element in word.part("word/numbering.xml").iter(W + "lvlText")
    }
    assert levels["%1."] is not None
    assert {level.get(W + "left") for level in levels["%1."].iter(W + "ind")} == {"1000"}
    table = [element for element in word.document.iter(W + "tbl") if "League of Arab States" in text_of(element)][-1]
    assert next(table.iter(W + "tblInd")).get(W + "w") == "1000"
    assert sum(int(column.get(W + "w", "0")) for column in table.iter(W + "gridCol")) == 9_840 - 1_000 - 1_267


def test_changed_margin_shows_wherever_the_layout_depends_on_it() -> None:
    word = WordReading(write(replace(every_node(), contents=True), with_wider_margins()))
    width = 12_240 - 2 * 2_000
    assert {element.get(W + "left") for element in word.document.iter(W + "pgMar")} == {"2000"}
    masthead = word.part("word/header-first.xml")
    assert sum(int(column.get(W + "w", "0")) for column in masthead.iter(W + "gridCol")) == width + 10
    assert next(masthead.iter(W + "tblW")).get(W + "w") == str(width + 10)
    for part in ("header-default", "header-even", "footer-default", "footer-even"):
        stops = [
            element.get(W + "pos")
            for element in word.part(f"word/{part}.xml").iter(W + "tab")
            if element.get(W + "pos")
        ]
        assert stops == [str(width)]
    agenda = next(word.document.iter(W + "tblGrid"))
    assert sum(int(element.get(W + "w", "0")) for element in agenda) == width
    contents = next(
        style for style in word.part("word/styles.xml").iter(W + "style") if style.get(W + "styleId") == "TOC1"
    )
    assert [tab.get(W + "pos") for tab in contents.iter(W + "tab")][-1] == str(width)


def test_redline_has_the_look_of_the_template() -> None:
    template = opened()
    template.styles["_ H _Ch"].font.size = Pt(16)  # type: ignore[attr-defined]
    comparison = compare_reports(every_node(False), with_blocks(draft=False))
    word = WordReading(write_redline(comparison, "COMPARISON", "old with new", saved(template)))
    assert looks(word, word.paragraphs("HCh")[0])["size"] == "32"


def test_words_of_a_header_are_printed() -> None:
    template = opened()
    template.sections[0].even_page_header.paragraphs[0].add_run(" Not for attribution")
    word = WordReading(write(every_node(draft=False), saved(template)))
    assert text_of(word.part("word/header-even.xml")).endswith("Not for attribution")


def test_word_in_braces_that_a_program_has_cut_is_one_word() -> None:
    template = opened()
    (line,) = template.sections[0].first_page_footer.paragraphs
    line.runs[0].text = "Job: {job"
    line.add_run("_line} of ").bold = True
    line.add_run("{job_number}")
    foot = WordReading(write(every_node(), saved(template))).part("word/footer-first.xml")
    assert text_of(foot) == "Job: 20-11922 (E)    180920 of 20-11922"


def test_text_properties_and_links_of_the_template_are_gone() -> None:
    template = opened()
    template.core_properties.author = "Keeper of the form"
    template.part.relate_to("https://example.org/", "http://example.org/hyperlink", is_external=True)
    settings = template.settings.element
    attached = etree.SubElement(settings, W + "attachedTemplate")
    attached.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", "rId9")
    word = WordReading(write(every_node(), saved(template)))
    everything = b"".join(etree.tostring(word.part(name)) for name in word.names if name.endswith((".xml", ".rels")))
    for gone in (b"Keeper of the form", b'example.org/"', b"attachedTemplate", b"first level"):
        assert gone not in everything


def test_styles_are_found_by_name_whatever_their_identifiers() -> None:
    template = opened()
    style = next(element for element in template.styles.element.iter(W + "style") if element.get(W + "styleId") == "H1")
    style.set(W + "styleId", "berschrift")
    other = etree.SubElement(template.styles.element, W + "style")
    other.set(W + "type", "paragraph")
    other.set(W + "styleId", "H1")
    etree.SubElement(other, W + "name").set(W + "val", "Another style")
    for element in template.styles.element.iter(W + "basedOn"):
        if element.get(W + "val") == "H1":
            element.set(W + "val", "berschrift")
    word = WordReading(write(every_node(), saved(template)))
    names = {
        element.get(W + "styleId", ""): element.find(W + "name").get(W + "val")  # type: ignore[union-attr]
        for element in word.part("word/styles.xml").iter(W + "style")
    }
    assert {expected.identifier: expected.name for expected in REPORT_STYLES}.items() <= names.items()
    assert names["H1OfTemplate"] == "Another style"
    assert looks(word, word.paragraphs("HCh")[0])["left"] == "1267"  # by the style on which it is based


def test_lists_of_the_template_stay_for_its_styles() -> None:
    template = opened()
    numbering = template.part.numbering_part.element
    kept = etree.SubElement(numbering, W + "abstractNum")
    kept.set(W + "abstractNumId", "7")
    number = etree.SubElement(numbering, W + "num")
    number.set(W + "numId", "9")
    etree.SubElement(number, W + "abstractNumId").set(W + "val", "7")
    root = WordReading(write(every_node(), saved(template))).part("word/numbering.xml")
    assert [definition.get(W + "abstractNumId") for definition in root.iter(W + "abstractNum")][:2] == ["7", "8"]
    lists = [element.get(W + "numId") for element in root.iter(W + "num")]
    assert (lists[0], len(set(lists)) == len(lists)) == ("9", True)


@pytest.mark.slow
def test_style_that_is_missing_is_added_so_that_the_file_is_valid(tmp_path: Path) -> None:
    template = opened()
    template.styles["Quote"].delete()
    file = tmp_path / "report.docx"
    file.write_bytes(write(every_node(), saved(template)))
    assert OpenXmlValidator().validate(str(file)).errors == []


@pytest.mark.slow
def test_template_that_libreoffice_has_saved_looks_the_same(tmp_path: Path) -> None:
    (tmp_path / "before").mkdir()
    (tmp_path / "before" / "report.docx").write_bytes(TEMPLATE)
    convert([tmp_path / "before" / "report.docx"], "docx", tmp_path)
    again = {"report.docx": (tmp_path / "report.docx").read_bytes()}
    assert again["report.docx"] != TEMPLATE
    report = every_node()
    files = {"first": write(report, TEMPLATES), "second": write(report, again)}
    printed = {name: pages(path) for name, path in print_out(files, tmp_path).items()}
    first, second = ([word for page in printed[name] for word in page.words] for name in ("first", "second"))
    assert [word.text for word in first] == [word.text for word in second]
    assert [(word.left, word.top) for word in first] == [
        (pytest.approx(word.left, abs=0.5), pytest.approx(word.top, abs=0.5)) for word in second
    ]


@pytest.mark.slow
def test_what_is_changed_in_libreoffice_shows(tmp_path: Path) -> None:
    changed = {"report.docx": edit(TEMPLATE, [["resize", "__Single Txt", "12"], ["widen", "30"]], tmp_path)}
    word = WordReading(write(every_node(), changed))
    assert looks(word, word.paragraphs("SingleTxt")[0])["size"] == "24"
    margins = {int(element.get(W + "left", "0")) for element in word.document.iter(W + "pgMar")}
    assert list(margins) == [pytest.approx(30 / 25.4 * 1_440, abs=2)]
    heads = [word.part(name) for name in word.names if "word/header" in name]
    columns = [int(column.get(W + "w", "0")) for head in heads for column in head.iter(W + "gridCol")]
    assert sum(columns) == pytest.approx(12_240 - 2 * max(margins) + 10, abs=2)
