"""What stands between masthead and text: the agenda block, the notes to it, and the title.

One organ has its lines one below the other; two organs stand side by side in a table that only arranges, the one with
the agenda first. The titles of the sub-items may run over to the next page. A note marked with asterisks is a footnote
with a mark of its own, called from the agenda line that bears the mark, else from the title.
"""

from __future__ import annotations

from assembler.model.report import MastheadNote, OrganBlock
from assembler.ooxml.direct_formatting import ParagraphFormat
from assembler.ooxml.markup import Markup, element, run, text
from assembler.ooxml.tables import Cell, Grid, Row, table
from assembler.writers.docx.construction import WordDocument
from assembler.writers.docx.inlines import write_note
from assembler.writers.docx.masthead import OVERHANG
from assembler.writers.docx.page_measures import para, words

_JOINT = 2
_LEFT_COLUMN = 6_739 / 9_850
"""The share of the masthead that is left of its right-hand block, below which the second organ stands."""
_AGENDA_RIGHT_INDENT = 4_260


def write_opening(document: WordDocument, section: Markup) -> list[Markup]:
    """Agenda block and title lines, the last of which ends the first section."""
    masthead, rtl = document.report.masthead, document.rtl
    calls = [_call(note, document) for note in masthead.title_notes]
    return [
        *_agenda(document),
        para("TitleHCH", words(masthead.title, rtl=rtl), *calls, rtl=rtl),
        para("TitleH1", words(masthead.author, rtl=rtl), rtl=rtl, further=[section]),
    ]


def _agenda(document: WordDocument) -> list[Markup]:
    organs = document.report.masthead.organs
    if len(organs) != _JOINT:
        paragraph_format = ParagraphFormat(right=_AGENDA_RIGHT_INDENT)
        return [line for block in organs for line in _lines(block, document, paragraph_format, joint=False)]
    width = document.measures.first_page.text_width
    left_column = round(_LEFT_COLUMN * (width + OVERHANG))
    widths = (left_column, width - left_column)
    left, right = organs
    cells = [
        Cell(_lines(left, document, ParagraphFormat(right=_AGENDA_RIGHT_INDENT - widths[1]), joint=True)),
        Cell(_lines(right, document, ParagraphFormat(), joint=True)),
    ]
    return [table(Grid(widths, mirrored=document.rtl), [Row(cells)])]


def _lines(
    block: OrganBlock, document: WordDocument, paragraph_format: ParagraphFormat, *, joint: bool
) -> list[Markup]:
    """The lines of one organ; its name stands there only beside another one's."""
    rtl = document.rtl
    lines = [("Session", block.organ if joint else ""), ("Session", block.session)]
    paragraphs = [
        para(style, words(line, rtl=rtl), rtl=rtl, paragraph_format=paragraph_format) for style, line in lines if line
    ]
    if block.agenda:
        notes = [note for note in document.report.masthead.notes if note.mark == block.mark]
        calls = [_call(note, document) for note in notes]
        paragraphs.append(
            para("AgendaItemNormal", words(block.agenda, rtl=rtl), *calls, rtl=rtl, paragraph_format=paragraph_format)
        )
    titles = [line for line in (block.title, *block.sub_items) if line]
    paragraphs += [
        para("AgendaTitleH2", words(line, rtl=rtl), rtl=rtl, paragraph_format=paragraph_format) for line in titles
    ]
    return paragraphs or [para("Session", rtl=rtl)]


def _call(note: MastheadNote, document: WordDocument) -> Markup:
    """The mark at its place, which calls the note. An asterisk is raised by itself, so it stays on the line."""
    formatting = (element("rStyle", val="FootnoteReference"), element("vertAlign", val="baseline"))
    paragraphs = write_note([note.content], text(note.mark), formatting, document)
    reference = document.footnotes.add(paragraphs, marked=True)
    return run(reference, text(note.mark), formatting=formatting)
