"""Finds the text boxes in a run of a Word file, and describes what is no text: pictures, charts, embedded objects.

A text box is a shape that holds paragraphs; beside it, in the same group, may stand a picture. What is no text is
described by the name that the file gives it, since nobody can read it out.
"""

from __future__ import annotations

from assembler.model.finding import FindingText, make_text
from assembler.ooxml.elements import Element, qualified
from assembler.readers.ooxml.attributes import get_local_name

_BOX = qualified("txbxContent")
_WHATS = {
    "OLEObject": "An embedded object",
    "control": "A control with a program of its own (ActiveX)",
    "chart": "A chart",
    "relIds": "A diagram",
    "textpath": "Lettering",
    "pic": "A picture",
    "imagedata": "A picture",
}
"""What a shape is, by the elements in it; the first that is there tells."""
_NAMES = ("descr", "alt", "ProgID", "string")
_LONGEST = 80


def find_text_boxes(element: Element) -> list[Element]:
    """The text boxes in a shape, the outermost ones."""
    around = {element, *element.iterancestors(_BOX)}
    return [box for box in element.iter(_BOX) if around.issuperset(box.iterancestors(_BOX))]


def describe_picture(element: Element) -> tuple[str, FindingText] | None:
    """Rule and text for what is left out of a shape; none where it is a text box alone."""
    there = {get_local_name(inside) for inside in element.iter() if isinstance(inside.tag, str)}
    what = next((description for name, description in _WHATS.items() if name in there), "")
    if not what and element.find(f".//{_BOX}") is not None:
        return None
    tag = get_local_name(element)
    what = what or ("An embedded object" if tag == "object" else "A picture")
    names = (said for name in _NAMES for inside in element.iter() if (said := inside.get(name, "").strip()))
    named = " ".join(next(names, "").split())[:_LONGEST]
    is_part = tag == "object" or what in (_WHATS["OLEObject"], _WHATS["control"])
    message = "{what} (“{name}”) is left out." if named else "{what} is left out."
    text = make_text(message, "Only words are taken; write what it says as text.", what=what, name=named)
    return "IN-DOC-06" if is_part else "IN-DOC-04", text
