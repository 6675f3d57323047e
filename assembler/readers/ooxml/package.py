"""Finds the parts of a Word file that hold its text, and what the file says of itself.

`safe_zip` opens the package within limits; here each part is found by its relationship. Parts that hold no text, such
as properties, may be broken or missing. That is why python-docx does not open these files: it refuses a whole package
for one such part, for the strict format and for macros, and importing it takes a third of the time of an import.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping

from assembler.model.finding import Finding, Severity, Source
from assembler.model.value import Value, field, replace
from assembler.ooxml.elements import Element, qualified
from assembler.ooxml.paragraph_ids import Record, read_base, read_records
from assembler.ooxml.questionnaire import NAMESPACE
from assembler.readers.docx.safe_zip import NotWord, Parts, Refused, Relationship, TooLarge, open_parts
from assembler.readers.ooxml.alternatives import resolve_alternatives

_LANGUAGE = "{http://purl.org/dc/elements/1.1/}language"
_SAVED_BY = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}lastModifiedBy"
_PROPERTY = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
_ANEW = "Open the file in Word and save it anew as a Word document (.docx), without a password."
_SMALLER = "Take pictures and embedded files out, or divide the text into several files."
_MACROS = ("vbaProject", "wordVbaData")


class Part(Value):
    """A part of the file."""

    root: Element
    """Its XML."""
    links: Mapping[str, str]
    """The addresses that its links lead to, by the id of the relationship."""


class WordPackage(Value):
    """What a Word file holds, as far as it is text."""

    document: Part
    """The document."""
    heads: tuple[Element, ...]
    """The heads of its pages."""
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
    base: str | None
    """The report that a draft was built from, as JSON."""
    language: str
    """Its language as a BCP 47 tag, empty where it says none."""
    endnotes: Part | None = None
    """Its endnotes."""
    margins: tuple[Element, ...] = ()
    """The heads and feet of its pages."""
    questionnaire: Element | None = None
    """What it says of its own words, where it is a questionnaire that the program has made."""
    properties: Mapping[str, str] = field(default_factory=dict)
    """Its custom properties of text."""
    saved_by: str = ""
    """Who has saved it last, as it says."""
    macros: bool = False
    """Whether it holds macros, which are never run."""
    unshown_words: tuple[tuple[int, str], ...] = ()
    """Words that only programs of another age show, each after the place of its paragraph in the body."""


def open_package(data: bytes, path: str) -> tuple[WordPackage | None, tuple[Finding, ...]]:
    """The text parts of a Word file, or none where it is broken, too large, encrypted or not Word (IN-DOC-02)."""
    try:
        with open_parts(data) as parts:
            return _settle_alternatives(_find_text_parts(parts)), ()
    except Refused as refusal:
        hint = _SMALLER if isinstance(refusal, TooLarge) else _ANEW
        parameters = (("reason", str(refusal)), ("cause", refusal.cause))
        return None, (Finding("IN-DOC-02", Severity.ERROR, Source(path), "{reason}", hint, parameters=parameters),)


def _find_text_parts(parts: Parts) -> WordPackage:
    package = parts.read_relationships("")
    name = next(_find_targets(package, "officeDocument"), "")
    root = parts.parse(name)
    if root is None or root.tag != qualified("document"):
        raise NotWord(_describe_format(parts))
    relationships = parts.read_relationships(name)
    core = parts.parse_optional(next(_find_targets(package, "core-properties"), ""))
    own = _read_custom_xml(parts, relationships)
    return WordPackage(
        document=Part(root, _collect_links(relationships)),
        heads=tuple(root for head in _find_targets(relationships, "header") if (root := parts.parse(head)) is not None),
        footnotes=_read_notes(parts, relationships, "footnotes"),
        endnotes=_read_notes(parts, relationships, "endnotes"),
        comments=parts.parse(next(_find_targets(relationships, "comments"), "")),
        numbering=parts.parse(next(_find_targets(relationships, "numbering"), "")),
        styles=parts.parse(next(_find_targets(relationships, "styles"), "")),
        records=next((records for root in own if (records := read_records(root)) is not None), None),
        base=next((base for root in own if (base := read_base(root)) is not None), None),
        language="" if core is None else core.findtext(_LANGUAGE) or "",
        margins=tuple(_read_margins(parts, relationships)),
        questionnaire=next((root for root in own if root.tag == f"{{{NAMESPACE}}}form"), None),
        properties=_read_properties(parts, package),
        saved_by="" if core is None else " ".join((core.findtext(_SAVED_BY) or "").split()),
        macros=any(relationship.kind in _MACROS for relationship in relationships),
    )


def _settle_alternatives(package: WordPackage) -> WordPackage:
    """The package, whose parts say everything in one form."""
    unshown = [*resolve_alternatives(package.document.root)]
    notes = (part.root for part in (package.footnotes, package.endnotes) if part is not None)
    comments = () if package.comments is None else (package.comments,)
    for root in (*notes, *comments, *package.margins):
        unshown += [(0, words) for _, words in resolve_alternatives(root)]
    for head in package.heads:  # a copy of one of the margins, whose words are known
        deque(resolve_alternatives(head), maxlen=0)
    return replace(package, unshown_words=tuple(unshown))


def _describe_format(parts: Parts) -> str:
    if "mimetype" in parts.names:
        return "The file is an OpenDocument file (.odt), no Word document."
    return "The file is no Word document."


def _read_notes(parts: Parts, relationships: list[Relationship], kind: str) -> Part | None:
    name = next(_find_targets(relationships, kind), "")
    root = parts.parse(name)
    return None if root is None else Part(root, _collect_links(parts.read_relationships(name)))


def _read_margins(parts: Parts, relationships: list[Relationship]) -> Iterator[Element]:
    for kind in ("header", "footer"):
        for target in sorted(set(_find_targets(relationships, kind))):
            root = parts.parse_optional(target)
            if root is not None:
                yield root


def _read_custom_xml(parts: Parts, relationships: list[Relationship]) -> list[Element]:
    """The parts of free XML, among them ours."""
    roots = (parts.parse_optional(target) for target in _find_targets(relationships, "customXml"))
    return [root for root in roots if root is not None]


def _read_properties(parts: Parts, package: list[Relationship]) -> dict[str, str]:
    root = parts.parse_optional(next(_find_targets(package, "custom-properties"), ""))
    elements = () if root is None else root.iter(_PROPERTY)
    return {one.get("name", ""): str(one.xpath("string()")).strip() for one in elements}


def _find_targets(relationships: list[Relationship], kind: str) -> Iterator[str]:
    return (
        relationship.target for relationship in relationships if relationship.kind == kind and not relationship.external
    )


def _collect_links(relationships: list[Relationship]) -> dict[str, str]:
    return {relationship.identifier: relationship.target for relationship in relationships if relationship.external}
