"""The lines of a table to its title and its cells. What stands in a cell is read by others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assembler.model.value import Value
from assembler.readers.markdown.blocks import is_labelled
from assembler.readers.markdown.source_text import Line

MOST_COLUMNS = 63
"""How many columns a table may have: Word takes no more."""
MOST_CELLS = 20_000
"""How many cells a table may have; a table that fills a report has some hundreds."""

_CELL = re.compile(r"(?:\\.|[^|])*+")


class TypedTable(Value):
    """A table as typed."""

    caption: Line | None
    """The words of its title."""
    head: tuple[Line, ...]
    """The cells of the head row."""
    rows: tuple[tuple[Line, ...], ...]
    """The cells of the rows below, as many as were typed."""
    alignments: tuple[str, ...]
    """left, right or center for each column of the head."""
    columns: int
    """How many cells the longest row has."""


def read_table(lines: Sequence[Line]) -> TypedTable:
    """The cells of a chunk that holds a table."""
    rows = [line for line in lines if not line.blank]
    caption = rows.pop(0) if is_labelled(rows[0]) else None
    head = tuple(_cells(rows[0]))
    given = [_alignment(cell.text) for cell in _cells(rows[1])]
    below = tuple(tuple(_cells(row)) for row in rows[2:])
    return TypedTable(
        caption=caption.after(len("Table:")).stripped() if caption else None,
        head=head,
        rows=below,
        alignments=tuple(given[: len(head)] + ["left"] * (len(head) - len(given))),
        columns=max(map(len, (head, *below))),
    )


def _cells(line: Line) -> Iterator[Line]:
    """What stands between the bars of a line; one at either end begins or ends no cell."""
    line = line.stripped()
    start = 1 if line.text.startswith("|") else 0
    while start < len(line.text):
        match = _CELL.match(line.text, start)
        end = match.end() if match else start
        yield Line(line.text[start:end], line.number, line.column + start).stripped()
        start = end + 1


def _alignment(rule: str) -> str:
    if rule.endswith(":"):
        return "center" if rule.startswith(":") else "right"
    return "left"
