"""Cuts the body of a text into the lines of its blocks, and tells what kind of block each is.

What belongs together across blank lines (a list, a footnote of several paragraphs) stays in one block. Footnotes are
taken out first, wherever they stand, so that a footnote between two items does not cut their list in two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from enum import Enum, auto

from assembler.model.value import Value
from assembler.readers.markdown.attributes import parse_attributes
from assembler.readers.markdown.source_text import BLANKS, Line


class BlockKind(Enum):
    """What a block is."""

    PARAGRAPH = auto()
    HEADING = auto()
    LIST = auto()
    QUOTATION = auto()
    TABLE = auto()
    CODE = auto()


class BlockLines(Value):
    """The lines of one block of the body."""

    kind: BlockKind
    lines: tuple[Line, ...]
    """Its lines without the line of attributes."""
    attributes: Line | None = None
    """The line of attributes after the block."""


class FootnoteDefinition(Value):
    """The lines of a footnote's text."""

    label: str
    """Its label."""
    mark: Line
    """The label with its brackets, at its place."""
    lines: tuple[Line, ...]
    """Its lines without the label."""
    attributes: tuple[Line, ...]
    """Lines of attributes among them."""


_HEADING = re.compile(r"#{1,6}[ \t]")
_ITEM = re.compile(r"[ \t]*(?P<mark>\d{1,9}[.)]|[-*+])[ \t]+(?=[^ \t])")
_FIRST_ITEM = re.compile(r"(?:0{0,8}1[.)]|[-*+])[ \t]+[^ \t]")
_NOTE = re.compile(r"[ \t]*\[\^([^\[\]\s]+)\]:")
_FENCE = re.compile(r" {0,3}(?:```[^`]*\Z|~~~)")
_QUOTED = re.compile(r" {0,3}>")
_RULED = re.compile(r"[ \t]*(?:={3,}|(?:-[ \t]*+){3,}|(?:\*[ \t]*+){3,}|(?:_[ \t]*+){3,})[ \t]*\Z")
_RULE_CELL = re.compile(r"[ \t]*:?-+:?[ \t]*\Z")
_LABELLED = re.compile(r"Table:\s")


def take_out_footnotes(lines: Sequence[Line]) -> tuple[list[Line], list[FootnoteDefinition]]:
    """The lines, in which those of footnotes are blank, and the footnotes."""
    rest = list(lines)
    notes: list[FootnoteDefinition] = []
    start = 0
    while start < len(lines):
        if _FENCE.match(lines[start].text):
            start = _end_of_code(lines, start)
            continue
        match = _NOTE.match(lines[start].text)
        if match is None:
            start += 1
            continue
        end = _end_of_note(lines, start)
        notes.append(_make_definition(match, lines[start:end]))
        rest[start:end] = [Line("", line.number) for line in lines[start:end]]
        start = end
    return rest, notes


def _make_definition(match: re.Match[str], lines: Sequence[Line]) -> FootnoteDefinition:
    first = lines[0]
    mark = Line(match.group(), first.number).strip()
    attributes = tuple(line for line in lines[1:] if parse_attributes(line.text) is not None)
    further = (line for line in lines[1:] if line not in attributes)
    return FootnoteDefinition(match[1], mark, (first.after(match.end()), *further), attributes)


def _end_of_note(lines: Sequence[Line], start: int) -> int:
    indent = lines[start].indent

    def ends(number: int) -> bool:
        line = lines[number]
        if _NOTE.match(line.text):
            return True
        return line.indent <= indent and (_begins(lines, number) or match_item(line) is not None)

    end = _end_of_run(lines, start, ends)
    while (following := _next(lines, end)) and lines[following].indent >= indent + 2 and not ends(following):
        end = _end_of_run(lines, following, ends)
    return end


def split_blocks(lines: Sequence[Line]) -> Iterator[BlockLines]:
    """The blocks of a body without its footnotes."""
    start = 0
    while start < len(lines):
        if lines[start].blank:
            start += 1
            continue
        kind = _kind_at(lines, start)
        end = _end(lines, start, kind)
        yield _make_block(kind, lines[start:end])
        start = end


def match_item(line: Line) -> re.Match[str] | None:
    """The mark with which a line begins an item of a list, with the spaces around it."""
    return None if _RULED.match(line.text) else _ITEM.match(line.text)


def is_drawn_line(line: Line) -> bool:
    """Whether a line is drawn with signs, as under a heading or across the page (CommonMark: thematic break)."""
    return _RULED.match(line.text) is not None


def is_table_title(line: Line) -> bool:
    """Whether a line is the title of a table."""
    return _LABELLED.match(line.text) is not None


