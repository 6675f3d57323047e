"""How many words each contribution may have: its share of what the texts of the lead department leave."""

from __future__ import annotations

import pytest

from assembler.assemble import assemble
from assembler.intake.word_target import count_general_words, count_words_each
from assembler.load import load
from assembler.model.contribution import Collection
from assembler.model.value import replace
from assembler.status.word_limit import measure_length
from tests.conftest import PLAN, small_files

ANNEXED = PLAN.replace("sections:\n", "annexes: [{title: List of meetings, text: annex}]\nsections:\n")


def collected(count: str = "[summary, headings, body, footnotes]", words: int = 8500, **files: str) -> Collection:
    limit = f"word_limit: {{words: {words}, count: {count}}}\n"
    collection = load(small_files(report_yaml=ANNEXED + limit, **files)).collection
    assert collection is not None
    return collection


def general(**words: int) -> dict[str, str]:
    """General texts of so many words."""
    return {f"general__{name}": " ".join(["word"] * number) + ".\n" for name, number in words.items()}


def each(collection: Collection) -> int:
    return count_words_each(collection.plan, count_general_words(collection))


TEXTS = general(summary=200, introduction=798, annex=5000)
"""With their two titles the first two have a thousand words."""


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        ("[summary, headings, body, footnotes]", 3750),
        ("[body]", (8500 - 798) // 2 // 10 * 10),
        ("[summary]", 4150),
        ("[headings, body, annexes]", (8500 - 798 - 2 - 5004) // 2 // 10 * 10),
    ],
)
def test_general_texts_are_taken_off_as_the_limit_counts_them(count: str, expected: int) -> None:
    assert each(collected(count, **TEXTS)) == expected


def test_notes_of_general_texts_are_taken_off() -> None:
    note = {"general__introduction": "One two.[^a]\n\n[^a]: Three four.\n", "general__summary": "One.\n"}
    assert count_general_words(collected("[footnotes]", **note)) == 2
    assert count_general_words(collected("[body, footnotes]", **note)) == 4


@pytest.mark.parametrize("count", ["[summary, headings, body, footnotes]", "[body, annexes]"])
def test_words_are_counted_as_in_the_report(count: str) -> None:
    collection = collected(count, unhcr__au=None, who__au=None, **TEXTS)
    report = assemble(collection, draft=False)
    parts = {part.title: part.words for part in measure_length(report, collection.plan.word_limit).sections}
    other = parts.pop(collection.plan.sections[1].title)
    assert count_general_words(collection) == sum(parts.values())
    assert other < 30


def test_nothing_is_said_where_general_texts_leave_nothing() -> None:
    assert each(collected(words=500, **TEXTS)) == 0


def test_nothing_is_said_where_nobody_was_asked() -> None:
    assert count_words_each(replace(collected().plan, requested={}), 0) == 0
