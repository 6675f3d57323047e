"""Prints blocks as Markdown that the reader of contributions reads back to the same nodes.

Characters with a meaning in Markdown are escaped. Where two marks would run together, an empty comment stands between
them. Placeholders are left out: a contribution cannot hold them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assembler.model.nodes import (
    Block,
    BlockQuotation,
    BulletedList,
    Heading,
    Inline,
    LetteredList,
    ListItem,
    Paragraph,
    Table,
    Text,
)
from assembler.model.value import replace
from assembler.writers.markdown.inlines import BETWEEN, InlinePrinter

_NAME = re.compile(r"[\w-]+\Z")
_RULED = re.compile(r"\A(?:-[ \t]*+)+\Z")  # with the mark of its item it would be a line drawn with hyphens
_RULES = {"left": "---", "center": ":-:", "right": "--:"}
# What means something at the beginning of a line, with the sign before which a backslash takes the meaning away.
_BEGINNINGS = re.compile(
    r"(?P<heading>#{1,6}[ \t])|(?P<quotation>>)|(?P<rule>-{3,}\Z)|(?P<bullet>[-+*][ \t])|(?P<fence>~~~)"
    r"|\d{1,9}(?P<item>[.)][ \t])|Table(?P<title>:\s)|(?P<note>\[\^[^\[\]\s]+\]:)"
)


def print_blocks(blocks: Iterable[Block], key: str = "", labels: Iterable[str] = ()) -> str:
    """The body of a text; `key` is the first part of its own identifiers, which references to it leave out.

    Notes get none of the `labels`, which others have already.
    """
    printer = _BlockPrinter(key, labels)
    parts = list(printer.blocks(tuple(blocks)))
    parts.extend(printer.notes())
    return "".join(f"{part}\n" for part in "\n\n".join(parts).split("\n")) if parts else ""


def print_each_block(blocks: Iterable[Block], key: str) -> tuple[tuple[str, ...], dict[str, str]]:
    """Each block by itself, headings of themes left out, and the lines of each note by its label."""
    printer = _BlockPrinter(key, ())
    printed = tuple("\n\n".join(printer.blocks((_drop_theme(block),))) for block in blocks)
    return printed, dict(printer.labelled_notes())


def _drop_theme(block: Block) -> Block:
    return replace(block, theme="") if isinstance(block, Paragraph) else block


class _BlockPrinter:
    """Prints the blocks of one text."""

    def __init__(self, key: str, labels: Iterable[str]) -> None:
        self._inline = InlinePrinter(key, labels)
        self._theme = ""
        self._paragraphs = 0

    def blocks(self, blocks: tuple[Block, ...]) -> Iterator[str]:
        """Each block in turn, with the headings of themes."""
        before: Block | None = None
        for block in blocks:
            if isinstance(block, LetteredList | BulletedList) and type(block) is type(before):
                yield BETWEEN  # two lists of one kind would be read as one
            yield from self._block(block)
            before = block

    def notes(self) -> Iterator[str]:
        """The texts of the notes that were cited."""
        return (text for _, text in self.labelled_notes())

    def labelled_notes(self) -> Iterator[tuple[str, str]]:
        """The same with their labels."""
        while (note := self._inline.next_note()) is not None:
            label, content = note
            paragraphs = [self._inline.content(paragraph) for paragraph in content]
            yield label, f"[^{label}]: " + "\n\n    ".join(paragraphs) if paragraphs else f"[^{label}]:"

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading(content, level):
                self._theme = ""
                yield f"{'#' * level} {_escape_end(self._inline.content(content))}"
            case Paragraph():
                if block.theme != self._theme and block.theme:
                    yield f"## {_escape_end(self._inline.content((Text(block.theme),)))}"
                self._theme = block.theme
                yield self._paragraph(block)
            case LetteredList(items) | BulletedList(items):
                yield "\n".join(self._items(items, isinstance(block, LetteredList), ""))
            case BlockQuotation(content):
                yield "\n>\n".join(f"> {_escape_beginning(self._inline.content(paragraph))}" for paragraph in content)
            case Table():
                yield self._table(block)

    def _paragraph(self, block: Paragraph) -> str:
        self._paragraphs += 1
        words = _escape_beginning(self._inline.content(block.content))
        attributes = " ".join(self._attributes(block))
        return f"{words}\n{{: {attributes} }}" if attributes else words

    def _attributes(self, block: Paragraph) -> Iterator[str]:
        name = block.id.partition("#")[2]
        if _NAME.match(name) and name != f"p{self._paragraphs}":
            yield f"#{name}"
        if block.order is not None:
            yield f"order={block.order}"
        if block.origins:
            sources = (
                f"{origin.paragraph}@{origin.hash}" if origin.hash else origin.paragraph for origin in block.origins
            )
            yield f'from="{" ".join(sources)}"'

    def _items(self, items: Iterable[ListItem], lettered: bool, indent: str) -> Iterator[str]:
        for number, item in enumerate(items, 1):
            mark = f"{number}." if lettered else "-"
            words = _RULED.sub(r"\\\g<0>", self._inline.content(item.content), count=1)
            yield f"{indent}{mark} {words or BETWEEN}"
            for below in item.below:
                yield from self._items(below.items, isinstance(below, LetteredList), indent + "    ")

    def _table(self, table: Table) -> str:
        caption = f"Table: {self._inline.content(table.caption)}\n\n" if table.caption else ""
        head, *rows = [self._row(row) for row in (table.head, *table.rows)]
        alignments = (*table.alignments, *("left",) * len(table.head))[: len(table.head)]
        rule = f"| {' | '.join(_RULES[alignment] for alignment in alignments)} |"
        return caption + "\n".join((head, rule, *rows))

    def _row(self, cells: Iterable[tuple[Inline, ...]]) -> str:
        # A bar ends a cell wherever it stands, in an address too.
        printed = (self._inline.content(cell).replace("|", r"\|") for cell in cells)
        return f"| {' | '.join(printed)} |"


def _escape_beginning(words: str) -> str:
    """The words so that nothing begins with them but a paragraph."""
    match = _BEGINNINGS.match(words)
    if match is None:
        return words
    if match["note"]:
        return BETWEEN + words
    place = match.start(match.lastgroup or 0)
    return f"{words[:place]}\\{words[place:]}"


def _escape_end(words: str) -> str:
    """The words of a heading so that number signs at their end are words."""
    stripped = words.rstrip("#")
    return f"{stripped}\\{words[len(stripped) :]}" if stripped != words and stripped[-1:] in ("", " ", "\t") else words
