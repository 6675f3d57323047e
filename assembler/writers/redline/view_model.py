"""What is seen of a comparison: a unit as it was, as it is, or as both with marks of what changed; and its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum, auto

from assembler.model.comparison import Comparison, ComparisonWords, Fate, Kind, Part, Step, Unit
from assembler.model.nodes import Deletion, Inline, Insertion, Table
from assembler.model.progress import beginning
from assembler.model.text.walk import Inlines, plain_text, rewrite, rewrite_cells
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
_LISTED = (Fate.CHANGED, Fate.ADDED, Fate.DROPPED, Fate.HERE)
_ROW_MARKS: Mapping[Fate, type[Insertion | Deletion]] = {Fate.ADDED: Insertion, Fate.DROPPED: Deletion}
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


def seen(step: Step, side: Side) -> Unit | None:
    """The unit of a step as it is shown on a side; none where it does not stand there."""
    match step.fate, side:
        case ((Fate.ADDED | Fate.HERE), Side.OLD):
            return None
        case ((Fate.DROPPED | Fate.AWAY), Side.NEW):
            return None
        case Fate.ADDED, _:
            return step.new and _whole(step.new, Insertion)
        case Fate.DROPPED, _:
            return step.old and _whole(step.old, Deletion)
        case Fate.AWAY, _:
            return step.old
    assert step.new is not None
    assert step.old is not None
    if side is Side.BOTH and step.fate is not Fate.HERE:
        return _side(step.new, step, None)
    if side is Side.NEW or step.fate is Fate.HERE:
        return _side(step.new, step, Deletion)
    if step.fate is Fate.SAME:  # with its own numbers of notes and paragraphs
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


def _side(unit: Unit, step: Step, gone: type[Insertion | Deletion] | None) -> Unit:
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


def _table_side(table: Table, fates: tuple[Fate, ...], gone: type[Insertion | Deletion] | None) -> Table:
    rows = []
    for place, row in enumerate(table.rows):
        fate = fates[place] if place < len(fates) else Fate.SAME
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
    for place, step in enumerate(comparison.steps):
        if step.fate not in _LISTED:
            continue
        unit = step.new or step.old
        assert unit is not None
        before = place_of(step.old, words) if step.old else ""
        now = place_of(step.new, words) if step.new else ""
        yield Listed(place, _kind(step), before, now, _section(unit, words), _first_words(step))


def _kind(step: Step) -> str:
    if step.fate is Fate.HERE:
        return "moved_changed" if step.words_changed else "moved"
    return str(step.fate)


def _section(unit: Unit, words: ComparisonWords) -> str:
    return words.say("summary") if unit.part is Part.SUMMARY else unit.section


def _first_words(step: Step) -> str:
    unit = seen(step, Side.NEW) or seen(step, Side.BOTH)
    assert unit is not None
    if step.fate is Fate.DROPPED and step.old:
        unit = step.old
    text = " ".join(" ".join(plain_text(run) for run in unit.runs).split())
    return beginning(text, _MOST)
