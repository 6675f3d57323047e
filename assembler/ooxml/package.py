"""The package of a Word file: its parts, what they need of each other, and the file, the same bytes each time.

A package is a zip of parts; each part names those that it uses by relationships, and a list says of which type each
part is. Zip files carry the time of writing and the kind of machine, which would make two runs differ.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from assembler.model.value import MutableValue, Value, field
from assembler.ooxml.markup import DECLARATION, Markup, element, quote, written
from assembler.ooxml.theme import theme

DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
"""How the sorts of relationships begin that Word files are made of."""
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
"""How the types of Word's own parts begin."""

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_CUSTOM_XML_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_XML = "application/xml"
_NOT_ADDRESS = re.compile(rb"[^\w.\-~%:/?#\[\]@!$&'()*+,;=]", re.ASCII)
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_LEVEL = 3
"""How hard a part is pressed: a third of the usual time for a file a tenth larger."""


class Relation(Value):
    """What a part uses."""

    id: str
    """By what name the part speaks of it."""
    sort: str
    """What it is to the part."""
    target: str
    """The name of another part, or an address on the web."""
    external: bool = False
    """Whether it is an address on the web."""


class Part(MutableValue):
    """A part of a package, which may still grow."""

    name: str
    """Its place in the package, such as word/document.xml."""
    content_type: str
    """Its type."""
    content: Iterable[Markup] | bytes
    """What stands in it: pieces, as they are when the file is saved, or bytes."""
    tags: tuple[str, ...] = ()
    """The elements that stand around the pieces, the root first."""
    relations: list[Relation] = field(default_factory=list)
    """What it uses."""

    def relate(self, sort: str, target: str) -> str:
        """Notes that the part uses another one, and gives the id of that relationship."""
        self.relations.append(Relation(f"rId{len(self.relations) + 1}", sort, target))
        return self.relations[-1].id

    def written(self) -> Iterator[bytes]:
        """Its bytes, bit by bit."""
        if isinstance(self.content, bytes):
            yield self.content
        else:
            yield from written(self.tags, self.content)


class WordFile:
    """A Word file under way: the document with its styles, settings and lists, and whatever is added to them."""

    def __init__(self) -> None:
        """Begins with nothing in its parts."""
        self.body: list[Markup] = []
        """Paragraphs, tables, and at the end the properties of the last section."""
        self.styles: list[Markup] = []
        """What the part of the styles holds."""
        self.settings: list[Markup] = []
        """What the part of the settings holds."""
        self.numbering: list[Markup] = []
        """What the part of the lists holds."""
        self.document = Part("word/document.xml", f"{WORD}.document.main+xml", self.body, ("document", "body"))
        self.package = Part("", "", b"")
        """What stands for the package as a whole, with its relationships."""
        self.parts: list[Part] = [self.document]
        self.package.relate(f"{DOCUMENT}/officeDocument", self.document.name)
        for name, pieces in (("styles", self.styles), ("settings", self.settings), ("numbering", self.numbering)):
            self.add_word_part(name, name, pieces, name)

    def add(self, part: Part) -> Part:
        """Puts a part into the package, to which others may relate."""
        self.parts.append(part)
        return part

    def add_word_part(self, sort: str, root: str, pieces: Iterable[Markup], name: str) -> tuple[Part, str]:
        """Adds a part of Word's own that the document uses, and gives it with the id of the relationship to it."""
        part = self.add(Part(f"word/{name}.xml", f"{WORD}.{sort}+xml", pieces, (root,)))
        return part, self.document.relate(f"{DOCUMENT}/{sort}", part.name)

    def add_fonts(self, names: Sequence[str]) -> None:
        """Adds the table of the fonts that the document asks for, by name, and a theme with the first of them."""
        fonts = [element("font", element("family", val="roman"), name=name) for name in names]
        self.add_word_part("fontTable", "fonts", fonts, "fontTable")
        kind = "application/vnd.openxmlformats-officedocument.theme+xml"
        self.document.relate(f"{DOCUMENT}/theme", self.add(Part("word/theme/theme1.xml", kind, theme(names[0]))).name)

    def add_picture(self, part: Part, name: str, content_type: str, picture: bytes) -> str:
        """Puts a picture beside the other media for use in a part, and gives the id of its relationship."""
        media = self.add(Part(f"word/media/{name}", content_type, picture))
        return part.relate(f"{DOCUMENT}/image", media.name)

    def add_custom_xml(self, content: bytes, identifier: str, number: int = 1) -> None:
        """Adds a custom XML part of that number under the identifier, a GUID in braces; Word keeps it as it is."""
        item = self.add(Part(f"customXml/item{number}.xml", _XML, content))
        described = (
            DECLARATION
            + (
                '<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
                f'ds:itemID="{identifier}"><ds:schemaRefs/></ds:datastoreItem>'
            ).encode()
        )
        properties = self.add(Part(f"customXml/itemProps{number}.xml", _CUSTOM_XML_TYPE, described))
        item.relate(f"{DOCUMENT}/customXmlProps", properties.name)
        self.document.relate(f"{DOCUMENT}/customXml", item.name)

    def to_bytes(self) -> bytes:
        """The file: the same parts give the same bytes."""
        return _zipped(self._files())

    def _files(self) -> Iterator[tuple[str, Iterable[bytes]]]:
        yield "[Content_Types].xml", [_content_types(self.parts)]
        yield "_rels/.rels", [_relations(self.package)]
        for part in self.parts:
            yield part.name, part.written()
            if part.relations:
                folder, name = posixpath.split(part.name)
                yield f"{folder}/_rels/{name}.rels", [_relations(part)]


