"""Widths of table columns: one line where it fits, no column crowded out where it doesn't."""

from __future__ import annotations

import pytest

from assembler.model.nodes import Table
from assembler.writers.column_widths import is_wide, share_out_width
from tests.builders import t


def table(*rows: tuple[str, ...]) -> Table:
    cells = tuple(tuple(t(cell) for cell in row) for row in rows)
    return Table(caption=(), head=cells[0], rows=cells[1:])


def test_columns_of_short_cells_get_what_they_take() -> None:
    assert share_out_width(table(("ab", "abcdef"), ("a", "b"))) == (4 / 12, 8 / 12)


def test_long_cells_leave_room_for_the_longest_word_of_the_others() -> None:
    sub_item, name, list_ = share_out_width(
        table(("Sub-item", "Name", "List"), ("(a)", "Nuclear-Test-Ban Treaty", "many words " * 99))
    )
    assert sub_item > 8 / 97
    assert name > 16 / 97
    assert list_ > name


def test_capitals_take_more() -> None:
    capitals, small = share_out_width(table(("UNHCR", "unhcr")))
    assert capitals > small


def test_rows_longer_than_the_head_get_a_column() -> None:
    assert sum(share_out_width(table(("a",), ("b", "c")))) == pytest.approx(1)
    assert len(share_out_width(table(("a",), ("b", "c")))) == 2


def test_tables_of_more_than_five_columns_are_wide() -> None:
    assert [is_wide(table(("a",) * number)) for number in (5, 6)] == [False, True]
