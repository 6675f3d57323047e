"""Visits the nodes of a report in printed order: sections, blocks, inline nodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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


def walk_blocks(report: Report) -> Iterator[Block]:
    """All blocks in printed order: summary, sections, annexes."""
    if report.summary:
        yield from report.summary.blocks
    for section in walk_sections(report):
        yield from section.blocks
    for annex in report.annexes:
        yield from annex.blocks


def walk_sections(report: Report) -> Iterator[Section]:
    """All sections, each before those below it."""
    return walk_nested_sections(report.sections)


def walk_nested_sections(sections: Iterable[Section]) -> Iterator[Section]:
    """Sections, each before those below it."""
    for section in sections:
        yield section
        yield from walk_nested_sections(section.sections)


def walk_contents(block: Block) -> Iterable[Inlines]:
    """Each run of inline nodes of a block, in printed order: paragraphs, items, cells."""
    return (block.content,) if isinstance(block, (Paragraph, Heading)) else _walk_parts(block)


def _walk_parts(block: Block) -> Iterator[Inlines]:
    match block:
        case LetteredList(items) | BulletedList(items):
            for item in items:
                yield item.content
                for below in item.below:
                    yield from walk_contents(below)
        case BlockQuotation(content):
            yield from content
        case Table(caption, head, rows):
            yield caption
            yield from head
            for row in rows:
                yield from row
        case Heading(content) | Paragraph(content):
            yield content


def walk_inlines(content: Iterable[Inline]) -> Iterator[Inline]:
    """Every inline node, from the outside in, footnotes included."""
    for inline in content:
        yield inline
        match inline:
            case Text() | Symbol() | Placeholder() | Query():  # first, since nearly all are
                pass
            case Emphasis(inner) | Strong(inner) | Superscript(inner) | Subscript(inner) | Link(inner):
                yield from walk_inlines(inner)
            case Insertion(inner) | Deletion(inner):
                yield from walk_inlines(inner)
            case Quotation(_, inner) | CrossReference(inner):
                yield from walk_inlines(inner)
            case Footnote(paragraphs):
                for paragraph in paragraphs:
                    yield from walk_inlines(paragraph)


def walk_printed_inlines(content: Iterable[Inline]) -> Iterator[Inline]:
    """The inline nodes of the words that `extract_text` gives, from the outside in: nothing of notes and deletions."""
    for inline in content:
        if not isinstance(inline, Footnote | Query | Deletion):
            yield inline
        if isinstance(inline, Emphasis | Strong | Superscript | Subscript | Link | Insertion | Quotation):
            yield from walk_printed_inlines(inline.content)


def walk_block_inlines(blocks: Iterable[Block]) -> Iterator[Inline]:
    """Every inline node of several blocks, in printed order."""
    for block in blocks:
        for content in walk_contents(block):
            yield from walk_inlines(content)


def walk_report_inlines(report: Report) -> tuple[Inline, ...]:
    """Every inline node of the report, in printed order."""
    return report.cached(_list_inlines)


def _list_inlines(report: Report) -> tuple[Inline, ...]:
    return tuple(walk_block_inlines(walk_blocks(report)))


def split_passages(blocks: Iterable[Block]) -> Iterator[tuple[Block, ...]]:
    """The blocks in groups: each paragraph or heading with the lists, tables and quotations that belong to it."""
    group: list[Block] = []
    for block in blocks:
        if group and isinstance(block, Paragraph | Heading):
            yield tuple(group)
            group = []
        group.append(block)
    if group:
        yield tuple(group)
