"""Reads paragraphs and tables of a draft to blocks: headings, numbered paragraphs, lists, quotations, tables.

Blocks lie flat in Word: the items of a list are paragraphs, and so are the lines over a table and the sources of a
draft, each known by its style. So a block that has been read waits until it is clear where it belongs. Headings of
sections and annexes are told apart from those inside a text by their hidden bookmarks; one that an editor has added, by
its style.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assembler.model.nodes import Block, BlockQuotation, Heading, Inlines, Origin, Paragraph, Text
from assembler.model.text.plain_text import extract_text
from assembler.model.value import MutableValue, Value, field, replace
from assembler.ooxml.elements import Element
from assembler.ooxml.paragraph_ids import Hidden, Record
from assembler.readers.ooxml.attributes import get_child, get_local_name, parse_number
from assembler.readers.ooxml.inline_nesting import TAB, Leaf, nest_words
from assembler.readers.ooxml.lists import BULLET, FlatItem, ListMember, nest_items
from assembler.readers.ooxml.styles import HEADINGS
from assembler.readers.report_docx.context import ReportContext
from assembler.readers.report_docx.inlines import ReadParagraph, read_paragraph
from assembler.readers.report_docx.paragraph_ids import get_held_bookmarks
from assembler.readers.report_docx.tables import read_table

_OF_WORD = {f"{word} {degree - 1}": degree for word in ("heading", "Heading") for degree in range(2, 6)}
HEADING_DEGREES = HEADINGS | _OF_WORD
"""The degrees of headings by style; Word's own, in which somebody may write or paste, stand below the sections."""

_SOURCE = "Draft Source"
_QUOTATION = "Quote"
_TABLE_NUMBER = "Rep_Table_Number"
_TABLE_TITLE = "Rep_Table_Title"
_NO_TEXT = {"Contents Title", "SmallX", "toc 1", "toc 2", "End Rule"}
_MAY_BE_EMPTY = {"header", "Normal", ""}
_AROUND_BLOCKS = {"sdt", "sdtContent", "customXml"}
_FIRST_LEVEL = 2
_LAST_LEVEL = 3


class Division(Value):
    """The heading of a section, or the label or title of an annex."""

    kind: Hidden
    """Which of the three."""
    title: str
    """Its words."""
    label: str = ""
    """The numeral or letter with its mark."""
    level: int = 1
    """The level of a section."""
    id: str = ""
    """Its identifier."""
    organization: str = ""
    """The organization that a section reports on."""


class _OpenBlocks(MutableValue):
    """What has been read of a block that may not be complete."""

    entities: tuple[str, ...] = ()
    """Whose words the next paragraph carries."""
    items: list[FlatItem] = field(default_factory=list)
    """Items of lists."""
    quotation: list[Inlines] = field(default_factory=list)
    """Paragraphs of a block quotation."""
    quotation_name: str = ""
    """The name of its bookmark, which some programs give to each of its paragraphs."""
    number_line: Inlines = ()
    """The line with the number of the next table."""
    caption: Inlines = ()
    """The title of the next table."""


