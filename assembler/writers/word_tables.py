"""Tables of the text: number and title above, head row repeated on every page, rules as measured.

Rules: 0.5 pt above the head, 1.5 pt below it and below the last row. Rows never break over pages. Widths follow from
the words, since Word settles columns only when a file is edited. A table of many columns takes the whole frame.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assembler.model.nodes import Inline, Table
from assembler.model.walk import plain_text
from assembler.ooxml.elements import Element
from assembler.ooxml.styles import Shape
from assembler.ooxml.tables import Cell, Grid, Row, table
from assembler.writers.word_form import FRAME, TEXT_INDENT, TEXT_WIDTH, para, words
from assembler.writers.word_inlines import inline_runs
from assembler.writers.word_manuscript import Manuscript

COLUMNS_OF_TEXT_WIDTH = 5
"""Tables with more columns take the full width between the margins."""

_THIN = 4
_THICK = 12
_FIRST_ROW_SPACE = 115
_SHORTEST = 6
_LONGEST = 40

type Inlines = tuple[Inline, ...]


def table_elements(block: Table, manuscript: Manuscript, shape: Shape) -> list[Element]:
    """The lines over a table and the table; the shape is that of its first line."""
    columns = max(map(len, (block.head, *block.rows)))
    wide = columns > COLUMNS_OF_TEXT_WIDTH
    grid = Grid(
        columns=_column_widths(block, columns, FRAME if wide else TEXT_WIDTH),
        indent=0 if wide else TEXT_INDENT,
        mirrored=manuscript.rtl,
        caption=plain_text(block.caption) or manuscript.report.wording.table.format(number=block.number or ""),
    )
    above = _lines_above(block, manuscript, replace(shape, left=0, right=0) if wide else shape)
    last = len(block.rows) - 1
    rows = [
        _row(block, cells, columns, place, manuscript, last=place == last) for place, cells in enumerate(block.rows)
    ]
    return [*above, table(grid, [_head(block, columns, manuscript), *rows])]


def _lines_above(block: Table, manuscript: Manuscript, shape: Shape) -> list[Element]:
    """Number and title; Word would join two tables that have nothing between them."""
    rtl = manuscript.rtl
    made: list[Element] = []
    if block.number is not None:
        line = manuscript.report.wording.table.replace("{number}", str(block.number))
        made.append(para("RepTableNumber", words(line, rtl=rtl), rtl=rtl, shape=shape))
        shape = replace(shape, before=0)
    if block.caption or shape.before is not None:
        made.append(para("RepTableTitle", *inline_runs(block.caption, manuscript), rtl=rtl, shape=shape))
    return made


def _head(block: Table, columns: int, manuscript: Manuscript) -> Row:
    rules = {"top": _THIN, "bottom": _THICK}
    cells = [
        Cell([_text("TableHead", content, block, place, manuscript)], rules=rules, at_bottom=True)
        for place, content in enumerate(_padded(block.head, columns))
    ]
    return Row(cells, head=True, whole=True)


def _row(
    block: Table, contents: Sequence[Inlines], columns: int, row: int, manuscript: Manuscript, *, last: bool
) -> Row:
    """A row of figures or words; the first one stands further from the head."""
    cells = [
        Cell(
            [_text("TableText", content, block, place, manuscript)],
            rules={"bottom": _THICK} if last else {},
            margin_above=0 if row else _FIRST_ROW_SPACE,
        )
        for place, content in enumerate(_padded(contents, columns))
    ]
    return Row(cells, whole=True)


def _padded(contents: Sequence[Inlines], columns: int) -> list[Inlines]:
    return [*contents, *[()] * (columns - len(contents))]


def _text(style: str, content: Inlines, block: Table, place: int, manuscript: Manuscript) -> Element:
    alignment = block.alignments[place] if place < len(block.alignments) else "left"
    return para(style, *inline_runs(content, manuscript), rtl=manuscript.rtl, shape=Shape(alignment=alignment))


def _column_widths(block: Table, columns: int, width: int) -> list[int]:
    """The width shared out by the longest cell of each column, within reason; the columns fill it exactly."""
    lengths = [_SHORTEST] * columns
    for row in (block.head, *block.rows):
        for place, content in enumerate(row):
            lengths[place] = max(lengths[place], min(len(plain_text(content)), _LONGEST))
    ends = [width * sum(lengths[: place + 1]) // sum(lengths) for place in range(columns)]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]
