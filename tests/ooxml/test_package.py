"""The package: bare when opened, the same bytes when saved, links with legal addresses."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from assembler.ooxml.package import Links, add_custom_xml, body, new_document, settings_root, styles_root, to_bytes


def test_new_document_holds_nothing() -> None:
    document = new_document()
    assert [len(root) for root in (body(document), styles_root(document), settings_root(document))] == [0, 0, 0]


def test_saved_file_has_no_time_of_writing() -> None:
    with ZipFile(BytesIO(to_bytes(new_document()))) as file:
        assert {it.date_time for it in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {it.create_system for it in file.infolist()} == {0}


def test_custom_xml_has_its_name_to_itself() -> None:
    document = new_document()
    add_custom_xml(document, b"<a/>", "{6B1F0C52-8A0E-4B7D-9C55-2F6D3E1A7B90}")
    with ZipFile(BytesIO(to_bytes(document))) as file:
        assert file.namelist().count("customXml/item1.xml") == 1
        assert file.read("customXml/item1.xml") == b"<a/>"


def test_addresses_are_kept_or_made_legal() -> None:
    document = new_document()
    address = "https://docs.un.org/en/S/RES/2457(2019)?a=1&b=%20#c"
    links = Links(document.part)
    assert document.part.rels[links.to(address)].target_ref == address
    assert document.part.rels[links.to("https://example.org/a b")].target_ref == "https://example.org/a%20b"


def test_each_address_is_linked_once() -> None:
    links = Links(new_document().part)
    assert links.to("https://example.org/a") == links.to("https://example.org/a") != links.to("https://example.org/b")
