"""Fields of a Word file, as they open and end: where their words lead to, and which words do not show.

A field is spread over runs, and over paragraphs: begin, instruction, separator, shown words, end. Fields may stand in
one another, in the instruction too. Its shown words are words like any other; its instruction is none. A drop-down
list of old forms keeps the chosen words in its beginning.
"""

from __future__ import annotations

import re

from assembler.model.value import Growing
from assembler.ooxml.elements import Element, qualified
from assembler.readers.docx.alternatives import WHOLE
from assembler.readers.docx.context import Reason
from assembler.readers.ooxml.attributes import is_on, value_of, whole

_ADDRESS = re.compile(r'\s*HYPERLINK\s+(?:"([^"]*)"|([^\s\\"]\S*))', re.IGNORECASE)
_CONTENTS = re.compile(r"\s*(?:TOC|INDEX|TOA)\b", re.IGNORECASE)
_BOXES = {True: "☒", False: "☐"}


class _Field(Growing):
    """A field that has not ended yet."""

    instruction: str = ""
    showing: bool = False


class Fields:
    """The open fields of a story, the outermost first."""

    def __init__(self) -> None:
        """Begins outside any field."""
        self._open: list[_Field] = []

    def mark(self, mark: Element) -> str:
        """Begins, parts or ends a field that has both ends; gives the words that its beginning stands for."""
        kind = mark.get(qualified("fldCharType"), "")
        if mark.get(WHOLE) is None:
            return ""
        if kind == "begin":
            self._open.append(_Field())
            return _chosen(mark)
        if kind == "separate" and self._open:
            self._open[-1].showing = True
        elif kind == "end" and self._open:
            self._open.pop()
        return ""

    def begin(self, instruction: str) -> None:
        """Begins a field that tells its instruction at once."""
        self._open.append(_Field(instruction, showing=True))

    def end(self) -> None:
        """Ends the innermost field."""
        self._open.pop()

    def instruct(self, written: str) -> bool:
        """Adds to the instruction of the innermost field; says whether there is one."""
        if not self._open:
            return False
        if not self._open[-1].showing:
            self._open[-1].instruction += written
        return True

    @property
    def dropped(self) -> Reason | None:
        """Why words here do not show, if they don't."""
        if not self._open:
            return None
        if any(not it.showing for it in self._open):
            return Reason.FIELD
        return Reason.CONTENTS if any(_CONTENTS.match(it.instruction) for it in self._open) else None

    @property
    def target(self) -> str:
        """The address that words here lead to."""
        for it in reversed(self._open):
            found = _ADDRESS.match(it.instruction)
            if found:
                return str(found[1] or found[2] or "")
        return ""


def _chosen(mark: Element) -> str:
    """What is chosen in a drop-down list or a box of an old form."""
    found = mark.find(qualified("ffData"))
    listed = None if found is None else found.find(qualified("ddList"))
    if listed is not None:
        entries = [it.get(qualified("val"), "") for it in listed.iter(qualified("listEntry"))]
        place = whole(value_of(listed, "result") or value_of(listed, "default") or "0", 0)
        return entries[place] if place < len(entries) else ""
    box = None if found is None else found.find(qualified("checkBox"))
    if box is None:
        return ""
    said = box.find(qualified("checked"))
    said = box.find(qualified("default")) if said is None else said
    return _BOXES[is_on(said)]
