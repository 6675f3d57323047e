"""Removes brackets that somebody has typed round the calls of notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assembler.model.nodes import Footnote, Query, Text
from assembler.model.value import replace
from assembler.readers.docx.inline_spacing import Shown

_BETWEEN = re.compile(r"[\s\u00a0,;]*")
_OPENING = re.compile(r"[\s\u00a0]*([(\[])[\s\u00a0]*\Z")
_CLOSING = re.compile(r"[\s\u00a0]*([)\]])")
_PAIRS = {"(": ")", "[": "]"}


def drop_brackets(shown: Sequence[Shown]) -> tuple[list[Shown], tuple[str, ...]]:
    """The leaves without the brackets in which nothing but calls of notes stands, and each of those pairs."""
    leaves, pairs = list(shown), []
    for start, end in _find_calls(leaves):
        before, after = _get_text(leaves, start - 1), _get_text(leaves, end)
        opening, closing = _OPENING.search(before), _CLOSING.match(after)
        if opening and closing and closing[1] == _PAIRS[opening[1]]:
            leaves[start - 1] = _set_text(leaves[start - 1], before[: opening.start()])
            if not opening.start() and (further := _get_text(leaves, start - 2)):
                leaves[start - 2] = _set_text(leaves[start - 2], further.rstrip())
            leaves[end] = _set_text(leaves[end], after[closing.end() :])
            pairs.append(opening[1] + closing[1])
    return leaves, tuple(pairs)


def _find_calls(leaves: Sequence[Shown]) -> Iterator[tuple[int, int]]:
    """Where the calls of notes stand, with what stands between calls: the first of them, and what follows the last."""
    place = 0
    while place < len(leaves):
        end = place
        while end < len(leaves) and _is_call(leaves[end]):
            last, end = end, end + 1
            while end < len(leaves) and _is_between(leaves[end]):
                end += 1
        if end > place:
            yield place, last + 1
        place = max(end, place + 1)


def _is_call(one: Shown) -> bool:
    return isinstance(one[0].node, Footnote)


def _is_between(one: Shown) -> bool:
    node = one[0].node
    return isinstance(node, Query) or (isinstance(node, Text) and bool(_BETWEEN.fullmatch(node.text)))


def _get_text(leaves: Sequence[Shown], place: int) -> str:
    node = leaves[place][0].node if 0 <= place < len(leaves) else None
    return node.text if isinstance(node, Text) else ""


def _set_text(one: Shown, text: str) -> Shown:
    return replace(one[0], node=Text(text)), one[1]
