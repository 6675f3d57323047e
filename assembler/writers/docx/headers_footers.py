"""Fills the headers and footers of the template, and gives the properties of the two sections of the file.

The template holds words in braces, such as {symbol}, where the words of the report are to stand. A joint symbol has
two lines in running heads. The first page has barcode and QR code beside its job line. The first section ends invisibly
with the title: it gives page 1 its margins, and the second one gives them to all pages that follow. (In official files
it ends in an empty line under the masthead; LibreOffice then refuses to break the agenda block over pages.)
"""

from __future__ import annotations

from assembler.ooxml.direct_formatting import POINT
from assembler.ooxml.elements import Element, element, parse_markup, qualified
from assembler.ooxml.markup import Markup
from assembler.ooxml.package import EVEN, FIRST, ODD, HeaderFooter
from assembler.ooxml.page_setup import section
from assembler.ooxml.pictures import Picture, on_page
from assembler.ooxml.tables import fit_table, widen_cell
from assembler.ooxml.template import set_right_tab
from assembler.ooxml.words_in_braces import (
    fill,
    move_to_right,
    paragraphs_in,
    repeat_paragraph,
    repeat_runs,
    run_like,
    runs_with,
    set_space_above,
    space_above,
    text_of,
    turn_right_to_left,
    words_in,
)
from assembler.writers.cover_images import (
    BARCODE_HEIGHT,
    can_be_barcode,
    draw_barcode_png,
    draw_qr_png,
    measure_barcode,
)
from assembler.writers.docx.construction import WordDocument
from assembler.writers.docx.masthead import OVERHANG, fill_emblem

_HEAD_LINE = 196
_QR_SIZE = 54.7
_QR_FROM_RIGHT = 53.9
_QR_FROM_BOTTOM = 82.7
_JOB_INDENT = 108
_WIDEST_NAME = 16
"""The most letters of a name of the Organization that stand on one line in its cell; the Russian one has more."""
_BARCODE_FROM_BOTTOM = 42.6
_LEFT_TO_RIGHT = ("symbol", "series", "number", "job_number", "job_line")
"""Words that run from left to right in every script."""
_RIGHT_BLOCK = ("distribution", "date")
"""Words whose cell runs from left to right in every version, as the masthead's right-hand block does."""


def write_sections(document: WordDocument) -> tuple[Markup, Markup]:
    """The properties of the first and of the second section."""
    rtl, numbered = document.rtl, document.report.line_numbers
    first, last = document.file.sections[0], document.file.sections[-1]
    used = [_used_for(part, rtl=rtl) for part in document.file.headers_footers]
    return (
        section(first, used, continuous=False, first=True, rtl=rtl, line_numbers=numbered),
        section(last, continuous=True, first=False, rtl=rtl, line_numbers=numbered),
    )


def _used_for(part: HeaderFooter, *, rtl: bool) -> HeaderFooter:
    """A foot of even pages serves odd ones in right-to-left versions: its numbers run from left to right always."""
    others = {ODD: EVEN, EVEN: ODD}
    pages = others.get(part.pages, part.pages) if rtl and part.kind == "footer" else part.pages
    return HeaderFooter(part.kind, pages, part.part, part.relation)


def fill_headers_footers(document: WordDocument, emblem: bytes | None) -> None:
    """Fills all headers and footers. Raises ValueError for an emblem that is no picture that Word can show."""
    setup = document.measures.page
    for part in document.file.headers_footers:
        width = (document.measures.first_page if part.pages == FIRST else setup).text_width
        for drawn in part.root.findall(qualified("tbl")):
            fit_table(drawn, width + OVERHANG, mirrored=document.rtl)
        for paragraph in paragraphs_in(part.root):
            if part.pages != FIRST:
                set_right_tab(paragraph, width)
            if document.rtl:
                _turn(paragraph, part)
        for paragraph in list(part.root.iter(qualified("p"))):
            _fill_paragraph(paragraph, part, document, emblem)


def _turn(paragraph: Element, part: HeaderFooter) -> None:
    """Makes a paragraph run from right to left where others do; the mark of a draft does everywhere."""
    if words_in(paragraph) == ["job_line"]:
        move_to_right(paragraph)  # LibreOffice would turn its numbers round
    elif _turns(paragraph, part):
        turn_right_to_left(paragraph, _LEFT_TO_RIGHT)
    elif runs_with(paragraph, "draft_mark"):
        turn_right_to_left(paragraph, stays_left=True)


def _turns(paragraph: Element, part: HeaderFooter) -> bool:
    """Whether a paragraph runs from right to left in such versions."""
    if part.kind == "footer" and part.pages != FIRST:
        return False
    cell = next(paragraph.iterancestors(qualified("tc")), None)
    return cell is None or not any(f"{{{name}}}" in text_of(cell) for name in _RIGHT_BLOCK)


