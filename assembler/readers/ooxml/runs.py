"""Walks over the runs of a paragraph of a Word file, through links, tracked changes, fields and bookmarks.

A run (`w:r`) has one format and holds texts, tabs, breaks, calls of notes and comments, pictures and the marks of
fields. Links and tracked changes stand around runs; bookmarks begin and end between them. Here is told what is what;
each of the two readers says what becomes of it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping

from assembler.ooxml.elements import Element, qualified
from assembler.readers.ooxml.attributes import get_attribute, get_child, get_local_name
from assembler.readers.ooxml.context import NoteKey
from assembler.readers.ooxml.fields import Field
from assembler.readers.ooxml.styles import PLAIN, Properties, read_format, read_properties
from assembler.readers.ooxml.symbol_fonts import get_symbol

CHANGES = frozenset({"ins", "moveTo", "del", "moveFrom"})
"""The elements of tracked changes around runs."""
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_INSTRUCTIONS = {"instrText", "delInstrText"}
_PICTURES = {"drawing", "pict", "object"}
_RUN, _OWN_MARK = map(qualified, ("r", "customMarkFollows"))
_CALLS = tuple(map(qualified, _NOTES))


class RunWalker[F: Field](ABC):
    """Goes through paragraphs and calls a method for each thing in them, which the two readers define."""

    spaces: Mapping[str, str]
    """What tabs, breaks and the like are read as, by the names of their elements."""

    def __init__(self, make_field: Callable[[], F]) -> None:
        """Begins outside any run and any field; takes what makes a field that has just begun."""
        self._make_field = make_field
        self.fields: list[F] = []
        """The open fields, the outermost first."""
        self.properties: Properties = {}
        """The properties of the run that is being read."""
        self.letters = PLAIN
        """The format that these properties give."""
        self.has_own_mark = False
        """Whether the run calls a note by a mark of its own, which stands behind the call as text."""

    # What stands around and between runs

    def walk(self, parent: Element) -> None:
        """Goes through the runs in an element and what stands around them."""
        for child in parent:
            self._walk_child(child, get_local_name(child))

    def _walk_child(self, child: Element, tag: str) -> None:
        if child.tag == _RUN:
            self.read_run(child)
        elif tag in CHANGES:
            self.read_change(child, tag)
        elif tag == "hyperlink":
            self.read_link(child)
        elif tag == "bookmarkStart":
            self.begin_bookmark(get_attribute(child, "id"), get_attribute(child, "name"))
        elif tag == "bookmarkEnd":
            self.end_bookmark(get_attribute(child, "id"))
        elif tag == "fldSimple":
            self._read_simple_field(child)
        else:
            self.read_other(child, tag)

    @abstractmethod
    def read_change(self, element: Element, tag: str) -> None:
        """A tracked change with its runs."""

    @abstractmethod
    def read_link(self, element: Element) -> None:
        """A link with its runs."""

    @abstractmethod
    def begin_bookmark(self, identifier: str, name: str) -> None:
        """The beginning of a bookmark."""

    @abstractmethod
    def end_bookmark(self, identifier: str) -> None:
        """The end of a bookmark."""

    @abstractmethod
    def read_other(self, element: Element, tag: str) -> None:
        """Anything else beside runs, such as a content control."""

    # What stands in runs

    def read_run(self, run: Element) -> None:
        """A run with everything in it; runs may stand in one another, as in reading aids."""
        outside = self.properties, self.letters, self.has_own_mark
        self.properties = read_properties(get_child(run, "rPr"))
        self.letters = read_format(self.properties)
        self.has_own_mark = any(call.get(_OWN_MARK) for call in run.iterchildren(*_CALLS))
        for child in run:
            self._walk_part(child, get_local_name(child))
        self.properties, self.letters, self.has_own_mark = outside

    def _walk_part(self, part: Element, tag: str) -> None:
        if tag == "t":
            self.read_text(part)
        elif tag == "delText":
            self.read_deleted_text(part)
        elif tag in self.spaces:
            self.read_space(part, self.spaces[tag])
        elif tag == "sym":
            self.read_sign(get_attribute(part, "font"), get_attribute(part, "char"))
        elif tag == "fldChar":
            self.read_field_mark(part)
        elif tag in _INSTRUCTIONS:
            self.read_instruction(part.text or "")
        elif tag in _NOTES:
            self.read_note(part, (_NOTES[tag], get_attribute(part, "id")))
        elif tag == "commentReference":
            self.read_comment(get_attribute(part, "id"))
        elif tag in _PICTURES:
            self.read_picture(part)
        else:
            self.read_other_part(part, tag)

    @abstractmethod
    def add_words(self, written: str) -> None:
        """Adds words in the format of the run."""

    @abstractmethod
    def read_text(self, text: Element) -> None:
        """Words, or the own mark of a note."""

    @abstractmethod
    def read_deleted_text(self, text: Element) -> None:
        """Words that are deleted with track changes."""

    @abstractmethod
    def read_space(self, element: Element, written: str) -> None:
        """A tab, a break, or another sign that has an element of its own, with what it is read as."""

    def read_sign(self, font: str, code: str) -> None:
        """A sign of a symbol font."""
        self.add_words(get_symbol(font, code))

    @abstractmethod
    def read_note(self, call: Element, key: NoteKey) -> None:
        """The call of a note."""

    @abstractmethod
    def read_comment(self, identifier: str) -> None:
        """The place of a comment."""

    @abstractmethod
    def read_picture(self, element: Element) -> None:
        """A picture, a text box, an embedded object."""

    @abstractmethod
    def read_other_part(self, element: Element, tag: str) -> None:
        """Anything else in a run."""

    # Fields

    def read_field_mark(self, mark: Element) -> None:
        """The beginning of a field, the separator before its result, or its end."""
        kind = get_attribute(mark, "fldCharType")
        if kind == "begin":
            self.fields.append(self._make_field())
        elif kind == "separate" and self.fields:
            self.begin_result(self.fields[-1])
        elif kind == "end":
            self.end_field()

    def _read_simple_field(self, element: Element) -> None:
        """A field whose instruction stands in one element around its result."""
        self.fields.append(self._make_field())
        self.fields[-1].add_instruction(get_attribute(element, "instr"))
        self.begin_result(self.fields[-1])
        self.walk(element)
        self.end_field()

    def read_instruction(self, written: str) -> None:
        """A part of the instruction of a field."""
        if self.fields:
            self.fields[-1].add_instruction(written)

    def begin_result(self, field: F) -> None:
        """The beginning of the result of a field."""
        field.in_result = True

    def end_field(self) -> F | None:
        """The end of the innermost field; a damaged file may end more than have begun."""
        return self.fields.pop() if self.fields else None
