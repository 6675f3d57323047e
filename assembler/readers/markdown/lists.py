"""Splits the lines of a list into its items, each with its own lines and the items below it.

An item stands one degree below another where its mark is indented by two columns or more. Text between items belongs to
the item before it, so that nothing changes its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assembler.model.value import MutableValue, Value, field
from assembler.readers.markdown.attributes import parse_attributes
from assembler.readers.markdown.blocks import match_item
from assembler.readers.markdown.source_text import Line

_MARK_ALONE = re.compile(r"[ \t]*(?P<mark>\d{1,9}[.)]|[-*+])[ \t]*")
_MARK = re.compile(r"(?P<number>\d{0,9})(?P<end>[-*+.)])")
MOST_DEGREES = 20
"""How many lists may stand inside each other; items that are indented further stay at this degree."""


class ItemLines(MutableValue):
    """The lines of an item."""

    mark: Line
    """The line from its mark on."""
    lettered: bool
    """Whether its mark is a number."""
    lines: list[Line]
    """Its own lines, without the mark."""
    below: list[ItemLines] = field(default_factory=list)
    """The items one degree below."""


class ListLines(Value):
    """The items of the lists in one block of lines."""

    items: tuple[ItemLines, ...]
    """The items of the first degree, lettered and bulleted ones in their order."""
    too_deep: Line | None
    """The first line that is indented too far."""
    attributes: tuple[Line, ...]
    """Lines of attributes between the items."""


def read_list(lines: Sequence[Line]) -> ListLines:
    """The items of a block whose first line begins an item."""
    top: list[ItemLines] = []
    open_: list[tuple[int, ItemLines]] = []
    too_deep: Line | None = None
    attributes: list[Line] = []
    for line in lines:
        match = match_item(line) or _match_empty_item(line, [one for _, one in open_])
        if match is None:
            if parse_attributes(line.text) is not None:
                attributes.append(line)
            else:
                open_[-1][1].lines.append(line)
            continue
        new = ItemLines(line.after(match.start("mark")), match["mark"][-1] in ".)", [line.after(match.end())])
        while open_ and line.indent < open_[-1][0] + 2:
            open_.pop()
        if len(open_) == MOST_DEGREES:
            too_deep = too_deep or line
            open_.pop()
        (open_[-1][1].below if open_ else top).append(new)
        open_.append((line.indent, new))
    return ListLines(tuple(top), too_deep, tuple(attributes))


def _match_empty_item(line: Line, before: Sequence[ItemLines]) -> re.Match[str] | None:
    """The mark of an item without words: the same bullet as that of an item before, or the number that follows its own.

    Any other number may be the end of a sentence.
    """
    match = _MARK_ALONE.fullmatch(line.text)
    if match is None:
        return None
    return match if any(match["mark"] == _compute_next_mark(one) for one in before) else None


def _compute_next_mark(item: ItemLines) -> str:
    mark = _MARK.match(item.mark.text)
    assert mark is not None
    return f"{int(mark['number']) + 1}{mark['end']}" if mark["number"] else mark["end"]


def group_by_kind(items: Sequence[ItemLines]) -> Iterator[tuple[ItemLines, ...]]:
    """The items in groups of the same kind, each of which is one list."""
    group: list[ItemLines] = []
    for one in items:
        if group and group[-1].lettered is not one.lettered:
            yield tuple(group)
            group = []
        group.append(one)
    if group:
        yield tuple(group)