def is_table_rule(line: Line) -> bool:
    """Whether a line is the row of hyphens under the head of a table."""
    bare = line.text.strip().removeprefix("|").removesuffix("|")
    return "|" in line.text and all(_RULE_CELL.match(cell) for cell in bare.split("|"))


def _kind_at(lines: Sequence[Line], start: int) -> BlockKind:
    line = lines[start]
    if _HEADING.match(line.text):
        return BlockKind.HEADING
    if _FENCE.match(line.text):
        return BlockKind.CODE
    if line.indent < 4 and match_item(line):
        return BlockKind.LIST
    if _QUOTED.match(line.text):
        return BlockKind.QUOTATION
    return BlockKind.TABLE if _begins_table(lines, start) else BlockKind.PARAGRAPH


def _begins_table(lines: Sequence[Line], start: int) -> bool:
    head = _head(lines, start)
    if head + 1 >= len(lines) or "|" not in lines[head].text or not is_table_rule(lines[head + 1]):
        return False
    return not (match_item(lines[head]) or _QUOTED.match(lines[head].text) or lines[head].text.strip() == "|")


def _head(lines: Sequence[Line], start: int) -> int:
    """The number of the line on which the head row of a table would stand whose title or head stands at `start`."""
    return (_next(lines, start + 1) or start) if is_table_title(lines[start]) else start


def _begins(lines: Sequence[Line], number: int) -> bool:
    """Whether a block begins on a line that never continues the block before."""
    text = lines[number].text
    return bool(_HEADING.match(text) or _FENCE.match(text)) or _begins_table(lines, number)


def _interrupts(lines: Sequence[Line], number: int) -> bool:
    """Whether a block begins on a line that ends a paragraph without a blank line.

    A list does so only with a bullet or its first number (as in CommonMark, 5.3): a line may begin with “2019. ”.
    """
    line = lines[number]
    if _begins(lines, number) or _QUOTED.match(line.text):
        return True
    return line.indent < 4 and not is_drawn_line(line) and _FIRST_ITEM.match(line.text.lstrip(BLANKS)) is not None


def _end(lines: Sequence[Line], start: int, kind: BlockKind) -> int:
    """The number of the line after the last one of the block."""
    match kind:
        case BlockKind.HEADING:
            return start + 1
        case BlockKind.CODE:
            return _end_of_code(lines, start)
        case BlockKind.TABLE:
            return _end_of_table(lines, start)
        case BlockKind.LIST:
            return _end_of_list(lines, start)
        case BlockKind.PARAGRAPH:
            return _end_of_run(lines, start, lambda number: _interrupts(lines, number))
        case BlockKind.QUOTATION:
            return _end_of_run(lines, start, lambda number: _ends_quotation(lines, number))


def _end_of_code(lines: Sequence[Line], start: int) -> int:
    fence = lines[start].text.lstrip()[:3]
    end = start + 1
    while end < len(lines) and not lines[end].text.lstrip().startswith(fence):
        end += 1
    return min(end + 1, len(lines))


def _end_of_table(lines: Sequence[Line], start: int) -> int:
    end = _head(lines, start) + 2
    while end < len(lines) and "|" in lines[end].text and not _begins(lines, end):
        end += 1
    return end + 1 if end < len(lines) and parse_attributes(lines[end].text) is not None else end


def _end_of_list(lines: Sequence[Line], start: int) -> int:
    def ends(number: int) -> bool:
        return _begins(lines, number) or (lines[number].indent < 2 and _QUOTED.match(lines[number].text) is not None)

    end = _end_of_run(lines, start, ends)
    while (following := _next(lines, end)) and not ends(following):
        if lines[following].indent < 2 and not match_item(lines[following]):
            break
        end = _end_of_run(lines, following, ends)
    return end


def _ends_quotation(lines: Sequence[Line], number: int) -> bool:
    return not _QUOTED.match(lines[number].text) and _interrupts(lines, number)


def _end_of_run(lines: Sequence[Line], start: int, ends: Callable[[int], bool]) -> int:
    """The first blank line, the line after one of attributes, or the line on which another block begins."""
    end = start + 1
    while end < len(lines) and not lines[end].blank and not ends(end):
        if parse_attributes(lines[end].text) is not None:
            return end + 1
        end += 1
    return end


def _next(lines: Sequence[Line], start: int) -> int:
    """The first line from `start` on that is not blank, or 0."""
    while start < len(lines) and lines[start].blank:
        start += 1
    return start if start < len(lines) else 0


def _make_block(kind: BlockKind, lines: Sequence[Line]) -> BlockLines:
    if len(lines) > 1 and parse_attributes(lines[-1].text) is not None and kind is not BlockKind.CODE:
        return BlockLines(kind, tuple(lines[:-1]), lines[-1])
    return BlockLines(kind, tuple(lines))
