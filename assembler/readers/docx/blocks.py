"""The pieces of one section of a Word file to the blocks of a text: paragraphs under their themes, lists, tables.

The blocks are those that the same text would give in Markdown. Headings of themes and typed numbers say where a
paragraph belongs, and are then left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assembler.model.finding import Severity, Source
from assembler.model.nodes import Block, BlockQuotation, Heading, Inlines, Paragraph, Query, Table
from assembler.model.text.suggestions import suggest
from assembler.model.text.word_count import count_words as count_words
from assembler.model.value import Growing, Value, field
from assembler.readers.diagnostics import Diagnostics
from assembler.readers.docx.body import Piece
from assembler.readers.docx.context import DroppedContent, Reason
from assembler.readers.docx.headings import theme_of
from assembler.readers.docx.lists import Marked, marked
from assembler.readers.ooxml.lists import FlatItem, nest_items

_QUOTATIONS = {"quote", "intense quote", "block text"}
_CAPTION = "caption"
_LONGEST_THEME = 14
_SHOWN_NUMBERS = 6


class Section(Value):
    """The text on one organization."""

    blocks: tuple[Block, ...]
    """Its blocks."""
    left: tuple[DroppedContent, ...]
    """What was left out of it."""


class _Growing(Growing):
    """What has been made so far, and what waits to be complete."""

    blocks: list[Block] = field(default_factory=list)
    items: list[FlatItem] = field(default_factory=list)
    quotation: list[tuple[Inlines, Source]] = field(default_factory=list)
    caption: Piece | None = None
    theme: str = ""


def text_of(pieces: Sequence[Piece], key: str, path: str, themes: tuple[str, ...], ledger: Diagnostics) -> Section:
    """The text of a section whose identifiers begin with `key`; finds headings that are no theme (IN-THM-01)."""
    return _TextReader(key, path, themes, ledger).read(pieces)


class _TextReader:
    """Makes the blocks of one section."""

    def __init__(self, key: str, path: str, themes: tuple[str, ...], ledger: Diagnostics) -> None:
        self._key = key
        self._path = path
        self._themes = themes
        self._ledger = ledger
        self._now = _Growing()
        self._left: list[DroppedContent] = []
        self._numbers: list[tuple[str, Source]] = []
        self._counts = dict.fromkeys("pht", 0)

    def read(self, pieces: Sequence[Piece]) -> Section:
        """The blocks of the pieces, and what was left out."""
        for one in marked(tuple(_unboxed(pieces)), self._path):
            self._piece(one)
        self._complete()
        self._find_numbers()
        return Section(tuple(self._now.blocks), tuple(self._left))

    def _piece(self, one: Marked) -> None:
        piece = one.piece
        if one.mark:
            self._left.append(DroppedContent(Reason.MARK, one.mark, piece.place))
        if one.number:
            self._numbers.append((one.number, self._at(piece)))
            self._left.append(DroppedContent(Reason.NUMBER, one.number, piece.place))
        if one.item is None:
            self._complete_lists()
        if one.item is not None:
            self._complete_quotation()
            self._now.items.append(one.item)
        elif piece.rows:
            self._table(piece)
        elif piece.degree or self._is_theme(piece):
            self._heading(piece)
        elif piece.style.lower() in _QUOTATIONS:
            self._now.quotation.append((piece.content, self._at(piece)))
        else:
            self._plain(piece)

    def _plain(self, piece: Piece) -> None:
        self._complete()
        if piece.style.lower() == _CAPTION:
            self._now.caption = piece
        else:
            self._paragraph(piece.content, self._at(piece))

    # Headings

    def _is_theme(self, piece: Piece) -> bool:
        short = piece.emphatic and count_words(piece.text) <= _LONGEST_THEME
        return short and bool(theme_of(piece.text, self._themes))

    def _heading(self, piece: Piece) -> None:
        self._complete()
        theme = theme_of(piece.text, self._themes)
        more = [it for it in piece.content if isinstance(it, Query)]
        if theme and not any(True for _ in piece.notes):
            self._now.theme = theme
            self._left.append(DroppedContent(Reason.HEADING, piece.text, piece.place))
            self._left += [DroppedContent(Reason.UNCALLED, query.text, piece.place) for query in more]
            return
        near = suggest(piece.text, self._themes)
        hint = f"Did you mean “{near}”?" if near else "The themes stand in contributions/report.yaml, under themes."
        self._ledger.add("IN-THM-01", self._at(piece), f"“{piece.text}” is no theme of this report.", hint)
        self._now.theme = ""
        level = 2 if piece.degree <= 2 else 3
        self._now.blocks.append(Heading(piece.content, level, self._name("h"), source=self._at(piece)))

    # Paragraphs, lists, quotations, tables

    def _paragraph(self, content: Inlines, source: Source) -> None:
        if content:
            self._now.blocks.append(Paragraph(content, self._name("p"), theme=self._now.theme, source=source))

    def _complete(self) -> None:
        self._complete_lists()
        self._complete_quotation()
        caption, self._now.caption = self._now.caption, None
        if caption:
            self._paragraph(caption.content, self._at(caption))

    def _complete_lists(self) -> None:
        items, self._now.items = self._now.items, []
        self._now.blocks += nest_items(items)

    def _complete_quotation(self) -> None:
        quoted, self._now.quotation = self._now.quotation, []
        if quoted:
            content = tuple(content for content, _ in quoted)
            self._now.blocks.append(BlockQuotation(content, quoted[0][1]))

    def _table(self, piece: Piece) -> None:
        caption, self._now.caption = self._now.caption, None
        self._complete()
        rows = [tuple(cell.content for cell in row) for row in piece.rows]
        width = max(map(len, rows))
        head, *further = [(*row, *((),) * (width - len(row))) for row in rows]
        table = Table(
            caption=caption.content if caption else (),
            head=head,
            rows=tuple(further),
            alignments=(*piece.alignments, *("left",) * width)[:width],
            id=self._name("t"),
            source=self._at(piece),
        )
        self._now.blocks.append(table)

    # Names and places

    def _name(self, kind: str) -> str:
        self._counts[kind] += 1
        return f"{self._key}#{kind}{self._counts[kind]}"

    def _at(self, piece: Piece) -> Source:
        return Source(self._path, max(piece.place, 1))

    def _find_numbers(self) -> None:
        """Says that typed numbers were taken off (IN-DOC-08)."""
        if not self._numbers:
            return
        shown = ", ".join(number for number, _ in self._numbers[:_SHOWN_NUMBERS])
        more = len(self._numbers) - _SHOWN_NUMBERS
        shown += f" and {more} more" if more > 0 else ""
        message = f"Typed paragraph numbers were taken off: {shown}"
        message = message if message.endswith(".") else f"{message}."
        hint = "Nothing needs to be done: the report numbers its paragraphs itself."
        self._ledger.add("IN-DOC-08", self._numbers[0][1], message, hint, Severity.ADVICE)


def _unboxed(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces, of a table with a single cell its paragraphs: it is a frame around them."""
    for piece in pieces:
        if piece.rows and len(piece.rows) == 1 and len(piece.rows[0]) == 1:
            yield from piece.parts
        else:
            yield piece
