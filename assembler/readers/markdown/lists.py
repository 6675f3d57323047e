"""The lines of a list to its items, each with its own lines and the lists below it.

An item stands one degree below another where its mark is set in by two columns or more. Text between items goes to the
item before it, so that nothing changes its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assembler.model.value import Growing, Value, field
from assembler.readers.markdown.attributes import attribute_list
from assembler.readers.markdown.blocks import item
from assembler.readers.markdown.source_text import Line

MOST_DEGREES = 20
"""How many lists may stand inside each other; what is set in further stays at this degree."""


class TypedItem(Growing):
    """An item as typed."""

    mark: Line
    """The line from its mark on."""
    lettered: bool
    """Whether its mark is a number."""
    lines: list[Line]
    """Its own lines, without the mark."""
    below: list[TypedItem] = field(default_factory=list)
    """The items one degree below."""


class TypedList(Value):
    """The items of one list chunk."""

    items: tuple[TypedItem, ...]
    """The items of the first degree, lettered and bulleted ones in turn as typed."""
    too_deep: Line | None
    """The first line that is set in too far."""
    attributes: tuple[Line, ...]
    """Lines of attributes between the items."""


def read_list(lines: Sequence[Line]) -> TypedList:
    """The items of a chunk whose first line begins an item."""
    top: list[TypedItem] = []
    open_: list[tuple[int, TypedItem]] = []
    too_deep: Line | None = None
    attributes: list[Line] = []
    for line in lines:
        match = item(line)
        if match is None:
            if attribute_list(line.text) is not None:
                attributes.append(line)
            else:
                open_[-1][1].lines.append(line)
            continue
        new = TypedItem(line.after(match.start("mark")), match["mark"][-1] in ".)", [line.after(match.end())])
        while open_ and line.indent < open_[-1][0] + 2:
            open_.pop()
        if len(open_) == MOST_DEGREES:
            too_deep = too_deep or line
            open_.pop()
        (open_[-1][1].below if open_ else top).append(new)
        open_.append((line.indent, new))
    return TypedList(tuple(top), too_deep, tuple(attributes))


def alike(items: Sequence[TypedItem]) -> Iterator[tuple[TypedItem, ...]]:
    """The items in groups of the same kind, each of which is one list."""
    group: list[TypedItem] = []
    for one in items:
        if group and group[-1].lettered is not one.lettered:
            yield tuple(group)
            group = []
        group.append(one)
    if group:
        yield tuple(group)
