"""The Word file: valid, the same each time, its words, numbers, notes and links those of the report."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree
from ooxml_integrity import check
from openxml_audit import FileFormat, OpenXmlValidator

from assembler.model.nodes import (
    CrossReference,
    Footnote,
    LetteredList,
    ListItem,
)
from assembler.model.report import Annex, MastheadNote, Section
from assembler.model.text.plain_text import extract_text
from assembler.model.text.superscripts import replace_superscripts
from assembler.model.value import replace
from assembler.writers.docx.document import write
from tests.builders import TEMPLATES, every_node, para, t
from tests.writers.docx.word_reading import W, WordReading, fields_of, style_of, text_of, text_of_run, value
from tests.writers.docx.word_reports import REPORTS, arabic, paragraphs, reading, with_blocks

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("version", [FileFormat.OFFICE_2010, FileFormat.OFFICE_2019])
def test_file_is_valid(name: str, version: FileFormat, tmp_path: Path) -> None:
    file = tmp_path / "report.docx"
    file.write_bytes(write(REPORTS[name], TEMPLATES))
    result = OpenXmlValidator(file_format=version).validate(str(file))
    assert [(error.part_uri, error.description) for error in result.errors] == []


@pytest.mark.parametrize("name", REPORTS)
def test_file_has_no_loose_ends(name: str, tmp_path: Path) -> None:
    file = tmp_path / "report.docx"
    file.write_bytes(write(REPORTS[name], TEMPLATES))
    assert check(str(file)) == []


@pytest.mark.parametrize("name", REPORTS)
def test_same_report_gives_same_bytes(name: str) -> None:
    assert write(REPORTS[name], TEMPLATES) == write(REPORTS[name], TEMPLATES)


@pytest.mark.parametrize("name", REPORTS)
def test_every_style_named_is_defined(name: str) -> None:
    word = reading(REPORTS[name])
    defined = {style.get(W + "styleId") for style in word.part("word/styles.xml").iter(W + "style")}
    roots = [word.part(part) for part in word.names if re.match(r"word/\w[\w-]*\.xml", part)]
    named = {element.get(W + "val") for root in roots for tag in ("pStyle", "rStyle") for element in root.iter(W + tag)}
    assert named <= defined


def test_official_styles_bear_their_names() -> None:
    styles = reading(every_node()).part("word/styles.xml")
    names = {style.get(W + "styleId"): value(style, "name") for style in styles.iter(W + "style")}
    official = {"SingleTxt": "__Single Txt", "HCh": "_ H _Ch", "H1": "_ H_1", "H23": "_ H_2/3", "H4": "_ H_4"}
    official |= {"XLarge": "XLarge", "TitleHCH": "Title_H_CH", "TitleH1": "Title_H1", "Session": "Session"}
    official |= {"AgendaItemNormal": "Agenda_Item_Normal", "AgendaTitleH2": "Agenda_Title_H2"}
    official |= {"FootnoteText": "footnote text", "FootnoteReference": "footnote reference", "Bullet1": "Bullet 1"}
    assert official.items() <= names.items()


def spaced(text: str) -> str:
    """The text with ordinary spaces."""
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize("name", ["draft", "final", "arabic"])
def test_each_paragraph_says_what_the_report_says(name: str) -> None:
    report = REPORTS[name]
    word = reading(report)
    found = word.bookmarked()
    for source in word.part("customXml/item1.xml").iter("{*}source"):
        paragraph = next(candidate for candidate in paragraphs(report) if candidate.id == source.get("paragraph"))
        printed = replace_superscripts(extract_text(paragraph.content))
        assert spaced(text_of(found[source.get("bookmark", "")])) == spaced(printed)


@pytest.mark.parametrize("name", ["draft", "final", "arabic"])
def test_word_counts_the_numbers_of_the_report(name: str) -> None:
    report = REPORTS[name]
    word = reading(report)
    printed = [label for paragraph, label in word.labels() if bookmark_names(paragraph)]
    form = report.wording.paragraph_form
    expected = [form.format(number=paragraph.number) if paragraph.number else "" for paragraph in paragraphs(report)]
    assert printed == expected


def bookmark_names(paragraph: etree._Element) -> list[str]:
    names = [bookmark.get(W + "name", "") for bookmark in paragraph.iter(W + "bookmarkStart")]
    return [name for name in names if name.startswith("_src_")]


def list_numbers(word: WordReading, level: str) -> list[str]:
    found = [paragraph.find(f"{W}pPr/{W}numPr") for paragraph in word.paragraphs("SingleTxt")]
    return [value(element, "numId") for element in found if element is not None and value(element, "ilvl") == level]


def test_body_is_one_list_and_each_annex_another() -> None:
    annexes = tuple(Annex(f"a{n}", f"Annex {n}", "Title", (para(f"a#{n}", 1, "Text."),)) for n in ("I", "II"))
    word = reading(replace(every_node(), annexes=annexes))
    numbers = list_numbers(word, "0")
    assert len(set(numbers[:-2])) == 1
    assert len({numbers[0], *numbers[-2:]}) == 3


def test_letters_belong_to_the_list_of_their_paragraph_and_begin_anew() -> None:
    letters = LetteredList((ListItem(t("one")), ListItem(t("two"), (LetteredList((ListItem(t("below")),)),))))
    word = reading(with_blocks(para("g#1", 1, "a"), letters, para("g#2", 2, "b"), letters, draft=False))
    assert [label for _, label in word.labels() if label] == [
        "I.",
        "1.",
        "(a)",
        "(b)",
        "(i)",
        "2.",
        "(a)",
        "(b)",
        "(i)",
    ]
    assert set(list_numbers(word, "1")) == set(list_numbers(word, "0"))


def test_second_list_of_a_paragraph_begins_anew_without_disturbing_the_numbers() -> None:
    letters = LetteredList((ListItem(t("one"), (LetteredList((ListItem(t("below")),)),)), ListItem(t("two"))))
    word = reading(with_blocks(para("g#1", 1, "a"), letters, letters, para("g#2", 2, "b"), letters, draft=False))
    cycle = ["(a)", "(i)", "(b)"]
    assert [label for _, label in word.labels() if label] == ["I.", "1.", *cycle, *cycle, "2.", *cycle]


def test_labels_that_word_can_not_count_are_printed() -> None:
    word = reading(arabic())
    texts = [text_of(paragraph) for paragraph in word.paragraphs("SingleTxt")]
    assert "(أ)\tThe first item;" in texts
    assert "‘2’\tThe last." in texts


@pytest.mark.parametrize("name", ["draft", "final"])
def test_headings_have_native_numerals(name: str) -> None:
    labelled = [(style_of(element), label, text_of(element)) for element, label in reading(REPORTS[name]).labels()]
    headings = [heading for heading in labelled if heading[0] in ("HCh", "H1", "H23")]
    assert headings == [
        ("HCh", "I.", "Cooperation with organizations"),
        ("H1", "", "African Union"),
        ("HCh", "II.", "Observations and recommendations"),
        ("H1", "A.", "Recommendations"),
        ("H23", "", "Of the first kind"),
        ("HCh", "", "Annex"),
        ("HCh", "", "Contributions received"),
    ]


def test_heading_whose_label_is_out_of_order_prints_it() -> None:
    sections = tuple(Section(id=label, title="T", level=1, label=label) for label in ("I.", "III.", "II.", "一."))
    labelled = reading(replace(every_node(), sections=sections, annexes=())).labels()
    found = [(label, text_of(element)) for element, label in labelled if style_of(element) == "HCh"]
    assert found == [("I.", "T"), ("", "\tIII.\tT"), ("II.", "T"), ("", "\t一.\tT")]


def test_notes_are_native_and_in_order() -> None:
    word = reading(every_node())
    called = [int(call.get(W + "id", "")) for call in word.document.iter(W + "footnoteReference")]
    notes = word.notes()
    assert sorted(notes) == [-1, 0, *called]
    texts = [text_of(notes[number]).strip().replace(" \t", "") for number in called]
    assert texts == ["*A/75/150.", "The text of the first note.", "Another note, with two paragraphs."]


def test_masthead_note_has_its_own_mark_and_is_not_counted() -> None:
    word = reading(every_node())
    call = next(word.document.iter(W + "footnoteReference"))
    assert call.get(W + "customMarkFollows") == "1"
    run = call.getparent()
    assert run is not None
    assert value(run, "t") == ""
    assert [element.text for element in run.iter(W + "t")] == ["*"]
    paragraph = next(run.iterancestors(W + "p"))
    assert style_of(paragraph) == "AgendaItemNormal"


def test_note_that_no_organ_bears_is_called_from_the_title() -> None:
    report = every_node()
    late = MastheadNote("**", t("The report was submitted late."))
    word = reading(replace(report, masthead=replace(report.masthead, notes=(*report.masthead.notes, late))))
    (title,) = word.paragraphs("TitleHCH")
    assert [element.text for run in title.iter(W + "r") for element in run.iter(W + "t")][-1] == "**"


def test_note_keeps_all_its_paragraphs() -> None:
    long_note = Footnote((t("One."), t("Two.")), number=1)
    notes = reading(with_blocks(para("g#1", 1, "Text", long_note))).notes()
    assert [text_of(paragraph).strip() for paragraph in notes[2].iter(W + "p")] == ["One.", "Two."]


def test_references_are_fields_on_the_bookmark_of_their_paragraph() -> None:
    word = reading(every_node(draft=False))
    names = {
        element.get("paragraph"): element.get("bookmark")
        for element in word.part("customXml/item1.xml").iter("{*}source")
    }
    second = word.bookmarked()[names["unhcr/au#second"] or ""]
    first_field = rf"REF {names['unhcr/au#p1']} \r \h"
    second_field = rf"REF {names['unhcr/au#second']} \r \h"
    assert fields_of(second) == [(first_field, "1"), (second_field, "2"), (first_field, "1")]
    assert "see paras.\u00a01–2 and para.\u00a01 above" in text_of(second)


def test_reference_that_leads_nowhere_is_marked() -> None:
    word = reading(with_blocks(para("g#1", 1, CrossReference(t("para."), "gone")), draft=False))
    (run,) = [element for element in word.document.iter(W + "r") if text_of_run(element) == "[?]"]
    assert run.find(f"{W}rPr/{W}highlight") is not None


def test_links_lead_where_the_report_says() -> None:
    word = reading(every_node())
    assert word.links() == [
        ("2457\u00a0(2019)", "https://docs.un.org/en/S/RES/2457(2019)"),
        ("page", "https://www.un.org/en/"),
    ]
    assert word.links("footnotes") == [("A/75/150", "https://docs.un.org/en/A/75/150")]


def test_foreign_phrase_says_its_language() -> None:
    runs = [run for run in reading(every_node()).document.iter(W + "r") if text_of_run(run).startswith("Printemps")]
    form = runs[0].find(W + "rPr")
    assert form is not None
    assert (value(form, "lang"), form.find(W + "i") is not None) == ("fr-FR", True)


@pytest.mark.parametrize(("language", "tag"), [("en", "en-GB"), ("fr", "fr-FR"), ("zh", "zh-CN"), ("ar", "ar-SA")])
def test_normal_says_the_language_of_the_version(language: str, tag: str) -> None:
    styles = reading(replace(every_node(), language=language)).part("word/styles.xml")
    (normal,) = [style for style in styles.iter(W + "style") if style.get(W + "styleId") == "Normal"]
    form = normal.find(W + "rPr")
    assert form is not None
    assert value(form, "lang") == tag


@pytest.mark.parametrize(("language", "slanted"), [("en", True), ("zh", False)])
def test_chinese_has_no_slanted_headings(language: str, slanted: bool) -> None:
    styles = reading(replace(every_node(), language=language)).part("word/styles.xml")
    paragraphs = [style for style in styles.iter(W + "style") if style.get(W + "type") == "paragraph"]
    assert any(style.find(f"{W}rPr/{W}i") is not None for style in paragraphs) is slanted
