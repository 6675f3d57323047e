"""Reads the body of a Word file to entries: its paragraphs and tables in order, with what tells whose they are.

Content controls stand around blocks, rows, cells and runs, and bookmarks begin and end wherever they like; each entry
lists those that it stands in. The paragraphs of a text box follow the paragraph on which it hangs. A paragraph whose
mark is deleted goes on in the next one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assembler.model.nodes import Footnote, Inline, Inlines, Query, Text
from assembler.model.text.plain_text import extract_text
from assembler.model.text.traversal import walk_inlines
from assembler.model.value import MutableValue, Value, field, replace
from assembler.ooxml.elements import Element, qualified
from assembler.ooxml.questionnaire import ANSWER, BOOKMARK, CONTACT, NOTHING
from assembler.readers.docx.content_controls import read_control, warn_of_placeholder
from assembler.readers.docx.context import DROPPED, FILES_INSIDE, ImportContext, Reason
from assembler.readers.docx.inlines import ParagraphReader, ReadParagraph
from assembler.readers.docx.preparation import take_text
from assembler.readers.ooxml.attributes import (
    get_alignment,
    get_attribute,
    get_child,
    get_local_name,
    get_style_identifier,
)
from assembler.readers.ooxml.lists import ListMember

_NO_BLOCKS = {"sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "customXmlPr", "tblPrEx"}
_IN_PARAGRAPHS = {"r", "t", "delText", "hyperlink", "fldSimple", "smartTag", "oMath", "oMathPara"}
_MOST_SPANNED = 60


class BodyEntry(Value):
    """A paragraph or a table of the body."""

    place: int
    """The paragraph's place in the body."""
    content: Inlines = ()
    """The words of a paragraph."""
    style: str = ""
    """The name of its style."""
    degree: int = 0
    """Its degree as a heading, 0 where it is none."""
    emphatic: bool = False
    """Whether all its words are in bold or underlined, as in headings made by hand."""
    placeholder: bool = False
    """Whether its words look like those that wait for others."""
    member: ListMember | None = None
    """What it is in a list."""
    tags: tuple[str, ...] = ()
    """The tags of the controls around it or in it."""
    bookmark: str = ""
    """The bookmark of an answer that it stands in."""
    box: str = ""
    """The title of the box that stands in it."""
    rows: tuple[tuple[Cell, ...], ...] = ()
    """The rows of a table."""
    alignments: tuple[str, ...] = ()
    """For each column of a table left, right or center."""

    @property
    def text(self) -> str:
        """Its words, with single spaces."""
        return " ".join(extract_text(self.content).replace("\u00a0", " ").split())

    @property
    def parts(self) -> tuple[BodyEntry, ...]:
        """The paragraphs of a table, row by row."""
        return tuple(part for row in self.rows for cell in row for part in cell.parts)

    @property
    def answers(self) -> str:
        """The organization in whose answer it stands, as its control or its bookmark says; empty where none."""
        tagged = next((tag.removeprefix(ANSWER) for tag in self.tags if tag.startswith(ANSWER)), "")
        return tagged or self.bookmark

    @property
    def is_in_control(self) -> bool:
        """Whether a control says in whose answer it stands."""
        return any(tag.startswith(ANSWER) for tag in self.tags)

    @property
    def is_beside_box(self) -> bool:
        """Whether a box “nothing to report” stands in it."""
        return any(tag.startswith(NOTHING) for tag in self.tags)

    @property
    def is_beside_contact(self) -> bool:
        """Whether a control for name or address of the focal point stands in it."""
        return any(tag.startswith(CONTACT) for tag in self.tags)

    @property
    def notes(self) -> Iterator[str]:
        """The words of the notes in it."""
        for node in walk_inlines(self.content):
            if isinstance(node, Footnote):
                yield " ".join(extract_text(paragraph) for paragraph in node.content)

    @property
    def queries(self) -> Iterator[Query]:
        """The comments in it."""
        return (node for node in walk_inlines(self.content) if isinstance(node, Query))


class Cell(Value):
    """A cell of a table."""

    parts: tuple[BodyEntry, ...] = ()
    """Its paragraphs; a table in it is given by its own."""

    @property
    def content(self) -> Inlines:
        """Its words in one line."""
        joined: list[Inline] = []
        for part in self.parts:
            joined += [Text(" "), *part.content] if joined else part.content
        return tuple(joined)


