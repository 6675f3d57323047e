"""Splits the lines of a table into its title and its cells. The reader of bodies reads the cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assembler.model.value import Value
from assembler.readers.markdown.blocks import is_table_title
from assembler.readers.markdown.source_text import Line

MOST_COLUMNS = 63
"""How many columns a table may have: Word takes no more."""
MOST_CELLS = 20_000
"""How many cells a table may have; a table that fills a report has some hundreds."""

_CELL = re.compile(r"(?:\\.|[^|])*+")


class TableCells(Value):
    """The title and the cells of a table."""

    caption: Line | None
    """The words of its title."""
    head: tuple[Line, ...]
    """The cells of the head row."""
    rows: tuple[tuple[Line, ...], ...]
    """The cells of the rows below, as many as the file has."""
    alignments: tuple[str, ...]
    """left, right or center for each column of the head."""
    columns: int
    """How many cells the longest row has."""


def read_table(lines: Sequence[Line]) -> TableCells:
    """The cells of a block that holds a table."""
    rows = [line for line in lines if not line.blank]
    caption = rows.pop(0) if is_table_title(rows[0]) else None
    head = tuple(_split_cells(rows[0]))
    alignments = [_read_alignment(cell.text) for cell in _split_cells(rows[1])]
    below = tuple(tuple(_split_cells(row)) for row in rows[2:])
    return TableCells(
        caption=caption.after(len("Table:")).strip() if caption else None,
        head=head,
        rows=below,
        alignments=tuple(alignments[: len(head)] + ["left"] * (len(head) - len(alignments))),
        columns=max(map(len, (head, *below))),
    )


def _split_cells(line: Line) -> Iterator[Line]:
    """The cells between the bars of a line; a bar at either end begins or ends no cell."""
    line = line.strip()
    start = 1 if line.text.startswith("|") else 0
    while start < len(line.text):
        match = _CELL.match(line.text, start)
        end = match.end() if match else start
        yield Line(line.text[start:end], line.number, line.column + start).strip()
        start = end + 1


def _read_alignment(rule: str) -> str:
    if rule.endswith(":"):
        return "center" if rule.startswith(":") else "right"
    return "left"
