"""Counts the native lists of a Word file as Word counts them, and nests the items of lists.

Counters belong to the definition of a list (`w:abstractNum`), so that lists of one definition go on counting; a list
that overrides its starts begins anew where it is first used. A level below begins anew after each number of a level
above.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from assembler.model.finding import NO_PLACE, Source
from assembler.model.nodes import BulletedList, Inline, LetteredList, ListItem
from assembler.model.value import MutableValue, Value, field
from assembler.ooxml.elements import Element, qualified
from assembler.ooxml.numbering import FORMATS, SILENT
from assembler.readers.ooxml.attributes import get_attribute, get_child, get_value, parse_number

LEVELS = 9
"""How many levels a list has in Word."""
BULLET = "bullet"
"""The number format of lists without numbers."""


class ListMember(Value):
    """What a paragraph is in its list."""

    list: str
    """The number of the list in the file."""
    level: int
    """Its level, from 0."""
    number_format: str
    """Word's name of the kind of its number."""
    number: int
    """Its number on its level."""
    label: str
    """The label that Word prints."""

    @property
    def has_typed_label(self) -> bool:
        """Whether Word prints nothing, so that the label stands in the text."""
        return self.number_format == SILENT


class _Definition(MutableValue):
    """The definition of lists with its counters."""

    levels: Sequence[Element]
    starts: list[int]
    counters: list[int]


class ListCounter:
    """Counts the members of all lists; they must be asked for in the order of the document."""

    def __init__(self, numbering: Element | None) -> None:
        """Takes the numbering part, if there is one."""
        definitions = () if numbering is None else numbering.iter(qualified("abstractNum"))
        lists = () if numbering is None else numbering.iter(qualified("num"))
        self._definitions = {get_attribute(one, "abstractNumId"): _read_definition(one) for one in definitions}
        self._lists = {get_attribute(one, "numId"): _read_list(one) for one in lists}
        self._begun: set[str] = set()

    def count(self, paragraph: Element) -> ListMember | None:
        """What a paragraph is in its list, none where it is in no list that there is."""
        numbering = paragraph.find(f"{qualified('pPr')}/{qualified('numPr')}")
        if numbering is None:
            return None
        identifier, level = get_value(numbering, "numId"), parse_number(get_value(numbering, "ilvl"), 0)
        name, overrides = self._lists.get(identifier, ("", {}))
        definition = self._definitions.get(name)
        if definition is None or level >= len(definition.levels):
            return None
        counters = definition.counters
        if identifier not in self._begun:
            self._begun.add(identifier)
            for overridden in overrides.keys() & range(len(counters)):
                counters[overridden] = overrides[overridden] - 1
        counters[level] += 1
        counters[level + 1 :] = definition.starts[level + 1 :]
        number_format = get_value(definition.levels[level], "numFmt")
        return ListMember(identifier, level, number_format, counters[level], _write_label(definition, level))


def _read_definition(definition: Element) -> _Definition:
    levels = definition.findall(qualified("lvl"))[:LEVELS]
    starts = [parse_number(get_value(level, "start"), 1) - 1 for level in levels]
    return _Definition(levels, starts, list(starts))


def _read_list(number: Element) -> tuple[str, dict[int, int]]:
    """The definition of a list, and the starts that the list overrides by level."""
    overrides = {}
    for override in number.iter(qualified("lvlOverride")):
        level = parse_number(get_attribute(override, "ilvl"), LEVELS)
        if level < LEVELS and get_child(override, "startOverride") is not None:
            overrides[level] = parse_number(get_value(override, "startOverride"), 1)
    return get_value(number, "abstractNumId"), overrides


def _write_label(definition: _Definition, level: int) -> str:
    label = get_value(definition.levels[level], "lvlText")
    for place, above in enumerate(definition.levels[: level + 1]):
        write_number = FORMATS.get(get_value(above, "numFmt"), str)
        label = label.replace(f"%{place + 1}", write_number(max(definition.counters[place], 1)))
    return label


class FlatItem(Value):
    """An item of a list as Word has it: lists lie flat, each item knows its degree."""

    list: str
    """The number of its list in the file."""
    degree: int
    """0 for lists in the text, 1 for those below."""
    bulleted: bool
    """Whether it has a bullet."""
    content: tuple[Inline, ...]
    """Its words, without its mark."""
    source: Source = NO_PLACE
    """Where it stands."""


class _OpenItem(MutableValue):
    """An item with the items below it so far."""

    item: FlatItem
    below: list[_OpenItem] = field(default_factory=list)


def nest_items(items: Sequence[FlatItem]) -> tuple[LetteredList | BulletedList, ...]:
    """The lists that follow each other in the items, with those below them."""
    top: list[_OpenItem] = []
    above: list[_OpenItem] = []
    for item in items:
        while above and above[-1].item.degree >= item.degree:
            above.pop()
        opened = _OpenItem(item)
        (above[-1].below if above else top).append(opened)
        above.append(opened)
    return _make_lists(top)


def _make_lists(row: Sequence[_OpenItem]) -> tuple[LetteredList | BulletedList, ...]:
    """Neighbours of one list are items of the same one."""
    groups = groupby(row, key=lambda opened: (opened.item.list, opened.item.bulleted))
    return tuple(_make_list(tuple(group)) for _, group in groups)


def _make_list(group: Sequence[_OpenItem]) -> LetteredList | BulletedList:
    items = tuple(ListItem(one.item.content, _make_lists(one.below), one.item.source) for one in group)
    first = group[0].item
    return BulletedList(items, first.source) if first.bulleted else LetteredList(items, first.source)
