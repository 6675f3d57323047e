"""The body of a text to blocks: paragraphs with their attributes, lists, tables, quotations, headings.

Everything that can't be understood is kept as words and named in a finding; the rest of the file is used.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assembler.model.contribution import Kind
from assembler.model.finding import Severity, Source
from assembler.model.nodes import (
    Block,
    BlockQuotation,
    BulletedList,
    Deletion,
    Footnote,
    Heading,
    Inline,
    Insertion,
    LetteredList,
    ListItem,
    Paragraph,
    Query,
    Table,
)
from assembler.model.paragraph_sources import origin_named
from assembler.model.text.walk import inlines, plain_text
from assembler.readers.diagnostics import Diagnostics
from assembler.readers.markdown.attributes import attribute_list, find_stray, read_attributes
from assembler.readers.markdown.block_quotations import read_quotation
from assembler.readers.markdown.blocks import Chunk, Form, chunks, is_labelled, is_ruled, without_notes
from assembler.readers.markdown.comments import read_lines
from assembler.readers.markdown.footnotes import Notes
from assembler.readers.markdown.inlines import InlineReader
from assembler.readers.markdown.lists import MOST_DEGREES, TypedItem, alike, read_list
from assembler.readers.markdown.source_text import Line, Typed
from assembler.readers.markdown.tables import MOST_CELLS, MOST_COLUMNS, TypedTable, read_table
from assembler.readers.suggestions import nearest
from assembler.readers.text_file import TextFile

THEMELESS = ""


_MOST_THEMES = 12
"""How many themes a hint names."""


def read_body(body: str, first_line: int, file: TextFile, diagnostics: Diagnostics) -> tuple[Block, ...]:
    """The blocks of a body that begins on `first_line` of its file; what is found goes into the diagnostics."""
    typed = read_lines(body, first_line)
    lines, definitions = without_notes(typed.lines)
    notes = Notes(definitions, file.path, diagnostics)
    reader = _BodyReader(file, InlineReader(file.key, file.language, typed.comments, notes, diagnostics), diagnostics)
    blocks = tuple(block for chunk in chunks(lines) for block in reader.blocks(chunk))
    notes.find_uncited()
    return blocks


class _BodyReader:
    """Reads the chunks of one file in turn."""

    def __init__(self, file: TextFile, inline: InlineReader, diagnostics: Diagnostics) -> None:
        self._file = file
        self._diagnostics = diagnostics
        self._inline = inline
        self._theme = THEMELESS
        self._paragraphs = 0
        self._headings = 0
        self._tables = 0
        self._above = Form.PARAGRAPH
        self._ids: dict[str, Source] = {}

    def blocks(self, chunk: Chunk) -> Iterator[Block]:
        """The blocks of a chunk."""
        above, self._above = self._above, chunk.form
        match chunk.form:
            case Form.HEADING:
                yield from self._heading(chunk.lines[0])
            case Form.LIST:
                self._no_attributes(chunk, "a list")
                yield from self._list(chunk)
            case Form.QUOTATION:
                self._no_attributes(chunk, "a quotation")
                yield from self._quotation(chunk)
            case Form.TABLE:
                self._no_attributes(chunk, "a table")
                yield from self._table(chunk)
            case Form.CODE:
                hint = "Take out the lines of back-ticks or tildes before and after it."
                self._inline.refuse("a block of code", self._at(chunk.lines[0]), hint)
                yield from self._as_typed(chunk)
            case Form.PARAGRAPH:
                yield from self._paragraph(chunk, above)

    # Headings

    def _heading(self, line: Line) -> Iterator[Block]:
        level = len(line.text) - len(line.text.lstrip("#"))
        words = _without_closing(line.after(level).stripped())
        content = self._inline.content(self._typed((words,)))
        if not content:
            return
        if self._file.kind is not Kind.GENERAL:
            self._theme = _named(content) or words.text
            if self._file.themes is None or self._theme in self._file.themes:
                return
            self._unknown_theme(words, self._file.themes)
            self._theme = THEMELESS
        self._headings += 1
        identifier = f"{self._file.key}#h{self._headings}"
        yield Heading(content, 2 if level <= 2 else 3, identifier, source=self._at(line))

    def _unknown_theme(self, words: Line, themes: tuple[str, ...]) -> None:
        near = nearest(self._theme, themes)
        hint = f"Did you mean “{near}”?" if near else _choice(themes)
        source = self._typed((words,)).source()
        self._diagnostics.add("IN-THM-01", source, f"“{self._theme}” is no theme of this report.", hint)

    # Paragraphs

    def _paragraph(self, chunk: Chunk, above: Form) -> Iterator[Block]:
        if chunk.attributes is None and len(chunk.lines) == 1 and attribute_list(chunk.lines[0].text) is not None:
            find_stray(chunk.lines[0], "no paragraph", self._file.path, self._diagnostics)
            return
        for line in chunk.lines:
            self._look_at(line)
        if is_labelled(chunk.lines[0]):
            self._loose_caption(chunk)
        elif all(_like_row(line) for line in chunk.lines) and (len(chunk.lines) > 1 or _has_cells(chunk.lines[0])):
            self._loose_rows(chunk, above)
        content = self._inline.content(self._typed(tuple(line.stripped() for line in chunk.lines)))
        if content:
            yield self._made(content, chunk)
        else:
            self._no_attributes(chunk, "no paragraph")

    def _loose_rows(self, chunk: Chunk, above: Form) -> None:
        rule = "| --- " * (chunk.lines[0].text.strip().count("|") - 1) + "|"
        message = "These lines look like the rows of a table, and print as words and bars."
        hint = f"Write “{rule}” under the first of them."
        if above is Form.TABLE:
            hint = "If they belong to the table above, take the empty line between the two out."
        self._diagnostics.add("IN-TBL-04", self._at(chunk.lines[0]), message, hint)

    def _as_typed(self, chunk: Chunk) -> Iterator[Block]:
        """A paragraph of the words of a chunk that can't be read otherwise."""
        content = self._inline.as_typed("\n".join(line.text for line in chunk.lines))
        if content:
            yield self._made(content, Chunk(chunk.form, chunk.lines))

    def _made(self, content: tuple[Inline, ...], chunk: Chunk) -> Paragraph:
        self._paragraphs += 1
        given = self._attributes(chunk.attributes) if chunk.attributes else {}
        source = self._at(chunk.lines[0])
        place = self._at(chunk.attributes) if chunk.attributes else source
        return Paragraph(
            content=content,
            id=self._identifier(given.get("id") or f"p{self._paragraphs}", place),
            order=int(given["order"]) if "order" in given else None,
            theme=self._theme,
            origins=tuple(map(origin_named, given.get("from", "").split())),
            source=source,
        )

    def _look_at(self, line: Line) -> None:
        """Finds lines that mean something elsewhere and are printed as typed here."""
        bare = line.stripped()
        if is_ruled(bare):
            hint = "Take it out; a heading begins with ## and needs no line under it."
            self._inline.refuse("a line drawn with signs", self._typed((bare,)).source(), hint)
        elif bare.text.startswith("{:") and bare.text.endswith("}"):
            hint = "Between {: and } may stand #name or order=1; words belong into the paragraph itself."
            message = "Nothing that is known stands between {: and }, so this line is printed as typed."
            self._diagnostics.add("IN-ATR-01", self._typed((bare,)).source(), message, hint)

    def _identifier(self, name: str, source: Source) -> str:
        if name in self._ids:
            message = f"The name “{name}” stands twice in this file; it was first given on line {self._ids[name].line}."
            self._diagnostics.add("IN-ID-01", source, message, "Give this paragraph another name.")
            name = f"{name}-{self._paragraphs}"
        self._ids[name] = source
        return f"{self._file.key}#{name}"

    # Attributes

    def _no_attributes(self, chunk: Chunk, what: str) -> None:
        if chunk.attributes:
            find_stray(chunk.attributes, what, self._file.path, self._diagnostics)

    def _attributes(self, line: Line) -> dict[str, str]:
        return read_attributes(line, self._file.path, self._file.kind, self._diagnostics)

    # Lists, quotations and tables

    def _list(self, chunk: Chunk) -> Iterator[Block]:
        typed = read_list(chunk.lines)
        for line in typed.attributes:
            find_stray(line, "an item of a list", self._file.path, self._diagnostics)
        if typed.too_deep:
            self._too_deep(typed.too_deep, "lists")
        yield from self._lists(typed.items)
        for group in alike(typed.items):
            self._look_at_number(group[0])

    def _look_at_number(self, first: TypedItem) -> None:
        number = first.mark.text.split(maxsplit=1)[0].rstrip(".)") if first.lettered else ""
        if number.isdecimal() and number.lstrip("0") != "1":
            message = f"A list begins with {number}, and prints as (a)."
            hint = "If it is the number of a paragraph, take it out: paragraphs are numbered by the assembler."
            self._diagnostics.add("IN-MD-05", self._at(first.mark), message, hint, Severity.WARNING)

    def _lists(self, items: Sequence[TypedItem]) -> Iterator[LetteredList | BulletedList]:
        for group in alike(items):
            read = tuple(self._item(one) for one in group)
            source = self._at(group[0].mark)
            yield LetteredList(read, source) if group[0].lettered else BulletedList(read, source)

    def _item(self, one: TypedItem) -> ListItem:
        lines = tuple(line.stripped() for line in one.lines if not line.blank)
        content = self._inline.content(self._typed(lines)) if lines else ()
        return ListItem(content, tuple(self._lists(one.below)), self._at(one.mark))

    def _quotation(self, chunk: Chunk) -> Iterator[Block]:
        quoted = read_quotation(chunk.lines)
        if quoted.too_deep:
            self._too_deep(quoted.too_deep, "quotations")
        for line in quoted.items:
            self._inline.refuse("a list inside a quotation", self._at(line), "End the quotation before the list.")
        content = tuple(filter(None, (self._inline.content(self._typed(lines)) for lines in quoted.paragraphs)))
        if content:
            yield BlockQuotation(content, self._at(chunk.lines[0]))

    def _table(self, chunk: Chunk) -> Iterator[Block]:
        table = read_table(chunk.lines)
        if table.columns > MOST_COLUMNS or table.columns * len(table.rows) > MOST_CELLS:
            size = f"{table.columns} columns and {len(table.rows) + 1:,} rows"
            message = f"The table has {size} and is printed as typed."
            hint = f"Divide it: a table may have {MOST_COLUMNS} columns and {MOST_CELLS:,} cells."
            self._diagnostics.add("IN-MD-03", self._at(chunk.lines[0]), message, hint)
            yield from self._as_typed(chunk)
            return
        self._untitled(table, chunk)
        self._ragged(table)
        self._tables += 1
        yield Table(
            caption=self._cell(table.caption) if table.caption else (),
            head=self._row(table.head, table.columns),
            rows=tuple(self._row(row, table.columns) for row in table.rows),
            alignments=(*table.alignments, *("left",) * (table.columns - len(table.head))),
            id=f"{self._file.key}#t{self._tables}",
            source=self._at(chunk.lines[0]),
        )

    def _row(self, cells: Sequence[Line], columns: int) -> tuple[tuple[Inline, ...], ...]:
        return tuple(self._cell(cell) for cell in cells) + ((),) * (columns - len(cells))

    def _cell(self, cell: Line) -> tuple[Inline, ...]:
        return self._inline.content(self._typed((cell,)))

    def _untitled(self, table: TypedTable, chunk: Chunk) -> None:
        if table.caption is None:
            hint = "Write a line such as “Table: Contributions by organization” over it."
            self._diagnostics.add(
                "IN-TBL-01", self._at(chunk.lines[0]), "The table has no title.", hint, Severity.WARNING
            )

    def _ragged(self, table: TypedTable) -> None:
        for row in table.rows:
            if len(row) == len(table.head) or not row:
                continue
            more = "more" if len(row) > len(table.head) else "fewer"
            message = f"This row has {more} cells than the head of the table: {len(row)} and not {len(table.head)}."
            hint = "Between two cells stands one |; write \\| where the sign itself is meant, and || for an empty cell."
            severity = Severity.ERROR if more == "more" else Severity.WARNING
            self._diagnostics.add("IN-TBL-02", self._at(row[0]), message, hint, severity)

    def _loose_caption(self, chunk: Chunk) -> None:
        hint = "Put it directly before the table, with no other text between."
        source = self._at(chunk.lines[0])
        self._diagnostics.add("IN-TBL-01", source, "This table title has no table after it.", hint, Severity.WARNING)

    # Places

    def _too_deep(self, line: Line, what: str) -> None:
        message = (
            f"More than {MOST_DEGREES} {what} stand inside each other; the further ones are printed at that degree."
        )
        self._diagnostics.add("IN-MD-03", self._at(line), message, "Set the lines in less far.")

    def _typed(self, lines: tuple[Line, ...]) -> Typed:
        return Typed(self._file.path, lines)

    def _at(self, line: Line) -> Source:
        bare = line.stripped()
        return Source(self._file.path, bare.number, bare.column)


def _named(content: tuple[Inline, ...]) -> str:
    """The words of a heading, or nothing where it holds what a theme can't, such as a note or a query."""
    more = any(isinstance(inline, Footnote | Query | Insertion | Deletion) for inline in inlines(content))
    return "" if more else " ".join(plain_text(content).split())


def _without_closing(words: Line) -> Line:
    """The words of a heading without the number signs that may close it."""
    bare = words.text.rstrip("#")
    return Line(bare, words.number, words.column).stripped() if bare[-1:] in ("", " ", "\t") else words


def _like_row(line: Line) -> bool:
    text = line.text.strip()
    return len(text) > 2 and text.startswith("|") and text.endswith("|")


def _has_cells(line: Line) -> bool:
    return line.text.count("|") > 2


def _choice(themes: tuple[str, ...]) -> str:
    """The themes themselves, as long as one can read them at a glance."""
    if not 0 < len(themes) <= _MOST_THEMES:
        return "The themes stand in contributions/report.yaml, under themes."
    return f"Write one of these: {', '.join(f'“{theme}”' for theme in themes)}."