class Links:
    """The links of a part to addresses on the web, each address once."""

    def __init__(self, part: Part) -> None:
        """Begins without links."""
        self._part = part
        self._ids: dict[str, str] = {}

    def to(self, address: str) -> str:
        """The id of the part's relationship to an address."""
        said = encode_address(address)
        if said not in self._ids:
            self._ids[said] = f"link{len(self._ids) + 1}"
            self._part.relations.append(Relation(self._ids[said], f"{DOCUMENT}/hyperlink", said, external=True))
        return self._ids[said]


def encode_address(address: str) -> str:
    """An address as a relationship can hold it: signs that no address may hold are encoded."""
    return _NOT_ADDRESS.sub(lambda sign: f"%{sign[0][0]:02X}".encode(), address.encode()).decode()


def zip_parts(parts: Mapping[str, bytes]) -> bytes:
    """A package of these parts in their order: the same parts give the same bytes."""
    return _zipped((name, [content]) for name, content in parts.items())


def _zipped(files: Iterable[tuple[str, Iterable[bytes]]]) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as target:
        for name, content in files:
            entry = ZipInfo(name, _EARLIEST)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            target.writestr(entry, b"".join(content), compresslevel=_LEVEL)
    return made.getvalue()


def _content_types(parts: Iterable[Part]) -> bytes:
    """The type of each part: of pictures by the ending of their names, of others by their names."""
    endings = {"rels": _RELATIONS_TYPE, "xml": _XML}
    named: dict[str, str] = {}
    for part in parts:
        if part.content_type.startswith("image/"):
            endings[part.name.rpartition(".")[2]] = part.content_type
        elif part.content_type != _XML:
            named[f"/{part.name}"] = part.content_type
    said = [f"<Default Extension={quote(it)} ContentType={quote(kind)}/>" for it, kind in sorted(endings.items())]
    said += [f"<Override PartName={quote(it)} ContentType={quote(kind)}/>" for it, kind in sorted(named.items())]
    return DECLARATION + f'<Types xmlns="{_PACKAGE}/content-types">{"".join(said)}</Types>'.encode()


def _relations(part: Part) -> bytes:
    said = [_relation(it, posixpath.dirname(part.name)) for it in part.relations]
    return DECLARATION + f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(said)}</Relationships>'.encode()


def _relation(relation: Relation, folder: str) -> str:
    """A relationship; another part is named as seen from the folder of the one that uses it."""
    inside = not folder or relation.external or relation.target.startswith(f"{folder}/")
    target = relation.target.removeprefix(f"{folder}/") if inside else "../" * (folder.count("/") + 1) + relation.target
    mode = ' TargetMode="External"' if relation.external else ""
    return f"<Relationship Id={quote(relation.id)} Type={quote(relation.sort)} Target={quote(target)}{mode}/>"
