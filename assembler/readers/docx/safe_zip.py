"""The gate for Word files from outside: a package of parts is opened within limits, and its XML is parsed bare.

A package is a zip of parts; each part names those that it uses by relationships, in a part beside it. The directory of
the zip is checked before anything is unpacked. It can lie, so every part is then unpacked piece by piece and its bytes
are counted, without being kept. The XML is parsed without entities and without the network; a DOCTYPE is refused, for
Word never writes one. What stands in the namespaces of the strict format is read as if it stood in the usual ones.
"""

from __future__ import annotations

import posixpath
import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from assembler.model.value import Value
from assembler.ooxml.elements import Element

MAX_BYTES = 20 << 20
"""The largest file that is opened: 20 MiB."""
MAX_PARTS = 2_000
"""The most parts that a file may have."""
MAX_UNPACKED = 200 << 20
"""The most bytes that its parts may have together: 200 MiB."""
MAX_XML = 32 << 20
"""The largest part whose XML is read: 32 MiB; the text of a thousand pages has some 20."""
MAX_TAGS = 600_000
"""The most tags that it may have: each takes far more memory than its letters."""

_CHUNK = 1 << 18
_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1
_LINK = 0o120000
_KIND = 0o170000
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# In any encoding of two or four bytes the signs stand between zeros.
_DOCTYPE = re.compile(rb"\0*".join(re.escape(bytes([sign])) for sign in b"<!DOCTYPE"))
_LONGEST_DOCTYPE = 64
_OTHER_FORMATS = (
    (b"\xd0\xcf\x11\xe0", "The file is protected by a password, or it is an old Word file (.doc)."),
    (b"%PDF", "The file is a PDF."),
    (b"{\\rtf", "The file is rich text (RTF)."),
    (b"\x89PNG", "The file is a picture."),
    (b"\xff\xd8\xff", "The file is a picture."),
    (b"<", "The file is a web page or other text, no Word document."),
)
_BROKEN = (
    *(BadZipFile, zlib.error, struct.error, EOFError, OSError),
    *(OverflowError, NotImplementedError, ValueError, RuntimeError),
)
"""What the zip library raises on broken files."""
_STRICT = b"http://purl.oclc.org/ooxml/"
_DECLARATION = re.compile(rb"""(xmlns(?::[\w.-]+)?\s*=\s*["'])http://purl\.oclc\.org/ooxml/([\w/]+)(?=["'])""")
_USUAL = {
    b"wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    b"officeDocument/customProperties": b"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
    b"officeDocument/docPropsVTypes": b"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
    b"drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
    b"drawingml/wordprocessingDrawing": b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}


class Refused(Exception):
    """The file cannot be used, for the reason given in one sentence."""

    cause = "broken"
    """What kind of reason it is, for programs."""


class TooLarge(Refused):
    """The file has more than any contribution needs."""

    cause = "too large"


class NotWord(Refused):
    """The file is of another format."""

    cause = "another format"


class Protected(Refused):
    """The file is protected by a password."""

    cause = "password"


class Unsafe(Refused):
    """The file has what harmful files have, and Word does not write."""

    cause = "unsafe"


class Relationship(Value):
    """What a part says of another one, or of an address."""

    kind: str
    """What the other one is to it, the last word of the relationship's type."""
    identifier: str
    """The identifier by which its text names it."""
    target: str
    """The name of the part, or the address."""
    external: bool
    """Whether it leads out of the file; such a target is never opened."""


@contextmanager
def open_parts(data: bytes) -> Iterator[Parts]:
    """The parts of a file from outside. Raises Refused where it is unsafe, broken, too large or in another format."""
    _check_whole(data)
    try:
        with ZipFile(BytesIO(data)) as file:
            _check_directory(file.infolist())
            _count_bytes(file)
            yield Parts(file)
    except _BROKEN as error:
        raise Refused("The file is broken: it cannot be unpacked.") from error


def _check_whole(data: bytes) -> None:
    if not data:
        raise Refused("The file is empty.")
    if len(data) > MAX_BYTES:
        raise TooLarge(f"The file has {len(data):,} bytes; a Word file may have at most {MAX_BYTES:,}.")
    head = data[:_LONGEST_DOCTYPE].removeprefix(b"\xef\xbb\xbf").lstrip()
    for beginning, sentence in _OTHER_FORMATS:
        if head.startswith(beginning):
            raise NotWord(sentence)
    if not head.startswith(b"PK"):
        raise NotWord("The file is no Word document.")
    # Each entry of the directory begins with these four bytes, so that many are refused before they are listed.
    if data.count(_ENTRY) > MAX_PARTS:
        raise TooLarge(f"The file has more than {MAX_PARTS:,} parts.")