class _OpenMarks(MutableValue):
    """The controls and bookmarks that stand open."""

    tags: list[str] = field(default_factory=list)
    waiting: int = 0
    """How many of the controls are flagged as waiting for words."""
    bookmarks: dict[str, None] = field(default_factory=dict)
    """Those of answers, by name: LibreOffice begins one twice where it ends it once."""
    names: dict[str, str] = field(default_factory=dict)
    """The names that identifiers of such bookmarks mean."""

    @property
    def bookmark(self) -> str:
        """The bookmark of an answer that has stood open longest."""
        return next(iter(self.bookmarks), "")

    def begin(self, identifier: str, name: str) -> None:
        """Opens a bookmark."""
        if name.startswith(BOOKMARK):
            self.names[identifier] = name
            self.bookmarks[name] = None

    def end(self, identifier: str) -> None:
        """Closes a bookmark."""
        self.bookmarks.pop(self.names.get(identifier, ""), None)


class BodyReader:
    """Reads a body, paragraph by paragraph."""

    def __init__(self, context: ImportContext) -> None:
        """Takes what is around."""
        self._context = context
        self._reader = ParagraphReader(context, context.links)
        self._open = _OpenMarks()
        self._carried: BodyEntry | None = None
        self._in_box = False

    def read_entries(self, body: Iterable[Element]) -> Iterator[BodyEntry]:
        """The paragraphs and tables, without empty ones."""
        for element in body:
            yield from self._read_element(element, get_local_name(element))
        yield from self._read_carried()

    def _read_carried(self) -> Iterator[BodyEntry]:
        """The paragraph whose mark is deleted, where no paragraph follows in which it could go on."""
        carried, self._carried = self._carried, None
        if carried:
            yield carried

    def _read_element(self, element: Element, tag: str) -> Iterator[BodyEntry]:
        if tag == "p":
            yield from self._read_paragraph(element)
        elif tag == "tbl":
            yield from self._read_table(element)
        elif tag == "sdt":
            yield from self._read_control(element)
        elif tag in DROPPED:
            self._drop_element(element, DROPPED[tag])
        elif tag == "bookmarkStart":
            name = get_attribute(element, "name")
            self._open.begin(get_attribute(element, "id"), name)
            self._context.has_answers |= name.startswith(BOOKMARK)
        elif tag == "bookmarkEnd":
            self._open.end(get_attribute(element, "id"))
        elif tag in FILES_INSIDE:
            self._context.warn_of_file_inside()
        elif tag in _IN_PARAGRAPHS:  # not where the format has them
            yield from self._read_paragraph(_wrap_in_paragraph(element))
        elif tag not in _NO_BLOCKS:
            yield from self.read_entries(element)

    def _read_control(self, element: Element) -> Iterator[BodyEntry]:
        control = read_control(element)
        contents = [child for content in element.findall(qualified("sdtContent")) for child in content]
        if control.is_no_text:
            control.note(" ".join(self._read_no_text(child) for child in contents), self._context)
            return
        waits = control.is_answer and control.placeholder
        self._context.has_answers |= control.is_answer
        self._open.tags.append(control.tag)
        self._open.waiting += waits
        entries = tuple(self.read_entries(contents))
        self._open.waiting -= waits
        self._open.tags.pop()
        warn_of_placeholder(control, " ".join(entry.text for entry in entries), self._context)
        yield from entries

    def _read_no_text(self, element: Element) -> str:
        """The words of what is no text, which is counted but not kept."""
        paragraphs = [element] if element.tag == qualified("p") else list(element.iter(qualified("p")))
        self._context.place += len(paragraphs)
        if not paragraphs:
            return "".join(map(take_text, element.iter(qualified("t"))))
        return " ".join(extract_text(self._reader.read(paragraph).content) for paragraph in paragraphs)

    def _drop_element(self, element: Element, reason: Reason) -> None:
        paragraphs = list(element.iter(qualified("p")))
        texts = (_take_words(paragraph) for paragraph in paragraphs)
        self._context.drop(reason, " ".join(texts) if paragraphs else _take_words(element))
        self._context.place += len(paragraphs)

    # Paragraphs

    def _read_paragraph(self, element: Element) -> Iterator[BodyEntry]:
        if not self._in_box:
            self._context.place += 1
        place = self._context.place
        read = self._reader.read(element)
        for identifier, name in read.begun:
            self._open.begin(identifier, name)
        entry = self._make_entry(element, read, place)
        for identifier in read.ended:
            self._open.end(identifier)
        parts = [replace(entry, content=content) for content in (entry.content, *read.further) if content]
        if parts and _is_mark_dropped(element):
            self._carried = parts.pop()
        yield from parts
        yield from self._read_boxes(read)

    def _make_entry(self, element: Element, read: ReadParagraph, place: int) -> BodyEntry:
        style, styles = get_style_identifier(element), self._context.styles
        carried, self._carried = self._carried.content if self._carried else (), None
        between = (Text(" "),) if carried and read.content else ()
        content = (*carried, *between, *read.content)
        return BodyEntry(
            place=place,
            content=content,
            style=styles.get_name(style) or style,
            degree=styles.get_degree(style, get_child(element, "pPr")),
            emphatic=read.emphatic,
            placeholder=read.placeholder or self._open.waiting > 0,
            member=self._context.lists.count(element) if content else None,
            tags=tuple(tag for tag in (*self._open.tags, *read.tags) if tag),
            bookmark=self._open.bookmark,
            box=read.control,
        )

    def _read_boxes(self, read: ReadParagraph) -> Iterator[BodyEntry]:
        before, self._in_box = self._in_box, True
        carried, self._carried = self._carried, None
        for box in read.boxes:
            yield from self.read_entries(box)
        self._in_box, self._carried = before, carried

    # Tables

    def _read_table(self, element: Element) -> Iterator[BodyEntry]:
        yield from self._read_carried()
        place = self._context.place + 1
        tags, bookmark = tuple(filter(None, self._open.tags)), self._open.bookmark
        rows = [self._read_row(row) for row in self._find_inside(element, "tr")]
        filled = tuple(row for row in rows if any(cell.parts for cell in row))
        if filled:
            alignments = _read_alignments(next(element.iter(qualified("tr")), None))
            yield BodyEntry(place, tags=tags, bookmark=bookmark, rows=filled, alignments=alignments)

    def _find_inside(self, element: Element, tag: str) -> Iterator[Element]:
        """The rows of a table or the cells of a row, through the controls and marks around them."""
        for child in element:
            name = get_local_name(child)
            if name == tag:
                if not self._is_dropped(child):
                    yield child
            elif name == "sdt":
                yield from self._find_inside_control(child, tag)
            elif name in ("bookmarkStart", "bookmarkEnd"):
                list(self._read_element(child, name))
            elif name not in _NO_BLOCKS:
                yield from self._find_inside(child, tag)

    def _find_inside_control(self, element: Element, tag: str) -> Iterator[Element]:
        control = read_control(element)
        if control.is_no_text:
            control.note(self._read_no_text(element), self._context)
            yield element.makeelement(qualified(tag), {})
            return
        self._open.tags.append(control.tag)
        for content in element.findall(qualified("sdtContent")):
            yield from self._find_inside(content, tag)
        self._open.tags.pop()

    def _is_dropped(self, element: Element) -> bool:
        """Whether a row or cell is deleted; then its words are noted."""
        dropped = any(element.find(path) is not None for path in _DELETIONS)
        if dropped:
            self._drop_element(element, Reason.DELETED)
        return dropped

    def _read_row(self, row: Element) -> tuple[Cell, ...]:
        cells = [Cell()] * _count_skipped(row)
        for cell in self._find_inside(row, "tc"):
            cells.append(Cell(tuple(_flatten(self.read_entries(cell)))))
            cells += [Cell()] * (_count_spanned(cell) - 1)
        return tuple(cells)


