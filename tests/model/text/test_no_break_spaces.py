"""Spaces at which no line may end: set by the writers, taken back by the reader of Word files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembler.model.text.no_break_spaces import add_no_break_spaces, remove_no_break_spaces
from assembler.model.text.plain_text import NO_BREAK_SPACE

PIECES = [
    "5",
    "per cent",
    "in 2019",
    "$164.8 million",
    "para.",
    "1 250 000",
    "000",
    "12",
    "Mr.",
    "J.",
    "Smith",
    "resolution",
    "No.",
    ".",
    ",",
]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("rose by 5 per cent to $164.8 million", "rose by 5~per~cent to $164.8~million"),
        ("25 States met on 12 September 2019 at 3.30 p.m.", "25~States met on 12~September 2019 at 3.30~p.m."),
        ("see para. 12 and paras. 21–25", "see para.~12 and paras.~21–25"),
        ("Chapter VIII, article 4 and decision No. 3", "Chapter~VIII, article~4 and decision No.~3"),
        ("by Mr. Smith and J. Smith", "by Mr.~Smith and J.~Smith"),
        ("in resolution ", "in resolution~"),
        ("In 2019 the Office met; by 2020, 15 met", "In 2019 the Office met; by 2020, 15~met"),
        ("1 250 000 dollars et 3,5 % de 12 500", "1~250~000~dollars et 3,5~% de 12~500"),
        ("37 339.0 tonnes in 2019, 250 of them", "37~339.0~tonnes in 2019, 250 of them"),
        ("in 2019 250 people, and 74 123/2", "in 2019 250~people, and 74 123/2"),
        ("véase el párr. 3 de la resolución 73/136", "véase el párr.~3 de la resolución~73/136"),
        ("en su resolución ", "en su resolución~"),
        ("voir par. 3 de la résolution 73/136", "voir par.~3 de la résolution~73/136"),
        ("см. пункты 3 и 5 резолюции 73/136", "см. пункты~3 и 5~резолюции~73/136"),
        ("в своей резолюции ", "в своей резолюции~"),
        ("в статье 5, № 7 и п. 3", "в статье~5, №~7 и п.~3"),
        ("预算为1 250 000美元", "预算为1~250~000美元"),
        ("تبلغ 1 250 000 دولار", "تبلغ 1~250~000~دولار"),
        ("the resolution of the Council, A/75/345 and others", "the resolution of the Council, A/75/345 and others"),
    ],
)
def test_number_and_what_it_counts_hold_together(text: str, bound: str) -> None:
    assert add_no_break_spaces(text) == bound.replace("~", NO_BREAK_SPACE)
    assert remove_no_break_spaces(add_no_break_spaces(text)) == text


@given(st.lists(st.sampled_from(PIECES)).map(" ".join))
def test_words_are_the_same_before_and_after(text: str) -> None:
    assert add_no_break_spaces(text).split() == text.split()
    assert remove_no_break_spaces(add_no_break_spaces(text)) == text
    assert add_no_break_spaces(add_no_break_spaces(text)) == add_no_break_spaces(text)


def test_space_that_was_typed_so_stays() -> None:
    assert remove_no_break_spaces(f"the{NO_BREAK_SPACE}end") == f"the{NO_BREAK_SPACE}end"
