"""Running heads and feet, the foot of the first page, and the two sections of the file.

Symbols stand at the outer edge of the head over a rule, page numbers at the outer edge of the foot, the job number at
its inner edge. The first page has no number but job line, barcode and QR code. The first section ends invisibly with
the title: it gives page 1 its margins, and the second one gives them to all pages that follow. (In official files it
ends in an empty line under the masthead; LibreOffice then refuses to break the agenda block over pages.)
"""

from __future__ import annotations

from assembler.ooxml.fields import field
from assembler.ooxml.markup import Piece, element, run
from assembler.ooxml.page_setup import EVEN, FIRST, ODD, HeadOrFoot, Page, add_foot, add_head, section
from assembler.ooxml.pictures import Picture, on_page
from assembler.ooxml.styles import POINT, Face, Shape
from assembler.writers.cover_images import barcode_height, barcode_png, barcode_width, can_be_barcode, qr_png
from assembler.writers.docx.construction import Manuscript
from assembler.writers.docx.page_measures import (
    FOOTER,
    FRAME,
    HEADER,
    MARGIN_BOTTOM,
    MARGIN_BOTTOM_FIRST,
    MARGIN_SIDE,
    MARGIN_TOP,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    para,
    tab,
    words,
)

_HEAD_HEIGHT = 864
_HEAD_LINE = 196
_HEAD_GAP = 4
_LINE_BELOW = 195
_QR_SIZE = 54.7
_QR_LEFT = 498.1
_QR_TOP = 709.3
_JOB_INDENT = 108
_JOB_AFTER = 344
_BARCODE_TOP = 749.4
_SIDES = (("right", FRAME),)

_SYMBOL = Face(bold=True)
_PAGE_NUMBER = Face(bold=True, scale=103)
_JOB = Face(7, scale=103)
_MARK = Face(bold=True, color="C00000")


def sections(manuscript: Manuscript, masthead: HeadOrFoot) -> tuple[Piece, Piece]:
    """The properties of the first and of the second section."""
    heads = [masthead, *(_head(manuscript, pages) for pages in (ODD, EVEN))]
    feet = [_first_foot(manuscript), *(_foot(manuscript, pages) for pages in (ODD, EVEN))]
    rtl, numbered = manuscript.rtl, manuscript.report.line_numbers
    first_page, page = _page(MARGIN_BOTTOM_FIRST), _page(MARGIN_BOTTOM)
    return (
        section(first_page, [*heads, *feet], continuous=False, first=True, rtl=rtl, line_numbers=numbered),
        section(page, continuous=True, first=False, rtl=rtl, line_numbers=numbered),
    )


def _page(bottom: int) -> Page:
    return Page(PAGE_WIDTH, PAGE_HEIGHT, MARGIN_TOP, bottom, MARGIN_SIDE, HEADER, FOOTER)


def _head(manuscript: Manuscript, pages: str) -> HeadOrFoot:
    """Symbols at the outer edge, a joint one on two lines, in drafts the mark at the inner edge."""
    head = add_head(manuscript.file, pages)
    symbols = manuscript.report.masthead.symbols
    mark = [words(manuscript.report.draft_mark, rtl=manuscript.rtl, face=_MARK)] if manuscript.draft else []
    content: list[Piece] = []
    for place, symbol in enumerate(symbols):
        shown = words(symbol, rtl=False, face=_SYMBOL)
        inner = [] if place else mark
        content += [run(element("br"))] if place else []
        content += [*inner, tab(), shown] if pages == ODD else [shown, tab(), *inner]
    before = _HEAD_HEIGHT - _HEAD_GAP * POINT - _HEAD_LINE * max(len(symbols), 1)
    rule = element("pBdr", element("bottom", val="single", sz=2, space=_HEAD_GAP, color="000000"))
    # In the template an empty line stands below the rule, and below the line of the foot.
    shape = Shape(before=before, after=_LINE_BELOW, tabs=_SIDES)
    head.content.append(para("Header", *content, rtl=manuscript.rtl, shape=shape, further=[rule]))
    return head


def _foot(manuscript: Manuscript, pages: str) -> HeadOrFoot:
    """Page and number of pages at the outer edge, the job number at the inner edge.

    Numbers run from left to right in every script, so the line does too, with its sides changed.
    """
    foot = add_foot(manuscript.file, pages)
    number = [
        *_count("PAGE"),
        words("/", rtl=False, face=_PAGE_NUMBER),
        *_count("NUMPAGES"),
    ]
    job = [words(manuscript.report.masthead.job_number, rtl=False, face=_JOB)]
    outer_is_right = (pages == ODD) != manuscript.rtl
    content = [*job, tab(), *number] if outer_is_right else [*number, tab(), *job]
    shape = Shape(after=_LINE_BELOW, tabs=_SIDES)
    foot.content.append(para("Footer", *content, rtl=False, shape=shape))
    return foot


def _count(instruction: str) -> list[Piece]:
    return field(instruction, words("1", rtl=False, face=_PAGE_NUMBER), form=_PAGE_NUMBER.elements())


def _first_foot(manuscript: Manuscript) -> HeadOrFoot:
    """Job line above the barcode on the one side, QR code on the other; the codes at fixed places of the page."""
    foot = add_foot(manuscript.file, FIRST)
    masthead, rtl = manuscript.report.masthead, manuscript.rtl
    codes = [_qr(manuscript, foot)] if masthead.address else []
    codes += [_barcode(manuscript, foot)] if can_be_barcode(masthead.barcode) else []
    line = words(masthead.job_line, rtl=False)
    shape = Shape(after=_JOB_AFTER, left=_JOB_INDENT)
    foot.content.append(para("ReleaseDate0", *codes, line, rtl=rtl, shape=shape))
    return foot


def _barcode(manuscript: Manuscript, foot: HeadOrFoot) -> Piece:
    figures = manuscript.report.masthead.barcode
    relation = manuscript.file.add_picture(foot.part, "barcode.png", "image/png", barcode_png(figures))
    size = (barcode_width(figures), barcode_height())
    picture = Picture(next(manuscript.drawings), relation, *size, f"Barcode {figures}")
    return _on_page(picture, (MARGIN_SIDE + _JOB_INDENT) / POINT, _BARCODE_TOP, manuscript)


def _qr(manuscript: Manuscript, foot: HeadOrFoot) -> Piece:
    masthead = manuscript.report.masthead
    relation = manuscript.file.add_picture(foot.part, "qr.png", "image/png", qr_png(masthead.address))
    alternative = manuscript.report.wording.qr_code
    picture = Picture(next(manuscript.drawings), relation, _QR_SIZE, _QR_SIZE, alternative)
    return _on_page(picture, _QR_LEFT, _QR_TOP, manuscript)


def _on_page(picture: Picture, left: float, top: float, manuscript: Manuscript) -> Piece:
    """A picture at a fixed place; in right-to-left versions as far from the other edge."""
    return on_page(picture, PAGE_WIDTH / POINT - left - picture.width if manuscript.rtl else left, top)
