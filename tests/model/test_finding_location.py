"""The place of a fault's words is that of the words as typed."""

from __future__ import annotations

import pytest

from assembler.model.finding import Fault, Source
from assembler.model.finding_location import FaultLocator


def place(text: str, before: str, words: str, line: int = 1) -> tuple[int, int, int, int]:
    source = FaultLocator({"a.md": text}).locate(Fault(Source("a.md", line), "", words=words, before=before))
    return source.line, source.column, source.end_line, source.end_column


@pytest.mark.parametrize(
    ("text", "before", "words", "expected"),
    [
        ("One teh two teh.", "One teh two ", "teh", (1, 13, 1, 16)),
        ("*One* two\nteh.", "One two ", "teh", (2, 1, 2, 4)),
        ("One {++two++} teh, {--teh--} teh.", "One two teh, ", "teh", (1, 30, 1, 33)),
        ("One {>> teh? <<} teh.", "One ", "teh", (1, 18, 1, 21)),
        ("One[^teh] teh.", "One ", "teh", (1, 11, 1, 14)),
        ("[One](https://example.org/teh) teh.", "One ", "teh", (1, 32, 1, 35)),
        ("One **t**eh.", "One ", "teh", (1, 7, 1, 12)),
        ("One  two", "One", "  ", (1, 4, 1, 6)),
        ("One , two", "One", " ,", (1, 4, 1, 6)),
        ("| teh | teh |\n|---|---|\n| teh | teh |", "teh\nteh\nteh\n", "teh", (3, 9, 3, 12)),
        ("[para.](#a) teh, then teh", "para. 12 teh, then ", "teh", (1, 23, 1, 26)),
        ("One two", "One ", "three", (1, 1, 0, 0)),
    ],
)
def test_words_are_found(text: str, before: str, words: str, expected: tuple[int, int, int, int]) -> None:
    assert place(text, before, words) == expected


def test_each_of_many_is_found_in_its_place_in_any_order() -> None:
    text = " ".join(f"word{number} teh" for number in range(300))
    faults = [
        Fault(Source("a.md"), "", words="teh", before=text[: text.index(f"word{number} ")] + f"word{number} ")
        for number in [*range(300), *range(300)]
    ]
    locator = FaultLocator({"a.md": text})
    columns = [locator.locate(fault).column for fault in faults]
    assert columns == [len(fault.before) + 1 for fault in faults]
