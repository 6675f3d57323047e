"""Splits the lines of a block quotation into paragraphs; quotations inside it become paragraphs too."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assembler.model.value import Value
from assembler.readers.markdown.blocks import match_item
from assembler.readers.markdown.lists import MOST_DEGREES
from assembler.readers.markdown.source_text import Line

_MARKS = re.compile(r"(?:[ \t]*>)++[ \t]?")


class QuotationLines(Value):
    """The lines of a quotation."""

    paragraphs: tuple[tuple[Line, ...], ...]
    """The lines of its paragraphs, without marks."""
    items: tuple[Line, ...]
    """Lines that begin an item of a list, which a quotation cannot hold."""
    too_deep: Line | None
    """The first line with too many marks."""


def read_quotation(lines: Sequence[Line]) -> QuotationLines:
    """The paragraphs of a block whose first line begins a quotation."""
    groups: list[list[Line]] = [[]]
    items: list[Line] = []
    too_deep: Line | None = None
    depth = 0
    for line in lines:
        match = _MARKS.match(line.text)
        degree = match.group().count(">") if match else depth
        if degree > MOST_DEGREES:
            too_deep = too_deep or line
        bare = line.after(match.end() if match else 0)
        if match_item(bare):
            items.append(bare)
        if bare.blank or degree != depth or match_item(bare):
            groups.append([])
        if not bare.blank:
            groups[-1].append(bare.strip())
        depth = degree
    return QuotationLines(tuple(tuple(group) for group in groups if group), tuple(items), too_deep)
