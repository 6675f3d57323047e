"""What is seen of a comparison: a unit as it was, as it is, or as both with marks of what changed; and its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum, auto

from assembler.model.comparison import ChangeKind, ComparedUnit, Comparison, ComparisonWords, Kind, Part, Unit
from assembler.model.nodes import Deletion, Inline, Inlines, Insertion, Table
from assembler.model.progress import beginning
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
_MOST = 90
_MISSING = "#missing"
"""How the identifier ends of what stands in a draft for a text."""


class Side(Enum):
    """What of a unit is shown."""

    OLD = auto()
    """It as it was."""
    NEW = auto()
    """It as it is."""
    BOTH = auto()
    """Both, one in the other."""


class Listed(Value):
    """A line of the list of changes."""

    step: int
    """The place of the step, from 0."""
    kind: str
    """The key of the words that say what became of it."""
    before: str
    """Its number as it was, or what it was."""
    now: str
    """Its number as it is, or what it is."""
    section: str
    """The heading under which it stands."""
    words: str
    """Its first words."""


def seen(step: ComparedUnit, side: Side) -> Unit | None:
    """The unit of a step as it is shown on a side; none where it does not stand there."""
    match step.change, side:
        case ((ChangeKind.ADDED | ChangeKind.MOVED_HERE), Side.OLD):
            return None
        case ((ChangeKind.DROPPED | ChangeKind.MOVED_AWAY), Side.NEW):
            return None
        case ChangeKind.ADDED, _:
            return step.new and _whole(step.new, Insertion)
        case ChangeKind.DROPPED, _:
            return step.old and _whole(step.old, Deletion)
        case ChangeKind.MOVED_AWAY, _:
            return step.old
    assert step.new is not None
    assert step.old is not None
    if side is Side.BOTH and step.change is not ChangeKind.MOVED_HERE:
        return _side(step.new, step, None)
    if side is Side.NEW or step.change is ChangeKind.MOVED_HERE:
        return _side(step.new, step, Deletion)
    if step.change is ChangeKind.SAME:  # with its own numbers of notes and paragraphs
        return step.old
    shown = _side(step.new, step, Insertion)
    number = step.old.table.number if step.old.table else None
    table = shown.table and replace(shown.table, number=number)
    return replace(step.old, runs=shown.runs, table=table)


def _whole(unit: Unit, mark: type[Insertion | Deletion]) -> Unit:
    table = unit.table and rewrite_cells(unit.table, lambda cell: _in(cell, mark))
    return replace(unit, runs=tuple(_in(run, mark) for run in unit.runs), table=table)


def _in(run: Inlines, mark: type[Insertion | Deletion]) -> Inlines:
    return (mark(run),) if run else ()


def _side(unit: Unit, step: ComparedUnit, gone: type[Insertion | Deletion] | None) -> Unit:
    """The unit without the marks of that kind and what stands in them."""
    return replace(
        unit,
        runs=tuple(_without(run, gone) for run in unit.runs),
        table=unit.table and _table_side(unit.table, step.rows, gone),
    )


def _without(run: Inlines, gone: type[Insertion | Deletion] | None) -> Inlines:
    if gone is None:
        return run

    def kept(inline: Inline) -> Inlines:
        return () if isinstance(inline, gone) else (inline,)

    return rewrite(run, kept)


def _table_side(table: Table, fates: tuple[ChangeKind, ...], gone: type[Insertion | Deletion] | None) -> Table:
    rows = []
    for place, row in enumerate(table.rows):
        fate = fates[place] if place < len(fates) else ChangeKind.SAME
        mark = _ROW_MARKS.get(fate)
        if mark is None:
            rows.append(tuple(_without(cell, gone) for cell in row))
        elif mark is not gone:
            rows.append(tuple(_in(cell, mark) for cell in row))
    head = tuple(_without(cell, gone) for cell in table.head)
    return replace(table, caption=_without(table.caption, gone), head=head, rows=tuple(rows))


# Places


def place_of(unit: Unit, words: ComparisonWords) -> str:
    """The number of a unit with those above it, or what it is where it has none."""
    label = str(unit.number) if unit.number is not None and unit.kind is Kind.PARAGRAPH else unit.label
    if unit.kind is Kind.TABLE and unit.number is not None:
        return words.say("in_table", number=str(unit.number))
    noun = words.say("missing" if unit.id.endswith(_MISSING) else _NOUNS[unit.kind])
    if unit.kind in (Kind.LETTERED, Kind.BULLETED):
        return " ".join((*unit.above, label))
    return label or noun


def listed(comparison: Comparison, words: ComparisonWords) -> Iterator[Listed]:
    """The lines of the list of changes, in the order of the text."""
    for place, step in enumerate(comparison.units):
        if step.change not in _LISTED:
            continue
        unit = step.new or step.old
        assert unit is not None
        before = place_of(step.old, words) if step.old else ""
        now = place_of(step.new, words) if step.new else ""
        yield Listed(place, _kind(step), before, now, _section(unit, words), _first_words(step))


def _kind(step: ComparedUnit) -> str:
    if step.change is ChangeKind.MOVED_HERE:
        return "moved_changed" if step.words_changed else "moved"
    return str(step.change)


def _section(unit: Unit, words: ComparisonWords) -> str:
    return words.say("summary") if unit.part is Part.SUMMARY else unit.section


def _first_words(step: ComparedUnit) -> str:
    unit = seen(step, Side.NEW) or seen(step, Side.BOTH)
    assert unit is not None
    if step.change is ChangeKind.DROPPED and step.old:
        unit = step.old
    text = " ".join(" ".join(extract_text(run) for run in unit.runs).split())
    return beginning(text, _MOST)
