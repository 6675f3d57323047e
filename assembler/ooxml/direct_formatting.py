"""Formats of paragraphs and runs beside their styles, which the template holds.

Sizes are half-points, lengths twips, line heights exact where they are given. Word takes sizes, bold and italics of
right-to-left text from properties of their own (`szCs`, `bCs`, `iCs`), so each is written twice.
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
    spacing: float | None = None
    """Extra space between letters in points."""
    aligned: str = ""
    """superscript or subscript."""
    highlight: str = ""
    """Colour behind the words, by Word's name."""

    def elements(self) -> Formatting:
        """The properties of a run."""
        return _run_properties(self)


@lru_cache
def _run_properties(run_format: RunFormat) -> Formatting:
    return (*_switches(run_format), *_measures(run_format))


def _switches(run_format: RunFormat) -> list[Markup]:
    switches: list[Markup] = []
    for tag, value in (("b", run_format.bold), ("i", run_format.italic)):
        if value is not None:
            switches += [
                element(tag, **({} if value else {"val": "0"})),
                element(f"{tag}Cs", **({} if value else {"val": "0"})),
            ]
    if run_format.aligned:
        switches.append(element("vertAlign", val=run_format.aligned))
    if run_format.highlight:
        switches.append(element("highlight", val=run_format.highlight))
    return switches


def _measures(run_format: RunFormat) -> list[Markup]:
    values = {
        "spacing": None if run_format.spacing is None else round(run_format.spacing * POINT),
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
    new_page: bool = False
    """Whether it begins a page."""
    outline: int | None = None
    """Degree as a heading, from 0; 9 for text."""
    rule: Rule | None = None
    """Lines at its sides."""

    def elements(self) -> Formatting:
        """The properties of a paragraph."""
        return _paragraph_properties(self)


@lru_cache(maxsize=512)
def _paragraph_properties(paragraph_format: ParagraphFormat) -> Formatting:
    formatting = [*_spacing(paragraph_format), *_indents(paragraph_format), *_keeping(paragraph_format)]
    if paragraph_format.alignment is not None:
        formatting.append(element("jc", val=paragraph_format.alignment))
    if paragraph_format.outline is not None:
        formatting.append(element("outlineLvl", val=paragraph_format.outline))
    if paragraph_format.rule is not None:
        formatting.append(_border(paragraph_format.rule))
    return tuple(formatting)


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
    indents = {name: value for name, value in values.items() if value is not None}
    return [element("ind", **indents)] if indents else []


def _keeping(paragraph_format: ParagraphFormat) -> list[Markup]:
    keep = paragraph_format.keep_next
    rules = [] if keep is None else [element("keepNext", **({} if keep else {"val": "0"}))]
    return [*rules, element("pageBreakBefore")] if paragraph_format.new_page else rules
