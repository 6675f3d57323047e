"""The package of a Word file: python-docx opens a template, and the program puts a document into it.

A package is a zip of parts; each part names those that it uses by relationships, and a list says of which type each
part is. Styles, theme, fonts, lists, settings, headers and footers of the template stay; its text goes. The document
and its notes are written from markup when the file is saved: as trees they would take ten times the memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from io import BytesIO
from typing import cast

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI, PackURI
from docx.opc.part import Part, XmlPart
from docx.package import Package
from docx.parts.document import DocumentPart
from docx.settings import Settings

from assembler.model.value import MutableValue
from assembler.ooxml.elements import Element, element, qualified
from assembler.ooxml.markup import DECLARATION, Markup, encode_part, quote
from assembler.ooxml.reproducible_zip import zip_parts
from assembler.ooxml.template import StyleName, add_styles, missing_styles, set_identifiers

DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
"""How the sorts of relationships begin that Word files are made of."""
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
"""How the types of Word's own parts begin."""
FIRST = "first"
ODD = "default"
EVEN = "even"
"""The pages that a header or footer is for."""
SEPARATORS = {-1: "separator", 0: "continuationSeparator"}
"""Numbers and kinds of the two rules above the notes."""

_KEPT = (
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.THEME,
    RELATIONSHIP_TYPE.FONT_TABLE,
)
"""What the document of the template uses and the new one uses, too, beside headers and footers."""
_STALE_SETTINGS = ("attachedTemplate", "mailMerge", "footnotePr", "endnotePr")
"""Settings that name another file, or notes that the text of the template had."""
_AFTER_NOTES = (
    "compat docVars rsids attachedSchema themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats "
    "doNotAutoCompressPictures forceUpgrade captions readModeInkLockDown smartTagType shapeDefaults "
    "doNotEmbedSmartTags decimalSymbol listSeparator"
)
"""The settings that may follow those of the footnotes, in the schema's order."""
_NOT_ADDRESS = re.compile(rb"[^\w.\-~%:/?#\[\]@!$&'()*+,;=]", re.ASCII)


class MarkupPart(Part):
    """A part of Word's own that is written from markup when the file is saved."""

    def __init__(self, name: str, sort: str, tags: tuple[str, ...], content: Iterable[Markup]) -> None:
        """Takes its name, its type, the elements around the markup, the root first, and what grows into it."""
        super().__init__(PackURI(f"/word/{name}.xml"), f"{WORD}.{sort}+xml")
        self._tags = tags
        self._content = content

    @property
    def blob(self) -> bytes:
        """Its bytes, as things stand now."""
        return b"".join(encode_part(self._tags, self._content))


class HeaderFooter(MutableValue):
    """A header or footer of pages, as the template has it."""

    kind: str
    """`header` or `footer`."""
    pages: str
    """FIRST, ODD or EVEN."""
    part: XmlPart
    """Its part, for relationships."""
    relation: str
    """The id of the document's relationship to it."""

    @property
    def root(self) -> Element:
        """The element that holds its paragraphs and tables."""
        return cast("Element", self.part.element)


