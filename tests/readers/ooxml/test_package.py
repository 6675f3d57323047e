"""Word files from outside are opened within limits: what is unsafe or broken ends in one finding, never in an error."""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterable, Mapping
from io import BytesIO
from zipfile import ZipFile

import pytest

from assembler.model.finding import Finding, Severity, Source
from assembler.ooxml.elements import Element
from assembler.ooxml.package import WordFile
from assembler.ooxml.paragraph_ids import Record, base_xml, records_xml
from assembler.readers.docx import safe_zip as docx_gate
from assembler.readers.ooxml.package import Part, WordPackage, open_package
from assembler.writers.docx.document import write
from tests.builders import TEMPLATES, every_node, spoken
from tests.readers.docx.docx_files import part
from tests.readers.report_docx.word_files import DOCUMENT, edited, packed, parts_of, read_report_docx

FILE = write(every_node(), TEMPLATES)
DOCTYPE = '<!DOCTYPE w:document [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def found(data: bytes) -> list[tuple[str, str]]:
    """Code and message of each finding; nothing may have been read."""
    text, findings = read_report_docx(data, "edited.docx")
    assert text is None
    assert {finding.source.path for finding in findings} == {"edited.docx"}
    return [(finding.rule, finding.message) for finding in findings]


def with_part(name: str) -> bytes:
    return packed(parts_of(FILE) | {name: b"<a/>"})


def twice(name: str) -> bytes:
    written = BytesIO(FILE)
    with warnings.catch_warnings(), ZipFile(written, "a") as file:
        warnings.simplefilter("ignore")
        file.writestr(name, b"<a/>")
    return written.getvalue()


def with_doctype(encoding: str) -> bytes:
    text = parts_of(FILE)[DOCUMENT].decode()
    body = text[text.index("<w:document") :]
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    return packed(parts_of(FILE) | {DOCUMENT: (head + DOCTYPE + body).encode(encoding)})


def locked() -> bytes:
    """The file with the flag of encryption on the first entry of its directory."""
    place = FILE.index(b"PK\x01\x02") + 8
    return FILE[:place] + b"\x01\x00" + FILE[place + 2 :]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 and then nothing", "broken"),
        (FILE[: len(FILE) // 2], "broken"),
        (FILE[:2_000] + b"\xff" * 200 + FILE[2_200:], "broken"),
        (locked(), "password"),
        (twice(DOCUMENT), "same name"),
        (with_part("WORD/Document.XML"), "same name"),
        (with_part("/etc/passwd"), "leads out"),
        (with_part("../outside.xml"), "leads out"),
        (with_part("word\\..\\..\\outside.xml"), "leads out"),
        (with_part("C:/outside.xml"), "leads out"),
        (with_doctype("utf-8"), "DOCTYPE"),
        (with_doctype("utf-16"), "DOCTYPE"),
        (packed(parts_of(FILE) | {DOCUMENT: b"<w:document"}), "broken XML"),
        (packed(parts_of(FILE) | {DOCUMENT: b"<html/>"}), "no Word document"),
        (packed({"mimetype": b"application/vnd.oasis.opendocument.text"}), "no Word document"),
        (packed({f"{number}.xml": b"" for number in range(2_001)}), "more than 2,000 parts"),
        (b"\0" * (docx_gate.MAX_BYTES + 1), "at most 20,971,520"),
    ],
)
def test_unusable_file_is_found(data: bytes, words: str) -> None:
    ((rule, message),) = found(data)
    assert rule == "IN-DOC-02"
    assert words in message


def test_bytes_are_counted_before_and_while_parts_are_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_gate, "MAX_UNPACKED", 10_000)
    bomb = packed(parts_of(FILE) | {DOCUMENT: b" " * 1_000_000})
    assert "more than 10,000 bytes" in found(bomb)[0][1]
    # The directory says of each part that it has no more than ten bytes.
    lying = bytearray(bomb)
    place = lying.find(b"PK\x01\x02")
    while place >= 0:
        struct.pack_into("<I", lying, place + 24, min(10, struct.unpack_from("<I", lying, place + 24)[0]))
        place = lying.find(b"PK\x01\x02", place + 4)
    assert found(bytes(lying))[0][0] == "IN-DOC-02"


def test_file_that_the_program_has_not_made_is_found() -> None:
    assert [rule for rule, _ in found(WordFile(TEMPLATES["report.docx"], ()).to_bytes())] == ["IN-DOC-03"]


def test_xml_nested_without_end_is_found() -> None:
    nested = "<w:hyperlink>" * 300 + "</w:hyperlink>" * 300
    data = edited(FILE, lambda text: text.replace("<w:bookmarkStart", f"{nested}<w:bookmarkStart", 1))
    assert found(data)[0][1] == "A part of the file is broken XML."


# Which part is what

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CORE = (
    b'<c:coreProperties xmlns:c="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    b'xmlns:d="http://purl.org/dc/elements/1.1/"><d:language>fr-CA</d:language>'
    b"<c:lastModifiedBy> Jane  Doe\n</c:lastModifiedBy></c:coreProperties>"
)
CUSTOM = (
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    b'xmlns:v="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    b'<property name="form"><v:lpwstr> 1 </v:lpwstr></property><property><v:i4>2</v:i4></property></Properties>'
)


