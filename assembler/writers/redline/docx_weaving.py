"""Both states of a comparison, as they were written, woven into one text with tracked changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assembler.model.comparison import ChangeKind, ComparedUnit, Comparison, Kind, Part, Unit
from assembler.model.report import Wording
from assembler.ooxml.block_revisions import Marker, Whole, join_lists, list_number
from assembler.ooxml.elements import Element, element, qualified
from assembler.writers.redline.docx_states import State

_P, _TABLE, _ROW, _RUN = map(qualified, ("p", "tbl", "tr", "r"))
_WHOLE = {
    ChangeKind.ADDED: Whole.ADDED,
    ChangeKind.DROPPED: Whole.DROPPED,
    ChangeKind.MOVED_AWAY: Whole.AWAY,
    ChangeKind.MOVED_HERE: Whole.HERE,
}
_ONE_STATE = (ChangeKind.ADDED, ChangeKind.MOVED_HERE)
_LABEL_RUNS = 3


class Weaving:
    """Both states on the way into one text."""

    def __init__(self, comparison: Comparison, marker: Marker, before: State, now: State) -> None:
        """Takes the states as they were written, and what marks."""
        self._comparison = comparison
        self._before = before
        self._now = now
        self._marker = marker

    def text(self) -> list[Element]:
        """Everything from the summary to the last annex."""
        self._join_lists()
        steps = self._comparison.units
        inside = [step for step in steps if _unit(step).part is Part.SUMMARY]
        elements = self._summary(inside)
        row = [step for step in steps if _unit(step).part is not Part.SUMMARY]
        place = 0
        while place < len(row):
            end = place + 1
            while end < len(row) and row[place].move and _is_one_move(row[place], row[end]):
                end += 1
            elements += self._steps(row[place:end])
            place = end
        return elements

    def _join_lists(self) -> None:
        if _list_labels(self._comparison.old.wording) != _list_labels(self._comparison.new.wording):
            return
        pairs = [
            (ours[0], theirs[0])
            for step in self._comparison.units
            if step.change in (ChangeKind.SAME, ChangeKind.CHANGED) and step.old and step.new
            for ours, theirs in [(self._before.units.get(step.old.place), self._now.units.get(step.new.place))]
            if ours and theirs
        ]
        boxes = [box for box in (self._before.box,) if box is not None]
        join_lists(pairs, [*(element for elements in self._before.units.values() for element in elements), *boxes])

    def _steps(self, steps: Sequence[ComparedUnit]) -> list[Element]:
        """One step, or all those of one end of a move."""
        elements = [element for step in steps for element in self._step(step)]
        first = steps[0]
        if all(_unit(step).table for step in steps):
            return elements
        return self._marker.move_range(elements, _WHOLE[first.change], f"move{first.move}") if first.move else elements

    def _step(self, step: ComparedUnit) -> list[Element]:
        old = self._before.units[step.old.place] if step.old and step.change not in _ONE_STATE else []
        new = self._now.units[step.new.place] if step.new and step.change is not ChangeKind.MOVED_AWAY else []
        if step.change not in (ChangeKind.SAME, ChangeKind.CHANGED):
            self._mark(old or new, _rows_fate(step) if _unit(step).table else _WHOLE[step.change])
            return old or new
        assert step.new is not None
        if step.new.kind is Kind.TABLE:
            return self._table(old, new, step)
        self._label(old[0], new[0], step.new)
        self._marker.former_form(new[0], old[0])
        return new

    def _mark(self, elements: Sequence[Element], whole: Whole) -> None:
        for block in elements:
            if block.tag == _TABLE:
                self._marker.table(block, whole)
            else:
                self._marker.paragraph(block, whole)

    def _label(self, old: Element, new: Element, unit: Unit) -> None:
        """Where the label of a heading is text, since Word cannot count it: another one is an edit."""
        if unit.kind not in (Kind.SECTION, Kind.HEADING):
            return
        ours, theirs = (_label_runs(heading) for heading in (old, new))
        if _words(ours) == _words(theirs):
            return
        place = new.index(theirs[0]) if theirs else 1
        for offset, run in enumerate(ours):
            new.insert(place + offset, run)
        for runs, whole in ((ours, Whole.DROPPED), (theirs, Whole.ADDED)):
            for run in runs:
                self._mark_run(new, run, whole)

    def _mark_run(self, paragraph: Element, run: Element, whole: Whole) -> None:
        holder = element("p")
        place = paragraph.index(run)
        holder.append(run)
        self._marker.runs(holder, whole)
        paragraph.insert(place, holder[0])

    # Tables

    def _table(self, old: Sequence[Element], new: Sequence[Element], step: ComparedUnit) -> list[Element]:
        """A table with the lines above it; its number is text."""
        lines, others = list(old[:-1]), list(new[:-1])
        elements = self._numbers(_number_line(lines, step.old), _number_line(others, step.new))
        elements += self._titles(lines, others)
        self._rows(new[-1].findall(_ROW)[1:], step.rows)
        return [*elements, new[-1]]

    def _numbers(self, old: list[Element], new: list[Element]) -> list[Element]:
        return self._titles(old, new) if _words(old) == _words(new) else self._exchanged(old, new)

    def _titles(self, old: list[Element], new: list[Element]) -> list[Element]:
        """The title, in whose words the changes are marked; below another table an empty one may stand."""
        if len(old) != len(new):
            return self._exchanged(old, new)
        for was, now in zip(old, new, strict=True):
            self._marker.former_form(now, was)
        return new

    def _exchanged(self, old: list[Element], new: list[Element]) -> list[Element]:
        self._mark(old, Whole.DROPPED)
        self._mark(new, Whole.ADDED)
        return [*old, *new]

    def _rows(self, rows: Sequence[Element], fates: Sequence[ChangeKind]) -> None:
        for row, fate in zip(rows, fates, strict=False):
            if fate in _WHOLE:
                self._marker.row(row, _WHOLE[fate])

    # Summary

    def _summary(self, steps: Sequence[ComparedUnit]) -> list[Element]:
        """The box, a row for each block of both states."""
        box = self._now.box if self._now.box is not None else self._before.box
        if box is None:
            return []
        rows = [row for blocks in _by_block(steps) for row in self._summary_row(blocks)]
        for row in box.findall(_ROW):
            box.remove(row)
        box.extend(rows)
        return [box]

    def _summary_row(self, steps: Sequence[ComparedUnit]) -> list[Element]:
        """The row of a block, of one state or of both."""
        first = steps[0]
        old = None if first.change in _ONE_STATE else _row_of(self._before.box, first.old)
        new = None if first.change is ChangeKind.MOVED_AWAY else _row_of(self._now.box, first.new)
        if old is None or new is None:
            row = new if old is None else old
            assert row is not None
            self._marker.row(row, _rows_fate(first))
            return [row]
        lines, others = (list(element.iter(_P)) for element in (old, new))
        if _unit(first).kind is Kind.TABLE:
            self._rows_inside(old, new, first)
        else:
            for was, now, step in zip(lines, others, steps, strict=False):
                if step.new:
                    self._label(was, now, step.new)
                self._marker.former_form(now, was)
        return [new]

    def _rows_inside(self, old: Element, new: Element, step: ComparedUnit) -> None:
        """A table in the summary: it stands in a cell with its lines above and an empty paragraph below."""
        ours, theirs = (row.find(qualified("tc")) for row in (old, new))
        assert ours is not None
        assert theirs is not None
        inside, others = ([child for child in cell if child.tag in (_P, _TABLE)] for cell in (ours, theirs))
        ends = [next(place for place, child in enumerate(row) if child.tag == _TABLE) + 1 for row in (inside, others)]
        elements = self._table(inside[: ends[0]], others[: ends[1]], step)
        rest = [child for child in theirs if child.tag not in (_P, _TABLE)]
        theirs[:] = [*rest, *elements, *others[ends[1] :]]


def _list_labels(wording: Wording) -> tuple[object, ...]:
    """The labels of lists, which Word counts by itself."""
    return wording.paragraph_form, wording.letters, wording.sub_numerals


def _row_of(box: Element | None, unit: Unit | None) -> Element | None:
    """The row of the summary in which a unit stands; the first one holds the heading."""
    return None if box is None or unit is None else box.findall(_ROW)[unit.block]


def _rows_fate(step: ComparedUnit) -> Whole:
    """What became of the rows of a table or of the summary, which Word cannot move."""
    return Whole.ADDED if step.change in _ONE_STATE else Whole.DROPPED


def _unit(step: ComparedUnit) -> Unit:
    unit = step.new or step.old
    assert unit is not None
    return unit


def _is_one_move(one: ComparedUnit, other: ComparedUnit) -> bool:
    return one.change is other.change and one.move == other.move


def _by_block(steps: Sequence[ComparedUnit]) -> Iterator[list[ComparedUnit]]:
    """The steps of one block of the summary after the other."""
    group: list[ComparedUnit] = []
    for step in steps:
        if group and (_blocks(group[-1]) != _blocks(step)):
            yield group
            group = []
        group.append(step)
    if group:
        yield group


def _blocks(step: ComparedUnit) -> tuple[bool, int | None, int | None]:
    return (
        step.change is ChangeKind.MOVED_AWAY,
        step.old.block if step.old else None,
        step.new.block if step.new else None,
    )


def _label_runs(heading: Element) -> list[Element]:
    """The runs of a label that is printed as text: a tab, the label, a tab."""
    if list_number(heading):
        return []
    runs = [child for child in heading if child.tag == _RUN][:_LABEL_RUNS]
    tabs = [run.find(qualified("tab")) is not None for run in runs]
    return runs if tabs == [True, False, True] else []


def _words(elements: Sequence[Element]) -> str:
    return "".join(text.text or "" for top in elements for text in top.iter(qualified("t")))


def _number_line(lines: list[Element], unit: Unit | None) -> list[Element]:
    """The line with the number of a table, taken from the lines above it."""
    return [lines.pop(0)] if unit and unit.number is not None else []
