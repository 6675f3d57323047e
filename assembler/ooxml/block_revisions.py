"""Whole paragraphs and rows as tracked changes: inserted, deleted, moved from one place to another.

Around each run stands the change. The mark that ends a paragraph is tracked in the properties of its own run, a row in
its own properties; former properties of a paragraph stand in `w:pPrChange` beside those that hold. A move has a range
at both its ends, between a start and an end element, and the two ranges share a name; Word knows no moved rows.

Word marks the end of a moved paragraph as moved, too. LibreOffice reads that only where the last run is moved and the
paragraph holds no field or link; else an empty paragraph stays behind when all is accepted or rejected. There the end
is marked as deleted and inserted, which comes to the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from enum import StrEnum
from itertools import cycle

from assembler.model.value import Value
from assembler.ooxml.elements import Element, element, properties, qualified

_P, _R, _ROW, _FORM, _RUN_FORM, _ROW_FORM = map(qualified, ("p", "r", "tr", "pPr", "rPr", "trPr"))
_CHANGES = tuple(map(qualified, ("ins", "del", "moveFrom", "moveTo")))
_STRUCK = {qualified("t"): qualified("delText"), qualified("instrText"): qualified("delInstrText")}
_NOT_FORMER = tuple(map(qualified, ("rPr", "sectPr", "pPrChange")))
_FIELDS = tuple(map(qualified, ("fldChar", "fldSimple", "hyperlink")))
_LIST, _NUMBER, _VALUE, _DATE = map(qualified, ("numPr", "numId", "val", "date"))


class Whole(StrEnum):
    """What became of a whole paragraph or row, as the tag of its change."""

    ADDED = "ins"
    DROPPED = "del"
    AWAY = "moveFrom"
    HERE = "moveTo"


_UNMOVED = {Whole.AWAY: Whole.DROPPED, Whole.HERE: Whole.ADDED}


class Marker(Value):
    """Marks whole paragraphs and rows."""

    change: Callable[[str], Element]
    """A new element of that tag, with number, author and moment."""

    def paragraph(self, target: Element, whole: Whole) -> None:
        """Marks a paragraph with its end."""
        self.runs(target, whole)
        formatting = target.find(_FORM)
        if formatting is None:
            formatting = element("pPr")
            target.insert(0, formatting)
        target.replace(formatting, properties("pPr", [*formatting, element("rPr", self.change(_end(target, whole)))]))

    def runs(self, target: Element, whole: Whole) -> None:
        """Marks all runs; words that came to a moved paragraph or went from it are marked so already."""
        for run in list(target.iter(_R)):
            parent = run.getparent()
            if parent is not None and parent.tag not in _CHANGES:
                self.run(run, whole)

    def run(self, target: Element, whole: Whole) -> None:
        """Marks one run."""
        _wrap(target, self.change(whole))
        if whole is Whole.DROPPED:
            _strike(target)

    def row(self, target: Element, whole: Whole) -> None:
        """Marks a row with all that stands in it."""
        self.runs(target, whole)
        formatting = target.find(_ROW_FORM)
        # The schema asks for some other property beside the change.
        stated = [element("cantSplit", val="off")] if formatting is None else list(formatting)
        marked = properties("trPr", [*stated, self.change(whole)])
        if formatting is not None:
            target.remove(formatting)
        target.insert(0, marked)

    def table(self, target: Element, whole: Whole) -> None:
        """Marks all rows of a table; it comes or goes with them."""
        for row in target.findall(_ROW):
            self.row(row, whole)

    def former_form(self, target: Element, former: Element) -> None:
        """Notes the properties that a paragraph had, where it has others now."""
        ours, theirs = target.find(_FORM), former.find(_FORM)
        old = properties("pPr", [deepcopy(child) for child in (() if theirs is None else theirs) if _is_former(child)])
        now = properties("pPr", [deepcopy(child) for child in (() if ours is None else ours) if _is_former(child)])
        if _written(old) == _written(now):
            return
        change = self.change("pPrChange")
        change.append(old)
        if ours is None:
            target.insert(0, properties("pPr", [change]))
        else:
            target.replace(ours, properties("pPr", [*ours, change]))

    def move_range(self, elements: Sequence[Element], whole: Whole, name: str) -> list[Element]:
        """The paragraphs of one end of a move in their range."""
        start, end = self.change(f"{whole}RangeStart"), self.change(f"{whole}RangeEnd")
        start.set(qualified("name"), name)
        for attribute in ("author", "date"):
            del end.attrib[qualified(attribute)]
        end.set(qualified("id"), start.get(qualified("id"), ""))
        first = elements[0]
        if first.tag != _P:
            return [start, *elements, end]
        first.insert(0 if first.find(_FORM) is None else 1, start)
        return [*elements, end]


def set_apart(text: Iterable[Element], moments: Sequence[str]) -> None:
    """Gives the changes inside of paragraphs that stay moments of their own, in turn.

    LibreOffice takes changes of one author and one minute for one, even those at the end of a paragraph and at the
    beginning of the next: accepted or rejected, they would take the end between them along, which nobody has changed.
    """
    turns = cycle(moments)
    for paragraph in text:
        end = paragraph.find(f"{_FORM}/{_RUN_FORM}")
        if paragraph.tag != _P or (end is not None and any(mark.tag in _CHANGES for mark in end)):
            continue
        moment = next(turns)
        for change in paragraph.iter(*_CHANGES):
            change.set(_DATE, moment)


def _end(paragraph: Element, whole: Whole) -> Whole:
    """What becomes of the end of a paragraph whose runs are marked."""
    if whole not in _UNMOVED:
        return whole
    changes = [run.getparent() for run in paragraph.iter(_R)]
    ends_moved = bool(changes) and changes[-1] is not None and changes[-1].tag == qualified(whole)
    has_field = next(paragraph.iter(*_FIELDS), None) is not None
    return whole if ends_moved and not has_field else _UNMOVED[whole]


def _wrap(target: Element, change: Element) -> None:
    parent = target.getparent()
    assert parent is not None
    parent.replace(target, change)
    change.append(target)


def _strike(run: Element) -> None:
    for child in run:
        child.tag = _STRUCK.get(str(child.tag), child.tag)


def _is_former(child: Element) -> bool:
    return child.tag not in _NOT_FORMER


def _written(formatting: Element) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (str(element.tag), sorted((str(k), str(v)) for k, v in element.attrib.items())) for element in formatting.iter()
    ]


def list_number(paragraph: Element) -> str:
    """The number of the list of which a paragraph is a member, or empty."""
    number = paragraph.find(f"{_FORM}/{_LIST}/{_NUMBER}")
    return "" if number is None else number.get(_VALUE, "")


def join_lists(pairs: Iterable[tuple[Element, Element]], former: Iterable[Element]) -> None:
    """Makes former lists those that they have become: each list by the first of its members that is still there."""
    names: dict[str, str] = {}
    for old, new in pairs:
        ours, theirs = list_number(old), list_number(new)
        if ours and theirs and ours not in names and theirs not in names.values():
            names[ours] = theirs
    for top in former:
        for number in top.iter(_NUMBER):
            name = names.get(number.get(_VALUE, ""))
            if name:
                number.set(_VALUE, name)
