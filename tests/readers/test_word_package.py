"""Word files from outside are opened within limits: what is unsafe or broken ends in one finding, never in an error."""

from __future__ import annotations

import struct
import warnings
from io import BytesIO
from zipfile import ZipFile

import pytest

from assembler.ooxml.package import WordFile
from assembler.readers import docx_gate
from assembler.readers.word import read_report_docx
from assembler.writers.word import write
from tests.builders import every_node
from tests.readers.word_files import DOCUMENT, edited, packed, parts_of

FILE = write(every_node(), {})
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
    assert [rule for rule, _ in found(WordFile().to_bytes())] == ["IN-DOC-03"]


def test_xml_nested_without_end_is_found() -> None:
    nested = "<w:hyperlink>" * 300 + "</w:hyperlink>" * 300
    data = edited(FILE, lambda text: text.replace("<w:bookmarkStart", f"{nested}<w:bookmarkStart", 1))
    assert found(data)[0][1] == "A part of the file is broken XML."
