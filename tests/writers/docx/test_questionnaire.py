"""The form as a Word file: valid, the same each time, without locks, its fields found again however it was filled."""

from __future__ import annotations

import re
from copy import deepcopy
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree
from ooxml_integrity import check
from openxml_audit import FileFormat, OpenXmlValidator

from assembler.model.questionnaire import (
    LastLine,
    Questionnaire,
    QuestionnaireFact,
    QuestionnaireField,
    QuestionnaireSection,
)
from assembler.model.value import replace
from assembler.readers.settings.plan_schema import LANGUAGES
from assembler.readers.settings.questionnaire_labels import read_questionnaire_labels
from assembler.writers.docx.questionnaire import write
from tests.builders import QUESTIONNAIRE_TEMPLATE as TEMPLATE
from tests.conftest import ROOT
from tests.office import can_edit, edit
from tests.writers.docx.questionnaire_reading import by_bookmark, by_tag, controls, own_words, ticked
from tests.writers.docx.word_reading import W, WordReading, has, style_of, text_of, value

IDENTITY = {
    "AssemblerForm": "1",
    "AssemblerReport": "A/75/345–S/2020/898",
    "AssemblerRound": "2020-06-30",
    "AssemblerEntity": "srsg-caac",
    "AssemblerOrganizations": "au east-west",
}
LAST = (LastLine("Human rights", heading=True), LastLine("We met & agreed,  then <parted>."))
HINT = "Click here and write, or paste your text."


def form(language: str = "en", sections: int = 2) -> Questionnaire:
    """A form on two organizations, one with last time's text, or on the first of them alone."""
    words, _ = read_questionnaire_labels(
        (ROOT / "templates" / "form" / f"{language}.yaml").read_text(encoding="utf-8"), ""
    )
    assert words is not None
    asked = (
        QuestionnaireSection("au", "African Union (AU)", "What did you do?", "African Union", LAST),
        QuestionnaireSection("east-west", "East-West Office", "What did you do?", "East-West Office"),
    )
    return Questionnaire(
        labels=words,
        title="Cooperation",
        day=date(2020, 9, 11),
        identity=IDENTITY,
        foot="UNHCR, A/75/345",
        facts=(
            QuestionnaireFact("Entity", "UNHCR"),
            QuestionnaireFact("Please return by", "30 June 2020", weighty=True),
        ),
        contact=(
            QuestionnaireField("contact:name", words.contact_name, words.name_hint),
            QuestionnaireField("contact:email", words.contact_email, words.email_hint),
        ),
        steps=("Write.", "Send."),
        sections=asked[:sections],
    )


def reading(language: str = "en", sections: int = 2) -> WordReading:
    return WordReading(write(form(language, sections), TEMPLATE))


def edited(word: WordReading) -> WordReading:
    """The file with its document as it now stands in memory."""
    made = BytesIO()
    with ZipFile(BytesIO(word.content)) as source, ZipFile(made, "w") as target:
        for name in source.namelist():
            changed = name == "word/document.xml"
            target.writestr(name, etree.tostring(word.document) if changed else source.read(name))
    return WordReading(made.getvalue())


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("version", [FileFormat.OFFICE_2010, FileFormat.OFFICE_2019])
def test_file_is_valid(language: str, version: FileFormat, tmp_path: Path) -> None:
    file = tmp_path / "form.docx"
    file.write_bytes(write(form(language), TEMPLATE))
    result = OpenXmlValidator(file_format=version).validate(str(file))
    assert [(error.part_uri, error.description) for error in result.errors] == []
    assert check(str(file)) == []


def test_same_form_gives_same_bytes() -> None:
    assert write(form(), TEMPLATE) == write(form(), TEMPLATE)


def test_every_style_named_is_defined() -> None:
    word = reading()
    defined = {element.get(W + "styleId") for element in word.part("word/styles.xml").iter(W + "style")}
    roots = [word.part(part) for part in word.names if re.match(r"word/\w[\w-]*\.xml", part)]
    assert {
        element.get(W + "val") for root in roots for tag in ("pStyle", "rStyle") for element in root.iter(W + tag)
    } <= defined


