"""Fields of a paragraph of a Word file, as they open and end: their numbers of paragraphs, and whether words show.

A field is spread over runs: begin, instruction, separator, shown words, end; fields may stand in one another. Only
those that show the number of a paragraph (`REF`) are more than their shown words.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from assembler.model.nodes import Text
from assembler.model.value import Growing
from assembler.readers.ooxml.inline_nesting import NOTHING, Leaf, Wrappers

OF_WORD = "_Ref"
"""How the names of the bookmarks begin that Word sets for cross references of its own."""
_NUMBERED = {r"\n", r"\r", r"\w"}
"""The switches with which a reference shows the number of a paragraph, and not its words."""
_NUMBER = re.compile(r"\D*(\d{1,9})\D*")


class _Field(Growing):
    """A field that has not ended yet."""

    instruction: str = ""
    """What it does."""
    showing: bool = False
    """Whether its shown words have begun."""
    refers: str = ""
    """The paragraph whose number it shows."""
    shown: str = ""
    """That number as it stands."""
    around: Wrappers = NOTHING
    """What stands around the number."""


class Fields:
    """The open fields of a paragraph, the outermost first."""

    def __init__(self, paragraph: Callable[[str], str]) -> None:
        """Takes what gives the identifier of the paragraph in a bookmark."""
        self._paragraph = paragraph
        self._open: list[_Field] = []

    def mark(self, kind: str) -> Leaf | None:
        """Begins, parts or ends a field; gives the number of a paragraph where one is complete."""
        if kind == "begin":
            self._open.append(_Field())
        elif kind == "separate" and self._open:
            self._show(self._open[-1])
        elif kind == "end" and self._open:
            return _number(self._open.pop())
        return None

    def instruct(self, written: str) -> None:
        """Adds to the instruction of the innermost field."""
        if self._open and not self._open[-1].showing:
            self._open[-1].instruction += written

    def take(self, written: str, around: Wrappers) -> bool:
        """Takes words that don't show, or that are the number of a paragraph; others are left alone."""
        inside = self._open[-1] if self._open else None
        if inside is None or (inside.showing and not inside.refers):
            return False
        if inside.showing:
            inside.shown += written
            inside.around = around
        return True

    def _show(self, begun: _Field) -> None:
        begun.showing = True
        kind, name, *switches = [*begun.instruction.split(), "", ""]
        numbered = not name.startswith(OF_WORD) or not _NUMBERED.isdisjoint(switches)
        if kind.upper() == "REF" and numbered:
            begun.refers = self._paragraph(name)


def _number(ended: _Field) -> Leaf | None:
    """The leaf of a number, which other programs show with its mark; what is none is only words."""
    if not ended.refers:
        return None
    number = _NUMBER.fullmatch(ended.shown)
    return Leaf(Text(number[1] if number else ended.shown), ended.around, refers=ended.refers if number else "")
