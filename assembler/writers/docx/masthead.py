"""The masthead: a table in the head of the first page, with measured columns and rows.

Above: the Organization and the symbol, the letters of each series in 20 points, the rest in 10. Below: emblem, organs,
distribution, date and languages. The emblem of the United Nations is protected and never shipped: the user's own file
stands there, or a plain ring. The right-hand block stays left-to-right in all versions.
"""

from __future__ import annotations

from assembler.model.report import Masthead
from assembler.ooxml.markup import Markup
from assembler.ooxml.page_setup import FIRST, HeadOrFoot, add_head
from assembler.ooxml.pictures import Picture, in_line, media_of
from assembler.ooxml.styles import ParagraphFormat, RunFormat
from assembler.ooxml.tables import Cell, Grid, Row, table
from assembler.writers.cover_images import draw_ring_png
from assembler.writers.docx.construction import WordDocument
from assembler.writers.docx.page_measures import para, words

_COLUMNS = (1_267, 1_872, 245, 3_110, 245, 3_111)
_UPPER_ROW = 864
_LOWER_ROW = 2_880
_GAP = 46
_THIN = 4
_THICK = 12
_EMBLEM_WIDTH = 56.2
_EMBLEM_HEIGHT = 47.0

_NAME = RunFormat(14, scale=96, spacing=0.1)
_SERIES = RunFormat(20, lowered=2)
_NUMBER = RunFormat(lowered=2)


def masthead_head(document: WordDocument, emblem: bytes | None) -> HeadOrFoot:
    """The head of the first page. Raises ValueError for an emblem that is no picture."""
    head = add_head(document.file, FIRST)
    rows = [_upper(document), _lower(document, head, emblem)]
    head.content.append(table(Grid(_COLUMNS, mirrored=document.rtl), rows))
    # Word asks for a paragraph after a table; this one is as high as the space between the rule and the text.
    head.content.append(para("Header", rtl=document.rtl, paragraph_format=ParagraphFormat(_GAP)))
    return head


def _upper(document: WordDocument) -> Row:
    masthead, rtl = document.report.masthead, document.rtl
    rules = {"bottom": _THIN}
    name = para(
        "Header",
        words(masthead.united_nations, rtl=rtl, run_format=_NAME),
        rtl=rtl,
        paragraph_format=ParagraphFormat(300, after=80),
    )
    empty = para("Header", rtl=rtl)
    symbol = para(
        "Publication", *_symbol(masthead), rtl=rtl, paragraph_format=ParagraphFormat(after=80, alignment="right")
    )
    cells = [
        Cell([empty], rules=rules),
        Cell([name], 2, rules, at_bottom=True),
        Cell([symbol], 3, rules, at_bottom=True),
    ]
    return Row(cells, height=_UPPER_ROW)


def _symbol(masthead: Masthead) -> list[Markup]:
    """The symbol, or both symbols with an en dash; symbols run from left to right in every script."""
    runs: list[Markup] = []
    for place, symbol in enumerate(masthead.symbols):
        series, slash, number = symbol.partition("/")
        runs += [words("–", rtl=False, run_format=_NUMBER)] if place else []
        runs += [words(series, rtl=False, run_format=_SERIES), words(slash + number, rtl=False, run_format=_NUMBER)]
    return runs


def _lower(document: WordDocument, head: HeadOrFoot, emblem: bytes | None) -> Row:
    rtl = document.rtl
    rules = {"top": _THIN, "bottom": _THICK}
    picture = in_line(_emblem(document, head, emblem))
    organs = [
        para(
            "XLarge", words(block.organ, rtl=rtl), rtl=rtl, paragraph_format=ParagraphFormat(before=0 if place else 109)
        )
        for place, block in enumerate(document.report.masthead.organs)
    ]
    cells = [
        Cell(
            [para("Header", picture, rtl=rtl, paragraph_format=ParagraphFormat(before=120, alignment="center"))],
            rules=rules,
        ),
        Cell(organs or [para("XLarge", rtl=rtl)], 3, rules),
        Cell([para("Header", rtl=rtl)], rules=rules),
        Cell(_right_block(document), rules=rules),
    ]
    return Row(cells, height=_LOWER_ROW)


def _right_block(document: WordDocument) -> list[Markup]:
    """Distribution and date, then after a line's space the languages, then in drafts the mark."""
    masthead = document.report.masthead
    lines = [("Publication", masthead.distribution, 240), ("Normal", masthead.date, 0)]
    languages = [line for line in (masthead.version, masthead.original) if line]
    lines += [("Normal", line, 0 if place else 240) for place, line in enumerate(languages)]
    if document.draft:
        lines.append(("DraftMark", document.report.draft_mark, 240))
    return [
        para(style, words(line, rtl=False), rtl=False, paragraph_format=ParagraphFormat(before=before))
        for style, line, before in lines
    ]


def _emblem(document: WordDocument, head: HeadOrFoot, emblem: bytes | None) -> Picture:
    """The user's emblem within the measured box, or a ring in its place."""
    number = next(document.drawings)
    if emblem is None:
        relation = document.file.add_picture(head.part, "ring.png", "image/png", draw_ring_png())
        return Picture(number, relation, _EMBLEM_HEIGHT, _EMBLEM_HEIGHT, "Place of the emblem")
    media = media_of(emblem)
    width = min(_EMBLEM_WIDTH, _EMBLEM_HEIGHT * media.proportion)
    relation = document.file.add_picture(head.part, f"emblem.{media.extension}", media.content_type, emblem)
    alternative = document.report.wording.emblem
    if not media.vector:
        return Picture(number, relation, width, width / media.proportion, alternative)
    bitmap = document.file.add_picture(head.part, "ring.png", "image/png", draw_ring_png())
    return Picture(number, bitmap, width, width / media.proportion, alternative, vector=relation)
