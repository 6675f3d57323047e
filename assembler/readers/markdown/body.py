"""Reads the body of a text to blocks: paragraphs with their attributes, lists, tables, quotations, headings.

What the reader does not understand is kept as words and named in a finding; the rest of the file is used.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assembler.model.consolidation_sources import parse_origin
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
from assembler.model.text.phrases import quote_each
from assembler.model.text.plain_text import extract_text
from assembler.model.text.suggestions import suggest
from assembler.model.text.traversal import walk_inlines
from assembler.readers.diagnostics import Diagnostics
from assembler.readers.markdown.attributes import (
    AFTER_ITEM,
    AFTER_LIST,
    AFTER_NOTHING,
    AFTER_QUOTATION,
    AFTER_TABLE,
    parse_attributes,
    read_attributes,
    report_stray_attributes,
)
from assembler.readers.markdown.block_quotations import read_quotation
from assembler.readers.markdown.blocks import (
    BlockKind,
    BlockLines,
    is_drawn_line,
    is_table_title,
    split_blocks,
    take_out_footnotes,
)
from assembler.readers.markdown.comments import read_lines
from assembler.readers.markdown.footnotes import Footnotes
from assembler.readers.markdown.inlines import InlineReader
from assembler.readers.markdown.lists import MOST_DEGREES, ItemLines, group_by_kind, read_list
from assembler.readers.markdown.source_text import Line, SourceText
from assembler.readers.markdown.tables import MOST_CELLS, MOST_COLUMNS, TableCells, read_table
from assembler.readers.text_file import TextFile

THEMELESS = ""


_WHERE_THEMES_ARE = "The themes are listed in contributions/report.yaml, under “themes”."
"""How many themes a hint names."""


def read_body(body: str, first_line: int, file: TextFile, diagnostics: Diagnostics) -> tuple[Block, ...]:
    """The blocks of a body that begins on `first_line` of its file; findings go into the diagnostics."""
    body_lines = read_lines(body, first_line)
    lines, definitions = take_out_footnotes(body_lines.lines)
    footnotes = Footnotes(definitions, file.path, diagnostics)
    inline_reader = InlineReader(file.key, file.language, body_lines.comments, footnotes, diagnostics)
    reader = _BodyReader(file, inline_reader, diagnostics)
    blocks = tuple(block for block_lines in split_blocks(lines) for block in reader.read(block_lines))
    footnotes.report_uncited()
    return blocks


class _BodyReader:
    """Reads the blocks of one file in turn."""

    def __init__(self, file: TextFile, inline_reader: InlineReader, diagnostics: Diagnostics) -> None:
        self._file = file
        self._diagnostics = diagnostics
        self._inlines = inline_reader
        self._theme = THEMELESS
        self._paragraphs = 0
        self._headings = 0
        self._tables = 0
        self._above = BlockKind.PARAGRAPH
        self._ids: dict[str, Source] = {}

    def read(self, block: BlockLines) -> Iterator[Block]:
        """The blocks that the lines of one hold: lists of several kinds may follow each other directly."""
        above, self._above = self._above, block.kind
        match block.kind:
            case BlockKind.HEADING:
                yield from self._read_heading(block.lines[0])
            case BlockKind.LIST:
                self._refuse_attributes(block, AFTER_LIST)
                yield from self._read_list(block)
            case BlockKind.QUOTATION:
                self._refuse_attributes(block, AFTER_QUOTATION)
                yield from self._read_quotation(block)
            case BlockKind.TABLE:
                self._refuse_attributes(block, AFTER_TABLE)
                yield from self._read_table(block)
            case BlockKind.CODE:
                hint = "Delete the lines of back-ticks or tildes before and after the block."
                self._inlines.refuse(
                    "A contribution cannot contain a block of code; a draft prints the block as typed.",
                    self._source_of(block.lines[0]),
                    hint,
                )
                yield from self._read_literally(block)
            case BlockKind.PARAGRAPH:
                yield from self._read_paragraph(block, above)

    # Headings

    def _read_heading(self, line: Line) -> Iterator[Block]:
        level = len(line.text) - len(line.text.lstrip("#"))
        words = _without_closing(line.after(level).strip())
        content = self._inlines.read(self._source_text((words,)))
        if not content:
            return
        if self._file.kind is not Kind.GENERAL:
            self._theme = _theme_of(content) or words.text
            if self._file.themes is None or self._theme in self._file.themes:
                return
            self._report_unknown_theme(words, self._file.themes)
            self._theme = THEMELESS
        self._headings += 1
        identifier = f"{self._file.key}#h{self._headings}"
        yield Heading(content, 2 if level <= 2 else 3, identifier, source=self._source_of(line))

    def _report_unknown_theme(self, words: Line, themes: tuple[str, ...]) -> None:
        suggestion = suggest(self._theme, themes)
        listed = quote_each(themes)
        hint = _WHERE_THEMES_ARE
        if suggestion:
            hint = "Did you mean “{suggestion}”?"
        elif listed:
            hint = "Write one of these: {themes}."
        source, message = self._source_text((words,)).source(), "“{theme}” is no theme of this report."
        word_hint = "Ask the editor of the report for the list of themes." if hint == _WHERE_THEMES_ARE else ""
        self._diagnostics.add(
            "IN-THM-01",
            source,
            message,
            hint,
            word_hint=word_hint,
            theme=self._theme,
            suggestion=suggestion,
            themes=listed,
        )

    # Paragraphs

    def _read_paragraph(self, block: BlockLines, above: BlockKind) -> Iterator[Block]:
        if block.attributes is None and len(block.lines) == 1 and parse_attributes(block.lines[0].text) is not None:
            report_stray_attributes(block.lines[0], AFTER_NOTHING, self._file.path, self._diagnostics)
            return
        for line in block.lines:
            self._check_line(line)
        rows = all(_looks_like_row(line) for line in block.lines)
        if is_table_title(block.lines[0]):
            self._report_loose_title(block)
        elif rows and (len(block.lines) > 1 or _has_cells(block.lines[0])):
            self._report_loose_rows(block, above)
        content = self._inlines.read(self._source_text(tuple(line.strip() for line in block.lines)))
        if content:
            yield self._make_paragraph(content, block)
        else:
            self._refuse_attributes(block, AFTER_NOTHING)

    def _report_loose_rows(self, block: BlockLines, above: BlockKind) -> None:
        rule = "| --- " * (block.lines[0].text.strip().count("|") - 1) + "|"
        message = "These lines look like the rows of a table, but are printed as words and bars."
        hint = "Write “{rule_line}” under the first line."
        if above is BlockKind.TABLE:
            hint = "If the lines belong to the table above, delete the empty line before them."
        self._diagnostics.add("IN-TBL-04", self._source_of(block.lines[0]), message, hint, rule_line=rule)

    def _read_literally(self, block: BlockLines) -> Iterator[Block]:
        """A paragraph of the words of a block that the reader cannot read otherwise."""
        content = self._inlines.read_literally("\n".join(line.text for line in block.lines))
        if content:
            yield self._make_paragraph(content, BlockLines(block.kind, block.lines))

    def _make_paragraph(self, content: tuple[Inline, ...], block: BlockLines) -> Paragraph:
        self._paragraphs += 1
        attributes = self._read_attributes(block.attributes) if block.attributes else {}
        source = self._source_of(block.lines[0])
        place = self._source_of(block.attributes) if block.attributes else source
        return Paragraph(
            content=content,
            id=self._make_identifier(attributes.get("id") or f"p{self._paragraphs}", place),
            order=int(attributes["order"]) if "order" in attributes else None,
            theme=self._theme,
            origins=tuple(map(parse_origin, attributes.get("from", "").split())),
            source=source,
        )

    def _check_line(self, line: Line) -> None:
        """Reports a line that has a meaning elsewhere and is printed as typed here."""
        bare = line.strip()
        if is_drawn_line(bare):
            hint = "Delete the line; a heading begins with ## and needs no line below."
            self._inlines.refuse(
                "A contribution cannot contain a drawn line; a draft prints the signs as typed.",
                self._source_text((bare,)).source(),
                hint,
            )
        elif bare.text.startswith("{:") and bare.text.endswith("}"):
            hint = "Write only #NAME or order=NUMBER between {{: and }}; put words into the paragraph."
            message = "The program knows none of the words between {{: and }}, so the line is printed as typed."
            self._diagnostics.add("IN-ATR-01", self._source_text((bare,)).source(), message, hint)

    def _make_identifier(self, name: str, source: Source) -> str:
        if name in self._ids:
            message = "Two paragraphs of this file have the name “{name}”; the first is on line {line}."
            self._diagnostics.add(
                "IN-ID-01", source, message, "Give this paragraph another name.", name=name, line=self._ids[name].line
            )
            name = f"{name}-{self._paragraphs}"
        self._ids[name] = source
        return f"{self._file.key}#{name}"

    # Attributes

    def _refuse_attributes(self, block: BlockLines, message: str) -> None:
        if block.attributes:
            report_stray_attributes(block.attributes, message, self._file.path, self._diagnostics)

    def _read_attributes(self, line: Line) -> dict[str, str]:
        return read_attributes(line, self._file.path, self._file.kind, self._diagnostics)

    # Lists, quotations and tables

    def _read_list(self, block: BlockLines) -> Iterator[Block]:
        list_lines = read_list(block.lines)
        for line in list_lines.attributes:
            report_stray_attributes(line, AFTER_ITEM, self._file.path, self._diagnostics)
        if list_lines.too_deep:
            self._report_depth(list_lines.too_deep, "lists")
        yield from self._make_lists(list_lines.items)
        for group in group_by_kind(list_lines.items):
            self._check_first_number(group[0])

    def _check_first_number(self, first: ItemLines) -> None:
        number = first.mark.text.split(maxsplit=1)[0].rstrip(".)") if first.lettered else ""
        if number.isdecimal() and number.lstrip("0") != "1":
            message = "This list begins with {number}, but its first item is printed as (a)."
            hint = "If the number is that of a paragraph, delete the number: the program numbers paragraphs."
            self._diagnostics.add(
                "IN-MD-05", self._source_of(first.mark), message, hint, Severity.WARNING, number=number
            )

    def _make_lists(self, items: Sequence[ItemLines]) -> Iterator[LetteredList | BulletedList]:
        for group in group_by_kind(items):
            list_items = tuple(self._make_item(item) for item in group)
            source = self._source_of(group[0].mark)
            yield LetteredList(list_items, source) if group[0].lettered else BulletedList(list_items, source)

    def _make_item(self, item: ItemLines) -> ListItem:
        lines = tuple(line.strip() for line in item.lines if not line.blank)
        content = self._inlines.read(self._source_text(lines)) if lines else ()
        return ListItem(content, tuple(self._make_lists(item.below)), self._source_of(item.mark))

    def _read_quotation(self, block: BlockLines) -> Iterator[Block]:
        quotation = read_quotation(block.lines)
        if quotation.too_deep:
            self._report_depth(quotation.too_deep, "quotations")
        for line in quotation.items:
            hint = "End the quotation before the list."
            self._inlines.refuse(
                "A contribution cannot contain a list inside a quotation; a draft prints the list as typed.",
                self._source_of(line),
                hint,
            )
        content = tuple(filter(None, (self._inlines.read(self._source_text(lines)) for lines in quotation.paragraphs)))
        if content:
            yield BlockQuotation(content, self._source_of(block.lines[0]))

    def _read_table(self, block: BlockLines) -> Iterator[Block]:
        table = read_table(block.lines)
        if table.columns > MOST_COLUMNS or table.columns * len(table.rows) > MOST_CELLS:
            message = "The table is too large, with {columns} columns and {rows:,} rows, and is printed as typed."
            hint = "Divide the table: at most {most_columns} columns and {most_cells:,} cells are possible."
            self._diagnostics.add(
                "IN-MD-03",
                self._source_of(block.lines[0]),
                message,
                hint,
                columns=table.columns,
                rows=len(table.rows) + 1,
                most_columns=MOST_COLUMNS,
                most_cells=MOST_CELLS,
            )
            yield from self._read_literally(block)
            return
        self._check_title(table, block)
        self._check_row_lengths(table)
        self._tables += 1
        yield Table(
            caption=self._read_cell(table.caption) if table.caption else (),
            head=self._read_row(table.head, table.columns),
            rows=tuple(self._read_row(row, table.columns) for row in table.rows),
            alignments=(*table.alignments, *("left",) * (table.columns - len(table.head))),
            id=f"{self._file.key}#t{self._tables}",
            source=self._source_of(block.lines[0]),
        )

    def _read_row(self, cells: Sequence[Line], columns: int) -> tuple[tuple[Inline, ...], ...]:
        return tuple(self._read_cell(cell) for cell in cells) + ((),) * (columns - len(cells))

    def _read_cell(self, cell: Line) -> tuple[Inline, ...]:
        return self._inlines.read(self._source_text((cell,)))

    def _check_title(self, table: TableCells, block: BlockLines) -> None:
        if table.caption is None:
            hint = "Write a line above the table that begins with “Table:” and gives the title."
            self._diagnostics.add(
                "IN-TBL-01", self._source_of(block.lines[0]), "The table has no title.", hint, Severity.WARNING
            )

    def _check_row_lengths(self, table: TableCells) -> None:
        for row in table.rows:
            if len(row) == len(table.head) or not row:
                continue
            more = len(row) > len(table.head)
            message = (
                "This row has more cells than the head of the table: {count} instead of {wanted}."
                if more
                else "This row has fewer cells than the head of the table: {count} instead of {wanted}."
            )
            hint = "Separate two cells by one |. Write || for an empty cell, and \\| for the sign itself."
            severity = Severity.ERROR if more else Severity.WARNING
            self._diagnostics.add(
                "IN-TBL-02", self._source_of(row[0]), message, hint, severity, count=len(row), wanted=len(table.head)
            )

    def _report_loose_title(self, block: BlockLines) -> None:
        hint = "Put the title directly before its table, with no other text between."
        source = self._source_of(block.lines[0])
        self._diagnostics.add("IN-TBL-01", source, "No table follows this table title.", hint, Severity.ERROR)

    # Positions

    def _report_depth(self, line: Line, what: str) -> None:
        message = "More than {most} {what} stand inside each other; the deeper ones are printed at level {most}."
        self._diagnostics.add(
            "IN-MD-03", self._source_of(line), message, "Indent the lines less.", most=MOST_DEGREES, what=what
        )

    def _source_text(self, lines: tuple[Line, ...]) -> SourceText:
        return SourceText(self._file.path, lines)

    def _source_of(self, line: Line) -> Source:
        bare = line.strip()
        return Source(self._file.path, bare.number, bare.column)


def _theme_of(content: tuple[Inline, ...]) -> str:
    """The words of a heading, or nothing where the heading holds what a theme cannot, such as a footnote or a query."""
    more = any(isinstance(inline, Footnote | Query | Insertion | Deletion) for inline in walk_inlines(content))
    return "" if more else " ".join(extract_text(content).split())


def _without_closing(words: Line) -> Line:
    """The words of a heading without the number signs that may close it."""
    bare = words.text.rstrip("#")
    return Line(bare, words.number, words.column).strip() if bare[-1:] in ("", " ", "\t") else words


def _looks_like_row(line: Line) -> bool:
    text = line.text.strip()
    return len(text) > 2 and text.startswith("|") and text.endswith("|")


def _has_cells(line: Line) -> bool:
    return line.text.count("|") > 2
