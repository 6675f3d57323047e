"""A table of text in columns: on a terminal the last column is wrapped to its width, elsewhere each row is one line."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from assembler.writers.findings import breadth, visible

_BETWEEN = "  "
_NARROWEST = 24
"""The least width of the last column that is worth wrapping to."""


def format_table(header: Sequence[str], rows: Sequence[Sequence[str]], width: int | None = None) -> str:
    """The rows under their header; `width` is that of the terminal, None where lines may be as long as they are."""
    cells = [[visible(cell) for cell in row] for row in (header, *rows)]
    widths = [max(map(breadth, column)) for column in zip(*cells, strict=True)][:-1]
    room = width - sum(widths) - len(_BETWEEN) * len(widths) if width else 0
    return "".join(f"{line}\n" for row in cells for line in _format_row(row, widths, room))


def _format_row(row: Sequence[str], widths: Sequence[int], room: int) -> list[str]:
    *before, last = row
    lines = (wrap(last, room, break_long_words=False, break_on_hyphens=False) if room >= _NARROWEST else []) or [last]
    first = _join([*(_pad(cell, width) for cell, width in zip(before, widths, strict=True)), lines[0]])
    return [first, *(_join([*(" " * width for width in widths), line]) for line in lines[1:])]


def _join(cells: Sequence[str]) -> str:
    return _BETWEEN.join(cells).rstrip()


def _pad(cell: str, width: int) -> str:
    return cell + " " * (width - breadth(cell))
