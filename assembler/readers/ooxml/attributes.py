"""Reads the attributes and words of elements: values, whole numbers, yes or no, alignments, styles."""

from __future__ import annotations

from assembler.ooxml.elements import Element, qualified

_VALUE, _TEXT = map(qualified, ("val", "t"))
_MOST_DIGITS = 4
_OFF = {"0", "false", "off", "none"}
_ALIGNMENTS = {"left": "left", "start": "left", "right": "right", "end": "right", "center": "center"}


def get_local_name(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def get_attribute(element: Element, name: str) -> str:
    """An attribute of Word's namespace, empty where there is none."""
    return element.get(qualified(name), "")


def get_child(parent: Element, tag: str) -> Element | None:
    """The first child of a name in Word's namespace; faster than `find`, which parses a path."""
    return next(parent.iterchildren(qualified(tag)), None)


def get_value(parent: Element, tag: str) -> str:
    """The value of a child, empty where there is none."""
    child = get_child(parent, tag)
    return "" if child is None else child.get(_VALUE, "")


def parse_number(written: str, otherwise: int) -> int:
    """The whole number that is written, or another one where there is none."""
    return int(written) if written.isdecimal() and len(written) <= _MOST_DIGITS else otherwise


def is_on(switch: Element | None) -> bool:
    """Whether an element switches something on: an element without a value does."""
    return switch is not None and is_on_value(switch.get(_VALUE, "1"))


def is_on_value(written: str) -> bool:
    """Whether the value of a switch is none of those that switch it off."""
    return written not in _OFF


def get_alignment(paragraph_properties: Element | None) -> str:
    """Left, right or center, as the properties of a paragraph say; empty where they say none of these."""
    return "" if paragraph_properties is None else _ALIGNMENTS.get(get_value(paragraph_properties, "jc"), "")


def get_style_identifier(paragraph: Element) -> str:
    """The identifier of a paragraph's style, empty where it has none of its own."""
    properties = get_child(paragraph, "pPr")
    return "" if properties is None else get_value(properties, "pStyle")


def is_inside(element: Element, *tags: str) -> bool:
    """Whether an element stands inside one of those tags."""
    return next(element.iterancestors(*tags), None) is not None


def get_words(element: Element) -> str:
    """All words in an element that are not deleted, as they stand."""
    return "".join([text.text or "" for text in element.iter(_TEXT)])
