"""Fields of a Word file that have not ended yet: what they do, whether their result has begun, where their links lead.

A field is spread over runs, and over paragraphs: begin, instruction, separator, result, end. Fields may stand in one
another, in the instruction too. The words of a result are words like any other; an instruction is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assembler.model.value import MutableValue

_LINK = re.compile(r'\s*HYPERLINK\s+(?:"([^"]*)"|([^\s\\"]\S*))', re.IGNORECASE)


class Field(MutableValue):
    """A field that has not ended yet."""

    instruction: str = ""
    """What the field does, as far as it has been read."""
    in_result: bool = False
    """Whether its result has begun."""

    def add_instruction(self, written: str) -> None:
        """Adds to the instruction, which ends where the result begins."""
        if not self.in_result:
            self.instruction += written


def find_target(fields: Sequence[Field]) -> str:
    """The address to which words inside the open fields lead, that of the innermost link; empty outside links."""
    match = next(filter(None, (_LINK.match(field.instruction) for field in reversed(fields))), None)
    return str(match[1] or match[2] or "") if match else ""
