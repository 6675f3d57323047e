"""What the styles of a Word file say: names, degrees of headings, faces, hidden text, lists.

A style takes from the one that it is based on whatever it does not say itself. Built-in styles have English names in
every language version of Word; their identifiers are translated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from assembler.model.value import Value
from assembler.ooxml.elements import Element, qualified
from assembler.readers.ooxml.attributes import is_on, value_of, whole

_HEADING = re.compile(r"heading (\d)")
_OURS = {"_ H _Ch": 1, "_ H_1": 2, "_ H_2/3": 3, "_ H_4": 4, "_ H_5/6": 5}
"""The headings of the official template."""
_DEEPEST = 20
_BODY = 9
"""The outline level that Word gives to what is no heading."""


_VALUE, _BOLD, _ITALIC, _VANISH, _ALIGNED = map(qualified, ("val", "b", "i", "vanish", "vertAlign"))
_STRUCK, _STRUCK_TWICE = map(qualified, ("strike", "dstrike"))

type Properties = Mapping[str, Element]
"""The properties of a run by their tags; of two with one tag the first."""


class Face(Value):
    """How letters look, as far as it is read; none where it is not said."""

    bold: bool | None = None
    """In bold."""
    italic: bool | None = None
    """In italics."""
    hidden: bool | None = None
    """Not shown and not printed."""
    raised: bool | None = None
    """Above the line."""
    struck: bool | None = None
    """Struck through by hand."""

    def over(self, below: Face) -> Face:
        """This face, with what it does not say taken from the one below."""
        return Face(
            below.bold if self.bold is None else self.bold,
            below.italic if self.italic is None else self.italic,
            below.hidden if self.hidden is None else self.hidden,
            below.raised if self.raised is None else self.raised,
            below.struck if self.struck is None else self.struck,
        )


PLAIN = Face()


def properties_of(form: Element | None) -> Properties:
    """What stands in the properties of a run."""
    return {} if form is None else {str(it.tag): it for it in reversed(form)}


def said(properties: Properties, tag: str) -> str:
    """The value of a property, empty where there is none."""
    found = properties.get(tag)
    return "" if found is None else found.get(_VALUE, "")


def face_of(properties: Properties) -> Face:
    """What the properties of a run say themselves."""
    if not properties:
        return PLAIN
    aligned = said(properties, _ALIGNED)
    bold, italic, hidden = (_on(properties.get(it)) for it in (_BOLD, _ITALIC, _VANISH))
    struck = _on(properties.get(_STRUCK, properties.get(_STRUCK_TWICE)))
    return Face(bold, italic, hidden, aligned == "superscript" if aligned else None, struck)


def _on(found: Element | None) -> bool | None:
    return None if found is None else is_on(found)


class Styles:
    """The styles of a file, by their identifiers."""

    def __init__(self, part: Element | None) -> None:
        """Takes the part with the styles, if there is one."""
        found = () if part is None else part.iter(qualified("style"))
        self._styles = {it.get(qualified("styleId"), ""): it for it in found}
        self._faces: dict[str, Face] = {}

    def name(self, identifier: str) -> str:
        """The name of a style, its identifier where it is not described."""
        style = self._styles.get(identifier)
        return identifier if style is None else value_of(style, "name") or identifier

    def face(self, identifier: str) -> Face:
        """How letters of the style look."""
        if identifier not in self._faces:
            face = PLAIN
            for style in self._line(identifier):
                face = face.over(face_of(properties_of(style.find(qualified("rPr")))))
            self._faces[identifier] = face
        return self._faces[identifier]

    def degree(self, identifier: str, form: Element | None) -> int:
        """The degree of a heading whose paragraph has that style and those properties, 0 for what is none."""
        own = "" if form is None else value_of(form, "outlineLvl")
        if own:
            return _degree_of(own)
        for style in self._line(identifier):
            name = value_of(style, "name")
            numbered = _HEADING.fullmatch(name.lower())
            if numbered or name in _OURS:
                return int(numbered[1]) if numbered else _OURS[name]
            if name.lower() == "title":
                return 1
            properties = style.find(qualified("pPr"))
            level = "" if properties is None else value_of(properties, "outlineLvl")
            if level:
                return _degree_of(level)
        return 0

    def list_of(self, identifier: str) -> tuple[str, str]:
        """List and level of paragraphs of the style, as far as it says them."""
        number = level = ""
        for style in self._line(identifier):
            found = style.find(f"{qualified('pPr')}/{qualified('numPr')}")
            if found is not None:
                number = number or value_of(found, "numId")
                level = level or value_of(found, "ilvl")
        return number, level

    def _line(self, identifier: str) -> Iterator[Element]:
        """The style and those that it is based on, the nearest first."""
        for _ in range(_DEEPEST):
            style = self._styles.get(identifier)
            if style is None:
                return
            yield style
            identifier = value_of(style, "basedOn")


def _degree_of(level: str) -> int:
    number = whole(level, _BODY)
    return number + 1 if number < _BODY else 0
