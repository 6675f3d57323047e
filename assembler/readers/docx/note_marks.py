"""Removes what somebody has typed round the calls of notes, which the report sets anew."""

from __future__ import annotations

from collections.abc import Sequence

from assembler.model.nodes import Footnote, Text
from assembler.readers.docx.inline_spacing import Shown
from assembler.readers.ooxml.inline_nesting import RAISED


def drop_raised_commas(shown: Sequence[Shown]) -> list[Shown]:
    """The leaves without raised commas between the calls of two notes: the report sets a comma there."""
    return [one for place, one in enumerate(shown) if not _is_raised_comma(shown, place)]


def _is_raised_comma(shown: Sequence[Shown], place: int) -> bool:
    leaf, _ = shown[place]
    if not isinstance(leaf.node, Text) or RAISED not in leaf.wrappers or leaf.node.text.strip() not in (",", ";"):
        return False
    beside = (*shown[place - 1 : place], *shown[place + 1 : place + 2])
    return len(beside) == 2 and all(isinstance(leaf.node, Footnote) for leaf, _ in beside)