class WordFile:
    """A Word file under construction: the template without its text, and what is added to it."""

    def __init__(self, template: bytes, styles: Sequence[StyleName]) -> None:
        """Opens a template; its styles of these names get the identifiers that stand beside them.

        Expects a file that a reader has opened before, within its limits.
        """
        self._package = Package.open(BytesIO(template))
        self._template = cast("DocumentPart", self._package.main_document_part)
        self.body: list[Markup] = []
        """Paragraphs, tables, and at the end the properties of the last section."""
        self.numbering: list[Markup] = []
        """What the part of the lists holds."""
        self.document = MarkupPart("document", "document.main", ("document", "body"), self.body)
        """The part of the text."""
        self.sections: list[Element] = [
            section for section in self._template.element.iter(qualified("sectPr")) if _stands(section)
        ]
        """The properties of the template's sections, with their page setup."""
        if not self.sections:
            self.sections.append(self._template.element.body.get_or_add_sectPr())
        self._take_over()
        self.add_word_part("numbering", "numbering", self.numbering, "numbering")
        roots = [self.styles, *(part.root for part in self.headers_footers), *self.lists]
        set_identifiers(self.styles, roots, styles)
        self.missing_styles = missing_styles(self.styles, styles)
        """Styles that the template lacks, and that were added without properties."""
        add_styles(self.styles, self.missing_styles)

    def _take_over(self) -> None:
        """Gives the document the relationships of the template's that stay, and the package those alone."""
        _ = self._template.styles, self._template.settings  # python-docx makes them where the template has none
        for rel in self._template.rels.values():
            if rel.reltype in _KEPT:
                self.document.load_rel(rel.reltype, rel.target_part, rel.rId)
        for part in self.headers_footers:
            self.document.load_rel(f"{DOCUMENT}/{part.kind}", part.part, part.relation)
        self._package.rels.clear()
        self._package.relate_to(self.document, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)

    @cached_property
    def styles(self) -> Element:
        """The root of the styles."""
        return cast("Element", self._template.styles.element)

    @cached_property
    def lists(self) -> list[Element]:
        """The forms of lists and the lists of the template, which its styles may name."""
        parts = [rel.target_part for rel in self._template.rels.values() if rel.reltype == RELATIONSHIP_TYPE.NUMBERING]
        return [child for part in parts for child in cast("Element", cast("XmlPart", part).element)]

    @cached_property
    def headers_footers(self) -> tuple[HeaderFooter, ...]:
        """Those of the template: of first pages as its first section has them, of others as its last one has."""
        parts: dict[tuple[str, str], HeaderFooter] = {}
        for kind in ("header", "footer"):
            for pages, sections in ((FIRST, self.sections), (ODD, self.sections[::-1]), (EVEN, self.sections[::-1])):
                references = (
                    reference for section in sections for reference in section.iter(qualified(f"{kind}Reference"))
                )
                reference = next(
                    (reference for reference in references if reference.get(qualified("type")) == pages), None
                )
                if reference is not None:
                    relation = reference.get(qualified("r:id"), "")
                    part = cast("XmlPart", self._template.rels[relation].target_part)
                    parts[kind, pages] = HeaderFooter(kind, pages, part, relation)
        return tuple(parts.values())

    def add_word_part(self, sort: str, root: str, content: Iterable[Markup], name: str) -> tuple[MarkupPart, str]:
        """Adds a part of Word's own that the document uses, and gives it with the id of the relationship to it."""
        part = MarkupPart(name, sort, (root,), content)
        return part, self.document.relate_to(part, f"{DOCUMENT}/{sort}")

    def add_part(self, name: str, content_type: str, content: bytes, sort: str, user: Part | None = None) -> Part:
        """Adds a part that another one uses, or the package as a whole; `sort` is the type of their relationship."""
        part = Part(PackURI(f"/{name}"), content_type, content)
        (user or self._package).relate_to(part, sort)
        return part

    def add_picture(self, user: Part, name: str, content_type: str, picture: bytes) -> str:
        """Puts a picture beside the other media for use in a part, and gives the id of its relationship."""
        names = {str(part.partname) for part in self._package.iter_parts()}
        while f"/word/media/{name}" in names:
            name = f"report-{name}"
        return user.relate_to(Part(PackURI(f"/word/media/{name}"), content_type, picture), f"{DOCUMENT}/image")

    def add_custom_xml(self, content: bytes, identifier: str, number: int = 1) -> None:
        """Adds a custom XML part of that number under the identifier, a GUID in braces; Word keeps it as it is."""
        item = self.add_part(
            f"customXml/item{number}.xml", CONTENT_TYPE.XML, content, f"{DOCUMENT}/customXml", self.document
        )
        described = (
            '<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
            f'ds:itemID="{identifier}"><ds:schemaRefs/></ds:datastoreItem>'
        )
        content_type = CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES
        name, sort = f"customXml/itemProps{number}.xml", f"{DOCUMENT}/customXmlProps"
        self.add_part(name, content_type, DECLARATION + described.encode(), sort, item)

    def set_pages_and_notes(self, *, even_pages: bool, notes: bool) -> None:
        """Makes the settings right: whether even pages have heads of their own, and which notes are the rules."""
        part = cast("XmlPart", self._template.part_related_by(RELATIONSHIP_TYPE.SETTINGS))
        for identifier in [rel.rId for rel in part.rels.values() if rel.is_external]:
            del part.rels[identifier]
        root = part.element
        for stale in [setting for tag in _STALE_SETTINGS for setting in root.iter(qualified(tag))]:
            root.remove(stale)
        Settings(root).odd_and_even_pages_header_footer = even_pages
        if notes:
            rules = element("footnotePr", *(element("footnote", id=number) for number in SEPARATORS))
            root.insert_element_before(rules, *(f"w:{tag}" for tag in _AFTER_NOTES.split()))

    @property
    def package(self) -> Package:
        """The package, as python-docx has it."""
        return self._package

    def to_bytes(self) -> bytes:
        """The file: the same parts give the same bytes."""
        return zip_parts(self._files())

    def _files(self) -> Iterator[tuple[str, bytes]]:
        parts = list(self._package.iter_parts())
        yield CONTENT_TYPES_URI.membername, _content_types(parts)
        yield PACKAGE_URI.rels_uri.membername, cast("bytes", self._package.rels.xml)
        for part in parts:
            yield part.partname.membername, part.blob
            if part.rels:
                yield part.partname.rels_uri.membername, cast("bytes", part.rels.xml)


def _stands(section: Element) -> bool:
    """Whether these are the properties of a section as it is, not as it was before a tracked change."""
    above = section.getparent()
    return above is not None and above.tag != qualified("sectPrChange")


class Links:
    """The links of a part to addresses on the web, each address once."""

    def __init__(self, part: Part) -> None:
        """Begins without links."""
        self._part = part
        self._ids: dict[str, str] = {}

    def to(self, address: str) -> str:
        """The id of the part's relationship to an address."""
        target = encode_address(address)
        if target not in self._ids:
            self._ids[target] = f"link{len(self._ids) + 1}"
            self._part.load_rel(RELATIONSHIP_TYPE.HYPERLINK, target, self._ids[target], is_external=True)
        return self._ids[target]


def encode_address(address: str) -> str:
    """An address as a relationship can hold it: signs that no address may hold are encoded."""
    return _NOT_ADDRESS.sub(lambda sign: f"%{sign[0][0]:02X}".encode(), address.encode()).decode()


def _content_types(parts: Iterable[Part]) -> bytes:
    """The type of each part: of pictures by the ending of their names, of others by their names."""
    endings = {"rels": CONTENT_TYPE.OPC_RELATIONSHIPS, "xml": CONTENT_TYPE.XML}
    types: dict[str, str] = {}
    for part in parts:
        if part.content_type.startswith("image/"):
            endings[part.partname.ext] = part.content_type
        elif part.content_type != CONTENT_TYPE.XML:
            types[part.partname] = part.content_type
    lines = [
        f"<Default Extension={quote(ending)} ContentType={quote(kind)}/>" for ending, kind in sorted(endings.items())
    ]
    lines += [f"<Override PartName={quote(name)} ContentType={quote(kind)}/>" for name, kind in sorted(types.items())]
    namespace = "http://schemas.openxmlformats.org/package/2006/content-types"
    return DECLARATION + f'<Types xmlns="{namespace}">{"".join(lines)}</Types>'.encode()
