"""The example as Word: clean for two validators, as long as the PDF, and alive when somebody edits it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree
from ooxml_integrity import check
from openxml_audit import FileFormat, OpenXmlValidator

from assembler import pipeline
from assembler.build import BuildOptions
from tests.conftest import PLAN, ROOT, MakeReport
from tests.office import count_pages, print_out, text_of_pages
from tests.writers.docx.word_reading import W, WordReading, style_of, text_of, value

pytestmark = pytest.mark.slow

SAMPLES = ROOT / "docs/samples"
INSERTED_AFTER = 9
DELETED = 64
NEW_WORDS = "Somebody has put in a paragraph."
NEW_NOTE = "Somebody has put in a note."
NEW = "900"
"""The number of the new note in the file; Word prints another one."""


def built(folder: Path, *, final: bool, formats: tuple[str, ...] = ("docx",), root: Path = ROOT) -> Path:
    """The Word file of a build."""
    pipeline.build(root, BuildOptions(final=final, formats=formats), out=folder)
    return folder / "A-75-345.docx"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Final and draft of the example; the final also as PDF."""
    folder = tmp_path_factory.mktemp("example")
    return {
        "final": built(folder / "final", final=True, formats=("docx", "pdf")),
        "draft": built(folder / "draft", final=False),
    }


