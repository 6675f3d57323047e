"""Blocks as paragraphs of Word: headings, numbered paragraphs with their sources, lists, quotations; tables elsewhere.

Space between two blocks stands in the styles; Word leaves the larger of what is below the one and above the other. A
heading right under a heading says that it wants no more; text after a table says its space itself, since a table has
none. In drafts the sources of a paragraph stand before it in a paragraph of their own, which a frame moves into the
outer margin.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assembler.model.nodes import (
    Block,
    BlockQuotation,
    BulletedList,
    Heading,
    Inline,
    LetteredList,
    Paragraph,
    Table,
)
from assembler.model.text.plain_text import extract_text
from assembler.model.value import replace
from assembler.ooxml.direct_formatting import ParagraphFormat
from assembler.ooxml.fields import bookmark
from assembler.ooxml.markup import Markup, cut_first_sign, element
from assembler.ooxml.numbering import membership
from assembler.ooxml.paragraph_ids import Hidden
from assembler.writers.docx.construction import Above, ContentsEntry, WordDocument
from assembler.writers.docx.inlines import write_inlines
from assembler.writers.docx.lists import DEPTHS, ListSort, RunningList, can_count_heading, find_item_indents
from assembler.writers.docx.page_measures import para, tab, words
from assembler.writers.docx.tables import write_table
from assembler.writers.table_of_contents import find_heading_degrees

HEADING_STYLES = ("HCh", "H1", "H23", "H4", "H56")
"""The styles of headings by degree, from 1."""

_CONTENTS_DEGREES = 2
_AFTER_TABLE = 240
_SOURCE_WIDTH = 1_140
_SOURCE_LOWER = 64
_SOURCE_FRAME = element(
    "framePr", w=_SOURCE_WIDTH, wrap="around", vAnchor="text", y=_SOURCE_LOWER, hAnchor="margin", xAlign="outside"
)
_SHOWN = ("<w:r>", "<w:hyperlink ", "<w:ins ", "<w:del ")


def write_blocks(
    blocks: Sequence[Block], document: WordDocument, degree: int = 1, unnumbered: ParagraphFormat | None = None
) -> list[Markup]:
    """Blocks one below the other, under a heading of the degree; headings go down one degree at a time.

    Paragraphs without a number are set in the shape given.
    """
    elements: list[Markup] = []
    degrees = find_heading_degrees(blocks, degree)
    for place, block in enumerate(blocks):
        if isinstance(block, Heading):
            bookmark = document.hidden(Hidden.HEADING, id=block.id, level=str(block.level))
            elements.append(write_heading(block.content, block.label, degrees[place], document, bookmark=bookmark))
        else:
            elements += _block(block, document, unnumbered)
    return elements


def _block(
    block: Paragraph | LetteredList | BulletedList | BlockQuotation | Table,
    document: WordDocument,
    unnumbered: ParagraphFormat | None,
) -> list[Markup]:
    match block:
        case Paragraph():
            return _paragraph(block, document, unnumbered)
        case LetteredList() | BulletedList():
            return _list(block, document, 0, {ListSort.COUNTED: document.series})
        case BlockQuotation():
            return _quotation(block, document)
        case Table():
            elements = write_table(block, document, place_below(document))
            document.above = Above.TABLE
            return elements


def _quotation(block: BlockQuotation, document: WordDocument) -> list[Markup]:
    """The paragraphs of a quotation, all in one bookmark: another quotation may follow."""
    written = [write_inlines(paragraph, document) for paragraph in block.content] or [[]]
    start, end = document.hidden(Hidden.QUOTATION)
    written[0].insert(0, start)
    written[-1].append(end)
    return [para("Quote", *runs, rtl=document.rtl, paragraph_format=place_below(document)) for runs in written]


def place_below(document: WordDocument, paragraph_format: ParagraphFormat | None = None) -> ParagraphFormat:
    """The shape of a block of text with the space that it needs under what stands above it."""
    paragraph_format = paragraph_format or ParagraphFormat()
    above, document.above = document.above, Above.TEXT
    return replace(paragraph_format, before=_AFTER_TABLE) if above is Above.TABLE else paragraph_format


def write_heading(
    content: tuple[Inline, ...],
    label: str,
    degree: int,
    document: WordDocument,
    paragraph_format: ParagraphFormat | None = None,
    bookmark: tuple[Markup, Markup] | None = None,
) -> Markup:
    """A heading, held by its bookmark: Word counts its label where it can, else the label stands before it as text."""
    paragraph_format = paragraph_format or ParagraphFormat()
    if document.above is Above.HEADING:
        paragraph_format = replace(paragraph_format, before=0)
    document.above = Above.HEADING
    runs = write_inlines(content, document)
    further = []
    if label and can_count_heading(document.headings, degree, label):
        further.append(membership(document.headings.number, degree - 1))
    elif label:
        paragraph_format = replace(
            paragraph_format, left=document.measures.left_indent, first=-document.measures.left_indent
        )
        runs = [tab(), words(label, rtl=document.rtl), tab(), *runs]
    if document.report.contents and degree <= _CONTENTS_DEGREES:
        runs = mark_contents_entry(runs, degree, label, extract_text(content), document)
    if bookmark:
        runs = [bookmark[0], *runs, bookmark[1]]
    style = HEADING_STYLES[min(degree, len(HEADING_STYLES)) - 1]
    return para(style, *runs, rtl=document.rtl, paragraph_format=paragraph_format, further=further)


def mark_contents_entry(
    runs: list[Markup], degree: int, label: str, title: str, document: WordDocument
) -> list[Markup]:
    """The runs of a heading inside the bookmark that the table of contents refers to."""
    number = next(document.numbers)
    name = f"_Toc{number:08d}"
    document.contents.append(ContentsEntry(degree, label, title, name))
    start, end = bookmark(name, number)
    return [start, *runs, end]


def _paragraph(block: Paragraph, document: WordDocument, unnumbered: ParagraphFormat | None) -> list[Markup]:
    runs = write_inlines(block.content, document)
    source = [_source(block, document)] if document.draft and block.entities else []
    if block.id:
        runs = _bookmarked(runs, block, document, framed=bool(source))
    member = []
    if block.number is not None:
        if block.number != document.series.counters[0] + 1:  # an excerpt leaves paragraphs out
            document.new_series(block.number)
        document.series.count(0)
        member.append(membership(document.series.number))
    paragraph_format = place_below(document, None if member else unnumbered)
    return [*source, para("SingleTxt", *runs, rtl=document.rtl, paragraph_format=paragraph_format, further=member)]


def _bookmarked(runs: list[Markup], block: Paragraph, document: WordDocument, *, framed: bool) -> list[Markup]:
    """The runs of a paragraph in its bookmark.

    Where a frame stands before the paragraph, the bookmark begins after the first sign: LibreOffice loses bookmarks
    that begin with the paragraph, when it also holds a note, a comment or a tracked change.
    """
    start, end = bookmark(document.bookmark(block), next(document.numbers))
    first = next((place for place, run in enumerate(runs) if run.startswith(_SHOWN)), None)
    if not framed or first is None:
        return [start, *runs, end]
    sign, *rest = cut_first_sign(runs[first]) or (runs[first],)
    return [*runs[:first], sign, start, *rest, *runs[first + 1 :], end]


def _source(block: Paragraph, document: WordDocument) -> Markup:
    """The entities whose words the paragraph carries, at the outer edge of the page, beside its first line."""
    names = words(", ".join(block.entities), rtl=False)
    return para("DraftSource", names, rtl=document.rtl, further=[_SOURCE_FRAME])


def _list(
    block: LetteredList | BulletedList, document: WordDocument, depth: int, running: Mapping[ListSort, RunningList]
) -> list[Markup]:
    """A list with the lists below its items.

    It goes on in the running list of its sort, as letters do in the series of the paragraph above, unless that one has
    had members of this level since: then Word would take the two for one list.
    """
    depth = min(depth, DEPTHS - 1)
    sort = _sort(block, document, depth)
    level = depth if sort is ListSort.BULLETED else depth + 1
    series = running.get(sort)
    if series is None or series.counters[level]:
        series = document.new_list(sort)
    elements: list[Markup] = []
    for place, item in enumerate(block.items):
        series.count(level)
        elements.append(_item(sort, item.content, document, depth, place, membership(series.number, level)))
        for below in item.below:
            elements += _list(below, document, depth + 1, {**running, sort: series})
    return elements


def _sort(block: LetteredList | BulletedList, document: WordDocument, depth: int) -> ListSort:
    """Of which sort a list of that depth is: Word cannot count all letters and numerals."""
    if isinstance(block, BulletedList):
        return ListSort.BULLETED
    return ListSort.COUNTED if depth + 1 < len(document.formats.levels) else ListSort.SILENT


def _item(
    sort: ListSort,
    content: tuple[Inline, ...],
    document: WordDocument,
    depth: int,
    place: int,
    member: Markup,
) -> Markup:
    runs = write_inlines(content, document)
    paragraph_format = place_below(document)
    if sort is ListSort.SILENT:
        left, first = find_item_indents(depth, document.measures)
        label = words(document.report.wording.item_label(depth, place), rtl=document.rtl)
        runs = [label, tab(), *runs]
        paragraph_format = replace(paragraph_format, left=left, first=first)
    style = "Bullet1" if sort is ListSort.BULLETED else "SingleTxt"
    return para(style, *runs, rtl=document.rtl, paragraph_format=paragraph_format, further=[member])
