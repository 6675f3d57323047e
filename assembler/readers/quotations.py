"""Turns words between quotation marks into quotation nodes, so that rules leave them alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assembler.model.nodes import Inline, Quotation, Text

MOST_DEGREES = 5
"""How many quotations may stand inside each other; the marks of the further ones are words."""

_PAIRS = {"“": "”", "«": "»"}
_MARK = re.compile("([“”«»])")


def mark_quotations(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The nodes, in which a pair of marks and what stands between is one node; a single mark stays text."""
    if not any(isinstance(inline, Text) and _holds_mark(inline.text) for inline in content):
        return content
    parts = _split_at_marks(content)
    paired = _pair_marks(parts)
    open_: list[list[Inline]] = [[]]
    for place, part in enumerate(parts):
        if not (isinstance(part, Text) and place in paired):
            open_[-1].append(part)
        elif part.text in _PAIRS:
            open_.append([])
        else:
            inside = _join_texts(open_.pop())
            opening = next(mark for mark, closing in _PAIRS.items() if closing == part.text)
            open_[-1].append(Quotation(opening, inside, part.text))
    return _join_texts(open_[0])


def _holds_mark(text: str) -> bool:
    return "“" in text or "”" in text or "«" in text or "»" in text


def _split_at_marks(content: tuple[Inline, ...]) -> list[Inline]:
    parts: list[Inline] = []
    for inline in content:
        if isinstance(inline, Text):
            parts.extend(Text(part) for part in _MARK.split(inline.text) if part)
        else:
            parts.append(inline)
    return parts


def _pair_marks(parts: Sequence[Inline]) -> frozenset[int]:
    """The places of the marks that are paired, without those that stand too deep."""
    open_: list[tuple[int, str]] = []
    pairs: list[tuple[int, int]] = []
    for place, part in enumerate(parts):
        if not isinstance(part, Text):
            continue
        if part.text in _PAIRS:
            open_.append((place, _PAIRS[part.text]))
        elif open_ and part.text == open_[-1][1]:
            pairs.append((open_.pop()[0], place))
    return frozenset(place for pair in _drop_deep_pairs(pairs) for place in pair)


def _drop_deep_pairs(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    pairs_left: list[tuple[int, int]] = []
    ends: list[int] = []
    for start, end in sorted(pairs):
        while ends and ends[-1] < start:
            ends.pop()
        if len(ends) < MOST_DEGREES:
            pairs_left.append((start, end))
            ends.append(end)
    return pairs_left


def _join_texts(content: list[Inline]) -> tuple[Inline, ...]:
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
