"""The masthead: a table in the head of the first page, with measured columns and rows.

Above: the Organization and the symbol, the letters of each series in 20 points, the rest in 10. Below: emblem, organs,
distribution, date and languages. The emblem of the United Nations is protected and never shipped: the user's own file
stands there, or a plain ring. The right-hand block stays left-to-right in all versions.
"""

from __future__ import annotations

from assembler.model.report import Masthead
from assembler.ooxml.markup import Piece
from assembler.ooxml.page_setup import FIRST, HeadOrFoot, add_head
from assembler.ooxml.pictures import Picture, in_line, media_of
from assembler.ooxml.styles import Face, Shape
from assembler.ooxml.tables import Cell, Grid, Row, table
from assembler.writers.cover_images import ring_png
from assembler.writers.docx.construction import Manuscript
from assembler.writers.docx.page_measures import para, words

_COLUMNS = (1_267, 1_872, 245, 3_110, 245, 3_111)
_UPPER_ROW = 864
_LOWER_ROW = 2_880
_GAP = 46
_THIN = 4
_THICK = 12
_EMBLEM_WIDTH = 56.2
_EMBLEM_HEIGHT = 47.0

_NAME = Face(14, scale=96, spacing=0.1)
_SERIES = Face(20, lowered=2)
_NUMBER = Face(lowered=2)


def masthead_head(manuscript: Manuscript, emblem: bytes | None) -> HeadOrFoot:
    """The head of the first page. Raises ValueError for an emblem that is no picture."""
    head = add_head(manuscript.file, FIRST)
    rows = [_upper(manuscript), _lower(manuscript, head, emblem)]
    head.content.append(table(Grid(_COLUMNS, mirrored=manuscript.rtl), rows))
    # Word asks for a paragraph after a table; this one is as high as the space between the rule and the text.
    head.content.append(para("Header", rtl=manuscript.rtl, shape=Shape(_GAP)))
    return head


def _upper(manuscript: Manuscript) -> Row:
    masthead, rtl = manuscript.report.masthead, manuscript.rtl
    rules = {"bottom": _THIN}
    name = para("Header", words(masthead.united_nations, rtl=rtl, face=_NAME), rtl=rtl, shape=Shape(300, after=80))
    empty = para("Header", rtl=rtl)
    symbol = para("Publication", *_symbol(masthead), rtl=rtl, shape=Shape(after=80, alignment="right"))
    cells = [
        Cell([empty], rules=rules),
        Cell([name], 2, rules, at_bottom=True),
        Cell([symbol], 3, rules, at_bottom=True),
    ]
    return Row(cells, height=_UPPER_ROW)


def _symbol(masthead: Masthead) -> list[Piece]:
    """The symbol, or both symbols with an en dash; symbols run from left to right in every script."""
    runs: list[Piece] = []
    for place, symbol in enumerate(masthead.symbols):
        series, slash, number = symbol.partition("/")
        runs += [words("–", rtl=False, face=_NUMBER)] if place else []
        runs += [words(series, rtl=False, face=_SERIES), words(slash + number, rtl=False, face=_NUMBER)]
    return runs


def _lower(manuscript: Manuscript, head: HeadOrFoot, emblem: bytes | None) -> Row:
    rtl = manuscript.rtl
    rules = {"top": _THIN, "bottom": _THICK}
    picture = in_line(_emblem(manuscript, head, emblem))
    organs = [
        para("XLarge", words(block.organ, rtl=rtl), rtl=rtl, shape=Shape(before=0 if place else 109))
        for place, block in enumerate(manuscript.report.masthead.organs)
    ]
    cells = [
        Cell([para("Header", picture, rtl=rtl, shape=Shape(before=120, alignment="center"))], rules=rules),
        Cell(organs or [para("XLarge", rtl=rtl)], 3, rules),
        Cell([para("Header", rtl=rtl)], rules=rules),
        Cell(_right_block(manuscript), rules=rules),
    ]
    return Row(cells, height=_LOWER_ROW)


def _right_block(manuscript: Manuscript) -> list[Piece]:
    """Distribution and date, then after a line's space the languages, then in drafts the mark."""
    masthead = manuscript.report.masthead
    lines = [("Publication", masthead.distribution, 240), ("Normal", masthead.date, 0)]
    languages = [line for line in (masthead.version, masthead.original) if line]
    lines += [("Normal", line, 0 if place else 240) for place, line in enumerate(languages)]
    if manuscript.draft:
        lines.append(("DraftMark", manuscript.report.draft_mark, 240))
    return [para(style, words(line, rtl=False), rtl=False, shape=Shape(before=before)) for style, line, before in lines]


def _emblem(manuscript: Manuscript, head: HeadOrFoot, emblem: bytes | None) -> Picture:
    """The user's emblem within the measured box, or a ring in its place."""
    number = next(manuscript.drawings)
    if emblem is None:
        relation = manuscript.file.add_picture(head.part, "ring.png", "image/png", ring_png())
        return Picture(number, relation, _EMBLEM_HEIGHT, _EMBLEM_HEIGHT, "Place of the emblem")
    media = media_of(emblem)
    width = min(_EMBLEM_WIDTH, _EMBLEM_HEIGHT * media.proportion)
    relation = manuscript.file.add_picture(head.part, f"emblem.{media.extension}", media.content_type, emblem)
    alternative = manuscript.report.wording.emblem
    if not media.vector:
        return Picture(number, relation, width, width / media.proportion, alternative)
    bitmap = manuscript.file.add_picture(head.part, "ring.png", "image/png", ring_png())
    return Picture(number, bitmap, width, width / media.proportion, alternative, vector=relation)
