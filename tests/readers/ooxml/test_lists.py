"""Native lists are counted as Word counts them."""

from __future__ import annotations

import pytest

from assembler.model.nodes import BulletedList, LetteredList, ListItem, Text
from assembler.ooxml.elements import Element, element
from assembler.readers.ooxml.lists import FlatItem, ListCounter, nest_items


def level(number: int, number_format: str, label: str, start: int = 1) -> Element:
    """A level of a definition."""
    children = (element("start", val=start), element("numFmt", val=number_format), element("lvlText", val=label))
    return element("lvl", *children, ilvl=number)


def list_of(number: int, definition: int, **starts: int) -> Element:
    """A list with the starts that it overrides, by `level0` and so on."""
    overrides = [
        element("lvlOverride", element("startOverride", val=start), ilvl=name.removeprefix("level"))
        for name, start in starts.items()
    ]
    return element("num", element("abstractNumId", val=definition), *overrides, numId=number)


DECIMAL = element("abstractNum", level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"), abstractNumId=0)
LATE = element("abstractNum", level(0, "decimal", "%1", start=5), level(1, "decimal", "%1.%2"), abstractNumId=1)
BULLETS = element("abstractNum", level(0, "bullet", "•"), abstractNumId=2)
LISTS = (list_of(1, 0), list_of(2, 0), list_of(3, 0, level0=7), list_of(4, 1), list_of(5, 2))
NUMBERING = element("numbering", DECIMAL, LATE, BULLETS, *LISTS)


def labels(*members: tuple[int | str, int | str]) -> list[str | None]:
    """The labels of paragraphs by list and level."""
    counter = ListCounter(NUMBERING)
    found: list[str | None] = []
    for number, at in members:
        place = element("numPr", element("ilvl", val=at), element("numId", val=number))
        member = counter.count(element("p", element("pPr", place)))
        found.append(member.label if member else None)
    return found


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ([(1, 0), (1, 0)], ["1.", "2."]),
        ([(1, 0), (2, 0)], ["1.", "2."]),  # lists of one definition go on counting
        ([(1, 0), (3, 0), (3, 0), (1, 0)], ["1.", "7.", "8.", "9."]),
        ([(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)], ["1.", "(a)", "(b)", "2.", "(a)"]),
        ([(4, 0), (4, 1), (4, 1)], ["5", "5.1", "5.2"]),
        ([(4, 1)], ["4.1"]),
        ([(5, 0)], ["•"]),
        ([(9, 0), (1, 8), ("", 0), (1, "x")], [None, None, None, "1."]),
    ],
)
def test_labels(members: list[tuple[int | str, int | str]], expected: list[str | None]) -> None:
    assert labels(*members) == expected


def test_paragraph_without_list_or_file_without_lists() -> None:
    assert ListCounter(NUMBERING).count(element("p")) is None
    place = element("numPr", element("numId", val=1))
    assert ListCounter(None).count(element("p", element("pPr", place))) is None


def item(name: str, degree: int, words: str, *, bulleted: bool = False) -> FlatItem:
    """An item of a list."""
    return FlatItem(name, degree, bulleted, (Text(words),))


def test_items_are_nested_and_neighbours_of_another_list_part() -> None:
    flat = [item("1", 0, "a"), item("2", 1, "b", bulleted=True), item("1", 0, "c"), item("3", 0, "d", bulleted=True)]
    below = BulletedList((ListItem((Text("b"),)),))
    first = LetteredList((ListItem((Text("a"),), (below,)), ListItem((Text("c"),))))
    assert nest_items(flat) == (first, BulletedList((ListItem((Text("d"),)),)))


def test_item_that_begins_too_deep_stands_at_the_top() -> None:
    flat = [item("1", 2, "a"), item("1", 0, "b")]
    assert nest_items(flat) == (LetteredList((ListItem((Text("a"),)), ListItem((Text("b"),)))),)
