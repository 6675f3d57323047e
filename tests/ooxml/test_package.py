"""The package: what stays of a template, what is added, the same bytes when saved, links with legal addresses."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from lxml import etree

from assembler.ooxml.markup import paragraph
from assembler.ooxml.package import Links, WordFile
from assembler.ooxml.template import REPORT_STYLES
from tests.builders import TEMPLATES

IDENTIFIER = "{6B1F0C52-8A0E-4B7D-9C55-2F6D3E1A7B90}"
TEMPLATE = TEMPLATES["report.docx"]


def new_file() -> WordFile:
    return WordFile(TEMPLATE, REPORT_STYLES)


def opened(file: WordFile) -> ZipFile:
    return ZipFile(BytesIO(file.to_bytes()))


def test_new_file_has_no_text_of_the_template() -> None:
    with opened(new_file()) as file:
        body = etree.fromstring(file.read("word/document.xml"))[0]
        numbering = etree.fromstring(file.read("word/numbering.xml"))
        parts = {name.rpartition("/")[2] for name in file.namelist()}
    assert (len(body), len(numbering)) == (0, 0)
    heads = {f"{kind}-{pages}.xml" for kind in ("header", "footer") for pages in ("first", "default", "even")}
    assert heads | {"styles.xml", "settings.xml", "theme1.xml", "fontTable.xml"} <= parts


def test_saved_file_has_no_time_of_writing() -> None:
    with opened(new_file()) as file:
        assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {member.create_system for member in file.infolist()} == {0}


def test_python_docx_opens_the_file_and_finds_its_parts() -> None:
    file = new_file()
    file.body.append(paragraph("SingleTxt"))
    file.add_custom_xml(b"<a/>", IDENTIFIER)
    head = next(part for part in file.headers_footers if (part.kind, part.pages) == ("header", "first"))
    picture = file.add_picture(head.part, "ring.jpg", "image/jpeg", b"JPEG")
    read = Document(BytesIO(file.to_bytes()))
    assert len(read.paragraphs) == 1
    found = read.part.rels[head.relation].target_part
    assert (found.partname, found.rels[picture].target_part.content_type) == ("/word/header-first.xml", "image/jpeg")
    assert found.rels[picture].target_part.blob == b"JPEG"
    (item,) = (relation.target_part for relation in read.part.rels.values() if relation.reltype.endswith("/customXml"))
    assert (item.partname, item.blob) == ("/customXml/item1.xml", b"<a/>")
    assert [relation.target_part.partname for relation in item.rels.values()] == ["/customXml/itemProps1.xml"]


def test_picture_of_the_template_keeps_its_name() -> None:
    file = new_file()
    head = file.headers_footers[0]
    for picture in (b"first", b"second"):
        file.add_picture(head.part, "ring.png", "image/png", picture)
    with opened(file) as saved:
        found = {name: saved.read(name) for name in saved.namelist() if "media" in name}
    assert found == {"word/media/ring.png": b"first", "word/media/report-ring.png": b"second"}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://docs.un.org/en/S/RES/2457(2019)?a=1&b=%20#c", None),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ('https://example.org/é"<мир>', "https://example.org/%C3%A9%22%3C%D0%BC%D0%B8%D1%80%3E"),
    ],
)
def test_addresses_are_kept_or_made_legal(address: str, expected: str | None) -> None:
    file = new_file()
    relation = Links(file.document).to(address)
    assert Document(BytesIO(file.to_bytes())).part.rels[relation].target_ref == (expected or address)


def test_each_address_is_linked_once() -> None:
    links = Links(new_file().document)
    assert links.to("https://example.org/a") == links.to("https://example.org/a") != links.to("https://example.org/b")
