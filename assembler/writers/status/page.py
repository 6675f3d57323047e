"""Writes the status of a report as one web page, by the template status.html.j2. It needs no server and no network."""

from __future__ import annotations

from collections.abc import Mapping

from assembler.model.status import Cell, Overview, Printed, Standing
from assembler.model.text.phrases import count_noun
from assembler.model.value import Value
from assembler.writers.html.page import fill_template

TEMPLATE = "status.html.j2"
SIGNS = {
    Standing.CLEARED: "✓",
    Standing.BY_WORD: "(✓)",
    Standing.NOTHING: "–",
    Standing.SUBMITTED: "S",
    Standing.DRAFT: "D",
    Standing.MISSING: "M",
    Standing.VOID: "V",
    Standing.UNREADABLE: "U",
}
"""What stands in a cell of the matrix; the word for it is there for those who do not see it."""


class ShownContribution(Value):
    """A contribution as the page shows it."""

    cell: Cell
    """Its state."""
    sign: str
    """Its sign in the matrix."""
    words: str
    """How far it has got, in words."""
    remarks: tuple[str, ...]
    """What else there is to say about the contribution."""
    marks: tuple[str, ...]
    """The words by which the filter finds it."""


def write_page(overview: Overview, templates: Mapping[str, bytes]) -> str:
    """The page. Raises KeyError without its template, BrokenTemplateError for a broken one."""
    shown = [_show(cell) for cell in overview.cells]
    return fill_template(
        templates,
        TEMPLATE,
        overview=overview,
        entities={line.id: line for line in overview.entities},
        organizations={line.id: line for line in overview.organizations},
        columns=sorted(overview.organizations, key=lambda line: line.short.casefold()),
        shown=shown,
        matrix={(item.cell.entity, item.cell.organization): item for item in shown},
        standings=[(item, SIGNS[item], overview.count(item)) for item in SIGNS if overview.count(item)],
        asked=sum(cell.asked for cell in overview.cells),
        owed=sum(cell.owed for cell in overview.cells),
        late=sum(cell.late > 0 for cell in overview.cells),
        changed=sum(cell.changed for cell in overview.cells),
        unasked=sum(cell.unasked for cell in overview.cells),
    )


def _show(cell: Cell) -> ShownContribution:
    return ShownContribution(
        cell, SIGNS[cell.standing], cell.standing.words, tuple(_list_remarks(cell)), tuple(_list_marks(cell))
    )


def _list_remarks(cell: Cell) -> list[str]:
    remarks = []
    if cell.late:
        remarks.append(f"{count_noun(cell.late, 'day')} late")
    if cell.changed:
        remarks.append("changed since it was consolidated")
    if cell.printed is Printed.OPEN:
        remarks.append("consolidated words not cleared")
    if cell.printed is Printed.VOID:
        remarks.append("consolidated words changed since they were cleared")
    if cell.unasked:
        remarks.append("not asked for")
    return remarks


def _list_marks(cell: Cell) -> list[str]:
    marks = {"late": cell.late > 0, "changed": cell.changed, "unasked": cell.unasked, "owed": cell.owed}
    return [mark for mark, holds in marks.items() if holds]
