"""The package of a Word file: opened bare from python-docx's template, given further parts, saved to the same bytes.

A package is a zip of parts; each part names those that it uses by relationships. python-docx's own template brings
parts that nobody asked for (a thumbnail, a table of its fonts, styles for old versions, a custom XML part whose name
ours would take), and zip files carry the time of writing, which would make two runs differ.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import cast
from urllib.parse import quote
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml.xmlchemy import BaseOxmlElement

from assembler.ooxml.elements import Element, element

type WordFile = Document
"""A Word file under way."""

_KEPT = {"officeDocument", "core-properties", "styles", "settings", "numbering", "theme"}
_CUSTOM_XML_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps"
_ADDRESS_SIGNS = "%:/?#[]@!$&'()*+,;=~"
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def new_document() -> Document:
    """An empty document: styles, settings, numbering and body without content, no other part but core properties."""
    document = docx.Document()
    for relations in (document.part.package.rels, document.part.rels):
        for identifier, relation in list(relations.items()):
            if relation.reltype.rsplit("/", 1)[-1] not in _KEPT:
                del relations[identifier]
    for root in (document.styles.element, document.settings.element, numbering_root(document), body(document)):
        for child in list(root):
            root.remove(child)
    return document


def body(document: Document) -> Element:
    """The body, which holds paragraphs, tables and at its end the properties of the last section."""
    return cast("Element", document.element.body)


def styles_root(document: Document) -> Element:
    """The root of the styles part."""
    return cast("Element", document.styles.element)


def settings_root(document: Document) -> Element:
    """The root of the settings part."""
    return cast("Element", document.settings.element)


def numbering_root(document: Document) -> Element:
    """The root of the numbering part."""
    return cast("Element", document.part.numbering_part.element)


def add_part(document: Document, name: str, content_type: str, relation: str, root: Element) -> tuple[XmlPart, str]:
    """A new part of the document with that root, which may still grow, and the id of its relationship."""
    part = XmlPart(PackURI(name), content_type, cast("BaseOxmlElement", root), document.part.package)
    return part, document.part.relate_to(part, relation)


def add_fonts(document: Document, names: Sequence[str]) -> None:
    """Adds the table of the fonts that the document asks for, by name."""
    fonts = element("fonts", *(element("font", element("family", val="roman"), name=name) for name in names))
    add_part(document, "/word/fontTable.xml", CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE, fonts)


def add_picture(part: Part, name: str, content_type: str, picture: bytes) -> str:
    """Puts a picture beside the other media for use in a part, and gives the id of its relationship."""
    media = Part(PackURI(f"/word/media/{name}"), content_type, picture, part.package)
    return part.relate_to(media, RELATIONSHIP_TYPE.IMAGE)


def written_address(address: str) -> str:
    """An address as a relationship can hold it: signs that no address may hold are encoded."""
    return quote(address, safe=_ADDRESS_SIGNS)


class Links:
    """The links of a part to addresses on the web, each address once.

    python-docx would compare each new one with all before it, which takes seconds where a report cites thousands.
    """

    def __init__(self, part: Part) -> None:
        """Begins without links."""
        self._part = part
        self._relations: dict[str, str] = {}

    def to(self, address: str) -> str:
        """The id of the part's relationship to an address."""
        written = written_address(address)
        if written not in self._relations:
            self._relations[written] = f"link{len(self._relations) + 1}"
            self._part.rels.add_relationship(
                RELATIONSHIP_TYPE.HYPERLINK, written, self._relations[written], is_external=True
            )
        return self._relations[written]


def add_custom_xml(document: Document, content: bytes, identifier: str, number: int = 1) -> None:
    """Adds a custom XML part of that number under the identifier, a GUID in braces; Word keeps such a part as it is."""
    package = document.part.package
    item = Part(PackURI(f"/customXml/item{number}.xml"), "application/xml", content, package)
    described = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
        f'ds:itemID="{identifier}"><ds:schemaRefs/></ds:datastoreItem>'
    )
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    item.relate_to(
        Part(PackURI(f"/customXml/itemProps{number}.xml"), kind, described.encode(), package), _CUSTOM_XML_PROPERTIES
    )
    document.part.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)


def to_bytes(document: Document) -> bytes:
    """The file: the same document gives the same bytes."""
    written = BytesIO()
    document.save(written)
    with ZipFile(written) as source:
        return zipped({name: source.read(name) for name in source.namelist()})


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A package of these parts in their order: the same parts give the same bytes."""
    settled = BytesIO()
    with ZipFile(settled, "w") as target:
        for name, content in parts.items():
            entry = ZipInfo(name, _EARLIEST)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            target.writestr(entry, content, compresslevel=9)
    return settled.getvalue()
