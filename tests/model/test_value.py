"""Values of which many ask for the same."""

from __future__ import annotations

import pickle

from assembler.model.value import CachedValue, StoredValue, replace


class Row(CachedValue):
    numbers: tuple[int, ...]


def test_what_many_ask_for_is_made_once() -> None:
    made: list[Row] = []

    def total(row: Row) -> int:
        made.append(row)
        return sum(row.numbers)

    row = Row((1, 2))
    assert [row.cached(total), row.cached(total)] == [3, 3]
    assert made == [row]
    assert row.cached(lambda one: len(one.numbers)) == 2


def test_what_was_made_of_a_value_is_no_part_of_it() -> None:
    row = Row((1, 2))
    assert row.cached(_total) == 3
    assert row == Row((1, 2))
    assert hash(row) == hash(Row((1, 2)))
    assert replace(row, numbers=(4,)).cached(_total) == 4
    assert pickle.dumps(row) == pickle.dumps(Row((1, 2)))


def _total(row: Row) -> int:
    return sum(row.numbers)


def test_values_that_are_written_out_may_be_asked() -> None:
    class Written(StoredValue, CachedValue):
        number: int = 0

    value = Written(2)
    assert value.cached(lambda one: one.number * 2) == 4
    assert value == Written(2)
