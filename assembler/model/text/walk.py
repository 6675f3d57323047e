"""Visiting and rewriting nodes: plain text, words, and changes that leave everything else as it is."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from itertools import filterfalse

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
    Insertion,
    LetteredList,
    Link,
    ListItem,
    Paragraph,
    Placeholder,
    Query,
    Quotation,
    Strong,
    Superscript,
    Symbol,
    Table,
    Text,
)
from assembler.model.plan import Counted
from assembler.model.report import Annex, Report, Section
from assembler.model.value import replace

NO_BREAK_SPACE = "\u00a0"

_HASHED = 1 << 15
"""Of how many texts the hash is kept: more than all paragraphs of the longest report."""

type Inlines = tuple[Inline, ...]
type Change = Callable[[Inline], Inlines]


def reference_text(reference: CrossReference) -> str:
    """What follows the word of a cross reference: 12, or 21–25; [?] where it leads nowhere."""
    return "–".join(str(number) for number in reference.numbers) or "[?]"


def plain_text(content: Iterable[Inline]) -> str:
    """The words as they print, proposals accepted, without footnotes and queries."""
    return "".join([inline.text if isinstance(inline, Text) else _plain(inline) for inline in content])


def _plain(inline: Inline) -> str:
    match inline:
        case Text(text) | Symbol(text) | Placeholder(text):
            return text
        case Emphasis(content) | Strong(content) | Superscript(content) | Link(content) | Insertion(content):
            return plain_text(content)
        case Quotation(opening, content, closing):
            return opening + plain_text(content) + closing
        case CrossReference(word):
            return plain_text(word) + NO_BREAK_SPACE + reference_text(inline)
        case Footnote() | Query() | Deletion():
            return ""


def block_contents(block: Block) -> Iterator[Inlines]:
    """Each run of inline nodes of a block, in printed order: paragraphs, items, cells."""
    match block:
        case Heading(content) | Paragraph(content):
            yield content
        case LetteredList(items) | BulletedList(items):
            for item in items:
                yield item.content
                for below in item.below:
                    yield from block_contents(below)
        case BlockQuotation(content):
            yield from content
        case Table(caption, head, rows):
            yield caption
            yield from head
            for row in rows:
                yield from row


def inlines(content: Iterable[Inline]) -> Iterator[Inline]:
    """Every inline node, from the outside in, footnotes included."""
    for inline in content:
        yield inline
        match inline:
            case Text() | Symbol() | Placeholder() | Query():  # first, since nearly all are
                pass
            case (
                Emphasis(inner) | Strong(inner) | Superscript(inner) | Link(inner) | Insertion(inner) | Deletion(inner)
            ):
                yield from inlines(inner)
            case Quotation(_, inner) | CrossReference(inner):
                yield from inlines(inner)
            case Footnote(paragraphs):
                for paragraph in paragraphs:
                    yield from inlines(paragraph)


def printed_inlines(content: Iterable[Inline]) -> Iterator[Inline]:
    """The inline nodes of the words that `plain_text` gives, from the outside in: nothing of notes and deletions."""
    for inline in content:
        if not isinstance(inline, Footnote | Query | Deletion):
            yield inline
        if isinstance(inline, Emphasis | Strong | Superscript | Link | Insertion | Quotation):
            yield from printed_inlines(inline.content)


def block_inlines(blocks: Iterable[Block]) -> Iterator[Inline]:
    """Every inline node of several blocks, in printed order."""
    for block in blocks:
        for content in block_contents(block):
            yield from inlines(content)


def report_inlines(report: Report) -> tuple[Inline, ...]:
    """Every inline node of the report, in printed order."""
    return report.once(_inlines)


def _inlines(report: Report) -> tuple[Inline, ...]:
    return tuple(block_inlines(report_blocks(report)))


def rewrite(content: Inlines, change: Change) -> Inlines:
    """The nodes with `change` applied to each, from the inside out; a change may give none, one or several nodes."""
    new = tuple(new for inline in content for new in change(_rewrite_inside(inline, change)))
    return content if new == content else new


def _rewrite_inside(inline: Inline, change: Change) -> Inline:
    match inline:
        case Text() | Symbol() | Placeholder() | Query():
            return inline
        case Emphasis() | Strong() | Superscript() | Link() | Quotation() | Insertion() | Deletion():
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


type BlocksChange = Callable[[tuple[Block, ...]], tuple[Block, ...]]


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


def sections_of(report: Report) -> Iterator[Section]:
    """All sections, each before those below it."""
    return with_those_below(report.sections)


def with_those_below(sections: Iterable[Section]) -> Iterator[Section]:
    """Sections, each before those below it."""
    for section in sections:
        yield section
        yield from with_those_below(section.sections)


def report_blocks(report: Report) -> Iterator[Block]:
    """All blocks in printed order: summary, sections, annexes."""
    if report.summary:
        yield from report.summary.blocks
    for section in sections_of(report):
        yield from section.blocks
    for annex in report.annexes:
        yield from annex.blocks


def passages(blocks: Iterable[Block]) -> Iterator[tuple[Block, ...]]:
    """The blocks in groups: each paragraph or heading with the lists, tables and quotations that belong to it."""
    group: list[Block] = []
    for block in blocks:
        if group and isinstance(block, Paragraph | Heading):
            yield tuple(group)
            group = []
        group.append(block)
    if group:
        yield tuple(group)


def passage_text(passage: Iterable[Block]) -> str:
    """All words of a passage, those of its footnotes at the end."""
    passage = tuple(passage)
    runs = [plain_text(content) for block in passage for content in block_contents(block)]
    notes = (inline for inline in block_inlines(passage) if isinstance(inline, Footnote))
    return " ".join([*runs, *(plain_text(paragraph) for note in notes for paragraph in note.content)])


def passage_hash(passage: Iterable[Block]) -> str:
    """The first 12 digits of the hash of a passage's words: what a consolidated text notes of its source."""
    return text_hash(passage_text(passage))[:12]


