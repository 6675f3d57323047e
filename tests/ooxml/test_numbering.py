"""Native lists: forms before lists, starts, and the labels that Word would print."""

from __future__ import annotations

import pytest
from lxml import etree

from assembler.ooxml.elements import parse_markup
from assembler.ooxml.numbering import FORMATS, Level, Lists, lower_roman, text_of_labels

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVEL = Level("decimal", "%1.", 0, 0, 475)


def test_forms_stand_before_lists() -> None:
    lists = Lists()
    first = lists.add_format([LEVEL])
    lists.add_list(first)
    lists.add_list(lists.add_format([LEVEL]))
    made = [etree.QName(element).localname for element in parse_markup(lists.elements())]
    assert made == ["abstractNum", "abstractNum", "num", "num"]


def test_list_begins_as_many_levels_anew_as_asked() -> None:
    lists = Lists()
    lists.add_list(lists.add_format([LEVEL]), 2)
    overrides = parse_markup(lists.elements())[-1].findall(W + "lvlOverride")
    assert [element.get(W + "ilvl") for element in overrides] == ["0", "1"]


@pytest.mark.parametrize(
    ("number", "expected"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (40, "xl"), (49, "xlix"), (98, "xcviii")]
)
def test_roman_numerals(number: int, expected: str) -> None:
    assert lower_roman(number) == expected


@pytest.mark.parametrize(("number", "expected"), [(1, "a"), (26, "z"), (27, "aa"), (28, "bb")])
def test_letters_go_on_as_in_word(number: int, expected: str) -> None:
    assert FORMATS["lowerLetter"](number) == expected


@pytest.mark.parametrize(
    ("labels", "sort", "expected"),
    [
        (("(a)", "(b)", "(c)"), "lowerLetter", "({})"),
        (("a)", "b)"), "lowerLetter", "{})"),
        (("(i)", "(ii)", "(iii)", "(iv)"), "lowerRoman", "({})"),
        (("(a)", "(c)"), "lowerLetter", ""),
        (("(أ)", "(ب)"), "lowerLetter", ""),
        ((), "lowerLetter", ""),
    ],
)
def test_level_text_that_prints_given_labels(labels: tuple[str, ...], sort: str, expected: str) -> None:
    assert text_of_labels(labels, sort) == expected
