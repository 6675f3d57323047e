"""What changed in a table that is in both states: rows that came and went, words in the cells of the others."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from assembler.compare.inline_diff import marked, same_words, unnumbered
from assembler.compare.matching import ALIKE, likeness
from assembler.model.comparison import ChangeKind
from assembler.model.nodes import Inlines, Table
from assembler.model.text.plain_text import extract_text
from assembler.model.text.sequence_diff import diff_sequences
from assembler.model.value import replace

type Cells = tuple[Inlines, ...]


def same_table(old: Table, new: Table, language: str) -> bool:
    """Whether two tables print the same, whatever their numbers and those of notes."""
    ours, theirs = [(it.caption, *it.head, *(cell for row in it.rows for cell in row)) for it in (old, new)]
    shapes = [tuple(map(len, it.rows)) for it in (old, new)]
    return shapes[0] == shapes[1] and all(
        same_words(one, other, language) for one, other in zip(ours, theirs, strict=True)
    )


def merged_table(old: Table, new: Table, language: str) -> tuple[Table, tuple[ChangeKind, ...]]:
    """The table with the rows of both and the marks of what changed in their words, and what became of each row."""
    woven = list(_rows(old.rows, new.rows, len(new.head), language))
    table = replace(
        new,
        caption=marked(old.caption, new.caption, language),
        head=tuple(marked(*cells, language) for cells in zip(old.head, new.head, strict=True)),
        rows=tuple(cells for cells, _ in woven),
    )
    return table, tuple(fate for _, fate in woven)


def _rows(
    old: tuple[Cells, ...], new: tuple[Cells, ...], columns: int, language: str
) -> Iterator[tuple[Cells, ChangeKind]]:
    before, after = ([_padded(row, columns) for row in rows] for rows in (old, new))
    keys, others = ([tuple(unnumbered(cell, language) for cell in row) for row in rows] for rows in (before, after))
    for kind, first, last, start, end in diff_sequences(keys, others):
        if kind == "equal":
            yield from ((row, ChangeKind.SAME) for row in after[start:end])
        else:
            yield from _between(before[first:last], after[start:end], language)


def _padded(row: Cells, columns: int) -> Cells:
    """Cells that are missing at the end of a row print as empty ones."""
    return (*row, *((),) * (columns - len(row)))


def _between(old: list[Cells], new: list[Cells], language: str) -> Iterator[tuple[Cells, ChangeKind]]:
    """Rows between two that stayed: those alike in their order, or with the same first cell, became each other."""
    for row in new:
        place = next((place for place, it in enumerate(old) if _alike(it, row)), None)
        if place is None:
            yield row, ChangeKind.ADDED
            continue
        yield from ((it, ChangeKind.DROPPED) for it in old[:place])
        yield (
            tuple(marked(was, now, language) for was, now in zip_longest(old[place], row, fillvalue=())),
            ChangeKind.CHANGED,
        )
        del old[: place + 1]
    yield from ((it, ChangeKind.DROPPED) for it in old)


def _alike(one: Cells, other: Cells) -> bool:
    names = [extract_text(row[0]).strip() if row else "" for row in (one, other)]
    words = [tuple(word for cell in row for word in extract_text(cell).split()) for row in (one, other)]
    return (bool(names[0]) and names[0] == names[1]) or likeness(words[0], words[1]) >= ALIKE
