"""On which lines of a text its blocks and notes stand, for those who change a text and leave the rest as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assembler.model.nodes import Block
from assembler.model.value import Value
from assembler.readers.markdown.blocks import Chunk, chunks, without_notes
from assembler.readers.markdown.comments import comments_of, read_lines

_FENCE = re.compile(r"---[ \t]*\Z")


class Stretch(Value):
    """The lines of a block."""

    lines: tuple[int, ...]
    """Their numbers; those of a note that stands between them are none of them."""
    attributes: int
    """The line of attributes after them, 0 where there is none."""

    @property
    def all(self) -> tuple[int, ...]:
        """All lines that go when the block goes."""
        return (*self.lines, self.attributes) if self.attributes else self.lines


class Outline(Value):
    """Where everything stands."""

    blocks: tuple[Stretch, ...]
    """The lines of each block, in the order of the blocks."""
    notes: Mapping[str, tuple[int, ...]]
    """The lines of each note by its label."""
    between: tuple[tuple[int, int], ...]
    """The first and the last line of each comment that shares one with a block or note, and does not lie in it."""


def outline(text: str, blocks: Sequence[Block]) -> Outline:
    """The lines of a text as it was read, and of the blocks that it was read to."""
    start = _body(text.split("\n"))
    body = "\n".join(text.split("\n")[start:])
    lines, definitions = without_notes(read_lines(body, start + 1).lines)
    notes: dict[str, tuple[int, ...]] = {}
    for it in definitions:
        last = max(line.number for line in (*it.lines, *it.attributes, it.mark))
        notes.setdefault(it.label, tuple(range(it.mark.number, last + 1)))
    taken = {number for numbers in notes.values() for number in numbers}
    found = tuple(chunks(lines))
    stretches = tuple(_stretch(blocks, place, found, taken) for place in range(len(blocks)))
    whose = {number: held[0] for held in (*(it.all for it in stretches), *notes.values()) for number in held}
    between = (span for span in comments_of(body, start + 1) if whose.get(span[0]) != whose.get(span[1]))
    return Outline(stretches, notes, tuple(between))


def _body(lines: Sequence[str]) -> int:
    """How many lines the header has."""
    if not _FENCE.match(lines[0]):
        return 0
    return next((number + 1 for number, line in enumerate(lines[1:], 1) if _FENCE.match(line)), 1)


def _stretch(blocks: Sequence[Block], place: int, found: Sequence[Chunk], taken: set[int]) -> Stretch:
    line = blocks[place].source.line
    chunk = next(it for it in reversed(found) if it.lines[0].number <= line)
    following = blocks[place + 1].source.line if place + 1 < len(blocks) else chunk.lines[-1].number + 1
    # Several lists may stand in one chunk, since only their marks tell them apart.
    first = line if place and blocks[place - 1].source.line >= chunk.lines[0].number else chunk.lines[0].number
    last = max(it.number for it in chunk.lines if first <= it.number < following and not it.blank)
    attributes = chunk.attributes.number if chunk.attributes and last == chunk.lines[-1].number else 0
    return Stretch(tuple(number for number in range(first, last + 1) if number not in taken), attributes)
