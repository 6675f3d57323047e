"""Words between quotation marks become quotation nodes, so that rules leave them alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assembler.model.nodes import Inline, Quotation, Text

MOST_DEGREES = 5
"""How many quotations may stand inside each other; the marks of the further ones are words."""

_PAIRS = {"“": "”", "«": "»"}
_MARK = re.compile("([“”«»])")


def with_quotations(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The nodes with each pair of marks and what stands between as one node; a mark without its other stays text."""
    if not any(isinstance(inline, Text) and _holds_mark(inline.text) for inline in content):
        return content
    pieces = _pieces(content)
    paired = _paired(pieces)
    open_: list[list[Inline]] = [[]]
    for place, piece in enumerate(pieces):
        if not (isinstance(piece, Text) and place in paired):
            open_[-1].append(piece)
        elif piece.text in _PAIRS:
            open_.append([])
        else:
            inside = _joined(open_.pop())
            opening = next(mark for mark, closing in _PAIRS.items() if closing == piece.text)
            open_[-1].append(Quotation(opening, inside, piece.text))
    return _joined(open_[0])


def _holds_mark(text: str) -> bool:
    return "“" in text or "”" in text or "«" in text or "»" in text


def _pieces(content: tuple[Inline, ...]) -> list[Inline]:
    pieces: list[Inline] = []
    for inline in content:
        if isinstance(inline, Text):
            pieces.extend(Text(part) for part in _MARK.split(inline.text) if part)
        else:
            pieces.append(inline)
    return pieces


def _paired(pieces: Sequence[Inline]) -> frozenset[int]:
    """The places of the marks that belong together, those left out that stand too deep."""
    open_: list[tuple[int, str]] = []
    pairs: list[tuple[int, int]] = []
    for place, piece in enumerate(pieces):
        if not isinstance(piece, Text):
            continue
        if piece.text in _PAIRS:
            open_.append((place, _PAIRS[piece.text]))
        elif open_ and piece.text == open_[-1][1]:
            pairs.append((open_.pop()[0], place))
    return frozenset(place for pair in _not_too_deep(pairs) for place in pair)


def _not_too_deep(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    ends: list[int] = []
    for start, end in sorted(pairs):
        while ends and ends[-1] < start:
            ends.pop()
        if len(ends) < MOST_DEGREES:
            kept.append((start, end))
            ends.append(end)
    return kept


def _joined(content: list[Inline]) -> tuple[Inline, ...]:
    """The nodes with neighbouring words as one text."""
    joined: list[Inline] = []
    words: list[str] = []
    for inline in content:
        if isinstance(inline, Text):
            words.append(inline.text)
            continue
        if words:
            joined.append(Text("".join(words)))
            words = []
        joined.append(inline)
    if words:
        joined.append(Text("".join(words)))
    return tuple(joined)