_DELETIONS = (f"{qualified('trPr')}/{qualified('del')}", f"{qualified('tcPr')}/{qualified('cellDel')}")


def _flatten(entries: Iterable[BodyEntry]) -> Iterator[BodyEntry]:
    for entry in entries:
        yield from entry.parts if entry.rows else (entry,)


def _wrap_in_paragraph(element: Element) -> Element:
    """A paragraph around runs that stand in none."""
    paragraph = element.makeelement(qualified("p"), {})
    element.addprevious(paragraph)
    paragraph.append(element)
    return paragraph


def _take_words(element: Element) -> str:
    return "".join(map(take_text, element.iter(qualified("t"), qualified("delText"))))


def _is_mark_dropped(paragraph: Element) -> bool:
    properties = paragraph.find(f"{qualified('pPr')}/{qualified('rPr')}")
    return properties is not None and any(properties.find(qualified(tag)) is not None for tag in DROPPED)


def _count_spanned(cell: Element) -> int:
    span = cell.find(f"{qualified('tcPr')}/{qualified('gridSpan')}")
    return 1 if span is None else max(1, _parse_columns(get_attribute(span, "val")))


def _count_skipped(row: Element) -> int:
    span = row.find(f"{qualified('trPr')}/{qualified('gridBefore')}")
    return 0 if span is None else _parse_columns(get_attribute(span, "val"))


def _parse_columns(written: str) -> int:
    return min(int(written), _MOST_SPANNED) if written.isdecimal() and len(written) < 4 else 0


def _read_alignments(head: Element | None) -> tuple[str, ...]:
    """The alignments of the columns, as far as the head row tells."""
    if head is None:
        return ()
    alignments = []
    for cell in head.findall(qualified("tc")):
        properties = cell.find(f"{qualified('p')}/{qualified('pPr')}")
        alignments += [get_alignment(properties) or "left"] * _count_spanned(cell)
    return tuple(alignments)
