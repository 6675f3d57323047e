"""Tables: `w:tbl` with a grid of columns in twips, rows, and cells that hold at least one paragraph.

Rules are borders of cells, in eighths of a point. A layout table has no rules and no margins in its cells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assembler.model.value import Value, field
from assembler.ooxml.elements import Element, put_property, qualified
from assembler.ooxml.elements import element as tree
from assembler.ooxml.markup import Markup, element, properties

SIDES = ("top", "left", "bottom", "right")


class Cell(Value):
    """A cell of a row."""

    content: Sequence[Markup]
    """Its paragraphs and tables; the last one is a paragraph."""
    rules: Mapping[str, int] = field(default_factory=dict)
    """Weight of the rules by side, in eighths of a point."""
    at_bottom: bool = False
    """Whether its content stands at the bottom."""
    margin_above: int = 0
    """Space above its content in twips."""


class Row(Value):
    """A row of a table."""

    cells: Sequence[Cell]
    """Its cells."""
    head: bool = False
    """Whether it repeats on every page."""
    whole: bool = False
    """Whether it never breaks over pages."""


class Grid(Value):
    """What a table says of itself as a whole."""

    columns: Sequence[int]
    """Widths of the columns in twips."""
    indent: int = 0
    """How far it stands in, in twips."""
    sides: int = 0
    """Weight of the rules on both sides, in eighths of a point."""
    mirrored: bool = False
    """Whether its columns run from right to left."""
    caption: str = ""
    """A title for those who cannot see it; empty for tables that only arrange."""


def table(grid: Grid, rows: Sequence[Row]) -> Markup:
    """The table."""
    columns = element("tblGrid", *(element("gridCol", w=width) for width in grid.columns))
    return element("tbl", _table_properties(grid), columns, *(_row(row, grid.columns) for row in rows))


def _table_properties(grid: Grid) -> Markup:
    none = [element(side, w=0, type="dxa") for side in SIDES]
    elements = [
        element("tblW", w=sum(grid.columns), type="dxa"),
        element("tblInd", w=grid.indent, type="dxa"),
        element("tblLayout", type="fixed"),
        element("tblCellMar", *none),
        element("tblLook", val="0020" if grid.caption else "0000"),
    ]
    if grid.sides:
        elements.append(element("tblBorders", *(_rule(side, grid.sides) for side in ("left", "right"))))
    if grid.mirrored:
        elements.append(element("bidiVisual"))
    if grid.caption:
        elements.append(element("tblCaption", val=grid.caption))
    return properties("tblPr", elements)


def _row(row: Row, columns: Sequence[int]) -> Markup:
    elements = []
    if row.head:
        elements.append(element("tblHeader"))
    if row.whole:
        elements.append(element("cantSplit"))
    cells = [_cell(cell, width) for cell, width in zip(row.cells, columns, strict=False)]
    return element("tr", properties("trPr", elements), *cells)


def _cell(cell: Cell, width: int) -> Markup:
    elements = [element("tcW", w=width, type="dxa")]
    if cell.rules:
        drawn = [_rule(side, cell.rules[side]) for side in SIDES if side in cell.rules]
        elements.append(element("tcBorders", *drawn))
    if cell.margin_above:
        elements.append(element("tcMar", element("top", w=cell.margin_above, type="dxa")))
    if cell.at_bottom:
        elements.append(element("vAlign", val="bottom"))
    return element("tc", properties("tcPr", elements), *cell.content)


def _rule(side: str, weight: int) -> Markup:
    return element(side, val="single", sz=weight, space=0, color="000000")


# Tables of a template


def widen_cell(cell: Element) -> None:
    """Gives a cell of a template the first column of the cell after it, where that has several."""
    following, grid = cell.getnext(), next(cell.iterancestors(qualified("tbl"))).iter(qualified("gridCol"))
    if following is None or _count_columns(following) < 2:
        return
    widths = [int(column.get(qualified("w"), "0")) for column in grid]
    place = sum(map(_count_columns, cell.itersiblings(qualified("tc"), preceding=True)))
    for one, columns in ((cell, _count_columns(cell) + 1), (following, _count_columns(following) - 1)):
        cell_properties = one.find(qualified("tcPr"))
        if cell_properties is not None:
            put_property(cell_properties, tree("tcW", w=sum(widths[place : place + columns]), type="dxa"))
            put_property(cell_properties, tree("gridSpan", val=columns))
        place += columns


def _count_columns(cell: Element) -> int:
    span = cell.find(f"{qualified('tcPr')}/{qualified('gridSpan')}")
    return 1 if span is None else int(span.get(qualified("val"), "1"))


def fit_table(drawn: Element, width: int, *, mirrored: bool) -> None:
    """Makes a table of a template as wide as that, its columns in their proportions; or mirrored, for right to left."""
    columns = list(drawn.iter(qualified("gridCol")))
    widths = [int(column.get(qualified("w"), "0")) for column in columns]
    if not sum(widths):
        return
    ends = [round(width * sum(widths[: place + 1]) / sum(widths)) for place in range(len(widths))]
    new = [end - start for start, end in zip([0, *ends], ends, strict=False)]
    for column, new_width in zip(columns, new, strict=True):
        column.set(qualified("w"), str(new_width))
    for row in drawn.iter(qualified("tr")):
        place = 0
        for cell in row.iter(qualified("tcPr")):
            span = cell.find(qualified("gridSpan"))
            covered = 1 if span is None else int(span.get(qualified("val"), "1"))
            put_property(cell, tree("tcW", w=sum(new[place : place + covered]), type="dxa"))
            place += covered
    table_properties = drawn.find(qualified("tblPr"))
    if table_properties is not None:
        put_property(table_properties, tree("tblW", w=width, type="dxa"))
        if mirrored:
            put_property(table_properties, tree("bidiVisual"))
