"""The mark of a draft: its word, and its label or the day."""

from __future__ import annotations

import pytest

from assembler.model.value import replace
from tests.builders import every_node


@pytest.mark.parametrize(
    ("label", "mark"),
    [
        ("", "DRAFT – 11 September 2020"),
        ("draft 3 of 24 November 2026", "DRAFT 3 of 24 November 2026"),
        ("for comments by UNHCR", "DRAFT – for comments by UNHCR"),
        ("drafted in haste", "DRAFT – drafted in haste"),
    ],
)
def test_mark_of_a_draft(label: str, mark: str) -> None:
    assert replace(every_node(), label=label).draft_mark == mark


def test_final_has_no_mark() -> None:
    assert replace(every_node(draft=False), label="draft 3").draft_mark == ""


@pytest.mark.parametrize(
    ("label", "mark"),
    [
        ("1 أيار/مايو 2027", "مسودة – 1 أيار/مايو 2027"),
        ("3 of 5 May", "مسودة – \u20683 of 5 May\u2069"),
    ],
)
def test_latin_words_of_a_mark_stay_together_from_right_to_left(label: str, mark: str) -> None:
    report = every_node()
    arabic = replace(report, direction="rtl", wording=replace(report.wording, draft="مسودة"), label=label)
    assert arabic.draft_mark == mark
