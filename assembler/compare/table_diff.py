"""Diff of two tables: rows that were added and deleted, and the words that changed in the cells of the others."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from assembler.compare.inline_diff import drop_numbers, has_same_words, mark_changes
from assembler.compare.matching import SIMILAR, measure_similarity
from assembler.model.comparison import ChangeKind
from assembler.model.nodes import Inlines, Table
from assembler.model.text.plain_text import extract_text
from assembler.model.text.sequence_diff import diff_sequences
from assembler.model.text.word_count import separate_words
from assembler.model.value import replace

type Cells = tuple[Inlines, ...]
type _Row = tuple[Cells, ChangeKind]


def has_same_cells(old: Table, new: Table, language: str) -> bool:
    """Whether two tables print the same, whatever their numbers and those of footnotes."""
    before, after = (
        (table.caption, *table.head, *(cell for row in table.rows for cell in row)) for table in (old, new)
    )
    shapes = [tuple(map(len, table.rows)) for table in (old, new)]
    return shapes[0] == shapes[1] and all(
        has_same_words(one, other, language) for one, other in zip(before, after, strict=True)
    )


def diff_tables(old: Table, new: Table, language: str) -> tuple[Table, tuple[ChangeKind, ...]]:
    """The table with the rows of both and marks of the changed words, and the change of each row."""
    rows = list(_diff_rows(old.rows, new.rows, len(new.head), language))
    table = replace(
        new,
        caption=mark_changes(old.caption, new.caption, language),
        head=tuple(mark_changes(*cells, language) for cells in zip(old.head, new.head, strict=True)),
        rows=tuple(cells for cells, _ in rows),
    )
    return table, tuple(change for _, change in rows)


def _diff_rows(old: tuple[Cells, ...], new: tuple[Cells, ...], columns: int, language: str) -> Iterator[_Row]:
    before, after = ([_pad_row(row, columns) for row in rows] for rows in (old, new))
    keys, others = ([tuple(drop_numbers(cell, language) for cell in row) for row in rows] for rows in (before, after))
    for kind, first, last, start, end in diff_sequences(keys, others):
        if kind == "equal":
            yield from ((row, ChangeKind.SAME) for row in after[start:end])
        else:
            yield from _diff_between(before[first:last], after[start:end], language)


def _pad_row(row: Cells, columns: int) -> Cells:
    """The cells of a row, with empty ones in the place of those that are missing at the end, as they are printed."""
    return (*row, *((),) * (columns - len(row)))


def _diff_between(old: list[Cells], new: list[Cells], language: str) -> Iterator[_Row]:
    """Rows between two that stayed: similar ones in their order, or with the same first cell, became each other."""
    for row in new:
        place = next((place for place, former in enumerate(old) if _is_similar(former, row)), None)
        if place is None:
            yield row, ChangeKind.ADDED
            continue
        yield from ((former, ChangeKind.DROPPED) for former in old[:place])
        pairs = zip_longest(old[place], row, fillvalue=())
        yield tuple(mark_changes(former, current, language) for former, current in pairs), ChangeKind.CHANGED
        del old[: place + 1]
    yield from ((former, ChangeKind.DROPPED) for former in old)


def _is_similar(one: Cells, other: Cells) -> bool:
    names = [extract_text(row[0]).strip() if row else "" for row in (one, other)]
    words = [tuple(word for cell in row for word in separate_words(extract_text(cell))) for row in (one, other)]
    return (bool(names[0]) and names[0] == names[1]) or measure_similarity(words[0], words[1]) >= SIMILAR
