"""Styles: named forms of paragraphs and runs, one based on another.

Sizes are half-points, lengths twips, line heights exact where they are given. Word takes sizes, bold and italics of
right-to-left text from properties of their own (`szCs`, `bCs`, `iCs`), so each is said twice.
"""

from __future__ import annotations

from functools import lru_cache

from assembler.model.value import Value
from assembler.ooxml.markup import Formatting, Markup, element

POINT = 20
"""Twips of a point."""


class RunFormat(Value):
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

    def elements(self) -> Formatting:
        """The properties of a run."""
        return _of_face(self)


@lru_cache
def _of_face(run_format: RunFormat) -> Formatting:
    return (*_switches(run_format), *_measures(run_format))


def _switches(run_format: RunFormat) -> list[Markup]:
    found: list[Markup] = []
    for tag, value in (("b", run_format.bold), ("i", run_format.italic)):
        if value is not None:
            found += [
                element(tag, **({} if value else {"val": "0"})),
                element(f"{tag}Cs", **({} if value else {"val": "0"})),
            ]
    if run_format.raised:
        found.append(element("vertAlign", val="superscript"))
    if run_format.highlight:
        found.append(element("highlight", val=run_format.highlight))
    if run_format.color is not None:
        found.append(element("color", val=run_format.color))
    return found


def _measures(run_format: RunFormat) -> list[Markup]:
    values = {
        "spacing": None if run_format.spacing is None else round(run_format.spacing * POINT),
        "w": run_format.scale,
        "kern": None if run_format.kerning is None else round(run_format.kerning * 2),
        "position": None if run_format.lowered is None else round(run_format.lowered * -2),
        "sz": None if run_format.size is None else round(run_format.size * 2),
        "szCs": None if run_format.size is None else round(run_format.size * 2),
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


class ParagraphFormat(Value):
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

    def elements(self) -> Formatting:
        """The properties of a paragraph."""
        return _of_shape(self)


@lru_cache(maxsize=512)
def _of_shape(paragraph_format: ParagraphFormat) -> Formatting:
    found = [*_spacing(paragraph_format), *_indents(paragraph_format), *_keeping(paragraph_format)]
    if paragraph_format.uncounted:
        found.append(element("suppressLineNumbers"))
    if paragraph_format.tabs:
        found.append(element("tabs", *(_tab(kind, place) for kind, place in paragraph_format.tabs)))
    if paragraph_format.alignment is not None:
        found.append(element("jc", val=paragraph_format.alignment))
    if paragraph_format.outline is not None:
        found.append(element("outlineLvl", val=paragraph_format.outline))
    if paragraph_format.rule is not None:
        found.append(_border(paragraph_format.rule))
    if paragraph_format.shade:
        found.append(element("shd", val="clear", color="auto", fill=paragraph_format.shade))
    return tuple(found)


def _border(rule: Rule) -> Markup:
    drawn: dict[str, str | int] = {"val": "single", "sz": rule.weight, "space": rule.space, "color": rule.color}
    return element("pBdr", *(element(side, **drawn) for side in rule.sides))


def _spacing(paragraph_format: ParagraphFormat) -> list[Markup]:
    values: dict[str, str | int] = {}
    if paragraph_format.before is not None:
        values["before"] = paragraph_format.before
    if paragraph_format.after is not None:
        values["after"] = paragraph_format.after
    if paragraph_format.line is not None:
        values |= {"line": paragraph_format.line or 240, "lineRule": "exact" if paragraph_format.line else "auto"}
    return [element("spacing", **values)] if values else []


def _indents(paragraph_format: ParagraphFormat) -> list[Markup]:
    values = {"left": paragraph_format.left, "right": paragraph_format.right}
    if paragraph_format.first is not None:
        values["firstLine" if paragraph_format.first >= 0 else "hanging"] = abs(paragraph_format.first)
    said = {name: value for name, value in values.items() if value is not None}
    return [element("ind", **said)] if said else []


def _keeping(paragraph_format: ParagraphFormat) -> list[Markup]:
    switches = (("keepNext", paragraph_format.keep_next), ("keepLines", paragraph_format.keep_lines))
    found = [element(tag, **({} if value else {"val": "0"})) for tag, value in switches if value is not None]
    return [*found, element("pageBreakBefore")] if paragraph_format.new_page else found


def _tab(kind: str, place: int) -> Markup:
    value, _, leader = kind.partition(".")
    return element("tab", val=value, **({"leader": leader} if leader else {}), pos=place)
