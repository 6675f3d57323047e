"""Normal form of blocks for comparison: without what Word cannot carry or counts by itself.

Beside it other forms of the same blocks: their words, words for a reader, and blocks as they return from a text file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from assembler.model.contribution import Kind
from assembler.model.nodes import (
    Block,
    BlockQuotation,
    BulletedList,
    CrossReference,
    Deletion,
    Footnote,
    Heading,
    Inline,
    Inlines,
    Insertion,
    LetteredList,
    ListItem,
    Paragraph,
    Placeholder,
    Query,
    Table,
    Text,
)
from assembler.model.text.no_break_spaces import remove_no_break_spaces
from assembler.model.text.plain_text import extract_passage_text, extract_text, format_reference
from assembler.model.text.rewriting import rewrite, rewrite_block
from assembler.model.text.traversal import walk_block_inlines
from assembler.model.text.word_count import separate_words
from assembler.model.value import replace
from assembler.model.vocabulary import Vocabulary
from assembler.ooxml.markup import clean
from assembler.readers.markdown.contribution import read_markdown
from assembler.readers.ooxml.inline_flattening import normalize_inlines
from assembler.readers.text_file import TextFile
from assembler.writers.markdown.blocks import print_blocks

type Blocks = tuple[Block, ...]
type NameReference = Callable[[CrossReference], tuple[str, str]]
"""Gives the identifiers by which the first and the last paragraph of a reference are compared."""

_SPACES = re.compile(" {2,}")
_PROPOSED = "{++"
"""Stands before the words of a block that is proposed as a whole."""


def normalize_blocks(blocks: Iterable[Block], language: str, name_reference: NameReference) -> Blocks:
    """The blocks in the form in which they are compared."""

    def normalize(inline: Inline) -> Inlines:
        match inline:
            case Text(text):
                return (Text(_SPACES.sub(" ", remove_no_break_spaces(clean(text)))),)
            case Footnote():
                return (replace(inline, number=None),)
            case CrossReference():
                first, last = name_reference(inline)
                return (replace(inline, first=first, last=last, numbers=()),)
        return (inline,)

    def normalize_content(content: Inlines) -> Inlines:
        return _strip_spaces(normalize_inlines(rewrite(content, normalize), language))

    return tuple(_normalize_block(block, normalize_content) for block in blocks)


def _strip_spaces(content: Inlines) -> Inlines:
    """The nodes without spaces at both ends, which no text keeps."""
    nodes = list(content)
    if nodes and isinstance(nodes[0], Text):
        nodes[0] = Text(nodes[0].text.lstrip(" "))
    if nodes and isinstance(nodes[-1], Text):
        nodes[-1] = Text(nodes[-1].text.rstrip(" "))
    return tuple(node for node in nodes if node != Text(""))


def _normalize_block(block: Block, content: Callable[[Inlines], Inlines]) -> Block:
    match block:
        case Heading():
            return Heading(content(block.content), block.level)
        case Paragraph():
            return Paragraph(content(block.content))
        case LetteredList():
            return LetteredList(_normalize_items(block.items, content))
        case BulletedList():
            return BulletedList(_normalize_items(block.items, content))
        case BlockQuotation():
            return BlockQuotation(tuple(map(content, block.content)))
        case Table():
            rows = (row + ((),) * (len(block.head) - len(row)) for row in block.rows)
            return Table(
                content(block.caption),
                tuple(map(content, block.head)),
                tuple(tuple(map(content, row)) for row in rows),
                (*block.alignments, *("left",) * len(block.head))[: len(block.head)],
            )


def _normalize_items(items: Iterable[ListItem], content: Callable[[Inlines], Inlines]) -> tuple[ListItem, ...]:
    return tuple(
        ListItem(content(item.content), tuple(_normalize_list(below, content) for below in item.below))
        for item in items
    )


def _normalize_list(
    below: LetteredList | BulletedList, content: Callable[[Inlines], Inlines]
) -> LetteredList | BulletedList:
    block = _normalize_block(below, content)
    assert isinstance(block, LetteredList | BulletedList)
    return block


def list_words(blocks: Iterable[Block]) -> tuple[str, ...]:
    """The words of blocks and their footnotes before any proposal, without the numbers that Word counts.

    So a paragraph with proposals is recognized by its former words, and one that is proposed equals none of the others.
    """
    blocks = tuple(blocks)
    before = separate_words(extract_passage_text(rewrite_block(block, _reject_proposal) for block in blocks))
    if before:
        return tuple(before)
    proposed = separate_words(extract_passage_text(rewrite_block(block, _drop_numbers) for block in blocks))
    return (_PROPOSED, *proposed) if proposed else ()


def _reject_proposal(inline: Inline) -> Inlines:
    match inline:
        case Insertion():
            return ()
        case Deletion(content):
            return content
    return _drop_numbers(inline)


def _drop_numbers(inline: Inline) -> Inlines:
    return (replace(inline, numbers=()),) if isinstance(inline, CrossReference) else (inline,)


def format_for_reader(blocks: Iterable[Block]) -> str:
    """The words for a person to compare, with footnotes and queries at their places."""

    def change(inline: Inline) -> Inlines:
        match inline:
            case Footnote(content):
                return (Text(f" [note: {' '.join(map(extract_text, content))}]"),)
            case Query(text):
                return (Text(f"{{>> {text} <<}}"),)
        return _drop_numbers(inline)

    return " ".join(extract_passage_text(rewrite_block(block, change) for block in blocks).split())


# What a text can hold


def write_and_read(blocks: Iterable[Block], key: str, language: str) -> Blocks:
    """The blocks as they return when they are written into a text file and read from it.

    Document symbols and quotations are found; identifiers, sources and places are lost. Footnotes have labels of
    their own.
    """
    bare = tuple(rewrite_block(_drop_attributes(block), _make_writable) for block in blocks)
    printed = print_blocks(bare, key)
    text_file = TextFile("", Kind.GENERAL, key, language, None, Vocabulary())
    return _restore_references(read_markdown(printed.encode(), text_file)[0].blocks, list_references(bare))


def list_references(blocks: Iterable[Block]) -> list[CrossReference]:
    """The cross references in printed order."""
    return [inline for inline in walk_block_inlines(blocks) if isinstance(inline, CrossReference)]


def _restore_references(blocks: Blocks, references: list[CrossReference]) -> Blocks:
    """The blocks with references to the same paragraphs: a text cannot name a range over two texts."""
    if len(list_references(blocks)) != len(references):
        return blocks
    remaining = iter(references)

    def change(inline: Inline) -> Inlines:
        if not isinstance(inline, CrossReference):
            return (inline,)
        reference = next(remaining)
        return (replace(inline, first=reference.first, last=reference.last),)

    return tuple(rewrite_block(block, change) for block in blocks)


def _drop_attributes(block: Block) -> Block:
    return Paragraph(block.content) if isinstance(block, Paragraph) else block


def _make_writable(inline: Inline) -> Inlines:
    """The inline as a text can hold it: without proposals inside proposals, placeholders and references to nothing."""
    match inline:
        case CrossReference(word) if not extract_text(word).strip():
            return (Text(format_reference(inline)),)
        case Placeholder():
            return ()
        case Insertion() | Deletion():
            content = tuple(node for node in inline.content if not isinstance(node, Insertion | Deletion))
            return (replace(inline, content=content),)
    return (inline,)
