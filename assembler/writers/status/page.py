"""How a report stands, as one web page that needs neither server nor network; its form is status.html.j2."""

from __future__ import annotations

from collections.abc import Mapping

from assembler.model.progress import counted
from assembler.model.status import Cell, Overview, Printed, Standing
from assembler.model.value import Value
from assembler.writers.html.page import fill

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


class Shown(Value):
    """A contribution as the page shows it."""

    cell: Cell
    """What is known of it."""
    sign: str
    """Its sign in the matrix."""
    words: str
    """How far it has got, in words."""
    remarks: tuple[str, ...]
    """What else there is to say of it."""
    marks: tuple[str, ...]
    """The words by which the filter finds it."""


def write(overview: Overview, templates: Mapping[str, bytes]) -> str:
    """The page. Raises KeyError without its template, BrokenTemplateError for a broken one."""
    shown = [_shown(cell) for cell in overview.cells]
    return fill(
        templates,
        TEMPLATE,
        overview=overview,
        entities={line.id: line for line in overview.entities},
        organizations={line.id: line for line in overview.organizations},
        columns=sorted(overview.organizations, key=lambda line: line.short.casefold()),
        shown=shown,
        matrix={(it.cell.entity, it.cell.organization): it for it in shown},
        standings=[(it, SIGNS[it], overview.count(it)) for it in SIGNS if overview.count(it)],
        asked=sum(cell.asked for cell in overview.cells),
        owed=sum(cell.owed for cell in overview.cells),
        late=sum(cell.late > 0 for cell in overview.cells),
        changed=sum(cell.changed for cell in overview.cells),
        unasked=sum(cell.unasked for cell in overview.cells),
    )


def _shown(cell: Cell) -> Shown:
    return Shown(cell, SIGNS[cell.standing], cell.standing.words, tuple(_remarks(cell)), tuple(_marks(cell)))


def _remarks(cell: Cell) -> list[str]:
    said = []
    if cell.late:
        said.append(f"{counted(cell.late, 'day')} late")
    if cell.changed:
        said.append("changed since it was consolidated")
    if cell.printed is Printed.OPEN:
        said.append("consolidated words not cleared")
    if cell.printed is Printed.VOID:
        said.append("consolidated words changed since they were cleared")
    if cell.unasked:
        said.append("not asked for")
    return said


def _marks(cell: Cell) -> list[str]:
    marks = {"late": cell.late > 0, "changed": cell.changed, "unasked": cell.unasked, "owed": cell.owed}
    return [mark for mark, holds in marks.items() if holds]
