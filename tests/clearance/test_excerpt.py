"""The excerpt for a clearance letter: the right paragraphs with their printed numbers, in Word as in the PDF."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from ooxml_integrity import check
from openxml_audit import FileFormat, OpenXmlValidator

from assembler.__main__ import run
from assembler.clearance.clearance import find_words
from assembler.clearance.excerpt import make_excerpt
from assembler.clearance.folder import write_excerpts
from assembler.errors import UnknownName
from assembler.model.nodes import CrossReference, Footnote, Paragraph, Query
from assembler.model.report import Report
from assembler.model.text.plain_text import extract_passage_text, extract_text
from assembler.model.text.traversal import split_passages, walk_block_inlines, walk_blocks, walk_sections
from assembler.pipeline import Examination, examine
from assembler.storage import templates
from assembler.writers.docx import document as word
from assembler.writers.html import page as html
from tests.builders import TEMPLATES
from tests.conftest import ROOT, MakeReport, contribution
from tests.office import print_out, text_of_pages
from tests.readers.report_docx.word_files import DOCUMENT, parts_of, read_report_docx

pytestmark = pytest.mark.slow

ENTITY = "dppa"
"""It has words in more organizations than any other, in its own texts and in consolidated ones."""


def of(examined: Examination, entity: str, organization: str | None = None) -> Report:
    assert examined.collection is not None
    assert examined.report is not None
    about = examined.collection.vocabulary.entities[entity]
    keys = {words.text.key for words in find_words(examined.collection, entity, [organization] if organization else [])}
    made = make_excerpt(examined.report, about, examined.collection.labels, keys)
    assert made is not None
    return made


def numbered(report: Report) -> dict[int, str]:
    """The words of each numbered paragraph with what belongs to it."""
    groups = [group for section in walk_sections(report) for group in split_passages(section.blocks)]
    return {
        group[0].number: extract_passage_text(group)
        for group in groups
        if isinstance(group[0], Paragraph) and group[0].number
    }


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an excerpt of the example."""
    root = tmp_path_factory.mktemp("example")
    shutil.copytree(ROOT / "contributions", root / "contributions")
    (result,), paths = write_excerpts(root, [ENTITY])
    assert paths == (root / f"build/excerpts/{ENTITY}.docx", root / f"build/excerpts/{ENTITY}.pdf")
    assert result.obstacles == ()
    return root / "build" / "excerpts"


class TestParagraphs:
    @pytest.mark.parametrize("entity", [ENTITY, "unhcr", "oda", "iom"])
    def test_are_those_that_carry_its_words(self, example: Examination, entity: str) -> None:
        assert example.report is not None
        assert example.collection is not None
        name = example.collection.vocabulary.entities[entity].short_name
        body = {
            block.number: block
            for section in walk_sections(example.report)
            for block in section.blocks
            if isinstance(block, Paragraph)
        }
        assert list(numbered(of(example, entity))) == [
            number for number, paragraph in body.items() if name in paragraph.entities
        ]

    def test_have_the_words_and_numbers_of_the_report(self, example: Examination) -> None:
        assert example.report is not None
        whole, part = numbered(example.report), numbered(of(example, ENTITY))
        assert len(part) > 10
        assert part == {number: whole[number] for number in part}

    def test_stand_under_the_headings_of_their_organizations(self, example: Examination) -> None:
        sections = [(section.label, section.title) for section in walk_sections(of(example, "unhcr"))]
        assert sections[1:] == [
            ("", "African Union"),
            ("", "Association of Southeast Asian Nations"),
            ("", "Organization for Security and Cooperation in Europe"),
        ]
        assert sections[0][0] == "II."

    def test_may_be_those_on_one_organization(self, example: Examination) -> None:
        titles = [section.title for section in walk_sections(of(example, "unhcr", "asean")) if section.organization]
        assert titles == ["Association of Southeast Asian Nations"]


