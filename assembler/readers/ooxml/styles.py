"""Reads the styles of a Word file and the formats of its letters: names, degrees of headings, hidden text, lists.

A style takes from the one that it is based on whatever it does not say itself. Built-in styles have English names in
every language version of Word; their identifiers are translated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from assembler.model.value import Value
from assembler.ooxml.elements import Element, qualified
from assembler.readers.ooxml.attributes import get_attribute, get_child, get_value, is_on, parse_number

_HEADING = re.compile(r"heading (\d)")
HEADINGS = {"_ H _Ch": 1, "_ H_1": 2, "_ H_2/3": 3, "_ H_4": 4, "_ H_5/6": 5}
"""The degrees of the headings of the official template, by style."""
_DEEPEST = 20
_BODY = 9
"""The outline level that Word gives to what is no heading."""


_VALUE, _BOLD, _ITALIC, _VANISH, _ALIGNED = map(qualified, ("val", "b", "i", "vanish", "vertAlign"))
_STRUCK, _STRUCK_TWICE, _POSITION, _SIZE = map(qualified, ("strike", "dstrike", "position", "sz"))
_COLOR, _HIGHLIGHT, _SHADE = map(qualified, ("color", "highlight", "shd"))
_LEAST_MOVE = 4
"""From how many half-points on letters are moved for their meaning, and not to adjust the line."""

type Properties = Mapping[str, Element]
"""The properties of a run by their tags; of two with one tag the first."""


class LetterFormat(Value):
    """How letters look, as far as that is read; none where it is not said."""

    bold: bool | None = None
    """In bold."""
    italic: bool | None = None
    """In italics."""
    hidden: bool | None = None
    """Not shown and not printed."""
    aligned: str | None = None
    """superscript, subscript or baseline."""
    struck: bool | None = None
    """Struck through by hand."""
    color: str | None = None
    """Their colour, as six figures of base 16 or auto."""
    size: int | None = None
    """Their size in half-points."""
    highlight: str | None = None
    """The name of the colour with which they are highlighted."""
    shade: str | None = None
    """The colour behind them, as six figures of base 16 or auto."""

    def over(self, below: LetterFormat) -> LetterFormat:
        """This format, with what it does not say taken from the one below."""
        return LetterFormat(
            below.bold if self.bold is None else self.bold,
            below.italic if self.italic is None else self.italic,
            below.hidden if self.hidden is None else self.hidden,
            below.aligned if self.aligned is None else self.aligned,
            below.struck if self.struck is None else self.struck,
            below.color if self.color is None else self.color,
            below.size if self.size is None else self.size,
            below.highlight if self.highlight is None else self.highlight,
            below.shade if self.shade is None else self.shade,
        )


PLAIN = LetterFormat()


def read_properties(element: Element | None) -> Properties:
    """What stands in the properties of a run."""
    return {} if element is None else {str(child.tag): child for child in reversed(element)}


def get_property(properties: Properties, tag: str) -> str:
    """The value of a property, empty where there is none."""
    element = properties.get(tag)
    return "" if element is None else element.get(_VALUE, "")


def read_format(properties: Properties) -> LetterFormat:
    """What the properties of a run say themselves."""
    if not properties:
        return PLAIN
    aligned = get_property(properties, _ALIGNED) or _read_position(properties)
    bold, italic, hidden = (_read_switch(properties.get(tag)) for tag in (_BOLD, _ITALIC, _VANISH))
    struck = _read_switch(properties.get(_STRUCK, properties.get(_STRUCK_TWICE)))
    color, highlight = (get_property(properties, tag) or None for tag in (_COLOR, _HIGHLIGHT))
    size = parse_number(get_property(properties, _SIZE), 0) or None
    shade = None if _SHADE not in properties else get_attribute(properties[_SHADE], "fill") or None
    return LetterFormat(bold, italic, hidden, aligned or None, struck, color, size, highlight, shade)


def _read_position(properties: Properties) -> str:
    """How letters stand that somebody has moved by hand and set in a size of their own, as LibreOffice writes them."""
    moved = get_property(properties, _POSITION) if _SIZE in properties else ""
    if parse_number(moved.removeprefix("-"), 0) < _LEAST_MOVE:
        return ""
    return "subscript" if moved.startswith("-") else "superscript"


def _read_switch(element: Element | None) -> bool | None:
    return None if element is None else is_on(element)


class Styles:
    """The styles of a file, by their identifiers."""

    def __init__(self, part: Element | None) -> None:
        """Takes the part with the styles, if there is one."""
        elements = () if part is None else part.iter(qualified("style"))
        self._styles = {get_attribute(style, "styleId"): style for style in elements}
        self._formats: dict[str, LetterFormat] = {}

    def get_name(self, identifier: str) -> str:
        """The name of a style, empty where it has none."""
        style = self._styles.get(identifier)
        return "" if style is None else get_value(style, "name")

    def get_format(self, identifier: str) -> LetterFormat:
        """How letters of the style look."""
        if identifier not in self._formats:
            letters = PLAIN
            for style in self._follow(identifier):
                letters = letters.over(read_format(read_properties(get_child(style, "rPr"))))
            self._formats[identifier] = letters
        return self._formats[identifier]

    def get_degree(self, identifier: str, properties: Element | None) -> int:
        """The degree of a heading whose paragraph has that style and those properties, 0 for what is none."""
        own = "" if properties is None else get_value(properties, "outlineLvl")
        if own:
            return _parse_degree(own)
        for style in self._follow(identifier):
            name = get_value(style, "name")
            numbered = _HEADING.fullmatch(name.lower())
            if numbered or name in HEADINGS:
                return int(numbered[1]) if numbered else HEADINGS[name]
            if name.lower() == "title":
                return 1
            inherited = get_child(style, "pPr")
            level = "" if inherited is None else get_value(inherited, "outlineLvl")
            if level:
                return _parse_degree(level)
        return 0

    def get_fill(self, identifier: str) -> str | None:
        """The colour with which paragraphs of the style are filled."""
        for style in self._follow(identifier):
            shading = style.find(f"{qualified('pPr')}/{_SHADE}")
            if shading is not None:
                return get_attribute(shading, "fill") or None
        return None

    def shades(self, identifier: str) -> bool:
        """Whether a style of tables fills cells with colours."""
        return any(next(style.iter(_SHADE), None) is not None for style in self._follow(identifier))

    def get_list(self, identifier: str) -> tuple[str, str]:
        """List and level of paragraphs of the style, as far as it says them."""
        number = level = ""
        for style in self._follow(identifier):
            numbering = style.find(f"{qualified('pPr')}/{qualified('numPr')}")
            if numbering is not None:
                number = number or get_value(numbering, "numId")
                level = level or get_value(numbering, "ilvl")
        return number, level

    def _follow(self, identifier: str) -> Iterator[Element]:
        """The style and those that it is based on, the nearest first."""
        for _ in range(_DEEPEST):
            style = self._styles.get(identifier)
            if style is None:
                return
            yield style
            identifier = get_value(style, "basedOn")


def _parse_degree(level: str) -> int:
    number = parse_number(level, _BODY)
    return number + 1 if number < _BODY else 0
