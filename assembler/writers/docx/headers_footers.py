"""Running heads and feet, the foot of the first page, and the two sections of the file.

Symbols stand at the outer edge of the head over a rule, page numbers at the outer edge of the foot, the job number at
its inner edge. The first page has no number but job line, barcode and QR code. The first section ends invisibly with
the title: it gives page 1 its margins, and the second one gives them to all pages that follow. (In official files it
ends in an empty line under the masthead; LibreOffice then refuses to break the agenda block over pages.)
"""

from __future__ import annotations

from assembler.ooxml.fields import field
from assembler.ooxml.markup import Markup, element, run
from assembler.ooxml.page_setup import EVEN, FIRST, ODD, HeadOrFoot, Page, add_foot, add_head, section
from assembler.ooxml.pictures import Picture, on_page
from assembler.ooxml.styles import POINT, ParagraphFormat, RunFormat
from assembler.writers.cover_images import (
    BARCODE_HEIGHT,
    can_be_barcode,
    draw_barcode_png,
    draw_qr_png,
    measure_barcode,
)
from assembler.writers.docx.construction import WordDocument
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

_SYMBOL = RunFormat(bold=True)
_PAGE_NUMBER = RunFormat(bold=True, scale=103)
_JOB = RunFormat(7, scale=103)
_MARK = RunFormat(bold=True, color="C00000")


def sections(document: WordDocument, masthead: HeadOrFoot) -> tuple[Markup, Markup]:
    """The properties of the first and of the second section."""
    heads = [masthead, *(_head(document, pages) for pages in (ODD, EVEN))]
    feet = [_first_foot(document), *(_foot(document, pages) for pages in (ODD, EVEN))]
    rtl, numbered = document.rtl, document.report.line_numbers
    first_page, page = _page(MARGIN_BOTTOM_FIRST), _page(MARGIN_BOTTOM)
    return (
        section(first_page, [*heads, *feet], continuous=False, first=True, rtl=rtl, line_numbers=numbered),
        section(page, continuous=True, first=False, rtl=rtl, line_numbers=numbered),
    )


def _page(bottom: int) -> Page:
    return Page(PAGE_WIDTH, PAGE_HEIGHT, MARGIN_TOP, bottom, MARGIN_SIDE, HEADER, FOOTER)


def _head(document: WordDocument, pages: str) -> HeadOrFoot:
    """Symbols at the outer edge, a joint one on two lines, in drafts the mark at the inner edge."""
    head = add_head(document.file, pages)
    symbols = document.report.masthead.symbols
    mark = [words(document.report.draft_mark, rtl=document.rtl, run_format=_MARK)] if document.draft else []
    content: list[Markup] = []
    for place, symbol in enumerate(symbols):
        shown = words(symbol, rtl=False, run_format=_SYMBOL)
        inner = [] if place else mark
        content += [run(element("br"))] if place else []
        content += [*inner, tab(), shown] if pages == ODD else [shown, tab(), *inner]
    before = _HEAD_HEIGHT - _HEAD_GAP * POINT - _HEAD_LINE * max(len(symbols), 1)
    rule = element("pBdr", element("bottom", val="single", sz=2, space=_HEAD_GAP, color="000000"))
    # In the template an empty line stands below the rule, and below the line of the foot.
    paragraph_format = ParagraphFormat(before=before, after=_LINE_BELOW, tabs=_SIDES)
    head.content.append(para("Header", *content, rtl=document.rtl, paragraph_format=paragraph_format, further=[rule]))
    return head


def _foot(document: WordDocument, pages: str) -> HeadOrFoot:
    """Page and number of pages at the outer edge, the job number at the inner edge.

    Numbers run from left to right in every script, so the line does too, with its sides changed.
    """
    foot = add_foot(document.file, pages)
    number = [
        *_count("PAGE"),
        words("/", rtl=False, run_format=_PAGE_NUMBER),
        *_count("NUMPAGES"),
    ]
    job = [words(document.report.masthead.job_number, rtl=False, run_format=_JOB)]
    outer_is_right = (pages == ODD) != document.rtl
    content = [*job, tab(), *number] if outer_is_right else [*number, tab(), *job]
    paragraph_format = ParagraphFormat(after=_LINE_BELOW, tabs=_SIDES)
    foot.content.append(para("Footer", *content, rtl=False, paragraph_format=paragraph_format))
    return foot


def _count(instruction: str) -> list[Markup]:
    return field(instruction, words("1", rtl=False, run_format=_PAGE_NUMBER), formatting=_PAGE_NUMBER.elements())


def _first_foot(document: WordDocument) -> HeadOrFoot:
    """Job line above the barcode on the one side, QR code on the other; the codes at fixed places of the page."""
    foot = add_foot(document.file, FIRST)
    masthead, rtl = document.report.masthead, document.rtl
    codes = [_qr(document, foot)] if masthead.address else []
    codes += [_barcode(document, foot)] if can_be_barcode(masthead.barcode) else []
    line = words(masthead.job_line, rtl=False)
    paragraph_format = ParagraphFormat(after=_JOB_AFTER, left=_JOB_INDENT)
    foot.content.append(para("ReleaseDate0", *codes, line, rtl=rtl, paragraph_format=paragraph_format))
    return foot


def _barcode(document: WordDocument, foot: HeadOrFoot) -> Markup:
    figures = document.report.masthead.barcode
    relation = document.file.add_picture(foot.part, "barcode.png", "image/png", draw_barcode_png(figures))
    size = (measure_barcode(figures), BARCODE_HEIGHT)
    picture = Picture(next(document.drawings), relation, *size, f"Barcode {figures}")
    return _on_page(picture, (MARGIN_SIDE + _JOB_INDENT) / POINT, _BARCODE_TOP, document)


def _qr(document: WordDocument, foot: HeadOrFoot) -> Markup:
    masthead = document.report.masthead
    relation = document.file.add_picture(foot.part, "qr.png", "image/png", draw_qr_png(masthead.address))
    alternative = document.report.wording.qr_code
    picture = Picture(next(document.drawings), relation, _QR_SIZE, _QR_SIZE, alternative)
    return _on_page(picture, _QR_LEFT, _QR_TOP, document)


def _on_page(picture: Picture, left: float, top: float, document: WordDocument) -> Markup:
    """A picture at a fixed place; in right-to-left versions as far from the other edge."""
    return on_page(picture, PAGE_WIDTH / POINT - left - picture.width if document.rtl else left, top)
