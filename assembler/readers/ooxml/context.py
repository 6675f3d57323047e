"""What the paragraphs of a Word file need of its other parts: styles, lists, links, notes, comments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assembler.model.value import MutableValue, field
from assembler.ooxml.elements import Element, qualified
from assembler.readers.ooxml.attributes import get_attribute
from assembler.readers.ooxml.lists import ListCounter
from assembler.readers.ooxml.package import Part, WordPackage
from assembler.readers.ooxml.styles import Styles

SEPARATORS = {"separator", "continuationSeparator", "continuationNotice"}
"""The types of notes that are none, but the lines that part notes from the text."""

type NoteKey = tuple[str, str]
"""The kind of a note, `footnote` or `endnote`, and its identifier."""


class Context(MutableValue):
    """The other parts of a Word file, and how far they have been used."""

    language: str
    """The language of the report."""
    styles: Styles
    """The styles of the file."""
    lists: ListCounter
    """Counts the lists of the file."""
    links: Mapping[str, str]
    """The addresses of the document's links, by relationship."""
    notes: Mapping[NoteKey, Part]
    """The notes of the file, each with the addresses of the links in its part."""
    comments: Mapping[str, str]
    """The words of the comments by their identifiers."""
    called_notes: set[NoteKey] = field(default_factory=set)
    """The notes that have been called."""
    placed_comments: set[str] = field(default_factory=set)
    """The comments that have found their place."""


def collect_notes(package: WordPackage) -> dict[NoteKey, Part]:
    """The notes of a file; the program writes footnotes alone, others may add endnotes."""
    return dict((*_collect_notes("footnote", package.footnotes), *_collect_notes("endnote", package.endnotes)))


def _collect_notes(kind: str, part: Part | None) -> Iterator[tuple[NoteKey, Part]]:
    for note in () if part is None else part.root.iter(qualified(kind)):
        if part is not None and get_attribute(note, "type") not in SEPARATORS:
            yield (kind, get_attribute(note, "id")), Part(note, part.links)


def get_author(element: Element) -> str:
    """Who has made a comment or a tracked change, with single spaces."""
    return " ".join(get_attribute(element, "author").split())


def add_author(words: str, comment: Element) -> str:
    """The words of a comment after the name of its author."""
    author = get_author(comment)
    return f"{author}: {words}" if author else words
