"""Reads a table of a draft: head row, rows, alignments; its number and title stand above it."""

from __future__ import annotations

from assembler.model.nodes import Inlines, Table, Text
from assembler.ooxml.elements import Element, qualified
from assembler.readers.ooxml.attributes import get_alignment
from assembler.readers.ooxml.inline_nesting import Leaf, nest_words
from assembler.readers.report_docx.context import ReportContext
from assembler.readers.report_docx.inlines import read_paragraph

_FORM = f"{qualified('p')}/{qualified('pPr')}"


def read_table(table: Element, context: ReportContext) -> tuple[Table, tuple[str, ...]]:
    """The table and the bookmarks that begin in it."""
    bookmarks: list[str] = []
    rows = table.findall(qualified("tr"))
    contents = [tuple(_read_cell(cell, context, bookmarks) for cell in _get_cells(row)) for row in rows] or [()]
    alignments = _read_alignments(rows[0]) if rows else ()
    return Table((), contents[0], tuple(contents[1:]), alignments), tuple(bookmarks)


def _get_cells(row: Element) -> list[Element]:
    return row.findall(qualified("tc"))


def _read_cell(cell: Element, context: ReportContext, bookmarks: list[str]) -> Inlines:
    """The words of a cell, its paragraphs in one line."""
    leaves: list[Leaf] = []
    for place, paragraph in enumerate(cell.iter(qualified("p"))):
        read = read_paragraph(paragraph, context)
        bookmarks += read.bookmarks
        leaves += [Leaf(Text(" ")), *read.leaves] if place else read.leaves
    return nest_words(leaves)


def _read_alignments(head: Element) -> tuple[str, ...]:
    """The alignments of the columns, up to the last one that the head row tells."""
    alignments = [get_alignment(cell.find(_FORM)) for cell in _get_cells(head)]
    while alignments and not alignments[-1]:
        alignments.pop()
    return tuple(alignment or "left" for alignment in alignments)