def _check_directory(entries: list[ZipInfo]) -> None:
    names = {entry.filename.casefold() for entry in entries}
    if len(names) < len(entries):
        raise Unsafe("Two parts of the file have the same name.")
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise TooLarge(_describe_size())
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED:
            raise Protected("The file is protected by a password.")
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise Unsafe("The file is packed in a way that Word does not use.")
        if _leads_out(entry.filename):
            raise Unsafe("The name of a part leads out of the file.")
        if _is_xml(entry) and entry.file_size > MAX_XML:
            raise TooLarge(f"A part of the file has more than {MAX_XML:,} bytes of XML.")
        if (entry.external_attr >> 16) & _KIND == _LINK:
            raise Unsafe("A part of the file is a link.")


def _describe_size() -> str:
    return f"Unpacked, the file has more than {MAX_UNPACKED:,} bytes, which no contribution needs."


def _is_xml(entry: ZipInfo) -> bool:
    return entry.filename.lower().endswith((".xml", ".rels"))


def _leads_out(name: str) -> bool:
    """Whether a name is absolute or climbs above the package."""
    steps = name.replace("\\", "/").split("/")
    return steps[0] == "" or ".." in steps or ":" in steps[0]


def _count_bytes(file: ZipFile) -> None:
    """Unpacks every part piece by piece, without keeping any, whatever the directory says of their sizes."""
    for entry in file.infolist():
        size = 0
        before = b""
        for chunk in _read_chunks(file, entry):
            size += len(chunk)
            if size > entry.file_size:
                break
            if _is_xml(entry) and _DOCTYPE.search(before + chunk):
                raise Unsafe("A part of the file has a DOCTYPE.")
            before = chunk[-_LONGEST_DOCTYPE:]
        if size != entry.file_size:  # so the sum that the directory tells is that of the bytes
            raise Unsafe("The file states wrong sizes of its parts, as a damaged or harmful file does.")


def _read_chunks(file: ZipFile, entry: ZipInfo) -> Iterator[bytes]:
    """The bytes of a part; the library stops at the size that the directory tells, so that is taken out of its way."""
    unlimited = copy(entry)
    unlimited.file_size = MAX_UNPACKED + _CHUNK
    with file.open(unlimited) as part:
        while chunk := part.read(_CHUNK):
            yield chunk


class Parts:
    """Unpacks and parses the parts of an opened file."""

    def __init__(self, file: ZipFile) -> None:
        """Takes the file, whose parts have been counted."""
        self._file = file
        self._entries = {entry.filename.casefold(): entry for entry in file.infolist()}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its parts."""
        return tuple(self._file.namelist())

    def parse(self, name: str) -> Element | None:
        """The XML of a part, none where there is no such part or nothing in it. Raises Refused on broken XML."""
        entry = self._entries.get(name.casefold())
        if entry is None or entry.is_dir():
            return None
        content = self._file.read(entry)
        return _parse(content) if content else None

    def parse_optional(self, name: str) -> Element | None:
        """The XML of a part that holds none of the text, none where it is broken too."""
        try:
            return self.parse(name)
        except Refused:
            return None

    def read_relationships(self, name: str) -> list[Relationship]:
        """What a part, or for an empty name the package, says of others."""
        folder, base = posixpath.split(name)
        root = self.parse(posixpath.join(folder, "_rels", f"{base}.rels"))
        return [] if root is None else [_read_relationship(element, folder) for element in root.iter(_RELATION)]


def _parse(content: bytes) -> Element:
    if content.count(b"<") > MAX_TAGS:
        raise TooLarge(f"The text of the file has more than {MAX_TAGS:,} tags.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise Refused("A part of the file is broken XML.") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unsafe("A part of the file has a DOCTYPE.")
    return _use_usual_namespaces(root)


def _use_usual_namespaces(root: Element) -> Element:
    """The XML with the namespaces of the strict format exchanged for the usual ones."""
    written = etree.tostring(root)
    return etree.fromstring(_DECLARATION.sub(_replace_namespace, written)) if _STRICT in written else root


def _replace_namespace(declaration: re.Match[bytes]) -> bytes:
    known = _USUAL.get(declaration[2])
    return declaration[1] + known if known else declaration[0]


def _read_relationship(element: Element, folder: str) -> Relationship:
    external = element.get("TargetMode") == "External"
    target = element.get("Target", "")
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/"))).lstrip("/")
    return Relationship(element.get("Type", "").rsplit("/", 1)[-1], element.get("Id", ""), target, external)