class BlockReader:
    """Reads the paragraphs and tables of a document, which it must be given in order."""

    def __init__(self, context: ReportContext) -> None:
        """Takes what stands around the document."""
        self._context = context
        self._waiting = _OpenBlocks()
        self._level = 1

    def read(self, elements: Iterable[Element]) -> Iterator[Block | Division]:
        """Blocks, and where sections and annexes begin."""
        for element in elements:
            tag = get_local_name(element)
            if tag == "p":
                yield from self._read_paragraph(element)
            elif tag == "tbl":
                yield from self._read_table(element)
            elif tag in _AROUND_BLOCKS:
                yield from self.read(element)
        yield from self._complete_blocks()

    def read_blocks(self, elements: Iterable[Element]) -> tuple[Block, ...]:
        """Blocks alone, such as those of a cell."""
        return tuple(_make_block(block) for block in self.read(elements))

    def _complete_blocks(self) -> Iterator[Block]:
        """The blocks that wait and cannot go on."""
        waiting, self._waiting = self._waiting, _OpenBlocks()
        yield from nest_items(waiting.items)
        if waiting.quotation:
            yield BlockQuotation(tuple(waiting.quotation))
        yield from (Paragraph(line) for line in (waiting.number_line, waiting.caption) if line)

    def _read_paragraph(self, element: Element) -> Iterator[Block | Division]:
        style = self._context.get_style(element)
        if style in _NO_TEXT:
            return
        read = read_paragraph(element, self._context)
        member = self._context.lists.count(element)
        if style in HEADING_DEGREES or self._is_division(element, read):
            yield from self._complete_blocks()
            yield self._read_heading(element, read, HEADING_DEGREES.get(style, 1), member)
        elif style == _QUOTATION:
            yield from self._read_quotation(read)
        elif style == _SOURCE:
            yield from self._complete_blocks()
            self._waiting.entities = tuple(extract_text(read.content).split(", "))
        elif style == _TABLE_NUMBER:
            yield from self._complete_blocks()
            self._waiting.number_line = read.content
        elif style == _TABLE_TITLE:
            yield from self._read_title(read)
        elif member and (member.level or member.number_format == BULLET):
            yield from self._read_item(read, member)
        elif read.content or style not in _MAY_BE_EMPTY:
            yield from self._read_text(read, member, get_held_bookmarks(element) or read.bookmarks)

    def _find_record(self, bookmarks: Iterable[str], *kinds: Hidden) -> Record | None:
        """What the file says of the first of the bookmarks of those kinds."""
        names = (name for name in bookmarks if name.startswith(kinds))
        return next((self._context.records[name] for name in names if name in self._context.records), None)

    # Headings

    def _is_division(self, element: Element, read: ReadParagraph) -> bool:
        """Whether a paragraph is the heading of a section although another style has come over it from a deletion."""
        record = self._find_record(read.bookmarks, Hidden.SECTION, Hidden.ANNEX)
        return record is not None and bool(read.content) and not get_held_bookmarks(element)

    def _read_heading(
        self, element: Element, read: ReadParagraph, degree: int, member: ListMember | None
    ) -> Heading | Division:
        label, leaves = _split_label(read.leaves, 1)
        label = member.label if member else label
        content = nest_words(leaves)
        record = self._find_record(read.bookmarks, Hidden.SECTION, Hidden.ANNEX, Hidden.HEADING)
        if any(name.startswith(Hidden.TITLE) for name in read.bookmarks):
            return Division(Hidden.TITLE, extract_text(content))
        if record is None:
            return self._read_added_heading(element, content, label, degree)
        facts = record.facts
        if record.kind == Hidden.HEADING.kind:
            return Heading(content, parse_number(facts.get("level", ""), _FIRST_LEVEL), facts.get("id", ""), label)
        kind = Hidden.SECTION if record.kind == Hidden.SECTION.kind else Hidden.ANNEX
        self._level = parse_number(facts.get("level", ""), 1)
        identifier, organization = facts.get("id", ""), facts.get("organization", "")
        return Division(kind, extract_text(content), label, self._level, identifier, organization)

    def _read_added_heading(self, element: Element, content: Inlines, label: str, degree: int) -> Heading | Division:
        """A heading that the file says nothing of, since somebody has typed it."""
        if degree > 1:
            return Heading(content, min(max(degree - self._level + 1, _FIRST_LEVEL), _LAST_LEVEL), label=label)
        self._level = 1
        properties = get_child(element, "pPr")
        annex = properties is not None and get_child(properties, "pageBreakBefore") is not None
        return Division(Hidden.ANNEX if annex else Hidden.SECTION, extract_text(content), label)

    # Paragraphs, lists, quotations

    def _read_text(self, read: ReadParagraph, member: ListMember | None, bookmarks: tuple[str, ...]) -> Iterator[Block]:
        entities = self._waiting.entities
        yield from self._complete_blocks()
        names = [identifier for name in bookmarks if (identifier := self._context.find_paragraph(name))]
        origins = tuple(map(Origin, names)) if len(names) > 1 else ()
        number = member.number if member else None
        yield Paragraph(read.content, names[0] if names else "", number, origins=origins, entities=entities)

    def _read_item(self, read: ReadParagraph, member: ListMember) -> Iterator[Block]:
        if not self._waiting.items:
            yield from self._complete_blocks()
        bulleted = member.number_format == BULLET
        content = nest_words(_split_label(read.leaves, 0)[1]) if member.has_typed_label else read.content
        degree = member.level if bulleted else member.level - 1
        self._waiting.items.append(FlatItem(member.list, degree, bulleted, content))

    def _read_quotation(self, read: ReadParagraph) -> Iterator[Block]:
        name = next((name for name in read.bookmarks if name.startswith(Hidden.QUOTATION)), "")
        if not self._waiting.quotation or name not in ("", self._waiting.quotation_name):
            yield from self._complete_blocks()
            self._waiting.quotation_name = name
        self._waiting.quotation.append(read.content)

    # Tables

    def _read_title(self, read: ReadParagraph) -> Iterator[Block]:
        if not self._waiting.number_line or self._waiting.caption:
            yield from self._complete_blocks()
        self._waiting.caption = read.content

    def _read_table(self, element: Element) -> Iterator[Block]:
        number, caption = _find_number(extract_text(self._waiting.number_line)), self._waiting.caption
        self._waiting.number_line = self._waiting.caption = ()
        yield from self._complete_blocks()
        table, bookmarks = read_table(element, self._context)
        record = self._find_record(bookmarks, Hidden.TABLE)
        yield replace(table, caption=caption, number=number, id=record.facts.get("id", "") if record else "")


def _make_block(block: Block | Division) -> Block:
    """A block; what begins a section where none can begin is a heading."""
    return Heading((Text(block.title),), _FIRST_LEVEL, label=block.label) if isinstance(block, Division) else block


def _split_label(leaves: tuple[Leaf, ...], begin: int) -> tuple[str, tuple[Leaf, ...]]:
    """The label that is printed as text, from a place up to a tab, and the leaves after it; before it are only tabs."""
    tabs = [place for place, leaf in enumerate(leaves) if leaf.node == Text(TAB)]
    end = next((place for place in tabs if place >= begin), None)
    if end is None or tabs[:begin] != list(range(begin)):
        return "", leaves
    return extract_text(leaf.node for leaf in leaves[begin:end]), leaves[end + 1 :]


def _find_number(line: str) -> int | None:
    """The first number in a line."""
    match = re.search(r"\d+", line)
    return parse_number(match.group(), 0) if match else None
