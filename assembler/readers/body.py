"""The body of a text to blocks: paragraphs with their attributes, lists, tables, quotations, headings, notes.

Everything that can't be understood is kept as words and named in a finding; the rest of the file is used.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from assembler.model.contribution import Kind
from assembler.model.finding import Finding, Severity, Source
from assembler.model.nodes import (
    Block,
    BlockQuotation,
    CrossReference,
    Deletion,
    Footnote,
    Heading,
    Inline,
    Insertion,
    Origin,
    Paragraph,
    Query,
    Table,
    Text,
)
from assembler.readers.chunks import Chunk, Form, chunks, without_long_guidance
from assembler.readers.constructs import (
    ChangeMark,
    GuidanceMark,
    Mark,
    NoteMark,
    QueryMark,
    ReferenceMark,
    TypedMark,
    mask,
)
from assembler.readers.markdown import InlineReader, attributes, refused_targets, tree
from assembler.readers.nearest import nearest

THEMELESS = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the body reader must know of the report."""

    path: str
    kind: Kind
    key: str
    language: str
    themes: tuple[str, ...] | None


@dataclass(slots=True)
class _Notes:
    """The notes of one file: their texts by label, and the labels cited."""

    texts: dict[str, Chunk] = field(default_factory=dict)
    cited: set[str] = field(default_factory=set)
    open: list[str] = field(default_factory=list)
    """The labels of the notes that are being read, the outermost first."""


