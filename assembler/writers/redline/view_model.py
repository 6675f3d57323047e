"""Prepares a comparison for display: units as they were, as they are, or both with marks; and the list of changes.

A report's own templates use the fields of `ListedChange`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum, auto

from assembler.model.comparison import ChangeKind, ComparedUnit, Comparison, ComparisonWords, Kind, Part, Unit
from assembler.model.nodes import Deletion, Inline, Inlines, Insertion, Table
from assembler.model.text.phrases import shorten
from assembler.model.text.plain_text import extract_text
from assembler.model.text.rewriting import rewrite, rewrite_cells
from assembler.model.value import Value, replace

_NOUNS = {
    Kind.SUMMARY: "summary",
    Kind.SECTION: "heading",
    Kind.ANNEX: "heading",
    Kind.TITLE: "heading",
    Kind.HEADING: "heading",
    Kind.PARAGRAPH: "paragraph",
    Kind.LETTERED: "item",
    Kind.BULLETED: "item",
    Kind.QUOTATION: "quotation",
    Kind.TABLE: "table",
}
_LISTED = (ChangeKind.CHANGED, ChangeKind.ADDED, ChangeKind.DROPPED, ChangeKind.MOVED_HERE)
_ROW_MARKS: Mapping[ChangeKind, type[Insertion | Deletion]] = {
    ChangeKind.ADDED: Insertion,
    ChangeKind.DROPPED: Deletion,
}
_LONGEST = 90
"""How many characters of a unit the list of changes shows."""
_RIGHT_TO_LEFT_MARK = "\u200f"
_MISSING = "#missing"
"""The end of the identifier of a placeholder, which stands in a draft for a missing text."""


class Side(Enum):
    """The side on which a unit is shown."""

    OLD = auto()
    """The unit as it was."""
    NEW = auto()
    """The unit as it is."""
    BOTH = auto()
    """Both, with marks of the changes."""


class ListedChange(Value):
    """A line of the list of changes."""

    step: int
    """The place of the compared unit, from 0."""
    kind: str
    """The key of the words that name the change."""
    before: str
    """The number of the old unit, or what kind of unit it is."""
    now: str
    """The number of the new unit, or what kind of unit it is."""
    section: str
    """The heading under which it stands."""
    words: str
    """Its first words."""


def select_side(compared: ComparedUnit, side: Side) -> Unit | None:
    """The unit as it is shown on a side; none where it does not stand there."""
    match compared.change, side:
        case ((ChangeKind.ADDED | ChangeKind.MOVED_HERE), Side.OLD):
            return None
        case ((ChangeKind.DROPPED | ChangeKind.MOVED_AWAY), Side.NEW):
            return None
        case ChangeKind.ADDED, _:
            return compared.new and _mark_unit(compared.new, Insertion)
        case ChangeKind.DROPPED, _:
            return compared.old and _mark_unit(compared.old, Deletion)
        case ChangeKind.MOVED_AWAY, _:
            return compared.old
    assert compared.new is not None
    assert compared.old is not None
    if side is Side.BOTH and compared.change is not ChangeKind.MOVED_HERE:
        return _drop_marked(compared.new, compared, None)
    if side is Side.NEW or compared.change is ChangeKind.MOVED_HERE:
        return _drop_marked(compared.new, compared, Deletion)
    if compared.change is ChangeKind.SAME:  # with its own numbers of footnotes and paragraphs
        return compared.old
    shown = _drop_marked(compared.new, compared, Insertion)
    number = compared.old.table.number if compared.old.table else None
    table = shown.table and replace(shown.table, number=number)
    return replace(compared.old, runs=shown.runs, table=table)


def _mark_unit(unit: Unit, mark: type[Insertion | Deletion]) -> Unit:
    table = unit.table and rewrite_cells(unit.table, lambda cell: _mark_run(cell, mark))
    return replace(unit, runs=tuple(_mark_run(run, mark) for run in unit.runs), table=table)


def _mark_run(run: Inlines, mark: type[Insertion | Deletion]) -> Inlines:
    return (mark(run),) if run else ()


def _drop_marked(unit: Unit, compared: ComparedUnit, mark: type[Insertion | Deletion] | None) -> Unit:
    """The unit without the marks of that kind and their content."""
    return replace(
        unit,
        runs=tuple(_drop_from_run(run, mark) for run in unit.runs),
        table=unit.table and _drop_from_table(unit.table, compared.rows, mark),
    )


def _drop_from_run(run: Inlines, mark: type[Insertion | Deletion] | None) -> Inlines:
    if mark is None:
        return run

    def drop(inline: Inline) -> Inlines:
        return () if isinstance(inline, mark) else (inline,)

    return rewrite(run, drop)


def _drop_from_table(table: Table, changes: tuple[ChangeKind, ...], mark: type[Insertion | Deletion] | None) -> Table:
    rows = []
    for place, row in enumerate(table.rows):
        change = changes[place] if place < len(changes) else ChangeKind.SAME
        row_mark = _ROW_MARKS.get(change)
        if row_mark is None:
            rows.append(tuple(_drop_from_run(cell, mark) for cell in row))
        elif row_mark is not mark:
            rows.append(tuple(_mark_run(cell, row_mark) for cell in row))
    head = tuple(_drop_from_run(cell, mark) for cell in table.head)
    return replace(table, caption=_drop_from_run(table.caption, mark), head=head, rows=tuple(rows))


# The names of the states


def name_states(comparison: Comparison, words: ComparisonWords) -> str:
    """The names of both states in one phrase, which runs as the language does whatever letters it begins with."""
    old, new = comparison.names
    phrase = words.say("states", old=old, new=new) if old != new else new
    return f"{_RIGHT_TO_LEFT_MARK}{phrase}" if words.direction == "rtl" else phrase


# The list of changes


def name_unit(unit: Unit, words: ComparisonWords) -> str:
    """The number of a unit with those above it; what kind of unit it is where it has no number."""
    label = str(unit.number) if unit.number is not None and unit.kind is Kind.PARAGRAPH else unit.label
    if unit.kind is Kind.TABLE and unit.number is not None:
        return words.say("in_table", number=str(unit.number))
    noun = words.say("missing" if unit.id.endswith(_MISSING) else _NOUNS[unit.kind])
    if unit.kind in (Kind.LETTERED, Kind.BULLETED):
        return " ".join((*unit.above, label))
    return label or noun


def list_changes(comparison: Comparison, words: ComparisonWords) -> Iterator[ListedChange]:
    """The lines of the list of changes, in the order of the text."""
    for place, compared in enumerate(comparison.units):
        if compared.change not in _LISTED:
            continue
        unit = compared.new or compared.old
        assert unit is not None
        before = name_unit(compared.old, words) if compared.old else ""
        now = name_unit(compared.new, words) if compared.new else ""
        section = words.say("summary") if unit.part is Part.SUMMARY else unit.section
        yield ListedChange(place, _name_change(compared), before, now, section, _get_first_words(compared))


def _name_change(compared: ComparedUnit) -> str:
    if compared.change is ChangeKind.MOVED_HERE:
        return "moved_changed" if compared.words_changed else "moved"
    return str(compared.change)


def _get_first_words(compared: ComparedUnit) -> str:
    unit = select_side(compared, Side.NEW) or select_side(compared, Side.BOTH)
    assert unit is not None
    if compared.change is ChangeKind.DROPPED and compared.old:
        unit = compared.old
    text = " ".join(" ".join(extract_text(run) for run in unit.runs).split())
    return shorten(text, _LONGEST)
