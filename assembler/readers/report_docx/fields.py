"""Fields in a paragraph of a draft that show the number of another paragraph (`REF`).

Of all fields only these are more than their shown words: Word keeps their number right.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from assembler.model.nodes import Text
from assembler.readers.ooxml.fields import Field
from assembler.readers.ooxml.inline_nesting import NO_WRAPPERS, Leaf, Wrappers

OF_WORD = "_Ref"
"""How the names of the bookmarks begin that Word sets for cross references of its own."""
_NUMBERED = {r"\n", r"\r", r"\w"}
"""The switches with which a reference shows the number of a paragraph, and not its words."""
_NUMBER = re.compile(r"\D*(\d{1,9})\D*")


class ReferenceField(Field):
    """A field that has not ended yet and may refer to a paragraph."""

    refers: str = ""
    """The identifier of the paragraph whose number the field shows."""
    number: str = ""
    """That number as it stands."""
    wrappers: Wrappers = NO_WRAPPERS
    """What stands around the number."""

    def find_paragraph(self, find: Callable[[str], str]) -> None:
        """Settles to which paragraph the instruction refers; `find` gives the paragraph in a bookmark."""
        kind, name, *switches = [*self.instruction.split(), "", ""]
        is_numbered = not name.startswith(OF_WORD) or not _NUMBERED.isdisjoint(switches)
        if kind.upper() == "REF" and is_numbered:
            self.refers = find(name)

    def take_words(self, written: str, wrappers: Wrappers) -> bool:
        """Takes words that do not show, or that are the number of a paragraph; says whether it did."""
        if self.in_result and not self.refers:
            return False
        if self.in_result:
            self.number += written
            self.wrappers = wrappers
        return True

    def read_number(self) -> list[Leaf]:
        """The leaf of a number, which other programs show with its mark; what is none is only words."""
        if not self.refers:
            return []
        number = _NUMBER.fullmatch(self.number)
        text = Text(number[1] if number else self.number)
        return [Leaf(text, self.wrappers, refers=self.refers if number else "")]