def test_nothing_is_locked_and_nothing_can_run() -> None:
    word = reading()
    assert not [name for name in word.names if not name.endswith((".xml", ".rels"))]
    settings = {etree.QName(element).localname for element in word.part("word/settings.xml").iter()}
    assert not settings & {"documentProtection", "writeProtection", "attachedTemplate", "updateFields"}
    assert not {etree.QName(element).localname for element in word.document.iter()} & {
        "lock",
        "permStart",
        "object",
        "altChunk",
    }


def test_file_says_what_it_asks() -> None:
    root = reading().part("docProps/custom.xml")
    assert {element.get("name"): "".join(element.itertext()) for element in root} == IDENTITY


def test_each_organization_has_heading_question_box_and_field() -> None:
    word = reading()
    assert [text_of(paragraph) for paragraph in word.paragraphs("Heading1")] == [
        "African Union (AU)",
        "East-West Office",
    ]
    fields = controls(word)
    assert list(fields) == [
        *("contact:name", "contact:email"),
        *("nothing:au", "answer:au", "nothing:east-west", "answer:east-west"),
    ]
    about = fields["answer:au"].find(W + "sdtPr")
    assert about is not None
    assert (value(about, "alias"), about.find(W + "showingPlcHdr") is not None) == ("African Union", True)
    (inside,) = fields["answer:au"].iter(W + "p")
    assert (style_of(inside), text_of(inside)) == ("FormAnswer", HINT)
    numbers = [value(element, "id") for element in word.document.iter(W + "sdtPr")]
    assert len(set(numbers)) == len(numbers)


def test_styles_bear_the_names_by_which_a_reader_knows_them() -> None:
    names = {value(style, "name") for style in reading().part("word/styles.xml").iter(W + "style")}
    assert {"heading 1", "heading 2", "Placeholder Text", "Form Guidance", "Form Last Time", "Form Answer"} <= names


def test_last_time_is_told_from_what_is_typed() -> None:
    word = reading()
    assert [text_of(paragraph) for paragraph in word.paragraphs("FormLastTime")] == [line.words for line in LAST]
    assert [said for owner, said in own_words(word) if owner == "last"] == [
        "Human rights",
        "We met & agreed, then <parted>.",
    ]


def test_every_word_of_the_form_is_listed_as_its_own() -> None:
    word = reading()
    listed = " ".join(said for _, said in own_words(word)).split()
    shown = " ".join(text_of(paragraph) for paragraph in word.paragraphs()).replace("\u2610", "").split()
    assert sorted(listed) == sorted(shown)
    assert HINT in [said for _, said in own_words(word)]
    assert "Your name" in [said for _, said in own_words(word)]


def test_list_of_organizations_leads_to_their_fields() -> None:
    word = reading()
    names = {element.get(W + "name") for element in word.document.iter(W + "bookmarkStart")}
    links = {text_of(link): link.get(W + "anchor") for link in word.document.iter(W + "hyperlink")}
    assert links == {"African Union (AU)": "_answer_au", "East-West Office": "_answer_east_west"}
    assert set(links.values()) == names


def test_form_on_one_organization_has_no_list_and_no_page_of_its_own() -> None:
    word = reading(sections=1)
    assert not list(word.document.iter(W + "hyperlink"))
    assert not list(word.document.iter(W + "pageBreakBefore"))
    assert len(list(reading().document.iter(W + "pageBreakBefore"))) == 1


def test_bookmarks_of_long_identifiers_are_short_and_differ() -> None:
    long = "a-very-long-identifier-of-40-characters-"
    sections = tuple(QuestionnaireSection(f"{long[:39]}{end}", end, "?", end) for end in "ab")
    word = WordReading(write(replace(form(), sections=sections), TEMPLATE))
    names = [element.get(W + "name", "") for element in word.document.iter(W + "bookmarkStart")]
    assert len(set(names)) == 2
    assert all(len(name) <= 40 and re.fullmatch(r"\w+", name) for name in names)


