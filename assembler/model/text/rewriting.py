"""Rewrites the nodes of a report: a change is applied to each of them, and everything else stays as it is."""

from __future__ import annotations

from collections.abc import Callable

from assembler.model.nodes import (
    Block,
    BlockQuotation,
    BulletedList,
    CrossReference,
    Deletion,
    Emphasis,
    Footnote,
    Heading,
    Inline,
    Inlines,
    Insertion,
    LetteredList,
    Link,
    ListItem,
    Paragraph,
    Placeholder,
    Query,
    Quotation,
    Strong,
    Subscript,
    Superscript,
    Symbol,
    Table,
    Text,
)
from assembler.model.report import Report, Section
from assembler.model.value import replace

type Change = Callable[[Inline], Inlines]
type BlocksChange = Callable[[tuple[Block, ...]], tuple[Block, ...]]


def rewrite(content: Inlines, change: Change) -> Inlines:
    """The nodes with `change` applied to each, from the inside out; a change may give none, one or several nodes."""
    new = tuple(new for inline in content for new in change(_rewrite_inside(inline, change)))
    return content if new == content else new


def _rewrite_inside(inline: Inline, change: Change) -> Inline:
    match inline:
        case Text() | Symbol() | Placeholder() | Query():
            return inline
        case Emphasis() | Strong() | Superscript() | Subscript() | Link() | Quotation() | Insertion() | Deletion():
            return replace(inline, content=rewrite(inline.content, change))
        case CrossReference():
            return replace(inline, word=rewrite(inline.word, change))
        case Footnote():
            return replace(inline, content=tuple(rewrite(paragraph, change) for paragraph in inline.content))


def rewrite_block[B: Block](block: B, change: Change) -> B:
    """The block with `change` applied to every inline node in it, in printed order."""
    new: Block
    match block:
        case Heading() | Paragraph():
            content = rewrite(block.content, change)
            new = block if content is block.content else replace(block, content=content)
        case LetteredList() | BulletedList():
            new = replace(block, items=tuple(_rewrite_item(item, change) for item in block.items))
        case BlockQuotation():
            new = replace(block, content=tuple(rewrite(paragraph, change) for paragraph in block.content))
        case Table():
            new = rewrite_cells(block, lambda cell: rewrite(cell, change))
    return new


def _rewrite_item(item: ListItem, change: Change) -> ListItem:
    content = rewrite(item.content, change)
    return replace(item, content=content, below=tuple(rewrite_block(below, change) for below in item.below))


def rewrite_cells[T: Table](table: T, change: Callable[[Inlines], Inlines]) -> T:
    """The table with `change` applied to its title and to each of its cells."""
    return replace(
        table,
        caption=change(table.caption),
        head=tuple(map(change, table.head)),
        rows=tuple(tuple(map(change, row)) for row in table.rows),
    )


def rewrite_sections(sections: tuple[Section, ...], change: BlocksChange) -> tuple[Section, ...]:
    """The sections with `change` applied to the blocks of each, in printed order."""
    return tuple(
        replace(section, blocks=change(section.blocks), sections=rewrite_sections(section.sections, change))
        for section in sections
    )


def rewrite_report(report: Report, change: BlocksChange) -> Report:
    """The report with `change` applied to the blocks of summary, sections and annexes, in printed order."""
    summary = report.summary and replace(report.summary, blocks=change(report.summary.blocks))
    sections = rewrite_sections(report.sections, change)
    annexes = tuple(replace(annex, blocks=change(annex.blocks)) for annex in report.annexes)
    return replace(report, summary=summary, sections=sections, annexes=annexes)


def rewrite_inlines(report: Report, change: Change) -> Report:
    """The report with `change` applied to every inline node of its blocks, in printed order."""
    return rewrite_report(report, lambda blocks: tuple(rewrite_block(block, change) for block in blocks))
