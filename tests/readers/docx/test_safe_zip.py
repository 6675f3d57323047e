"""The gate for Word files: nothing unsafe is unpacked, nothing outside is opened, and every refusal is one sentence."""

from __future__ import annotations

import struct
import time
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from assembler.model.text.plain_text import extract_text
from assembler.readers.docx import safe_zip as docx_gate
from assembler.readers.docx.contribution import MAX_PARAGRAPHS, MAX_TEXT, read_docx
from tests.readers.docx.docx_files import docx, p
from tests.readers.report_docx.word_files import DOCUMENT, packed, parts_of

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


SENTENCES = """\
A part of the file has a DOCTYPE.
A part of the file has more than 33,554,432 bytes of XML.
A part of the file is a link.
A part of the file is broken XML.
The file has 20,971,522 bytes; a Word file may have at most 20,971,520.
The file has more than 2,000 parts.
The file has more than 20,000 paragraphs; a whole report has far less.
The file has more than 786,432 bytes of text; a whole report has far less.
The file is a PDF.
The file is a picture.
The file is a web page or other text, no Word document.
The file is an OpenDocument file (.odt), no Word document.
The file is broken: it cannot be unpacked.
The file is empty.
The file is no Word document.
The file is packed in a way that Word does not use.
The file is protected by a password, or it is an old Word file (.doc).
The file is protected by a password.
The file is rich text (RTF).
The file states wrong sizes of its parts, as a damaged or harmful file does.
The name of a part leads out of the file.
The text of the file has more than 600,000 tags.
Two parts of the file have the same name.
Unpacked, the file has more than 209,715,200 bytes, which no contribution needs.
""".splitlines()


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (FILE[: len(FILE) // 2], "broken"),
        (FILE + b"PK\x01\x02" * 2_000, "too large"),
        (b"%PDF-1.7", "another format"),
        (packed({"mimetype": b"application/vnd.oasis.opendocument.text"}), "another format"),
        (with_flag(), "password"),
        (with_document(OUTSIDE), "unsafe"),
    ],
)
def test_programs_learn_why_a_file_is_refused(data: bytes, cause: str) -> None:
    _, (finding,) = read_docx(data, "text.docx")
    assert ("cause", cause) in finding.parameters


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"Some words.", "no Word document"),
        (b"{\\rtf1 Some words.}", "RTF"),
        (b"%PDF-1.7", "PDF"),
        (b"\xef\xbb\xbf<html></html>", "web page"),
        (b"\r\n <html></html>", "web page"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (FILE[: len(FILE) // 2], "cannot be unpacked"),
        (with_document("<broken"), "broken XML"),
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
        (lambda: b"PK" + bytes(20 << 20), "may have at most 20,971,520"),
        (with_document(EXPANDED), "DOCTYPE"),
        (with_document(f'<?xml version="1.0" encoding="utf-16"?>{EXPANDED}', "utf-16"), "DOCTYPE"),
        (with_document(f'<?xml version="1.0" encoding="utf-7"?>{EXPANDED}', "utf-7"), "DOCTYPE"),
        (with_document(OUTSIDE), "DOCTYPE"),
        (packed(PARTS | {"word/settings.xml": OUTSIDE.encode()}), "DOCTYPE"),
        (lambda: with_document(BARE.replace("<w:p>", "<w:p/>" * 600_001 + "<w:p>")), "600,000 tags"),
        (lambda: docx(p("x") * (MAX_PARAGRAPHS + 1)), "20,000 paragraphs"),
        (lambda: docx(p("word " * (MAX_TEXT // 5 + 1))), "786,432 bytes of text"),
        (lambda: bomb("word/media/image1.png", 201), "Unpacked, the file has more than 209,715,200 bytes"),
        (lambda: bomb("word/media/image1.png", 30, told=1_000), "wrong sizes"),
        (lambda: bomb(DOCUMENT, 33), "33,554,432 bytes of XML"),
        (lambda: bomb(DOCUMENT, 33, told=1_000), "wrong sizes"),
    ],
)
def test_unsafe_file_is_refused(data: bytes | Callable[[], bytes], words: str) -> None:
    said = refusal(data() if callable(data) else data)
    assert words in said
    assert said in SENTENCES


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
    assert [entry.text for entry in file.entries] == ["Some words."]
    assert findings == ()


def test_prefix_of_the_namespace_does_not_matter() -> None:
    other = BARE.replace("w:", "ns0:").replace("xmlns:w=", "xmlns:ns0=")
    file, _ = read_docx(with_document(other))
    assert file is not None
    assert [entry.text for entry in file.entries] == ["Some words."]


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
    assert [finding.message for finding in findings] == ["The file contains macros, which are not run and not kept."]


@pytest.mark.parametrize(
    ("limit", "largest"),
    [
        ("MAX_PARTS", len(PARTS)),
        ("MAX_UNPACKED", sum(map(len, PARTS.values()))),
        ("MAX_XML", max(len(content) for name, content in PARTS.items() if name.endswith((".xml", ".rels")))),
        ("MAX_TAGS", max(content.count(b"<") for content in PARTS.values())),
    ],
)
def test_limit_is_the_last_that_is_let_in(monkeypatch: pytest.MonkeyPatch, limit: str, largest: int) -> None:
    monkeypatch.setattr(docx_gate, limit, largest)
    assert read_docx(packed(PARTS))[0] is not None
    monkeypatch.setattr(docx_gate, limit, largest - 1)
    assert f"{largest - 1:,}" in refusal(packed(PARTS))


@pytest.mark.parametrize("between", ["<!-- so -->", "<?so so?>"])
def test_words_on_both_sides_of_a_remark_in_the_xml_are_read(between: str) -> None:
    document = PARTS[DOCUMENT].decode().replace("Some words.", f"Some {between}words.")
    file, _ = read_docx(with_document(document))
    assert file is not None
    assert [extract_text(entry.content) for entry in file.entries] == ["Some words."]


def test_picture_may_be_larger_than_xml(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_gate, "MAX_XML", max(map(len, PARTS.values())))
    picture = b"0" * (docx_gate.MAX_XML + 1)
    assert read_docx(packed(PARTS | {"word/media/image.png": picture}))[0] is not None
    assert "bytes of XML" in refusal(packed(PARTS | {"word/media/image.xml": picture}))


@pytest.mark.parametrize("name", ["word/settings.rels", "word/SETTINGS2.XML"])
def test_every_part_that_is_xml_is_looked_into(name: str) -> None:
    assert "DOCTYPE" in refusal(packed(PARTS | {name: b"<!DOCTYPE a><a/>"}))


def test_names_that_look_odd_but_stay_inside_are_let_in() -> None:
    for name in ("word/..hidden.xml", "word/a..b.xml", "word/a:b.xml", "./word/extra.xml"):
        assert read_docx(packed(PARTS | {name: b"<a/>"}))[0] is not None, name


def test_every_namespace_of_the_strict_format_is_read_as_the_usual_one() -> None:
    strict, usual = "http://purl.oclc.org/ooxml", "http://schemas.openxmlformats.org"
    pairs = {
        "wordprocessingml/main": "wordprocessingml/2006/main",
        "officeDocument/relationships": "officeDocument/2006/relationships",
        "officeDocument/math": "officeDocument/2006/math",
        "officeDocument/customProperties": "officeDocument/2006/custom-properties",
        "officeDocument/docPropsVTypes": "officeDocument/2006/docPropsVTypes",
        "drawingml/main": "drawingml/2006/main",
        "drawingml/wordprocessingDrawing": "drawingml/2006/wordprocessingDrawing",
    }
    declared = " ".join(f'xmlns:n{number}="{strict}/{name}"' for number, name in enumerate(pairs))
    content = f'<a {declared} xmlns:o="{strict}/other"/>'.encode()
    with docx_gate.open_parts(packed(PARTS | {"word/a.xml": content})) as parts:
        root = parts.parse("word/a.xml")
    assert root is not None
    assert [root.nsmap[f"n{number}"] for number in range(len(pairs))] == [
        f"{usual}/{ending}" for ending in pairs.values()
    ]
    assert root.nsmap["o"] == f"{strict}/other"


def test_relations_lead_to_parts_by_name_and_outside_as_they_are() -> None:
    written = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="http://x/y/image" Target="media/../media/one.png"/>'
        '<Relationship Id="b" Type="http://x/y/styles" Target="/word/styles.xml"/>'
        '<Relationship Id="c" Type="http://x/y/footer" Target="..\\..\\..\\etc\\passwd"/>'
        '<Relationship Id="d" Type="http://x/y/hyperlink" Target="https://un.org/../a" TargetMode="External"/>'
        "<Relationship/></Relationships>"
    )
    with docx_gate.open_parts(packed(PARTS | {"word/_rels/more.xml.rels": written.encode()})) as parts:
        assert parts.read_relationships("word/more.xml") == [
            docx_gate.Relationship("image", "a", "word/media/one.png", False),
            docx_gate.Relationship("styles", "b", "word/styles.xml", False),
            docx_gate.Relationship("footer", "c", "etc/passwd", False),
            docx_gate.Relationship("hyperlink", "d", "https://un.org/../a", True),
            docx_gate.Relationship("", "", "word", False),
        ]
        assert parts.read_relationships("word/none.xml") == []


def test_relations_of_the_package_lead_to_parts_beside_it() -> None:
    one = b'<Relationship Id="a" Type="http://x/y/extra" Target="Xtra.xml"/></Relationships>'
    relations = PARTS["_rels/.rels"].replace(b"</Relationships>", one)
    with docx_gate.open_parts(packed(PARTS | {"_rels/.rels": relations})) as parts:
        assert parts.read_relationships("")[-1] == docx_gate.Relationship("extra", "a", "Xtra.xml", False)


def test_optional_part_is_given_where_it_is_sound() -> None:
    with docx_gate.open_parts(packed(PARTS | {"a.xml": b"<a/>", "b.xml": b"<b", "c.xml": b""})) as parts:
        sound = parts.parse_optional("A.xml")
        assert sound is not None
        assert sound.tag == "a"
        assert parts.parse_optional("b.xml") is None
        assert parts.parse_optional("c.xml") is None
        assert parts.parse("c.xml") is None
        assert parts.parse_optional("d.xml") is None
        assert set(parts.names) == {*PARTS, "a.xml", "b.xml", "c.xml"}
