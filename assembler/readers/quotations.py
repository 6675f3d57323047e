"""Words between quotation marks become quotation nodes, so that rules leave them alone."""

from __future__ import annotations

import re

from assembler.model.nodes import Inline, Quotation, Text

_PAIRS = {"“": "”", "«": "»"}
_MARK = re.compile("([“”«»])")


def with_quotations(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The nodes with each pair of marks and what stands between as one node; a mark without its other stays text."""
    open_: list[tuple[str, list[Inline]]] = [("", [])]
    for piece in _pieces(content):
        match piece:
            case Text(mark) if mark in _PAIRS:
                open_.append((mark, []))
            case Text(mark) if mark == _PAIRS.get(open_[-1][0]):
                opening, inside = open_.pop()
                open_[-1][1].append(Quotation(opening, _joined(inside), mark))
            case _:
                open_[-1][1].append(piece)
    while len(open_) > 1:
        opening, inside = open_.pop()
        open_[-1][1].extend([Text(opening), *inside])
    return _joined(open_[0][1])


def _pieces(content: tuple[Inline, ...]) -> list[Inline]:
    pieces: list[Inline] = []
    for inline in content:
        if isinstance(inline, Text):
            pieces.extend(Text(part) for part in _MARK.split(inline.text) if part)
        else:
            pieces.append(inline)
    return pieces


def _joined(content: list[Inline]) -> tuple[Inline, ...]:
    """The nodes with neighbouring words as one text."""
    joined: list[Inline] = []
    for inline in content:
        if isinstance(inline, Text) and joined and isinstance(joined[-1], Text):
            joined[-1] = Text(joined[-1].text + inline.text)
        else:
            joined.append(inline)
    return tuple(joined)
