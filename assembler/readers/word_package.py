"""Opens the package of a Word file that comes from outside, within limits, and parses the parts that hold its text.

A package is a zip of parts; each part names those that it uses by relationships, in a part beside it. Nothing is
unpacked before the directory of the zip has been checked, and bytes are counted as they come, since a directory can
lie. The XML is parsed without entities and without the network; a DOCTYPE is refused, for Word never writes one.
"""

from __future__ import annotations

import posixpath
import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from assembler.model.finding import Finding, Severity, Source
from assembler.ooxml.elements import Element, qualified
from assembler.ooxml.sources import Record, read_records

MAX_BYTES = 20 << 20
"""The largest file that is opened: 20 MiB."""
MAX_PARTS = 2_000
"""The most parts that a file may have."""
MAX_UNPACKED = 200 << 20
"""The most bytes that its parts may have together: 200 MiB."""

_CHUNK = 1 << 16
_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_LANGUAGE = "{http://purl.org/dc/elements/1.1/}language"
# In any encoding of two or four bytes the signs stand between zeros.
_DOCTYPE = re.compile(rb"\0*".join(re.escape(bytes([sign])) for sign in b"<!DOCTYPE"))
_BROKEN = (BadZipFile, zlib.error, struct.error, EOFError, OverflowError, NotImplementedError, UnicodeDecodeError)
"""What the zip library raises on broken files."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the file."""

    root: Element
    """Its XML."""
    links: Mapping[str, str]
    """The addresses that its links lead to, by the id of the relationship."""


@dataclass(frozen=True, slots=True)
class WordPackage:
    """What a Word file holds, as far as it is text."""

    document: Part
    """The document."""
    footnotes: Part | None
    """Its footnotes."""
    comments: Element | None
    """Its comments."""
    numbering: Element | None
    """Its lists."""
    styles: Element | None
    """Its styles."""
    records: tuple[Record, ...] | None
    """What it says of its hidden bookmarks; none where the program has not made it."""
    language: str
    """Its language as a BCP 47 tag, empty where it says none."""


@dataclass(frozen=True, slots=True)
class _Relation:
    """What a part says of another one, or of an address."""

    kind: str
    identifier: str
    target: str
    external: bool


class _Refused(Exception):
    """The file can't be used, for the reason given."""


def open_package(data: bytes, path: str) -> tuple[WordPackage | None, tuple[Finding, ...]]:
    """The text parts of a Word file, or none where it is broken, too large, encrypted or not Word (IN-DOC-02)."""
    try:
        return _package(data), ()
    except _Refused as refusal:
        return None, (_finding(str(refusal), path),)
    except _BROKEN:
        return None, (_finding("The file is broken: it can't be unpacked.", path),)


def _finding(message: str, path: str) -> Finding:
    hint = "Open the file in Word and save it anew as a Word document (.docx), without a password."
    return Finding("IN-DOC-02", Severity.ERROR, Source(path), message, hint)


def _package(data: bytes) -> WordPackage:
    if len(data) > MAX_BYTES:
        raise _Refused(f"The file has {len(data):,} bytes; a Word file may have at most {MAX_BYTES:,}.")
    # Each entry of the directory begins with these four bytes, so that many are refused before they are listed.
    if data.count(_ENTRY) > MAX_PARTS:
        raise _Refused(f"The file has more than {MAX_PARTS:,} parts.")
    with ZipFile(BytesIO(data)) as file:
        _check_directory(file.infolist())
        return _text_parts(_Parts(file))


def _check_directory(entries: list[ZipInfo]) -> None:
    names = {entry.filename.casefold() for entry in entries}
    if len(names) < len(entries):
        raise _Refused("Two parts of the file have the same name.")
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise _Refused(f"The parts of the file have more than {MAX_UNPACKED:,} bytes together.")
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED:
            raise _Refused("The file is protected by a password.")
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise _Refused("The file is packed in a way that Word does not use.")
        if _leads_out(entry.filename):
            raise _Refused("The name of a part leads out of the file.")


def _leads_out(name: str) -> bool:
    """Whether a name is absolute or climbs above the package."""
    steps = name.replace("\\", "/").split("/")
    return steps[0] == "" or ".." in steps or ":" in steps[0]


class _Parts:
    """Unpacks and parses parts, and counts the bytes of all of them."""

    def __init__(self, file: ZipFile) -> None:
        self._file = file
        self._names = set(file.namelist())
        self._unpacked = 0

    def root(self, name: str) -> Element | None:
        """The XML of a part, none where there is no such part."""
        return _parse(self._bytes(name)) if name in self._names else None

    def relations(self, name: str) -> list[_Relation]:
        """What a part, or for an empty name the package, says of others."""
        folder, base = posixpath.split(name)
        root = self.root(posixpath.join(folder, "_rels", f"{base}.rels"))
        return [] if root is None else [_relation(it, folder) for it in root.iter(_RELATION)]

    def _bytes(self, name: str) -> bytes:
        chunks = []
        with self._file.open(name) as part:
            while chunk := part.read(_CHUNK):
                self._unpacked += len(chunk)
                if self._unpacked > MAX_UNPACKED:
                    raise _Refused(f"The parts of the file have more than {MAX_UNPACKED:,} bytes together.")
                chunks.append(chunk)
        return b"".join(chunks)


def _parse(content: bytes) -> Element:
    if _DOCTYPE.search(content):
        raise _Refused("A part of the file has a DOCTYPE.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise _Refused("A part of the file is broken XML.") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _Refused("A part of the file has a DOCTYPE.")
    return root


def _relation(it: Element, folder: str) -> _Relation:
    external = it.get("TargetMode") == "External"
    target = it.get("Target", "")
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return _Relation(it.get("Type", "").rsplit("/", 1)[-1], it.get("Id", ""), target, external)


def _text_parts(parts: _Parts) -> WordPackage:
    package = parts.relations("")
    name = next(_targets(package, "officeDocument"), "")
    root = parts.root(name)
    if root is None or root.tag != qualified("document"):
        raise _Refused("The file is no Word document.")
    relations = parts.relations(name)
    notes = next(_targets(relations, "footnotes"), "")
    notes_root = parts.root(notes)
    core = parts.root(next(_targets(package, "core-properties"), ""))
    return WordPackage(
        document=Part(root, _links(relations)),
        footnotes=None if notes_root is None else Part(notes_root, _links(parts.relations(notes))),
        comments=parts.root(next(_targets(relations, "comments"), "")),
        numbering=parts.root(next(_targets(relations, "numbering"), "")),
        styles=parts.root(next(_targets(relations, "styles"), "")),
        records=_records(parts, relations),
        language="" if core is None else core.findtext(_LANGUAGE) or "",
    )


def _records(parts: _Parts, relations: list[_Relation]) -> tuple[Record, ...] | None:
    roots = (parts.root(target) for target in _targets(relations, "customXml"))
    found = (read_records(root) for root in roots if root is not None)
    return next((records for records in found if records is not None), None)


def _targets(relations: list[_Relation], kind: str) -> Iterator[str]:
    return (it.target for it in relations if it.kind == kind and not it.external)


def _links(relations: list[_Relation]) -> dict[str, str]:
    return {it.identifier: it.target for it in relations if it.external}
