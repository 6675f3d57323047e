"""Finds why words in the fields of a Word file are dropped, and what is chosen in old forms.

A drop-down list or a box of an old form keeps what is chosen in the beginning of its field.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assembler.ooxml.elements import Element, qualified
from assembler.readers.docx.context import Reason
from assembler.readers.ooxml.attributes import get_attribute, get_child, get_value, is_on, parse_number
from assembler.readers.ooxml.fields import Field

_CONTENTS = re.compile(r"\s*(?:TOC|INDEX|TOA)\b", re.IGNORECASE)
_BOXES = {True: "☒", False: "☐"}


def find_reason(fields: Sequence[Field]) -> Reason | None:
    """Why words inside the open fields are dropped, none where they are not."""
    if not all(field.in_result for field in fields):
        return Reason.FIELD
    return Reason.CONTENTS if any(_CONTENTS.match(field.instruction) for field in fields) else None


def read_choice(mark: Element) -> str:
    """What is chosen in a drop-down list or a box whose field begins with the mark; empty for any other mark."""
    is_begin = get_attribute(mark, "fldCharType") == "begin"
    data = get_child(mark, "ffData") if is_begin else None
    choices = None if data is None else get_child(data, "ddList")
    if choices is not None:
        entries = [get_attribute(entry, "val") for entry in choices.iter(qualified("listEntry"))]
        place = parse_number(get_value(choices, "result") or get_value(choices, "default") or "0", 0)
        return entries[place] if place < len(entries) else ""
    box = None if data is None else get_child(data, "checkBox")
    if box is None:
        return ""
    checked = get_child(box, "checked")
    return _BOXES[is_on(get_child(box, "default") if checked is None else checked)]
