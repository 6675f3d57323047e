"""Parts of a report with nothing in them: sections, headings, tables, paragraphs, footnotes, items of lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from assembler.model.contribution import Collection
from assembler.model.finding import Fault, make_fault
from assembler.model.nodes import (
    Block,
    BlockQuotation,
    BulletedList,
    CrossReference,
    Footnote,
    Heading,
    Inlines,
    LetteredList,
    ListItem,
    Paragraph,
    Placeholder,
    Query,
    Table,
)
from assembler.model.report import Report
from assembler.model.text.plain_text import extract_text
from assembler.model.text.traversal import walk_block_inlines, walk_blocks, walk_contents, walk_inlines, walk_sections


def find_part_left_empty(report: Report, collection: Collection) -> Iterator[Fault]:
    """A section, a heading, a table, a paragraph, a footnote or an item of a list has nothing in it.

    Why: what somebody meant to fill in later would be issued as a heading over nothing, or as a letter without words. A
    final is refused.

    Wrong: a table of which only the head is written, or `organizations: []` for a section of report.yaml.
    Right: the table has rows, and the section names organizations or a text.
    """
    yield from _find_empty_sections(report, collection)
    summary = report.summary.blocks if report.summary else ()
    texts = [section.blocks for section in walk_sections(report)] + [annex.blocks for annex in report.annexes]
    for blocks in (summary, *texts):
        yield from _find_empty_headings(blocks)
    for block in walk_blocks(report):
        yield from _find_empty_parts(block)


def _find_empty_parts(block: Block) -> Iterator[Fault]:
    if isinstance(block, Table):
        yield from _find_empty_rows(block)
    elif isinstance(block, LetteredList | BulletedList):
        yield from _find_empty_items(block)
    elif isinstance(block, Paragraph | BlockQuotation) and not any(map(_has_words, walk_contents(block))):
        yield make_fault(
            block.source, "A paragraph has no words.", "Write the text of the paragraph, or delete the paragraph."
        )
    for inline in walk_block_inlines((block,)):
        if isinstance(inline, Footnote) and not any(map(_has_words, inline.content)):
            yield make_fault(
                inline.source, "A footnote has no words.", "Write the text of the note, or delete the note."
            )


def _find_empty_rows(table: Table) -> Iterator[Fault]:
    title = extract_text(table.caption)
    if not table.rows:
        hint = "Write the rows of the table, or delete the table."
        yield make_fault(table.source, "The table “{title}” has a head, but no rows.", hint, title=title)
    for column, cells in enumerate(zip_longest(*table.rows, fillvalue=()), 1):
        if len(table.rows) > 1 and not any(extract_text(cell).strip() for cell in cells):
            message = "Column {number} of the table “{title}” has no words below its head."
            hint = "Fill in the column, or delete the column."
            yield make_fault(table.source, message, hint, title=title, number=column)
    for number, row in enumerate(table.rows, 1):
        if not any(extract_text(cell).strip() for cell in row):
            message = "Row {number} of the table “{title}” has no words."
            yield make_fault(table.source, message, "Fill in the row, or delete the row.", title=title, number=number)


def _has_words(content: Inlines) -> bool:
    """Whether something prints that has a letter or a digit; a query or a reference stands for words."""
    if any(isinstance(inline, Query | CrossReference | Placeholder) for inline in walk_inlines(content)):
        return True
    return any(character.isalnum() for character in extract_text(content))


def _find_empty_sections(report: Report, collection: Collection) -> Iterator[Fault]:
    for section, planned in zip(report.sections, collection.plan.sections, strict=False):
        if not section.blocks and not section.sections and planned.organizations is not None:
            hint = "Name the organizations of this section in contributions/report.yaml, or delete the section."
            if planned.organizations.listed != ():
                hint = "Ask for contributions on its organizations, or delete the section in contributions/report.yaml."
            yield make_fault(planned.source, "The section “{title}” is empty.", hint, title=section.title)


def _find_empty_headings(blocks: Sequence[Block]) -> Iterator[Fault]:
    for block, following in zip_longest(blocks, blocks[1:]):
        if isinstance(block, Heading) and _ends(block, following):
            yield make_fault(
                block.source,
                "Nothing stands below the heading “{words}”.",
                "Write a text below the heading, or delete the heading.",
                words=extract_text(block.content),
            )


def _ends(heading: Heading, following: Block | None) -> bool:
    """Whether the part below a heading ends with the heading."""
    return following is None or (isinstance(following, Heading) and following.level <= heading.level)


def _find_empty_items(block: LetteredList | BulletedList) -> Iterator[Fault]:
    for item in _walk_items(block):
        if not item.below and not _has_words(item.content):
            hint = "Write the words of the item, or delete the item."
            yield make_fault(item.source, "An item of the list has no words.", hint)


def _walk_items(block: LetteredList | BulletedList) -> Iterator[ListItem]:
    for item in block.items:
        yield item
        for below in item.below:
            yield from _walk_items(below)
