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
from assembler.model.text.walk import plain_text
from assembler.model.value import replace
from assembler.ooxml.fields import bookmark
from assembler.ooxml.markup import Piece, cut_first_sign, element
from assembler.ooxml.numbering import membership
from assembler.ooxml.paragraph_ids import Hidden
from assembler.ooxml.styles import Shape
from assembler.writers.docx.construction import Above, ContentsEntry, Manuscript
from assembler.writers.docx.inlines import inline_runs
from assembler.writers.docx.lists import DEPTHS, ListSort, RunningList, counts_heading, item_indents
from assembler.writers.docx.page_measures import TEXT_INDENT, para, tab, words
from assembler.writers.docx.tables import table_elements
from assembler.writers.table_of_contents import heading_degrees

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


def block_elements(
    blocks: Sequence[Block], manuscript: Manuscript, degree: int = 1, unnumbered: Shape | None = None
) -> list[Piece]:
    """Blocks one below the other, under a heading of the degree; headings go down one degree at a time.

    Paragraphs without a number are set in the shape given.
    """
    made: list[Piece] = []
    degrees = heading_degrees(blocks, degree)
    for place, block in enumerate(blocks):
        if isinstance(block, Heading):
            held = manuscript.hidden(Hidden.HEADING, id=block.id, level=str(block.level))
            made.append(heading_element(block.content, block.label, degrees[place], manuscript, held=held))
        else:
            made += _block(block, manuscript, unnumbered)
    return made


def _block(
    block: Paragraph | LetteredList | BulletedList | BlockQuotation | Table,
    manuscript: Manuscript,
    unnumbered: Shape | None,
) -> list[Piece]:
    match block:
        case Paragraph():
            return _paragraph(block, manuscript, unnumbered)
        case LetteredList() | BulletedList():
            return _list(block, manuscript, 0, {ListSort.COUNTED: manuscript.series})
        case BlockQuotation():
            return _quotation(block, manuscript)
        case Table():
            made = table_elements(block, manuscript, placed(manuscript))
            manuscript.above = Above.TABLE
            return made


def _quotation(block: BlockQuotation, manuscript: Manuscript) -> list[Piece]:
    """The paragraphs of a quotation, all in one bookmark: another quotation may follow."""
    written = [inline_runs(paragraph, manuscript) for paragraph in block.content] or [[]]
    start, end = manuscript.hidden(Hidden.QUOTATION)
    written[0].insert(0, start)
    written[-1].append(end)
    return [para("Quote", *runs, rtl=manuscript.rtl, shape=placed(manuscript)) for runs in written]


def placed(manuscript: Manuscript, shape: Shape | None = None) -> Shape:
    """The shape of a block of text with the space that it needs under what stands above it."""
    shape = shape or Shape()
    above, manuscript.above = manuscript.above, Above.TEXT
    return replace(shape, before=_AFTER_TABLE) if above is Above.TABLE else shape


def heading_element(
    content: tuple[Inline, ...],
    label: str,
    degree: int,
    manuscript: Manuscript,
    shape: Shape | None = None,
    held: tuple[Piece, Piece] | None = None,
) -> Piece:
    """A heading, held by its bookmark: Word counts its label where it can, else the label stands before it as text."""
    shape = shape or Shape()
    if manuscript.above is Above.HEADING:
        shape = replace(shape, before=0)
    manuscript.above = Above.HEADING
    runs = inline_runs(content, manuscript)
    further = []
    if label and counts_heading(manuscript.headings, degree, label):
        further.append(membership(manuscript.headings.number, degree - 1))
    elif label:
        shape = replace(shape, left=TEXT_INDENT, first=-TEXT_INDENT)
        runs = [tab(), words(label, rtl=manuscript.rtl), tab(), *runs]
    if manuscript.report.contents and degree <= _CONTENTS_DEGREES:
        runs = contents_mark(runs, degree, label, plain_text(content), manuscript)
    if held:
        runs = [held[0], *runs, held[1]]
    style = HEADING_STYLES[min(degree, len(HEADING_STYLES)) - 1]
    return para(style, *runs, rtl=manuscript.rtl, shape=shape, further=further)


