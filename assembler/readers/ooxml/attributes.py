"""What the elements of a Word file say in their attributes: words, whole numbers, yes or no, alignments."""

from __future__ import annotations

from assembler.ooxml.elements import Element, qualified

_VALUE = qualified("val")
_MOST_DIGITS = 4
_OFF = {"0", "false", "off", "none"}
_ALIGNMENTS = {"left": "left", "start": "left", "right": "right", "end": "right", "center": "center"}


def value_of(parent: Element, tag: str) -> str:
    """The value of a child, empty where there is none."""
    found = parent.find(qualified(tag))
    return "" if found is None else found.get(_VALUE, "")


def whole(written: str, otherwise: int) -> int:
    """The whole number that is written, or another one where there is none."""
    return int(written) if written.isdecimal() and len(written) <= _MOST_DIGITS else otherwise


def is_on(switch: Element | None) -> bool:
    """Whether an element switches something on: it need not say so."""
    return switch is not None and means_on(switch.get(_VALUE, "1"))


def means_on(written: str) -> bool:
    """Whether the value of a switch is none of those that switch it off."""
    return written not in _OFF


def alignment_of(paragraph_form: Element | None) -> str:
    """Left, right or center, as the properties of a paragraph say; empty where they say none of these."""
    return "" if paragraph_form is None else _ALIGNMENTS.get(value_of(paragraph_form, "jc"), "")
