"""The gate for Word files: nothing unsafe is unpacked, nothing outside is opened, and every refusal is one sentence."""

from __future__ import annotations

import struct
import time
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from assembler.readers import docx_gate
from assembler.readers.docx import MAX_PARAGRAPHS, MAX_TEXT, read_docx
from tests.readers.docx_files import docx, p
from tests.readers.word_files import DOCUMENT, packed, parts_of

FILE = docx(p("Some words."))
PARTS = parts_of(FILE)
MEBIBYTE = b"0" * (1 << 20)


def refusal(data: bytes) -> str:
    """The one sentence with which a file is refused, within two seconds."""
    start = time.monotonic()
    file, (finding,) = read_docx(data, "text.docx")
    assert file is None
    assert (finding.rule, finding.source.path) == ("IN-DOC-02", "text.docx")
    assert time.monotonic() - start < 2
    return finding.message


def bomb(name: str, mebibytes: int, told: int | None = None) -> bytes:
    """A file with a part of so many mebibytes, of which its directory may tell another size."""
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED, compresslevel=1) as file:
        for other in PARTS.keys() - {name}:
            file.writestr(other, PARTS[other])
        with file.open(name, "w") as part:
            for _ in range(mebibytes):
                part.write(MEBIBYTE)
    data = bytearray(written.getvalue())
    if told is not None:
        struct.pack_into("<I", data, data.rindex(b"PK\x01\x02") + 24, told)
    return bytes(data)


def with_document(text: str, encoding: str = "utf-8") -> bytes:
    return packed(PARTS | {DOCUMENT: text.encode(encoding)})


def with_link() -> bytes:
    written = BytesIO(FILE)
    entry = ZipInfo("word/link.xml")
    entry.external_attr = 0o120777 << 16
    with ZipFile(written, "a") as file:
        file.writestr(entry, "/etc/passwd")
    return written.getvalue()


def with_flag() -> bytes:
    """A file of which one part is said to be encrypted."""
    data = bytearray(FILE)
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def packed_by(way: int) -> bytes:
    written = BytesIO()
    with ZipFile(written, "w", way) as file:
        for name, content in PARTS.items():
            file.writestr(name, content)
    return written.getvalue()


BARE = PARTS[DOCUMENT].decode().partition("?>")[2]
ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
EXPANDED = f'<!DOCTYPE w:document [<!ENTITY e0 "{"x" * 1000}">{ENTITIES}]>' + BARE.replace("Some", "&e9;")
OUTSIDE = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + BARE.replace("Some", "&x;")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"Some words.", "no Word document"),
        (b"{\\rtf1 Some words.}", "RTF"),
        (b"%PDF-1.7", "PDF"),
        (b"\xef\xbb\xbf<html></html>", "web page"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "protected by a password, or it is an old Word file"),
        (packed({"mimetype": b"application/vnd.oasis.opendocument.text"}), "OpenDocument"),
        (packed({"xl/workbook.xml": b"<a/>"}), "no Word document"),
        (with_link(), "link"),
        (with_flag(), "protected by a password"),
        (packed_by(ZIP_BZIP2), "packed in a way that Word does not use"),
        (packed(PARTS | {"../evil.xml": b"<a/>"}), "leads out"),
        (packed(PARTS | {"/evil.xml": b"<a/>"}), "leads out"),
        (packed(PARTS | {"C:/evil.xml": b"<a/>"}), "leads out"),
        (packed(PARTS | {"word\\..\\..\\evil.xml": b"<a/>"}), "leads out"),
        (packed(PARTS | {"word/Document.xml": b"<a/>"}), "the same name"),
        (FILE + b"PK\x01\x02" * 2_000, "2,000 parts"),
        (b"PK" + bytes(20 << 20), "may have at most 20,971,520"),
        (with_document(EXPANDED), "DOCTYPE"),
        (with_document(f'<?xml version="1.0" encoding="utf-16"?>{EXPANDED}', "utf-16"), "DOCTYPE"),
        (with_document(f'<?xml version="1.0" encoding="utf-7"?>{EXPANDED}', "utf-7"), "DOCTYPE"),
        (with_document(OUTSIDE), "DOCTYPE"),
        (packed(PARTS | {"word/settings.xml": OUTSIDE.encode()}), "DOCTYPE"),
        (with_document(BARE.replace("<w:p>", "<w:p/>" * 600_001 + "<w:p>")), "600,000 tags"),
        (docx(p("x") * (MAX_PARAGRAPHS + 1)), "20,000 paragraphs"),
        (docx(p("word " * (MAX_TEXT // 5 + 1))), "786,432 bytes of text"),
        (bomb("word/media/image1.png", 201), "209,715,200 bytes together"),
        (bomb("word/media/image1.png", 30, told=1_000), "wrong sizes"),
        (bomb(DOCUMENT, 33), "33,554,432 bytes of XML"),
        (bomb(DOCUMENT, 33, told=1_000), "wrong sizes"),
    ],
)
def test_unsafe_file_is_refused(data: bytes, words: str) -> None:
    assert words in refusal(data)


@pytest.mark.parametrize("tenth", range(10))
def test_cut_file_is_refused(tenth: int) -> None:
    assert refusal(FILE[: len(FILE) * tenth // 10])


def test_file_of_the_largest_size_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_gate, "MAX_BYTES", len(FILE))
    assert read_docx(FILE)[0] is not None
    monkeypatch.setattr(docx_gate, "MAX_BYTES", len(FILE) - 1)
    assert "at most" in refusal(FILE)


def test_strict_format_is_read() -> None:
    strict = {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
    }
    parts = {}
    for name, content in PARTS.items():
        text = content.decode()
        for usual, other in strict.items():
            text = text.replace(usual, other)
        parts[name] = text.encode()
    file, findings = read_docx(packed(parts))
    assert file is not None
    assert [piece.text for piece in file.pieces] == ["Some words."]
    assert findings == ()


def test_prefix_of_the_namespace_does_not_matter() -> None:
    other = BARE.replace("w:", "ns0:").replace("xmlns:w=", "xmlns:ns0=")
    file, _ = read_docx(with_document(other))
    assert file is not None
    assert [piece.text for piece in file.pieces] == ["Some words."]


def test_part_that_holds_no_text_may_be_broken_or_missing() -> None:
    parts = {name: content for name, content in PARTS.items() if name != "word/styles.xml"}
    broken = parts | {"docProps/core.xml": b"<broken"}
    broken["_rels/.rels"] = parts["_rels/.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="c" Type="x/core-properties" Target="docProps/core.xml"/></Relationships>',
    )
    assert read_docx(packed(broken))[0] is not None


def test_macros_are_named_and_never_run() -> None:
    relations = PARTS["word/_rels/document.xml.rels"].replace(
        b"</Relationships>", b'<Relationship Id="m" Type="x/vbaProject" Target="vbaProject.bin"/></Relationships>'
    )
    parts = PARTS | {"word/_rels/document.xml.rels": relations, "word/vbaProject.bin": b"\0"}
    file, findings = read_docx(packed(parts))
    assert file is not None
    assert [finding.message for finding in findings] == ["The file holds macros; they are not run and not kept."]
