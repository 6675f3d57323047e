"""Blocks in the form in which they are compared: what Word can't carry, or counts by itself, is left out."""

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
    Insertion,
    LetteredList,
    ListItem,
    Paragraph,
    Placeholder,
    Query,
    Table,
    Text,
)
from assembler.model.text.no_break_spaces import typed
from assembler.model.text.walk import (
    Inlines,
    block_inlines,
    passage_text,
    plain_text,
    reference_text,
    rewrite,
    rewrite_block,
)
from assembler.model.value import replace
from assembler.model.vocabulary import Vocabulary
from assembler.ooxml.markup import clean
from assembler.readers.markdown.contribution import read_markdown
from assembler.readers.ooxml.inline_nesting import settled
from assembler.readers.text_file import TextFile
from assembler.writers.markdown.blocks import print_blocks

type Blocks = tuple[Block, ...]
type Naming = Callable[[CrossReference], tuple[str, str]]
"""What the first and the last paragraph of a reference are called where they are compared."""

_SPACES = re.compile(" {2,}")
_PROPOSED = "{++"
"""Stands before the words of what is proposed as a whole."""


def form(blocks: Iterable[Block], language: str, naming: Naming) -> Blocks:
    """The blocks as they are compared."""

    def bare(inline: Inline) -> Inlines:
        match inline:
            case Text(text):
                return (Text(_SPACES.sub(" ", typed(clean(text)))),)
            case Footnote():
                return (replace(inline, number=None),)
            case CrossReference():
                first, last = naming(inline)
                return (replace(inline, first=first, last=last, numbers=()),)
        return (inline,)

    return tuple(_form(block, lambda content: _ends_cut(settled(rewrite(content, bare), language))) for block in blocks)


def _ends_cut(content: Inlines) -> Inlines:
    """The nodes without spaces at both ends, which no text keeps."""
    nodes = list(content)
    if nodes and isinstance(nodes[0], Text):
        nodes[0] = Text(nodes[0].text.lstrip(" "))
    if nodes and isinstance(nodes[-1], Text):
        nodes[-1] = Text(nodes[-1].text.rstrip(" "))
    return tuple(node for node in nodes if node != Text(""))


def _form(block: Block, content: Callable[[Inlines], Inlines]) -> Block:
    match block:
        case Heading():
            return Heading(content(block.content), block.level)
        case Paragraph():
            return Paragraph(content(block.content))
        case LetteredList():
            return LetteredList(_items(block.items, content))
        case BulletedList():
            return BulletedList(_items(block.items, content))
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


def _items(items: Iterable[ListItem], content: Callable[[Inlines], Inlines]) -> tuple[ListItem, ...]:
    return tuple(ListItem(content(it.content), tuple(_list(below, content) for below in it.below)) for it in items)


def _list(below: LetteredList | BulletedList, content: Callable[[Inlines], Inlines]) -> LetteredList | BulletedList:
    made = _form(below, content)
    assert isinstance(made, LetteredList | BulletedList)
    return made


def words_of(blocks: Iterable[Block]) -> tuple[str, ...]:
    """The words of blocks and their notes as they stood before any proposal, without the numbers that Word counts.

    So a paragraph with proposals is known again by what it was, and one that is proposed is none of the others.
    """
    blocks = tuple(blocks)
    before = passage_text(rewrite_block(block, _before) for block in blocks).split()
    if before:
        return tuple(before)
    proposed = passage_text(rewrite_block(block, _numberless) for block in blocks).split()
    return (_PROPOSED, *proposed) if proposed else ()


def _before(inline: Inline) -> Inlines:
    match inline:
        case Insertion():
            return ()
        case Deletion(content):
            return content
    return _numberless(inline)


def _numberless(inline: Inline) -> Inlines:
    return (replace(inline, numbers=()),) if isinstance(inline, CrossReference) else (inline,)


def shown_text(blocks: Iterable[Block]) -> str:
    """The words for a person to compare: notes and queries at their places."""

    def change(inline: Inline) -> Inlines:
        match inline:
            case Footnote(content):
                return (Text(f" [note: {' '.join(map(plain_text, content))}]"),)
            case Query(text):
                return (Text(f"{{>> {text} <<}}"),)
        return _numberless(inline)

    return " ".join(passage_text(rewrite_block(block, change) for block in blocks).split())


# What a text can hold


def as_text(blocks: Iterable[Block], key: str, language: str) -> Blocks:
    """The blocks as they come back when they are written into a text: symbols and quotations found, raising lost.

    Identifiers, sources and places are lost, notes have labels of their own.
    """
    bare = tuple(rewrite_block(_anonymous(block), _writable) for block in blocks)
    printed = print_blocks(bare, key)
    text_file = TextFile("", Kind.GENERAL, key, language, None, Vocabulary())
    return _referring(read_markdown(printed.encode(), text_file)[0].blocks, references_of(bare))


def references_of(blocks: Iterable[Block]) -> list[CrossReference]:
    """The references in printed order."""
    return [inline for inline in block_inlines(blocks) if isinstance(inline, CrossReference)]


def _referring(blocks: Blocks, references: list[CrossReference]) -> Blocks:
    """The blocks with references to the same paragraphs: a range over two texts can't be typed by their names."""
    if len(references_of(blocks)) != len(references):
        return blocks
    meant = iter(references)

    def change(inline: Inline) -> Inlines:
        if not isinstance(inline, CrossReference):
            return (inline,)
        it = next(meant)
        return (replace(inline, first=it.first, last=it.last),)

    return tuple(rewrite_block(block, change) for block in blocks)


def _anonymous(block: Block) -> Block:
    return Paragraph(block.content) if isinstance(block, Paragraph) else block


def _writable(inline: Inline) -> Inlines:
    """A proposal inside another has come to nothing; placeholders are no text, numbers without a word no reference."""
    match inline:
        case CrossReference(word) if not plain_text(word).strip():
            return (Text(reference_text(inline)),)
        case Placeholder():
            return ()
        case Insertion() | Deletion():
            kept = tuple(it for it in inline.content if not isinstance(it, Insertion | Deletion))
            return (replace(inline, content=kept),)
    return (inline,)
