"""Makes blocks of one section of a Word file: paragraphs under their themes, lists, quotations, tables.

The blocks are those that the same text would give in Markdown. Headings of themes and typed numbers say where a
paragraph belongs, and are then dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assembler.model.finding import Severity, Source
from assembler.model.nodes import Block, BlockQuotation, Heading, Inlines, Paragraph, Query, Table
from assembler.model.text.phrases import quote_each
from assembler.model.text.suggestions import suggest
from assembler.model.text.word_count import estimate_words as estimate_words
from assembler.model.value import MutableValue, Value, field
from assembler.readers.diagnostics import Diagnostics
from assembler.readers.docx.body import BodyEntry
from assembler.readers.docx.context import DroppedContent, Reason
from assembler.readers.docx.headings import find_theme
from assembler.readers.docx.lists import ListCandidate, find_list_items
from assembler.readers.ooxml.lists import FlatItem, nest_items

_QUOTATIONS = {"quote", "intense quote", "block text"}
_CAPTION = "caption"
_LONGEST_THEME = 14
_SHOWN_NUMBERS = 6


class SectionText(Value):
    """The text on one organization."""

    blocks: tuple[Block, ...]
    """Its blocks."""
    dropped: tuple[DroppedContent, ...]
    """What was left out of it."""


class _OpenText(MutableValue):
    """What has been made so far, and what waits to be complete."""

    blocks: list[Block] = field(default_factory=list)
    items: list[FlatItem] = field(default_factory=list)
    quotation: list[tuple[Inlines, Source]] = field(default_factory=list)
    caption: BodyEntry | None = None
    theme: str = ""


def read_section(
    entries: Sequence[BodyEntry], key: str, path: str, themes: tuple[str, ...], diagnostics: Diagnostics
) -> SectionText:
    """The text of a section whose identifiers begin with `key`; finds headings that are no theme (IN-THM-01)."""
    return _SectionReader(key, path, themes, diagnostics).read(entries)


class _SectionReader:
    """Makes the blocks of one section."""

    def __init__(self, key: str, path: str, themes: tuple[str, ...], diagnostics: Diagnostics) -> None:
        self._key = key
        self._path = path
        self._themes = themes
        self._diagnostics = diagnostics
        self._text = _OpenText()
        self._dropped: list[DroppedContent] = []
        self._numbers: list[tuple[str, Source]] = []
        self._counts = dict.fromkeys("pht", 0)

    def read(self, entries: Sequence[BodyEntry]) -> SectionText:
        """The blocks of the entries, and what was left out."""
        for candidate in find_list_items(tuple(_unpack_frames(entries)), self._path):
            self._read_entry(candidate)
        self._complete_blocks()
        self._report_numbers()
        return SectionText(tuple(self._text.blocks), tuple(self._dropped))

    def _read_entry(self, candidate: ListCandidate) -> None:
        entry = candidate.entry
        if candidate.mark:
            self._dropped.append(DroppedContent(Reason.MARK, candidate.mark, entry.place))
        if candidate.number:
            self._numbers.append((candidate.number, self._get_source(entry)))
            self._dropped.append(DroppedContent(Reason.NUMBER, candidate.number, entry.place))
        if candidate.item is None:
            self._complete_lists()
        if candidate.item is not None:
            self._complete_quotation()
            self._text.items.append(candidate.item)
        elif entry.rows:
            self._add_table(entry)
        elif entry.degree or self._is_theme(entry):
            self._read_heading(entry)
        elif entry.style.lower() in _QUOTATIONS:
            self._text.quotation.append((entry.content, self._get_source(entry)))
        else:
            self._read_plain(entry)

    def _read_plain(self, entry: BodyEntry) -> None:
        self._complete_blocks()
        if entry.style.lower() == _CAPTION:
            self._text.caption = entry
        else:
            self._add_paragraph(entry.content, self._get_source(entry))

    # Headings

    def _is_theme(self, entry: BodyEntry) -> bool:
        short = entry.emphatic and estimate_words(entry.text) <= _LONGEST_THEME
        return short and bool(find_theme(entry.text, self._themes))

    def _read_heading(self, entry: BodyEntry) -> None:
        self._complete_blocks()
        theme = find_theme(entry.text, self._themes)
        more = [node for node in entry.content if isinstance(node, Query)]
        if theme and not any(True for _ in entry.notes):
            self._text.theme = theme
            self._dropped.append(DroppedContent(Reason.HEADING, entry.text, entry.place))
            self._dropped += [DroppedContent(Reason.UNCALLED, query.text, entry.place) for query in more]
            return
        near = suggest(entry.text, self._themes)
        hint = "Did you mean “{near}”?" if near else "Write one of these: {themes}."
        message = "“{theme}” is no theme of this report."
        themes = quote_each(self._themes)
        if not near and not themes:
            hint = "The themes are listed in contributions/report.yaml, under “themes”."
        word_hint = "" if near or themes else "Ask the editor of the report for the list of themes."
        self._diagnostics.add(
            "IN-THM-01",
            self._get_source(entry),
            message,
            hint,
            word_hint=word_hint,
            theme=entry.text,
            near=near,
            themes=themes,
        )
        self._text.theme = ""
        level = 2 if entry.degree <= 2 else 3
        self._text.blocks.append(
            Heading(entry.content, level, self._make_identifier("h"), source=self._get_source(entry))
        )

    # Paragraphs, lists, quotations, tables

    def _add_paragraph(self, content: Inlines, source: Source) -> None:
        if content:
            self._text.blocks.append(
                Paragraph(content, self._make_identifier("p"), theme=self._text.theme, source=source)
            )

    def _complete_blocks(self) -> None:
        self._complete_lists()
        self._complete_quotation()
        caption, self._text.caption = self._text.caption, None
        if caption:
            self._add_paragraph(caption.content, self._get_source(caption))

    def _complete_lists(self) -> None:
        items, self._text.items = self._text.items, []
        self._text.blocks += nest_items(items)

    def _complete_quotation(self) -> None:
        quoted, self._text.quotation = self._text.quotation, []
        if quoted:
            content = tuple(content for content, _ in quoted)
            self._text.blocks.append(BlockQuotation(content, quoted[0][1]))

    def _add_table(self, entry: BodyEntry) -> None:
        caption, self._text.caption = self._text.caption, None
        self._complete_blocks()
        rows = [tuple(cell.content for cell in row) for row in entry.rows]
        width = max(map(len, rows))
        head, *further = [(*row, *((),) * (width - len(row))) for row in rows]
        table = Table(
            caption=caption.content if caption else (),
            head=head,
            rows=tuple(further),
            alignments=(*entry.alignments, *("left",) * width)[:width],
            id=self._make_identifier("t"),
            source=self._get_source(entry),
        )
        self._text.blocks.append(table)

    # Names and places

    def _make_identifier(self, kind: str) -> str:
        self._counts[kind] += 1
        return f"{self._key}#{kind}{self._counts[kind]}"

    def _get_source(self, entry: BodyEntry) -> Source:
        return Source(self._path, max(entry.place, 1))

    def _report_numbers(self) -> None:
        """Says that typed numbers were taken off (IN-DOC-08)."""
        if not self._numbers:
            return
        numbers = ", ".join(number for number, _ in self._numbers[:_SHOWN_NUMBERS])
        more = len(self._numbers) - _SHOWN_NUMBERS
        message = (
            "Typed paragraph numbers were removed: {numbers} and {more} more."
            if more > 0
            else "Typed paragraph numbers were removed: {numbers}."
        )
        hint = "Nothing needs to be done: the report numbers its paragraphs itself."
        self._diagnostics.add(
            "IN-DOC-08",
            self._numbers[0][1],
            message,
            hint,
            Severity.ADVICE,
            numbers=numbers.removesuffix("."),
            more=more,
        )


def _unpack_frames(entries: Sequence[BodyEntry]) -> Iterator[BodyEntry]:
    """The entries, of a table with a single cell its paragraphs: it is a frame around them."""
    for entry in entries:
        if entry.rows and len(entry.rows) == 1 and len(entry.rows[0]) == 1:
            yield from entry.parts
        else:
            yield entry