class BodyReader:
    """Reads the body of one file."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._notes = _Notes()
        self._theme = THEMELESS
        self._paragraphs = 0
        self._headings = 0
        self._tables = 0
        self._ids: dict[str, Source] = {}
        self.findings: list[Finding] = []

    def read(self, body: str, first_line: int) -> tuple[Block, ...]:
        """The blocks of a body that begins on `first_line` of its file; what was found stands in `findings`."""
        pieces = list(chunks(without_long_guidance(body), first_line))
        for piece in pieces:
            if piece.form is Form.NOTE:
                self._define(piece)
        blocks = tuple(block for piece in pieces if piece.form is not Form.NOTE for block in self._blocks(piece))
        self._uncited()
        return blocks

    def _blocks(self, chunk: Chunk) -> Iterator[Block]:
        match chunk.form:
            case Form.HEADING:
                yield from self._heading(chunk)
            case Form.LIST:
                yield from self._list(chunk)
            case Form.QUOTATION:
                yield BlockQuotation(self._content(chunk, inside="blockquote"), self._at(chunk))
            case Form.TABLE:
                yield from self._table(chunk)
            case Form.CODE:
                yield from self._code(chunk)
            case Form.PARAGRAPH | Form.NOTE:
                yield from self._paragraph(chunk)

    # Headings

    def _heading(self, chunk: Chunk) -> Iterator[Block]:
        level = len(chunk.text) - len(chunk.text.lstrip("#"))
        words = chunk.text[level:].strip().rstrip("#").rstrip()
        if self._setting.kind is not Kind.GENERAL:
            self._theme = words
            if self._setting.themes is None or words in self._setting.themes:
                return
            self._theme = THEMELESS
            self._unknown_theme(words, self._at(chunk), self._setting.themes)
        self._headings += 1
        content = self._inline(words, chunk.line)
        identifier = f"{self._setting.key}#h{self._headings}"
        yield Heading(content, 2 if level <= 2 else 3, identifier, source=self._at(chunk))

    def _unknown_theme(self, words: str, source: Source, themes: tuple[str, ...]) -> None:
        near = nearest(words, themes)
        hint = f"Did you mean “{near}”?" if near else "The themes stand in contributions/report.yaml, under themes."
        self._find("IN-THM-01", source, f"“{words}” is no theme of this report.", hint)

    # Paragraphs

    def _paragraph(self, chunk: Chunk) -> Iterator[Block]:
        if chunk.text.startswith("Table: "):
            self._loose_caption(chunk)
        content = _one(self._content(chunk))
        if not content:
            return
        self._paragraphs += 1
        given = self._attributes(chunk)
        name = given.get("id", "")
        order = given.get("order", "")
        yield Paragraph(
            content=content,
            id=self._identifier(name or f"p{self._paragraphs}", chunk),
            order=int(order) if order.isdecimal() else None,
            theme=self._theme,
            origins=_origins(given.get("from", "")),
            source=self._at(chunk),
        )

    def _attributes(self, chunk: Chunk) -> dict[str, str]:
        allowed = {"id", "order"} | ({"from"} if self._setting.kind is Kind.CONSOLIDATED else set())
        given = dict(attributes(chunk.attributes)) if chunk.attributes else {}
        where = Source(self._setting.path, chunk.attributes_line)
        for name in sorted(given.keys() - allowed):
            hint = f"After a paragraph may stand: {', '.join(sorted(allowed))}."
            self._find("IN-ATR-01", where, f"A paragraph has no attribute “{name}”.", hint)
        if "order" in given and not given["order"].isdecimal():
            self._find("IN-ATR-01", where, "order takes a whole number.", "Write for example {: order=1 }.")
        return given

    def _identifier(self, name: str, chunk: Chunk) -> str:
        where = Source(self._setting.path, chunk.attributes_line or chunk.line)
        if name in self._ids:
            message = f"The name “{name}” stands twice in this file; it was first given on line {self._ids[name].line}."
            self._find("IN-ID-01", where, message, "Give this paragraph another name.")
            name = f"{name}-{self._paragraphs}"
        self._ids[name] = where
        return f"{self._setting.key}#{name}"

    def _code(self, chunk: Chunk) -> Iterator[Block]:
        self._refuse("a block of code", self._at(chunk))
        self._paragraphs += 1
        words = Text(" ".join(chunk.text.split()))
        identifier = self._identifier(f"p{self._paragraphs}", chunk)
        yield Paragraph((words,), id=identifier, theme=self._theme, source=self._at(chunk))

    # Lists and tables

    def _list(self, chunk: Chunk) -> Iterator[Block]:
        reader, root = self._tree(chunk)
        for element in root:
            if element.tag in ("ol", "ul"):
                yield reader.list_of(element, self._at(chunk))
            elif content := reader.content(element):
                yield Paragraph(content, id="", theme=self._theme, source=self._at(chunk))

    def _table(self, chunk: Chunk) -> Iterator[Block]:
        caption, text = _caption(chunk.text)
        if not caption:
            hint = "Write a line such as “Table: Contributions by organization” over it."
            self._find("IN-TBL-01", self._at(chunk), "The table has no title.", hint, Severity.WARNING)
        reader, root = self._tree(Chunk(chunk.form, text, chunk.line))
        self._tables += 1
        head, rows = _cells(root)
        yield Table(
            caption=self._inline(caption, chunk.line),
            head=tuple(reader.content(cell) for cell in head),
            rows=tuple(tuple(reader.content(cell) for cell in row) for row in rows),
            alignments=tuple(_alignment(cell) for cell in head),
            id=f"{self._setting.key}#t{self._tables}",
            source=self._at(chunk),
        )

    def _loose_caption(self, chunk: Chunk) -> None:
        hint = "Put it directly before the table, with no other text between."
        self._find("IN-TBL-01", self._at(chunk), "This table title has no table after it.", hint, Severity.WARNING)

    # Notes

    def _define(self, chunk: Chunk) -> None:
        label, _, text = chunk.text[2:].partition("]:")
        if label in self._notes.texts:
            message = f"The note “{label}” has two texts; the first stands on line {self._notes.texts[label].line}."
            self._find("IN-FN-03", self._at(chunk), message, "Give this note another label, here and in the sentence.")
            label = f"{label} (line {chunk.line})"
        lines = text.split("\n")
        self._notes.texts[label] = Chunk(Form.NOTE, "\n".join(line.strip() for line in lines), chunk.line)

    def _uncited(self) -> None:
        for label, chunk in self._notes.texts.items():
            if label not in self._notes.cited:
                message = f"No sentence cites the note “{label}”, so it would not be printed."
                hint = f"Write [^{label}] where the note belongs, or delete its text."
                self._find("IN-FN-02", self._at(chunk), message, hint)

    def _note(self, note: NoteMark) -> tuple[Inline, ...]:
        chunk = self._notes.texts.get(note.label)
        if chunk is None:
            message = f"The note “{note.label}” has no text."
            hint = f"Add a line such as “[^{note.label}]: The text of the note.” at the end of the file."
            self._find("IN-FN-01", note.source, message, hint)
            return (Text(f"[^{note.label}]"),)
        if note.label in self._notes.open:
            self._find("IN-FN-04", note.source, f"The note “{note.label}” cites itself.", "Take the indicator out.")
            return (Text(f"[^{note.label}]"),)
        self._notes.cited.add(note.label)
        self._notes.open.append(note.label)
        content = self._content(chunk)
        self._notes.open.pop()
        return (Footnote(content, note.label, source=self._at(chunk)),)

    # Inline marks

    def _content(self, chunk: Chunk, inside: str = "") -> tuple[tuple[Inline, ...], ...]:
        reader, root = self._tree(chunk)
        elements = [inner for element in root for inner in (element if element.tag == inside else (element,))]
        return tuple(content for element in elements if (content := reader.content(element)))

    def _tree(self, chunk: Chunk) -> tuple[InlineReader, Element]:
        masked, marks = mask(chunk.text, self._setting.path, chunk.line)
        root = tree(masked)
        for target in refused_targets(root):
            message = f"The link to “{target}” can't be printed."
            self._find("IN-MD-02", self._at(chunk), message, "A link begins with https://, http:// or mailto:.")
        return self._reader(marks), root

    def _inline(self, text: str, line: int) -> tuple[Inline, ...]:
        masked, marks = mask(text, self._setting.path, line)
        return self._reader(marks).inline(masked)

    def _reader(self, marks: tuple[Mark, ...]) -> InlineReader:
        return InlineReader(self._setting.language, lambda number: self._nodes(marks[number]))

    def _nodes(self, mark: Mark) -> tuple[Inline, ...]:
        match mark:
            case NoteMark():
                return self._note(mark)
            case ReferenceMark():
                return (self._reference(mark),)
            case QueryMark(text, source):
                return (Query(text, source),)
            case ChangeMark():
                return self._change(mark)
            case GuidanceMark():
                return ()
            case TypedMark(text, source, what):
                if what:
                    self._refuse(what, source)
                return (Text(text),)

    def _reference(self, mark: ReferenceMark) -> CrossReference:
        key = mark.key or self._setting.key
        first = f"{key}#{mark.first}"
        last = f"{key}#{mark.last}" if mark.last else ""
        return CrossReference(self._inline(mark.word, mark.source.line), first, last, source=mark.source)

    def _change(self, mark: ChangeMark) -> tuple[Inline, ...]:
        dropped = self._inline(mark.dropped, mark.source.line) if mark.dropped else ()
        added = self._inline(mark.added, mark.source.line) if mark.added else ()
        nodes: list[Inline] = [Deletion(dropped, mark.source)] if dropped else []
        return (*nodes, Insertion(added, mark.source)) if added else tuple(nodes)

    # Findings

    def _at(self, chunk: Chunk) -> Source:
        return Source(self._setting.path, chunk.line)

    def _refuse(self, what: str, source: Source) -> None:
        hint = "Write it as plain words; a draft prints it as typed."
        self._find("IN-MD-01", source, f"A contribution can't hold {what}.", hint)

    def _find(self, rule: str, source: Source, message: str, hint: str, severity: Severity = Severity.ERROR) -> None:
        self.findings.append(Finding(rule, severity, source, message, hint))


def _one(paragraphs: tuple[tuple[Inline, ...], ...]) -> tuple[Inline, ...]:
    joined: list[Inline] = []
    for paragraph in paragraphs:
        joined += [Text(" "), *paragraph] if joined else paragraph
    return tuple(joined)


def _origins(text: str) -> tuple[Origin, ...]:
    return tuple(Origin(*piece.partition("@")[::2]) for piece in text.split())


def _caption(text: str) -> tuple[str, str]:
    """The title line of a table, and the table."""
    first, _, rest = text.partition("\n")
    return (first.removeprefix("Table:").strip(), rest.strip("\n")) if first.startswith("Table:") else ("", text)


def _cells(root: Element) -> tuple[list[Element], list[list[Element]]]:
    rows = [list(row) for row in root.iter("tr")]
    return (rows[0], rows[1:]) if rows else ([], [])


def _alignment(cell: Element) -> str:
    style = cell.get("style", "")
    return next((word for word in ("center", "right") if word in style), "left")
