"""Finds the text boxes in a run of a Word file, and describes what is no text: pictures, charts, embedded objects.

A text box is a shape that holds paragraphs; beside it, in the same group, may stand a picture. What is no text is
described by the name that the file gives it, since nobody can read it out.
"""

from __future__ import annotations

from assembler.model.finding import FindingText, make_text
from assembler.ooxml.elements import Element, qualified
from assembler.readers.ooxml.attributes import get_local_name

_BOX = qualified("txbxContent")
_EMBEDDED = ("An embedded object is left out.", "An embedded object (“{name}”) is left out.")
_CONTROL = (
    "A control with a program of its own (ActiveX) is left out.",
    "A control with a program of its own (ActiveX) (“{name}”) is left out.",
)
_PICTURE = ("A picture is left out.", "A picture (“{name}”) is left out.")
_MESSAGES = {
    "OLEObject": _EMBEDDED,
    "control": _CONTROL,
    "chart": ("A chart is left out.", "A chart (“{name}”) is left out."),
    "relIds": ("A diagram is left out.", "A diagram (“{name}”) is left out."),
    "textpath": ("Lettering is left out.", "Lettering (“{name}”) is left out."),
    "pic": _PICTURE,
    "imagedata": _PICTURE,
}
"""The messages on a shape without and with a name, by the elements in it; the first that is there tells."""
_NAMES = ("descr", "alt", "ProgID", "string")
_LONGEST = 80


def find_text_boxes(element: Element) -> list[Element]:
    """The text boxes in a shape, the outermost ones."""
    around = {element, *element.iterancestors(_BOX)}
    return [box for box in element.iter(_BOX) if around.issuperset(box.iterancestors(_BOX))]


def describe_picture(element: Element) -> tuple[str, FindingText] | None:
    """Rule and text for what is left out of a shape; none where it is a text box alone."""
    there = {get_local_name(inside) for inside in element.iter() if isinstance(inside.tag, str)}
    messages = next((messages for name, messages in _MESSAGES.items() if name in there), None)
    if not messages and element.find(f".//{_BOX}") is not None:
        return None
    tag = get_local_name(element)
    messages = messages or (_EMBEDDED if tag == "object" else _PICTURE)
    names = (value for name in _NAMES for inside in element.iter() if (value := inside.get(name, "").strip()))
    named = " ".join(next(names, "").split())[:_LONGEST]
    is_part = tag == "object" or messages in (_EMBEDDED, _CONTROL)
    text = make_text(messages[bool(named)], "Only text is imported. Describe the content in words.", name=named)
    return "IN-DOC-06" if is_part else "IN-DOC-04", text
