"""Native lists of a Word file: counted as Word counts them, and items put together to nested lists.

Counters belong to the form of a list (`w:abstractNum`), so that lists of one form go on counting; a list that overrides
its starts begins anew where it is first used. A level below begins anew after each number of a level above.
"""

from __future__ import annotations

from collections.abc import Sequence

from assembler.model.finding import NO_PLACE, Source
from assembler.model.nodes import BulletedList, Inline, LetteredList, ListItem
from assembler.model.value import Growing, Value, field
from assembler.ooxml.elements import Element, qualified
from assembler.ooxml.numbering import FORMATS, SILENT
from assembler.readers.ooxml.attributes import value_of, whole

LEVELS = 9
"""How many levels a list has in Word."""
BULLET = "bullet"
"""The sort of number of lists without numbers."""


class Member(Value):
    """What a paragraph is in its list."""

    list: str
    """The number of the list in the file."""
    level: int
    """Its level, from 0."""
    sort: str
    """Word's name of the sort of number."""
    number: int
    """Its number on its level."""
    label: str
    """The label that Word prints."""

    @property
    def silent(self) -> bool:
        """Whether Word prints nothing, so that the label stands in the text."""
        return self.sort == SILENT


class _Form(Growing):
    """A form of lists with its counters."""

    levels: Sequence[Element]
    starts: list[int]
    counters: list[int]


class Counting:
    """Counts the members of all lists; they must be asked for in the order of the document."""

    def __init__(self, numbering: Element | None) -> None:
        """Takes the numbering part, if there is one."""
        self._forms: dict[str, _Form] = {}
        self._lists: dict[str, tuple[str, dict[int, int]]] = {}
        self._begun: set[str] = set()
        if numbering is not None:
            self._forms = {_named(it, "abstractNumId"): _form(it) for it in numbering.iter(qualified("abstractNum"))}
            self._lists = {_named(it, "numId"): _list(it) for it in numbering.iter(qualified("num"))}

    def member(self, paragraph: Element) -> Member | None:
        """What a paragraph is in its list, none where it is in no list that there is."""
        found = paragraph.find(f"{qualified('pPr')}/{qualified('numPr')}")
        if found is None:
            return None
        identifier, level = value_of(found, "numId"), whole(value_of(found, "ilvl"), 0)
        form_identifier, overrides = self._lists.get(identifier, ("", {}))
        form = self._forms.get(form_identifier)
        if form is None or level >= len(form.levels):
            return None
        if identifier not in self._begun:
            self._begun.add(identifier)
            for overridden in overrides.keys() & range(len(form.counters)):
                form.counters[overridden] = overrides[overridden] - 1
        form.counters[level] += 1
        form.counters[level + 1 :] = form.starts[level + 1 :]
        sort = value_of(form.levels[level], "numFmt")
        return Member(identifier, level, sort, form.counters[level], _label(form, level))


def _form(abstract: Element) -> _Form:
    levels = abstract.findall(qualified("lvl"))[:LEVELS]
    starts = [whole(value_of(level, "start"), 1) - 1 for level in levels]
    return _Form(levels, starts, list(starts))


def _list(number: Element) -> tuple[str, dict[int, int]]:
    """The form of a list, and the starts that it overrides by level."""
    overrides = {}
    for it in number.iter(qualified("lvlOverride")):
        level = whole(_named(it, "ilvl"), LEVELS)
        if level < LEVELS and it.find(qualified("startOverride")) is not None:
            overrides[level] = whole(value_of(it, "startOverride"), 1)
    return value_of(number, "abstractNumId"), overrides


def _label(form: _Form, level: int) -> str:
    label = value_of(form.levels[level], "lvlText")
    for place, lvl in enumerate(form.levels[: level + 1]):
        written = FORMATS.get(value_of(lvl, "numFmt"), str)
        label = label.replace(f"%{place + 1}", written(max(form.counters[place], 1)))
    return label


def _named(it: Element, attribute: str) -> str:
    return it.get(qualified(attribute), "")


class Item(Value):
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


class _Growing(Growing):
    """An item with the items below it so far."""

    item: Item
    below: list[_Growing] = field(default_factory=list)


def lists_of(items: Sequence[Item]) -> tuple[LetteredList | BulletedList, ...]:
    """The lists that follow each other in the items, with those below them."""
    top: list[_Growing] = []
    open_: list[_Growing] = []
    for item in items:
        while open_ and open_[-1].item.degree >= item.degree:
            open_.pop()
        growing = _Growing(item)
        (open_[-1].below if open_ else top).append(growing)
        open_.append(growing)
    return _lists(top)


def _lists(row: Sequence[_Growing]) -> tuple[LetteredList | BulletedList, ...]:
    """Neighbours of one list are items of the same one."""
    made: list[LetteredList | BulletedList] = []
    group: list[_Growing] = []
    for growing in row:
        if group and (group[-1].item.list, group[-1].item.bulleted) != (growing.item.list, growing.item.bulleted):
            made.append(_one(group))
            group = []
        group.append(growing)
    return (*made, _one(group)) if group else ()


def _one(group: Sequence[_Growing]) -> LetteredList | BulletedList:
    items = tuple(ListItem(it.item.content, _lists(it.below), it.item.source) for it in group)
    source = group[0].item.source
    return BulletedList(items, source) if group[0].item.bulleted else LetteredList(items, source)
