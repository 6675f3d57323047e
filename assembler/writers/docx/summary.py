"""The summary in its box: a table of one column with a rule around it, a row for each block.

The rules at the sides belong to the table, those above and below to its first and last row: so a box that runs over
pages is open where the page ends, as in official documents. Its paragraphs have no numbers; their first line stands in.
"""

from __future__ import annotations

from assembler.model.nodes import Block, Table
from assembler.model.report import Summary
from assembler.ooxml.direct_formatting import ParagraphFormat
from assembler.ooxml.markup import Markup
from assembler.ooxml.tables import Cell, Grid, Row, table
from assembler.writers.docx.blocks import write_blocks
from assembler.writers.docx.construction import Above, WordDocument
from assembler.writers.docx.inlines import write_inlines
from assembler.writers.docx.masthead import OVERHANG
from assembler.writers.docx.page_measures import STEP, para, words

_RULE = 2


def write_summary(summary: Summary, document: WordDocument) -> list[Markup]:
    """The box with heading and text."""
    rtl = document.rtl
    title = write_inlines(summary.marked, document) or [words(summary.title, rtl=rtl)]
    heading = para("SummaryTitle", *title, rtl=rtl)
    document.above = Above.HEADING
    last = len(summary.blocks) - 1
    rows = [Row([Cell([heading], rules={"top": _RULE, **({} if summary.blocks else {"bottom": _RULE})})], whole=True)]
    for place, block in enumerate(summary.blocks):
        rules = {"bottom": _RULE} if place == last else {}
        rows.append(Row([Cell(_content(block, document), rules=rules)]))
    document.above = Above.TABLE
    return [table(Grid((document.measures.text_width + OVERHANG,), sides=_RULE, mirrored=rtl), rows)]


def _content(block: Block, document: WordDocument) -> list[Markup]:
    elements = write_blocks((block,), document, unnumbered=ParagraphFormat(first=STEP))
    if isinstance(block, Table):
        # A cell must end with a paragraph; this one takes no room.
        elements.append(para("Header", rtl=document.rtl, paragraph_format=ParagraphFormat(20)))
    return elements
