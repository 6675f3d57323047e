"""Styles: named forms of paragraphs and runs, one based on another.

Sizes are half-points, lengths twips, line heights exact where they are given. Word takes sizes, bold and italics of
right-to-left text from properties of their own (`szCs`, `bCs`, `iCs`), so each is said twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from assembler.model.value import Value
from assembler.ooxml.markup import Form, Piece, element, properties

POINT = 20
"""Twips of a point."""
_CELL_MARGINS = (("top", 0), ("left", 108), ("bottom", 0), ("right", 108))


class Face(Value):
    """How letters look; what is None is left to the style below."""

    size: float | None = None
    """Size in points."""
    bold: bool | None = None
    """Whether bold."""
    italic: bool | None = None
    """Whether italic."""
    scale: int | None = None
    """Width of the letters in per cent."""
    spacing: float | None = None
    """Extra space between letters in points."""
    kerning: float | None = None
    """Size from which pairs of letters are kerned, in points."""
    lowered: float | None = None
    """How far below the line, in points."""
    color: str | None = None
    """Colour as six hexadecimal digits."""
    raised: bool = False
    """Whether superscript."""
    highlight: str = ""
    """Colour behind the words, by Word's name."""

    def elements(self) -> Form:
        """The properties of a run."""
        return _of_face(self)


@lru_cache
def _of_face(face: Face) -> Form:
    return (*_switches(face), *_measures(face))


def _switches(face: Face) -> list[Piece]:
    found: list[Piece] = []
    for tag, value in (("b", face.bold), ("i", face.italic)):
        if value is not None:
            found += [
                element(tag, **({} if value else {"val": "0"})),
                element(f"{tag}Cs", **({} if value else {"val": "0"})),
            ]
    if face.raised:
        found.append(element("vertAlign", val="superscript"))
    if face.highlight:
        found.append(element("highlight", val=face.highlight))
    if face.color is not None:
        found.append(element("color", val=face.color))
    return found


def _measures(face: Face) -> list[Piece]:
    values = {
        "spacing": None if face.spacing is None else round(face.spacing * POINT),
        "w": face.scale,
        "kern": None if face.kerning is None else round(face.kerning * 2),
        "position": None if face.lowered is None else round(face.lowered * -2),
        "sz": None if face.size is None else round(face.size * 2),
        "szCs": None if face.size is None else round(face.size * 2),
    }
    return [element(tag, val=value) for tag, value in values.items() if value is not None]


class Rule(Value):
    """Lines at the sides of a paragraph; neighbours with the same lines stand in one frame."""

    sides: tuple[str, ...]
    """top, left, bottom and right, those that have a line."""
    weight: int
    """Its weight in eighths of a point."""
    space: int
    """Room between line and words in points."""
    color: str
    """Its colour as six hexadecimal digits."""


class Shape(Value):
    """How a paragraph stands; lengths in twips, what is None is left to the style below."""

    line: int | None = None
    """Exact height of the lines; 0 for what the letters need."""
    before: int | None = None
    """Space before."""
    after: int | None = None
    """Space after."""
    left: int | None = None
    """Indent on the side where lines begin."""
    right: int | None = None
    """Indent on the side where lines end."""
    first: int | None = None
    """Further indent of the first line, negative when it hangs out."""
    alignment: str | None = None
    """left, right, center or both; left and right change sides in right-to-left paragraphs."""
    keep_next: bool | None = None
    """Whether it stays with what follows."""
    keep_lines: bool | None = None
    """Whether it stays on one page."""
    new_page: bool = False
    """Whether it begins a page."""
    outline: int | None = None
    """Degree as a heading, from 0; 9 for text."""
    tabs: tuple[tuple[str, int], ...] = ()
    """Kind and place of the tab stops; a kind such as right.dot has a leader."""
    uncounted: bool = False
    """Whether its lines are left out where lines are numbered; Word never counts those of notes, heads and feet."""
    rule: Rule | None = None
    """Lines at its sides."""
    shade: str = ""
    """Colour behind it as six hexadecimal digits."""

    def elements(self) -> Form:
        """The properties of a paragraph."""
        return _of_shape(self)