@pytest.fixture(scope="module")
def printed(files: Mapping[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The final as it is, and after an editor's work, as LibreOffice prints them."""
    final = files["final"].read_bytes()
    return print_out({"final": final, "edited": edited(final)}, tmp_path_factory.mktemp("printed"))


# Validity


def findings(file: Path, version: FileFormat) -> list[tuple[str, str]]:
    result = OpenXmlValidator(file_format=version).validate(file)
    return [(error.part_uri, error.description) for error in result.errors]


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["final", "draft"])
@pytest.mark.parametrize("version", [FileFormat.OFFICE_2010, FileFormat.OFFICE_2019])
def test_example_is_valid(files: Mapping[str, Path], kind: str, version: FileFormat) -> None:
    assert findings(files[kind], version) == []


@pytest.mark.parametrize("kind", ["final", "draft"])
def test_example_has_no_loose_ends(files: Mapping[str, Path], kind: str) -> None:
    assert check(str(files[kind])) == []


def test_validators_find_what_is_wrong(files: Mapping[str, Path], tmp_path: Path) -> None:
    broken = tmp_path / "broken.docx"
    parts = read_parts(files["final"].read_bytes())
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:keepNext/>", b"<w:keepNxt/>", 1)
    parts["word/footnotes.xml"] = parts["word/footnotes.xml"].replace(b'w:id="3"', b'w:id="33"')
    broken.write_bytes(write_parts(parts))
    assert findings(broken, FileFormat.OFFICE_2019)
    assert check(str(broken))


@pytest.mark.parametrize("version", [FileFormat.OFFICE_2010, FileFormat.OFFICE_2019])
def test_arabic_report_is_valid(make_report: MakeReport, tmp_path: Path, version: FileFormat) -> None:
    file = built(tmp_path / "out", final=False, root=make_report(report_yaml=PLAN + "language: ar\n"))
    assert findings(file, version) == []
    assert check(str(file)) == []


# Samples


def test_word_file_of_the_documentation_is_this_final(files: Mapping[str, Path]) -> None:
    final = files["final"].read_bytes()
    assert (SAMPLES / "A-75-345.docx").read_bytes() == final, "“make pictures” makes docs/samples/ anew."


def test_pdf_of_the_documentation_has_the_pages_of_this_final(files: Mapping[str, Path]) -> None:
    final = text_of_pages(files["final"].with_suffix(".pdf")).split("\f")
    assert text_of_pages(SAMPLES / "A-75-345.pdf").split("\f") == final, "“make pictures” makes docs/samples/ anew."


# Length


@pytest.mark.slow
def test_word_has_as_many_pages_as_the_pdf_give_or_take_one(
    files: Mapping[str, Path], printed: Mapping[str, Path]
) -> None:
    assert abs(count_pages(printed["final"]) - count_pages(files["final"].with_suffix(".pdf"))) <= 1


# Life


def read_parts(file: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(file)) as package:
        return {name: package.read(name) for name in package.namelist()}


def write_parts(parts: Mapping[str, bytes]) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return made.getvalue()


def numbered(document: etree._Element) -> list[etree._Element]:
    """The paragraphs of the body and the annex that Word numbers."""
    found = [paragraph for paragraph in document.iter(W + "p") if paragraph.find(f"{W}pPr/{W}numPr") is not None]
    return [element for element in found if style_of(element) == "SingleTxt" and value(level(element), "ilvl") == "0"]


def level(paragraph: etree._Element) -> etree._Element:
    found = paragraph.find(f"{W}pPr/{W}numPr")
    assert found is not None
    return found


def edited(file: bytes) -> bytes:
    """The file after an editor has put in a paragraph with a note, and taken out another paragraph with its note."""
    parts = read_parts(file)
    document, notes = (etree.fromstring(parts[f"word/{name}.xml"]) for name in ("document", "footnotes"))
    paragraphs = numbered(document)
    paragraphs[INSERTED_AFTER - 1].addnext(new_paragraph(paragraphs[INSERTED_AFTER - 1]))
    notes.append(new_note(notes))
    gone = paragraphs[DELETED - 1]
    gone.getparent().remove(gone)  # type: ignore[union-attr]
    put_in_order(notes, document)
    parts |= {"word/document.xml": etree.tostring(document), "word/footnotes.xml": etree.tostring(notes)}
    return write_parts(parts)


def new_paragraph(like: etree._Element) -> etree._Element:
    made = etree.Element(W + "p")
    made.append(deepcopy(like.find(W + "pPr")))  # type: ignore[arg-type]
    text = etree.SubElement(etree.SubElement(made, W + "r"), W + "t")
    text.text = NEW_WORDS
    etree.SubElement(etree.SubElement(made, W + "r"), W + "footnoteReference").set(W + "id", NEW)
    return made


def new_note(notes: etree._Element) -> etree._Element:
    made = deepcopy(notes[-1])
    made.set(W + "id", NEW)
    paragraph = made[0]
    for run in list(paragraph.iter(W + "r"))[3:]:
        run.getparent().remove(run)  # type: ignore[union-attr]
    etree.SubElement(etree.SubElement(paragraph, W + "r"), W + "t").text = NEW_NOTE
    return made


def put_in_order(notes: etree._Element, document: etree._Element) -> None:
    """Leaves the notes that are called, counted in the order of their calls: so Word saves them.

    LibreOffice takes the number of a note in the file for its place there.
    """
    by_number = {element.get(W + "id", ""): element for element in notes}
    calls = list(document.iter(W + "footnoteReference"))
    notes[:] = [by_number[number] for number in ("-1", "0", *(call.get(W + "id", "") for call in calls))]
    for number, (note, call) in enumerate(zip(notes[2:], calls, strict=True), 1):
        for element in (note, call):
            element.set(W + "id", str(number))


def first_words(paragraph: etree._Element) -> str:
    return " ".join(text_of(paragraph).split()[:3])


@pytest.mark.slow
def test_numbers_are_right_again_after_an_edit(files: Mapping[str, Path], printed: Mapping[str, Path]) -> None:
    before = [first_words(paragraph) for paragraph in numbered(WordReading(files["final"].read_bytes()).document)][:-1]
    expected = [*before[:INSERTED_AFTER], " ".join(NEW_WORDS.split()[:3]), *before[INSERTED_AFTER:]]
    del expected[DELETED]
    text = " ".join(text_of_pages(printed["edited"]).split())
    missing = [f"{number}. {words}" for number, words in enumerate(expected, 1) if f"{number}. {words}" not in text]
    assert missing == []


@pytest.mark.slow
def test_references_are_right_again_after_an_edit(printed: Mapping[str, Path]) -> None:
    """LibreOffice computes REF fields anew whenever it opens a file; Word does when they are refreshed or printed."""
    assert references(printed["final"]) == ["111–114", "18", "46", "8", "59", "18"]
    assert references(printed["edited"]) == ["111–114", "19", "47", "8", "60", "19"]


def references(pdf: Path) -> list[str]:
    """The numbers of paragraphs cited, in printed order."""
    text = " ".join(text_of_pages(pdf).split())
    return re.findall(r"see (?:also )?paras?\.\s([\d–]+) (?:above|below)", text)


@pytest.mark.slow
def test_notes_are_right_again_after_an_edit(printed: Mapping[str, Path]) -> None:
    assert notes(printed["final"]) == ["1 Pursuant", "2 The", "3 The", "4 See", "5 Elements", "6 See"]
    assert notes(printed["edited"]) == ["1 Pursuant", "2 The", "3 Somebody", "4 The", "5 Elements", "6 See"]


def notes(pdf: Path) -> list[str]:
    """Number and first word of each note; its number is raised, and so a line of its own for poppler."""
    return [f"{mark} {word}" for mark, word in re.findall(r"^(\d+)\n(\w+)", text_of_pages(pdf), re.MULTILINE)]