def relations(*rows: tuple[str, str, str]) -> bytes:
    """The relationships of a part: identifier, kind and target of each; a web address leads outside."""
    said = (
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"'
        f"{' TargetMode="External"' * target.startswith('https:')}/>"
        for name, kind, target in rows
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{"".join(said)}</Relationships>'.encode()


def package(*rows: tuple[str, str, str], further: Mapping[str, bytes] | None = None, **parts: bytes) -> WordPackage:
    """A file whose document has these relations, with parts beside it by their names without ending, and others."""
    named = {f"word/{name}.xml": content for name, content in parts.items()}
    made = {
        "_rels/.rels": relations(
            ("a", "officeDocument", "https://un.org/document.xml"),
            *(("b", "officeDocument", "word/document.xml"), ("c", "core-properties", "word/core.xml")),
            ("d", "custom-properties", "word/custom.xml"),
        ),
        "word/document.xml": part("document", "<w:body/>"),
        "word/_rels/document.xml.rels": relations(*rows),
    }
    found, findings = open_package(packed(made | named | dict(further or {})), "x.docx")
    assert (found is not None, findings) == (True, ())
    assert found is not None
    return found


def tags(roots: Iterable[Element | Part | None]) -> list[str]:
    """The name of each root, empty where there is none."""
    bare = (root.root if isinstance(root, Part) else root for root in roots)
    return ["" if element is None else element.tag.rpartition("}")[2] for element in bare]


def test_document_alone_has_nothing_but_its_text() -> None:
    found = package()
    assert tags([found.document]) == ["document"]
    assert found == WordPackage(found.document, (), None, None, None, None, None, None, "")


def test_parts_are_known_by_their_relations() -> None:
    kinds = ("footnotes", "endnotes", "comments", "numbering", "styles")
    rows = [(f"n{kind}", kind, f"{kind}.xml") for kind in kinds]
    found = package(*rows, **{kind: f"<{kind}/>".encode() for kind in kinds})
    assert tags([found.footnotes, found.endnotes, found.comments, found.numbering, found.styles]) == list(kinds)


def test_each_text_has_the_addresses_of_its_own_links() -> None:
    un, who = "https://un.org/", "https://who.int/"
    rows = [("r1", "hyperlink", un), ("r2", "footnotes", "footnotes.xml"), ("r3", "endnotes", "endnotes.xml")]
    own = relations(("r1", "hyperlink", who), ("r2", "styles", "styles.xml"))
    found = package(*rows, footnotes=b"<a/>", endnotes=b"<a/>", further={"word/_rels/endnotes.xml.rels": own})
    assert found.footnotes is not None
    assert found.endnotes is not None
    assert [note.links for note in (found.document, found.footnotes, found.endnotes)] == [{"r1": un}, {}, {"r1": who}]


def test_heads_and_margins_of_pages() -> None:
    heads = [("header", f"{name}.xml") for name in ("b", "a", "none")]
    feet = [("footer", f"{name}.xml") for name in ("d", "c", "c", "broken")]
    rows = [(f"r{number}", *relation) for number, relation in enumerate((*heads, *feet))]
    found = package(*rows, a=b"<a/>", b=b"<b/>", c=b"<c/>", d=b"<d/>", broken=b"<broken")
    assert tags(found.heads) == ["b", "a"]
    assert tags(found.margins) == ["a", "b", "c", "d"]


def test_what_the_file_says_of_itself() -> None:
    found = package(core=CORE, custom=CUSTOM)
    assert (found.language, found.saved_by, found.properties) == ("fr-CA", "Jane Doe", {"form": "1", "": "2"})
    bare = package(core=b"<coreProperties/>", custom=b"<Properties/>")
    assert (bare.language, bare.saved_by, bare.properties) == ("", "", {})
    broken = package(core=b"<core", custom=b"<custom")
    assert (broken.language, broken.saved_by, broken.properties) == ("", "", {})


def test_own_parts_are_known_by_what_they_hold() -> None:
    rows = [(name, "customXml", f"{name}.xml") for name in ("other", "broken", "sources", "base", "form", "again")]
    own = {
        "other": b"<sources/>",
        "broken": b"<broken",
        "sources": records_xml([Record("source", {"bookmark": "_src_1"})]),
        "base": base_xml(b"{}"),
        "form": b'<form xmlns="urn:report-assembler:form"/>',
        "again": b'<form xmlns="urn:report-assembler:form">again</form>',
    }
    found = package(*rows, **own)
    assert (found.records, found.base) == ((Record("source", {"bookmark": "_src_1"}),), "{}")
    assert (tags([found.questionnaire]), found.questionnaire is not None and found.questionnaire.text) == (
        ["form"],
        None,
    )


@pytest.mark.parametrize(("kind", "holds"), [("vbaProject", True), ("wordVbaData", True), ("styles", False)])
def test_macros_are_known_by_their_relation(kind: str, holds: bool) -> None:
    assert package(("m", kind, "vbaProject.bin")).macros == holds


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (
            {"mimetype": b"application/vnd.oasis.opendocument.text"},
            "The file is an OpenDocument file (.odt), no Word document.",
        ),
        ({"a.xml": b"<a/>"}, "The file is no Word document."),
        (
            {"_rels/.rels": relations(("a", "officeDocument", "a.xml")), "a.xml": b"<a/>"},
            "The file is no Word document.",
        ),
    ],
)
def test_package_without_a_document_of_word_is_found(parts: dict[str, bytes], message: str) -> None:
    hint = "Open the file in Word and save it anew as a Word document (.docx), without a password."
    finding = Finding("IN-DOC-02", Severity.ERROR, Source("x.docx"), message, hint)
    package, found = open_package(packed(parts), "x.docx")
    assert (package, spoken(*found)) == (None, (finding,))