@lru_cache(_HASHED)  # since most paragraphs print as they were contributed
def text_hash(text: str) -> str:
    """The sha256 of a text in NFC, runs of white space as one space, ends trimmed, in 64 hexadecimal digits."""
    return sha256(" ".join(unicodedata.normalize("NFC", text).split()).encode()).hexdigest()


def words(text: str) -> int:
    """The number of words: what stands between white space and holds a letter or digit (product.md, section 6)."""
    listed = text.split()
    others = filterfalse(str.isalnum, listed)
    bare = [word for word in others if not word[0].isalnum() and not any(map(str.isalnum, word))]
    return len(listed) - len(bare)


def count_words(report: Report) -> Mapping[Counted, int]:
    """Words by part of the report; masthead, agenda block, title, paragraph numbers and list marks never count."""
    return report.once(_counted)


def _counted(report: Report) -> Mapping[Counted, int]:
    counts = dict.fromkeys(Counted, 0)
    if report.summary:
        counts[Counted.HEADINGS] += words(report.summary.title)
        _count_blocks(report.summary.blocks, Counted.SUMMARY, counts)
    for section in sections_of(report):
        counts[Counted.HEADINGS] += words(section.title)
        _count_blocks(section.blocks, Counted.BODY, counts)
    for annex in report.annexes:
        _count_annex(annex, counts)
    return counts


def _count_annex(annex: Annex, counts: dict[Counted, int]) -> None:
    inside = dict.fromkeys(Counted, 0)
    _count_blocks(annex.blocks, Counted.ANNEXES, inside)
    counts[Counted.ANNEXES] += words(annex.label) + words(annex.title) + sum(inside.values())


def _count_blocks(blocks: tuple[Block, ...], part: Counted, counts: dict[Counted, int]) -> None:
    for block in blocks:
        where = Counted.HEADINGS if isinstance(block, Heading) else part
        counts[where] += sum(words(plain_text(content)) for content in block_contents(block))
        counts[Counted.FOOTNOTES] += sum(
            words(plain_text(paragraph))
            for inline in block_inlines((block,))
            if isinstance(inline, Footnote)
            for paragraph in inline.content
        )
