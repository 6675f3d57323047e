"""Tables of the text: number and title above, head row repeated on every page, rules as measured.

Rules: 0.5 pt above the head, 1.5 pt below it and below the last row. Rows never break over pages. Widths are those of
X in official files; columns of words keep 8 pt from what follows.
"""

from __future__ import annotations

from collections.abc import Sequence

from assembler.model.nodes import Inlines, Table
from assembler.model.text.plain_text import extract_text
from assembler.model.value import replace
from assembler.ooxml.direct_formatting import ParagraphFormat
from assembler.ooxml.markup import Markup
from assembler.ooxml.paragraph_ids import Hidden
from assembler.ooxml.tables import Cell, Grid, Row, table
from assembler.writers.column_widths import is_wide, share_out_width
from assembler.writers.docx.construction import WordDocument
from assembler.writers.docx.inlines import write_inlines
from assembler.writers.docx.page_measures import para, words

_THIN = 4
_THICK = 12
_FIRST_ROW_SPACE = 115
_ABOVE_RULE = 81
_BETWEEN_WORDS = 160


def write_table(block: Table, document: WordDocument, paragraph_format: ParagraphFormat) -> list[Markup]:
    """The lines over a table and the table; the shape is that of its first line."""
    wide, measures = is_wide(block), document.measures
    widths = _column_widths(block, measures.text_width if wide else measures.paragraph_width)
    grid = Grid(
        columns=widths,
        indent=0 if wide else measures.left_indent,
        mirrored=document.rtl,
        caption=extract_text(block.caption) or document.report.wording.table_label(block.number),
    )
    above = _lines_above(block, document, replace(paragraph_format, left=0, right=0) if wide else paragraph_format)
    last = len(block.rows) - 1
    rows = [
        _row(block, cells, len(widths), place, document, last=place == last) for place, cells in enumerate(block.rows)
    ]
    return [*above, table(grid, [_head(block, len(widths), document), *rows])]


def _lines_above(block: Table, document: WordDocument, paragraph_format: ParagraphFormat) -> list[Markup]:
    """Number and title; Word would join two tables that have nothing between them."""
    rtl = document.rtl
    lines: list[Markup] = []
    if block.number is not None:
        line = document.report.wording.table_label(block.number)
        lines.append(para("RepTableNumber", words(line, rtl=rtl), rtl=rtl, paragraph_format=paragraph_format))
        paragraph_format = replace(paragraph_format, before=0)
    if block.caption or paragraph_format.before is not None:
        lines.append(
            para("RepTableTitle", *write_inlines(block.caption, document), rtl=rtl, paragraph_format=paragraph_format)
        )
    return lines


def _head(block: Table, columns: int, document: WordDocument) -> Row:
    rules = {"top": _THIN, "bottom": _THICK}
    contents = [write_inlines(content, document) for content in _padded(block.head, columns)]
    if block.id and contents:
        contents[0] += document.hidden(Hidden.TABLE, id=block.id)
    texts = [
        para("TableHead", *runs, rtl=document.rtl, paragraph_format=_cell_shape(block, place, columns))
        for place, runs in enumerate(contents)
    ]
    return Row([Cell([paragraph], rules=rules, at_bottom=True) for paragraph in texts], head=True, whole=True)


def _row(
    block: Table, contents: Sequence[Inlines], columns: int, row: int, document: WordDocument, *, last: bool
) -> Row:
    """A row of figures or words; the first one stands further from the head, the last one from the closing rule."""
    after = _ABOVE_RULE if last else None
    cells = [
        Cell(
            [_text(content, replace(_cell_shape(block, place, columns), after=after), document)],
            rules={"bottom": _THICK} if last else {},
            margin_above=0 if row else _FIRST_ROW_SPACE,
        )
        for place, content in enumerate(_padded(contents, columns))
    ]
    return Row(cells, whole=True)


def _padded(contents: Sequence[Inlines], columns: int) -> list[Inlines]:
    return [*contents, *[()] * (columns - len(contents))]


def _cell_shape(block: Table, place: int, columns: int) -> ParagraphFormat:
    """How the cells of a column stand."""
    alignment = block.alignments[place] if place < len(block.alignments) else None
    followed = alignment in ("left", None) and place < columns - 1
    return ParagraphFormat(alignment=alignment, right=_BETWEEN_WORDS if followed else None)


def _text(content: Inlines, paragraph_format: ParagraphFormat, document: WordDocument) -> Markup:
    return para("TableText", *write_inlines(content, document), rtl=document.rtl, paragraph_format=paragraph_format)


def _column_widths(block: Table, width: int) -> list[int]:
    """The widths of the columns, which fill the given one exactly."""
    shares = share_out_width(block)
    ends = [round(width * sum(shares[: place + 1])) for place in range(len(shares))]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]
