"""Finds on which lines of a text file its blocks and footnotes stand, so that merge can rewrite these lines alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assembler.model.nodes import Block
from assembler.model.value import Value
from assembler.readers.markdown.blocks import BlockLines, split_blocks, take_out_footnotes
from assembler.readers.markdown.comments import find_comments, read_lines

_FENCE = re.compile(r"---[ \t]*\Z")


class BlockSpan(Value):
    """The numbers of the lines on which a block stands."""

    lines: tuple[int, ...]
    """Its lines, without those of a footnote between them."""
    attributes: int
    """The line of attributes after them, 0 where there is none."""

    @property
    def all_lines(self) -> tuple[int, ...]:
        """All lines that go when the block goes."""
        return (*self.lines, self.attributes) if self.attributes else self.lines


class Outline(Value):
    """On which lines of a file everything stands."""

    blocks: tuple[BlockSpan, ...]
    """The lines of each block, in the order of the blocks."""
    footnotes: Mapping[str, tuple[int, ...]]
    """The lines of each footnote by its label."""
    crossing_comments: tuple[tuple[int, int], ...]
    """The first and the last line of each comment that begins and ends in different blocks, footnotes or gaps."""


def read_outline(text: str, blocks: Sequence[Block]) -> Outline:
    """The lines of the blocks that were read from a text."""
    start = _count_header_lines(text.split("\n"))
    body = "\n".join(text.split("\n")[start:])
    lines, definitions = take_out_footnotes(read_lines(body, start + 1).lines)
    footnotes: dict[str, tuple[int, ...]] = {}
    for one in definitions:
        last = max(line.number for line in (*one.lines, *one.attributes, one.mark))
        footnotes.setdefault(one.label, tuple(range(one.mark.number, last + 1)))
    footnote_lines = {number for numbers in footnotes.values() for number in numbers}
    groups = tuple(split_blocks(lines))
    spans = tuple(_find_span(blocks, place, groups, footnote_lines) for place in range(len(blocks)))
    owners: dict[int, int] = {}
    for numbers in (*(span.all_lines for span in spans), *footnotes.values()):
        owners.update(dict.fromkeys(numbers, numbers[0]))
    comments = find_comments(body, start + 1)
    crossing = (comment for comment in comments if owners.get(comment[0]) != owners.get(comment[1]))
    return Outline(spans, footnotes, tuple(crossing))


def _count_header_lines(lines: Sequence[str]) -> int:
    """How many lines the header has."""
    if not _FENCE.match(lines[0]):
        return 0
    return next((number + 1 for number, line in enumerate(lines[1:], 1) if _FENCE.match(line)), 1)


def _find_span(
    blocks: Sequence[Block], place: int, groups: Sequence[BlockLines], footnote_lines: set[int]
) -> BlockSpan:
    line = blocks[place].source.line
    block = next(group for group in reversed(groups) if group.lines[0].number <= line)
    following = blocks[place + 1].source.line if place + 1 < len(blocks) else block.lines[-1].number + 1
    # Several lists may stand in one block of lines, since only their marks tell them apart.
    first = line if place and blocks[place - 1].source.line >= block.lines[0].number else block.lines[0].number
    last = max(one.number for one in block.lines if first <= one.number < following and not one.blank)
    attributes = block.attributes.number if block.attributes and last == block.lines[-1].number else 0
    return BlockSpan(tuple(number for number in range(first, last + 1) if number not in footnote_lines), attributes)