def _fill_paragraph(paragraph: Element, part: HeaderFooter, document: WordDocument, emblem: bytes | None) -> None:
    names, masthead = words_in(paragraph), document.report.masthead
    lines = _lines(document)
    if "symbol" in names:
        _fill_running_symbols(paragraph, document)
    elif "series" in names:
        _fill_symbols(paragraph, masthead.symbols)
    elif len(names) == 1 and names[0] in lines:
        if names[0] == "languages" and masthead.version:
            set_space_above(paragraph, 0)  # the version stands in the line that an original leaves empty
        repeat_paragraph(paragraph, names[0], lines[names[0]])
    elif "united_nations" in names and len(masthead.united_nations) > _WIDEST_NAME:
        for cell in paragraph.iterancestors(qualified("tc")):
            widen_cell(cell)
    elif "emblem" in names:
        fill_emblem(paragraph, part, document, emblem)
    elif "job_line" in names:
        for code in _codes(document, part):
            runs_with(paragraph, "job_line")[0].addprevious(code)
    fill(paragraph, _values(document))


def _lines(document: WordDocument) -> dict[str, list[str]]:
    """What may have several lines, or none, each a paragraph of its own."""
    masthead = document.report.masthead
    return {
        "organs": [organ.organ for organ in masthead.organs],
        "languages": [line for line in (masthead.version, masthead.original) if line],
        "draft_mark": [document.report.draft_mark] if document.draft else [],
    }


def _values(document: WordDocument) -> dict[str, str]:
    masthead = document.report.masthead
    return {
        "united_nations": masthead.united_nations,
        "distribution": masthead.distribution,
        "date": masthead.date,
        "job_number": masthead.job_number,
        "job_line": masthead.job_line,
        "draft_mark": document.report.draft_mark if document.draft else "",
    }


def _fill_running_symbols(paragraph: Element, document: WordDocument) -> None:
    """The symbols one below the other; the space above makes room, so that the rule below stays in its place."""
    symbols = document.report.masthead.symbols
    mark = _values(document)["draft_mark"]
    values = [{"symbol": symbol, "draft_mark": "" if place else mark} for place, symbol in enumerate(symbols)]
    repeat_runs(paragraph, values, element("r", element("br")))
    further_lines = max(len(symbols) - 1, 0)
    if further_lines:
        set_space_above(paragraph, max(0, space_above(paragraph) - _HEAD_LINE * further_lines))


def _fill_symbols(paragraph: Element, symbols: tuple[str, ...]) -> None:
    """The symbol, or both symbols with an en dash; the letters of each series have a look of their own."""
    parts = [symbol.partition("/") for symbol in symbols]
    values = [{"series": series, "number": slash + number} for series, slash, number in parts]
    dash = element("t")
    dash.text = "–"
    like = (runs_with(paragraph, "number") or runs_with(paragraph, "series"))[0]
    repeat_runs(paragraph, values, run_like(like, dash))


def _codes(document: WordDocument, foot: HeaderFooter) -> list[Element]:
    """QR code and barcode of the first page, at fixed places of the page."""
    masthead = document.report.masthead
    codes = [_qr(document, foot)] if masthead.address else []
    codes += [_barcode(document, foot)] if can_be_barcode(masthead.barcode) else []
    return parse_markup(codes)


def _barcode(document: WordDocument, foot: HeaderFooter) -> Markup:
    figures = document.report.masthead.barcode
    relation = document.file.add_picture(foot.part, "barcode.png", "image/png", draw_barcode_png(figures))
    size = (measure_barcode(figures), BARCODE_HEIGHT)
    picture = Picture(next(document.drawings), relation, *size, f"Barcode {figures}")
    left = (document.measures.first_page.left + _JOB_INDENT) / POINT
    return _on_page(picture, left, _BARCODE_FROM_BOTTOM, document)


def _qr(document: WordDocument, foot: HeaderFooter) -> Markup:
    setup = document.measures.first_page
    relation = document.file.add_picture(
        foot.part, "qr.png", "image/png", draw_qr_png(document.report.masthead.address)
    )
    picture = Picture(next(document.drawings), relation, _QR_SIZE, _QR_SIZE, document.report.wording.qr_code)
    left = (setup.width - setup.right) / POINT - _QR_FROM_RIGHT
    return _on_page(picture, left, _QR_FROM_BOTTOM, document)


def _on_page(picture: Picture, left: float, from_bottom: float, document: WordDocument) -> Markup:
    """A picture at a fixed place; in right-to-left versions as far from the other edge."""
    setup = document.measures.first_page
    place = setup.width / POINT - left - picture.width if document.rtl else left
    return on_page(picture, place, setup.height / POINT - from_bottom)
