"""The steps from one sequence to another: right for any, and told soon; what stays while others are moved."""

from __future__ import annotations

import time
from collections.abc import Hashable, Iterable, Sequence
from difflib import SequenceMatcher
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembler.model.text import sequence_diff as module
from assembler.model.text.sequence_diff import diff_sequences, find_heaviest_increasing

SIZE = 50_000
"""Large enough that work which grows with the square of the length takes minutes."""
SECONDS = 3.0
LONG = [f"word{number}" for number in range(SIZE)]
LARGE = {
    "one word": (["a"] * SIZE, ["b", *["a"] * SIZE, "c"]),
    "two words in turn": (["a", "b"] * (SIZE // 2), ["b", "a"] * (SIZE // 2)),
    "every word of its own, the other way round": (LONG, LONG[::-1]),
    "every pair of words exchanged": (LONG, [LONG[place ^ 1] for place in range(SIZE)]),
    "a word that is nowhere in a short text": (["a"] * SIZE, ["b", *["a"] * 150, "b"]),
}
FEW = st.lists(st.sampled_from("abcd"), max_size=30)


def lead_from_one_to_the_other(before: Sequence[Hashable], after: Sequence[Hashable]) -> bool:
    place = other = 0
    for kind, first, last, start, end in diff_sequences(before, after):
        assert (first, start) == (place, other)
        assert (last - first > 0, end - start > 0) == {
            "equal": (True, True), "replace": (True, True), "delete": (True, False), "insert": (False, True)
        }[kind]  # fmt: skip
        assert kind != "equal" or before[first:last] == after[start:end]
        place, other = last, end
    return (place, other) == (len(before), len(after))


@given(FEW, FEW)
def test_short_ones_are_told_as_the_library_does(before: list[str], after: list[str]) -> None:
    assert diff_sequences(before, after) == SequenceMatcher(None, before, after, autojunk=False).get_opcodes()


@pytest.mark.parametrize("most", [0, 5, 50])
def test_long_ones_lead_from_one_to_the_other(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(module, "_MOST", most)

    @given(FEW, FEW)
    def held(before: list[str], after: list[str]) -> None:
        assert lead_from_one_to_the_other(before, after)

    held()


@pytest.mark.parametrize("name", LARGE)
def test_this_ends_soon(name: str) -> None:
    before, after = LARGE[name]
    start = time.process_time()
    assert lead_from_one_to_the_other(before, after)
    assert time.process_time() - start < SECONDS


def test_what_is_frequent_does_not_hide_what_was_edited() -> None:
    """A text of 3,000 words, every third one the same, with spaces between."""
    words = [one for number in range(1_000) for one in ("the", " ", f"word{number}", " ", f"more{number}", " ")]
    edited = list(words)
    edited[602], edited[3_002] = "changed", "changed"
    del edited[4_799:4_805]
    assert [one for one in diff_sequences(words, edited) if one[0] != "equal"] == [
        ("replace", 602, 603, 602, 603),
        ("replace", 3_002, 3_003, 3_002, 3_003),
        ("delete", 4_799, 4_805, 4_799, 4_799),
    ]


def test_ends_of_what_is_told_in_no_detail_stay() -> None:
    before, after = ["x", *["a", "b"] * SIZE, "y"], ["x", *["b", "a"] * SIZE, "y"]
    assert diff_sequences(before, after) == [
        ("equal", 0, 1, 0, 1),
        ("replace", 1, 2 * SIZE + 1, 1, 2 * SIZE + 1),
        ("equal", 2 * SIZE + 1, 2 * SIZE + 2, 2 * SIZE + 1, 2 * SIZE + 2),
    ]


@pytest.mark.parametrize(
    ("numbers", "staying"),
    [
        ([], set()),
        ([3], {0}),
        ([2, 1], {1}),
        ([3, 1, 2], {1, 2}),
        ([1, 5, 2, 3], {0, 2, 3}),
        ([4, 5, 1, 2, 6], {2, 3, 4}),
    ],
)
def test_as_few_are_moved_as_can_be(numbers: list[int], staying: set[int]) -> None:
    assert find_heaviest_increasing(numbers, [1] * len(numbers)) == staying


def test_what_weighs_more_stays() -> None:
    assert find_heaviest_increasing([1, 0], [9, 1]) == {0}
    assert find_heaviest_increasing([3, 0, 1, 2], [5, 2, 2, 2]) == {1, 2, 3}
    assert find_heaviest_increasing([3, 0, 1, 2], [7, 2, 2, 2]) == {0}


@given(st.permutations(range(7)), st.lists(st.integers(1, 9), min_size=7, max_size=7))
def test_nothing_that_rises_weighs_more(numbers: list[int], weights: list[int]) -> None:
    def weight(places: Iterable[int]) -> int:
        return sum(weights[one] for one in places)

    def rises(places: Iterable[int]) -> bool:
        return all(numbers[one] < numbers[other] for one, other in pairwise(places))

    staying = find_heaviest_increasing(numbers, weights)
    rows = (row for size in range(8) for row in combinations(range(7), size) if rises(row))
    assert rises(sorted(staying))
    assert weight(staying) == max(map(weight, rows))
