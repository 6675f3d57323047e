"""Shares out the width of a table among its columns. Measures and rules are left to the writers."""

from __future__ import annotations

from itertools import zip_longest
from math import sqrt

from assembler.model.nodes import Table
from assembler.model.text.plain_text import extract_text

COLUMNS_OF_TEXT_WIDTH = 5
"""Tables with more columns take the full width between the margins."""

_LETTERS_OF_TEXT = 97
_LETTERS_OF_FRAME = 131
_GAP = 2
_CAPITAL = 0.6


def is_wide(table: Table) -> bool:
    """Whether the table takes the full width between the margins."""
    return len(table.head) > COLUMNS_OF_TEXT_WIDTH


def share_out_width(table: Table) -> tuple[float, ...]:
    """The part of the width that each column gets; together they make 1.

    Where every cell fits on one line, a column gets what its longest cell takes. Else it gets room for its longest
    word, and of the rest the more the longer its cells are, but not in proportion: a column of long lists would leave
    nothing to the others.
    """
    columns = [list(map(extract_text, column)) for column in zip_longest(table.head, *table.rows, fillvalue=())]
    longest = [max(map(_measure, column)) for column in columns]
    room = _LETTERS_OF_FRAME if is_wide(table) else _LETTERS_OF_TEXT
    if sum(longest) <= room:
        return _normalize(longest)
    words = [max(_measure(word) for cell in column for word in cell.split() or [""]) for column in columns]
    wanted = [sqrt(cell - word) for cell, word in zip(longest, words, strict=True)]
    left = max(room - sum(words), 0) / (sum(wanted) or 1)
    return _normalize([word + left * extra for word, extra in zip(words, wanted, strict=True)])


def _measure(text: str) -> float:
    """The length of a text in small letters, with the gap to the next column."""
    return len(text) + _CAPITAL * sum(map(str.isupper, text)) + _GAP


def _normalize(widths: list[float]) -> tuple[float, ...]:
    return tuple(width / sum(widths) for width in widths)