class TestOfTheWhole:
    text = (
        "First.[^a]\n{: #first order=1 }\n\n"
        "Second {>> sure? <<}, see [para.](#first) and [para.](who/au#other).[^b]\n\n"
        "[^a]: Note.\n[^b]: Another.\n"
    )

    def made(self, make_report: MakeReport) -> Report:
        other = contribution("who", "au", "Other.[^x]\n{: #other order=1 }\n\n[^x]: Of WHO.")
        return of(examine(make_report(unhcr__au=contribution("unhcr", "au", self.text), who__au=other)), "unhcr")

    def test_notes_begin_with_one(self, make_report: MakeReport) -> None:
        found = [
            inline for inline in walk_block_inlines(walk_blocks(self.made(make_report))) if isinstance(inline, Footnote)
        ]
        assert [(note.number, extract_text(note.content[0])) for note in found] == [(1, "Note."), (2, "Another.")]

    def test_queries_stay_with_the_editors(self, make_report: MakeReport) -> None:
        assert not any(isinstance(inline, Query) for inline in walk_block_inlines(walk_blocks(self.made(make_report))))

    def test_references_out_of_it_are_words(self, make_report: MakeReport) -> None:
        made = self.made(make_report)
        found = [inline for inline in walk_block_inlines(walk_blocks(made)) if isinstance(inline, CrossReference)]
        assert [reference.first for reference in found] == ["unhcr/au#first", "who/au#other"]
        assert "see para.\u00a03 and para.\u00a04." in " ".join(numbered(made).values())
        document = parts_of(word.write(made, TEMPLATES))[DOCUMENT].decode()
        page = html.write(made, templates.read_report_templates({})).decode()
        assert (document.count("REF "), document.count("w:highlight")) == (1, 0)
        assert (page.count('class="reference"'), page.count('class="placeholder"')) == (1, 0)

    def test_it_is_marked_and_is_not_the_issued_document(self, make_report: MakeReport) -> None:
        made = self.made(make_report)
        assert made.draft
        assert made.wording.draft == "EXCERPT FOR CLEARANCE BY UNHCR"
        assert (made.summary, made.annexes, made.masthead.notes) == (None, (), ())
        assert (made.masthead.job_number, made.masthead.barcode, made.masthead.address) == ("", "", "")


class TestFiles:
    @pytest.mark.slow
    @pytest.mark.parametrize("version", [FileFormat.OFFICE_2010, FileFormat.OFFICE_2019])
    def test_word_file_is_valid(self, files: Path, version: FileFormat) -> None:
        assert list(OpenXmlValidator(file_format=version).validate(files / f"{ENTITY}.docx").errors) == []
        assert check(str(files / f"{ENTITY}.docx")) == []

    def test_word_file_reads_back_with_its_numbers(self, files: Path, example: Examination) -> None:
        read, findings = read_report_docx((files / f"{ENTITY}.docx").read_bytes())
        assert findings == ()
        assert read is not None
        blocks = [
            block for section in read.sections for child in (section, *section.sections) for block in child.blocks
        ]
        found = {block.number: extract_text(block.content) for block in blocks if isinstance(block, Paragraph)}
        part = of(example, ENTITY)
        assert found == {
            block.number: extract_text(block.content) for block in walk_blocks(part) if isinstance(block, Paragraph)
        }

    @pytest.mark.slow
    def test_office_and_pdf_print_the_same_numbers(self, files: Path, example: Examination, tmp_path: Path) -> None:
        printed = print_out({"word": (files / f"{ENTITY}.docx").read_bytes()}, tmp_path)["word"]
        for path in (printed, files / f"{ENTITY}.pdf"):
            text = text_of_pages(path)
            for number, words in numbered(of(example, ENTITY)).items():
                begin = r"\s+".join(map(re.escape, words.split()[:3]))
                assert re.search(rf"(?<!\d){number}\.\s+{begin}", text), (path, number)
            assert text.count("EXCERPT FOR CLEARANCE BY") >= text.count("\f")


def test_command_writes_it_and_says_what_is_open(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_report(unhcr__au=contribution("unhcr", "au", "One {>> two? <<}."))
    assert run(["clear", "unhcr", "--excerpt", "-C", str(root)]) == 0
    out, err = capsys.readouterr()
    assert [Path(line).name for line in out.splitlines()] == ["unhcr.docx", "unhcr.pdf"]
    assert "the query “two?” is open" in err
    assert "settle this before" in err
    assert run(["clear", "unhcr", "--excerpt", "--by", "A", "-C", str(root)]) == 2
    assert "status: submitted" in (root / "contributions/unhcr/au.md").read_text()


def test_other_excerpts_stay(make_report: MakeReport) -> None:
    root = make_report()
    write_excerpts(root, ["who"])
    write_excerpts(root, ["unhcr", "au"])
    names = {path.name for path in (root / "build/excerpts").iterdir()}
    assert names == {"who.docx", "who.pdf", "unhcr-au.docx", "unhcr-au.pdf"}


def test_without_printed_words_there_is_none(make_report: MakeReport) -> None:
    text = contribution("unhcr", "au", "").replace("submitted", "nothing-to-report")
    with pytest.raises(UnknownName, match="No printed paragraph carries words of unhcr"):
        write_excerpts(make_report(unhcr__au=text), ["unhcr"])