def contents_mark(runs: list[Piece], degree: int, label: str, title: str, manuscript: Manuscript) -> list[Piece]:
    """The runs of a heading inside the bookmark that the table of contents refers to."""
    number = next(manuscript.numbers)
    name = f"_Toc{number:08d}"
    manuscript.contents.append(ContentsEntry(degree, label, title, name))
    start, end = bookmark(name, number)
    return [start, *runs, end]


def _paragraph(block: Paragraph, manuscript: Manuscript, unnumbered: Shape | None) -> list[Piece]:
    runs = inline_runs(block.content, manuscript)
    source = [_source(block, manuscript)] if manuscript.draft and block.entities else []
    if block.id:
        runs = _bookmarked(runs, block, manuscript, framed=bool(source))
    member = []
    if block.number is not None:
        if block.number != manuscript.series.counters[0] + 1:  # an excerpt leaves paragraphs out
            manuscript.new_series(block.number)
        manuscript.series.count(0)
        member.append(membership(manuscript.series.number))
    shape = placed(manuscript, None if member else unnumbered)
    return [*source, para("SingleTxt", *runs, rtl=manuscript.rtl, shape=shape, further=member)]


def _bookmarked(runs: list[Piece], block: Paragraph, manuscript: Manuscript, *, framed: bool) -> list[Piece]:
    """The runs of a paragraph in its bookmark.

    Where a frame stands before the paragraph, the bookmark begins after the first sign: LibreOffice loses bookmarks
    that begin with the paragraph, when it also holds a note, a comment or a tracked change.
    """
    start, end = bookmark(manuscript.bookmark(block), next(manuscript.numbers))
    first = next((place for place, it in enumerate(runs) if it.startswith(_SHOWN)), None)
    if not framed or first is None:
        return [start, *runs, end]
    sign, *rest = cut_first_sign(runs[first]) or (runs[first],)
    return [*runs[:first], sign, start, *rest, *runs[first + 1 :], end]


def _source(block: Paragraph, manuscript: Manuscript) -> Piece:
    """The entities whose words the paragraph carries, at the outer edge of the page, beside its first line."""
    named = words(", ".join(block.entities), rtl=False)
    return para("DraftSource", named, rtl=manuscript.rtl, further=[_SOURCE_FRAME])


def _list(
    block: LetteredList | BulletedList, manuscript: Manuscript, depth: int, running: Mapping[ListSort, RunningList]
) -> list[Piece]:
    """A list with the lists below its items.

    It goes on in the running list of its sort, as letters do in the series of the paragraph above, unless that one has
    had members of this level since: then Word would take the two for one list.
    """
    depth = min(depth, DEPTHS - 1)
    sort = _sort(block, manuscript, depth)
    level = depth if sort is ListSort.BULLETED else depth + 1
    series = running.get(sort)
    if series is None or series.counters[level]:
        series = manuscript.new_list(sort)
    made: list[Piece] = []
    for place, item in enumerate(block.items):
        series.count(level)
        made.append(_item(sort, item.content, manuscript, depth, place, membership(series.number, level)))
        for below in item.below:
            made += _list(below, manuscript, depth + 1, {**running, sort: series})
    return made


def _sort(block: LetteredList | BulletedList, manuscript: Manuscript, depth: int) -> ListSort:
    """Of which sort a list of that depth is: Word can't count all letters and numerals."""
    if isinstance(block, BulletedList):
        return ListSort.BULLETED
    return ListSort.COUNTED if depth + 1 < len(manuscript.forms.levels) else ListSort.SILENT


def _item(
    sort: ListSort,
    content: tuple[Inline, ...],
    manuscript: Manuscript,
    depth: int,
    place: int,
    member: Piece,
) -> Piece:
    runs = inline_runs(content, manuscript)
    shape = placed(manuscript)
    if sort is ListSort.SILENT:
        left, first = item_indents(depth)
        label = words(manuscript.report.wording.item_label(depth, place), rtl=manuscript.rtl)
        runs = [label, tab(), *runs]
        shape = replace(shape, left=left, first=first)
    style = "Bullet1" if sort is ListSort.BULLETED else "SingleTxt"
    return para(style, *runs, rtl=manuscript.rtl, shape=shape, further=[member])
