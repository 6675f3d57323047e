"""The report's own Word templates: hostile ones are refused, what one lacks is named, and drafts go on."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from docx import Document
from docx.document import Document as WordTemplate

import assembler
from assembler.errors import Unprintable
from assembler.model.finding import Finding
from assembler.ooxml.template import REPORT_STYLES, REPORT_WORDS
from assembler.readers.docx.word_template import check_word_templates
from tests.builders import QUESTIONNAIRE_TEMPLATE, TEMPLATES, every_node
from tests.conftest import small_files
from tests.readers.docx.docx_files import docx, p
from tests.readers.report_docx.word_files import packed, parts_of

PLACE = "templates/report.docx"
TEMPLATE = TEMPLATES["report.docx"]
PARTS = parts_of(TEMPLATE)
TYPES, DOCUMENT, SETTINGS = "[Content_Types].xml", "word/document.xml", "word/settings.xml"
HEAD = "word/header-first.xml"
RELATION = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}" TargetMode="External"/>'
    "</Relationships>"
)


def found(data: bytes, place: str = PLACE) -> list[Finding]:
    return list(check_word_templates({place: data})[1])


def changed(change: Callable[[WordTemplate], None]) -> bytes:
    template, data = Document(BytesIO(TEMPLATE)), BytesIO()
    change(template)
    template.save(data)
    return data.getvalue()


def with_part(name: str, content: bytes | str) -> bytes:
    return packed(PARTS | {name: content.encode() if isinstance(content, str) else content})


def with_doctype(name: str) -> bytes:
    declared = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'
    return with_part(name, PARTS[name].replace(b"?>", b"?>" + declared, 1))


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (bytes, "The file is empty."),
    "no Word file": (lambda: b"%PDF-1.7", "The file is a PDF."),
    "bomb": (lambda: with_part("word/media/image.png", b"0" * (201 << 20)), "Unpacked, the file has more than"),
    "doctype in the styles": (lambda: with_doctype("word/styles.xml"), "A part of the file has a DOCTYPE."),
    "doctype in a head": (lambda: with_doctype(HEAD), "A part of the file has a DOCTYPE."),
    "doctype in a part of another name": (
        lambda: packed(
            {name.replace("word/styles.xml", "word/styles.bin"): data for name, data in PARTS.items()}
            | {TYPES: PARTS[TYPES].replace(b"/word/styles.xml", b"/word/styles.bin")}
        ),
        "The file is broken: a part of XML has another name.",
    ),
    "linked picture": (
        lambda: with_part("word/_rels/header-first.xml.rels", RELATION.format("image", "https://example.org/logo.png")),
        "The file takes something from elsewhere: https://example.org/logo.png.",
    ),
    "template of Word": (
        lambda: with_part(TYPES, PARTS[TYPES].replace(b"document.main+xml", b"template.main+xml")),
        "The file is no Word document (.docx), but a template, a file with macros or another format.",
    ),
    "part that is missing": (
        lambda: packed({name: data for name, data in PARTS.items() if name != HEAD}),
        "The file is broken: its parts do not fit together.",
    ),
    "margin that is no length": (
        lambda: with_part(DOCUMENT, PARTS[DOCUMENT].replace(b'w:left="1200"', b'w:left="wide"')),
        "The file is broken: its parts do not fit together.",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_template_is_refused(name: str) -> None:
    make, reason = HOSTILE[name]
    unusable, (finding,) = check_word_templates({PLACE: make()})
    assert unusable == {PLACE}
    assert (finding.rule, finding.source.path) == ("IN-TPL-01", PLACE)
    assert finding.message.startswith(reason)


def test_draft_is_built_with_the_packaged_template_in_its_place() -> None:
    files = small_files()
    usual = assembler.build_files(files, final=False, formats=["docx"])
    built = assembler.build_files(files | {PLACE: HOSTILE["linked picture"][0]()}, final=False, formats=["docx"])
    assert built.outputs["A-75-345.docx"] == usual.outputs["A-75-345.docx"]
    assert [finding.rule for finding in built.checked.findings if finding.source.path == PLACE] == ["IN-TPL-01"]


def test_template_that_is_handed_over_passes_the_same_gate() -> None:
    with pytest.raises(
        Unprintable, match=r"^templates/report.docx cannot be used: A part of the file has a DOCTYPE\.$"
    ):
        assembler.render(every_node(), "docx", {"report.docx": HOSTILE["doctype in a head"][0]()})


def test_own_template_makes_the_look_of_the_build() -> None:
    own = changed(lambda template: template.sections[0].even_page_header.paragraphs[0].add_run("Ours"))  # type: ignore[arg-type, return-value]
    built = assembler.build_files(small_files() | {PLACE: own}, final=False, formats=["docx"])
    assert "Ours" in parts_of(built.outputs["A-75-345.docx"])["word/header-even.xml"].decode()
    assert not [finding for finding in built.checked.findings if finding.source.path == PLACE]


@pytest.mark.parametrize("make", [lambda: TEMPLATE, lambda: changed(lambda _: None)], ids=["packaged", "saved anew"])
def test_packaged_template_lacks_nothing(make: Callable[[], bytes]) -> None:
    assert found(make()) == []
    assert found(QUESTIONNAIRE_TEMPLATE, "templates/questionnaire.docx") == []


def test_each_style_that_is_missing_is_named() -> None:
    def take_out(template: WordTemplate) -> None:
        for name in ("__Single Txt", "Title_H1"):
            template.styles[name].delete()

    assert [(finding.rule, finding.message) for finding in found(changed(take_out))] == [
        (
            "IN-TPL-02",
            f"The Word template has no style “{name}”, so paragraphs of this style are printed as normal text.",
        )
        for name in ("__Single Txt", "Title_H1")
    ]


def test_each_word_that_is_missing_is_named() -> None:
    def take_out(template: WordTemplate) -> None:
        template.sections[0].first_page_footer.paragraphs[0].runs[0].text = ""

    assert [(finding.rule, finding.message) for finding in found(changed(take_out))] == [
        ("IN-TPL-03", "The headers and footers of the Word template have no “{job_line}”, so this part is not printed.")
    ]


def test_any_word_document_is_a_template_that_lacks_much() -> None:
    rules = [finding.rule for finding in found(docx(p("Some words.")))]
    assert (rules.count("IN-TPL-01"), rules.count("IN-TPL-03")) == (0, len(REPORT_WORDS))
    assert rules.count("IN-TPL-02") >= len(REPORT_STYLES) - 5