def test_arabic_runs_from_right_to_left_and_last_time_as_it_did() -> None:
    word = reading("ar")
    for paragraph in word.paragraphs():
        assert has(paragraph, "bidi") == (style_of(paragraph) != "FormLastTime")
        assert all(
            (run.find(f"{W}rPr/{W}rtl") is not None) == has(paragraph, "bidi")
            for run in paragraph.iter(W + "r")
            if text_of(run).strip()
        )


def test_page_reads_like_a_form_to_those_who_do_not_see_it() -> None:
    word = reading()
    assert not [paragraph for paragraph in word.paragraphs() if not text_of(paragraph).strip()]
    assert "Contribution form: UNHCR, A/75/345" in etree.tostring(word.part("docProps/core.xml"), encoding="unicode")


# Filled in by hand, in the XML


def answered(word: WordReading) -> etree._Element:
    """What stands in the field on the African Union, ready to be replaced."""
    content = controls(word)["answer:au"].find(W + "sdtContent")
    assert content is not None
    return content


def paragraph_like(template: etree._Element, words: str) -> etree._Element:
    made = deepcopy(template)
    (text,) = made.iter(W + "t")
    text.text = words
    return made


def test_typed_paragraphs_are_found_by_tag_and_by_bookmark() -> None:
    word = reading()
    content = answered(word)
    content[:] = [paragraph_like(content[0], words) for words in ("First.", "Second.")]
    filled_in = edited(word)
    assert by_tag(filled_in, "au") == by_bookmark(filled_in, "au") == ["First.", "Second."]
    assert by_tag(filled_in, "east-west") == [HINT]


def test_field_that_a_program_has_dropped_is_found_by_its_bookmark() -> None:
    word = reading()
    content, control = answered(word), controls(word)["answer:au"]
    content[:] = [paragraph_like(content[0], words) for words in ("First.", "Second.")]
    control.getparent()[control.getparent().index(control)] = content[0]
    filled_in = edited(word)
    assert by_tag(filled_in, "au") is None
    assert by_bookmark(filled_in, "au") == ["First."]


def test_box_can_be_ticked() -> None:
    word = reading()
    (state,) = controls(word)["nothing:au"].iter("{http://schemas.microsoft.com/office/word/2010/wordml}checked")
    assert not ticked(word, "au")
    state.set("{http://schemas.microsoft.com/office/word/2010/wordml}val", "1")
    assert ticked(edited(word), "au")
    assert not ticked(edited(word), "east-west")


# Filled in at LibreOffice


@pytest.mark.slow
@pytest.mark.skipif(not can_edit(), reason="LibreOffice's bindings for Python are not installed")
def test_answers_typed_at_libreoffice_are_found(tmp_path: Path) -> None:
    typed = ["We met.", "We agreed."]
    steps = [
        ["inside", "answer:au", *typed],
        ["below", "_answer_east_west", *typed],
        ["tick", "nothing:east-west"],
        ["inside", "contact:name", "A. Person"],
    ]
    word = WordReading(edit(write(form(), TEMPLATE), steps, tmp_path))
    assert by_tag(word, "au") == by_bookmark(word, "au") == typed
    assert by_bookmark(word, "east-west") == [HINT, *typed]
    assert (ticked(word, "au"), ticked(word, "east-west")) == (False, True)
    assert text_of(controls(word)["contact:name"]) == "A. Person"
    assert {
        element.get("name"): "".join(element.itertext()) for element in word.part("docProps/custom.xml")
    } == IDENTITY
    assert ("last", "Human rights") in own_words(word)


@pytest.mark.slow
@pytest.mark.skipif(not can_edit(), reason="LibreOffice's bindings for Python are not installed")
def test_field_typed_over_at_libreoffice_is_found_by_its_bookmark(tmp_path: Path) -> None:
    word = WordReading(edit(write(form(), TEMPLATE), [["over", "_answer_au", "We met.", "We agreed."]], tmp_path))
    assert by_tag(word, "au") is None
    assert by_bookmark(word, "au") == ["We met.", "We agreed."]
