"""The package: its parts and what they need of each other, the same bytes when saved, links with legal addresses."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from lxml import etree

from assembler.ooxml.markup import element, paragraph
from assembler.ooxml.package import Links, WordFile

IDENTIFIER = "{6B1F0C52-8A0E-4B7D-9C55-2F6D3E1A7B90}"


def opened(file: WordFile) -> ZipFile:
    return ZipFile(BytesIO(file.to_bytes()))


def test_new_file_holds_nothing() -> None:
    with opened(WordFile()) as file:
        parts = [etree.fromstring(file.read(f"word/{name}.xml")) for name in ("styles", "settings", "numbering")]
        body = etree.fromstring(file.read("word/document.xml"))[0]
    assert [len(root) for root in (body, *parts)] == [0, 0, 0, 0]


def test_saved_file_has_no_time_of_writing() -> None:
    with opened(WordFile()) as file:
        assert {it.date_time for it in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {it.create_system for it in file.infolist()} == {0}


def test_python_docx_opens_the_file_and_finds_its_parts() -> None:
    file = WordFile()
    file.body.append(paragraph("Normal"))
    file.styles.append(element("style", type="paragraph", styleId="Normal"))
    file.add_custom_xml(b"<a/>", IDENTIFIER)
    file.add_fonts(["Times New Roman"])
    head, relation = file.add_word_part("header", "hdr", [paragraph("Normal")], "header-first")
    picture = file.add_picture(head, "ring.jpg", "image/jpeg", b"JPEG")
    read = Document(BytesIO(file.to_bytes()))
    assert (len(read.paragraphs), len(read.styles)) == (1, 1)
    found = read.part.rels[relation].target_part
    assert (found.partname, found.rels[picture].target_part.content_type) == ("/word/header-first.xml", "image/jpeg")
    assert found.rels[picture].target_part.blob == b"JPEG"
    (item,) = (it.target_part for it in read.part.rels.values() if it.reltype.endswith("/customXml"))
    assert (item.partname, item.blob) == ("/customXml/item1.xml", b"<a/>")
    assert [it.target_part.partname for it in item.rels.values()] == ["/customXml/itemProps1.xml"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://docs.un.org/en/S/RES/2457(2019)?a=1&b=%20#c", None),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ('https://example.org/é"<мир>', "https://example.org/%C3%A9%22%3C%D0%BC%D0%B8%D1%80%3E"),
    ],
)
def test_addresses_are_kept_or_made_legal(address: str, expected: str | None) -> None:
    file = WordFile()
    relation = Links(file.document).to(address)
    assert Document(BytesIO(file.to_bytes())).part.rels[relation].target_ref == (expected or address)


def test_each_address_is_linked_once() -> None:
    links = Links(WordFile().document)
    assert links.to("https://example.org/a") == links.to("https://example.org/a") != links.to("https://example.org/b")