@lru_cache(maxsize=512)
def _of_shape(shape: Shape) -> Form:
    found = [*_spacing(shape), *_indents(shape), *_keeping(shape)]
    if shape.uncounted:
        found.append(element("suppressLineNumbers"))
    if shape.tabs:
        found.append(element("tabs", *(_tab(kind, place) for kind, place in shape.tabs)))
    if shape.alignment is not None:
        found.append(element("jc", val=shape.alignment))
    if shape.outline is not None:
        found.append(element("outlineLvl", val=shape.outline))
    if shape.rule is not None:
        found.append(_border(shape.rule))
    if shape.shade:
        found.append(element("shd", val="clear", color="auto", fill=shape.shade))
    return tuple(found)


def _border(rule: Rule) -> Piece:
    drawn: dict[str, str | int] = {"val": "single", "sz": rule.weight, "space": rule.space, "color": rule.color}
    return element("pBdr", *(element(side, **drawn) for side in rule.sides))


def _spacing(shape: Shape) -> list[Piece]:
    values: dict[str, str | int] = {}
    if shape.before is not None:
        values["before"] = shape.before
    if shape.after is not None:
        values["after"] = shape.after
    if shape.line is not None:
        values |= {"line": shape.line or 240, "lineRule": "exact" if shape.line else "auto"}
    return [element("spacing", **values)] if values else []


def _indents(shape: Shape) -> list[Piece]:
    values = {"left": shape.left, "right": shape.right}
    if shape.first is not None:
        values["firstLine" if shape.first >= 0 else "hanging"] = abs(shape.first)
    said = {name: value for name, value in values.items() if value is not None}
    return [element("ind", **said)] if said else []


def _keeping(shape: Shape) -> list[Piece]:
    switches = (("keepNext", shape.keep_next), ("keepLines", shape.keep_lines))
    found = [element(tag, **({} if value else {"val": "0"})) for tag, value in switches if value is not None]
    return [*found, element("pageBreakBefore")] if shape.new_page else found


def _tab(kind: str, place: int) -> Piece:
    value, _, leader = kind.partition(".")
    return element("tab", val=value, **({"leader": leader} if leader else {}), pos=place)


class Style(Value):
    """A style of paragraphs, or of runs where it has no shape."""

    id: str
    """Its identifier in the file."""
    name: str
    """Its name in the list of styles."""
    face: Face = Face()
    """Its letters."""
    shape: Shape | None = Shape()
    """Its paragraphs."""
    base: str = "Normal"
    """The style it is based on, empty for none."""
    next: str = ""
    """The style of the paragraph that follows in typing."""
    shown: bool = True
    """Whether the list of styles shows it."""


def style_element(style: Style, built_in: bool) -> Piece:
    """A style; names that are not built into Word are custom styles."""
    children = [element("name", val=style.name)]
    if style.base and (style.shape is not None or style.base != "Normal"):
        children.append(element("basedOn", val=style.base))
    if style.next:
        children.append(element("next", val=style.next))
    children.append(element("uiPriority", val=1 if style.shown else 99))
    children.append(element("qFormat") if style.shown else element("semiHidden"))
    if style.shape is not None:
        children += _filled("pPr", style.shape.elements())
    children += _filled("rPr", style.face.elements())
    custom: dict[str, str] = {} if built_in else {"customStyle": "1"}
    kind = "character" if style.shape is None else "paragraph"
    return element("style", *children, type=kind, **custom, styleId=style.id)


def default_style(kind: str, identifier: str, name: str) -> Piece:
    """The style that holds where none is named, of runs, tables or lists."""
    children = [element("name", val=name), element("uiPriority", val=99), element("semiHidden")]
    if kind == "table":
        margins = [element(side, w=width, type="dxa") for side, width in _CELL_MARGINS]
        children.append(element("tblPr", element("tblInd", w=0, type="dxa"), element("tblCellMar", *margins)))
    return element("style", *children, type=kind, default=1, styleId=identifier)


def _filled(container: str, children: Iterable[Piece]) -> list[Piece]:
    found = list(children)
    return [properties(container, found)] if found else []
